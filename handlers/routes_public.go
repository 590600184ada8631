package handlers

var publicRoutes = []route{}
