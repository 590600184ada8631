package handlers_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"eleven/handlers"
)

// cutCookie reads a Set-Cookie line: name=value, its name, and what it demands.
func cutCookie(line string) (pair, name string, rest []string) {
	parts := strings.Split(line, "; ")
	name, _, _ = strings.Cut(parts[0], "=")
	return parts[0], name, parts[1:]
}

// TestEveryResponseIsWrapped looks at an answer of every status and kind.
func TestEveryResponseIsWrapped(t *testing.T) {
	b := besiege(t)
	style := b.get("", "/en").doc(t).Find(`link[rel="stylesheet"]`).AttrOr("href", "")
	draft := "/en/assessments/" + b.draft
	post := func(as, path string, form url.Values, headers ...string) reply {
		return b.who(as).send(path, form, headers...)
	}
	method := func(name, path string) reply {
		req, err := http.NewRequest(name, b.URL+path, nil)
		b.must(err)
		return b.who("").do(req)
	}
	for what, c := range map[string]struct {
		r      reply
		status int
		kind   string
	}{
		"a page":                {b.get("", "/fr"), 200, "text/html; charset=utf-8"},
		"a page of a person":    {b.get("owner", draft), 200, "text/html; charset=utf-8"},
		"a head":                {method("HEAD", "/en/sign-in"), 200, "text/html; charset=utf-8"},
		"a PDF":                 {b.get("owner", draft+"/summary.pdf"), 200, "application/pdf"},
		"a JSON file":           {b.get("owner", draft+"/answers.json"), 200, "application/json; charset=utf-8"},
		"a saved answer":        {post("owner", draft+"/principles/1", url.Values{"token": {b.who("owner").token(draft + "/profile")}, "p01-q01.level": {"1"}}, "Accept", "application/json"), 200, "application/json; charset=utf-8"},
		"a style":               {b.get("", style), 200, "text/css; charset=utf-8"},
		"no style":              {b.get("", "/static/none.css"), 404, ""},
		"health":                {b.get("", "/healthz"), 200, "text/plain; charset=utf-8"},
		"a redirect":            {b.get("", draft), 303, ""},
		"the first":             {b.get("", "/"), 303, ""},
		"signed out":            {post("", draft+"/profile", nil), 401, "text/html; charset=utf-8"},
		"another site":          {post("owner", draft+"/profile", nil, "Sec-Fetch-Site", "cross-site"), 403, "text/html; charset=utf-8"},
		"a sister site":         {post("owner", draft+"/profile", nil, "Sec-Fetch-Site", "same-site"), 403, "text/html; charset=utf-8"},
		"no origin":             {post("owner", draft+"/profile", nil, "Origin", "null"), 403, "text/html; charset=utf-8"},
		"an old form":           {post("owner", draft+"/profile", nil), 403, "text/html; charset=utf-8"},
		"not found":             {b.get("", "/en/none"), 404, "text/html; charset=utf-8"},
		"not theirs":            {b.get("rival", draft), 404, "text/html; charset=utf-8"},
		"traced":                {method("TRACE", "/en"), 405, "text/html; charset=utf-8"},
		"deleted":               {method("DELETE", draft), 405, "text/html; charset=utf-8"},
		"a made-up method":      {method("PURGE", "/en"), 405, "text/html; charset=utf-8"},
		"locked":                {post("owner", b.submittedAt()+"/submit", nil), 409, "text/html; charset=utf-8"},
		"too large":             {post("", "/en/sign-in", url.Values{"email": {strings.Repeat("x", 2<<20)}}), 413, "text/html; charset=utf-8"},
		"another kind":          {post("", "/en/sign-in", nil, "Content-Type", "multipart/form-data; boundary=x"), 415, "text/html; charset=utf-8"},
		"JSON in place of form": {post("owner", draft+"/profile", nil, "Content-Type", "application/json"), 415, "text/html; charset=utf-8"},
	} {
		if c.r.status != c.status {
			t.Errorf("%s: %d, want %d", what, c.r.status, c.status)
		}
		h := c.r.header
		if c.kind != "" && h.Get("Content-Type") != c.kind {
			t.Errorf("%s is %q, want %q", what, h.Get("Content-Type"), c.kind)
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
			"Strict-Transport-Security": "max-age=31536000; includeSubDomains", "Cross-Origin-Opener-Policy": "same-origin",
		} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", what, name, h.Get(name))
			}
		}
		for _, part := range []string{"default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} {
			if !strings.Contains(h.Get("Content-Security-Policy"), part) || strings.Contains(h.Get("Content-Security-Policy"), "unsafe") {
				t.Errorf("%s: the policy is %q", what, h.Get("Content-Security-Policy"))
			}
		}
		if kept := h.Get("Cache-Control") != "no-store"; kept != (what == "a style") {
			t.Errorf("%s: Cache-Control is %q", what, h.Get("Cache-Control"))
		}
		for _, name := range []string{"Server", "X-Powered-By", "Access-Control-Allow-Origin"} {
			if h.Get(name) != "" {
				t.Errorf("%s: %s is %q", what, name, h.Get(name))
			}
		}
	}
}

