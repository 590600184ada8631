package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"eleven/forms"
)

// leadsToSignIn reports whether a reply sends a visitor to sign in first.
func leadsToSignIn(r reply, lang string) bool {
	return r.status == http.StatusSeeOther && strings.HasPrefix(r.location, "/"+lang+"/sign-in?next=%2F")
}

// signInAt signs in on a sign-in page, with whatever it carries.
func (w *person) signInAt(page, email string) reply {
	w.t.Helper()
	form := url.Values{"email": {email}, "password": {password}}
	w.get(page).doc(w.t).Find("#sign-in input[type=hidden]").Each(hiddenFields(form))
	return w.send(strings.Split(page, "?")[0], form)
}

func TestSigningInLeadsToThePageThatWasAskedFor(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Clear Brook", "CA")
	address := strings.Replace(owner.assessment(), "/en/", "/fr/", 1)
	for _, rest := range []string{"/results", "/principles/2?depth=essentials", ""} {
		w := p.visitor()
		first := w.get(address + rest)
		if !leadsToSignIn(first, "fr") {
			t.Fatalf("%s: %d to %s", rest, first.status, first.location)
		}
		if r := w.signInAt(first.location, owner.user.Email); r.location != address+rest {
			t.Errorf("%s: leads to %s", rest, r.location)
		}
	}
}

func TestAFailedSignInKeepsThePageThatWasAskedFor(t *testing.T) {
	p := newPortal(t)
	w := p.visitor()
	w.post("/en/sign-in", "/en/sign-in", url.Values{"email": {"a@b.example"}, "password": {"wrong"}, "next": {"/company"}}).
		want(t, http.StatusUnprocessableEntity, `name="next" value="/company"`)
	w.post("/en/sign-in", "/fr/sign-in", url.Values{"switch": {"fr"}, "next": {"/company"}}).want(t, http.StatusOK, `name="next" value="/company"`)
}

func TestSigningInNeverLeadsOutOfThePortal(t *testing.T) {
	p := newPortal(t)
	email := p.as(forms.Owner, "Clear Brook", "CA").user.Email
	for _, next := range []string{
		"//evil.example", `/\evil.example`, `\\evil.example`, "https:", "https://evil.example", "https:/evil.example", "javascript:alert(1)",
		"/", "", "assessments", "//assessments", "/assessments//", "/assessments/..", "/assessments/%2e%2e", "/assessments/../../fr",
		"/assessments/%5Cevil", "/assessments/a%0d%0aX-Evil:1", "/assessments/%00", "/%2Fevil.example", "@evil.example",
		"/sign-in", "/nothing", "/reviews", "/audit", "/assessments/a@evil.example",
	} {
		if r := p.visitor().signInAt("/en/sign-in?"+url.Values{"next": {next}}.Encode(), email); r.location != "/en/assessments" {
			t.Errorf("%q leads to %q", next, r.location)
		}
	}
}
