package handlers

import (
	"context"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/mail"
	"eleven/templates"
)

// dossier is one submission in front of a person of a government: the snapshot,
// what it comes to, and what this person may see and do. The scores in it are
// for those only whom may allows.
type dossier struct {
	db.Review
	pack      *forms.Pack
	tailoring forms.Tailoring
	readiness forms.Readiness
	may       forms.Reader
	drafts    map[int]db.Draft // the reader's own
}

// dossier reads the submission that the address names. ErrNotFound: it is not
// shared with their country, or they stepped back from it.
func (s *Server) dossier(c *gin.Context, v Visitor) (d dossier, err error) {
	if d.Review, err = s.db.Review(c.Request.Context(), v.Actor(), c.Param("id")); err != nil {
		return d, err
	}
	if d.SteppedBack {
		return d, steppedBack(v)
	}
	a := d.Assessment
	if d.pack, err = forms.ByVersion(a.Pack, a.Version); err != nil {
		return d, err
	}
	var confirmed map[string]bool
	if d.Released() {
		confirmed = (&forms.Review{Principles: d.Scores}).ConfirmedNA(a.Answers)
	}
	d.tailoring = forms.Tailor(d.pack, a.Profile)
	d.readiness = forms.Count(d.pack, d.tailoring, a.Answers, a.Depth, confirmed)
	d.may = forms.Reader{
		Role: v.User.Role, Ours: v.User.Country == d.Country, Mine: v.User.ID == d.ReviewerID, State: d.State,
		Declared: d.Conflict == "none", Wanted: forms.ToScore(d.readiness), Scores: d.Scores,
	}
	if d.may.CanScore() {
		d.drafts, err = s.db.Drafts(c.Request.Context(), v.Actor(), d.ID)
	}
	return d, err
}

// steppedBack is that nothing is found, in words for somebody who knows why.
func steppedBack(v Visitor) error {
	queue := templates.Onward{Rest: "/reviews", Text: v.Words.T("review.back-list")}
	return detour{forms.ErrNotFound, "stepped-back", []templates.Onward{queue}}
}

// at gives an address of this review, without language.
func (d dossier) at(rest string) string { return "/reviews/" + d.ID + rest }

// refusal is why somebody may not do what a form of the review does: to a
// country that only reads, the form does not exist.
func (d dossier) refusal() error {
	if !d.may.Ours {
		return forms.ErrNotFound
	}
	return forms.ErrLocked
}

func reviewPage(s *Server, c *gin.Context, v Visitor) error {
	d, err := s.dossier(c, v)
	if err != nil {
		return err
	}
	if err := s.db.NoteReading(c.Request.Context(), v.Actor(), d.ID, "read"); err != nil {
		return err
	}
	return s.showReview(c, v, d, http.StatusOK, typedReview{}, nil)
}

// typedReview is what was chosen of the declaration, and typed as a lead's reason.
type typedReview struct{ conflict, reason string }

// showReview draws the page of one review with the forms that may be used now.
func (s *Server) showReview(c *gin.Context, v Visitor, d dossier, status int, typed typedReview, bad forms.Invalid) error {
	body := reviewBody(v, d)
	if err := s.addPeers(c.Request.Context(), v, d, &body); err != nil {
		return err
	}
	f := s.frame(v, "review.title", d.Company)
	if id, rest := firstForm(d.may); id != "" {
		f = s.formFrame(c, v, id, d.at(rest), "review.title", d.Company)
	}
	f.Rest, f.Wide = d.at(""), true
	f = s.withProblems(c, v, f, bad)
	body.Conflict = templates.Field{
		Name: "conflict", Label: v.Words.T("review.conflict.legend"), Error: f.Problem("conflict"),
		Options: choices(v, "review.conflict.", []string{"none", "step-back"}, typed.conflict),
	}
	body.Conflict.Options[1].Hint = body.Drops
	body.Return, body.Drafts = returnForm(v, d, f, typed.reason), draftLinks(v, d)
	for i, problem := range f.Problems {
		if problem.Field == "reason" {
			f.Problems[i].Listed = v.Words.T("error.of", body.Return.Reason.Label, problem.Text)
		}
	}
	for i, pr := range body.Principles {
		body.Principles[i].Draft = s.draftWords(v, d, pr.Number)
	}
	return show(c, status, templates.Review, f, body)
}

