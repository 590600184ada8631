package handlers_test

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"eleven/forms"
	"eleven/handlers"
)

// TestAnothersTokenDoesNothing sends every form there is with tokens of another
// person, another browser of the same person, nobody, and none.
func TestAnothersTokenDoesNothing(t *testing.T) {
	b := besiege(t)
	for name := range everybody {
		b.who(name)
	}
	var sent []func()
	b.everyForm("en", func(as, _ string, f form) {
		tokens := []string{"", "a.b", b.who("rival").token("/en/account"), b.visitor().token("/en/sign-in"), strings.Repeat("0", 64) + "."}
		if as != "" {
			again := b.visitor()
			again.signIn(b.who(as).user.Email, password)
			tokens = append(tokens, again.token("/en/account"))
		}
		sent = append(sent, func() {
			for _, token := range tokens {
				if r := b.who(as).send(f.action, f.changed("token", token)); r.status != http.StatusForbidden {
					t.Errorf("%q posts %s with %.8q: %d", as, f.action, token, r.status)
				}
			}
			none := clone(f.values)
			none.Del("token")
			if r := b.who(as).send(f.action, none); r.status != http.StatusForbidden {
				t.Errorf("%q posts %s without a token: %d", as, f.action, r.status)
			}
		})
	})
	before := b.content()
	for _, send := range sent {
		send()
	}
	b.who("owner").send("/en/sign-out", url.Values{"token": {"a.b"}}).want(t, http.StatusForbidden)
	if !maps.Equal(before, b.content()) {
		t.Error("something changed")
	}
	b.get("owner", "/en/account").want(t, 200)
}

// TestADeadSessionOpensNothing ends a session in every way there is; its cookie
// then opens no page and sends no form.
func TestADeadSessionOpensNothing(t *testing.T) {
	b := besiege(t)
	for _, c := range []struct {
		as, how string
		end     func(w *person)
	}{
		{"owner", "signed out", func(w *person) {
			w.send("/en/sign-out", url.Values{"token": {w.token("/en/account")}}).want(t, 303)
		}},
		{"editor", "disabled", func(w *person) {
			b.must(b.db.ChangeColleague(t.Context(), b.who("owner").user.Actor(), w.user.ID, forms.Editor, true))
		}},
		{"reviewer", "of another role", func(w *person) {
			b.must(b.db.ChangePerson(t.Context(), b.who("administrator").user.Actor(), w.user.ID, forms.Lead, "CA", false))
		}},
		{"lead", "of another password", func(w *person) { b.must(b.db.SetPassword(t.Context(), w.user.Actor(), w.user.ID, b.hash, "")) }},
		{"auditor", "ended elsewhere", func(w *person) { b.must(b.db.EndOtherSessions(t.Context(), w.user.Actor(), "")) }},
		{"viewer", "signed in again", func(w *person) {
			b.must(b.db.EndOtherSessions(t.Context(), w.user.Actor(), ""))
			w.signIn(w.user.Email, password).want(t, 303)
		}},
	} {
		at, err := url.Parse(b.URL)
		b.must(err)
		thief := b.visitor()
		thief.client.Jar.SetCookies(at, b.who(c.as).client.Jar.Cookies(at))
		thief.get("/en/account").want(t, 200)
		c.end(b.who(c.as))
		for _, route := range handlers.Routes() {
			if !strings.HasPrefix(route.Path, "/fr/") || route.Roles[0] == "visitor" {
				continue
			}
			if route.Method == http.MethodPost {
				thief.send(b.fill(route.Path), nil).want(t, http.StatusUnauthorized)
			} else {
				if r := thief.get(b.fill(route.Path)); !leadsToSignIn(r, "fr") {
					t.Errorf("%s: %d to %s", route.Path, r.status, r.location)
				}
			}
		}
	}
}

// TestASessionEndsUnusedAndInAnyCase leaves a browser alone, and then keeps
// another one busy.
func TestASessionEndsUnusedAndInAnyCase(t *testing.T) {
	for _, c := range []struct {
		role      forms.Role
		idle, all time.Duration
	}{
		{forms.Owner, 2 * time.Hour, 12 * time.Hour},
		{forms.Viewer, 2 * time.Hour, 12 * time.Hour},
		{forms.Reviewer, time.Hour, 8 * time.Hour},
		{forms.Administrator, time.Hour, 8 * time.Hour},
	} {
		p := newPortal(t)
		w := p.as(c.role, "Rowan", "UK")
		p.clock.Advance(c.idle - time.Second)
		w.get("/en/account").want(t, 200)
		p.clock.Advance(c.idle + time.Second)
		w.get("/en/account").want(t, 303)
		w.signIn(w.user.Email, password).want(t, 303)
		lived := time.Duration(0)
		for step := 20 * time.Minute; w.get("/en/account").status == http.StatusOK && lived < 24*time.Hour; lived += step {
			p.clock.Advance(step)
		}
		if lived != c.all {
			t.Errorf("%s: a busy session lives %v, want %v", c.role, lived, c.all)
		}
		p.clock.Advance(-c.all) // a clock set back revives nothing
		w.get("/en/account").want(t, 303)
	}
}
