package db

import (
	"context"
	"database/sql"
	"math"

	"eleven/forms"
)

// Actor is who does something: a person, or "system" for what nobody asked for.
type Actor struct {
	ID      string
	Role    forms.Role
	Company string // id; empty on the governments' side
	Country string
}

// System is the actor of commands and of work without a person.
var System = Actor{ID: "system"}

// AuditRow is one line of the trail. Detail never holds what somebody typed.
type AuditRow struct {
	Seq     int64
	At      int64
	Actor   string // the person's e-mail address, or "system"
	Role    forms.Role
	Company string
	Country string
	Action  string
	Object  string
	Detail  string
}

// audit writes one line of the trail in the caller's transaction.
func (t *tx) audit(a Actor, action, object, detail string) error {
	_, err := t.exec(`
INSERT INTO audit (at, actor, role, company, country, action, object, detail)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		t.now, a.ID, string(a.Role), a.Company, a.Country, action, object, detail)
	return err
}

// Record writes a line of the trail for something that changed nothing else,
// such as a failed sign-in or a text the guard stopped.
func (d *DB) Record(ctx context.Context, a Actor, action, object, detail string) error {
	return d.write(ctx, func(t *tx) error { return t.audit(a, action, object, detail) })
}

// Trail gives at most limit lines, newest first, older than the line numbered
// before; 0 begins at the newest.
func (d *DB) Trail(ctx context.Context, before int64, limit int) ([]AuditRow, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	rows, err := d.query(ctx, `
SELECT a.seq, a.at, COALESCE(u.email, a.actor), a.role, COALESCE(c.name, ''), a.country, a.action, a.object, a.detail
FROM audit a
LEFT JOIN users u ON u.id = a.actor
LEFT JOIN companies c ON c.id = a.company
WHERE a.seq < $1
ORDER BY a.seq DESC
LIMIT $2`, before, limit)
	out, err := collect(rows, err, func(r *sql.Rows) (AuditRow, error) {
		var a AuditRow
		err := r.Scan(&a.Seq, &a.At, &a.Actor, &a.Role, &a.Company, &a.Country, &a.Action, &a.Object, &a.Detail)
		return a, err
	})
	return out, d.wrap(err)
}
