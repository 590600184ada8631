package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/i18n"
)

// Visitor is who asks, in which language, and what they posted. It is read
// once for each request and handed on as an argument.
type Visitor struct {
	Lang  string
	Words *i18n.Words
	Zone  *time.Location
	// User is the person signed in; with an empty ID nobody is.
	User    db.User
	Session db.Session
	// Form holds the posted fields of a POST, never the query's.
	Form url.Values
	// Switch: the post only asks for the page in the other language.
	// Stale: the form token is not this browser's.
	Switch, Stale bool
	rest          string
}

// SignedIn reports whether somebody is.
func (v Visitor) SignedIn() bool { return v.User.ID != "" }

// Actor is the person as the database knows them.
func (v Visitor) Actor() db.Actor { return v.User.Actor() }

// At gives an address in the visitor's language.
func (v Visitor) At(rest string) string { return "/" + v.Lang + rest }

// redo decides whether a post shows its form again instead of doing something,
// and with which status: 200 for the language switch, 403 for a form token of
// another browser, 422 when something is wrong.
func (v Visitor) redo(bad forms.Invalid) (status int, again bool) {
	switch {
	case v.Switch:
		return http.StatusOK, true
	case v.Stale:
		return http.StatusForbidden, true
	case len(bad) > 0:
		return http.StatusUnprocessableEntity, true
	}
	return http.StatusOK, false
}

// page wraps one handler: it finds out who asks, checks in the order of the
// contract (signed out, role, form token), and turns an error into a page.
func (s *Server) page(r route) gin.HandlerFunc {
	return func(c *gin.Context) {
		v, err := s.visitor(c)
		if err == nil && !nameable(c.Request.URL.Path) {
			err = forms.ErrNotFound
		}
		if err == nil && s.cross.Check(c.Request) != nil {
			err = errCrossSite
		}
		if err == nil {
			err = s.admit(c, &v, r)
		}
		if err == nil && !c.Writer.Written() {
			err = r.do(s, c, v)
		}
		if err != nil {
			s.fail(c, v, err)
		}
	}
}

// nameable reports whether anything could stand at an address: nothing of the
// portal has controls or broken text in its name, and PostgreSQL refuses to look.
func nameable(path string) bool {
	return utf8.ValidString(path) && !strings.ContainsFunc(path, unicode.IsControl)
}

// visitor reads language, session and posted fields.
func (s *Server) visitor(c *gin.Context) (Visitor, error) {
	v := Visitor{Lang: langOf(c.Request), rest: restOf(c.Request), Zone: time.UTC}
	v.Words = i18n.For(v.Lang)
	session, err := s.sessions.New(c.Request, cookieName(s.secure))
	if err != nil && !errors.Is(err, forms.ErrNotFound) {
		return v, err
	}
	if user, ok := session.Values["user"].(db.User); ok {
		v.User, v.Session = user, session.Values["session"].(db.Session)
		v.Zone = i18n.Zone(user.Zone)
		if err := s.prolong(c, v); err != nil {
			return v, err
		}
	}
	if c.Request.Method == http.MethodPost {
		if err := s.readForm(c); err != nil {
			return v, err
		}
		v.Form = c.Request.PostForm
		v.Switch = v.Form.Get("switch") != ""
	}
	return v, nil
}

// langOf takes the language from the address; outside /en and /fr from the browser.
func langOf(r *http.Request) string {
	for _, lang := range i18n.Languages {
		if r.URL.Path == "/"+lang || strings.HasPrefix(r.URL.Path, "/"+lang+"/") {
			return lang
		}
	}
	return preferred(r.Header.Get("Accept-Language"))
}

// restOf is the address behind the language, with its query.
func restOf(r *http.Request) string {
	rest := r.URL.EscapedPath()
	for _, lang := range i18n.Languages {
		if rest == "/"+lang || strings.HasPrefix(rest, "/"+lang+"/") {
			rest = rest[len(lang)+1:]
			break
		}
	}
	q := r.URL.Query()
	q.Del("said")
	if len(q) > 0 {
		rest += "?" + q.Encode()
	}
	return rest
}

// errTooLarge, errTooSlow and errWrongType are refusals before anything was read.
var (
	errTooLarge  = errors.New("body too large")
	errTooSlow   = errors.New("body too slow")
	errWrongType = errors.New("body of another type")
)

// readForm reads the posted fields: urlencoded only, at most maxBody bytes, in
// FormTime.
func (s *Server) readForm(c *gin.Context) error {
	r, connection := c.Request, http.NewResponseController(c.Writer)
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if kind = strings.TrimSpace(kind); kind != "application/x-www-form-urlencoded" && (kind != "" || r.ContentLength > 0) {
		return errWrongType
	}
	_ = connection.SetReadDeadline(time.Now().Add(s.FormTime))
	err := r.ParseForm()
	var large *http.MaxBytesError
	switch {
	case err == nil:
		_ = connection.SetReadDeadline(time.Time{}) // or the answer would have to be ready by then
		return nil
	case errors.As(err, &large):
		return errTooLarge
	case errors.Is(err, os.ErrDeadlineExceeded):
		c.Header("Connection", "close")
		return errTooSlow
	}
	return forms.Invalid{forms.Problematic("", "form.unreadable")}
}

// admit checks who asks. Having answered (a redirect, a sign-in form) it leaves
// a written response and no error.
func (s *Server) admit(c *gin.Context, v *Visitor, r route) error {
	if len(r.who) > 0 && !v.SignedIn() {
		if c.Request.Method == http.MethodPost {
			return s.signInFirst(c, *v)
		}
		c.Redirect(http.StatusSeeOther, v.At(s.signInFor(v.rest)))
		c.Writer.WriteHeaderNow()
		return nil
	}
	if len(r.who) > 0 && !slices.Contains(r.who, v.User.Role) {
		return forms.ErrForbidden
	}
	if c.Request.Method == http.MethodPost {
		if v.Stale = !s.goodToken(c, *v); v.Stale && !v.Switch {
			s.Log.Info("refused", "why", "form token", "route", c.FullPath(), "person", v.User.ID)
		}
	}
	return nil
}

// root sends a visitor to the language their browser prefers.
func (s *Server) root(c *gin.Context) {
	c.Header("Vary", "Accept-Language")
	c.Redirect(http.StatusSeeOther, "/"+preferred(c.GetHeader("Accept-Language")))
}

// preferred reads Accept-Language; whatever is not plainly French first is English.
func preferred(header string) string {
	best, lang := 0.0, "en"
	for _, part := range strings.Split(header, ",") {
		tag, weight := weigh(part)
		if weight > best && (tag == "en" || tag == "fr") {
			best, lang = weight, tag
		}
	}
	return lang
}
