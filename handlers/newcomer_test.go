package handlers_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"testing"
	"time"

	"eleven/db"
	"eleven/forms"
)

// offer keeps a one-time link and gives its address.
func (p *portal) offer(l db.Link) string {
	p.t.Helper()
	token := db.NewID()
	sum := sha256.Sum256([]byte(token))
	l.TokenHash, l.Language, l.ExpiresAt = hex.EncodeToString(sum[:]), "en", p.clock.Now().Add(24*time.Hour).Unix()
	if err := p.db.NewLink(p.t.Context(), db.System, l, nil); err != nil {
		p.t.Fatal(err)
	}
	return "/en/" + l.Kind + "/" + token
}

func newcomer(changes ...string) url.Values {
	form := url.Values{"name": {"Robin Example"}, "email": {"robin@office.example"}, "password": {chosen}, "zone": {"UTC"}}
	for i := 0; i+1 < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

func TestTheSetUpLinkMakesTheFirstAdministratorOnce(t *testing.T) {
	p := newPortal(t)
	w := p.visitor()
	link := p.offer(db.Link{Kind: db.LinkSetup, Role: forms.Administrator, Country: "all"})
	w.get(link).want(t, http.StatusOK, "Set up the portal")
	if got := w.post(link, link, newcomer()).want(t, http.StatusSeeOther).location; got != "/en/sign-in?said=ready" {
		t.Errorf("went to %s", got)
	}
	if got := w.signIn("robin@office.example", chosen).want(t, http.StatusSeeOther).location; got != "/en/programme/people" {
		t.Errorf("signed in to %s", got)
	}
	p.visitor().get(link).want(t, http.StatusNotFound, "each time it starts")
	p.visitor().post("/en/password", link, newcomer()).want(t, http.StatusNotFound)
}

func TestTheSetUpPageSaysWhatIsWrong(t *testing.T) {
	p := newPortal(t)
	taken := p.as(forms.Owner, "Rowan", "UK").user
	link := p.offer(db.Link{Kind: db.LinkSetup, Role: forms.Administrator, Country: "all"})
	for _, c := range []struct {
		what   string
		form   url.Values
		status int
		see    string
	}{
		{"nothing", url.Values{}, http.StatusUnprocessableEntity, "Choose a password."},
		{"a link in the name", newcomer("name", "https://office.example/a"), http.StatusUnprocessableEntity, `class="stop"`},
		{"the site's own words", newcomer("password", "eleven eleven"), http.StatusUnprocessableEntity, "easy to guess"},
		{"an address with an account", newcomer("email", taken.Email), http.StatusConflict, "already has an account"},
		{"the other language", newcomer("switch", "fr"), http.StatusOK, "robin@office.example"},
	} {
		t.Run(c.what, func(t *testing.T) {
			p.visitor().post(link, link, c.form).want(t, c.status, c.see, "!"+chosen)
		})
	}
	p.visitor().get(link).want(t, http.StatusOK)
}

func TestAnInvitationMakesTheAccountItOffers(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Rowan", "UK").user
	for _, c := range []struct {
		what string
		link db.Link
		see  []string
		zone string
	}{
		{"to a government", db.Link{Email: "sam@office.example", Role: forms.Reviewer, Country: "AU"}, []string{"Australia", "Reviewer"}, "Australia/Sydney"},
		{"to the secretariat", db.Link{Email: "alex@office.example", Role: forms.Auditor, Country: "all"}, []string{"Programme secretariat", "Auditor"}, "America/Toronto"},
		{"to a company", db.Link{Email: "kim@rowan.example", Role: forms.Editor, Country: "UK", Company: owner.Company}, []string{"Rowan", "Editor"}, "Europe/London"},
	} {
		t.Run(c.what, func(t *testing.T) {
			c.link.Kind = db.LinkInvitation
			link := p.offer(c.link)
			w := p.visitor()
			page := w.get(link).want(t, http.StatusOK, append(c.see, c.link.Email)...)
			if got := page.doc(t).Find(`select[name="zone"] option[selected]`).AttrOr("value", ""); got != c.zone {
				t.Errorf("proposes %s", got)
			}
			if got := w.post(link, link, newcomer("email", "another@office.example")).want(t, http.StatusSeeOther).location; got != "/en/sign-in?said=ready" {
				t.Errorf("went to %s", got)
			}
			user, err := p.db.UserByEmail(t.Context(), c.link.Email)
			if err != nil || user.Role != c.link.Role || user.Country != c.link.Country || user.Company != c.link.Company {
				t.Errorf("the account is %+v, %v", user, err)
			}
			w.signIn(c.link.Email, chosen).want(t, http.StatusSeeOther)
			p.visitor().get(link).want(t, http.StatusNotFound, "ask the person who invited you")
		})
	}
}

func TestAnInvitationPageSaysWhatIsWrong(t *testing.T) {
	p := newPortal(t)
	link := p.offer(db.Link{Kind: db.LinkInvitation, Email: "sam@office.example", Role: forms.Reviewer, Country: "AU"})
	for _, c := range []struct {
		what   string
		form   url.Values
		status int
		see    string
	}{
		{"a link in the name", newcomer("name", "Sam www.office.example"), http.StatusUnprocessableEntity, `value="Sam [removed]"`},
		{"the address as password", newcomer("password", "sam@office.example"), http.StatusUnprocessableEntity, "easy to guess"},
		{"a zone of no place", newcomer("zone", "../etc"), http.StatusUnprocessableEntity, "Choose a time zone"},
		{"the other language", newcomer("switch", "fr"), http.StatusOK, `value="Robin Example"`},
	} {
		t.Run(c.what, func(t *testing.T) {
			p.visitor().post(link, link, c.form).want(t, c.status, c.see, "!"+chosen)
		})
	}
	p.visitor().send(link, newcomer("token", "old")).want(t, http.StatusForbidden, `value="Robin Example"`)
	if _, err := p.db.AddUser(t.Context(), db.System, db.NewUser{Email: "sam@office.example", Name: "Sam", Role: forms.Lead, Country: "AU", Language: "en", Zone: "UTC"}); err != nil {
		t.Fatal(err)
	}
	p.visitor().post(link, link, newcomer()).want(t, http.StatusConflict, "already has an account")
}