// TestARefusalLeavesALineInTheLog does what no page leads to.
func TestARefusalLeavesALineInTheLog(t *testing.T) {
	b := besiege(t)
	draft := "/en/assessments/" + b.draft
	for why, do := range map[string]func(){
		"missing":    func() { b.get("owner", "/en/audit") },
		"cross-site": func() { b.who("owner").send(draft+"/profile", nil, "Sec-Fetch-Site", "cross-site") },
		"form token": func() { b.who("owner").send(draft+"/profile", nil) },
		"type":       func() { b.who("owner").send(draft+"/profile", nil, "Content-Type", "text/xml") },
		"not found":  func() { b.get("owner", "/en/assessments/"+strings.Repeat("a", 26)) },
		"many": func() {
			for range 11 {
				b.post("owner", "/en/account/password", url.Values{"current": {"not that one"}, "password": {"another quiet lake"}})
			}
		},
		"large": func() { b.who("owner").send(draft+"/profile", url.Values{marker: {strings.Repeat("x", 2<<20)}}) },
	} {
		before := len(b.log.String())
		do()
		line := b.log.String()[before:]
		if strings.Count(line, "\n") != 1 || !strings.Contains(line, `"`+why+`"`) || !strings.Contains(line, b.who("owner").user.ID) {
			t.Errorf("%s leaves %q", why, line)
		}
	}
	b.silent(marker)
}

// TestCookiesStayWithTheirBrowser looks at every cookie set on the way in and
// out, on loopback http and behind https.
func TestCookiesStayWithTheirBrowser(t *testing.T) {
	for at, prefix := range map[string]string{"http://127.0.0.1:8080": "eleven", "https://portal.example": "__Host-eleven"} {
		p := newPortal(t, func(c *handlers.Config) { c.URL = at })
		jar := map[string]string{}
		var lines []string
		send := func(path string, form url.Values) reply {
			t.Helper()
			var pairs []string
			for _, pair := range jar {
				pairs = append(pairs, pair)
			}
			slices.Sort(pairs)
			r := p.visitor().send(path, form, "Cookie", strings.Join(pairs, "; "))
			for _, line := range r.header.Values("Set-Cookie") {
				pair, name, _ := cutCookie(line)
				jar[name] = pair
				lines = append(lines, line)
			}
			return r
		}
		form := url.Values{"email": {p.person()}, "password": {password}}
		form.Set("token", send("/en/sign-in", nil).want(t, 403).doc(t).Find(`#sign-in input[name="token"]`).AttrOr("value", ""))
		before := jar[prefix]
		send("/en/sign-in", form).want(t, 303)
		in := jar[prefix]
		page := send("/en/assessments", url.Values{"switch": {"en"}}).want(t, 200)
		form.Set("token", page.doc(t).Find(`input[name="token"]`).Last().AttrOr("value", ""))
		send("/en/sign-in", form).want(t, 303)
		if again := jar[prefix]; in == before || in == again || len(in) < len(prefix)+43 {
			t.Errorf("%s: signing in again keeps the session %q", at, in)
		}
		if strings.Contains(page.body, strings.TrimPrefix(in, prefix+"=")) {
			t.Errorf("%s: the page holds the session", at)
		}
		page = send("/en/assessments", url.Values{"switch": {"en"}}).want(t, 200)
		out := send("/en/sign-out", url.Values{"token": {page.doc(t).Find(`input[name="token"]`).Last().AttrOr("value", "")}}).want(t, 303)
		if out.header.Get("Clear-Site-Data") == "" {
			t.Errorf("%s: signing out leaves the cache", at)
		}
		if len(lines) < 4 {
			t.Errorf("%s: %d cookies only", at, len(lines))
		}
		for _, line := range lines {
			_, name, rest := cutCookie(line)
			secure := slices.Contains(rest, "Secure")
			if !strings.HasPrefix(name, prefix) || secure != strings.HasPrefix(at, "https") || strings.Contains(line, "Domain") {
				t.Errorf("%s: %s", at, line)
			}
			for _, want := range []string{"Path=/", "HttpOnly", "SameSite=Lax"} {
				if !slices.Contains(rest, want) {
					t.Errorf("%s: a cookie without %s: %s", at, want, line)
				}
			}
		}
	}
}

