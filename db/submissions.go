package db

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"eleven/forms"
)

// Submit hands in an assessment as it stands in this very transaction. check is
// given the assessment and may refuse it; its error is returned unchanged. The
// snapshot, the review and its place in the queues, the audit row and the mails
// commit together. ErrLocked: the state does not allow it.
func (d *DB) Submit(ctx context.Context, by Actor, id, packDigest string, depth forms.Depth, signed forms.Signature, check func(forms.Assessment) error, mails []Mail) error {
	return d.write(ctx, func(t *tx) error {
		if err := t.claim(by, id); err != nil {
			return err
		}
		// Not the caller's context: ending it here would interrupt the others' writer.
		r, err := d.assessment(context.WithoutCancel(ctx), t.Tx, by.Company, id)
		if err != nil {
			return err
		}
		a := r.Assessment
		if err := check(a); err != nil {
			return err
		}
		signed.At = t.now
		a.State, a.Depth, a.Digest, a.Signed, a.ChangedAt = forms.Submitted, depth, packDigest, &signed, t.now
		if err := t.putSubmission(by, a); err != nil {
			return err
		}
		for _, m := range mails {
			if err := t.post(m); err != nil {
				return err
			}
		}
		return t.audit(by, "assessment.submitted", id, string(depth))
	})
}

// claim moves a draft to submitted, so that of several submits one goes on.
func (t *tx) claim(by Actor, id string) error {
	n, err := t.exec(`
UPDATE assessments SET state = $1, changed_at = $2
WHERE company_id = $3 AND id = $4 AND state IN ('draft', 'returned')`, string(forms.Submitted), t.now, by.Company, id)
	if err != nil || n == 1 {
		return err
	}
	return t.locked(by, id)
}

// locked is why an assessment could not be moved: ErrLocked when it is the
// company's own, and no row when there is none.
func (t *tx) locked(by Actor, id string) error {
	var one int
	if err := t.row("SELECT 1 FROM assessments WHERE company_id = $1 AND id = $2", by.Company, id).Scan(&one); err != nil {
		return err
	}
	return forms.ErrLocked
}

func (t *tx) putSubmission(by Actor, a forms.Assessment) error {
	snapshot, digest, err := a.Seal()
	if err != nil {
		return err
	}
	submission, review := NewID(), NewID()
	_, err = t.exec(`
INSERT INTO submissions (id, assessment_id, depth, snapshot, digest, submitted_by, submitted_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)`, submission, a.ID, string(a.Depth), string(snapshot), digest, by.ID, t.now)
	if err != nil {
		return err
	}
	_, err = t.exec(`
INSERT INTO reviews (id, submission_id, country, state, company, service, depth, submitted_at, conflict)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '')`,
		review, submission, a.Signed.ReviewingCountry, string(forms.Waiting), a.Company, a.Service, string(a.Depth), t.now)
	if err != nil {
		return err
	}
	for _, country := range queues(a.Signed.Countries) {
		if _, err := t.exec("INSERT INTO shares (country, submitted_at, review_id) VALUES ($1, $2, $3)", country, t.now, review); err != nil {
			return err
		}
	}
	return nil
}

// queues are the countries' queues a submission stands in; "all" when every
// country may read it.
func queues(countries []string) []string {
	out := slices.Clone(countries)
	if !slices.ContainsFunc(forms.Countries, func(c string) bool { return !slices.Contains(countries, c) }) {
		out = append(out, "all")
	}
	return out
}

// Withdraw takes a submission back until its review begins: the assessment is a
// draft again and leaves every queue. ErrLocked: the review has begun, or nothing is submitted.
func (d *DB) Withdraw(ctx context.Context, by Actor, id string) error {
	return d.write(ctx, func(t *tx) error {
		var review string
		err := t.row(`
SELECT r.id
FROM reviews r
JOIN submissions s ON s.id = r.submission_id
JOIN assessments a ON a.id = s.assessment_id
WHERE a.company_id = $1 AND a.id = $2 AND s.withdrawn_at IS NULL
ORDER BY s.submitted_at DESC LIMIT 1`, by.Company, id).Scan(&review)
		if errors.Is(err, sql.ErrNoRows) {
			return t.locked(by, id)
		}
		if err != nil {
			return err
		}
		n, err := t.exec("UPDATE reviews SET state = 'withdrawn' WHERE id = $1 AND state = $2", review, string(forms.Waiting))
		if err != nil {
			return err
		}
		if n == 0 {
			return forms.ErrLocked
		}
		return t.withdraw(by, id, review)
	})
}

