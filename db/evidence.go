package db

import (
	"context"

	"eleven/forms"
)

// addEvidence hangs the evidence records of an assessment on its answers.
func (d *DB) addEvidence(ctx context.Context, q querier, id string, answers map[string]forms.Answer) error {
	rows, err := q.QueryContext(ctx, d.engine.sql(`
SELECT question_id, id, title, kind, dated, holder, place, link, seal
FROM evidence
WHERE assessment_id = $1 AND removed_at IS NULL
ORDER BY question_id, created_at, id`), id)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var question string
		var e forms.Evidence
		if err := rows.Scan(&question, &e.ID, &e.Title, &e.Kind, &e.Date, &e.Holder, &e.Place, &e.Link, &e.Seal); err != nil {
			return err
		}
		a := answers[question]
		a.Evidence = append(a.Evidence, e)
		answers[question] = a
	}
	return rows.Err()
}

// AddEvidence keeps an evidence record beside an answer. An id that is already
// used, as by a form sent twice, adds nothing.
func (d *DB) AddEvidence(ctx context.Context, by Actor, id, question string, e forms.Evidence) error {
	return d.write(ctx, func(t *tx) error {
		if err := t.editable(by, id); err != nil {
			return err
		}
		n, err := t.exec(`
INSERT INTO evidence (id, assessment_id, question_id, title, kind, dated, holder, place, link, seal, created_by, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (id) DO NOTHING`,
			e.ID, id, question, e.Title, e.Kind, e.Date, e.Holder, e.Place, e.Link, e.Seal, by.ID, t.now)
		if err != nil || n == 0 {
			return err
		}
		if err := t.touch(id); err != nil {
			return err
		}
		return t.audit(by, "evidence.added", id, question)
	})
}

// RemoveEvidence takes a record away from the assessment; PutBackEvidence undoes it.
func (d *DB) RemoveEvidence(ctx context.Context, by Actor, id, record string) error {
	return d.setEvidence(ctx, by, id, record, true)
}

// PutBackEvidence undoes RemoveEvidence.
func (d *DB) PutBackEvidence(ctx context.Context, by Actor, id, record string) error {
	return d.setEvidence(ctx, by, id, record, false)
}

func (d *DB) setEvidence(ctx context.Context, by Actor, id, record string, removed bool) error {
	return d.write(ctx, func(t *tx) error {
		if err := t.editable(by, id); err != nil {
			return err
		}
		var at any
		action := "evidence.put-back"
		if removed {
			at, action = t.now, "evidence.removed"
		}
		n, err := t.exec("UPDATE evidence SET removed_at = $1 WHERE id = $2 AND assessment_id = $3", at, record, id)
		if err != nil {
			return err
		}
		if n == 0 {
			return forms.ErrNotFound
		}
		if err := t.touch(id); err != nil {
			return err
		}
		return t.audit(by, action, id, record)
	})
}