// firstForm names the form that carries the language switch: the one with most
// to lose, else the first.
func firstForm(may forms.Reader) (id, rest string) {
	switch {
	case may.CanTake():
		return "take-form", "/take"
	case may.CanFinish():
		return "finish-form", "/finish"
	case may.Has():
		return "conflict-form", "/conflict"
	case may.CanReturn():
		return "return-form", "/hand-back"
	}
	return "", ""
}

// button makes the handler of a form without fields: do it, go back to the
// review and say so.
func button(said string, do func(ctx context.Context, s *Server, v Visitor, d dossier) error) answer {
	return buttonSaying(func(dossier) string { return said }, do)
}

// buttonSaying is a button that says what was done by what was there before.
func buttonSaying(said func(dossier) string, do func(ctx context.Context, s *Server, v Visitor, d dossier) error) answer {
	return func(s *Server, c *gin.Context, v Visitor) error {
		d, err := s.dossier(c, v)
		if err != nil {
			return err
		}
		if status, again := v.redo(nil); again {
			return s.showReview(c, v, d, status, typedReview{}, nil)
		}
		if err := do(c.Request.Context(), s, v, d); err != nil {
			return err
		}
		return seeOther(c, v, d.at(""), said(d))
	}
}

// dropping says also that scores were dropped, where there were some.
func dropping(said string) func(dossier) string {
	return func(d dossier) string {
		if len(d.Scores) > 0 {
			return said + "-dropped"
		}
		return said
	}
}

var takeReview = button("review-taken", func(ctx context.Context, s *Server, v Visitor, d dossier) error {
	return s.db.Take(ctx, v.Actor(), d.ID)
})

var finishReview = button("review-finished", func(ctx context.Context, s *Server, v Visitor, d dossier) error {
	if d.may.CanScore() && d.may.Left() > 0 {
		return unfinished(v, d)
	}
	return s.db.Finish(ctx, v.Actor(), d.ID, d.may.Wanted)
})

// principleLink leads to a principle by its number and title.
func (d dossier) principleLink(v Visitor, pr *forms.Principle) templates.Onward {
	n := strconv.Itoa(pr.Number)
	return templates.Onward{Rest: d.at("/principles/" + n), Text: v.Words.T("review.principle.title", n, pr.Title.In(v.Lang))}
}

// unfinished refuses to end a review, and leads to the principles without a score.
func unfinished(v Visitor, d dossier) error {
	var missing []templates.Onward
	for _, n := range d.may.Wanted {
		if _, scored := d.Scores[n]; !scored {
			missing = append(missing, d.principleLink(v, d.pack.Principle(n)))
		}
	}
	missing = append(missing, templates.Onward{Rest: d.at(""), Text: v.Words.T("review.back")})
	return detour{forms.ErrLocked, "unfinished", missing}
}

// releaseReview shows the outcome to the company and tells its owners by mail.
var releaseReview = button("review-released", func(ctx context.Context, s *Server, v Visitor, d dossier) error {
	people, err := s.db.Colleagues(ctx, d.CompanyID)
	if err != nil {
		return err
	}
	var mails []db.Mail
	for _, p := range people {
		if p.Role != forms.Owner || p.Disabled {
			continue
		}
		url := s.URL + "/" + p.Language + "/assessments/" + d.AssessmentID + "/results"
		mails = append(mails, letter(mail.Released(p.Language, p.Email, d.Service, d.Assessment.Round, url)))
	}
	if err := s.db.Release(ctx, v.Actor(), d.ID, mails); err != nil {
		return err
	}
	s.Wake()
	return nil
})

// declareConflict notes that the reviewer has no interest in the company, or
// hands the review back for good.
func declareConflict(s *Server, c *gin.Context, v Visitor) error {
	d, err := s.dossier(c, v)
	if err != nil {
		return err
	}
	choice := oneOf(v.Form.Get("conflict"), "none", "step-back")
	if status, again := v.redo(nil); again {
		return s.showReview(c, v, d, status, typedReview{conflict: choice}, nil)
	}
	switch {
	case !d.may.Has():
		return d.refusal()
	case choice == "":
		bad := forms.Invalid{forms.Problematic("conflict", "review.conflict")}
		return s.showReview(c, v, d, http.StatusUnprocessableEntity, typedReview{}, bad)
	case choice == "step-back":
		if err := s.db.StepBack(c.Request.Context(), v.Actor(), d.ID); err != nil {
			return err
		}
		return seeOther(c, v, "/reviews", dropping("review-stepped-back")(d))
	}
	if err := s.db.DeclareNoConflict(c.Request.Context(), v.Actor(), d.ID); err != nil {
		return err
	}
	return seeOther(c, v, d.at(""), "review-no-conflict")
}
