package handlers_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"eleven/forms"
)

func TestOnlyTheirRolesFindTheAccountAndProgrammePages(t *testing.T) {
	p := newPortal(t)
	people := map[forms.Role]*person{}
	all := slices.Concat(forms.CompanyRoles, forms.GovernmentRoles)
	for _, role := range all {
		people[role] = p.as(role, "Rowan", "UK")
	}
	somebody := p.as(forms.Reviewer, "", "AU").user
	for _, c := range []struct {
		method, path string
		who          []forms.Role
	}{
		{"GET", "/account", all},
		{"POST", "/account", all},
		{"POST", "/account/password", all},
		{"POST", "/account/sessions", all},
		{"GET", "/programme/people", []forms.Role{forms.Administrator}},
		{"POST", "/programme/people", []forms.Role{forms.Administrator}},
		{"GET", "/programme/people/" + somebody.ID, []forms.Role{forms.Administrator}},
		{"POST", "/programme/people/" + somebody.ID, []forms.Role{forms.Administrator}},
		{"GET", "/programme", []forms.Role{forms.Lead, forms.Administrator, forms.Auditor}},
		{"GET", "/company", forms.CompanyRoles},
		{"POST", "/company", []forms.Role{forms.Owner}},
		{"GET", "/company/people", forms.CompanyRoles},
		{"POST", "/company/people", []forms.Role{forms.Owner}},
		{"GET", "/audit", []forms.Role{forms.Administrator, forms.Auditor}},
	} {
		visitor := p.visitor()
		if c.method == http.MethodGet {
			if got := visitor.get("/fr" + c.path); !leadsToSignIn(got, "fr") {
				t.Errorf("%s: a visitor goes to %s", c.path, got.location)
			}
		} else {
			visitor.post("/en/sign-in", "/en"+c.path, url.Values{"name": {"typed"}}).want(t, http.StatusUnauthorized, "name=typed", "!"+somebody.Email)
		}
		for role, w := range people {
			reply := func() reply {
				if c.method == http.MethodGet {
					return w.get("/en" + c.path)
				}
				return w.send("/en"+c.path, url.Values{"token": {"old"}})
			}()
			want := http.StatusNotFound
			if slices.Contains(c.who, role) {
				want = map[string]int{"GET": http.StatusOK, "POST": http.StatusForbidden}[c.method]
			}
			if reply.status != want {
				t.Errorf("%s %s as %s: %d, want %d", c.method, c.path, role, reply.status, want)
			}
			if want == http.StatusNotFound {
				reply.want(t, want, "We cannot find this page", "!"+somebody.Email)
			}
		}
	}
}

func TestThePagesForGettingInAreOpenToEverybody(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Rowan", "UK")
	for _, c := range []struct {
		path   string
		status int
	}{
		{"/register", http.StatusOK},
		{"/register/sent", http.StatusOK},
		{"/password", http.StatusOK},
		{"/password/sent", http.StatusOK},
		{"/confirm/x", http.StatusNotFound},
		{"/password/x", http.StatusNotFound},
		{"/setup/x", http.StatusNotFound},
		{"/invitation/x", http.StatusNotFound},
	} {
		for _, lang := range []string{"en", "fr"} {
			p.visitor().get("/"+lang+c.path).want(t, c.status, `<html lang="`+lang+`"`)
			owner.get("/"+lang+c.path).want(t, c.status)
		}
	}
}
