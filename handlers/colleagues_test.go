package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"eleven/forms"
	"eleven/handlers"
)

// newColleague is the form that invites somebody to a company.
func newColleague(changes ...string) url.Values {
	form := guest("role", "editor")
	form.Del("country")
	for i := 0; i+1 < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

func TestAnOwnerInvitesAColleague(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Clear Brook", "CA")
	owner.get("/en/company/people").want(t, http.StatusOK, owner.user.Email, "This is you", "No invitation is waiting.", "!Country")
	leads(t, owner.post("/en/company/people", "/en/company/people", newColleague("country", "UK", "company", "x")), "/en/company/people?said=invited")
	owner.get("/en/company/people?said=invited").want(t, http.StatusOK, "The invitation is on its way.", "sam@office.example")
	link := p.lastLink("sam@office.example", "invitation")
	w := p.visitor()
	w.get(link).want(t, http.StatusOK, "Clear Brook", "Rédaction")
	w.post(link, link, newcomer()).want(t, http.StatusSeeOther)
	user, err := p.db.UserByEmail(t.Context(), "sam@office.example")
	if err != nil || user.Role != forms.Editor || user.Company != owner.user.Company || user.Country != "CA" {
		t.Errorf("the account is %+v, %v", user, err)
	}
	owner.get("/en/company/people").want(t, http.StatusOK, "No invitation is waiting.", "Robin Example", "!Auditor")
	p.as(forms.Viewer, "Clear Brook", "CA").get("/fr/company/people").want(t, http.StatusOK, "sam@office.example", "!Inviter quelqu’un", "!Modifier")
}

func TestAWithdrawnInvitationIsADeadLink(t *testing.T) {
	p := newPortal(t)
	owner, rival, admin := p.as(forms.Owner, "Clear Brook", "CA"), p.as(forms.Owner, "Rowan", "UK"), p.as(forms.Administrator, "", "all")
	typo := url.Values{"email": {"sma@office.example"}}
	for who, base := range map[*person]string{owner: "/en/company/people", rival: "/en/company/people", admin: "/en/programme/people"} {
		form := newColleague("email", typo.Get("email"))
		if who == admin {
			form = guest("email", typo.Get("email"))
		}
		who.post(base, base, form).want(t, http.StatusSeeOther)
		link := p.lastLink(typo.Get("email"), "invitation")
		who.get(base).want(t, http.StatusOK, base+"/withdraw", "Withdraw<span")
		who.post(base, base+"/withdraw", plus(url.Values{"token": {"old"}}, "email", typo.Get("email"))).want(t, http.StatusForbidden)
		p.visitor().get(link).want(t, http.StatusOK)
		leads(t, who.post(base, base+"/withdraw", typo), base+"?said=invitation-withdrawn")
		who.get(base+"?said=invitation-withdrawn").want(t, http.StatusOK, "no longer works", "No invitation is waiting.")
		p.visitor().get(link).want(t, http.StatusNotFound, "plus")
		leads(t, who.post(base, base+"/withdraw", typo), base)
	}
	owner.post("/en/company/people", "/en/company/people", newColleague("email", typo.Get("email"))).want(t, http.StatusSeeOther)
	link := p.lastLink(typo.Get("email"), "invitation")
	leads(t, rival.post("/en/company/people", "/en/company/people/withdraw", typo), "/en/company/people")
	p.visitor().get(link).want(t, http.StatusOK)
	p.as(forms.Editor, "Clear Brook", "CA").get("/en/company/people").want(t, http.StatusOK, typo.Get("email"), "!Withdraw")
}

// TestAnInvitationTellsACompanyNothingOfAnAddress invites an address of a rival,
// one of a government, one that a rival invited, and one that nobody knows.
func TestAnInvitationTellsACompanyNothingOfAnAddress(t *testing.T) {
	p := newPortal(t)
	owner, rival := p.as(forms.Owner, "Clear Brook", "CA"), p.as(forms.Owner, "Rowan", "UK")
	official := p.as(forms.Reviewer, "", "UK")
	rival.post("/en/company/people", "/en/company/people", newColleague("email", "invited@rowan.example")).want(t, http.StatusSeeOther)
	for _, email := range []string{rival.user.Email, official.user.Email, "invited@rowan.example", "nobody@example.com"} {
		r := owner.post("/en/company/people", "/en/company/people", newColleague("email", email))
		leads(t, r, "/en/company/people?said=invited")
		if r.body != "" {
			t.Errorf("%s got the answer %q", email, r.body)
		}
		owner.get("/en/company/people").want(t, http.StatusOK, ">"+email+"<", "!Rowan")
		if got := p.mails(email); len(got) == 0 || got[len(got)-1].Kind != "invitation" {
			t.Errorf("%s got %+v", email, got)
		}
	}
	rival.get("/en/company/people").want(t, http.StatusOK, "invited@rowan.example", "!Clear Brook")
	link := p.lastLink(rival.user.Email, "invitation")
	p.visitor().post(link, link, newcomer()).want(t, http.StatusConflict, "Cette adresse", "!Rowan")
	owner.get("/en/company/people").want(t, http.StatusOK, rival.user.Email)
}

func TestACompanysInvitationSaysWhatIsWrong(t *testing.T) {
	p := newPortal(t)
	owner, viewer := p.as(forms.Owner, "Clear Brook", "CA"), p.as(forms.Viewer, "Clear Brook", "CA")
	for _, c := range []struct {
		what   string
		form   url.Values
		status int
		see    string
	}{
		{"nothing", url.Values{}, http.StatusUnprocessableEntity, "Write an e-mail address."},
		{"a government's role", newColleague("role", "lead"), http.StatusUnprocessableEntity, "Choose a role."},
		{"another language", newColleague("language", "de"), http.StatusUnprocessableEntity, "Choose a language."},
		{"a colleague", newColleague("email", strings.ToUpper(viewer.user.Email)), http.StatusUnprocessableEntity, "already has an account"},
		{"a link", newColleague("email", "https://office.example/a"), http.StatusUnprocessableEntity, `class="stop"`},
		{"an old form", newColleague("token", "old"), http.StatusForbidden, `value="sam@office.example"`},
		{"the other language", newColleague("switch", "fr"), http.StatusOK, `value="sam@office.example"`},
	} {
		t.Run(c.what, func(t *testing.T) {
			owner.post("/en/company/people", "/en/company/people", c.form).want(t, c.status, c.see)
		})
	}
	if got, err := p.db.DueMail(t.Context(), 10); err != nil || len(got) != 0 {
		t.Errorf("%d mails, %v", len(got), err)
	}
}

func TestAnOwnerCannotSendInvitationsWithoutEnd(t *testing.T) {
	p := newPortal(t, func(c *handlers.Config) { c.Limits.Registration = 1 })
	owner := p.as(forms.Owner, "Clear Brook", "CA")
	owner.post("/en/company/people", "/en/company/people", newColleague()).want(t, http.StatusSeeOther)
	r := owner.post("/en/company/people", "/en/company/people", newColleague("email", "next@office.example"))
	r.want(t, http.StatusTooManyRequests, "many invitations", `value="next@office.example"`)
	if r.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	other := p.as(forms.Owner, "Rowan", "UK")
	other.post("/en/company/people", "/en/company/people", newColleague()).want(t, http.StatusSeeOther)
}

func TestAnOwnerChangesAColleagueWhoIsSignedOutAtOnce(t *testing.T) {
	p := newPortal(t)
	owner, editor := p.as(forms.Owner, "Clear Brook", "CA"), p.as(forms.Editor, "Clear Brook", "CA")
	page := "/en/company/people/" + editor.user.ID
	owner.get("/en/company/people").want(t, http.StatusOK, `href="`+page+`"`)
	owner.get(page).want(t, http.StatusOK, editor.user.Email, "Change Fictional editor", `<option value="editor" selected>`, "!reviewer", "!country")

	leads(t, owner.post(page, page, url.Values{"role": {"editor"}, "disabled": {"no"}}), "/en/company/people?said=person-changed")
	editor.get("/en/account").want(t, http.StatusOK)
	owner.post(page, page, url.Values{"role": {"lead"}, "disabled": {"no"}}).want(t, http.StatusUnprocessableEntity, "Choose a role.")
	owner.post(page, page, url.Values{"role": {"viewer"}, "disabled": {"yes"}, "switch": {"fr"}}).want(t, http.StatusOK, `<option value="viewer" selected>`)
	editor.get("/en/account").want(t, http.StatusOK)

	owner.post(page, page, url.Values{"role": {"viewer"}, "country": {"UK"}, "disabled": {"no"}}).want(t, http.StatusSeeOther)
	editor.get("/en/account").want(t, http.StatusSeeOther)
	editor.signIn(editor.user.Email, password).want(t, http.StatusSeeOther)
	editor.get("/en/account").want(t, http.StatusOK, "Viewer")
	editor.get(page).want(t, http.StatusNotFound)
	owner.post(page, page, url.Values{"role": {"viewer"}, "disabled": {"yes"}}).want(t, http.StatusSeeOther)
	editor.signIn(editor.user.Email, password).want(t, http.StatusUnprocessableEntity)
	owner.get("/en/company/people").want(t, http.StatusOK, "May not sign in")
}

func TestAnOwnerFindsNobodyButColleagues(t *testing.T) {
	p := newPortal(t)
	owner, rival := p.as(forms.Owner, "Clear Brook", "CA"), p.as(forms.Owner, "Rowan", "UK")
	admin := p.as(forms.Administrator, "", "all")
	form := url.Values{"role": {"viewer"}, "country": {"CA"}, "disabled": {"yes"}}
	for _, id := range []string{owner.user.ID, rival.user.ID, admin.user.ID, "unknown"} {
		owner.get("/en/company/people/"+id).want(t, http.StatusNotFound, "!Rowan")
		owner.post("/en/company/people", "/en/company/people/"+id, form).want(t, http.StatusNotFound)
	}
	for _, w := range []*person{owner, rival, admin} {
		w.get("/en/account").want(t, http.StatusOK)
	}
	owner.get("/en/company/people").want(t, http.StatusOK, "!Rowan", "!"+rival.user.Email, "!"+admin.user.Email)
}

func TestTheCompanysPageAndItsName(t *testing.T) {
	p := submitted(t, forms.Full)
	p.get("owner", "/en/company").want(t, http.StatusOK, "Érable", "Canada", `href="/en/company/people"`, "keeps the old name", "!Rowan")
	p.get("editor", "/fr/company").want(t, http.StatusOK, "Érable", "!Enregistrer le nom", `<a class="govuk-link lang-switch"`)
	for _, c := range []struct {
		what   string
		form   url.Values
		status int
		see    string
	}{
		{"nothing", url.Values{"company": {" "}}, http.StatusUnprocessableEntity, "Write the name of your company."},
		{"too long", url.Values{"company": {strings.Repeat("x", 201)}}, http.StatusUnprocessableEntity, `href="#company"`},
		{"a link", url.Values{"company": {"https://erable.example/a"}}, http.StatusUnprocessableEntity, `class="stop"`},
		{"an old form", url.Values{"company": {"Bouleau"}, "token": {"old"}}, http.StatusForbidden, `value="Bouleau"`},
		{"the other language", url.Values{"company": {"Bouleau"}, "switch": {"fr"}}, http.StatusOK, `value="Bouleau"`},
	} {
		t.Run(c.what, func(t *testing.T) { p.post("owner", "/en/company", c.form).want(t, c.status, c.see) })
	}
	p.post("editor", "/en/company", url.Values{"company": {"Bouleau"}}).want(t, http.StatusNotFound)
	leads(t, p.post("owner", "/en/company", url.Values{"company": {"Bouleau"}}), "/en/company?said=saved")
	p.get("owner", "/en/company").want(t, http.StatusOK, "<dd>Bouleau</dd>", "!<dd>Érable</dd>")
	p.get("lead", "/en/reviews").want(t, http.StatusOK, "Érable", "!Bouleau")
	p.get("rival", "/en/company").want(t, http.StatusOK, "Rowan", "!Bouleau", "!Érable")
}
