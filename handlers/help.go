package handlers

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/templates"
)

func helpPage(s *Server, c *gin.Context, v Visitor) error {
	body := templates.HelpPage{Operator: s.operator(v.Lang)}
	for _, h := range s.helpFor(v) {
		country := v.Words.T("country." + h.Country)
		checked := day(v, h.Checked)
		body.Emergency = append(body.Emergency, templates.EmergencyNumber{Country: country, Phone: phone(h.Emergency)})
		for _, group := range []struct {
			who string
			to  *[]templates.CountryHelp
		}{{"public", &body.Public}, {"worried", &body.Worried}, {"company", &body.Company}} {
			*group.to = append(*group.to, templates.CountryHelp{
				Country: country, Checked: checked, Bodies: bodies(v.Lang, h.Bodies, group.who),
			})
		}
		body.Law = append(body.Law, templates.CountryLaw{
			Country: country, Checked: checked, Text: h.Law.In(v.Lang), Sources: s.sources(v, h.LawSources),
		})
	}
	return show(c, http.StatusOK, templates.Help, public(s.frame(v, "help.title")), body)
}

// helpFor lists the five countries, the visitor's own first.
func (s *Server) helpFor(v Visitor) []forms.Help {
	out := slices.Clone(s.pack.Help)
	slices.SortStableFunc(out, func(a, b forms.Help) int {
		switch v.User.Country {
		case a.Country:
			return -1
		case b.Country:
			return 1
		}
		return 0
	})
	return out
}

// bodies are those that are there for "company", "public" or "worried".
func bodies(lang string, list []forms.Body, who string) []templates.ReportingBody {
	var out []templates.ReportingBody
	for _, b := range list {
		if slices.Contains(b.For, who) {
			url, inEnglish := b.URL.Page(lang)
			out = append(out, templates.ReportingBody{
				Name: b.Name.In(lang), Does: b.Does.In(lang), URL: url, InEnglish: inEnglish, Phone: phone(b.Phone),
			})
		}
	}
	return out
}

// phone is a telephone number as read and as dialled.
func phone(shown string) templates.Phone {
	return templates.Phone{Shown: shown, Dialled: strings.NewReplacer(" ", "", "-", "").Replace(shown)}
}
