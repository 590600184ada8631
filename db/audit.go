package db

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"strings"

	"eleven/forms"
)

// Actor is who does something: a person, or "system" for what nobody asked for.
type Actor struct {
	ID      string
	Role    forms.Role
	Company string // id; empty on the governments' side
	Country string
	Network string // where they sign in from; of sign-ins alone
}

// System is the actor of commands and of work without a person.
var System = Actor{ID: "system"}

// AuditRow is one line of the trail as its readers see it. Of companies and
// their people it holds ids only. Detail never holds what somebody typed.
type AuditRow struct {
	Seq        int64
	At         int64
	Actor      string // a person's id, "system", or "" for nobody signed in
	Name       string // of a government's person
	Role       forms.Role
	Country    string // of a government's person
	Action     string
	Object     string
	ObjectName string // of a government's person
	Detail     string
	Network    string // where they signed in, or tried to; not for a company's people
}

// audit writes one line of the trail in the caller's transaction.
func (t *tx) audit(a Actor, action, object, detail string) error {
	_, err := t.exec(`
INSERT INTO audit (at, actor, role, company, country, action, object, detail, network)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		t.now, a.ID, string(a.Role), a.Company, a.Country, action, object, detail, a.Network)
	return err
}

// Record writes a line of the trail for something that changed nothing else,
// such as a failed sign-in or a text the guard stopped.
func (d *DB) Record(ctx context.Context, a Actor, action, object, detail string) error {
	return d.write(ctx, func(t *tx) error { return t.audit(a, action, object, detail) })
}

// TrailQuery is which lines somebody reads: those whose actions begin with one
// of Families, by or about the person or thing of About when it is given, older
// than the line numbered Before unless it is 0.
type TrailQuery struct {
	Families []string
	About    string
	Before   int64
	Limit    int
}

// Trail gives at most Limit lines, newest first.
func (d *DB) Trail(ctx context.Context, q TrailQuery) ([]AuditRow, error) {
	query, args := q.sql()
	rows, err := d.query(ctx, query, args...)
	out, err := collect(rows, err, func(r *sql.Rows) (a AuditRow, err error) {
		err = r.Scan(&a.Seq, &a.At, &a.Actor, &a.Name, &a.Role, &a.Country, &a.Action, &a.Object, &a.ObjectName, &a.Detail, &a.Network)
		return a, err
	})
	return out, d.wrap(err)
}

// sql never lets a company's name, people or networks out, whoever asks.
func (q TrailQuery) sql() (query string, args []any) {
	if q.Before == 0 {
		q.Before = math.MaxInt64
	}
	args = []any{q.Before, q.Limit}
	query = `
SELECT a.seq, a.at, a.actor, CASE WHEN u.company_id IS NULL THEN COALESCE(u.name, '') ELSE '' END, a.role,
  CASE WHEN a.company = '' THEN a.country ELSE '' END, a.action, a.object,
  CASE WHEN o.company_id IS NULL THEN COALESCE(o.name, '') ELSE '' END, a.detail,
  CASE WHEN a.company = '' AND o.company_id IS NULL THEN a.network ELSE '' END
FROM audit a
LEFT JOIN users u ON u.id = a.actor
LEFT JOIN users o ON o.id = a.object
WHERE a.seq < $1 AND a.action <> 'answer.saved'`
	var begins []string
	for _, family := range q.Families {
		args = append(args, family+".%")
		begins = append(begins, fmt.Sprintf("a.action LIKE $%d", len(args)))
	}
	query += "\n  AND (" + strings.Join(append(begins, "1 = 0"), " OR ") + ")"
	if q.About != "" {
		args = append(args, q.About, q.About)
		query += fmt.Sprintf("\n  AND (a.actor = $%d OR a.object = $%d)", len(args)-1, len(args))
	}
	return query + "\nORDER BY a.seq DESC\nLIMIT $2", args
}
