package handlers

import (
	"context"
	"errors"
	"strconv"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/templates"
)

// standing is where a company's assessment stands: its text (live while it may
// change, the snapshot after submission), what of it applies, and its scores.
type standing struct {
	record    db.Record
	text      forms.Assessment
	pack      *forms.Pack
	tailoring forms.Tailoring
	readiness forms.Readiness
	review    *forms.Review // after release only
}

// standing reads an assessment of the visitor's company whole; ErrNotFound for
// any other.
func (s *Server) standing(c *gin.Context, v Visitor) (standing, error) {
	return s.standingOf(c.Request.Context(), v.User.Company, c.Param("id"))
}

// heading reads only the state, the questionnaire and the profile of an
// assessment, which is what a post of answers is read with.
func (s *Server) heading(c *gin.Context, v Visitor) (st standing, err error) {
	if st.record, err = s.db.Heading(c.Request.Context(), v.User.Company, c.Param("id")); err != nil {
		return st, err
	}
	st.text = st.record.Assessment
	st.pack, err = forms.ByVersion(st.record.Pack, st.record.Version)
	return st, err
}

func (s *Server) standingOf(ctx context.Context, company, id string) (st standing, err error) {
	if st.record, err = s.db.Assessment(ctx, company, id); err != nil {
		return st, err
	}
	if st.pack, err = forms.ByVersion(st.record.Pack, st.record.Version); err != nil {
		return st, err
	}
	st.text = st.record.Assessment
	st.text.Digest = st.pack.Digest
	if st.text.State == forms.Submitted || st.text.State == forms.Reviewed {
		if st.text, err = s.db.Snapshot(ctx, company, id); err != nil {
			return st, err
		}
		st.text.State = st.record.State
	}
	if st.record.Submission != nil {
		st.review, err = s.db.ReleasedReview(ctx, company, id)
		if err != nil && !errors.Is(err, forms.ErrNotFound) {
			return st, err
		}
	}
	st.tailoring = forms.Tailor(st.pack, st.text.Profile)
	st.readiness = st.count(st.text.Depth)
	return st, nil
}

// at gives an address of this assessment, without language.
func (st standing) at(rest string) string { return "/assessments/" + st.record.ID + rest }

// principle finds the principle that the address names, or ErrNotFound.
func (st standing) principle(c *gin.Context) (*forms.Principle, error) {
	n, err := strconv.Atoi(c.Param("n"))
	pr := st.pack.Principle(n)
	if err != nil || pr == nil || strconv.Itoa(n) != c.Param("n") {
		return nil, forms.ErrNotFound
	}
	return pr, nil
}

// dots fills a dot for each principle as it is answered; here is larger.
func dotsOf(r forms.Readiness, here int) []templates.Dot {
	out := make([]templates.Dot, len(r.Principles))
	for i, p := range r.Principles {
		out[i] = templates.Dot{
			Full: p.Asked > 0 && p.Left() == 0,
			Half: p.Answered > 0 && p.Left() > 0,
			Here: i+1 == here,
		}
	}
	return out
}

// because says why a question is hidden: "your service has no live video".
func because(v Visitor, pack *forms.Pack, h forms.Hidden) string {
	var reasons []string
	for _, code := range h.Lacks {
		for _, q := range pack.Screenings() {
			if q.Code == code {
				reasons = append(reasons, q.Absent.In(v.Lang))
			}
		}
	}
	return v.Words.List(reasons)
}
