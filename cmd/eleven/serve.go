package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"

	"eleven/db"
	"eleven/forms"
	"eleven/handlers"
	"eleven/mail"
)

type serveCmd struct{}

// Run serves until the context ends, then lets the requests under way finish.
func (serveCmd) Run(s surroundings) error {
	defer collectLater()()
	prepare()
	demo, err := s.demoAccounts()
	if err != nil {
		return err
	}
	if len(demo) > 0 && !loopback(s.Addr) {
		return fmt.Errorf("a demo folder is served on loopback only, not on %s", s.Addr)
	}
	if err := s.makeFolder(); err != nil {
		return err
	}
	release, err := s.lock() // before the database: a second serve must not migrate it under the first
	if err != nil {
		return err
	}
	defer release()
	d, err := s.open(s.Migrate == "yes")
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	listener, err := (&net.ListenConfig{}).Listen(s.ctx, "tcp", s.Addr)
	if err != nil {
		return fmt.Errorf("cannot serve on %s: %w", s.Addr, err)
	}
	defer func() { _ = listener.Close() }()
	if !loopback(listener.Addr().String()) && !strings.HasPrefix(s.URL, "https://") {
		return fmt.Errorf("other machines can reach %s: put a proxy with TLS in front and name its address with --url https://NAME", s.Addr)
	}
	if s.URL == "" {
		s.URL = s.ownURL(listener.Addr())
	}
	return s.serve(d, demo, listener)
}

func (s surroundings) serve(d *db.DB, demo []handlers.DemoAccount, listener net.Listener) error {
	secret, err := s.secret()
	if err != nil {
		return err
	}
	sender, err := s.sender()
	if err != nil {
		return err
	}
	wake := make(chan struct{}, 1)
	portal, err := handlers.New(d, s.portal(secret, demo, func() { nudge(wake) }))
	if err != nil {
		return err
	}
	if err := s.setupLink(d); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(s.ctx)
	defer stop()
	var background sync.WaitGroup
	background.Go(func() { mail.Deliver(ctx, outbox{d}, sender, time.Now, wake, s.log) })
	background.Go(func() { s.sweep(ctx, d) })
	background.Go(collectLater())
	err = s.answer(ctx, listener, portal, patient)
	stop()
	background.Wait()
	return err
}

func nudge(wake chan<- struct{}) {
	select {
	case wake <- struct{}{}:
	default:
	}
}

// sweep forgets once an hour what is over or was kept long enough.
func (s surroundings) sweep(ctx context.Context, d *db.DB) {
	for tick := time.NewTicker(time.Hour); ; {
		if err := s.forget(ctx, d); err != nil && ctx.Err() == nil {
			s.log.Error("sweep", "error", err.Error())
		}
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
	}
}

func (s surroundings) forget(ctx context.Context, d *db.DB) error {
	const day = 24 * time.Hour
	return errors.Join(
		d.Sweep(ctx, db.Retention{Mail: time.Duration(s.RetentionMail) * day, Network: time.Duration(s.RetentionNetwork) * day}),
		mail.Forget(s.file("mail"), time.Now().AddDate(0, 0, -s.RetentionMail)),
	)
}

// setupLife is how long a set-up link works.
const setupLife = 24 * time.Hour

// setupFile holds the set-up link while there is no administrator.
const setupFile = "setup-link"

// setupLink writes a new one-time link for the first administrator while there
// is none, and takes the last one away afterwards. The log names the file,
// never the link.
func (s surroundings) setupLink(d *db.DB) error {
	has, err := d.HasAdministrator(s.ctx)
	if err != nil {
		return err
	}
	if has {
		return removeFile(s.file(setupFile))
	}
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails since Go 1.24
	token := base64.RawURLEncoding.EncodeToString(b)
	sum := sha256.Sum256([]byte(token))
	err = d.NewLink(s.ctx, db.System, db.Link{
		TokenHash: hex.EncodeToString(sum[:]), Kind: db.LinkSetup, Role: forms.Administrator, Country: "all",
		Language: "en", ExpiresAt: d.Now() + int64(setupLife/time.Second),
	}, nil)
	if err != nil {
		return err
	}
	if err := writeFile(s.file(setupFile), []byte(strings.TrimSuffix(s.URL, "/")+"/en/setup/"+token+"\n")); err != nil {
		return err
	}
	s.log.Info("there is no administrator yet; a one-time link stands in the data folder", "file", setupFile)
	return nil
}

// dropSetupLink takes the used link away; the next start would do so too.
func (s surroundings) dropSetupLink() {
	if err := removeFile(s.file(setupFile)); err != nil {
		s.log.Error("the used set-up link could not be removed", "file", setupFile)
	}
}

// outbox is the database as the mail room sees it.
type outbox struct{ db *db.DB }

func (o outbox) Due(ctx context.Context, limit int) ([]mail.Waiting, error) {
	rows, err := o.db.DueMail(ctx, limit)
	var out []mail.Waiting
	for _, m := range rows {
		out = append(out, mail.Waiting{
			Seq: m.Seq, Attempts: m.Attempts,
			Message: mail.Message{To: m.To, Kind: m.Kind, Subject: m.Subject, Plain: m.Plain, HTML: m.HTML},
		})
	}
	return out, err
}

func (o outbox) Sent(ctx context.Context, seq int64) error { return o.db.MailSent(ctx, seq) }

func (o outbox) Failed(ctx context.Context, seq int64, problem string, nextAt int64) error {
	return o.db.MailFailed(ctx, seq, problem, nextAt)
}
