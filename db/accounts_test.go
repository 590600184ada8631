package db_test

import (
	"fmt"
	"testing"
	"time"

	"eleven/db"
	"eleven/forms"
)

// pending keeps a registration of the address for 72 hours.
func (p *portal) pending(token, email string) {
	p.t.Helper()
	must(p.t, p.Register(p.t.Context(), db.Registration{
		TokenHash: token, BrowserHash: "browser", Company: "Birch Host", Country: "NZ", Name: "Sam",
		Email: email, PasswordHash: "hash " + token, Language: "fr", Zone: "Pacific/Auckland", Carried: `{"p01-q03":"2"}`,
		ExpiresAt: p.Now() + int64(72*time.Hour/time.Second),
	}, db.Mail{To: email, Kind: "confirm", Subject: "Confirm", Plain: token}))
}

func TestARegistrationWaitsWithItsMailUntilItIsConfirmed(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.pending("one", " Sam@Example.ORG ")

	r, err := p.PendingRegistration(ctx, "one")
	must(t, err)
	want(t, "address", r.Email, "sam@example.org")
	want(t, "answers brought along", r.Carried, `{"p01-q03":"2"}`)
	_, err = p.UserByEmail(ctx, "sam@example.org")
	wantErr(t, err, forms.ErrNotFound)
	mails, err := p.DueMail(ctx, 10)
	must(t, err)
	want(t, "mails", len(mails), 1)

	_, id, err := p.Confirm(ctx, "one")
	must(t, err)
	u, err := p.UserByEmail(ctx, "SAM@example.org")
	must(t, err)
	want(t, "id", u.ID, id)
	want(t, "role", u.Role, forms.Owner)
	want(t, "company", u.CompanyName, "Birch Host")
	want(t, "country", u.Country, "NZ")
	want(t, "password", u.PasswordHash, "hash one")
	want(t, "zone", u.Zone, "Pacific/Auckland")
}

func TestConfirmingDropsEveryOtherRegistrationOfTheAddress(t *testing.T) {
	p, ctx := open(t), t.Context()
	for _, token := range []string{"first", "second", "third"} {
		p.pending(token, "sam@example.org")
	}
	p.pending("stranger", "alex@example.org")

	_, _, err := p.Confirm(ctx, "second")
	must(t, err)
	for _, token := range []string{"first", "second", "third"} {
		_, _, err := p.Confirm(ctx, token)
		wantErr(t, err, forms.ErrNotFound)
		_, err = p.PendingRegistration(ctx, token)
		wantErr(t, err, forms.ErrNotFound)
	}
	_, err = p.PendingRegistration(ctx, "stranger")
	must(t, err)
	want(t, "accounts", p.count("SELECT COUNT(*) FROM users WHERE email = 'sam@example.org'"), 1)
}

func TestAHundredClicksOnOneConfirmationMakeOneCompany(t *testing.T) {
	p, ctx := open(t), t.Context()
	for i := range 3 {
		token := fmt.Sprint("token ", i)
		p.pending(token, fmt.Sprintf("sam%d@example.org", i))
		errs := together(100, func(int) error {
			_, _, err := p.Confirm(ctx, token)
			return err
		})
		want(t, "confirmed", tally(errs, nil), 1)
		want(t, "dead links", tally(errs, forms.ErrNotFound), 99)
		want(t, "companies", p.count("SELECT COUNT(*) FROM companies WHERE name = 'Birch Host'"), i+1)
	}
}

func TestTwentyRegistrationsOfOneAddressMakeOneAccount(t *testing.T) {
	p, ctx := open(t), t.Context()
	for i := range 20 {
		p.pending(fmt.Sprint(i), "sam@example.org")
	}
	errs := together(20, func(i int) error {
		_, _, err := p.Confirm(ctx, fmt.Sprint(i))
		return err
	})
	want(t, "confirmed", tally(errs, nil), 1)
	want(t, "refused", tally(errs, forms.ErrNotFound), 19)
	want(t, "companies", p.count("SELECT COUNT(*) FROM companies WHERE name = 'Birch Host'"), 1)
}

func TestARegistrationOfAnAddressWithAnAccountMakesNothing(t *testing.T) {
	p, ctx := open(t), t.Context()
	u, err := p.User(ctx, p.owner.ID)
	must(t, err)
	p.pending("one", u.Email)
	p.unchanged(func() {
		_, _, err := p.Confirm(ctx, "one")
		wantErr(t, err, forms.ErrConflict)
	})
}

func TestARegistrationEndsAfterItsTime(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.pending("one", "sam@example.org")
	p.clock.Advance(72*time.Hour - time.Second)
	_, err := p.PendingRegistration(ctx, "one")
	must(t, err)

	p.clock.Advance(time.Second)
	_, err = p.PendingRegistration(ctx, "one")
	wantErr(t, err, forms.ErrNotFound)
	p.unchanged(func() {
		_, _, err = p.Confirm(ctx, "one")
		wantErr(t, err, forms.ErrNotFound)
	})
}

func TestARegistrationNobodyAskedForIsForgotten(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.pending("one", "sam@example.org")
	p.pending("two", "sam@example.org")
	must(t, p.DropRegistration(ctx, "one"))
	_, err := p.PendingRegistration(ctx, "one")
	wantErr(t, err, forms.ErrNotFound)
	_, err = p.PendingRegistration(ctx, "two")
	must(t, err)
}

func TestSweepingForgetsOnlyWhatIsOver(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.pending("old", "sam@example.org")
	must(t, p.Record(ctx, db.Actor{Network: "203.0.113.1"}, "session.refused", "", ""))
	must(t, p.StartSession(ctx, p.owner, "hash", "old", "", "", p.Now()+60))
	must(t, p.NewLink(ctx, db.System, db.Link{TokenHash: "old", Kind: db.LinkInvitation, Email: "a@example.org", ExpiresAt: p.Now() + 60}, nil))
	p.clock.Advance(73 * time.Hour)
	p.pending("new", "sam@example.org")
	must(t, p.Record(ctx, db.Actor{Network: "203.0.113.2"}, "session.refused", "", ""))
	must(t, p.StartSession(ctx, p.owner, "hash", "new", "", "", p.Now()+60))
	must(t, p.NewLink(ctx, db.System, db.Link{TokenHash: "new", Kind: db.LinkInvitation, Email: "b@example.org", ExpiresAt: p.Now() + 60}, nil))

	must(t, p.Sweep(ctx, db.Retention{Mail: time.Hour, Network: time.Hour}))
	for table, column := range map[string]string{"sessions": "id_hash", "registrations": "token_hash", "links": "token_hash"} {
		want(t, "old "+table, p.count("SELECT COUNT(*) FROM "+table+" WHERE "+column+" = 'old'"), 0)
		want(t, "new "+table, p.count("SELECT COUNT(*) FROM "+table+" WHERE "+column+" = 'new'"), 1)
	}
	want(t, "old mail", p.count("SELECT COUNT(*) FROM outbox WHERE created_at < $1", p.Now()), 0)
	want(t, "new mail", p.count("SELECT COUNT(*) FROM outbox"), 1)
	want(t, "lines", p.count("SELECT COUNT(*) FROM audit WHERE action = 'session.refused'"), 2)
	want(t, "networks", p.count("SELECT COUNT(*) FROM audit WHERE network <> ''"), 1)
	want(t, "the new one", p.count("SELECT COUNT(*) FROM audit WHERE network = '203.0.113.2'"), 1)
}
