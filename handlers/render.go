package handlers

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/templates"
)

// frame is the frame of a page for this visitor; titleKey and its arguments are
// the page's title.
func (s *Server) frame(v Visitor, titleKey string, args ...any) templates.Frame {
	f := templates.Frame{
		Words: v.Words, Zone: v.Zone, Title: v.Words.T(titleKey, args...),
		Rest: v.rest, Demo: len(s.Demo) > 0, Operator: s.Operator.In(v.Lang),
	}
	if v.SignedIn() {
		f.Token = s.tokenFor(nil, v)
		f.Person = templates.Person{Name: v.User.Name, Where: where(v)}
		f.Nav = navigation(v)
		if help, ok := s.pack.HelpIn(v.User.Country); ok {
			f.Emergency = help.Emergency
		}
	}
	return f
}

func where(v Visitor) string {
	if v.User.CompanyName != "" {
		return v.User.CompanyName
	}
	return v.Words.T("role."+string(v.User.Role)) + ", " + v.Words.T("country."+v.User.Country)
}

// formFrame is the frame of a page with a form: its id and where it posts to
// (without language). The form carries the token and the language switch.
func (s *Server) formFrame(c *gin.Context, v Visitor, id, action, titleKey string, args ...any) templates.Frame {
	f := s.frame(v, titleKey, args...)
	f.Form, f.Action, f.Token = id, action, s.tokenFor(c, v)
	return f
}

// withProblems puts what is wrong on the page, in the visitor's language. What
// the guard stopped brings the stop notice, and a line in the trail that names
// the field and nothing of what was typed; visitors cannot fill the trail.
func (s *Server) withProblems(c *gin.Context, v Visitor, f templates.Frame, bad forms.Invalid) templates.Frame {
	if v.Switch {
		return f
	}
	if v.Stale {
		f.Problems = append(f.Problems, templates.Problem{Text: v.Words.T("error.form.stale")})
	}
	for _, p := range bad {
		f.Problems = append(f.Problems, problem(v, p))
		if p.Key == forms.GuardKey && (v.SignedIn() || s.gates.registration.use("guard "+networkOf(c))) {
			if err := s.db.Record(c.Request.Context(), v.Actor(), "guard.stopped", "", p.Field); err != nil {
				s.Log.Error("guard not recorded", "error", err.Error())
			}
		}
	}
	if bad.Guarded() {
		f.Stop, f.StopOwn = s.stopHelp(v), v.Words.T("stop.own")
		if v.SignedIn() && v.User.Company == "" {
			f.StopOwn = v.Words.T("stop.official")
		}
	}
	return f
}

// problem puts one problem in words. What may be said of any text names its
// field in the list of problems.
func problem(v Visitor, p forms.FieldProblem) templates.Problem {
	out := templates.Problem{Field: p.Field, Text: v.Words.T("error."+p.Key, p.Args...)}
	label := "field." + p.Field + ".label"
	if (p.Key == forms.GuardKey || strings.HasPrefix(p.Key, "text.")) && v.Words.Has(label) {
		out.Listed = v.Words.T("error.of", v.Words.T(label), out.Text)
	}
	return out
}

// stopHelp is where to report instead: in the company's country, for visitors in all five.
func (s *Server) stopHelp(v Visitor) []templates.StopHelp {
	var out []templates.StopHelp
	for _, h := range s.pack.Help {
		if _, known := s.pack.HelpIn(v.User.Country); known && h.Country != v.User.Country {
			continue
		}
		i := slices.IndexFunc(h.Bodies, func(b forms.Body) bool { return slices.Contains(b.For, "public") })
		if i < 0 {
			i = 0
		}
		body := h.Bodies[i]
		url, _ := body.URL.Page(v.Lang)
		out = append(out, templates.StopHelp{
			Country: v.Words.T("country." + h.Country), Emergency: h.Emergency,
			Body: body.Name.In(v.Lang), URL: url,
		})
	}
	return out
}

// navigation is the person's own: at most four links. The one that says most
// of the address is the current one.
func navigation(v Visitor) []templates.NavLink {
	var out []templates.NavLink
	current := -1
	for _, rest := range ways[v.User.Role] {
		out = append(out, templates.NavLink{Text: v.Words.T("nav." + path.Base(rest)), Rest: rest})
		if strings.HasPrefix(v.rest, rest) && (current < 0 || len(rest) > len(out[current].Rest)) {
			current = len(out) - 1
		}
	}
	if current >= 0 {
		out[current].Current = true
	}
	return out
}

// ways are where each role's links lead; the last part of an address is also
// the key of its words below "nav".
var ways = map[forms.Role][]string{
	forms.Owner:         {"/assessments", "/company"},
	forms.Editor:        {"/assessments", "/company"},
	forms.Viewer:        {"/assessments", "/company"},
	forms.Reviewer:      {"/reviews"},
	forms.Lead:          {"/reviews", "/programme"},
	forms.Administrator: {"/programme/people", "/audit", "/programme"},
	forms.Auditor:       {"/audit", "/programme"},
}

// landing is the page a role sees first after signing in.
func landing(role forms.Role) string {
	switch role {
	case forms.Reviewer, forms.Lead:
		return "/reviews"
	case forms.Administrator:
		return "/programme/people"
	case forms.Auditor:
		return "/audit"
	}
	return "/assessments"
}

// show draws a whole page or gives an error, never half a page.
func show[T any](c *gin.Context, status int, p templates.Page[T], f templates.Frame, body T) error {
	if key := c.Query("said"); key != "" && f.Words.Has("said."+key) && status == http.StatusOK {
		f.Said = f.Words.T("said." + key)
	}
	c.Status(status)
	c.Header("Content-Type", "text/html; charset=utf-8")
	if err := p.Render(c.Writer, f, body); err != nil && !c.Writer.Written() {
		return err
	}
	return nil // or the visitor left while the page was sent
}

// seeOther ends a successful post: 303 to a page of the portal that says what
// was done; said is a key below "said", or "".
func seeOther(c *gin.Context, v Visitor, rest, said string) error {
	if said != "" {
		path, fragment, _ := strings.Cut(rest, "#")
		rest = withQuery(path, "said", said)
		if fragment != "" {
			rest += "#" + fragment
		}
	}
	c.Redirect(http.StatusSeeOther, v.At(rest))
	return nil
}

// withQuery adds a name and a value, neither of which needs escaping, to the
// query of an address.
func withQuery(address, name, value string) string {
	join := "?"
	if strings.Contains(address, "?") {
		join = "&"
	}
	return address + join + name + "=" + value
}

// download sends a file; it is never kept by a cache or shown in the page.
func download(c *gin.Context, name, kind string, body []byte) error {
	c.Header("Content-Disposition", disposition(name))
	c.Data(http.StatusOK, kind, body)
	return nil
}
