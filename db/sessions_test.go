package db_test

import (
	"testing"
	"time"

	"eleven/db"
	"eleven/forms"
)

// signIn starts a session of an hour.
func (p *portal) signIn(by db.Actor, id, replaces string) {
	p.t.Helper()
	must(p.t, p.StartSession(p.t.Context(), by, "hash", id, replaces, "Firefox on Linux", p.Now()+3600))
}

// wantLive expects which of the sessions are live.
func (p *portal) wantLive(live map[string]bool) {
	p.t.Helper()
	for id, alive := range live {
		_, _, err := p.SessionUser(p.t.Context(), id)
		if alive != (err == nil) {
			p.t.Errorf("session %q: error %v, want live %t", id, err, alive)
		}
		if err != nil {
			wantErr(p.t, err, forms.ErrNotFound)
		}
	}
}

func TestASessionKnowsItsPersonAndDevice(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.signIn(p.owner, "one", "")
	u, s, err := p.SessionUser(ctx, "one")
	must(t, err)
	want(t, "person", u.Actor(), p.owner)
	want(t, "company", u.CompanyName, "Maple Chat")
	want(t, "session", s, db.Session{IDHash: "one", CreatedAt: p.Now(), SeenAt: p.Now(), ExpiresAt: p.Now() + 3600, Device: "Firefox on Linux"})
	reviewer := p.official(forms.Reviewer, "CA")
	p.signIn(reviewer, "two", "")
	u, _, err = p.SessionUser(ctx, "two")
	must(t, err)
	want(t, "official", u.Actor(), reviewer)
}

func TestSigningInReplacesTheSessionBefore(t *testing.T) {
	p := open(t)
	p.signIn(p.owner, "before", "")
	p.signIn(p.owner, "elsewhere", "")
	p.signIn(p.owner, "after", "before")
	p.wantLive(map[string]bool{"before": false, "elsewhere": true, "after": true})
}

func TestASessionEndsByTheClockAndCannotBeRevived(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.signIn(p.owner, "one", "")
	p.clock.Advance(time.Hour - time.Second)
	p.wantLive(map[string]bool{"one": true})
	must(t, p.TouchSession(ctx, "one", p.Now()+3600))
	p.clock.Advance(time.Hour - time.Second)
	p.wantLive(map[string]bool{"one": true})

	p.clock.Advance(time.Second)
	p.wantLive(map[string]bool{"one": false})
	must(t, p.TouchSession(ctx, "one", p.Now()+3600))
	p.wantLive(map[string]bool{"one": false})
	live, err := p.Sessions(ctx, p.owner.ID)
	must(t, err)
	want(t, "live sessions", len(live), 0)
}

func TestSessionsEndWhenAskedTo(t *testing.T) {
	p, ctx := open(t), t.Context()
	for _, id := range []string{"a", "b", "c"} {
		p.clock.Advance(time.Second)
		p.signIn(p.owner, id, "")
	}
	p.signIn(p.editor, "colleague", "")
	live, err := p.Sessions(ctx, p.owner.ID)
	must(t, err)
	want(t, "newest first", live[0].IDHash+live[1].IDHash+live[2].IDHash, "cba")

	must(t, p.EndSession(ctx, p.owner, "a"))
	p.wantLive(map[string]bool{"a": false, "b": true, "c": true, "colleague": true})
	must(t, p.EndOtherSessions(ctx, p.owner, "b"))
	p.wantLive(map[string]bool{"b": true, "c": false, "colleague": true})
}

func TestADisabledPersonIsOutAtOnce(t *testing.T) {
	p, ctx := open(t), t.Context()
	administrator := p.official(forms.Administrator, "all")
	reviewer := p.official(forms.Reviewer, "CA")
	p.signIn(reviewer, "one", "")
	must(t, p.ChangePerson(ctx, administrator, reviewer.ID, forms.Reviewer, "CA", true))
	p.wantLive(map[string]bool{"one": false})
	wantErr(t, p.StartSession(ctx, reviewer, "hash", "two", "", "", p.Now()+9), forms.ErrNotFound)
	p.wantLive(map[string]bool{"two": false})

	must(t, p.ChangePerson(ctx, administrator, reviewer.ID, forms.Lead, "NZ", false))
	p.wantLive(map[string]bool{"one": false, "two": false})
	p.signIn(reviewer, "three", "")
	u, _, err := p.SessionUser(ctx, "three")
	must(t, err)
	want(t, "role", u.Role, forms.Lead)
	want(t, "country", u.Country, "NZ")
}

func TestANewPasswordEndsTheOtherSessionsAndVoidsResetLinks(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.signIn(p.owner, "here", "")
	p.signIn(p.owner, "there", "")
	p.signIn(p.editor, "colleague", "")
	p.resetLink("reset", p.owner)
	must(t, p.SetPassword(ctx, p.owner, p.owner.ID, "new hash", "here"))
	p.wantLive(map[string]bool{"here": true, "there": false, "colleague": true})
	wantErr(t, p.ResetPassword(ctx, "reset", "hash"), forms.ErrNotFound)
	u, err := p.User(ctx, p.owner.ID)
	must(t, err)
	want(t, "password", u.PasswordHash, "new hash")
}

func TestAResetPasswordEndsEverySession(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.signIn(p.owner, "here", "")
	p.signIn(p.owner, "there", "")
	p.resetLink("reset", p.owner)
	must(t, p.ResetPassword(ctx, "reset", "new hash"))
	p.wantLive(map[string]bool{"here": false, "there": false})
}

func TestASessionStartsOnlyWithThePasswordThatStands(t *testing.T) {
	p, ctx := open(t), t.Context()
	must(t, p.SetPassword(ctx, p.owner, p.owner.ID, "another hash", ""))
	wantErr(t, p.StartSession(ctx, p.owner, "hash", "a", "", "", p.Now()+9), forms.ErrNotFound)
	must(t, p.StartSession(ctx, p.owner, "another hash", "b", "", "", p.Now()+9))
	p.wantLive(map[string]bool{"a": false, "b": true})
}
