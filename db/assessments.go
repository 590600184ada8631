package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"eleven/forms"
)

// AssessmentRow is a line of a company's list.
type AssessmentRow struct {
	ID        string
	Service   string
	Round     string
	State     forms.State
	CreatedAt int64
	ChangedAt int64
}

// Record is an assessment as the database holds it now: the value itself, the
// revision of its profile, and what became of its last submission.
type Record struct {
	forms.Assessment
	CompanyID       string
	ProfileRevision int64
	// Carried are the quick check's answers, as JSON, not confirmed yet; or "".
	Carried    string
	Submission *Submission // nil before the first, and after a withdrawal
	// LastDepth is that of the last submission, withdrawn or not; "" before the first.
	LastDepth forms.Depth
}

// Submission is what was handed in, and where its review stands.
type Submission struct {
	ID          string
	ReviewID    string
	Depth       forms.Depth
	Digest      string
	SubmittedAt int64
	Review      forms.ReviewState
	Country     string // the reviewing one
	ReleasedAt  int64
	Shared      []string
	Readings    []Reading
}

// Reading is when somebody of a country first read or downloaded a submission.
type Reading struct {
	Country string
	How     string // read or downloaded
	FirstAt int64
}

// Assessments gives a company's assessments, newest first.
func (d *DB) Assessments(ctx context.Context, company string) ([]AssessmentRow, error) {
	rows, err := d.query(ctx, `
SELECT a.id, s.name, r.name, a.state, a.created_at, a.changed_at
FROM assessments a
JOIN services s ON s.id = a.service_id
JOIN rounds r ON r.id = a.round_id
WHERE a.company_id = $1
ORDER BY a.created_at DESC, a.id
LIMIT 200`, company)
	out, err := collect(rows, err, func(r *sql.Rows) (a AssessmentRow, err error) {
		err = r.Scan(&a.ID, &a.Service, &a.Round, &a.State, &a.CreatedAt, &a.ChangedAt)
		return a, err
	})
	return out, d.wrap(err)
}

// StartAssessment begins the assessment of a service in the open round, or
// finds the one that was begun. ErrLocked: no round is open.
func (d *DB) StartAssessment(ctx context.Context, by Actor, service, language string, pack *forms.Pack) (id string, err error) {
	round, err := d.OpenRound(ctx)
	if errors.Is(err, forms.ErrNotFound) {
		return "", fmt.Errorf("no round is open: %w", forms.ErrLocked)
	}
	if err != nil {
		return "", err
	}
	err = d.write(ctx, func(t *tx) error {
		serviceID, err := t.service(by.Company, service)
		if err != nil {
			return err
		}
		id, err = t.startAssessment(by, serviceID, round.ID, language, pack)
		return err
	})
	return id, err
}

func (t *tx) startAssessment(by Actor, service, round, language string, pack *forms.Pack) (id string, err error) {
	profile, err := json.Marshal(forms.Profile{Company: by.Country})
	if err != nil {
		return "", err
	}
	var carried string
	if err := t.row("SELECT carried FROM companies WHERE id = $1", by.Company).Scan(&carried); err != nil {
		return "", err
	}
	id = NewID()
	n, err := t.exec(`
INSERT INTO assessments (id, company_id, service_id, round_id, state, language, pack, version, profile, profile_revision, carried, created_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12)
ON CONFLICT (service_id, round_id) DO NOTHING`,
		id, by.Company, service, round, string(forms.Draft), language, pack.ID, pack.Version, string(profile), carried, t.now, t.now)
	if err != nil {
		return "", err
	}
	if n == 0 { // it was begun before
		err = t.row("SELECT id FROM assessments WHERE service_id = $1 AND round_id = $2", service, round).Scan(&id)
		return id, err
	}
	if _, err := t.exec("UPDATE companies SET carried = '' WHERE id = $1", by.Company); err != nil {
		return "", err
	}
	return id, t.audit(by, "assessment.started", id, "")
}

