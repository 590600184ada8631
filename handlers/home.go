package handlers

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/templates"
)

func home(s *Server, c *gin.Context, v Visitor) error {
	body := templates.HomePage{Themes: s.themes(v.Lang), Operator: s.operator(v.Lang)}
	return show(c, http.StatusOK, templates.Home, public(s.frame(v, "home.title")), body)
}

// themes are the seven with their principles, each with its dots of the mark.
func (s *Server) themes(lang string) []templates.Theme {
	var out []templates.Theme
	for _, t := range s.pack.Themes {
		theme := templates.Theme{Title: t.Title.In(lang), Dots: dotsFor(t.Principles...)}
		for _, n := range t.Principles {
			pr := s.pack.Principle(n)
			theme.Principles = append(theme.Principles, templates.PrincipleLink{
				Number: n, Title: pr.Title.In(lang), Asks: pr.Asks.In(lang),
			})
		}
		out = append(out, theme)
	}
	return out
}

// dotsFor gives the mark with the dots of some principles full.
func dotsFor(numbers ...int) []templates.Dot {
	out := make([]templates.Dot, 11)
	for i := range out {
		out[i].Full = slices.Contains(numbers, i+1)
	}
	return out
}

// operator is who runs the portal and how to reach them, as far as the settings say.
func (s *Server) operator(lang string) templates.Operator {
	o := templates.Operator{Name: s.Operator.In(lang), Contact: s.Contact}
	switch {
	case strings.HasPrefix(o.Contact, "https://"):
		o.URL = o.Contact
	case strings.Contains(o.Contact, "@"):
		o.URL = "mailto:" + o.Contact
	}
	return o
}

// official is the official text of the Principles, first in the page's language.
func (s *Server) official(lang string) []templates.Link {
	var out []templates.Link
	for _, l := range s.pack.Official {
		out = append(out, templates.Link{Title: l.Title.In(lang), URL: l.URL.In(lang)})
	}
	return out
}

// sources lists each source of the keys once, in their order, with the day it
// was last checked.
func (s *Server) sources(v Visitor, keys []string) []templates.SourceLink {
	var out []templates.SourceLink
	seen := map[string]bool{}
	for _, key := range keys {
		source, ok := s.pack.Source(key)
		if !ok || seen[key] {
			continue
		}
		seen[key] = true
		out = append(out, templates.SourceLink{
			Title: source.Title.In(v.Lang), URL: source.URL, Checked: day(v, source.Checked),
		})
	}
	return out
}

// resources are what a small firm of a country can obtain for a question.
func resources(v Visitor, q *forms.Question, country string) []templates.Resource {
	var out []templates.Resource
	for _, r := range q.ResourcesFor(country) {
		url, inEnglish := r.URL.Page(v.Lang)
		out = append(out, templates.Resource{Name: r.Name.In(v.Lang), Cost: v.Words.Cost(r.Cost, inEnglish), URL: url})
	}
	return out
}
