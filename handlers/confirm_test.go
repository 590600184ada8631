package handlers_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"eleven/db"
	"eleven/handlers"
)

func TestALinkConfirmsOnce(t *testing.T) {
	p := newPortal(t)
	w := p.visitor()
	link := w.register()
	token := w.token(link)
	w.send(link, url.Values{"token": {token}}).want(t, http.StatusSeeOther)
	for _, reply := range []reply{w.get(link), w.send(link, url.Values{"token": {token}}), w.get("/en/confirm/unknown")} {
		reply.want(t, http.StatusNotFound, "This link no longer works", `href="/en/register"`, `href="/en/sign-in"`)
	}
}

func TestALinkConfirmsForThreeDays(t *testing.T) {
	p := newPortal(t)
	w := p.visitor()
	link := w.register()
	p.clock.Advance(72*time.Hour - time.Second)
	w.get(link).want(t, http.StatusOK)
	p.clock.Advance(time.Second)
	w.get(link).want(t, http.StatusNotFound)
}

func TestConfirmingOneRegistrationDropsTheOthersOfTheAddress(t *testing.T) {
	p := newPortal(t)
	w := p.visitor()
	first, second := w.register("company", "First"), w.register("company", "Second")
	w.get(first).want(t, http.StatusOK, "First")
	w.post(second, second, nil).want(t, http.StatusSeeOther)
	w.get(first).want(t, http.StatusNotFound)
}

func TestAnotherBrowserConfirmsWithThePasswordChosen(t *testing.T) {
	p := newPortal(t)
	link := p.visitor().register()
	other := p.visitor()
	other.get(link).want(t, http.StatusOK, "Lantern Chat", "Password chosen at registration", "I did not ask for this")
	first := other.get(link).doc(t).Find("#confirm button").First()
	if _, declines := first.Attr("name"); declines {
		t.Error("the first button declines")
	}
	for _, wrong := range []string{"", "three green kettles"} {
		other.post(link, link, url.Values{"password": {wrong}}).want(t, http.StatusUnprocessableEntity, `<a href="#password">`)
	}
	other.post(link, link, url.Values{"password": {chosen}}).want(t, http.StatusSeeOther)
	other.signIn("aroha@lantern.example", chosen).want(t, http.StatusSeeOther)
}

func TestWhoeverDidNotAskDropsTheRegistration(t *testing.T) {
	p := newPortal(t)
	link := p.visitor().register()
	other := p.visitor()
	reply := other.post(link, link, url.Values{"decline": {"yes"}}).want(t, http.StatusSeeOther)
	if reply.location != "/en?said=declined" {
		t.Errorf("went to %s", reply.location)
	}
	other.get(link).want(t, http.StatusNotFound)
	if _, err := p.db.UserByEmail(t.Context(), "aroha@lantern.example"); err == nil {
		t.Error("there is an account")
	}
}

func TestGuessingTheChosenPasswordIsThrottled(t *testing.T) {
	p := newPortal(t, func(c *handlers.Config) { c.Limits.SignInAccount = 3 })
	link := p.visitor().register()
	other := p.visitor()
	guess := url.Values{"password": {"not that one"}}
	for range 3 {
		other.post(link, link, guess).want(t, http.StatusUnprocessableEntity)
	}
	reply := other.post(link, link, url.Values{"password": {chosen}}).want(t, http.StatusTooManyRequests, "Too many tries")
	if reply.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	p.clock.Advance(15 * time.Minute)
	other.post(link, link, url.Values{"password": {chosen}}).want(t, http.StatusSeeOther)
}

func TestAnAddressThatGotAnAccountMeanwhileIsNotConfirmed(t *testing.T) {
	p := newPortal(t)
	w := p.visitor()
	link := w.register()
	_, err := p.db.AddUser(t.Context(), db.System, db.NewUser{
		Email: "aroha@lantern.example", Name: "Aroha Example", PasswordHash: p.hash, Role: "reviewer", Country: "NZ", Language: "en", Zone: "UTC",
	})
	if err != nil {
		t.Fatal(err)
	}
	w.post(link, link, nil).want(t, http.StatusConflict, "already has an account", `href="/en/password"`)
}

func TestTheLanguageSwitchConfirmsNothing(t *testing.T) {
	p := newPortal(t)
	w := p.visitor()
	link := w.register()
	french := "/fr" + link[len("/en"):]
	w.post(link, french, url.Values{"switch": {"fr"}}).want(t, http.StatusOK, "Confirmez votre inscription", "Lantern Chat")
	w.send(link, url.Values{"token": {"old"}}).want(t, http.StatusForbidden, "Lantern Chat")
	w.get(link).want(t, http.StatusOK)
}
