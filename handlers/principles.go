package handlers

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/templates"
)

func principlesPage(s *Server, c *gin.Context, v Visitor) error {
	body := templates.PrinciplesPage{Themes: s.themes(v.Lang), Official: s.official(v.Lang)}
	return show(c, http.StatusOK, templates.Principles, public(s.frame(v, "principles.title")), body)
}

func publicPrinciplePage(s *Server, c *gin.Context, v Visitor) error {
	pr := s.principleAt(c.Param("n"))
	if pr == nil {
		return forms.ErrNotFound
	}
	number, title := strconv.Itoa(pr.Number), pr.Title.In(v.Lang)
	body := templates.PublicPrinciplePage{
		Theme: s.pack.ThemeOf(pr.Number).Title.In(v.Lang), Dots: dotsFor(),
		Asks: pr.Asks.In(v.Lang), Official: s.official(v.Lang),
		Previous: s.neighbour(v.Lang, pr.Number-1), Next: s.neighbour(v.Lang, pr.Number+1),
	}
	body.Dots[pr.Number-1] = templates.Dot{Full: true, Here: true}
	for i, level := range s.pack.AnchorsOf(pr.Number) {
		body.Levels = append(body.Levels, templates.LevelSentence{Level: i, Text: level.In(v.Lang)})
	}
	var keys []string
	for _, q := range pr.Questions {
		body.Questions = append(body.Questions, templates.Asked{Prompt: q.Prompt.In(v.Lang), Must: q.Must})
		keys = append(keys, q.Sources...)
	}
	body.Sources = s.sources(v, keys)
	return show(c, http.StatusOK, templates.PublicPrinciple, public(s.frame(v, "principles.one.title", number, title)), body)
}

// principleAt finds the principle of an address; nil when there is none. Each
// has one address: neither 01 nor +1 is principle 1.
func (s *Server) principleAt(param string) *forms.Principle {
	n, err := strconv.Atoi(param)
	if err != nil || strconv.Itoa(n) != param {
		return nil
	}
	return s.pack.Principle(n)
}

// neighbour links to principle n; before the first and after the last its
// Number is 0.
func (s *Server) neighbour(lang string, n int) templates.PrincipleLink {
	pr := s.pack.Principle(n)
	if pr == nil {
		return templates.PrincipleLink{}
	}
	return templates.PrincipleLink{Number: n, Title: pr.Title.In(lang)}
}

// day writes a date of the pack, such as 2026-11-23, in words. It is the same
// day in every zone.
func day(v Visitor, date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return v.Words.Date(t.Unix(), time.UTC)
}
