package handlers

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/templates"
)

// asked are the questions of a principle that the page shows.
func (st standing) asked(c *gin.Context, pr *forms.Principle) []*forms.Question {
	questions := st.tailoring.Questions(pr)
	if depthOf(c) == forms.Essentials {
		questions = slices.DeleteFunc(questions, func(q *forms.Question) bool { return !q.Essential })
	}
	return questions
}

func principlePage(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	return s.showPrinciple(c, v, st, http.StatusOK, st.text.Answers, nil, nil)
}

// showPrinciple draws the page with the given answers, which may be posted and
// not saved. In conflicts the answer that stands is shown beside the posted one.
func (s *Server) showPrinciple(c *gin.Context, v Visitor, st standing, status int, answers map[string]forms.Answer, conflicts map[string]forms.Answer, bad forms.Invalid) error {
	pr, err := st.principle(c)
	if err != nil {
		return err
	}
	depth := depthOf(c)
	body := templates.PrinciplePage{
		ID: st.record.ID, Service: st.text.Service, Number: pr.Number, Theme: st.pack.ThemeOf(pr.Number).Title, Asks: pr.Asks,
		Dots: dotsOf(st.readiness, pr.Number), Official: officialURL(st.pack, v.Lang), Query: depthQuery(depth),
		CanEdit: forms.CanEdit(v.User.Role, st.text.State), Essentials: depth == forms.Essentials,
	}
	questions := st.asked(c, pr)
	carried, _ := readCarried(st.pack, st.record.Carried)
	for i, q := range questions {
		view := s.questionView(v, st, q, answers[q.ID])
		if level, ok := carried[q.ID]; ok && body.CanEdit && answers[q.ID].Revision == 0 && answers[q.ID].Level == "" {
			view.Carry(string(level))
		}
		view.Index, view.Of = i+1, len(questions)
		if theirs, ok := conflicts[q.ID]; ok {
			view.Theirs = theirsView(v, q, theirs)
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
	f = s.withProblems(c, v, f, bad)
	if len(conflicts) > 0 {
		f.Problems = append(f.Problems, conflictProblems(v, body.Questions)...)
	}
	return show(c, status, templates.PrincipleForm, f, body)
}

func conflictProblems(v Visitor, questions []templates.QuestionView) []templates.Problem {
	var out []templates.Problem
	for _, q := range questions {
		if q.Theirs.Exists {
			out = append(out, templates.Problem{Field: q.ID + ".level", Text: v.Words.T("principle.conflict", q.Index)})
		}
	}
	return out
}

func (s *Server) questionView(v Visitor, st standing, q *forms.Question, a forms.Answer) templates.QuestionView {
	view := templates.QuestionView{
		ID: q.ID, Must: q.Must, Essential: q.Essential, Prompt: q.Prompt, Why: q.Why, Evidence: q.Evidence, Note: q.Note,
		Level: string(a.Level), Typed: a.Note, Reason: a.Reason, Revision: a.Revision, Records: records(v, a.Evidence),
		Causes: []templates.Option{{Text: v.Words.T("profile.choose"), Chosen: a.Cause == ""}},
	}
	for i, text := range q.Levels {
		view.Levels = append(view.Levels, templates.LevelView{Value: string(rune('0' + i)), Text: text, Chosen: string(a.Level) == string(rune('0'+i))})
	}
	for _, cause := range st.pack.Causes {
		view.Causes = append(view.Causes, templates.Option{Value: cause.Code, Text: cause.Label.In(v.Lang), Chosen: a.Cause == cause.Code})
	}
	if stored := st.text.Answers[q.ID]; stored.Revision > 0 {
		view.Saved = v.Words.T("principle.saved", v.Words.Clock(stored.ChangedAt, v.Zone))
	}
	return view
}

// theirsView is the answer that somebody else gave meanwhile.
func theirsView(v Visitor, q *forms.Question, a forms.Answer) templates.Theirs {
	return templates.Theirs{Exists: true, Level: levelWords(v, q, a.Level), Note: a.Note, Reason: a.Reason}
}

// levelWords is the chosen level's sentence, or what stands for it.
func levelWords(v Visitor, q *forms.Question, level forms.Level) string {
	if n, ok := level.Number(); ok {
		return v.Words.T("answer.level", n, q.Levels[n].In(v.Lang))
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

// savePrinciple keeps the posted answers. A script that saves each answer as it
// is given gets JSON back; a form gets the next page.
func savePrinciple(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	pr, err := st.principle(c)
	if err != nil {
		return err
	}
	if !forms.CanEdit(v.User.Role, st.text.State) {
		return forms.ErrLocked
	}
	posts, bad := forms.ReadAnswers(st.pack, st.tailoring.Questions(pr), v.Form, v.Words.T("mark.removed"))
	posts = clearOrLeave(posts, v)
	if status, again := v.redo(bad); again {
		return s.answerAgain(c, v, st, status, posts, bad)
	}
	saved, err := s.db.SaveAnswers(c.Request.Context(), v.Actor(), st.record.ID, posts)
	if err != nil {
		return err
	}
	if wantsJSON(c) {
		return answerJSON(c, v, saved)
	}
	if conflicts := conflictsIn(saved); len(conflicts) > 0 {
		return s.showConflicts(c, v, posts, conflicts)
	}
	return s.afterSave(c, v, st, pr)
}

// clearOrLeave applies the buttons inside a question: clear takes its answer
// away, theirs leaves what somebody else saved.
func clearOrLeave(posts []forms.Posted, v Visitor) []forms.Posted {
	var out []forms.Posted
	for _, p := range posts {
		switch p.Question {
		case v.Form.Get("theirs"):
			continue
		case v.Form.Get("clear"):
			empty, none := "", forms.Level("")
			p.Level, p.Cause, p.Reason = &none, &empty, &empty
		}
		out = append(out, p)
	}
	return out
}

// answerAgain shows what was posted over what is stored.
func (s *Server) answerAgain(c *gin.Context, v Visitor, st standing, status int, posts []forms.Posted, bad forms.Invalid) error {
	if wantsJSON(c) {
		message := v.Words.T("error.form.stale")
		if len(bad) > 0 {
			message = v.Words.T("error."+bad[0].Key, bad[0].Args...)
		}
		if bad.Guarded() {
			s.withProblems(c, v, s.frame(v, "principle.title", 0, ""), bad)
			message = v.Words.T("error.guard")
		}
		c.JSON(status, gin.H{"message": message})
		return nil
	}
	return s.showPrinciple(c, v, st, status, over(st.text.Answers, posts), nil, bad)
}

// over lays posted answers over stored ones, with the revisions their sender saw.
func over(stored map[string]forms.Answer, posts []forms.Posted) map[string]forms.Answer {
	out := map[string]forms.Answer{}
	for id, a := range stored {
		out[id] = a
	}
	for _, p := range posts {
		a := p.Over(stored[p.Question])
		a.Revision = p.Revision
		out[p.Question] = a
	}
	return out
}

func answerJSON(c *gin.Context, v Visitor, saved []db.Saved) error {
	out := gin.H{}
	for _, one := range saved {
		if one.Conflict {
			c.JSON(http.StatusConflict, gin.H{"message": v.Words.T("principle.conflict-saved")})
			return nil
		}
		out[one.Question] = gin.H{"revision": one.Now.Revision, "text": v.Words.T("principle.saved", v.Words.Clock(one.Now.ChangedAt, v.Zone))}
	}
	c.JSON(http.StatusOK, gin.H{"saved": out})
	return nil
}

func conflictsIn(saved []db.Saved) map[string]forms.Answer {
	out := map[string]forms.Answer{}
	for _, one := range saved {
		if one.Conflict {
			out[one.Question] = one.Now
		}
	}
	return out
}

// showConflicts shows both texts of each question in conflict; the posted one
// stands in the fields, with the revision that saving it again needs.
func (s *Server) showConflicts(c *gin.Context, v Visitor, posts []forms.Posted, conflicts map[string]forms.Answer) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	answers := over(st.text.Answers, posts)
	for id := range answers {
		a := answers[id]
		a.Revision = st.text.Answers[id].Revision
		answers[id] = a
	}
	return s.showPrinciple(c, v, st, http.StatusConflict, answers, conflicts, nil)
}

// afterSave goes where the pressed button says: on to the next principle with
// something left, to a question's evidence, or back to a cleared question.
func (s *Server) afterSave(c *gin.Context, v Visitor, st standing, pr *forms.Principle) error {
	query := depthQuery(depthOf(c))
	here := st.at("/principles/" + c.Param("n") + query)
	if id := v.Form.Get("evidence"); st.pack.Question(id) != nil {
		return seeOther(c, v, st.at("/evidence/"+id), "")
	}
	for _, name := range []string{"clear", "theirs"} {
		if id := v.Form.Get(name); st.pack.Question(id) != nil {
			return seeOther(c, v, here+"#"+id, "saved")
		}
	}
	now, err := s.standing(c, v)
	if err != nil {
		return err
	}
	r := forms.Count(now.pack, now.tailoring, now.text.Answers, depthOf(c), nil)
	for _, n := range after(pr.Number, len(r.Principles)) {
		if r.Principle(n).Left() > 0 {
			return seeOther(c, v, st.at("/principles/"+v.Words.Number(n)+query), "saved")
		}
	}
	return seeOther(c, v, st.at(query), "saved")
}

// after gives the numbers behind n and then those before it.
func after(n, count int) []int {
	var out []int
	for i := 1; i < count; i++ {
		out = append(out, (n+i-1)%count+1)
	}
	return out
}

func records(v Visitor, list []forms.Evidence) []templates.Record {
	var out []templates.Record
	for _, e := range list {
		kind := ""
		if e.Kind != "" {
			kind = v.Words.T("kind." + e.Kind)
		}
		out = append(out, templates.Record{
			ID: e.ID, Title: e.Title, Kind: kind, Date: e.Date, Holder: e.Holder, Place: e.Place, Link: strings.TrimSpace(e.Link),
		})
	}
	return out
}
