package handlers_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"eleven/db"
	"eleven/db/dbtest"
	"eleven/forms"
	"eleven/handlers"
)

// besieged is a portal in full use, as an attacker finds it: a submission under
// review, a draft beside it, live links of every kind, and a log to look into.
type besieged struct {
	*submission
	draft   string // id of the assessment that may be edited
	links   map[string]string
	log     *diary
	content func() map[string]string
}

// diary is a log that may be written and read at once.
type diary struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (d *diary) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.b.Write(p)
}

func (d *diary) String() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.b.String()
}

func besiege(t testing.TB) *besieged {
	t.Helper()
	log := &diary{}
	p := submitted(t, forms.Full, func(c *handlers.Config) { c.Log = slog.New(slog.NewJSONHandler(log, nil)) })
	b := &besieged{submission: p, log: log, content: dbtest.Content(t, p.kept)}
	p.declared()
	owner, forgetful := p.who("owner").user, p.who("colleague").user
	var err error
	b.draft, err = p.db.StartAssessment(t.Context(), owner.Actor(), "Forum", "en", p.pack)
	p.must(err)
	p.must(p.db.SaveProfile(t.Context(), owner.Actor(), b.draft, "Forum", allFeatures, 0))
	p.must(p.db.AddEvidence(t.Context(), owner.Actor(), b.draft, "p01-q01", forms.Evidence{ID: db.NewID(), Title: "Rules", Date: "2026-02-28"}))
	b.links = map[string]string{
		"confirm":    p.visitor().register(),
		"password":   "/en/password/" + strings.TrimPrefix(p.offer(db.Link{Kind: db.LinkReset, UserID: forgetful.ID, Email: forgetful.Email}), "/en/reset/"),
		"invitation": p.offer(db.Link{Kind: db.LinkInvitation, Email: "new@office.example", Role: forms.Viewer, Company: owner.Company, Country: "CA"}),
	}
	return b
}

// crawl visits every page as everybody who may read it, "" being a visitor. The
// set-up page is not among them: there is an administrator.
func (b *besieged) crawl(lang string, visit func(as, path string)) {
	for _, route := range handlers.Routes() {
		ours := route.Path == "/"+lang || strings.HasPrefix(route.Path, "/"+lang+"/") && !strings.Contains(route.Path, "/setup/")
		if route.Method != http.MethodGet || !ours {
			continue
		}
		for _, role := range route.Roles {
			if role == "visitor" {
				role = ""
			}
			for _, path := range b.filled(route.Path) {
				visit(role, path)
			}
		}
	}
}

// filled puts real ids into a route's path; an assessment is the draft and the
// one submitted.
func (b *besieged) filled(path string) []string {
	for kind, link := range b.links {
		if strings.HasSuffix(path, "/"+kind+"/{token}") {
			return []string{path[:3] + link[3:]}
		}
	}
	if strings.Contains(path, "/company/people/{id}") {
		return []string{strings.Replace(path, "{id}", b.who("editor").user.ID, 1)}
	}
	out := []string{b.fill(path)}
	if strings.Contains(path, "/assessments/{id}") {
		out = append(out, b.fill(strings.Replace(path, "{id}", b.draft, 1)))
	}
	return out
}

// form is a form of a page as a browser would send it, with its free fields
// filled in and nothing else changed.
type form struct {
	action string
	values url.Values
	free   []string // names of the fields for free text
	others []string // names of all other fields
}

// formsOf reads the forms that a page posts, the one to sign out aside.
func formsOf(t testing.TB, r reply) []form {
	t.Helper()
	var out []form
	r.doc(t).Find(`form[method="post"]`).Each(func(_ int, s *goquery.Selection) {
		f := form{action: s.AttrOr("action", ""), values: url.Values{}}
		if strings.HasSuffix(f.action, "/sign-out") {
			return
		}
		s.Find("input[name], select[name], textarea[name]").Each(func(_ int, c *goquery.Selection) { f.read(c) })
		out = append(out, f)
	})
	return out
}

// read takes one control over.
func (f *form) read(c *goquery.Selection) {
	name, kind, value := c.AttrOr("name", ""), c.AttrOr("type", goquery.NodeName(c)), c.AttrOr("value", "")
	_, untouched := c.Attr("readonly")
	switch kind {
	case "textarea", "text", "email", "date":
		if !untouched {
			f.free = append(f.free, name)
			f.values.Set(name, ordinary(name, kind))
		}
		return
	case "password":
		f.values.Set(name, chosen)
		return
	case "select":
		value = c.Find("option").Last().AttrOr("value", "")
	case "radio", "checkbox":
		if _, checked := c.Attr("checked"); f.values.Has(name) && !checked {
			return
		}
	}
	if !f.values.Has(name) {
		f.others = append(f.others, name)
	}
	f.values.Set(name, value)
}

// ordinary is what anybody might write into a field.
func ordinary(name, kind string) string {
	switch {
	case kind == "email":
		return "somebody@people.example"
	case name == "date":
		return "2026-02-03"
	case name == "domains":
		return "erable.example"
	case name == "link":
		return ""
	}
	return "We wrote this down in spring."
}

// everyForm gives each form of every page once, with who may send it.
func (b *besieged) everyForm(lang string, visit func(as, path string, f form)) {
	b.t.Helper()
	seen := map[string]bool{}
	b.crawl(lang, func(as, path string) {
		b.t.Helper()
		for _, f := range formsOf(b.t, b.get(as, path)) {
			key := f.action + strings.Join(f.free, " ") + strings.Join(f.others, " ")
			if !seen[key] {
				seen[key] = true
				visit(as, path, f)
			}
		}
	})
}

// changed is the form with one field of another value.
func (f form) changed(name, value string) url.Values {
	return with(clone(f.values), name, value)
}

// all is the form with the same text in every free field.
func (f form) all(text string) url.Values {
	out := clone(f.values)
	for _, name := range f.free {
		out.Set(name, text)
	}
	return out
}
