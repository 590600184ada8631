package db

import (
	"context"
	"fmt"

	"eleven/forms"
)

// Review is one review as a person of a country may see it.
type Review struct {
	QueueRow
	Assessment   forms.Assessment // the snapshot
	AssessmentID string
	CompanyID    string
	Conflict     string // "none" once declared
	FinishedAt   int64
	ReleasedAt   int64
	ReturnedFor  string // why a lead gave it back, "" when none did
	ReturnedLang string // the language of that
	SteppedBack  bool   // this person did
	Scores       map[int]forms.PrincipleReview
}

// Released reports whether everybody it is shared with may read the outcome.
func (r Review) Released() bool { return r.State == forms.Released }

// Review gives a review shared with the person's country, or ErrNotFound.
func (d *DB) Review(ctx context.Context, by Actor, id string) (Review, error) {
	var r Review
	var snapshot, digest string
	err := d.row(ctx, queueColumns+`,
  r.conflict, COALESCE(r.finished_at, 0), COALESCE(r.released_at, 0), r.returned_for, r.returned_lang, s.snapshot, s.digest, a.id, a.company_id,
  (SELECT COUNT(*) FROM step_backs b WHERE b.review_id = r.id AND b.user_id = $1)
FROM shares h
JOIN reviews r ON r.id = h.review_id
JOIN submissions s ON s.id = r.submission_id
JOIN assessments a ON a.id = s.assessment_id
LEFT JOIN users u ON u.id = r.reviewer_id
WHERE h.country = $2 AND h.review_id = $3`, by.ID, by.Country, id).Scan(append(r.columns(),
		&r.Conflict, &r.FinishedAt, &r.ReleasedAt, &r.ReturnedFor, &r.ReturnedLang, &snapshot, &digest, &r.AssessmentID, &r.CompanyID, &r.SteppedBack)...)
	if err != nil {
		return r, d.wrap(err)
	}
	if r.Assessment, err = forms.Unseal([]byte(snapshot), digest); err != nil {
		return r, fmt.Errorf("review %s: %w", id, err)
	}
	r.Scores, err = d.scores(ctx, id)
	return r, d.wrap(err)
}

// ReleasedReview gives the outcome of a submission to its company, or
// ErrNotFound before the release.
func (d *DB) ReleasedReview(ctx context.Context, company, assessment string) (*forms.Review, error) {
	out := &forms.Review{State: forms.Released}
	var id string
	err := d.row(ctx, `
SELECT r.id, r.country, COALESCE(r.released_at, 0)
FROM reviews r
JOIN submissions s ON s.id = r.submission_id
JOIN assessments a ON a.id = s.assessment_id
WHERE a.company_id = $1 AND a.id = $2 AND s.withdrawn_at IS NULL AND r.state = 'released'
ORDER BY s.submitted_at DESC
LIMIT 1`, company, assessment).Scan(&id, &out.Country, &out.ReleasedAt)
	if err != nil {
		return nil, d.wrap(err)
	}
	out.Principles, err = d.scores(ctx, id)
	return out, d.wrap(err)
}

// Take gives a waiting review to a reviewer of the reviewing country, once.
// ErrLocked: somebody has it. ErrForbidden: this person stepped back from it.
func (d *DB) Take(ctx context.Context, by Actor, id string) error {
	return d.write(ctx, func(t *tx) error {
		if err := t.mayReview(by, id); err != nil {
			return err
		}
		var stepped int
		if err := t.row("SELECT COUNT(*) FROM step_backs WHERE review_id = $1 AND user_id = $2", id, by.ID).Scan(&stepped); err != nil {
			return err
		}
		if stepped > 0 {
			return forms.ErrForbidden
		}
		return t.move(by, id, "review.taken", `
UPDATE reviews SET state = 'scoring', reviewer_id = $1, taken_at = $2, conflict = '', returned_for = ''
WHERE id = $3 AND state = 'waiting'`, by.ID, t.now, id)
	})
}

// mayReview says whether the review is shared with, and reviewed by, the
// person's country; until the commit nobody else changes that review.
func (t *tx) mayReview(by Actor, id string) error {
	var one int
	return t.row(`
SELECT 1
FROM reviews r
JOIN shares s ON s.review_id = r.id AND s.country = r.country
WHERE r.id = $1 AND r.country = $2`+t.engine.lockRow("r"), id, by.Country).Scan(&one)
}

