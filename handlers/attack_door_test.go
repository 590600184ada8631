package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"eleven/forms"
	"eleven/handlers"
)

// tries posts a wrong password, or the right one, from a browser of its own.
func (p *portal) tries(email, word string, headers ...string) reply {
	p.t.Helper()
	w := p.visitor()
	return w.send("/en/sign-in", url.Values{"token": {w.token("/en/sign-in")}, "email": {email}, "password": {word}}, headers...)
}

// TestNobodyLearnsWhoHasAnAccount compares what a known, a closed and an unknown
// address get: status, text, headers and cookies are the same, and so is the
// work done, down to the line in the trail.
func TestNobodyLearnsWhoHasAnAccount(t *testing.T) {
	p := newPortal(t)
	known, closed := p.as(forms.Reviewer, "", "UK"), p.as(forms.Reviewer, "", "NZ").user
	admin := p.as(forms.Administrator, "", "all")
	if err := p.db.ChangePerson(t.Context(), admin.user.Actor(), closed.ID, forms.Reviewer, "NZ", true); err != nil {
		t.Fatal(err)
	}
	unknown := "reviewer.000000@people.example"
	for _, c := range []struct {
		what, path string
		signedIn   bool // in a browser that has lost its mark
		form       url.Values
	}{
		{"sign-in", "/en/sign-in", false, url.Values{"password": {"not that one"}}},
		{"forgotten password", "/en/password", false, nil},
		{"forgotten password, signed in", "/en/password", true, nil},
		{"registration", "/en/register", false, registration()},
		{"registration, signed in", "/en/register", true, registration()},
	} {
		t.Run(c.what, func(t *testing.T) {
			ask := func(email string) string {
				w := p.visitor()
				if c.signedIn {
					w.signIn(known.user.Email, password).want(t, 303)
				}
				token := w.token(c.path)
				if c.signedIn {
					w.forget("eleven-browser")
				}
				return told(w.send(c.path, plusAll(c.form, "token", token, "email", email)), token, email)
			}
			first := ask(unknown)
			for _, email := range []string{known.user.Email, closed.Email} {
				if got := ask(email); got != first {
					t.Errorf("for an unknown address:\n%.600s\nfor a known one:\n%.600s", first, got)
				}
			}
		})
	}
	rows, err := p.db.Trail(t.Context(), trail)
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	for _, r := range rows {
		if r.Action == "session.refused" {
			refused++
		}
	}
	if refused != 3 {
		t.Errorf("%d of 3 refusals stand in the trail", refused)
	}
}

// forget drops a cookie of the browser.
func (w *person) forget(name string) {
	w.t.Helper()
	at, err := url.Parse(w.URL)
	if err != nil {
		w.t.Fatal(err)
	}
	w.client.Jar.SetCookies(at, []*http.Cookie{{Name: name, Path: "/", MaxAge: -1}})
}

