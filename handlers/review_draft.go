package handlers

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/templates"
)

// saved is the reviewer's score of the principle as it is stored; of one without,
// nothing.
func (p chapter) saved() forms.PrincipleReview {
	if given, scored := p.Scores[p.principle.Number]; scored {
		return given
	}
	return forms.PrincipleReview{Score: -1}
}

// keepDraft keeps what is typed of a score so far, as a script asks while the
// reviewer works. It saves no score: that takes the form's own button.
func (s *Server) keepDraft(c *gin.Context, v Visitor, p chapter) error {
	given, bad := forms.ReadDraft(p.need, v.Form, v.mark())
	if status, again := v.redo(bad); again {
		return s.notKept(c, v, status, bad, textsOf(given))
	}
	keepHalfDoubts(p, given, v)
	draft, text := &given, s.keptWords(v, s.Now().Unix())
	if given.Same(p.saved()) {
		draft, text = nil, ""
	}
	if err := s.db.SaveDraft(c.Request.Context(), v.Actor(), p.ID, p.principle.Number, draft); err != nil {
		return err
	}
	c.JSON(http.StatusOK, gin.H{"saved": gin.H{"score": savedAnswer{Text: text}}})
	return nil
}

// dropDraft goes back to what is saved.
func (s *Server) dropDraft(c *gin.Context, v Visitor, p chapter) error {
	if err := s.db.SaveDraft(c.Request.Context(), v.Actor(), p.ID, p.principle.Number, nil); err != nil {
		return err
	}
	return seeOther(c, v, p.at("/principles/"+strconv.Itoa(p.principle.Number)), "review-draft-dropped")
}

// textsOf are the texts of a score by field.
func textsOf(given forms.PrincipleReview) map[string]string {
	out := map[string]string{"reason": given.Reason}
	for subject, verdict := range given.Verdicts {
		out[subject+".how"] = verdict.How
	}
	return out
}

// draftWords say since when the draft of a principle is kept; "" without one.
func (s *Server) draftWords(v Visitor, d dossier, n int) string {
	draft, kept := d.drafts[n]
	if !kept {
		return ""
	}
	return s.keptWords(v, draft.At)
}

func (s *Server) keptWords(v Visitor, at int64) string {
	return s.momentWords(v, at, "reviewing.kept", "reviewing.kept-on")
}

// draftLinks lead to the principles with something that is not saved.
func draftLinks(v Visitor, d dossier) []templates.Onward {
	var out []templates.Onward
	for _, pr := range d.pack.Principles {
		if _, kept := d.drafts[pr.Number]; kept {
			out = append(out, d.principleLink(v, pr))
		}
	}
	return out
}
