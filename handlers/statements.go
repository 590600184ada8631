package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"eleven/templates"
)

// revised is the day on which the statements were last gone through.
const revised = "2026-11-26"

func accessibilityPage(s *Server, c *gin.Context, v Visitor) error {
	body := templates.StatementPage{Operator: s.operator(v.Lang), Revised: day(v, revised)}
	return show(c, http.StatusOK, templates.Accessibility, public(s.frame(v, "accessibility.title")), body)
}

func privacyPage(s *Server, c *gin.Context, v Visitor) error {
	body := templates.PrivacyPage{
		StatementPage: templates.StatementPage{Operator: s.operator(v.Lang), Revised: day(v, revised)},
		MailDays:      s.MailDays, NetworkDays: s.NetworkDays,
	}
	return show(c, http.StatusOK, templates.Privacy, public(s.frame(v, "privacy.title")), body)
}
