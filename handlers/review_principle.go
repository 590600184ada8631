package handlers

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/templates"
)

// chapter is one principle of a submission in front of its reader.
type chapter struct {
	dossier
	principle *forms.Principle
	questions []*forms.Question // that apply and belong to the depth
	need      []*forms.Question // those of them that want a verdict
}

func (s *Server) chapter(c *gin.Context, v Visitor) (p chapter, err error) {
	if p.dossier, err = s.dossier(c, v); err != nil {
		return p, err
	}
	n, err := strconv.Atoi(c.Param("n"))
	p.principle = p.pack.Principle(n)
	if err != nil || p.principle == nil || strconv.Itoa(n) != c.Param("n") {
		return p, forms.ErrNotFound
	}
	a := p.Assessment
	p.questions = p.tailoring.Questions(p.principle)
	if a.Depth == forms.Essentials {
		p.questions = slices.DeleteFunc(p.questions, func(q *forms.Question) bool { return !q.Essential })
	}
	p.need = forms.NeedVerdict(p.tailoring, p.principle, a.Answers, a.Depth)
	return p, nil
}

// counts reports whether the principle wants a score at all.
func (p chapter) counts() bool { return slices.Contains(p.may.Wanted, p.principle.Number) }

// canScore reports whether the reader gets the form.
func (p chapter) canScore() bool { return p.may.CanScore() && p.counts() }

// next is the principle that saving leads to: the nearest one behind it, then
// before it, that wants a score and has none; 0 when there is none.
func (p chapter) next() int {
	for _, n := range after(p.principle.Number, len(p.pack.Principles)) {
		if _, scored := p.Scores[n]; !scored && slices.Contains(p.may.Wanted, n) {
			return n
		}
	}
	return 0
}

func reviewPrinciplePage(s *Server, c *gin.Context, v Visitor) error {
	p, err := s.chapter(c, v)
	if err != nil {
		return err
	}
	if err := s.db.NoteReading(c.Request.Context(), v.Actor(), p.ID, "read"); err != nil {
		return err
	}
	given := p.saved()
	if draft, kept := p.drafts[p.principle.Number]; kept {
		given = draft.PrincipleReview
	}
	return s.showReviewPrinciple(c, v, p, http.StatusOK, given, nil)
}

// scorePrinciple keeps the reviewer's score of a principle and goes on to the
// next one without.
func scorePrinciple(s *Server, c *gin.Context, v Visitor) error {
	p, err := s.chapter(c, v)
	if err != nil {
		return err
	}
	if !p.canScore() {
		return p.refusal()
	}
	if v.Form.Get("autosave") != "" {
		return s.keepDraft(c, v, p)
	}
	given, bad := forms.ReadReview(p.need, v.Form, v.mark())
	given.Language = v.Lang
	if v.Form.Get("draft") != "" && !v.Switch && !v.Stale {
		return s.dropDraft(c, v, p)
	}
	if status, again := v.redo(bad); again {
		keepHalfDoubts(p, given, v)
		return s.showReviewPrinciple(c, v, p, status, given, bad)
	}
	if err := s.db.SaveScore(c.Request.Context(), v.Actor(), p.ID, p.principle.Number, given); err != nil {
		return err
	}
	if n := p.next(); n > 0 {
		return seeOther(c, v, p.at("/principles/"+strconv.Itoa(n)), "review-scored")
	}
	return seeOther(c, v, p.at(""), "review-all-scored")
}

// keepHalfDoubts puts back how a feature is known where nothing else of the
// doubt was posted: too little to save, but not to be lost either.
func keepHalfDoubts(p chapter, given forms.PrincipleReview, v Visitor) {
	for _, q := range p.declared() {
		_, read := given.Verdicts[q.Code]
		if known := oneOf(v.Form.Get(q.Code+".known_by"), forms.KnownBy...); !read && known != "" {
			given.Verdicts[q.Code] = forms.Verdict{KnownBy: known}
		}
	}
}

