package handlers

import (
	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/report"
)

// reviewPDF is the readiness summary of the submitted snapshot, as far as this
// reader may see it.
func reviewPDF(s *Server, c *gin.Context, v Visitor) error {
	in, err := s.reviewInput(c, v)
	if err != nil {
		return err
	}
	return s.sendPDF(c, v, in)
}

func reviewJSON(s *Server, c *gin.Context, v Visitor) error {
	in, err := s.reviewInput(c, v)
	if err != nil {
		return err
	}
	return s.sendJSON(c, v, in)
}

// reviewInput gathers what a download is made of, and remembers that the
// country has downloaded it.
func (s *Server) reviewInput(c *gin.Context, v Visitor) (report.Input, error) {
	d, err := s.dossier(c, v)
	if err != nil {
		return report.Input{}, err
	}
	if err := s.db.NoteReading(c.Request.Context(), v.Actor(), d.ID, "downloaded"); err != nil {
		return report.Input{}, err
	}
	in := report.Input{
		Pack: d.pack, Assessment: d.Assessment, HideScores: !d.may.SeesScores(), Lang: v.Lang,
		Operator: s.Operator.In(v.Lang), Classification: s.Classification,
	}
	if d.Released() {
		in.Assessment.State = forms.Reviewed
	}
	if d.may.SeesReview() {
		in.Review = &forms.Review{State: d.State, Country: d.Country, ReleasedAt: d.ReleasedAt, Principles: d.Scores}
	}
	return in, nil
}
