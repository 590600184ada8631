package handlers_test

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"eleven/forms"
	"eleven/handlers"
)

// logged makes a portal with a log to look into.
func logged(t testing.TB, change ...func(*handlers.Config)) (*portal, *diary) {
	t.Helper()
	log := &diary{}
	change = append(change, func(c *handlers.Config) { c.Log = slog.New(slog.NewJSONHandler(log, nil)) })
	return newPortal(t, change...), log
}

// TestNobodyFillsAMailbox asks for every letter that a stranger may cause, to
// addresses with and without account, from one browser after the other.
func TestNobodyFillsAMailbox(t *testing.T) {
	p, log := logged(t)
	known := p.as(forms.Owner, "Rowan", "UK").user.Email
	victims := []string{known, "nobody@rowan.example"}
	for range 4 {
		for _, email := range victims {
			look := " " + strings.ToUpper(email)
			p.visitor().post("/en/register", "/en/register", registration("email", look)).want(t, 303)
			p.visitor().post("/en/password", "/en/password", url.Values{"email": {look}}).want(t, 303)
		}
	}
	owner := p.as(forms.Owner, "Clear Brook", "CA")
	for _, email := range victims {
		owner.post("/en/company/people", "/en/company/people", newColleague("email", email))
	}
	r := owner.post("/en/company/people", "/en/company/people", newColleague("email", victims[1]))
	r.want(t, http.StatusTooManyRequests, "several messages within the last hour")
	if r.header.Get("Retry-After") != "3600" {
		t.Errorf("Retry-After: %q", r.header.Get("Retry-After"))
	}
	if got := len(p.mails(known)); got > 6 { // a link for a password has a bound of its own
		t.Errorf("%d letters to somebody with an account", got)
	}
	if got := len(p.mails(victims[1])); got != 5 {
		t.Errorf("%d letters to somebody without", got)
	}
	if !strings.Contains(log.String(), `"why":"mail"`) || strings.Contains(log.String(), "rowan.example") {
		t.Errorf("the log says %s", log)
	}
	p.clock.Advance(time.Hour)
	p.visitor().register("email", victims[1])
}

// TestNobodyKeepsAnotherFromANewPassword asks for letters to a person all the
// time; the link that the person has works, and a new one comes in the end.
func TestNobodyKeepsAnotherFromANewPassword(t *testing.T) {
	p := newPortal(t, func(c *handlers.Config) { c.Limits.Registration = 1000 })
	owner := p.as(forms.Owner, "Rowan", "UK").user
	annoy := func() {
		for range 6 {
			p.visitor().post("/en/password", "/en/password", url.Values{"email": {owner.Email}}).want(t, 303)
			p.visitor().post("/en/register", "/en/register", registration("email", owner.Email)).want(t, 303)
		}
	}
	links := func() (list []string) {
		for _, m := range p.mails(owner.Email) {
			if m.Kind == "reset" {
				list = append(list, linkLine.FindStringSubmatch(m.Plain)[1])
			}
		}
		return list
	}
	annoy()
	p.visitor().post("/en/password", "/en/password", url.Values{"email": {owner.Email}}).want(t, 303)
	annoy()
	if got := links(); len(got) != 1 {
		t.Fatalf("%d links", len(got))
	}
	p.visitor().get(links()[0]).want(t, http.StatusOK)
	p.clock.Advance(10 * time.Minute)
	annoy()
	if got := links(); len(got) != 2 {
		t.Fatalf("%d links after ten minutes", len(got))
	}
	p.visitor().get(links()[1]).want(t, http.StatusOK)
}

// TestEveryPageThatRefusesHasteSaysSo goes on until each form that others can
// be annoyed with answers 429.
func TestEveryPageThatRefusesHasteSaysSo(t *testing.T) {
	p, log := logged(t, func(c *handlers.Config) { c.Limits.Registration, c.Limits.SignInAccount = 1, 1 })
	owner := p.as(forms.Owner, "Rowan", "UK")
	for _, c := range []struct {
		who  *person
		page string
		form url.Values
	}{
		{p.visitor(), "/register", registration()},
		{p.visitor(), "/password", url.Values{"email": {"nobody@rowan.example"}}},
		{p.visitor(), "/sign-in", url.Values{"email": {"nobody@rowan.example"}, "password": {"not that one"}}},
		{owner, "/company/people", newColleague()},
	} {
		c.who.post("/en"+c.page, "/en"+c.page, c.form)
		before := strings.Count(log.String(), `"why":"many"`)
		r := c.who.post("/en"+c.page, "/en"+c.page, c.form).want(t, http.StatusTooManyRequests)
		if r.header.Get("Retry-After") == "" || strings.Count(log.String(), `"why":"many"`) != before+1 {
			t.Errorf("%s: Retry-After %q, and the log says %s", c.page, r.header.Get("Retry-After"), log)
		}
	}
}

// TestAPanicIsFoundByItsReference panics behind a form.
func TestAPanicIsFoundByItsReference(t *testing.T) {
	p, log := logged(t, func(c *handlers.Config) { c.Wake = func() { panic("words that somebody typed") } })
	page := p.visitor().post("/en/password", "/en/password", url.Values{"email": {"nobody@rowan.example"}}).want(t, http.StatusInternalServerError)
	for line := range strings.Lines(log.String()) {
		_, after, _ := strings.Cut(line, `"reference":"`)
		reference, _, _ := strings.Cut(after, `"`)
		if reference == "" || !strings.Contains(page.body, reference) {
			t.Errorf("the page does not name %q", reference)
		}
	}
	if !strings.Contains(log.String(), `"stack"`) || strings.Contains(log.String(), "somebody typed") {
		t.Errorf("the log says %s", log)
	}
}

// TestTheTrailTellsAClosedAccountFromAWrongPassword signs in as somebody who may
// not, and as somebody who may with a wrong password.
func TestTheTrailTellsAClosedAccountFromAWrongPassword(t *testing.T) {
	p := newPortal(t)
	admin, open, closed := p.as(forms.Administrator, "", "all").user, p.as(forms.Lead, "", "UK").user, p.as(forms.Reviewer, "", "UK").user
	if err := p.db.ChangePerson(t.Context(), admin.Actor(), closed.ID, forms.Reviewer, "UK", true); err != nil {
		t.Fatal(err)
	}
	p.tries(closed.Email, password).want(t, http.StatusUnprocessableEntity)
	p.tries(open.Email, "not that one").want(t, http.StatusUnprocessableEntity)
	rows, err := p.db.Trail(t.Context(), trail)
	if err != nil {
		t.Fatal(err)
	}
	if rows[1].Detail != "disabled" || rows[1].Object != closed.ID || rows[0].Detail != "" || rows[0].Object != open.ID {
		t.Errorf("the trail says %+v", rows)
	}
}

// TestANewPasswordIsNotOnesOwnName chooses name and company behind a reset link.
func TestANewPasswordIsNotOnesOwnName(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Marigold Telephones", "UK").user
	w := p.visitor()
	w.post("/en/password", "/en/password", url.Values{"email": {owner.Email}}).want(t, 303)
	link := p.lastLink(owner.Email, "reset")
	for _, own := range []string{"marigoldtelephones", "Fictional1234"} {
		w.post(link, link, url.Values{"password": {own}}).want(t, http.StatusUnprocessableEntity, "easy to guess")
	}
}
