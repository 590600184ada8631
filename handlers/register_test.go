package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"eleven/db"
	"eleven/forms"
	"eleven/handlers"
)

// chosen is the password that newcomers choose in these tests.
const chosen = "three green kettles sing"

// mails gives what waits in the outbox for an address, oldest first.
func (p *portal) mails(to string) []db.Mail {
	p.t.Helper()
	all, err := p.db.DueMail(context.Background(), 1000)
	if err != nil {
		p.t.Fatal(err)
	}
	var out []db.Mail
	for _, m := range all {
		if m.To == to {
			out = append(out, m)
		}
	}
	return out
}

var linkLine = regexp.MustCompile(`(?m)^http://127\.0\.0\.1:8080(/\S+)$`)

// lastLink gives the address in the last message to somebody, which must be of the kind.
func (p *portal) lastLink(to, kind string) string {
	p.t.Helper()
	list := p.mails(to)
	if len(list) == 0 {
		p.t.Fatalf("no mail for %s", to)
	}
	last := list[len(list)-1]
	found := linkLine.FindStringSubmatch(last.Plain)
	if last.Kind != kind || found == nil {
		p.t.Fatalf("the last mail is %q with %v, want %q", last.Kind, found, kind)
	}
	return found[1]
}

func registration(changes ...string) url.Values {
	form := url.Values{
		"company": {"Lantern Chat"}, "country": {"NZ"}, "name": {"Aroha Example"}, "email": {"aroha@lantern.example"},
		"password": {chosen}, "zone": {"Pacific/Auckland"},
	}
	for i := 0; i+1 < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

// register registers a company in this browser and gives the link of its mail.
func (w *person) register(changes ...string) string {
	w.t.Helper()
	form := registration(changes...)
	w.post("/en/register", "/en/register", form).want(w.t, http.StatusSeeOther)
	return w.lastLink(form.Get("email"), "confirm")
}

func TestACompanyRegistersConfirmsAndSignsIn(t *testing.T) {
	p := newPortal(t)
	w := p.visitor()
	reply := w.post("/fr/register", "/fr/register", registration()).want(t, http.StatusSeeOther)
	if reply.location != "/fr/register/sent" {
		t.Errorf("went to %s", reply.location)
	}
	w.get("/fr/register/sent").want(t, http.StatusOK, "Consultez vos courriels", "aroha@lantern.example", `href="/fr/register"`)
	p.visitor().get("/fr/register/sent").want(t, http.StatusOK, "Consultez vos courriels", "!aroha@lantern.example")

	link := p.lastLink("aroha@lantern.example", "confirm")
	w.get(link).want(t, http.StatusOK, "Lantern Chat", "Aroha Example", "aroha@lantern.example", "Nouvelle-Zélande", "Auckland", `!type="password"`)
	w.get(link).want(t, http.StatusOK)
	reply = w.post(link, link, nil).want(t, http.StatusSeeOther)
	if reply.location != "/fr/sign-in?said=confirmed" {
		t.Errorf("went to %s", reply.location)
	}
	w.get("/fr/account").want(t, http.StatusSeeOther)
	if got := w.signIn("Aroha@Lantern.example", chosen).want(t, http.StatusSeeOther).location; got != "/en/assessments" {
		t.Errorf("signed in to %s", got)
	}
	user, err := p.db.UserByEmail(t.Context(), "aroha@lantern.example")
	if err != nil {
		t.Fatal(err)
	}
	if user.Role != forms.Owner || user.CompanyName != "Lantern Chat" || user.Country != "NZ" || user.Language != "fr" || user.Zone != "Pacific/Auckland" {
		t.Errorf("the account is %+v", user)
	}
}

func TestARegistrationLooksTheSameForAnAddressThatHasAnAccount(t *testing.T) {
	p := newPortal(t)
	known := p.as(forms.Owner, "Rowan", "UK").user
	replies := map[string]reply{}
	for _, email := range []string{known.Email, "nobody@rowan.example"} {
		replies[email] = p.visitor().post("/en/register", "/en/register", registration("email", email)).want(t, http.StatusSeeOther)
	}
	same(t, replies[known.Email], replies["nobody@rowan.example"])
	who := p.visitor()
	who.post("/en/register", "/en/register", registration("email", known.Email)).want(t, http.StatusSeeOther)
	who.get("/en/register/sent").want(t, http.StatusOK, "We wrote to", known.Email)
	p.clock.Advance(31 * time.Minute)
	who.get("/en/register/sent").want(t, http.StatusOK, "!"+known.Email)
	p.lastLink(known.Email, "registered-already")
	p.lastLink("nobody@rowan.example", "confirm")
	if got := len(p.mails(known.Email)); got != 2 {
		t.Errorf("%d mails to the known address", got)
	}
}

// same expects two replies that nobody can tell apart.
func same(t *testing.T, a, b reply) {
	t.Helper()
	a.header.Del("Date")
	b.header.Del("Date")
	if a.status != b.status || a.body != b.body {
		t.Errorf("status %d and %d, text %q and %q", a.status, b.status, a.body, b.body)
	}
	for name := range a.header {
		if a.header.Get(name) != b.header.Get(name) {
			t.Errorf("%s: %q and %q", name, a.header.Get(name), b.header.Get(name))
		}
	}
	if len(a.header) != len(b.header) {
		t.Errorf("%d and %d headers", len(a.header), len(b.header))
	}
}

func TestARegistrationSaysWhatIsWrongAndKeepsWhatWasTyped(t *testing.T) {
	p := newPortal(t)
	for _, c := range []struct {
		what, field, value, see string
	}{
		{"no company", "company", "  ", `<a href="#company">Write the name of your company.</a>`},
		{"a long company", "company", strings.Repeat("a", 201), "Write at most 200 characters"},
		{"no country", "country", "", `<a href="#country">Choose a country.</a>`},
		{"another country", "country", "all", "Choose a country."},
		{"no name", "name", "", `<a href="#name">Write your name.</a>`},
		{"no address", "email", "", `<a href="#email">Write an e-mail address.</a>`},
		{"an address without a domain", "email", "aroha", "Write an e-mail address"},
		{"an address without a suffix", "email", "aroha@lantern", "Write an e-mail address"},
		{"an address with a name", "email", "Aroha <aroha@lantern.example>", "Write an e-mail address"},
		{"two addresses", "email", "a@lantern.example, b@lantern.example", "Write an e-mail address"},
		{"a short password", "password", "éleven char", "at least 12 characters; this password has 11"},
		{"a long password", "password", strings.Repeat("abcd", 64) + "e", "at most 256 characters; this password has 257"},
		{"a common password", "password", "PasswordPassword", "easy to guess"},
		{"a password of own names", "password", "Lantern-2026-Chat", "easy to guess"},
		{"no zone", "zone", "Mars/Olympus", "Choose a time zone"},
		{"the machine's zone", "zone", "Local", "Choose a time zone"},
	} {
		t.Run(c.what, func(t *testing.T) {
			form := registration(c.field, c.value)
			reply := p.visitor().post("/en/register", "/en/register", form).want(t, http.StatusUnprocessableEntity, c.see, "!"+chosen)
			keeps(t, reply, form)
		})
	}
	if got := p.mails("aroha@lantern.example"); len(got) != 0 {
		t.Errorf("%d mails", len(got))
	}
}

// keeps expects every text that was posted to stand in the form again.
func keeps(t *testing.T, r reply, form url.Values) {
	t.Helper()
	doc := r.doc(t)
	for name := range form {
		if input := doc.Find(`main input[name="` + name + `"]`); input.Length() > 0 && input.AttrOr("type", "") != "password" {
			if got := input.AttrOr("value", ""); got != strings.TrimSpace(form.Get(name)) {
				t.Errorf("%s holds %q, typed was %q", name, got, form.Get(name))
			}
		}
	}
}

func TestTheGuardStopsARegistrationAndStoresNothing(t *testing.T) {
	p := newPortal(t)
	for _, c := range []struct{ field, typed, back string }{
		{"company", "Lantern https://lantern.example/a", "Lantern [removed]"},
		{"name", "Aroha www.lantern.example", "Aroha [removed]"},
		{"email", "0123456789abcdef0123456789abcdef@lantern.example", "[removed]@lantern.example"},
	} {
		t.Run(c.field, func(t *testing.T) {
			form := registration(c.field, c.typed)
			reply := p.visitor().post("/en/register", "/en/register", form)
			reply.want(t, http.StatusUnprocessableEntity, `class="stop"`, "000", "911", "111", "999", "!"+c.typed)
			form.Set(c.field, c.back)
			keeps(t, reply, form)
		})
	}
	rows, err := p.db.Trail(t.Context(), trail)
	if err != nil {
		t.Fatal(err)
	}
	for i, field := range []string{"email", "name", "company"} {
		if rows[i].Action != "guard.stopped" || rows[i].Detail != field {
			t.Errorf("the trail says %+v", rows[i])
		}
	}
	if got, err := p.db.DueMail(t.Context(), 10); err != nil || len(got) != 0 {
		t.Errorf("%d mails, %v", len(got), err)
	}
}

func TestTheThirtyFirstRegistrationFromOneAddressHasToWait(t *testing.T) {
	p := newPortal(t, func(c *handlers.Config) { c.Limits.Registration = 2 })
	w := p.visitor()
	for _, email := range []string{"a@lantern.example", "b@lantern.example"} {
		w.register("email", email)
	}
	form := registration("email", "c@lantern.example")
	reply := w.post("/en/register", "/en/register", form).want(t, http.StatusTooManyRequests, "Too many requests")
	keeps(t, reply, form)
	if reply.header.Get("Retry-After") != "3600" {
		t.Errorf("Retry-After: %q", reply.header.Get("Retry-After"))
	}
	if len(p.mails("c@lantern.example")) != 0 {
		t.Error("a mail went out")
	}
}

func TestAFormOfAnotherBrowserIsShownAgainWithWhatWasTyped(t *testing.T) {
	p := newPortal(t)
	form := registration("token", "somebody else's")
	reply := p.visitor().send("/en/register", form).want(t, http.StatusForbidden, "open too long")
	form.Del("token")
	keeps(t, reply, form)
	if len(p.mails("aroha@lantern.example")) != 0 {
		t.Error("a mail went out")
	}
}

func TestTheLanguageSwitchKeepsARegistration(t *testing.T) {
	p := newPortal(t)
	form := registration("switch", "fr", "company", "Lantern https://lantern.example/a", "carried", `{"p02-q01":2}`)
	reply := p.visitor().post("/en/register", "/fr/register", form)
	reply.want(t, http.StatusOK, "Inscrivez votre entreprise", "Nouvelle-Zélande", "!class=\"stop\"", "!"+chosen)
	keeps(t, reply, form)
	if got := reply.doc(t).Find(`select[name="country"] option[selected]`).AttrOr("value", ""); got != "NZ" {
		t.Errorf("the country is %q", got)
	}
	if len(p.mails("aroha@lantern.example")) != 0 {
		t.Error("a mail went out")
	}
}

func TestTheZoneProposedFollowsTheBrowserAndThenTheCountry(t *testing.T) {
	p := newPortal(t)
	for _, c := range []struct{ accept, proposed string }{
		{"", "America/Toronto"},
		{"fr-CA,fr;q=0.9", "America/Toronto"},
		{"en-GB,en;q=0.5", "Europe/London"},
		{"en-AU", "Australia/Sydney"},
		{"de-DE,de", "America/Toronto"},
	} {
		req, err := http.NewRequest(http.MethodGet, p.URL+"/en/register", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept-Language", c.accept)
		got := p.visitor().do(req).doc(t).Find(`select[name="zone"] option[selected]`).AttrOr("value", "")
		if got != c.proposed {
			t.Errorf("%q is proposed %s, want %s", c.accept, got, c.proposed)
		}
	}
	for _, c := range []struct{ country, proposed, posted, want string }{
		{"AU", "America/Toronto", "America/Toronto", "Australia/Sydney"},
		{"AU", "America/Toronto", "Australia/Perth", "Australia/Perth"},
		{"AU", "", "America/Toronto", "America/Toronto"},
		{"CA", "America/Toronto", "America/Toronto", "America/Toronto"},
		{"UK", "", "", "Europe/London"},
	} {
		email := "x" + db.NewID()[:8] + "@lantern.example"
		w := p.visitor()
		link := w.register("email", email, "country", c.country, "proposed", c.proposed, "zone", c.posted)
		w.post(link, link, nil).want(t, http.StatusSeeOther)
		if user, err := p.db.UserByEmail(t.Context(), email); err != nil || user.Zone != c.want {
			t.Errorf("%+v gives %s, %v", c, user.Zone, err)
		}
	}
}

func TestTheQuickCheckBringsOnlyWhatItCouldHaveSaid(t *testing.T) {
	p := newPortal(t)
	for _, c := range []struct{ what, sent, kept string }{
		{"levels", `{"p02-q01":3,"p01-q03":"unknown"}`, `{"p01-q03":"unknown","p02-q01":3}`},
		{"no such feature", `{"p02-q01":"na"}`, `{"p02-q01":"na"}`},
		{"an unanswered question", `{"p02-q01":null,"p03-q06":0}`, `{"p03-q06":0}`},
		{"nothing", ``, ``},
		{"an empty list", `{}`, ``},
		{"a question outside the quick check", `{"p02-q02":3}`, ``},
		{"a level that is none", `{"p02-q01":5}`, ``},
		{"a text", `{"p02-q01":"https://lantern.example/a"}`, ``},
		{"no JSON", `p02-q01=3`, ``},
		{"too much", `{"p02-q01":3` + strings.Repeat(" ", 2048) + `}`, ``},
	} {
		t.Run(c.what, func(t *testing.T) {
			reply := p.visitor().post("/en/register", "/en/register", url.Values{"carried": {c.sent}}).want(t, http.StatusOK, "!There is a problem")
			if got := reply.doc(t).Find(`input[name="carried"]`).AttrOr("value", ""); got != c.kept {
				t.Errorf("kept %q, want %q", got, c.kept)
			}
		})
	}
}
