package handlers

var programmeRoutes = []route{}
