package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/templates"
)

// evidencePage lists the evidence records of one question and takes a new one.
func evidencePage(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	return s.showEvidence(c, v, st, http.StatusOK, forms.Evidence{ID: db.NewID()}, nil)
}

func (s *Server) showEvidence(c *gin.Context, v Visitor, st standing, status int, e forms.Evidence, bad forms.Invalid) error {
	q := st.pack.Question(c.Param("question"))
	if q == nil {
		return forms.ErrNotFound
	}
	body := templates.EvidencePage{
		ID: st.record.ID, Query: wayQuery(c), Question: q.ID, Number: q.Principle, Prompt: q.Prompt, Counts: q.Evidence,
		CanEdit: forms.CanEdit(v.User.Role, st.text.State), Records: records(v, st.text.Answers[q.ID].Evidence),
		Record: e.ID, Title: e.Title, Date: e.Date, Holder: e.Holder, Place: e.Place, Link: e.Link,
		Domains: st.text.Profile.Domains, Removed: c.Query("removed"),
		Kinds: bands(v, "kind.", forms.EvidenceKinds, e.Kind),
	}
	f := s.frame(v, "evidence.title")
	if body.CanEdit {
		f = s.formFrame(c, v, "main-form", st.at("/evidence/"+q.ID+wayQuery(c)), "evidence.title")
	}
	f.About = q.Short.In(v.Lang) + " · " + st.text.Service
	return show(c, status, templates.EvidenceForm, s.withProblems(c, v, f, bad), body)
}

func addEvidence(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	if !forms.CanEdit(v.User.Role, st.text.State) {
		return forms.ErrLocked
	}
	e, bad := readEvidence(v.Form, st.text.Profile.Domains, v.Words.T("mark.removed"))
	q := st.pack.Question(c.Param("question"))
	if q == nil {
		return forms.ErrNotFound
	}
	if _, wrong := bad.Of("date"); !wrong {
		bad = append(bad, forms.CheckEvidence(st.text.Answers[q.ID].Evidence, e, s.latestDay())...)
	}
	if status, again := v.redo(bad); again {
		return s.showEvidence(c, v, st, status, e, bad)
	}
	if err := s.db.AddEvidence(c.Request.Context(), v.Actor(), st.record.ID, q.ID, e); err != nil {
		return err
	}
	return seeOther(c, v, st.at("/evidence/"+q.ID+wayQuery(c)), "evidence")
}

// latestDay is the last day that has begun anywhere: days begin at UTC+14.
func (s *Server) latestDay() string { return s.Now().UTC().Add(14 * time.Hour).Format(time.DateOnly) }

// readEvidence reads one record. The link is the one field that may hold an
// address, and only one on a declared domain.
func readEvidence(form url.Values, domains []string, mark string) (forms.Evidence, forms.Invalid) {
	e := forms.Evidence{
		ID: form.Get("record"), Kind: oneOf(form.Get("kind"), forms.EvidenceKinds...), Date: strings.TrimSpace(form.Get("date")),
		Title: forms.Clean(form.Get("title")), Holder: forms.Clean(form.Get("holder")),
		Place: forms.Clean(form.Get("place")), Link: strings.TrimSpace(forms.Clean(form.Get("link"))),
	}
	if !isID(e.ID) {
		e.ID = db.NewID()
	}
	bad := checkLine("title", &e.Title, mark)
	if e.Kind == "" {
		bad = append(bad, forms.Problematic("kind", "kind"))
	}
	if _, err := time.Parse(time.DateOnly, e.Date); err != nil {
		bad = append(bad, forms.CheckText("date", &e.Date, 0, 40, mark)...)
		bad = append(bad, forms.Problematic("date", "evidence.date"))
	}
	bad = append(bad, checkLine("holder", &e.Holder, mark)...)
	bad = append(bad, checkLine("place", &e.Place, mark)...)
	if e.Link == "" {
		return e, bad
	}
	if err := forms.CheckLink(e.Link, domains); err != nil {
		bad = append(bad, forms.Problematic("link", "evidence.link"))
		if clean, hit := forms.Guard(e.Link, mark); hit {
			e.Link = clean
			bad = append(bad, forms.Problematic("link", forms.GuardKey))
		}
	}
	return e, bad
}

// removeEvidence takes a record away, or with undo puts it back.
func removeEvidence(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	if status, again := v.redo(nil); again {
		return s.showEvidence(c, v, st, status, forms.Evidence{ID: db.NewID()}, nil)
	}
	if !forms.CanEdit(v.User.Role, st.text.State) {
		return forms.ErrLocked
	}
	q, record := st.pack.Question(c.Param("question")), v.Form.Get("record")
	if q == nil || !isID(record) {
		return forms.ErrNotFound
	}
	change, back := s.db.RemoveEvidence, st.at("/evidence/"+q.ID+withQuery(wayQuery(c), "removed", record))
	if v.Form.Get("undo") != "" {
		if bad := forms.CheckEvidence(st.text.Answers[q.ID].Evidence, forms.Evidence{ID: record}, s.latestDay()); bad != nil {
			return s.showEvidence(c, v, st, http.StatusUnprocessableEntity, forms.Evidence{ID: db.NewID()}, bad)
		}
		change, back = s.db.PutBackEvidence, st.at("/evidence/"+q.ID+wayQuery(c))
	}
	if err := change(c.Request.Context(), v.Actor(), st.record.ID, record); err != nil {
		return err
	}
	return seeOther(c, v, back, "")
}

// isID reports whether a posted text is an id as db.NewID makes them, and not
// something that somebody wrote in its place.
func isID(s string) bool {
	return len(s) == idLength && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz234567") == ""
}
