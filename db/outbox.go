package db

import (
	"context"
	"database/sql"
)

// Mail is one message, kept in the transaction that caused it and delivered
// from the outbox.
type Mail struct {
	Seq      int64
	To       string
	Kind     string
	Subject  string
	Plain    string
	HTML     string
	Attempts int
}

// post puts a message in the outbox with the caller's change.
func (t *tx) post(m Mail) error {
	_, err := t.exec(`
INSERT INTO outbox (recipient, kind, subject, plain, html, created_at, next_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)`, m.To, m.Kind, m.Subject, m.Plain, m.HTML, t.now, t.now)
	return err
}

// Post puts a message in the outbox by itself.
func (d *DB) Post(ctx context.Context, m Mail) error {
	return d.write(ctx, func(t *tx) error { return t.post(m) })
}

// DueMail gives at most limit messages whose time has come, oldest first.
func (d *DB) DueMail(ctx context.Context, limit int) ([]Mail, error) {
	rows, err := d.query(ctx, `
SELECT seq, recipient, kind, subject, plain, html, attempts
FROM outbox
WHERE sent_at IS NULL AND next_at <= $1
ORDER BY next_at, seq
LIMIT $2`, d.Now(), limit)
	out, err := collect(rows, err, func(r *sql.Rows) (m Mail, err error) {
		err = r.Scan(&m.Seq, &m.To, &m.Kind, &m.Subject, &m.Plain, &m.HTML, &m.Attempts)
		return m, err
	})
	return out, d.wrap(err)
}

// MailSent marks a message delivered and forgets its text, which may hold a link.
func (d *DB) MailSent(ctx context.Context, seq int64) error {
	return d.write(ctx, func(t *tx) error {
		_, err := t.exec("UPDATE outbox SET sent_at = $1, plain = '', html = '' WHERE seq = $2", t.now, seq)
		return err
	})
}

// MailFailed notes why a message was not delivered and tries again at nextAt.
func (d *DB) MailFailed(ctx context.Context, seq int64, problem string, nextAt int64) error {
	return d.write(ctx, func(t *tx) error {
		_, err := t.exec("UPDATE outbox SET attempts = attempts + 1, problem = $1, next_at = $2 WHERE seq = $3", problem, nextAt, seq)
		return err
	})
}
