package db

import (
	"context"
	"database/sql"
	"errors"

	"eleven/forms"
)

// Saved is what became of one posted answer. Now is the answer as it stands;
// with Conflict somebody changed it since the posted revision and nothing of
// the post was kept for this question.
type Saved struct {
	Question string
	Conflict bool
	Changed  bool
	Now      forms.Answer
	// By is who made the answer that stands in a conflict, and ByName their name.
	By, ByName string
	// behind: the assessment's time of last change is older than this change.
	behind bool
}

func (d *DB) answers(ctx context.Context, q querier, id string) (map[string]forms.Answer, error) {
	rows, err := q.QueryContext(ctx, d.engine.sql(`
SELECT question_id, revision, level, note, cause, reason, changed_at
FROM answers
WHERE assessment_id = $1`), id)
	out := map[string]forms.Answer{}
	if err != nil {
		return out, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var question string
		a := forms.Answer{Evidence: []forms.Evidence{}}
		if err := rows.Scan(&question, &a.Revision, &a.Level, &a.Note, &a.Cause, &a.Reason, &a.ChangedAt); err != nil {
			return out, err
		}
		out[question] = a
	}
	return out, rows.Err()
}

// SaveAnswers keeps the posted answers of one request in one transaction: those
// without change as they are, those in conflict untouched, the others with a
// new revision, their history and an audit row. ErrNotFound: not this company's.
// ErrLocked: the state does not allow it.
func (d *DB) SaveAnswers(ctx context.Context, by Actor, id string, posts []forms.Posted) (saved []Saved, err error) {
	err = d.write(ctx, func(t *tx) error {
		saved = nil
		if len(posts) == 0 {
			return t.editable(by, id)
		}
		behind := false
		for _, p := range posts {
			s, err := t.saveAnswer(by, id, p)
			if err == nil && s.Conflict {
				s.By, s.ByName, err = t.answeredBy(id, p.Question)
			}
			if err != nil {
				return err
			}
			behind = behind || s.behind
			saved = append(saved, s)
		}
		if !behind {
			return nil
		}
		return t.touch(id)
	})
	return saved, err
}

// answerNow gives an answer as it stands, of an assessment that the actor's
// company may change now, and when that was last changed.
func (t *tx) answerNow(by Actor, id, question string) (a forms.Answer, touched int64, err error) {
	var state forms.State
	// Locked: one person's save sees the other's, and a submission waits for both.
	err = t.row(`
SELECT a.state, a.changed_at, COALESCE(n.revision, 0), COALESCE(n.level, ''), COALESCE(n.note, ''), COALESCE(n.cause, ''), COALESCE(n.reason, ''),
  COALESCE(n.changed_at, 0)
FROM assessments a
LEFT JOIN answers n ON n.assessment_id = a.id AND n.question_id = $1
WHERE a.company_id = $2 AND a.id = $3`+t.engine.lockRow("a"), question, by.Company, id).Scan(
		&state, &touched, &a.Revision, &a.Level, &a.Note, &a.Cause, &a.Reason, &a.ChangedAt)
	if err != nil {
		return a, touched, err
	}
	if !forms.CanEdit(by.Role, state) {
		return a, touched, forms.ErrLocked
	}
	return a, touched, nil
}

// answerAt gives an answer as it stood at a revision; an empty one where there was none.
func (t *tx) answerAt(id, question string, revision int64) (a forms.Answer, err error) {
	err = t.row(`
SELECT revision, level, note, cause, reason, changed_at
FROM answer_history
WHERE assessment_id = $1 AND question_id = $2 AND revision = $3`, id, question, revision).Scan(
		&a.Revision, &a.Level, &a.Note, &a.Cause, &a.Reason, &a.ChangedAt)
	if errors.Is(err, sql.ErrNoRows) {
		return a, nil
	}
	return a, err
}

// answeredBy is who made the answer that stands; nobody, where there is none.
func (t *tx) answeredBy(id, question string) (user, name string, err error) {
	err = t.row(`
SELECT u.id, u.name
FROM answers n
JOIN users u ON u.id = n.changed_by
WHERE n.assessment_id = $1 AND n.question_id = $2`, id, question).Scan(&user, &name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", nil
	}
	return user, name, err
}

func (t *tx) saveAnswer(by Actor, id string, p forms.Posted) (Saved, error) {
	now, touched, err := t.answerNow(by, id, p.Question)
	if err != nil {
		return Saved{}, err
	}
	s := Saved{Question: p.Question, Now: now}
	want := p.Over(now)
	if want.Same(now) {
		return s, nil
	}
	if p.Revision != now.Revision {
		seen, err := t.answerAt(id, p.Question, p.Revision)
		if err != nil {
			return s, err
		}
		s.Conflict = !p.Over(seen).Same(seen)
		return s, nil
	}
	want.Revision, want.ChangedAt = now.Revision+1, t.now
	kept, err := t.putAnswer(by, id, p.Question, want, now.Revision)
	if err == nil && !kept {
		// PostgreSQL read it before another save and then waited for that. Now the
		// assessment is locked here, and the next reading is of what stands.
		return t.saveAnswer(by, id, p)
	}
	s.Now, s.Changed, s.behind = want, kept, touched < t.now
	return s, err
}

// putAnswer writes the answer unless its revision moved meanwhile, which it
// reports with false.
func (t *tx) putAnswer(by Actor, id, question string, a forms.Answer, revision int64) (bool, error) {
	var got int64
	err := t.row(`
INSERT INTO answers (assessment_id, question_id, revision, level, note, cause, reason, changed_by, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (assessment_id, question_id) DO UPDATE
SET revision = excluded.revision, level = excluded.level, note = excluded.note, cause = excluded.cause,
  reason = excluded.reason, changed_by = excluded.changed_by, changed_at = excluded.changed_at
WHERE answers.revision = $10
RETURNING revision`,
		id, question, a.Revision, string(a.Level), a.Note, a.Cause, a.Reason, by.ID, t.now, revision).Scan(&got)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_, err = t.exec(`
INSERT INTO answer_history (assessment_id, question_id, revision, level, note, cause, reason, changed_by, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		id, question, a.Revision, string(a.Level), a.Note, a.Cause, a.Reason, by.ID, t.now)
	if err != nil {
		return false, err
	}
	return true, t.audit(by, "answer.saved", id, question)
}
