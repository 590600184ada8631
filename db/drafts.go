package db

import (
	"context"
	"encoding/json"

	"eleven/forms"
)

// Draft is what a reviewer typed of a score and did not save as one.
type Draft struct {
	forms.PrincipleReview
	At int64
}

// SaveDraft keeps what a reviewer typed of a score of a principle, or drops it
// when given nil. ErrLocked as for SaveScore. It writes no line of the trail: a
// draft changes nothing that anybody else can see, and a line every few seconds
// would bury the others.
func (d *DB) SaveDraft(ctx context.Context, by Actor, id string, principle int, p *forms.PrincipleReview) error {
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return d.write(ctx, func(t *tx) error {
		if err := t.mayScore(by, id); err != nil {
			return err
		}
		if p == nil {
			return t.dropDraft(by, id, principle)
		}
		_, err := t.exec(`
INSERT INTO review_drafts (review_id, reviewer_id, principle, draft, saved_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (review_id, reviewer_id, principle) DO UPDATE
SET draft = excluded.draft, saved_at = excluded.saved_at`, id, by.ID, principle, string(text), t.now)
		return err
	})
}

func (t *tx) dropDraft(by Actor, id string, principle int) error {
	_, err := t.exec("DELETE FROM review_drafts WHERE review_id = $1 AND reviewer_id = $2 AND principle = $3", id, by.ID, principle)
	return err
}

func (t *tx) dropDrafts(id, reviewer string) error {
	_, err := t.exec("DELETE FROM review_drafts WHERE review_id = $1 AND reviewer_id = $2", id, reviewer)
	return err
}

// Drafts gives the person's own drafts in a review, by principle.
func (d *DB) Drafts(ctx context.Context, by Actor, id string) (map[int]Draft, error) {
	out := map[int]Draft{}
	rows, err := d.query(ctx, "SELECT principle, draft, saved_at FROM review_drafts WHERE review_id = $1 AND reviewer_id = $2", id, by.ID)
	if err != nil {
		return out, d.wrap(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n int
		var text string
		var draft Draft
		if err := rows.Scan(&n, &text, &draft.At); err != nil {
			return out, d.wrap(err)
		}
		if err := json.Unmarshal([]byte(text), &draft.PrincipleReview); err != nil {
			return out, err
		}
		out[n] = draft
	}
	return out, d.wrap(rows.Err())
}
