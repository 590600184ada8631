package db

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"eleven/forms"
)

// Session is one signed-in browser. Only the hash of its random id is kept.
type Session struct {
	IDHash    string
	CreatedAt int64
	SeenAt    int64
	ExpiresAt int64
	Device    string
}

// StartSession keeps a new session until expiresAt and forgets the one it
// replaces, so that no id outlives a sign-in. ErrNotFound: proved is not the
// hash of the person's password any more, or their account was closed meanwhile.
func (d *DB) StartSession(ctx context.Context, by Actor, proved, idHash, replaces, device string, expiresAt int64) error {
	return d.write(ctx, func(t *tx) error {
		// Locked: a new password ends the sessions that are there.
		var one int
		err := t.row("SELECT 1 FROM users u WHERE u.id = $1 AND u.password_hash = $2 AND u.disabled = 0"+t.engine.lockRow("u"), by.ID, proved).Scan(&one)
		if err != nil {
			return err
		}
		if _, err := t.exec("DELETE FROM sessions WHERE id_hash = $1", replaces); err != nil {
			return err
		}
		_, err = t.exec(`
INSERT INTO sessions (id_hash, user_id, created_at, seen_at, expires_at, device)
VALUES ($1, $2, $3, $4, $5, $6)`, idHash, by.ID, t.now, t.now, expiresAt, device)
		if err != nil {
			return err
		}
		return t.audit(by, "session.started", by.ID, "")
	})
}

// SessionUser finds the person of a live session. ErrNotFound: the session is
// unknown, over, or its person disabled. One that is over is forgotten, so that
// a clock set back does not revive it.
func (d *DB) SessionUser(ctx context.Context, idHash string) (User, Session, error) {
	s := Session{IDHash: idHash}
	u := User{}
	err := d.row(ctx, `
SELECT s.created_at, s.seen_at, s.expires_at, s.device, `+userColumns+`
FROM sessions s
JOIN users u ON u.id = s.user_id
LEFT JOIN companies c ON c.id = u.company_id
WHERE s.id_hash = $1 AND u.disabled = 0`, idHash).Scan(
		append([]any{&s.CreatedAt, &s.SeenAt, &s.ExpiresAt, &s.Device}, u.columns()...)...)
	if err == nil && s.ExpiresAt <= d.Now() {
		return User{}, Session{}, errors.Join(forms.ErrNotFound, d.forgetSession(ctx, idHash))
	}
	return u, s, d.wrap(err)
}

func (d *DB) forgetSession(ctx context.Context, idHash string) error {
	return d.write(ctx, func(t *tx) error {
		_, err := t.exec("DELETE FROM sessions WHERE id_hash = $1 AND expires_at <= $2", idHash, t.now)
		return err
	})
}

// TouchSession moves the end of a session that is in use; one that is over stays over.
func (d *DB) TouchSession(ctx context.Context, idHash string, expiresAt int64) error {
	return d.write(ctx, func(t *tx) error {
		_, err := t.exec(`
UPDATE sessions SET seen_at = $1, expires_at = $2
WHERE id_hash = $3 AND expires_at > $4`, t.now, expiresAt, idHash, t.now)
		return err
	})
}

// EndSession makes a session unusable at once.
func (d *DB) EndSession(ctx context.Context, by Actor, idHash string) error {
	return d.write(ctx, func(t *tx) error {
		if _, err := t.exec("DELETE FROM sessions WHERE id_hash = $1", idHash); err != nil {
			return err
		}
		return t.audit(by, "session.ended", by.ID, "")
	})
}

// EndOtherSessions ends every session of the person but keep's.
func (d *DB) EndOtherSessions(ctx context.Context, by Actor, keep string) error {
	return d.write(ctx, func(t *tx) error {
		if _, err := t.exec("DELETE FROM sessions WHERE user_id = $1 AND id_hash <> $2", by.ID, keep); err != nil {
			return err
		}
		return t.audit(by, "session.others-ended", by.ID, "")
	})
}

// EndSessionsOf ends every session of somebody else on the person's own side.
// ErrForbidden: in a company, only an owner does. ErrNotFound: no such person.
func (d *DB) EndSessionsOf(ctx context.Context, by Actor, userID string) error {
	return d.write(ctx, func(t *tx) error {
		if !by.Role.Government() {
			if err := t.mustOwn(by); err != nil {
				return err
			}
		}
		var one int
		if err := t.row("SELECT 1 FROM users WHERE id = $1 AND COALESCE(company_id, '') = $2", userID, by.Company).Scan(&one); err != nil {
			return err
		}
		if _, err := t.exec("DELETE FROM sessions WHERE user_id = $1", userID); err != nil {
			return err
		}
		return t.audit(by, "session.all-ended", userID, "")
	})
}

// Sessions gives a person's live sessions, newest first.
func (d *DB) Sessions(ctx context.Context, userID string) ([]Session, error) {
	rows, err := d.query(ctx, `
SELECT id_hash, created_at, seen_at, expires_at, device
FROM sessions
WHERE user_id = $1 AND expires_at > $2
ORDER BY created_at DESC, id_hash`, userID, d.Now())
	out, err := collect(rows, err, func(r *sql.Rows) (s Session, err error) {
		err = r.Scan(&s.IDHash, &s.CreatedAt, &s.SeenAt, &s.ExpiresAt, &s.Device)
		return s, err
	})
	return out, d.wrap(err)
}

// Retention is for how long what nobody needs any more is kept.
type Retention struct {
	Mail    time.Duration // messages, delivered or not, since they were written
	Network time.Duration // where somebody signed in
}

// Sweep forgets what is over: sessions, registrations, links, and what has been
// kept as long as it may be.
func (d *DB) Sweep(ctx context.Context, keep Retention) error {
	return d.write(ctx, func(t *tx) error {
		if _, err := t.exec("DELETE FROM outbox WHERE created_at < $1", t.now-int64(keep.Mail/time.Second)); err != nil {
			return err
		}
		if _, err := t.exec("UPDATE audit SET network = '' WHERE network <> '' AND at < $1", t.now-int64(keep.Network/time.Second)); err != nil {
			return err
		}
		for _, table := range []string{"sessions", "registrations", "links"} {
			if _, err := t.exec("DELETE FROM "+table+" WHERE expires_at < $1", t.now); err != nil {
				return err
			}
		}
		return nil
	})
}