// TestNoAddressLeadsElsewhere asks for addresses that routers read in several ways.
func TestNoAddressLeadsElsewhere(t *testing.T) {
	b := besiege(t)
	for _, path := range []string{
		"//evil.example", `/\evil.example`, "/%5cevil.example", "/%2f%2fevil.example", "/en//evil.example/", "/en/..//evil.example", "/https:evil.example",
		"/EN", "/en/", "/en/Audit", "/en/audit/", "/en//audit", "/en/./audit", "/en/x/../audit", "/en/%2e%2e/audit", "/en/audit%00", "/en/audit%20",
		"/en/audit;x=1", "/en/audit.json", "/de/audit", "/en/%61%75dit/x", "/debug/pprof/", "/debug/vars", "/metrics", "/.git/HEAD", "/.env", "/go.mod",
		"/eleven.sqlite", "/secret", "/mail/", "/static", "/static/", "/static/..%2fapp.css", "/static/%2e%2e/secret", "/en/%252e%252e/audit",
	} {
		for _, as := range []string{"", "auditor"} {
			r := b.get(as, path)
			if r.status != http.StatusNotFound || r.location != "" || r.doc(t).Find(`[href^="//"], [action^="//"]`).Length() > 0 {
				t.Errorf("%q asks for %s: %d to %q", as, path, r.status, r.location)
			}
		}
	}
	for _, query := range []string{"next=//evil.example", "lang=//evil.example", "return=https://evil.example", "said=//evil.example", "said=<script>", "switch=//evil.example"} {
		for _, path := range []string{"/", "/en", "/en/sign-in", "/en/assessments"} {
			r := b.get("", path+"?"+query)
			if strings.Contains(r.location, "evil") || strings.Contains(r.body, `"//evil`) {
				t.Errorf("%s?%s leads to %q", path, query, r.location)
			}
		}
	}
}

// TestAnErrorPageTellsNothingOfTheInside takes the database away.
func TestAnErrorPageTellsNothingOfTheInside(t *testing.T) {
	b := besiege(t)
	b.must(b.db.Close())
	for _, lang := range []string{"en", "fr"} {
		for _, path := range []string{"/assessments", "/account", "/confirm/x", "/password/x"} {
			r := b.get("owner", "/"+lang+path)
			if r.status < 500 || strings.Contains(r.body, "sql") || strings.Contains(r.body, "goroutine") || strings.Contains(r.body, ".go") || strings.Contains(r.body, "closed") {
				t.Errorf("%s: %d %.400s", path, r.status, r.body)
			}
			r.want(t, r.status, `lang="`+lang+`"`)
		}
	}
	if !strings.Contains(b.log.String(), `"reference"`) {
		t.Error("the log has no reference")
	}
}
