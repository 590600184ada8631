package db_test

import (
	"testing"
	"time"

	"eleven/db"
)

func (p *portal) due() (out []string) {
	p.t.Helper()
	mails, err := p.DueMail(p.t.Context(), 100)
	must(p.t, err)
	for _, m := range mails {
		out = append(out, m.Kind)
	}
	return out
}

func TestMailWaitsUntilItIsSentAndItsTextIsForgotten(t *testing.T) {
	p, ctx := open(t), t.Context()
	must(t, p.Post(ctx, db.Mail{To: "a@example.org", Kind: "reset", Subject: "S", Plain: "the link", HTML: "<p>the link"}))
	must(t, p.Post(ctx, db.Mail{To: "b@example.org", Kind: "round", Subject: "S", Plain: "p"}))
	mails, err := p.DueMail(ctx, 1)
	must(t, err)
	want(t, "oldest", mails[0], db.Mail{Seq: mails[0].Seq, To: "a@example.org", Kind: "reset", Subject: "S", Plain: "the link", HTML: "<p>the link"})

	must(t, p.MailSent(ctx, mails[0].Seq))
	wantSame(t, "due", p.due(), []string{"round"})
	want(t, "texts kept", p.count("SELECT COUNT(*) FROM outbox WHERE kind = 'reset' AND plain = '' AND html = ''"), 1)
}

func TestMailThatDidNotGoIsTriedAgainAtItsTime(t *testing.T) {
	p, ctx := open(t), t.Context()
	must(t, p.Post(ctx, db.Mail{To: "a@example.org", Kind: "round"}))
	mails, err := p.DueMail(ctx, 1)
	must(t, err)
	must(t, p.MailFailed(ctx, mails[0].Seq, "421 try later", p.Now()+60))
	p.clock.Advance(59 * time.Second)
	wantSame(t, "due too early", p.due(), nil)
	p.clock.Advance(time.Second)
	mails, err = p.DueMail(ctx, 1)
	must(t, err)
	want(t, "attempts", mails[0].Attempts, 1)
}
