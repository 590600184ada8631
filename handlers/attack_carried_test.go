package handlers_test

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"eleven/db/dbtest"
	"eleven/forms"
)

// carried posts a form from a browser nobody is signed in with, and gives the
// sign-in form that comes back, filled in for the person.
func (w *person) carried(action string, form url.Values) url.Values {
	w.t.Helper()
	out := url.Values{"email": {w.user.Email}, "password": {password}}
	w.send(action, form).want(w.t, http.StatusUnauthorized).doc(w.t).Find("#sign-in input[type=hidden]").Each(func(_ int, i *goquery.Selection) {
		out.Set(i.AttrOr("name", ""), i.AttrOr("value", ""))
	})
	return out
}

// TestACarriedPostIsSentWhereItWasTypedOrNowhere changes, piece by piece, what
// the page to sign in carries: nothing but the post itself is ever sent.
func TestACarriedPostIsSentWhereItWasTypedOrNowhere(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Clear Brook", "CA")
	rival := p.as(forms.Owner, "Rowan", "UK")
	page := owner.assessment() + "/principles/1"
	content := dbtest.Content(t, p.kept)
	typed := url.Values{"token": {owner.token(page)}, "p01-q01.note": {"typed over lunch"}}
	nested := url.Values{"email": {owner.user.Email}, "password": {password}, "carried_path": {"/account"}, "carried_values": {"name=X"}}
	for _, c := range []struct{ what, field, value string }{
		{"to sign out", "carried_path", "/sign-out"},
		{"to sign in, over and over", "carried_path", "/sign-in"},
		{"to register", "carried_path", "/register"},
		{"to ask for a password", "carried_path", "/password"},
		{"to another of the person's pages", "carried_path", "/account"},
		{"to another site", "carried_path", "//evil.example/x"},
		{"to another site, as browsers also read it", "carried_path", `/\evil.example/x`},
		{"to another site by name", "carried_path", "https://evil.example/"},
		{"with a header", "carried_path", "/account\r\nX-A: b"},
		{"up the tree", "carried_path", "/../../healthz"},
		{"to nowhere", "carried_path", "x"},
		{"with a split in another place", "carried_path", page[3:] + "\n"},
		{"with other values", "carried_values", "p01-q01.note=something+else"},
		{"with a sign-in inside", "carried_values", nested.Encode()},
		{"with broken values", "carried_values", "%zz"},
		{"with no seal", "carried_tag", ""},
		{"with another's seal", "carried_tag", strings.Repeat("a", 64)},
		{"with the token's tag", "carried_tag", strings.Split(typed.Get("token"), ".")[1]},
	} {
		t.Run(c.what, func(t *testing.T) {
			before := content()
			w := p.visitor()
			w.user = owner.user
			r := w.send("/en/sign-in", with(w.carried(page, typed), c.field, c.value))
			if r.status != http.StatusSeeOther || r.location != "/en/assessments?said=not-yours" || r.header.Get("X-A") != "" {
				t.Errorf("%d to %q", r.status, r.location)
			}
			w.get("/en/account").want(t, 200)
			after := content()
			for _, table := range []string{"sessions", "audit", "sqlite_sequence"} { // signing in
				delete(before, table)
				delete(after, table)
			}
			if !maps.Equal(before, after) {
				t.Error("something was posted")
			}
		})
	}
	w := p.visitor()
	w.user = rival.user
	if r := w.send("/en/sign-in", w.carried(page, typed)).want(t, 303); r.location != "/en/assessments?said=not-yours" {
		t.Errorf("another person is led to %s", r.location)
	}
	w = p.visitor()
	w.user = owner.user
	w.send("/fr/sign-in", w.carried(page, typed)).want(t, 303)
	owner.get(page).want(t, 200, "typed over lunch")
}

// TestACarriedPostIsJudgedLikeAnyOther carries what the person may not do, or
// what the guard stops.
func TestACarriedPostIsJudgedLikeAnyOther(t *testing.T) {
	b := besiege(t)
	draft := "/en/assessments/" + b.draft
	for _, c := range []struct {
		as, path string
		form     url.Values
		want     int
	}{
		{"viewer", draft + "/principles/1", url.Values{"p01-q01.level": {"4"}}, 404},
		{"rival", draft + "/principles/1", url.Values{"p01-q01.level": {"4"}}, 404},
		{"owner", b.submittedAt() + "/principles/1", url.Values{"p01-q01.level": {"4"}}, 409},
		{"owner", draft + "/principles/1", url.Values{"p01-q01.note": {poisons[0]}}, 422},
		{"reviewer", b.at("/release"), nil, 404},
		{"lead", b.at("/release"), nil, 409},
		{"owner", "/en/programme/people", url.Values{"role": {"administrator"}}, 404},
	} {
		form := plusAll(c.form, "token", b.who(c.as).token("/en/account"))
		w := b.visitor()
		w.user = b.who(c.as).user
		w.send("/en/sign-in", w.carried(c.path, form)).want(t, c.want)
	}
	b.neverKept(marker)
}

// submittedAt is the address of the assessment handed in.
func (b *besieged) submittedAt() string { return "/en/assessments/" + b.assessment }

// TestAPageNeverGivesAPasswordBack looks at every page that gives back what was
// typed: the one to sign in, and those that say what went wrong.
func TestAPageNeverGivesAPasswordBack(t *testing.T) {
	b := besiege(t)
	secret := url.Values{"current": {"old-" + marker}, "password": {"new-" + marker}, "token": {"old"}}
	b.visitor().send("/en/account/password", secret).want(t, 401, "!"+marker)
	b.post("owner", "/en/account/password", secret).want(t, 403, "!"+marker)
	for _, link := range b.links {
		b.visitor().send(link, secret).want(t, 403, "!"+marker)
	}
	for _, path := range []string{"/en/register", "/en/sign-in"} {
		b.visitor().send(path, secret).want(t, 403, "!"+marker)
	}
	b.must(b.db.Close())
	for _, path := range []string{"/en/account/password", "/en/sign-in", "/en/register"} {
		r := b.who("owner").send(path, secret)
		if r.status < 400 || strings.Contains(r.body, marker) {
			t.Errorf("%s gives %d and the password back", path, r.status)
		}
	}
}
