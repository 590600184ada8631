package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"eleven/forms"
)

// SaveScore keeps a reviewer's score of a principle. ErrLocked: the review is
// not theirs to score now, or they have not declared that they have no conflict.
func (d *DB) SaveScore(ctx context.Context, by Actor, id string, principle int, p forms.PrincipleReview) error {
	verdicts, err := json.Marshal(p.Verdicts)
	if err != nil {
		return err
	}
	return d.write(ctx, func(t *tx) error {
		if err := t.mayScore(by, id); err != nil {
			return err
		}
		_, err := t.exec(`
INSERT INTO scores (review_id, reviewer_id, principle, score, reason, override, verdicts, lang, scored_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (review_id, reviewer_id, principle) DO UPDATE
SET score = excluded.score, reason = excluded.reason, override = excluded.override,
  verdicts = excluded.verdicts, lang = excluded.lang, scored_at = excluded.scored_at`,
			id, by.ID, principle, p.Score, p.Reason, flag(p.Override), string(verdicts), p.Language, t.now)
		if err != nil {
			return err
		}
		if err := t.dropDraft(by, id, principle); err != nil {
			return err
		}
		return t.audit(by, "review.scored", id, fmt.Sprintf("principle %d", principle))
	})
}

// mayScore is mayReview for who has the review and declared no conflict;
// ErrLocked for others of the country.
func (t *tx) mayScore(by Actor, id string) error {
	if err := t.mayReview(by, id); err != nil {
		return err
	}
	var n int
	err := t.row(`
SELECT COUNT(*) FROM reviews
WHERE id = $1 AND state = 'scoring' AND reviewer_id = $2 AND conflict = 'none'`, id, by.ID).Scan(&n)
	if err == nil && n == 0 {
		err = forms.ErrLocked
	}
	return err
}

// Finish ends a reviewer's scoring once each of the principles named has a
// score; otherwise ErrLocked. Their drafts are dropped.
func (d *DB) Finish(ctx context.Context, by Actor, id string, wanted []int) error {
	return d.write(ctx, func(t *tx) error {
		if err := t.mayReview(by, id); err != nil {
			return err
		}
		rows, err := t.query("SELECT principle FROM scores WHERE review_id = $1 AND reviewer_id = $2", id, by.ID)
		scored, err := collect(rows, err, func(r *sql.Rows) (n int, err error) {
			err = r.Scan(&n)
			return n, err
		})
		if err != nil {
			return err
		}
		if slices.ContainsFunc(wanted, func(n int) bool { return !slices.Contains(scored, n) }) {
			return forms.ErrLocked
		}
		err = t.move(by, id, "review.finished", `
UPDATE reviews SET state = 'finished', finished_at = $1
WHERE id = $2 AND state = 'scoring' AND reviewer_id = $3 AND conflict = 'none'`, t.now, id, by.ID)
		if err != nil {
			return err
		}
		return t.dropDrafts(id, by.ID)
	})
}

func (d *DB) scores(ctx context.Context, review string) (map[int]forms.PrincipleReview, error) {
	out := map[int]forms.PrincipleReview{}
	rows, err := d.query(ctx, "SELECT principle, score, reason, override, verdicts, lang FROM scores WHERE review_id = $1", review)
	if err != nil {
		return out, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n int
		var p forms.PrincipleReview
		var verdicts string
		if err := rows.Scan(&n, &p.Score, &p.Reason, &p.Override, &verdicts, &p.Language); err != nil {
			return out, err
		}
		if err := json.Unmarshal([]byte(verdicts), &p.Verdicts); err != nil {
			return out, err
		}
		out[n] = p
	}
	return out, rows.Err()
}
