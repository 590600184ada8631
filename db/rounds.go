package db

import (
	"context"
	"errors"
	"strconv"

	"eleven/forms"
)

// Round is a period in which assessments are begun and reviewed. ClosesAt is 0
// while it has no end.
type Round struct {
	ID        string
	Name      string
	OpensAt   int64
	ClosesAt  int64
	Reviewers int // of each submission
}

// OpenRound gives the round that is open now, the newest if several are, or
// ErrNotFound.
func (d *DB) OpenRound(ctx context.Context) (r Round, err error) {
	now := d.Now()
	err = d.row(ctx, `
SELECT id, name, opens_at, COALESCE(closes_at, 0), reviewers
FROM rounds
WHERE opens_at <= $1 AND (closes_at IS NULL OR closes_at > $2)
ORDER BY opens_at DESC, id
LIMIT 1`, now, now).Scan(&r.ID, &r.Name, &r.OpensAt, &r.ClosesAt, &r.Reviewers)
	return r, d.wrap(err)
}

// EnsureRound makes one open round, named for the year, when there is none at
// all: what a first start needs.
func (d *DB) EnsureRound(ctx context.Context) error {
	var n int
	if err := d.row(ctx, "SELECT COUNT(*) FROM rounds").Scan(&n); err != nil || n > 0 {
		return d.wrap(err)
	}
	err := d.write(ctx, func(t *tx) error {
		name := strconv.Itoa(d.now().UTC().Year())
		_, err := t.exec(`
INSERT INTO rounds (id, name, opens_at, closes_at, reviewers, created_at)
VALUES ($1, $2, $3, NULL, 1, $4)`, NewID(), name, t.now, t.now)
		if err != nil {
			return err
		}
		return t.audit(System, "round.opened", name, "")
	})
	if errors.Is(err, forms.ErrConflict) {
		return nil // another program was first
	}
	return err
}