// service finds a company's service by name, or makes it.
func (t *tx) service(company, name string) (id string, err error) {
	_, err = t.exec(`
INSERT INTO services (id, company_id, name, created_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (company_id, name) DO NOTHING`, NewID(), company, name, t.now)
	if err != nil {
		return "", err
	}
	err = t.row("SELECT id FROM services WHERE company_id = $1 AND name = $2", company, name).Scan(&id)
	return id, err
}

// querier is what reading needs: the read pool, or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Assessment gives a company's own assessment whole, or ErrNotFound.
func (d *DB) Assessment(ctx context.Context, company, id string) (Record, error) {
	r, err := d.assessment(ctx, d.reads, company, id)
	if err != nil {
		return r, d.wrap(err)
	}
	r.CompanyID = company
	r.Submission, r.LastDepth, err = d.lastSubmission(ctx, id)
	return r, d.wrap(err)
}

// Heading gives the state, the questionnaire and the profile of a company's own
// assessment, and nothing else of it, or ErrNotFound.
func (d *DB) Heading(ctx context.Context, company, id string) (r Record, err error) {
	var profile string
	err = d.row(ctx, `
SELECT a.id, a.state, a.pack, a.version, c.country, a.profile
FROM assessments a
JOIN companies c ON c.id = a.company_id
WHERE a.company_id = $1 AND a.id = $2`, company, id).Scan(&r.ID, &r.State, &r.Pack, &r.Version, &r.Country, &profile)
	if err != nil {
		return r, d.wrap(err)
	}
	r.CompanyID = company
	return r, r.readProfile(profile)
}

// AnyAssessment gives an assessment whole to a command, whoever owns it.
func (d *DB) AnyAssessment(ctx context.Context, id string) (Record, error) {
	var company string
	if err := d.row(ctx, "SELECT company_id FROM assessments WHERE id = $1", id).Scan(&company); err != nil {
		return Record{}, d.wrap(err)
	}
	return d.Assessment(ctx, company, id)
}

func (d *DB) assessment(ctx context.Context, q querier, company, id string) (r Record, err error) {
	r, err = d.head(ctx, q, company, id)
	if err != nil {
		return r, err
	}
	if r.Answers, err = d.answers(ctx, q, id); err != nil {
		return r, err
	}
	return r, d.addEvidence(ctx, q, id, r.Answers)
}

// head reads the assessment's own row.
func (d *DB) head(ctx context.Context, q querier, company, id string) (r Record, err error) {
	var profile string
	err = q.QueryRowContext(ctx, d.engine.sql(`
SELECT a.id, a.state, r.name, a.language, a.pack, a.version, c.name, c.country, s.name, a.profile, a.profile_revision, a.carried, a.changed_at
FROM assessments a
JOIN services s ON s.id = a.service_id
JOIN rounds r ON r.id = a.round_id
JOIN companies c ON c.id = a.company_id
WHERE a.company_id = $1 AND a.id = $2`), company, id).Scan(
		&r.ID, &r.State, &r.Round, &r.Language, &r.Pack, &r.Version, &r.Company, &r.Country, &r.Service,
		&profile, &r.ProfileRevision, &r.Carried, &r.ChangedAt)
	if err != nil {
		return r, err
	}
	r.Depth = forms.Full
	return r, r.readProfile(profile)
}

// editable says whether the actor's company may change the assessment now.
func (t *tx) editable(by Actor, id string) error {
	var state forms.State
	// Locked: one person's save sees the other's, and a submission waits for both.
	err := t.row(`
SELECT a.state
FROM assessments a
WHERE a.company_id = $1 AND a.id = $2`+t.engine.lockRow("a"), by.Company, id).Scan(&state)
	if err != nil {
		return err
	}
	if !forms.CanEdit(by.Role, state) {
		return forms.ErrLocked
	}
	return nil
}

// touch moves the assessment's time of last change.
func (t *tx) touch(id string) error {
	_, err := t.exec("UPDATE assessments SET changed_at = $1 WHERE id = $2 AND changed_at < $3", t.now, id, t.now)
	return err
}
