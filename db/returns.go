package db

import (
	"context"

	"eleven/forms"
)

// Return is a lead's way back, with the reason and its language. A finished
// review goes to who scored it, to go on with their scores; one that somebody
// has to score goes to the queue, and their scores are forgotten as by
// HandBack. ErrLocked: it is not in the state the lead saw. ErrForbidden:
// nobody gives back what is their own.
func (d *DB) Return(ctx context.Context, by Actor, id string, from forms.ReviewState, reason, lang string) error {
	return d.write(ctx, func(t *tx) error {
		if err := t.mayReview(by, id); err != nil {
			return err
		}
		var state forms.ReviewState
		var reviewer string
		if err := t.row("SELECT state, COALESCE(reviewer_id, '') FROM reviews WHERE id = $1", id).Scan(&state, &reviewer); err != nil {
			return err
		}
		switch {
		case state != from:
			return forms.ErrLocked
		case reviewer == by.ID:
			return forms.ErrForbidden
		case from == forms.Finished:
			return t.move(by, id, "review.sent-back", `
UPDATE reviews SET state = 'scoring', finished_at = NULL, returned_for = $1, returned_lang = $2
WHERE id = $3 AND state = 'finished'`, reason, lang, id)
		}
		return t.requeue(by, id, reviewer, "review.taken-away", reason, lang)
	})
}

// requeue puts a review that the reviewer has back in the queue and forgets
// what they scored, since the next one begins without it.
func (t *tx) requeue(by Actor, id, reviewer, action, reason, lang string) error {
	err := t.move(by, id, action, `
UPDATE reviews SET state = 'waiting', reviewer_id = NULL, taken_at = NULL, conflict = '', returned_for = $1, returned_lang = $2
WHERE id = $3 AND state = 'scoring' AND reviewer_id = $4`, reason, lang, id, reviewer)
	if err != nil {
		return err
	}
	if _, err := t.exec("DELETE FROM scores WHERE review_id = $1 AND reviewer_id = $2", id, reviewer); err != nil {
		return err
	}
	return t.dropDrafts(id, reviewer)
}
