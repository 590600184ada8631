package handlers

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/templates"
)

func principlePage(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	return s.showPrinciple(c, v, st, http.StatusOK, st.text.Answers, nil, nil)
}

// showPrinciple draws the page with the given answers, which may be posted and
// not saved. In conflicts the answer that stands is shown beside the posted one.
func (s *Server) showPrinciple(c *gin.Context, v Visitor, st standing, status int, answers map[string]forms.Answer, conflicts map[string]db.Saved, bad forms.Invalid) error {
	pr, err := st.principle(c)
	if err != nil {
		return err
	}
	depth := st.depth(c)
	r := st.readiness
	if depth != r.Depth {
		r = st.count(depth)
	}
	questions, beyond := st.tailoring.Split(pr, depth)
	body := templates.PrinciplePage{
		ID: st.record.ID, Service: st.text.Service, Number: pr.Number, Theme: st.pack.ThemeOf(pr.Number).Title, Asks: pr.Asks,
		Dots: dotsOf(r, pr.Number), Official: officialURL(st.pack, v.Lang),
		Query: wayQuery(c), Depth: depthQuery(c), Back: st.before(c), FromCheck: comesFromCheck(c), Described: st.text.Profile.Described(),
		CanEdit: forms.CanEdit(v.User.Role, st.text.State), Beyond: len(beyond), All: len(questions) + len(beyond),
	}
	body.Complete, body.Counting = complete(r)
	carried, _ := readCarried(st.pack, st.record.Carried)
	for i, q := range questions {
		a := answers[q.ID]
		view := s.questionView(v, st, q, a)
		if body.CanEdit {
			bringAlong(v, &view, a, carried[q.ID])
		}
		view.Pending = !view.Carried && !a.Same(st.text.Answers[q.ID]) && keepable(v, q, bad)
		view.Index, view.Of = i+1, len(questions)
		if theirs, ok := conflicts[q.ID]; ok {
			view.Theirs, view.Saved = theirsView(v, q, theirs), ""
		}
		body.Questions = append(body.Questions, view)
	}
	for _, h := range st.tailoring.HiddenIn(pr.Number) {
		body.Hidden = append(body.Hidden, templates.HiddenQuestion{Prompt: h.Question.Prompt, Because: because(v, st.pack, h)})
	}
	f := s.frame(v, "principle.title", pr.Number, pr.Title.In(v.Lang))
	if body.CanEdit && len(questions) > 0 {
		f = s.formFrame(c, v, "main-form", st.at("/principles/"+c.Param("n")+body.Query), "principle.title", pr.Number, pr.Title.In(v.Lang))
	}
	f.About = st.text.Service
	f = s.withProblems(c, v, f, bad)
	f.Problems = append(f.Problems, conflictProblems(v, body.Questions)...)
	for i, q := range body.Questions {
		body.Questions[i].Wrong = templates.WrongIn(f, q.ID)
		nameQuestion(v, f.Problems, q)
	}
	return show(c, status, templates.PrincipleForm(st.pack, pr), f, body)
}

// bringAlong shows what the quick check brought along, until an answer is saved.
func bringAlong(v Visitor, view *templates.QuestionView, a forms.Answer, level forms.Level) {
	chosen := a.Level != "" && !(v.Switch && a.Level == level)
	if level == "" || a.Revision > 0 || chosen {
		return
	}
	view.Carried, view.Level = true, string(level)
	if level == forms.NA {
		view.Cause = cmp.Or(a.Cause, forms.NoFeature)
	}
}

// keepable reports whether a script may save a redrawn question by itself: not
// what is wrong or was caught, and not what came without this browser's token.
func keepable(v Visitor, q *forms.Question, bad forms.Invalid) bool {
	wrong := slices.ContainsFunc(bad, func(p forms.FieldProblem) bool { return strings.HasPrefix(p.Field, q.ID+".") })
	return !v.Stale && !wrong && (v.Switch || len(bad) > 0)
}

// nameQuestion makes the list of problems say which question each means.
func nameQuestion(v Visitor, problems []templates.Problem, q templates.QuestionView) {
	for i, p := range problems {
		if strings.HasPrefix(p.Field, q.ID+".") {
			problems[i].Listed = v.Words.T("error.of", v.Words.T("principle.question", q.Index), p.Text)
		}
	}
}

func conflictProblems(v Visitor, questions []templates.QuestionView) []templates.Problem {
	var out []templates.Problem
	for _, q := range questions {
		if q.Theirs.Exists {
			out = append(out, templates.Problem{Field: q.ID + ".level", Text: v.Words.T("principle.conflict")})
		}
	}
	return out
}

func (s *Server) questionView(v Visitor, st standing, q *forms.Question, a forms.Answer) templates.QuestionView {
	view := templates.QuestionView{
		ID: q.ID, Level: string(a.Level), Cause: a.Cause, Typed: a.Note, Reason: a.Reason, Revision: a.Revision,
		Records: records(v, a.Evidence),
	}
	if stored := st.text.Answers[q.ID]; stored.Revision > 0 {
		view.Saved = s.savedWords(v, stored.ChangedAt)
	}
	return view
}

// theirsView is the answer that was given meanwhile: by whom, when and what.
func theirsView(v Visitor, q *forms.Question, saved db.Saved) templates.Theirs {
	a := saved.Now
	out := templates.Theirs{Exists: true, Own: saved.By == v.User.ID, By: saved.ByName, Level: levelWords(v, q, a.Level), Note: a.Note, Reason: a.Reason}
	if a.ChangedAt > 0 {
		out.At = v.Words.Moment(a.ChangedAt, v.Zone)
	}
	return out
}

// levelWords is the chosen level's sentence, or what stands for it.
func levelWords(v Visitor, q *forms.Question, level forms.Level) string {
	if n, ok := level.Number(); ok {
		return v.Words.T("answer.level", n, q.Sentence(n).In(v.Lang))
	}
	if level == "" {
		return v.Words.T("level.none")
	}
	return v.Words.T("level." + string(level))
}

func officialURL(pack *forms.Pack, lang string) string {
	if len(pack.Official) == 0 {
		return ""
	}
	return pack.Official[0].URL.In(lang)
}

func records(v Visitor, list []forms.Evidence) []templates.Record {
	var out []templates.Record
	for _, e := range list {
		kind := ""
		if e.Kind != "" {
			kind = v.Words.T("kind." + e.Kind)
		}
		out = append(out, templates.Record{
			ID: e.ID, Title: e.Title, Kind: kind, Date: day(v, e.Date), Holder: e.Holder, Place: e.Place, Link: strings.TrimSpace(e.Link),
		})
	}
	return out
}