// told is all that a reply says, but for what differs each time: the token, the
// mark and the address.
func told(r reply, token, email string) string {
	lines := []string{strconv.Itoa(r.status), strings.NewReplacer(token, "", email, "").Replace(r.body)}
	for name, values := range r.header {
		for _, value := range values {
			if name == "Set-Cookie" {
				_, value, _ = cutCookie(value)
			}
			if name != "Date" && name != "Content-Length" {
				lines = append(lines, name+": "+value)
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestGuessesAreCountedAsTheyAreMade guesses from many browsers at once, each
// pretending to be elsewhere.
func TestGuessesAreCountedAsTheyAreMade(t *testing.T) {
	p := newPortal(t)
	user := p.as(forms.Owner, "Rowan", "UK").user
	slow, err := handlers.HashPassword(password) // so that guesses meet
	if err == nil {
		err = p.db.SetPassword(t.Context(), user.Actor(), user.ID, slow, "")
	}
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var all sync.WaitGroup
	got := map[int]int{}
	for i := range 30 {
		all.Go(func() {
			r := p.tries(user.Email, "not that one", "X-Forwarded-For", fmt.Sprintf("203.0.113.%d", i), "X-Real-Ip", "198.51.100.7", "Forwarded", "for=198.51.100.8")
			mu.Lock()
			defer mu.Unlock()
			got[r.status]++
		})
	}
	all.Wait()
	// Two are compared at the same time, so that one may slip through.
	if got[422] < 10 || got[422] > 11 || got[422]+got[429] != 30 {
		t.Errorf("of 30 guesses: %v", got)
	}
	p.tries(user.Email, password).want(t, http.StatusTooManyRequests)
	p.tries(" "+user.Email+"\u200e", "not that one").want(t, http.StatusUnprocessableEntity)
	p.clock.Advance(90 * time.Second)
	p.tries(user.Email, password).want(t, http.StatusSeeOther)
}

// TestStrangersLockNobodyOut exhausts an account from elsewhere; its owner comes
// in with a browser in which the password was right before.
func TestStrangersLockNobodyOut(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Rowan", "UK")
	for range 12 {
		p.tries(owner.user.Email, "not that one")
	}
	p.tries(owner.user.Email, password).want(t, http.StatusTooManyRequests)
	owner.post("/en/account", "/en/sign-out", nil).want(t, 303)
	owner.signIn(owner.user.Email, password).want(t, 303)
	owner.post("/en/account", "/en/sign-out", nil).want(t, 303)
	for range 10 {
		owner.signIn(owner.user.Email, "not that one").want(t, 422)
	}
	owner.signIn(owner.user.Email, password).want(t, http.StatusTooManyRequests)
}

// TestOneNetworkIsOneAddress counts guesses by what the connection, or a proxy
// that is believed, says: an IPv4 address or the /64 of an IPv6 one.
func TestOneNetworkIsOneAddress(t *testing.T) {
	p := newPortal(t, func(c *handlers.Config) {
		c.Limits.SignInAddress, c.TrustedProxies = 3, []string{"127.0.0.1"}
	})
	from := func(address string) int {
		return p.tries("nobody@people.example", "not that one", "X-Forwarded-For", "192.0.2.99, "+address, "X-Real-Ip", "192.0.2.98").status
	}
	for i := range 3 {
		if got := from(fmt.Sprintf("2001:db8:1:2::%d", i)); got != 422 {
			t.Errorf("guess %d: %d", i, got)
		}
	}
	for address, want := range map[string]int{
		"2001:db8:1:2:ffff::9": 429, "2001:db8:1:3::1": 422, "192.0.2.1": 422, "::ffff:192.0.2.1": 422, "192.0.2.2": 422,
	} {
		if got := from(address); got != want {
			t.Errorf("%s gets %d, want %d", address, got, want)
		}
	}
}

// TestALetterGoesWhereTheAccountIs registers and invites an address that becomes
// another one in small letters: the letter goes to that other one.
func TestALetterGoesWhereTheAccountIs(t *testing.T) {
	p := newPortal(t)
	look := func(sent string) string { return strings.Replace(sent, "i", "\u0130", 1) }
	p.visitor().post("/en/register", "/en/register", registration("email", look("somebody@river.example"))).want(t, 303)
	p.lastLink("somebody@river.example", "confirm")
	p.visitor().post("/en/password", "/en/password", url.Values{"email": {look("nobody@river.example")}}).want(t, 303)
	p.lastLink("nobody@river.example", "reset-unknown")
	owner := p.as(forms.Owner, "Rowan", "UK")
	form := url.Values{"email": {look("friend@river.example")}, "role": {"viewer"}, "language": {"en"}}
	owner.post("/en/company/people", "/en/company/people", form).want(t, 303)
	p.lastLink("friend@river.example", "invitation")
}

// TestNoHeaderMovesALink asks for mail while pretending to be another host.
func TestNoHeaderMovesALink(t *testing.T) {
	p := newPortal(t, func(c *handlers.Config) { c.URL = "https://portal.example" })
	w := p.visitor()
	spoofed := []string{
		"X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "http", "Forwarded", "host=evil.example", "X-Original-Url", "/en/audit",
		"X-Rewrite-Url", "/en/audit", "X-Http-Method-Override", "DELETE", "X-User", "administrator", "X-Forwarded-User", "administrator",
	}
	page := w.get("/en/register").want(t, 200)
	var cookie string
	for _, c := range page.header.Values("Set-Cookie") {
		cookie, _, _ = cutCookie(c)
	}
	token := page.doc(t).Find(`input[name="token"]`).Last().AttrOr("value", "")
	form := registration("token", token)
	w.send("/en/register", form, append(spoofed, "Cookie", cookie, "Host", "evil.example")...).want(t, 303)
	for _, m := range p.mails(form.Get("email")) {
		(reply{status: 200, body: m.Plain + m.HTML}).want(t, 200, "https://portal.example/en/confirm/", "!evil.example")
	}
	r := w.send("/en/audit", nil, spoofed...)
	r.want(t, http.StatusMethodNotAllowed, "!evil.example")
}
