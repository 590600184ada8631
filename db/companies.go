package db

import (
	"context"
	"fmt"

	"eleven/forms"
)

// Company is an organisation and how much of it there is.
type Company struct {
	ID, Name, Country   string
	People, Assessments int
}

// Company gives a company by its id, or ErrNotFound.
func (d *DB) Company(ctx context.Context, id string) (c Company, err error) {
	err = d.row(ctx, `
SELECT c.id, c.name, c.country,
  (SELECT COUNT(*) FROM users u WHERE u.company_id = c.id),
  (SELECT COUNT(*) FROM assessments a WHERE a.company_id = c.id)
FROM companies c
WHERE c.id = $1`, id).Scan(&c.ID, &c.Name, &c.Country, &c.People, &c.Assessments)
	return c, d.wrap(err)
}

// RenameCompany gives the person's company another name. What was submitted
// keeps the old one. ErrNotFound: the person has no company.
func (d *DB) RenameCompany(ctx context.Context, by Actor, name string) error {
	return d.write(ctx, func(t *tx) error {
		n, err := t.exec("UPDATE companies SET name = $1 WHERE id = $2", name, by.Company)
		if err != nil {
			return err
		}
		if n == 0 {
			return forms.ErrNotFound
		}
		return t.audit(by, "company.renamed", by.Company, "")
	})
}

// CompanyPeople gives at most limit people of a company in the order of their
// addresses, beginning behind the person after, whose id it is.
func (d *DB) CompanyPeople(ctx context.Context, company, after string, limit int) ([]User, error) {
	rows, err := d.query(ctx, userQuery+`
WHERE u.company_id = $1
  AND u.email > COALESCE((SELECT a.email FROM users a WHERE a.company_id = $2 AND a.id = $3), '')
ORDER BY u.email
LIMIT $4`, company, company, after, limit)
	out, err := collect(rows, err, scanUsers)
	return out, d.wrap(err)
}

// Colleague finds one of a company's people by id, or gives ErrNotFound.
func (d *DB) Colleague(ctx context.Context, company, id string) (User, error) {
	u, err := scanUser(d.row(ctx, userQuery+"WHERE u.company_id = $1 AND u.id = $2", company, id))
	return u, d.wrap(err)
}

// ChangeColleague gives a person of the owner's company another role, or
// disables them; their sessions end at once. ErrForbidden: nobody changes
// themselves, and only an owner changes others. ErrNotFound: no such colleague.
func (d *DB) ChangeColleague(ctx context.Context, by Actor, userID string, role forms.Role, disabled bool) error {
	if by.ID == userID {
		return forms.ErrForbidden
	}
	if !role.Company() {
		return fmt.Errorf("role %q is not a company's: %w", role, forms.ErrInvalid)
	}
	return d.write(ctx, func(t *tx) error {
		if err := t.mustOwn(by); err != nil {
			return err
		}
		n, err := t.exec(`
UPDATE users SET role = $1, disabled = $2
WHERE company_id = $3 AND id = $4`, string(role), flag(disabled), by.Company, userID)
		if err != nil {
			return err
		}
		if n == 0 {
			return forms.ErrNotFound
		}
		if _, err := t.exec("DELETE FROM sessions WHERE user_id = $1", userID); err != nil {
			return err
		}
		return t.audit(by, "user.changed", userID, fmt.Sprintf("%s disabled=%t", role, disabled))
	})
}

// mustOwn refuses somebody who is no owner any more. One change of a company's
// people waits for the other, or two owners who take each other's place away at
// the same moment would leave the company without any.
func (t *tx) mustOwn(by Actor) error {
	var one int
	err := t.row("SELECT 1 FROM companies c WHERE c.id = $1"+t.engine.lockRow("c"), by.Company).Scan(&one)
	if err != nil {
		return err
	}
	err = t.row(`
SELECT COUNT(*)
FROM users
WHERE company_id = $1 AND id = $2 AND role = 'owner' AND disabled = 0`, by.Company, by.ID).Scan(&one)
	if err == nil && one == 0 {
		err = forms.ErrForbidden
	}
	return err
}
