package handlers

import "eleven/templates"

// publicRoutes are open to everybody. Their pages hold nothing about a person
// and are the same for all but for the masthead.
var publicRoutes = []route{
	{"GET", "", everyone, home},
	{"GET", "/principles", everyone, principlesPage},
	{"GET", "/principles/{n}", everyone, publicPrinciplePage},
	{"GET", "/quick-check", everyone, quickCheckForm},
	{"POST", "/quick-check", everyone, quickCheck},
	{"POST", "/quick-check/summary.pdf", everyone, quickCheckPDF},
	{"GET", "/help", everyone, helpPage},
	{"GET", "/accessibility", everyone, accessibilityPage},
	{"GET", "/privacy", everyone, privacyPage},
}

// public gives a page for everybody its way to leave the site quickly.
func public(f templates.Frame) templates.Frame {
	f.QuickExit = true
	return f
}
