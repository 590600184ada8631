package handlers

import (
	"context"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/templates"
)

// programmePage is where the programme stands: the open round, and how many
// submissions are how far. No company is named.
func programmePage(s *Server, c *gin.Context, v Visitor) error {
	round, err := s.db.OpenRound(c.Request.Context())
	if err != nil && !errors.Is(err, forms.ErrNotFound) {
		return err
	}
	body := templates.ProgrammePage{
		Open: err == nil, Round: round.Name, OpensAt: round.OpensAt, ClosesAt: round.ClosesAt,
		Lead: v.User.Role == forms.Lead, Administrator: v.User.Role == forms.Administrator,
		Whose: v.Words.T("programme.everywhere"),
	}
	if body.Lead {
		body.Whose = v.Words.T("programme.shared", v.Words.T("country."+v.User.Country))
		if v.User.Country == "all" {
			body.Whose = v.Words.T("programme.shared-all")
		}
	}
	if err := s.addStages(c.Request.Context(), v, &body); err != nil {
		return err
	}
	f := s.frame(v, "programme.title")
	f.Wide = true
	return show(c, http.StatusOK, templates.Programme, f, body)
}

// addStages counts the submissions by how far they are: for a lead exactly, and
// of those alone that their country reviews or may read; for the others coarsely,
// and of all.
func (s *Server) addStages(ctx context.Context, v Visitor, body *templates.ProgrammePage) error {
	if !body.Lead {
		count, err := s.db.ProgressEverywhere(ctx)
		body.Stages = stages(v, count, func(n int) string { return coarse(v, n) })
		return err
	}
	ours, others, err := s.db.Progress(ctx, v.User.Country)
	if v.User.Country != "all" {
		body.Stages = stages(v, ours, v.Words.Number)
	}
	body.Others = stages(v, others, v.Words.Number)
	return err
}

// stages puts the counts of each state into words.
func stages(v Visitor, count map[forms.ReviewState]int, figure func(int) string) []templates.Stage {
	var out []templates.Stage
	for _, stage := range []struct {
		key    string
		number int
	}{
		{"waiting", count[forms.Waiting]},
		{"scoring", count[forms.Scoring]},
		{"finished", count[forms.Finished] + count[forms.Reconciling]},
		{"released", count[forms.Released]},
	} {
		out = append(out, templates.Stage{Name: v.Words.T("programme.stage." + stage.key), Figure: figure(stage.number), None: stage.number == 0})
	}
	return out
}

// coarse says about how many, so that nobody reads a single company's steps out
// of a total.
func coarse(v Visitor, n int) string {
	floor, few := forms.Coarse(n)
	switch {
	case few:
		return v.Words.T("programme.few", forms.CoarseStep)
	case floor == 0:
		return v.Words.Number(0)
	}
	return v.Words.T("programme.least", floor)
}
