package db_test

import (
	"testing"
	"time"

	"eleven/db"
	"eleven/forms"
)

const day = 24 * 60 * 60

// link keeps a link of a kind for a day.
func (p *portal) link(token, kind string, change func(*db.Link)) {
	p.t.Helper()
	l := db.Link{TokenHash: token, Kind: kind, Language: "en", ExpiresAt: p.Now() + day}
	change(&l)
	must(p.t, p.NewLink(p.t.Context(), db.System, l, nil))
}

func (p *portal) resetLink(token string, person db.Actor) {
	p.t.Helper()
	p.link(token, db.LinkReset, func(l *db.Link) { l.UserID = person.ID })
}

func (p *portal) invitation(token, email string, role forms.Role, company, country string) {
	p.t.Helper()
	p.link(token, db.LinkInvitation, func(l *db.Link) { l.Email, l.Role, l.Company, l.Country = email, role, company, country })
}

func (p *portal) setupLink(token string) {
	p.t.Helper()
	p.link(token, db.LinkSetup, func(l *db.Link) { l.Role, l.Country = forms.Administrator, "all" })
}

func TestALinkWorksOnce(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.resetLink("reset", p.editor)
	p.invitation("invitation", "new@example.org", forms.Viewer, p.owner.Company, "CA")
	p.setupLink("setup")
	uses := map[string]func() error{
		"reset": func() error { return p.ResetPassword(ctx, "reset", "new hash") },
		"invitation": func() error {
			_, err := p.Accept(ctx, db.LinkInvitation, "invitation", db.NewUser{Name: "N", Language: "en", Zone: "UTC"})
			return err
		},
		"setup": func() error {
			_, err := p.Accept(ctx, db.LinkSetup, "setup", db.NewUser{Email: db.NewID() + "@example.org", Language: "en", Zone: "UTC"})
			return err
		},
	}
	for kind, use := range uses {
		t.Run(kind, func(t *testing.T) {
			_, err := p.Link(ctx, kind, kind)
			must(t, err)
			errs := together(20, func(int) error { return use() })
			want(t, "used", tally(errs, nil), 1)
			want(t, "refused", tally(errs, forms.ErrNotFound), 19)
			_, err = p.Link(ctx, kind, kind)
			wantErr(t, err, forms.ErrNotFound)
			p.unchanged(func() { wantErr(t, use(), forms.ErrNotFound) })
		})
	}
}

func TestASetUpLinkIsOverOnceSomebodyIsAdministrator(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.setupLink("setup")
	_, err := p.Link(ctx, db.LinkSetup, "setup")
	must(t, err)
	p.official(forms.Administrator, "all")
	_, err = p.Link(ctx, db.LinkSetup, "setup")
	wantErr(t, err, forms.ErrNotFound)
	p.unchanged(func() {
		_, err := p.Accept(ctx, db.LinkSetup, "setup", db.NewUser{Email: "second@example.org", Language: "en", Zone: "UTC"})
		wantErr(t, err, forms.ErrNotFound)
	})
}

func TestALinkEndsAfterItsTimeAndOpensNoOtherDoor(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.invitation("one", "new@example.org", forms.Viewer, p.owner.Company, "CA")
	_, err := p.Link(ctx, db.LinkReset, "one")
	wantErr(t, err, forms.ErrNotFound)
	wantErr(t, p.ResetPassword(ctx, "one", "hash"), forms.ErrNotFound)
	_, err = p.Accept(ctx, db.LinkSetup, "one", db.NewUser{Email: "x@example.org"})
	wantErr(t, err, forms.ErrNotFound)

	p.clock.Advance(day * 1e9)
	_, err = p.Link(ctx, db.LinkInvitation, "one")
	wantErr(t, err, forms.ErrNotFound)
	_, err = p.Accept(ctx, db.LinkInvitation, "one", db.NewUser{})
	wantErr(t, err, forms.ErrNotFound)
}

func TestANewerLinkVoidsTheOlderOnesOfThePersonOrAddress(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.resetLink("reset 1", p.editor)
	p.resetLink("reset other", p.viewer)
	p.clock.Advance(10 * time.Minute)
	p.resetLink("reset 2", p.editor)
	p.invitation("invitation 1", "New@example.org", forms.Viewer, p.owner.Company, "CA")
	p.invitation("invitation other", "other@example.org", forms.Viewer, p.owner.Company, "CA")
	p.invitation("invitation 2", "new@example.org", forms.Editor, p.owner.Company, "CA")
	p.invitation("invitation of another company", "new@example.org", forms.Owner, p.rival.Company, "UK")
	p.invitation("invitation of a government", "new@example.org", forms.Lead, "", "UK")
	p.setupLink("setup 1")
	p.setupLink("setup 2")

	for _, c := range []struct {
		kind, token string
		err         error
	}{
		{db.LinkReset, "reset 1", forms.ErrNotFound},
		{db.LinkReset, "reset 2", nil},
		{db.LinkReset, "reset other", nil},
		{db.LinkInvitation, "invitation 1", forms.ErrNotFound},
		{db.LinkInvitation, "invitation 2", nil},
		{db.LinkInvitation, "invitation other", nil},
		{db.LinkInvitation, "invitation of another company", nil},
		{db.LinkInvitation, "invitation of a government", nil},
		{db.LinkSetup, "setup 1", forms.ErrNotFound},
		{db.LinkSetup, "setup 2", nil},
	} {
		_, err := p.Link(ctx, c.kind, c.token)
		if wantErr(t, err, c.err); t.Failed() {
			t.Fatal(c.token)
		}
	}
}