func (t *tx) withdraw(by Actor, id, review string) error {
	if _, err := t.exec("DELETE FROM shares WHERE review_id = $1", review); err != nil {
		return err
	}
	_, err := t.exec("UPDATE submissions SET withdrawn_at = $1 WHERE id = (SELECT submission_id FROM reviews WHERE id = $2)", t.now, review)
	if err != nil {
		return err
	}
	if _, err := t.exec("UPDATE assessments SET state = $1, changed_at = $2 WHERE id = $3", string(forms.Draft), t.now, id); err != nil {
		return err
	}
	return t.audit(by, "assessment.withdrawn", id, "")
}

// lastSubmission gives the submission that stands, or nil, and the depth of the
// last one, which stays when that is withdrawn.
func (d *DB) lastSubmission(ctx context.Context, assessment string) (*Submission, forms.Depth, error) {
	var s Submission
	var stands bool
	err := d.row(ctx, `
SELECT s.withdrawn_at IS NULL, s.id, r.id, s.depth, s.digest, s.submitted_at, r.state, r.country, COALESCE(r.released_at, 0)
FROM submissions s
JOIN reviews r ON r.submission_id = s.id
WHERE s.assessment_id = $1
ORDER BY s.withdrawn_at IS NULL DESC, s.submitted_at DESC, s.id
LIMIT 1`, assessment).Scan(&stands, &s.ID, &s.ReviewID, &s.Depth, &s.Digest, &s.SubmittedAt, &s.Review, &s.Country, &s.ReleasedAt)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, "", nil
	}
	if err != nil || !stands {
		return nil, s.Depth, err
	}
	if s.Shared, err = d.sharedWith(ctx, s.ReviewID); err != nil {
		return nil, s.Depth, err
	}
	s.Readings, err = d.readings(ctx, s.ReviewID)
	return &s, s.Depth, err
}

func (d *DB) sharedWith(ctx context.Context, review string) ([]string, error) {
	rows, err := d.query(ctx, "SELECT country FROM shares WHERE review_id = $1 AND country <> 'all' ORDER BY country", review)
	return collect(rows, err, func(r *sql.Rows) (s string, err error) {
		err = r.Scan(&s)
		return s, err
	})
}

func (d *DB) readings(ctx context.Context, review string) ([]Reading, error) {
	rows, err := d.query(ctx, `
SELECT country, how, MIN(first_at)
FROM readings
WHERE review_id = $1
GROUP BY country, how
ORDER BY 3, 1, 2`, review)
	return collect(rows, err, func(r *sql.Rows) (g Reading, err error) {
		err = r.Scan(&g.Country, &g.How, &g.FirstAt)
		return g, err
	})
}

// Snapshot gives the submitted copy that stands for a company's assessment,
// checked against its digest, or ErrNotFound.
func (d *DB) Snapshot(ctx context.Context, company, id string) (forms.Assessment, error) {
	return d.unseal(d.row(ctx, `
SELECT s.snapshot, s.digest
FROM submissions s
JOIN assessments a ON a.id = s.assessment_id
WHERE a.company_id = $1 AND a.id = $2 AND s.withdrawn_at IS NULL
ORDER BY s.submitted_at DESC, s.id
LIMIT 1`, company, id))
}

func (d *DB) unseal(row scanner) (forms.Assessment, error) {
	var snapshot, digest string
	if err := row.Scan(&snapshot, &digest); err != nil {
		return forms.Assessment{}, d.wrap(err)
	}
	return forms.Unseal([]byte(snapshot), digest)
}
