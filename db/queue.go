package db

import (
	"context"
	"database/sql"

	"eleven/forms"
)

// QueueRow is a line of a country's queue.
type QueueRow struct {
	ID          string
	Company     string
	Service     string
	Country     string // the reviewing one
	Depth       forms.Depth
	State       forms.ReviewState
	SubmittedAt int64
	Reviewer    string // name, or ""
	ReviewerID  string
}

// Key is a place in a list that pages by key; the zero Key is before its first line.
type Key struct {
	At int64
	ID string
}

const queueColumns = `
SELECT r.id, r.company, r.service, r.country, r.depth, r.state, r.submitted_at, COALESCE(u.name, ''), COALESCE(r.reviewer_id, '')`

// columns are where queueColumns are scanned to.
func (q *QueueRow) columns() []any {
	return []any{&q.ID, &q.Company, &q.Service, &q.Country, &q.Depth, &q.State, &q.SubmittedAt, &q.Reviewer, &q.ReviewerID}
}

const queueQuery = queueColumns + `
FROM shares s
JOIN reviews r ON r.id = s.review_id
LEFT JOIN users u ON u.id = r.reviewer_id
WHERE s.country = $1 AND (s.submitted_at, s.review_id) < ($2, $3)
ORDER BY s.submitted_at DESC, s.review_id DESC
LIMIT $4`

// NextToReview gives the submission that waits longest for the person's country
// to review it and that they did not step back from, or ErrNotFound.
func (d *DB) NextToReview(ctx context.Context, by Actor) (QueueRow, error) {
	var q QueueRow
	err := d.row(ctx, `
SELECT r.id, r.company, r.service
FROM shares s
JOIN reviews r ON r.id = s.review_id
WHERE s.country = $1 AND r.country = $2 AND r.state = 'waiting'
  AND NOT EXISTS (SELECT 1 FROM step_backs b WHERE b.review_id = r.id AND b.user_id = $3)
ORDER BY s.submitted_at, s.review_id
LIMIT 1`, by.Country, by.Country, by.ID).Scan(&q.ID, &q.Company, &q.Service)
	return q, d.wrap(err)
}

// OwnReview is a review in a person's hands, with the number of its scores and
// whether a lead sent it back to them.
type OwnReview struct {
	ID, Company, Service string
	Scored               int
	Returned             bool
}

const ownQuery = `
SELECT r.id, r.company, r.service,
  (SELECT COUNT(*) FROM scores p WHERE p.review_id = r.id AND p.reviewer_id = r.reviewer_id),
  r.returned_for <> ''
FROM reviews r
WHERE r.reviewer_id = $1 AND r.state = 'scoring' AND r.country = $2
  AND EXISTS (SELECT 1 FROM shares s WHERE s.review_id = r.id AND s.country = r.country)
ORDER BY r.taken_at, r.id
LIMIT $3`

// OwnReviews gives at most limit reviews that the person has to score, the
// longest held first.
func (d *DB) OwnReviews(ctx context.Context, by Actor, limit int) ([]OwnReview, error) {
	rows, err := d.query(ctx, ownQuery, by.ID, by.Country, limit)
	out, err := collect(rows, err, func(r *sql.Rows) (o OwnReview, err error) {
		err = r.Scan(&o.ID, &o.Company, &o.Service, &o.Scored, &o.Returned)
		return o, err
	})
	return out, d.wrap(err)
}

// Queue gives at most limit submissions shared with a country ("all": with all
// five), newest first, behind the key.
func (d *DB) Queue(ctx context.Context, country string, after Key, limit int) ([]QueueRow, error) {
	if after.ID == "" {
		after = Key{At: 1 << 62, ID: "~"}
	}
	rows, err := d.query(ctx, queueQuery, country, after.At, after.ID, limit)
	out, err := collect(rows, err, func(r *sql.Rows) (q QueueRow, err error) {
		err = r.Scan(q.columns()...)
		return q, err
	})
	return out, d.wrap(err)
}
