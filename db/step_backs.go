package db

import (
	"context"
	"database/sql"
)

// SteppedBack names the reviews that a person stepped back from.
func (d *DB) SteppedBack(ctx context.Context, by Actor) (map[string]bool, error) {
	rows, err := d.query(ctx, "SELECT review_id FROM step_backs WHERE user_id = $1", by.ID)
	ids, err := collect(rows, err, func(r *sql.Rows) (id string, err error) {
		err = r.Scan(&id)
		return id, err
	})
	out := make(map[string]bool, len(ids))
	for _, id := range ids {
		out[id] = true
	}
	return out, d.wrap(err)
}
