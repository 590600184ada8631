package handlers

import (
	"errors"
	"net/http"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/templates"
)

// errTooMany refuses what comes too fast.
var errTooMany = errors.New("too many requests")

// statuses is the one table from what went wrong to HTTP (contract, section 3).
// What is not in it is 500.
var statuses = []struct {
	err    error
	status int
	key    string // of the page's words
}{
	{forms.ErrNotFound, http.StatusNotFound, "missing"},
	{forms.ErrForbidden, http.StatusNotFound, "missing"},
	{forms.ErrConflict, http.StatusConflict, "conflict"},
	{forms.ErrLocked, http.StatusConflict, "locked"},
	{forms.ErrInvalid, http.StatusUnprocessableEntity, "invalid"},
	{forms.ErrBusy, http.StatusServiceUnavailable, "busy"},
	{errTooLarge, http.StatusRequestEntityTooLarge, "large"},
	{errTooSlow, http.StatusRequestTimeout, "slow"},
	{errWrongType, http.StatusUnsupportedMediaType, "type"},
	{errTooMany, http.StatusTooManyRequests, "many"},
	{errMethod, http.StatusMethodNotAllowed, "method"},
	{errCrossSite, http.StatusForbidden, "cross-site"},
}

// detour is a refusal whose page leads on: its words are those of key, and its
// links say where to go instead.
type detour struct {
	error
	key   string
	links []templates.Onward
}

func (d detour) Unwrap() error { return d.error }

var errMethod = errors.New("method not allowed")

// errCrossSite is a post that another site sent.
var errCrossSite = errors.New("cross-site request")

// trespasses are what nobody meets who uses the pages as they are: each is worth
// a line in the log, which names the person and nothing that was sent.
var trespasses = []error{forms.ErrForbidden, errCrossSite, errTooLarge, errTooSlow, errWrongType, errTooMany}

func statusOf(err error) (status int, key string) {
	for _, s := range statuses {
		if errors.Is(err, s.err) {
			return s.status, s.key
		}
	}
	return http.StatusInternalServerError, "broken"
}

// fail answers an error with a page that says what happened and that nothing
// was lost. What nobody expected is logged once, under the reference number
// that the visitor sees; nothing typed is logged.
func (s *Server) fail(c *gin.Context, v Visitor, err error) {
	var link deadLink
	if errors.As(err, &link) {
		err = s.dead(c, v, link)
	}
	if err == nil {
		return
	}
	s.failAs(c, v, newReference(), err)
}

func (s *Server) failAs(c *gin.Context, v Visitor, reference string, err error) {
	if c.Writer.Written() {
		s.Log.Error("failed after the response began", "error", err.Error())
		return
	}
	status, key := statusOf(err)
	var leads detour
	if errors.As(err, &leads) {
		key = leads.key
	}
	if status < http.StatusInternalServerError {
		reference = ""
	} else {
		s.Log.Error("request failed", "reference", reference, "status", status,
			"method", c.Request.Method, "route", c.FullPath(), "error", err.Error())
	}
	switch {
	case slices.ContainsFunc(trespasses, func(t error) bool { return errors.Is(err, t) }):
		s.refused(c, v, key)
	case v.SignedIn() && len(c.Params) > 0 && errors.Is(err, forms.ErrNotFound):
		s.Log.Info("not found", "route", c.FullPath(), "person", v.User.ID) // or another's: whose it is, nobody looked up
	}
	if status == http.StatusServiceUnavailable || status == http.StatusTooManyRequests {
		c.Header("Retry-After", "30")
	}
	if wantsJSON(c) {
		c.JSON(status, gin.H{"message": v.Words.T("failed." + key + ".title"), "reference": reference})
		return
	}
	f := s.frame(v, "failed."+key+".title")
	body := templates.FailedPage{Key: key, Reference: reference, Onward: leads.links}
	if len(v.Form) > 0 && offersAgain(err, status) {
		body.Typed = typedValues(v.Form)
		body.Action = v.rest
		f.Token = s.tokenFor(c, v)
	}
	if show(c, status, templates.Failed, f, body) != nil {
		c.String(status, "%s\n", reference)
	}
}

// newReference makes the number that a visitor can name.
func newReference() string { return strings.ToUpper(db.NewID()[:8]) }

// refused logs a refusal: who, where and why, and nothing that was sent.
func (s *Server) refused(c *gin.Context, v Visitor, why string) {
	s.Log.Warn("refused", "why", why, "route", c.FullPath(), "person", v.User.ID)
}

// tooMany logs what a page refuses because it came too fast, and says in how
// many seconds it may come again.
func (s *Server) tooMany(c *gin.Context, v Visitor, seconds int) {
	s.refused(c, v, "many")
	c.Header("Retry-After", strconv.Itoa(seconds))
}

// offersAgain reports whether the page gives back what was typed, with a button
// to send it again; never what another site sent.
func offersAgain(err error, status int) bool {
	return !errors.Is(err, errCrossSite) && status != http.StatusNotFound && status != http.StatusRequestEntityTooLarge
}

// recovered turns a panic into an error page.
func (s *Server) recovered(c *gin.Context) {
	defer func() {
		if p := recover(); p != nil {
			reference := newReference()
			s.Log.Error("panic", "reference", reference, "value", forms.Harmless(p), "stack", string(debug.Stack()))
			v, _ := s.visitor(c)
			s.failAs(c, v, reference, errors.New("panic"))
			c.Abort()
		}
	}()
	c.Next()
}

func notFound(*Server, *gin.Context, Visitor) error { return forms.ErrNotFound }

func wrongMethod(*Server, *gin.Context, Visitor) error { return errMethod }

// wantsJSON reports that a script asks, as the one that saves each answer does.
func wantsJSON(c *gin.Context) bool { return c.GetHeader("Accept") == "application/json" }
