package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/templates"
)

// savePrinciple keeps the posted answers. A script that saves each answer as it
// is given gets JSON back; a form gets the next page.
func savePrinciple(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.heading(c, v)
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
	posts, bad := forms.ReadAnswers(st.pack, st.text.Profile.Asked(pr), pressed(v.Form), v.mark())
	if slices.ContainsFunc(posts, leansOnStored) || len(bad) > 0 || v.Switch || v.Stale {
		if st, err = s.standing(c, v); err != nil {
			return err
		}
		bad = append(bad, lacking(st.text.Answers, posts)...)
	}
	if status, again := v.redo(bad); again {
		return s.answerAgain(c, v, st, status, posts, bad)
	}
	saved, err := s.db.SaveAnswers(c.Request.Context(), v.Actor(), st.record.ID, posts)
	if err != nil {
		return err
	}
	if wantsJSON(c) {
		return s.answerJSON(c, v, saved)
	}
	if conflicts := conflictsIn(saved); len(conflicts) > 0 {
		return s.showConflicts(c, v, posts, conflicts)
	}
	return s.afterSave(c, v, st, pr)
}

// pressed applies the buttons inside a question to what was posted: clear
// empties its answer, theirs leaves out what somebody else saved first.
func pressed(form url.Values) url.Values {
	for _, field := range []string{".level", ".cause", ".reason"} {
		if id := form.Get("clear"); id != "" {
			form.Set(id+field, "")
		}
	}
	for _, field := range []string{".level", ".note", ".cause", ".reason"} {
		if id := form.Get("theirs"); id != "" {
			form.Del(id + field)
		}
	}
	return form
}

// leansOnStored reports whether what was posted is whole only with the level
// that is stored.
func leansOnStored(p forms.Posted) bool { return p.Level == nil && (p.Cause != nil || p.Reason != nil) }

// lacking names what a stored "does not apply" would be left without, when only
// its reason or cause was posted.
func lacking(stored map[string]forms.Answer, posts []forms.Posted) forms.Invalid {
	var bad forms.Invalid
	for _, p := range posts {
		a := p.Over(stored[p.Question])
		if p.Level != nil || a.Level != forms.NA {
			continue
		}
		if a.Cause == "" {
			bad = append(bad, forms.Problematic(p.Question+".cause", "answer.cause"))
		}
		if utf8.RuneCountInString(strings.TrimSpace(a.Reason)) < forms.MinNA {
			bad = append(bad, forms.Problematic(p.Question+".reason", "text.short", forms.MinNA))
		}
	}
	return bad
}

// answerAgain shows what was posted over what is stored.
func (s *Server) answerAgain(c *gin.Context, v Visitor, st standing, status int, posts []forms.Posted, bad forms.Invalid) error {
	if wantsJSON(c) {
		return s.notKept(c, v, status, bad, postedTexts(posts))
	}
	return s.showPrinciple(c, v, st, status, over(st.text.Answers, posts), nil, bad)
}

// notKept tells a script why nothing of what it posted was saved. Of the texts,
// by field, it gives back those that the guard stopped, as it left them.
func (s *Server) notKept(c *gin.Context, v Visitor, status int, bad forms.Invalid, texts map[string]string) error {
	message, caught := v.Words.T("error.form.stale"), map[string]string{}
	if len(bad) > 0 {
		message = v.Words.T("error."+bad[0].Key, bad[0].Args...)
	}
	if bad.Guarded() {
		s.withProblems(c, v, templates.Frame{}, bad)
		message = v.Words.T("error.guard")
	}
	for _, b := range bad {
		if text, posted := texts[b.Field]; posted && b.Key == forms.GuardKey {
			caught[b.Field] = text
		}
	}
	c.JSON(status, gin.H{"message": message, "fields": caught})
	return nil
}

// postedTexts are the texts of posted answers, by field.
func postedTexts(posts []forms.Posted) map[string]string {
	out := map[string]string{}
	for _, p := range posts {
		for name, text := range map[string]*string{p.Question + ".note": p.Note, p.Question + ".reason": p.Reason} {
			if text != nil {
				out[name] = *text
			}
		}
	}
	return out
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

// savedAnswer is what a script is told of one answer it posted.
type savedAnswer struct {
	Revision int64  `json:"revision"`
	Text     string `json:"text"`
}

func (s *Server) answerJSON(c *gin.Context, v Visitor, saved []db.Saved) error {
	out := map[string]savedAnswer{}
	for _, one := range saved {
		if one.Conflict {
			c.JSON(http.StatusConflict, gin.H{"message": v.Words.T("principle.conflict-saved")})
			return nil
		}
		out[one.Question] = savedAnswer{one.Now.Revision, s.savedWords(v, one.Now.ChangedAt)}
	}
	c.JSON(http.StatusOK, gin.H{"saved": out})
	return nil
}

// savedWords say when an answer was saved.
func (s *Server) savedWords(v Visitor, at int64) string {
	return s.momentWords(v, at, "principle.saved", "principle.saved-on")
}

// momentWords are the words with a moment: by the clock when that was today,
// else those with the date.
func (s *Server) momentWords(v Visitor, at int64, today, before string) string {
	if v.Words.Date(at, v.Zone) == v.Words.Date(s.Now().Unix(), v.Zone) {
		return v.Words.T(today, v.Words.Clock(at, v.Zone))
	}
	return v.Words.T(before, v.Words.Moment(at, v.Zone))
}

func conflictsIn(saved []db.Saved) map[string]db.Saved {
	out := map[string]db.Saved{}
	for _, one := range saved {
		if one.Conflict {
			out[one.Question] = one
		}
	}
	return out
}

// showConflicts shows both texts of each question in conflict; the posted one
// stands in the fields, with the revision that saving it again needs.
func (s *Server) showConflicts(c *gin.Context, v Visitor, posts []forms.Posted, conflicts map[string]db.Saved) error {
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

// afterSave goes where the pressed button says: to a question's evidence, back
// to a cleared question, or on: to the check page, if that is where the visitor
// came from, or to the next principle with something left.
func (s *Server) afterSave(c *gin.Context, v Visitor, st standing, pr *forms.Principle) error {
	here := st.at("/principles/" + c.Param("n") + wayQuery(c))
	if id := v.Form.Get("evidence"); st.pack.Question(id) != nil {
		return seeOther(c, v, st.at("/evidence/"+id+wayQuery(c)), "")
	}
	for _, name := range []string{"clear", "theirs"} {
		if id := v.Form.Get(name); st.pack.Question(id) != nil {
			return seeOther(c, v, here+"#"+id, "saved")
		}
	}
	if comesFromCheck(c) {
		return seeOther(c, v, st.before(c), "saved")
	}
	now, err := s.standing(c, v)
	if err != nil {
		return err
	}
	r := now.count(now.depth(c))
	for _, n := range after(pr.Number, len(r.Principles)) {
		if r.Principle(n).Left() > 0 {
			return seeOther(c, v, st.at("/principles/"+v.Words.Number(n)+depthQuery(c)), "saved")
		}
	}
	return seeOther(c, v, st.before(c), "saved")
}

// after gives the numbers behind n and then those before it.
func after(n, count int) []int {
	var out []int
	for i := 1; i < count; i++ {
		out = append(out, (n+i-1)%count+1)
	}
	return out
}