func TestAYoungResetLinkStaysAndNothingIsSent(t *testing.T) {
	p, ctx := open(t), t.Context()
	ask := func(token string) {
		t.Helper()
		must(t, p.NewLink(ctx, db.System, db.Link{
			TokenHash: token, Kind: db.LinkReset, UserID: p.editor.ID, Language: "en", ExpiresAt: p.Now() + day,
		}, &db.Mail{To: "editor@example.org", Kind: "reset"}))
	}
	ask("first")
	p.clock.Advance(10*time.Minute - time.Second)
	p.unchanged(func() { ask("too soon") })
	p.clock.Advance(time.Second)
	ask("second")
	for token, err := range map[string]error{"first": forms.ErrNotFound, "too soon": forms.ErrNotFound, "second": nil} {
		_, got := p.Link(ctx, db.LinkReset, token)
		wantErr(t, got, err)
	}
	mails, err := p.DueMail(ctx, 10)
	must(t, err)
	want(t, "mails", len(mails), 2)
}

func TestOfManyLinksMadeAtOnceOneStands(t *testing.T) {
	p, ctx := open(t), t.Context()
	errs := together(20, func(int) error {
		return p.NewLink(ctx, db.System, db.Link{
			TokenHash: db.NewID(), Kind: db.LinkInvitation, Email: "new@example.org", Role: forms.Reviewer, Country: "CA", ExpiresAt: p.Now() + day,
		}, nil)
	})
	want(t, "made", tally(errs, nil), 20)
	invitations, err := p.Invitations(ctx, "")
	must(t, err)
	want(t, "live invitations", len(invitations), 1)
}

func TestAnInvitationDecidesAddressRoleAndCompany(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.invitation("one", "New@Example.org", forms.Editor, p.owner.Company, "CA")
	l, err := p.Link(ctx, db.LinkInvitation, "one")
	must(t, err)
	want(t, "company shown", l.CompanyName, "Maple Chat")

	id, err := p.Accept(ctx, db.LinkInvitation, "one", db.NewUser{
		Email: "elsewhere@example.org", Name: "New", Role: forms.Owner, Company: "Rowan Games", Country: "UK", Language: "en", Zone: "UTC",
	})
	must(t, err)
	u, err := p.User(ctx, id)
	must(t, err)
	want(t, "address", u.Email, "new@example.org")
	want(t, "role", u.Role, forms.Editor)
	want(t, "company", u.Company, p.owner.Company)
	want(t, "country", u.Country, "CA")
}

func TestAnInvitationOfAnAddressWithAnAccountStaysUnused(t *testing.T) {
	p, ctx := open(t), t.Context()
	u, err := p.User(ctx, p.rival.ID)
	must(t, err)
	p.invitation("one", u.Email, forms.Editor, p.owner.Company, "CA")
	p.unchanged(func() {
		_, err := p.Accept(ctx, db.LinkInvitation, "one", db.NewUser{Language: "en", Zone: "UTC"})
		wantErr(t, err, forms.ErrConflict)
	})
}

func TestInvitationsAreListedForTheirSideOnly(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.invitation("1", "b@example.org", forms.Editor, p.owner.Company, "CA")
	p.invitation("2", "a@example.org", forms.Viewer, p.owner.Company, "CA")
	p.invitation("3", "c@example.org", forms.Reviewer, "", "CA")
	for _, c := range []struct {
		company string
		emails  []string
	}{
		{p.owner.Company, []string{"a@example.org", "b@example.org"}},
		{p.rival.Company, nil},
		{"", []string{"c@example.org"}},
	} {
		got, err := p.Invitations(ctx, c.company)
		must(t, err)
		var emails []string
		for _, l := range got {
			emails = append(emails, l.Email)
		}
		wantSame(t, "invitations", emails, c.emails)
	}
}

func TestALinkAndItsMailAreKeptTogether(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.run("ALTER TABLE outbox RENAME TO away")
	p.unchanged(func() {
		l := db.Link{TokenHash: "one", Kind: db.LinkReset, UserID: p.editor.ID, ExpiresAt: p.Now() + day}
		if err := p.NewLink(ctx, p.editor, l, &db.Mail{To: "a@example.org"}); err == nil {
			t.Error("a link was kept without its mail")
		}
	})
}
