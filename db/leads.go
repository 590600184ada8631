package db

import (
	"context"

	"eleven/forms"
)

// OtherLeads counts the lead reviewers of the person's country beside them who
// may sign in.
func (d *DB) OtherLeads(ctx context.Context, by Actor) (n int, err error) {
	err = d.row(ctx, `
SELECT COUNT(*)
FROM users
WHERE role = $1 AND country = $2 AND id <> $3 AND disabled = 0`, string(forms.Lead), by.Country, by.ID).Scan(&n)
	return n, d.wrap(err)
}
