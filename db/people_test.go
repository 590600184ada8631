package db_test

import (
	"testing"

	"eleven/db"
	"eleven/db/dbtest"
	"eleven/forms"
)

func TestAnAddressHasOneAccountHoweverItIsWritten(t *testing.T) {
	p, ctx := open(t), t.Context()
	_, err := p.AddUser(ctx, db.System, db.NewUser{Email: "Kim@Example.org", Role: forms.Reviewer, Country: "CA", Language: "en", Zone: "UTC"})
	must(t, err)
	p.unchanged(func() {
		n := db.NewUser{Email: " kim@example.ORG", Role: forms.Owner, Company: "New Company", Country: "CA", Language: "en", Zone: "UTC"}
		_, err = p.AddUser(ctx, db.System, n)
		wantErr(t, err, forms.ErrConflict)
	})
}

func TestNobodyChangesThemselvesOrACompanysPeopleOrCrossesSides(t *testing.T) {
	p, ctx := open(t), t.Context()
	administrator, reviewer := p.official(forms.Administrator, "all"), p.official(forms.Reviewer, "CA")
	p.unchanged(func() {
		wantErr(t, p.ChangePerson(ctx, administrator, administrator.ID, forms.Auditor, "all", false), forms.ErrForbidden)
		wantErr(t, p.ChangePerson(ctx, administrator, p.owner.ID, forms.Reviewer, "CA", false), forms.ErrNotFound)
		wantErr(t, p.ChangePerson(ctx, administrator, reviewer.ID, forms.Owner, "CA", false), forms.ErrInvalid)
		wantErr(t, p.ChangePerson(ctx, administrator, "nobody", forms.Reviewer, "CA", false), forms.ErrNotFound)
	})
}

func TestThePeopleOfAllGovernmentsArePagedByAddress(t *testing.T) {
	p, ctx := open(t), t.Context()
	for range 25 {
		p.official(forms.Reviewer, "NZ")
	}
	var seen []string
	last := ""
	for after := ""; ; {
		page, err := p.GovernmentPeople(ctx, after, 10)
		must(t, err)
		if len(page) == 0 {
			break
		}
		for _, u := range page {
			want(t, "company", u.Company, "")
			if u.Email <= last {
				t.Fatalf("%s stands behind %s", u.Email, last)
			}
			after, last = u.ID, u.Email
			seen = append(seen, u.Email)
		}
	}
	want(t, "people", len(seen), 25)
}

func TestColleaguesAreOneCompanysWithOwnersFirst(t *testing.T) {
	p := open(t)
	got, err := p.Colleagues(t.Context(), p.owner.Company)
	must(t, err)
	var roles []forms.Role
	for _, u := range got {
		roles = append(roles, u.Role)
		want(t, "company", u.Company, p.owner.Company)
	}
	want(t, "colleagues", len(roles), 3)
	want(t, "first", roles[0], forms.Owner)
	want(t, "last", roles[2], forms.Viewer)
}

func TestOnlyThoseWhoMaySignInAreOfferedAsReviewers(t *testing.T) {
	p, ctx := open(t), t.Context()
	administrator := p.official(forms.Administrator, "all")
	reviewer, lead, gone := p.official(forms.Reviewer, "CA"), p.official(forms.Lead, "CA"), p.official(forms.Reviewer, "CA")
	p.official(forms.Reviewer, "UK")
	p.official(forms.Auditor, "CA")
	must(t, p.ChangePerson(ctx, administrator, gone.ID, forms.Reviewer, "CA", true))
	people, err := p.ReviewersOf(ctx, "CA")
	must(t, err)
	var ids []string
	for _, u := range people {
		ids = append(ids, u.ID)
	}
	wantSame(t, "reviewers", ids, []string{reviewer.ID, lead.ID})
}

func TestAFirstStartHasNobodyAndNoAdministrator(t *testing.T) {
	p, ctx := open(t), t.Context()
	empty, err := dbtest.Open(t, dbtest.NewClock()).Empty(ctx)
	must(t, err)
	want(t, "empty", empty, true)

	empty, err = p.Empty(ctx)
	must(t, err)
	want(t, "empty with people", empty, false)
	has, err := p.HasAdministrator(ctx)
	must(t, err)
	want(t, "administrator", has, false)
	first, second := p.official(forms.Administrator, "all"), p.official(forms.Administrator, "all")
	must(t, p.ChangePerson(ctx, first, second.ID, forms.Administrator, "all", true))
	has, err = p.HasAdministrator(ctx)
	must(t, err)
	want(t, "administrator", has, true)
	must(t, p.ChangePerson(ctx, second, first.ID, forms.Administrator, "all", true))
	has, err = p.HasAdministrator(ctx)
	must(t, err)
	want(t, "disabled administrators count for nothing", has, false)
}

func TestAnAccountKeepsNameLanguageAndZone(t *testing.T) {
	p, ctx := open(t), t.Context()
	must(t, p.UpdateAccount(ctx, p.owner, "Élise", "fr", "America/Vancouver"))
	u, err := p.User(ctx, p.owner.ID)
	must(t, err)
	want(t, "name", u.Name, "Élise")
	want(t, "language", u.Language, "fr")
	want(t, "zone", u.Zone, "America/Vancouver")
	other, err := p.User(ctx, p.editor.ID)
	must(t, err)
	want(t, "a colleague's language", other.Language, "en")
}
