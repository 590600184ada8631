package handlers_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"eleven/forms"
	"eleven/handlers"
)

func TestAForgottenPasswordIsReplacedAndEverySessionEnds(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Rowan", "UK")
	w := p.visitor()
	if got := w.post("/en/password", "/en/password", url.Values{"email": {owner.user.Email}}).want(t, http.StatusSeeOther).location; got != "/en/password/sent" {
		t.Errorf("went to %s", got)
	}
	w.get("/en/password/sent").want(t, http.StatusOK, "Check your e-mail", `href="/en/password"`)
	link := p.lastLink(owner.user.Email, "reset")
	w.get(link).want(t, http.StatusOK, owner.user.Email)
	w.post(link, link, url.Values{"password": {"short"}}).want(t, http.StatusUnprocessableEntity, "at least 12 characters")
	if got := w.post(link, link, url.Values{"password": {" " + chosen + " "}}).want(t, http.StatusSeeOther).location; got != "/en/sign-in?said=password-changed" {
		t.Errorf("went to %s", got)
	}
	owner.get("/en/account").want(t, http.StatusSeeOther)
	w.signIn(owner.user.Email, password).want(t, http.StatusUnprocessableEntity)
	w.signIn(owner.user.Email, chosen).want(t, http.StatusUnprocessableEntity)
	w.signIn(owner.user.Email, " "+chosen+" ").want(t, http.StatusSeeOther)
	p.visitor().get(link).want(t, http.StatusNotFound, "You can ask for a new one", `href="/en/password"`)
	p.visitor().post("/en/password", link, url.Values{"password": {chosen}}).want(t, http.StatusNotFound)
}

func TestAskingForAPasswordDoesNotTellWhoHasAnAccount(t *testing.T) {
	p := newPortal(t)
	known := p.as(forms.Reviewer, "", "UK").user
	replies := map[string]reply{}
	for _, email := range []string{known.Email, "nobody@rowan.example"} {
		replies[email] = p.visitor().post("/en/password", "/en/password", url.Values{"email": {email}}).want(t, http.StatusSeeOther)
	}
	same(t, replies[known.Email], replies["nobody@rowan.example"])
	p.lastLink(known.Email, "reset")
	p.lastLink("nobody@rowan.example", "reset-unknown")
}

func TestSomebodyDisabledGetsNoLink(t *testing.T) {
	p := newPortal(t)
	admin, reviewer := p.as(forms.Administrator, "", "all"), p.as(forms.Reviewer, "", "UK").user
	if err := p.db.ChangePerson(t.Context(), admin.user.Actor(), reviewer.ID, forms.Reviewer, "UK", true); err != nil {
		t.Fatal(err)
	}
	p.visitor().post("/en/password", "/en/password", url.Values{"email": {reviewer.Email}}).want(t, http.StatusSeeOther)
	p.lastLink(reviewer.Email, "reset-unknown")
}

func TestALinkForAPasswordLivesAnHourAndANewerOneVoidsIt(t *testing.T) {
	p := newPortal(t)
	user, w := p.as(forms.Editor, "Rowan", "UK").user, p.visitor()
	ask := func() string {
		w.post("/en/password", "/en/password", url.Values{"email": {user.Email}}).want(t, http.StatusSeeOther)
		return p.lastLink(user.Email, "reset")
	}
	first := ask()
	w.get(first).want(t, http.StatusOK)
	if ask() != first || len(p.mails(user.Email)) != 1 {
		t.Error("a link just sent was replaced")
	}
	p.clock.Advance(10 * time.Minute)
	second := ask()
	w.get(first).want(t, http.StatusNotFound)
	p.clock.Advance(time.Hour - time.Second)
	w.get(second).want(t, http.StatusOK)
	p.clock.Advance(time.Second)
	w.get(second).want(t, http.StatusNotFound)
}

func TestAskingForAPasswordMayBeWrongTooOftenOrOfAnotherBrowser(t *testing.T) {
	p := newPortal(t, func(c *handlers.Config) { c.Limits.Registration = 1 })
	w := p.visitor()
	w.post("/en/password", "/en/password", url.Values{"email": {"who?"}}).want(t, http.StatusUnprocessableEntity, "Write an e-mail address", `value="who?"`)
	w.post("/en/password", "/en/password", url.Values{"email": {"https://rowan.example/a"}}).want(t, http.StatusUnprocessableEntity, `class="stop"`, "!rowan.example")
	w.post("/en/password", "/fr/password", url.Values{"email": {"a@rowan.example"}, "switch": {"fr"}}).want(t, http.StatusOK, "Envoyer le lien", `value="a@rowan.example"`)
	w.send("/en/password", url.Values{"email": {"a@rowan.example"}, "token": {"old"}}).want(t, http.StatusForbidden, `value="a@rowan.example"`)
	w.post("/en/password", "/en/password", url.Values{"email": {"a@rowan.example"}}).want(t, http.StatusSeeOther)
	w.post("/en/password", "/en/password", url.Values{"email": {"a@rowan.example"}}).want(t, http.StatusTooManyRequests, `value="a@rowan.example"`)
	if got := len(p.mails("a@rowan.example")); got != 1 {
		t.Errorf("%d mails", got)
	}
}
