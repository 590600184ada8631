package handlers_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"eleven/db"
	"eleven/forms"
	"eleven/handlers"
)

// TestEveryRouteKnowsEveryRole walks the whole table: a role that a route does
// not name is told 404, a visitor is sent to sign in, and the roles it names
// get an answer of the route's own.
func TestEveryRouteKnowsEveryRole(t *testing.T) {
	p := submitted(t, forms.Full)
	roles := map[string]string{
		"visitor": "", "owner": "owner", "editor": "editor", "reviewer": "reviewer", "lead": "lead",
		"administrator": "administrator", "auditor": "auditor",
	}
	people := map[string]*person{"viewer": p.as(forms.Viewer, "Érable", "CA")}
	for role, name := range roles {
		people[role] = p.who(name)
	}
	for _, route := range handlers.Routes() {
		if !strings.HasPrefix(route.Path, "/en") || route.Path == "/en/sign-out" {
			continue
		}
		for role, who := range people {
			t.Run(route.Method+" "+route.Path+" "+role, func(t *testing.T) {
				tryRoute(t, who, role, route, p.fill(route.Path))
			})
		}
	}
}

// fill puts real ids into a route's path.
func (p *submission) fill(path string) string {
	id := strings.TrimPrefix(p.assessment, "/en/assessments/")
	if strings.Contains(path, "/reviews/") {
		id = strings.TrimPrefix(p.review, "/en/reviews/")
	}
	if strings.Contains(path, "/people/") {
		id = p.who("auditor").user.ID
	}
	if strings.Contains(path, "/company/people/") {
		id = p.who("editor").user.ID
	}
	return strings.NewReplacer("{id}", id, "{n}", "1", "{question}", "p01-q01", "{token}", db.NewID()).Replace(path)
}

func tryRoute(t *testing.T, who *person, role string, route handlers.RouteInfo, path string) {
	t.Helper()
	var r reply
	if route.Method == http.MethodPost {
		r = who.send(path, url.Values{"token": {"of another window."}})
	} else {
		r = who.get(path)
	}
	allowed := slices.Contains(route.Roles, role)
	switch {
	case !allowed && role == "visitor" && route.Method == http.MethodGet:
		if r.status != http.StatusSeeOther || !leadsToSignIn(r, "en") {
			t.Errorf("%d to %q, want sign-in", r.status, r.location)
		}
	case !allowed && role == "visitor":
		r.want(t, http.StatusUnauthorized, `id="sign-in"`)
	case !allowed:
		r.want(t, http.StatusNotFound)
	case route.Method == http.MethodPost && strings.Contains(route.Path, "{token}"):
		if r.status >= 500 || r.status == http.StatusSeeOther {
			t.Errorf("%d for a dead link", r.status)
		}
	case route.Method == http.MethodPost:
		if r.status != http.StatusForbidden && r.status != http.StatusConflict {
			t.Errorf("%d for a bad form token, want 403 (or 409 where the state forbids it)", r.status)
		}
	case !strings.Contains(route.Path, "{token}") && r.status != http.StatusOK && r.status != http.StatusSeeOther:
		t.Errorf("%d, want an answer", r.status)
	}
}

func TestUnknownAddressesAndMethods(t *testing.T) {
	w := newPortal(t).visitor()
	for _, path := range []string{"/en/nothing", "/admin", "/.git/config", "/go.mod", "/en/assessments/", "//en", "/en/%61ssessments/..", "/static/", "/static/../x"} {
		if r := w.get(path); r.status != http.StatusNotFound && r.status != http.StatusSeeOther {
			t.Errorf("%s gave %d", path, r.status)
		}
	}
	for _, method := range []string{"PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"} {
		req, err := http.NewRequest(method, w.URL+"/en/sign-in", nil)
		if err != nil {
			t.Fatal(err)
		}
		w.do(req).want(t, http.StatusMethodNotAllowed)
	}
}

func TestAFileThatIsNotThereHasAPageThatSaysSo(t *testing.T) {
	w := newPortal(t).visitor()
	w.get("/static/nothing").want(t, http.StatusNotFound, "We cannot find this page")
}

func TestWhatEveryResponseCarries(t *testing.T) {
	w := newPortal(t).visitor()
	for _, path := range []string{"/", "/en", "/fr/nothing", "/healthz", "/en/assessments"} {
		h := w.get(path).header
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
			"Content-Security-Policy": "frame-ancestors 'none'", "Strict-Transport-Security": "max-age=31536000",
		} {
			if !strings.Contains(h.Get(name), want) {
				t.Errorf("%s: %s is %q", path, name, h.Get(name))
			}
		}
	}
}

func TestARequestIsRefusedBeforeItIsRead(t *testing.T) {
	p := newPortal(t)
	w := p.visitor()
	form := url.Values{"email": {"a@b.example"}}
	w.send("/fr/sign-in", form, "Sec-Fetch-Site", "cross-site").want(t, 403, "autre site")
	w.send("/en/sign-in", form, "Origin", "https://evil.example").want(t, 403, "another site")
	w.send("/en/sign-in", form, "Content-Type", "text/plain").want(t, 415)
	w.send("/en/sign-in", form, "Content-Type", "application/json").want(t, 415)
	w.send("/en/sign-in", url.Values{"email": {strings.Repeat("x", 2<<20)}}).want(t, 413)
	w.send("/en/assessments", form, "Sec-Fetch-Site", "cross-site").want(t, 403)
}

func TestTheFirstLanguageIsTheBrowsers(t *testing.T) {
	w := newPortal(t).visitor()
	for header, want := range map[string]string{
		"": "/en", "fr": "/fr", "fr-CA,fr;q=0.9,en;q=0.8": "/fr", "en-GB,fr;q=0.9": "/en", "de,fr;q=0.5": "/fr", "fr;q=0.3,en;q=0.4": "/en",
	} {
		req, err := http.NewRequest(http.MethodGet, w.URL+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept-Language", header)
		if r := w.do(req); r.location != want {
			t.Errorf("%q led to %q, want %q", header, r.location, want)
		}
	}
}

func TestSignedOutMeansSignedOut(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Clear Brook", "CA")
	u, err := url.Parse(owner.URL)
	if err != nil {
		t.Fatal(err)
	}
	old := owner.client.Jar.Cookies(u)
	owner.post("/en/assessments", "/en/sign-out", nil).want(t, 303)
	thief := p.visitor()
	thief.client.Jar.SetCookies(u, old)
	if r := thief.get("/en/assessments").want(t, 303); !leadsToSignIn(r, "en") {
		t.Errorf("the old cookie led to %s", r.location)
	}
}