// showReviewPrinciple draws the page with a score that is saved, or posted and not saved.
func (s *Server) showReviewPrinciple(c *gin.Context, v Visitor, p chapter, status int, given forms.PrincipleReview, bad forms.Invalid) error {
	n, title := p.principle.Number, p.principle.Title.In(v.Lang)
	f := s.frame(v, "review.principle.title", strconv.Itoa(n), title)
	if p.canScore() {
		f = s.formFrame(c, v, "score-form", p.at("/principles/"+strconv.Itoa(n)), "review.principle.title", strconv.Itoa(n), title)
	}
	f.Wide, f.About = true, p.Company+" · "+p.Service
	f = s.withProblems(c, v, f, bad)
	body := principleBody(v, p, f, given)
	if body.Form.Shown {
		body.Form.Draft, body.Form.Pending = s.draftWords(v, p.dossier, n), c.Request.Method == http.MethodPost
	}
	for i, problem := range f.Problems {
		if subject := p.subject(v, problem.Field); subject != "" {
			f.Problems[i].Text = v.Words.T("review.problem", subject, problem.Text)
		}
	}
	return show(c, status, templates.ReviewPrinciple, f, body)
}

// subject says what a field is about, for the list of problems, where the same
// sentence may stand several times; "" for a problem of no field.
func (p chapter) subject(v Visitor, field string) string {
	code, _, _ := strings.Cut(field, ".")
	if field == "reason" || field == "score" {
		return v.Words.T("review." + field + ".label")
	}
	if q := p.pack.Question(code); q != nil {
		return q.Short.In(v.Lang)
	}
	for _, q := range p.declared() {
		if q.Code == code {
			return q.Label.In(v.Lang)
		}
	}
	return ""
}

func principleBody(v Visitor, p chapter, f templates.Frame, given forms.PrincipleReview) templates.ReviewPrinciplePage {
	n, may := p.principle.Number, p.may
	body := templates.ReviewPrinciplePage{
		ID: p.ID, Company: p.Company, Service: p.Service, Number: n, Asks: p.principle.Asks, Dots: p.dots(n),
		Scored: len(may.Wanted) - may.Left(), Wanted: len(may.Wanted), Mine: may.Mine, Counts: p.counts(),
		Previous: p.step(n - 1), Next: p.step(n + 1), Wait: p.wait(v),
	}
	body.Language, body.Lang = otherLanguage(v, p.Assessment.Language)
	if may.Mine && len(p.Scores) > 0 {
		body.Left = p.left()
	}
	for _, q := range p.questions {
		view := questionReading(v, p.dossier, q)
		if slices.Contains(p.need, q) {
			view.Verdict, view.Found = p.verdict(v, f, q, given)
		}
		body.Questions = append(body.Questions, view)
	}
	for _, h := range p.tailoring.HiddenIn(n) {
		if p.Assessment.Depth != forms.Essentials || h.Question.Essential {
			body.NotAsked = append(body.NotAsked, h.Question.Short)
		}
	}
	saved, scored := p.Scores[n]
	if scored && may.SeesScore(n) {
		own := p.readiness.Principle(n)
		body.Own = templates.OwnScore{Shown: true, Text: ownWords(v, p.dossier, own), Steps: steps(v, forms.Steps(saved.Score, own))}
	}
	switch {
	case p.canScore():
		body.Form = scoreForm(v, p, f, given)
	case scored && may.SeesReview():
		body.Given = givenScore(v, p, saved)
	}
	return body
}

// left are the numbers of the principles that want a score and have none.
func (p chapter) left() []string {
	var out []string
	for _, n := range p.may.Wanted {
		if _, scored := p.Scores[n]; !scored {
			out = append(out, strconv.Itoa(n))
		}
	}
	return out
}

// step is a neighbour of the principle; the zero one beyond the first and the last.
func (p chapter) step(n int) templates.PrincipleStep {
	pr := p.pack.Principle(n)
	if pr == nil {
		return templates.PrincipleStep{}
	}
	return templates.PrincipleStep{Number: n, Title: pr.Title}
}

// wait says why there is nothing to score here, or not yet; "" when there is.
func (p chapter) wait(v Visitor) string {
	_, scored := p.Scores[p.principle.Number]
	switch {
	case !p.counts():
		return v.Words.T("review.wait.nothing")
	case p.canScore(), scored && p.may.SeesReview():
		return ""
	case p.may.Has():
		return v.Words.T("review.wait.declare")
	case p.may.CanTake():
		return v.Words.T("review.wait.take")
	}
	return v.Words.T("review.wait.release")
}