// move runs an update that must change exactly the one review whose state
// allows it; otherwise ErrLocked.
func (t *tx) move(by Actor, id, action, update string, args ...any) error {
	n, err := t.exec(update, args...)
	if err != nil {
		return err
	}
	if n == 0 {
		return forms.ErrLocked
	}
	return t.audit(by, action, id, "")
}

// HandBack puts a review back in the queue; the scores already given are
// forgotten, since the next reviewer begins without them.
func (d *DB) HandBack(ctx context.Context, by Actor, id string) error {
	return d.write(ctx, func(t *tx) error { return t.handBack(by, id, "review.handed-back") })
}

func (t *tx) handBack(by Actor, id, action string) error {
	if err := t.mayReview(by, id); err != nil {
		return err
	}
	return t.requeue(by, id, by.ID, action, "", "")
}

// DeclareNoConflict notes that the reviewer has no interest in the company.
func (d *DB) DeclareNoConflict(ctx context.Context, by Actor, id string) error {
	return d.write(ctx, func(t *tx) error {
		if err := t.mayReview(by, id); err != nil {
			return err
		}
		return t.move(by, id, "review.no-conflict", `
UPDATE reviews SET conflict = 'none'
WHERE id = $1 AND state = 'scoring' AND reviewer_id = $2`, id, by.ID)
	})
}

// StepBack hands a review back for good: this person cannot take it again.
func (d *DB) StepBack(ctx context.Context, by Actor, id string) error {
	return d.write(ctx, func(t *tx) error {
		if err := t.handBack(by, id, "review.stepped-back"); err != nil {
			return err
		}
		_, err := t.exec(`
INSERT INTO step_backs (review_id, user_id, stepped_at)
VALUES ($1, $2, $3)
ON CONFLICT (review_id, user_id) DO NOTHING`, id, by.ID, t.now)
		return err
	})
}

// Release shows the outcome to the company and to the countries it is shared
// with, and tells the company by mail. ErrForbidden: nobody releases alone what
// they scored. ErrLocked: it is not finished.
func (d *DB) Release(ctx context.Context, by Actor, id string, mails []Mail) error {
	return d.write(ctx, func(t *tx) error {
		if err := t.mayReview(by, id); err != nil {
			return err
		}
		var own int
		err := t.row(`
SELECT (SELECT COUNT(*) FROM scores WHERE review_id = $1 AND reviewer_id = $2)
  + (SELECT COUNT(*) FROM reviews WHERE id = $3 AND reviewer_id = $4)`, id, by.ID, id, by.ID).Scan(&own)
		if err != nil {
			return err
		}
		if own > 0 {
			return forms.ErrForbidden
		}
		err = t.move(by, id, "review.released", `
UPDATE reviews SET state = 'released', released_by = $1, released_at = $2
WHERE id = $3 AND state = 'finished'`, by.ID, t.now, id)
		if err != nil {
			return err
		}
		_, err = t.exec(`
UPDATE assessments SET state = $1
WHERE id = (SELECT s.assessment_id FROM submissions s JOIN reviews r ON r.submission_id = s.id WHERE r.id = $2)`,
			string(forms.Reviewed), id)
		if err != nil {
			return err
		}
		for _, m := range mails {
			if err := t.post(m); err != nil {
				return err
			}
		}
		return nil
	})
}

// NoteReading remembers when a person first read or downloaded a submission (how:
// "read" or "downloaded"). ErrNotFound: it is not shared with their country.
func (d *DB) NoteReading(ctx context.Context, by Actor, id, how string) error {
	var n int
	err := d.row(ctx, "SELECT COUNT(*) FROM readings WHERE review_id = $1 AND country = $2 AND how = $3 AND reader_id = $4", id, by.Country, how, by.ID).Scan(&n)
	if err != nil || n > 0 {
		return d.wrap(err)
	}
	return d.write(ctx, func(t *tx) error {
		var one int
		if err := t.row("SELECT 1 FROM shares WHERE review_id = $1 AND country = $2", id, by.Country).Scan(&one); err != nil {
			return err
		}
		n, err := t.exec(`
INSERT INTO readings (review_id, country, how, reader_id, first_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (review_id, country, how, reader_id) DO NOTHING`, id, by.Country, how, by.ID, t.now)
		if err != nil || n == 0 {
			return err
		}
		return t.audit(by, "review.first-"+how, id, "")
	})
}
