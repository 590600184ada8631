package db

import (
	"context"

	"eleven/forms"
)

// The counts behind the programme's page. Both are answered from indexes: the
// first walks one country's shares, the second is the index of states itself.
const (
	sharedQuery = `
SELECT r.state, CASE WHEN r.country = s.country THEN 1 ELSE 0 END, COUNT(*)
FROM shares s
JOIN reviews r ON r.id = s.review_id
WHERE s.country = $1
GROUP BY 1, 2`
	everywhereQuery = `
SELECT state, 1, COUNT(*)
FROM reviews
GROUP BY state`
)

// Progress counts the reviews of submissions shared with a country ("all": with
// all five) by their state: those it reviews, and those others review. A state
// without any is in neither map.
func (d *DB) Progress(ctx context.Context, country string) (ours, others map[forms.ReviewState]int, err error) {
	return d.progress(ctx, sharedQuery, country)
}

// ProgressEverywhere counts the reviews of every submission by their state.
func (d *DB) ProgressEverywhere(ctx context.Context) (map[forms.ReviewState]int, error) {
	all, _, err := d.progress(ctx, everywhereQuery)
	return all, err
}

func (d *DB) progress(ctx context.Context, query string, args ...any) (ours, others map[forms.ReviewState]int, err error) {
	ours, others = map[forms.ReviewState]int{}, map[forms.ReviewState]int{}
	rows, err := d.query(ctx, query, args...)
	if err != nil {
		return ours, others, d.wrap(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var state forms.ReviewState
		var own bool
		var n int
		if err := rows.Scan(&state, &own, &n); err != nil {
			return ours, others, d.wrap(err)
		}
		if own {
			ours[state] = n
		} else {
			others[state] = n
		}
	}
	return ours, others, d.wrap(rows.Err())
}
