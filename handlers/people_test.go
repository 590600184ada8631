package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"eleven/db"
	"eleven/forms"
)

func guest(changes ...string) url.Values {
	form := url.Values{"email": {"sam@office.example"}, "role": {"reviewer"}, "country": {"AU"}, "language": {"fr"}}
	for i := 0; i+1 < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

func TestAnAdministratorInvitesSomebodyInTheirLanguage(t *testing.T) {
	p := newPortal(t)
	admin := p.as(forms.Administrator, "", "all")
	admin.get("/en/programme/people").want(t, http.StatusOK, admin.user.Email, "This is you", "No invitation is waiting.")
	if got := admin.post("/en/programme/people", "/en/programme/people", guest()).want(t, http.StatusSeeOther).location; got != "/en/programme/people?said=invited" {
		t.Errorf("went to %s", got)
	}
	admin.get("/en/programme/people?said=invited").want(t, http.StatusOK, "The invitation is on its way.", "sam@office.example", "5\u00a0March\u00a02026")
	first := p.lastLink("sam@office.example", "invitation")
	if subject := p.mails("sam@office.example")[0].Subject; !strings.Contains(subject, "vous invite") || !strings.HasPrefix(first, "/fr/invitation/") {
		t.Errorf("%q leads to %s", subject, first)
	}
	w := p.visitor()
	w.get(first).want(t, http.StatusOK, "Australie")
	admin.post("/en/programme/people", "/en/programme/people", guest("role", "lead", "country", "all")).want(t, http.StatusSeeOther)
	second := p.lastLink("sam@office.example", "invitation")
	w.get(first).want(t, http.StatusNotFound)
	w.post(second, second, newcomer()).want(t, http.StatusSeeOther)
	user, err := p.db.UserByEmail(t.Context(), "sam@office.example")
	if err != nil || user.Role != forms.Lead || user.Country != "all" || user.Company != "" {
		t.Errorf("the account is %+v, %v", user, err)
	}
	admin.get("/en/programme/people").want(t, http.StatusOK, "No invitation is waiting.", "Robin Example")
}

func TestAnInvitationLapsesAfterThreeDays(t *testing.T) {
	p := newPortal(t)
	admin := p.as(forms.Administrator, "", "all")
	admin.post("/en/programme/people", "/en/programme/people", guest()).want(t, http.StatusSeeOther)
	link := p.lastLink("sam@office.example", "invitation")
	p.clock.Advance(72*time.Hour - time.Second)
	p.visitor().get(link).want(t, http.StatusOK)
	p.clock.Advance(time.Second)
	p.visitor().get(link).want(t, http.StatusNotFound)
}

func TestAnInvitationSaysWhatIsWrong(t *testing.T) {
	p := newPortal(t)
	admin, owner := p.as(forms.Administrator, "", "all"), p.as(forms.Owner, "Rowan", "UK").user
	for _, c := range []struct {
		what   string
		form   url.Values
		status int
		see    string
	}{
		{"nothing", url.Values{}, http.StatusUnprocessableEntity, "Choose a role."},
		{"a company's role", guest("role", "owner"), http.StatusUnprocessableEntity, "Choose a role."},
		{"another country", guest("country", "FR"), http.StatusUnprocessableEntity, "Choose a country, or the programme secretariat."},
		{"another language", guest("language", "de"), http.StatusUnprocessableEntity, "Choose a language."},
		{"an address of a company", guest("email", owner.Email), http.StatusUnprocessableEntity, "already has an account"},
		{"a link", guest("email", "https://office.example/a"), http.StatusUnprocessableEntity, `class="stop"`},
		{"an old form", guest("token", "old"), http.StatusForbidden, `value="sam@office.example"`},
		{"the other language", guest("switch", "fr"), http.StatusOK, `value="sam@office.example"`},
	} {
		t.Run(c.what, func(t *testing.T) {
			admin.post("/en/programme/people", "/en/programme/people", c.form).want(t, c.status, c.see, "!Rowan")
		})
	}
	if got, err := p.db.DueMail(t.Context(), 10); err != nil || len(got) != 0 {
		t.Errorf("%d mails, %v", len(got), err)
	}
}

func TestAnAdministratorChangesSomebodyWhoIsSignedOutAtOnce(t *testing.T) {
	p := newPortal(t)
	admin, reviewer := p.as(forms.Administrator, "", "all"), p.as(forms.Reviewer, "", "UK")
	page := "/en/programme/people/" + reviewer.user.ID
	admin.get("/en/programme/people").want(t, http.StatusOK, `href="`+page+`"`)
	admin.get(page).want(t, http.StatusOK, reviewer.user.Email, "Change Fictional reviewer")

	same := url.Values{"role": {"reviewer"}, "country": {"UK"}, "disabled": {"no"}}
	admin.post(page, page, same).want(t, http.StatusSeeOther)
	reviewer.get("/en/account").want(t, http.StatusOK)

	admin.post(page, page, url.Values{"end": {"yes"}, "token": {"old"}}).want(t, http.StatusForbidden)
	reviewer.get("/en/account").want(t, http.StatusOK)
	if got := admin.post(page, page, url.Values{"end": {"yes"}}).want(t, http.StatusSeeOther).location; got != "/en/programme/people?said=person-signed-out" {
		t.Errorf("went to %s", got)
	}
	reviewer.get("/en/account").want(t, http.StatusSeeOther)
	reviewer.signIn(reviewer.user.Email, password).want(t, http.StatusSeeOther)

	admin.post(page, page, url.Values{"role": {"lead"}, "country": {"NZ"}, "disabled": {"no"}}).want(t, http.StatusSeeOther)
	reviewer.get("/en/account").want(t, http.StatusSeeOther)
	reviewer.signIn(reviewer.user.Email, password).want(t, http.StatusSeeOther)
	reviewer.get("/en/account").want(t, http.StatusOK, "Lead reviewer", "New Zealand")

	admin.post(page, page, url.Values{"role": {"lead"}, "country": {"NZ"}, "disabled": {"yes"}}).want(t, http.StatusSeeOther)
	reviewer.get("/en/account").want(t, http.StatusSeeOther)
	reviewer.signIn(reviewer.user.Email, password).want(t, http.StatusUnprocessableEntity)
	admin.get("/en/programme/people").want(t, http.StatusOK, "May not sign in")
}

func TestNobodyChangesThemselvesOrAPersonOfACompanyHere(t *testing.T) {
	p := newPortal(t)
	admin, owner := p.as(forms.Administrator, "", "all"), p.as(forms.Owner, "Rowan", "UK")
	form := url.Values{"role": {"lead"}, "country": {"NZ"}, "disabled": {"yes"}}
	for _, id := range []string{admin.user.ID, owner.user.ID, "unknown"} {
		admin.get("/en/programme/people/"+id).want(t, http.StatusNotFound, "!Rowan")
		admin.post("/en/programme/people", "/en/programme/people/"+id, form).want(t, http.StatusNotFound)
	}
	admin.get("/en/programme/people").want(t, http.StatusOK, "!"+owner.user.Email, "!Rowan")
	owner.get("/en/account").want(t, http.StatusOK)
}

func TestAChangeOfAPersonSaysWhatIsWrong(t *testing.T) {
	p := newPortal(t)
	admin, reviewer := p.as(forms.Administrator, "", "all"), p.as(forms.Reviewer, "", "UK")
	page := "/en/programme/people/" + reviewer.user.ID
	for _, c := range []struct {
		what   string
		form   url.Values
		status int
		see    string
	}{
		{"nothing", url.Values{}, http.StatusUnprocessableEntity, `<a href="#disabled">Say whether`},
		{"a company's role", url.Values{"role": {"owner"}, "country": {"UK"}, "disabled": {"no"}}, http.StatusUnprocessableEntity, "Choose a role."},
		{"no country", url.Values{"role": {"lead"}, "country": {"other"}, "disabled": {"no"}}, http.StatusUnprocessableEntity, `href="#country"`},
		{"an old form", url.Values{"role": {"lead"}, "country": {"UK"}, "disabled": {"no"}, "token": {"old"}}, http.StatusForbidden, `<option value="lead" selected>`},
		{"the other language", url.Values{"role": {"lead"}, "country": {"UK"}, "disabled": {"yes"}, "switch": {"fr"}}, http.StatusOK, `<option value="lead" selected>`},
	} {
		t.Run(c.what, func(t *testing.T) {
			admin.post(page, page, c.form).want(t, c.status, c.see)
		})
	}
	reviewer.get("/en/account").want(t, http.StatusOK, ">Reviewer<")
}

func TestThePeoplePageByKey(t *testing.T) {
	p := newPortal(t)
	admin := p.as(forms.Administrator, "", "all")
	for i := range 60 {
		n := db.NewUser{Email: fmt.Sprintf("p%02d@office.example", i), Name: "Somebody", Role: forms.Reviewer, Country: "US", Language: "en", Zone: "UTC"}
		if _, err := p.db.AddUser(t.Context(), db.System, n); err != nil {
			t.Fatal(err)
		}
	}
	first := admin.get("/en/programme/people").want(t, http.StatusOK, admin.user.Email, "p48@office.example", "!p49@office.example", "!Back to the first")
	next := first.doc(t).Find(`a[rel="next"]`).AttrOr("href", "")
	second := admin.get(next).want(t, http.StatusOK, "p49@office.example", "p59@office.example", "!p48@office.example", "Back to the first people", "!Next people")
	if got := second.doc(t).Find("main table tbody tr").Length(); got != 11 {
		t.Errorf("%d people on the second page", got)
	}
	if strings.Contains(next, "example") {
		t.Errorf("the address %s names somebody", next)
	}
	admin.get("/en/programme/people?after=zzz").want(t, http.StatusOK, admin.user.Email, "Back to the first people")
}
