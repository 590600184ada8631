package handlers

var reviewRoutes = []route{}
