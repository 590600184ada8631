package db

import (
	"context"
	"encoding/json"
	"fmt"

	"eleven/forms"
)

// readProfile reads the profile as it is kept; the company's country belongs to it.
func (r *Record) readProfile(text string) error {
	if err := json.Unmarshal([]byte(text), &r.Profile); err != nil {
		return fmt.Errorf("profile of %s: %w", r.ID, err)
	}
	r.Profile.Company = r.Country
	return nil
}

// SaveProfile keeps what a company says of a service, if nobody changed it
// since revision (ErrConflict) and the state allows it (ErrLocked).
// ErrConflict also when the company has another service of that name.
func (d *DB) SaveProfile(ctx context.Context, by Actor, id, service string, p forms.Profile, revision int64) error {
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return d.write(ctx, func(t *tx) error {
		if err := t.editable(by, id); err != nil {
			return err
		}
		n, err := t.exec(`
UPDATE assessments SET profile = $1, profile_revision = profile_revision + 1, changed_at = $2
WHERE company_id = $3 AND id = $4 AND profile_revision = $5`, string(data), t.now, by.Company, id, revision)
		if err != nil {
			return err
		}
		if n == 0 {
			return forms.ErrConflict
		}
		_, err = t.exec(`
UPDATE services SET name = $1
WHERE id = (SELECT service_id FROM assessments WHERE id = $2) AND name <> $3`, service, id, service)
		if err != nil {
			return err
		}
		return t.audit(by, "profile.saved", id, "")
	})
}
