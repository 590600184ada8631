package db

import (
	"context"

	"eleven/forms"
)

// The counts behind the programme's page. Both are answered from indexes: the
// first walks one country's shares, the second is the index of states itself.
const (
	sharedQuery = `
SELECT r.state, COUNT(*)
FROM shares s
JOIN reviews r ON r.id = s.review_id
WHERE s.country = $1
GROUP BY r.state`
	everywhereQuery = `
SELECT state, COUNT(*)
FROM reviews
GROUP BY state`
)

// Progress counts the reviews of submissions shared with a country ("all": with
// all five) by their state. A state without any is not in the map.
func (d *DB) Progress(ctx context.Context, country string) (map[forms.ReviewState]int, error) {
	return d.progress(ctx, sharedQuery, country)
}

// ProgressEverywhere counts the reviews of every submission by their state.
func (d *DB) ProgressEverywhere(ctx context.Context) (map[forms.ReviewState]int, error) {
	return d.progress(ctx, everywhereQuery)
}

func (d *DB) progress(ctx context.Context, query string, args ...any) (map[forms.ReviewState]int, error) {
	rows, err := d.query(ctx, query, args...)
	if err != nil {
		return nil, d.wrap(err)
	}
	defer func() { _ = rows.Close() }()
	out := map[forms.ReviewState]int{}
	for rows.Next() {
		var state forms.ReviewState
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			return nil, d.wrap(err)
		}
		out[state] = n
	}
	return out, d.wrap(rows.Err())
}
