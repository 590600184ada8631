package handlers

var companyRoutes = []route{}
