package db_test

import (
	"fmt"
	"testing"

	"eleven/db"
	"eleven/forms"
)

func TestAnOwnerChangesAColleagueWhoseSessionsEndAtOnce(t *testing.T) {
	p, ctx := open(t), t.Context()
	must(t, p.StartSession(ctx, p.editor, "hash", "editor's", "", "", p.Now()+9))
	must(t, p.StartSession(ctx, p.viewer, "hash", "viewer's", "", "", p.Now()+9))
	must(t, p.ChangeColleague(ctx, p.owner, p.editor.ID, forms.Viewer, true))
	u, err := p.Colleague(ctx, p.owner.Company, p.editor.ID)
	must(t, err)
	want(t, "role", u.Role, forms.Viewer)
	want(t, "disabled", u.Disabled, true)
	_, _, err = p.SessionUser(ctx, "editor's")
	wantErr(t, err, forms.ErrNotFound)
	_, _, err = p.SessionUser(ctx, "viewer's")
	must(t, err)
}

func TestOnlyAnOwnerChangesColleaguesAndNeverThemselves(t *testing.T) {
	p, ctx := open(t), t.Context()
	second := p.person(forms.Owner, "Maple Chat", "CA")
	must(t, p.ChangeColleague(ctx, p.owner, second.ID, forms.Owner, true))
	for name, c := range map[string]struct {
		by   db.Actor
		whom string
		role forms.Role
		err  error
	}{
		"oneself":                  {p.owner, p.owner.ID, forms.Viewer, forms.ErrForbidden},
		"by an editor":             {p.editor, p.viewer.ID, forms.Editor, forms.ErrForbidden},
		"by a disabled owner":      {second, p.owner.ID, forms.Viewer, forms.ErrForbidden},
		"to a government's role":   {p.owner, p.editor.ID, forms.Lead, forms.ErrInvalid},
		"by one without a company": {p.official(forms.Administrator, "all"), p.editor.ID, forms.Viewer, forms.ErrNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			p.unchanged(func() { wantErr(t, p.ChangeColleague(ctx, c.by, c.whom, c.role, true), c.err) })
		})
	}
}

func TestTwoOwnersWhoDisableEachOtherAtOnceLeaveOne(t *testing.T) {
	p, ctx := open(t), t.Context()
	other := p.person(forms.Owner, "Maple Chat", "CA")
	pair := []db.Actor{p.owner, other}
	errs := together(2, func(i int) error { return p.ChangeColleague(ctx, pair[i], pair[1-i].ID, forms.Owner, true) })
	want(t, "done", tally(errs, nil), 1)
	want(t, "refused", tally(errs, forms.ErrForbidden), 1)
}

func TestTheNewNameOfACompanyIsNotThatOfItsSubmission(t *testing.T) {
	p, ctx := open(t), t.Context()
	review := p.submit(p.start("Maple Messenger"), "CA")
	draft := p.start("Maple Live")
	must(t, p.RenameCompany(ctx, p.owner, "Maple Talk"))
	c, err := p.Company(ctx, p.owner.Company)
	must(t, err)
	want(t, "company", c, db.Company{ID: p.owner.Company, Name: "Maple Talk", Country: "CA", People: 3, Assessments: 2})
	r, err := p.Review(ctx, p.official(forms.Reviewer, "CA"), review)
	must(t, err)
	want(t, "in the queue", r.Company, "Maple Chat")
	want(t, "in the snapshot", r.Assessment.Company, "Maple Chat")
	a, err := p.Assessment(ctx, p.owner.Company, draft)
	must(t, err)
	want(t, "in the draft", a.Company, "Maple Talk")
}

func TestACompanysPeopleArePagedByAddress(t *testing.T) {
	p, ctx := open(t), t.Context()
	for i := range 4 {
		_, err := p.AddUser(ctx, db.System, db.NewUser{
			Email: fmt.Sprintf("a%d@example.org", i), Role: forms.Viewer, Company: "Maple Chat", Country: "CA", Language: "en", Zone: "UTC",
		})
		must(t, err)
	}
	first, err := p.CompanyPeople(ctx, p.owner.Company, "", 4)
	must(t, err)
	want(t, "first page", len(first), 4)
	want(t, "its last", first[3].Email, "a3@example.org")
	second, err := p.CompanyPeople(ctx, p.owner.Company, first[3].ID, 4)
	must(t, err)
	want(t, "second page", len(second), 3)
	other, err := p.CompanyPeople(ctx, p.owner.Company, p.rival.ID, 4)
	must(t, err)
	want(t, "behind somebody of another company", other[0].ID, first[0].ID)
}
