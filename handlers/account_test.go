package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"eleven/forms"
	"eleven/handlers"
)

func TestAPersonLooksAfterTheirOwnAccount(t *testing.T) {
	p := newPortal(t)
	w := p.as(forms.Lead, "", "CA")
	w.get("/en/account").want(t, http.StatusOK, w.user.Email, "Lead reviewer", `value="Fictional lead"`, "signed in nowhere else", "2\u00a0March\u00a02026")
	form := url.Values{"name": {" Zoë Example "}, "language": {"fr"}, "zone": {"Asia/Kathmandu"}}
	if got := w.post("/en/account", "/en/account", form).want(t, http.StatusSeeOther).location; got != "/en/account?said=saved" {
		t.Errorf("went to %s", got)
	}
	user, err := p.db.User(t.Context(), w.user.ID)
	if err != nil || user.Name != "Zoë Example" || user.Language != "fr" || user.Zone != "Asia/Kathmandu" {
		t.Errorf("the account is %+v, %v", user, err)
	}
	page := w.get("/en/account").want(t, http.StatusOK, "Zoë Example", "UTC&#43;05:45")
	if got := page.doc(t).Find(`select[name="zone"] option[selected]`).AttrOr("value", ""); got != "Asia/Kathmandu" {
		t.Errorf("the zone chosen is %q", got)
	}
}

func TestAnAccountSaysWhatIsWrongAndKeepsWhatWasTyped(t *testing.T) {
	p := newPortal(t)
	w := p.as(forms.Viewer, "Rowan", "UK")
	account := func(changes ...string) url.Values {
		form := url.Values{"name": {"Zoë Example"}, "language": {"fr"}, "zone": {"UTC"}}
		for i := 0; i+1 < len(changes); i += 2 {
			form.Set(changes[i], changes[i+1])
		}
		return form
	}
	for _, c := range []struct {
		what   string
		form   url.Values
		status int
		see    string
	}{
		{"no name", account("name", ""), http.StatusUnprocessableEntity, `<a href="#name">Write your name.</a>`},
		{"a link in the name", account("name", "Zoë https://rowan.example/a"), http.StatusUnprocessableEntity, `value="Zoë [removed]"`},
		{"no language", account("language", "de"), http.StatusUnprocessableEntity, "Choose a language."},
		{"no zone", account("zone", ""), http.StatusUnprocessableEntity, "Choose a time zone"},
		{"an old form", account("token", "old"), http.StatusForbidden, `value="Zoë Example"`},
		{"the other language", account("switch", "fr"), http.StatusOK, `value="Zoë Example"`},
	} {
		t.Run(c.what, func(t *testing.T) {
			w.post("/en/account", "/en/account", c.form).want(t, c.status, c.see)
		})
	}
	if user, err := p.db.User(t.Context(), w.user.ID); err != nil || user.Name != w.user.Name {
		t.Errorf("the name is %q, %v", user.Name, err)
	}
}

func TestAGuardedNameNamesTheHelpOfTheCompanysCountryOnly(t *testing.T) {
	w := newPortal(t).as(forms.Owner, "Rowan", "UK")
	page := w.post("/en/account", "/en/account", url.Values{"name": {"magnet:x"}, "language": {"en"}, "zone": {"UTC"}})
	page.want(t, http.StatusUnprocessableEntity, `class="stop"`)
	if got := page.doc(t).Find(".stop li"); got.Length() != 1 {
		t.Errorf("%d places to report: %s", got.Length(), got.Text())
	}
}

func TestANewPasswordAsksForTheCurrentOneAndEndsTheOtherSessions(t *testing.T) {
	p := newPortal(t)
	w, elsewhere := p.as(forms.Reviewer, "", "NZ"), p.visitor()
	elsewhere.signIn(w.user.Email, password).want(t, http.StatusSeeOther)
	for _, c := range []struct{ what, current, password, see string }{
		{"nothing", "", "", `<a href="#current">Write your current password.</a>`},
		{"the wrong one", "a quiet lake at dawn", chosen, "This is not your current password."},
		{"the right one in other letters", "A quiet lake at noon", chosen, "This is not your current password."},
		{"a short one", password, "short", `<a href="#password">Write at least 12`},
	} {
		form := url.Values{"current": {c.current}, "password": {c.password}}
		w.post("/en/account", "/en/account/password", form).want(t, http.StatusUnprocessableEntity, c.see, "!"+chosen, "!"+password)
	}
	elsewhere.get("/en/account").want(t, http.StatusOK)
	w.post("/en/account", "/en/account/password", url.Values{"current": {password}, "password": {password}}).want(t, http.StatusUnprocessableEntity, "the password you have now")
	at, err := url.Parse(w.URL)
	if err != nil {
		t.Fatal(err)
	}
	stolen := w.client.Jar.Cookies(at)
	form := url.Values{"current": {password}, "password": {chosen}}
	if got := w.post("/en/account", "/en/account/password", form).want(t, http.StatusSeeOther).location; got != "/en/account?said=password-kept" {
		t.Errorf("went to %s", got)
	}
	w.get("/en/account").want(t, http.StatusOK)
	thief := p.visitor()
	thief.client.Jar.SetCookies(at, stolen)
	thief.get("/en/account").want(t, http.StatusSeeOther)
	elsewhere.get("/en/account").want(t, http.StatusSeeOther)
	elsewhere.signIn(w.user.Email, password).want(t, http.StatusUnprocessableEntity)
	elsewhere.signIn(w.user.Email, chosen).want(t, http.StatusSeeOther)
}

func TestGuessingTheCurrentPasswordIsThrottled(t *testing.T) {
	w := newPortal(t, func(c *handlers.Config) { c.Limits.SignInAccount = 2 }).as(forms.Owner, "Rowan", "UK")
	for range 2 {
		w.post("/en/account", "/en/account/password", url.Values{"current": {"not that one"}, "password": {chosen}}).want(t, http.StatusUnprocessableEntity)
	}
	w.post("/en/account", "/en/account/password", url.Values{"current": {password}, "password": {chosen}}).want(t, http.StatusTooManyRequests, "Too many tries")
}

func TestAPersonEndsTheirOtherSessions(t *testing.T) {
	p := newPortal(t)
	w, elsewhere, other := p.as(forms.Owner, "Rowan", "UK"), p.visitor(), p.as(forms.Editor, "Rowan", "UK")
	elsewhere.signIn(w.user.Email, password).want(t, http.StatusSeeOther)
	page := w.get("/en/account").want(t, http.StatusOK, "End the other sessions")
	if got := page.doc(t).Find("main table tbody tr").Length(); got != 2 {
		t.Errorf("%d sessions", got)
	}
	if got := strings.Count(page.body, "Unknown device (this one)"); got != 1 {
		t.Errorf("%d sessions are this one", got)
	}
	w.send("/en/account/sessions", url.Values{"token": {"old"}}).want(t, http.StatusForbidden)
	elsewhere.get("/en/account").want(t, http.StatusOK)
	w.post("/en/account", "/en/account/sessions", nil).want(t, http.StatusSeeOther)
	elsewhere.get("/en/account").want(t, http.StatusSeeOther)
	w.get("/en/account").want(t, http.StatusOK, "!End the other sessions")
	other.get("/en/account").want(t, http.StatusOK)
}
