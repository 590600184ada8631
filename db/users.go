package db

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"eleven/forms"
)

// User is a person with an account, of one company or one country.
type User struct {
	ID           string
	Email        string // lower case
	Name         string
	PasswordHash string
	Role         forms.Role
	Company      string // id; empty on the governments' side
	CompanyName  string
	Country      string // of the company, or the government person's own; "all" for the secretariat
	Language     string
	Zone         string // an IANA time zone
	Disabled     bool
	CreatedAt    int64
}

// Actor is the person as the audit trail names them.
func (u User) Actor() Actor {
	return Actor{ID: u.ID, Role: u.Role, Company: u.Company, Country: u.Country}
}

// NewUser is what AddUser needs. Company is a name; empty for government people.
type NewUser struct {
	Email, Name, PasswordHash string
	Role                      forms.Role
	Company, Country          string
	Language, Zone            string
}

// Fold gives an e-mail address as it is kept and looked up.
func Fold(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

const userColumns = `u.id, u.email, u.name, u.password_hash, u.role, COALESCE(u.company_id, ''), COALESCE(c.name, ''),
  u.country, u.language, u.zone, u.disabled, u.created_at`

// columns are where userColumns are scanned to.
func (u *User) columns() []any {
	return []any{
		&u.ID, &u.Email, &u.Name, &u.PasswordHash, &u.Role, &u.Company, &u.CompanyName,
		&u.Country, &u.Language, &u.Zone, &u.Disabled, &u.CreatedAt,
	}
}

const userQuery = `
SELECT ` + userColumns + `
FROM users u
LEFT JOIN companies c ON c.id = u.company_id
`

type scanner interface{ Scan(dest ...any) error }

func scanUser(r scanner) (u User, err error) {
	err = r.Scan(u.columns()...)
	return u, err
}

func scanUsers(r *sql.Rows) (User, error) { return scanUser(r) }

// User finds a person by id, or gives ErrNotFound.
func (d *DB) User(ctx context.Context, id string) (User, error) {
	u, err := scanUser(d.row(ctx, userQuery+"WHERE u.id = $1", id))
	return u, d.wrap(err)
}

// UserByEmail finds a person by address, or gives ErrNotFound.
func (d *DB) UserByEmail(ctx context.Context, email string) (User, error) {
	u, err := scanUser(d.row(ctx, userQuery+"WHERE u.email = $1", Fold(email)))
	return u, d.wrap(err)
}

// AddUser makes an account, and the company if no person of that name's company
// exists yet. ErrConflict: the address has an account.
func (d *DB) AddUser(ctx context.Context, by Actor, n NewUser) (id string, err error) {
	err = d.write(ctx, func(t *tx) error {
		id, err = t.addUser(by, n, "")
		return err
	})
	return id, err
}

// addUser joins the company with the id, or the one of the name, which it
// makes when there is none.
func (t *tx) addUser(by Actor, n NewUser, companyID string) (string, error) {
	var company any
	if n.Role.Company() {
		if companyID == "" {
			var err error
			if companyID, err = t.companyNamed(n.Company, n.Country); err != nil {
				return "", err
			}
		}
		company = companyID
	}
	id := NewID()
	_, err := t.exec(`
INSERT INTO users (id, email, name, password_hash, role, company_id, country, language, zone, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		id, Fold(n.Email), n.Name, n.PasswordHash, string(n.Role), company, n.Country, n.Language, n.Zone, t.now)
	if err != nil {
		return "", fmt.Errorf("add a person: %w", err)
	}
	if by.ID == "" {
		by = Actor{ID: id, Role: n.Role, Company: companyID, Country: n.Country}
	}
	return id, t.audit(by, "user.added", id, string(n.Role))
}

func (t *tx) companyNamed(name, country string) (id string, err error) {
	err = t.row("SELECT id FROM companies WHERE name = $1 AND country = $2 ORDER BY created_at LIMIT 1", name, country).Scan(&id)
	if err == nil {
		return id, nil
	}
	return t.addCompany(name, country, "")
}

func (t *tx) addCompany(name, country, carried string) (string, error) {
	id := NewID()
	_, err := t.exec("INSERT INTO companies (id, name, country, carried, created_at) VALUES ($1, $2, $3, $4, $5)", id, name, country, carried, t.now)
	return id, err
}

// SetPassword keeps a new hash and ends every session of the person but keep's.
func (d *DB) SetPassword(ctx context.Context, by Actor, userID, hash, keep string) error {
	return d.write(ctx, func(t *tx) error { return t.setPassword(by, userID, hash, keep) })
}

func (t *tx) setPassword(by Actor, userID, hash, keep string) error {
	if _, err := t.exec("UPDATE users SET password_hash = $1 WHERE id = $2", hash, userID); err != nil {
		return err
	}
	if _, err := t.exec("DELETE FROM sessions WHERE user_id = $1 AND id_hash <> $2", userID, keep); err != nil {
		return err
	}
	if _, err := t.exec("DELETE FROM links WHERE kind = 'reset' AND user_id = $1", userID); err != nil {
		return err
	}
	return t.audit(by, "user.password", userID, "")
}

// UpdateAccount keeps a person's name, language and time zone.
func (d *DB) UpdateAccount(ctx context.Context, by Actor, name, language, zone string) error {
	return d.write(ctx, func(t *tx) error {
		_, err := t.exec("UPDATE users SET name = $1, language = $2, zone = $3 WHERE id = $4", name, language, zone, by.ID)
		if err != nil {
			return err
		}
		return t.audit(by, "user.account", by.ID, "")
	})
}

// GovernmentPeople gives at most limit people of the governments' side in the
// order of their addresses, beginning behind the person after, whose id it is.
func (d *DB) GovernmentPeople(ctx context.Context, after string, limit int) ([]User, error) {
	rows, err := d.query(ctx, userQuery+`
WHERE u.company_id IS NULL
  AND u.email > COALESCE((SELECT a.email FROM users a WHERE a.company_id IS NULL AND a.id = $1), '')
ORDER BY u.email
LIMIT $2`, after, limit)
	out, err := collect(rows, err, scanUsers)
	return out, d.wrap(err)
}

// Colleagues gives the people of a company, owners first.
func (d *DB) Colleagues(ctx context.Context, companyID string) ([]User, error) {
	rows, err := d.query(ctx, userQuery+`
WHERE u.company_id = $1
ORDER BY CASE u.role WHEN 'owner' THEN 0 WHEN 'editor' THEN 1 ELSE 2 END, u.email`, companyID)
	out, err := collect(rows, err, scanUsers)
	return out, d.wrap(err)
}

// ReviewersOf gives the reviewers and leads of a country who may sign in.
func (d *DB) ReviewersOf(ctx context.Context, country string) ([]User, error) {
	rows, err := d.query(ctx, userQuery+`
WHERE u.role IN ('reviewer', 'lead') AND u.country = $1 AND u.disabled = 0
ORDER BY u.email`, country)
	out, err := collect(rows, err, scanUsers)
	return out, d.wrap(err)
}

// ChangePerson gives a government person another role or country, or disables
// them; their sessions end at once. Nobody changes themselves: ErrForbidden.
// ErrNotFound: no such person on the governments' side.
func (d *DB) ChangePerson(ctx context.Context, by Actor, userID string, role forms.Role, country string, disabled bool) error {
	if by.ID == userID {
		return forms.ErrForbidden
	}
	if !role.Government() {
		return fmt.Errorf("role %q is not a government's: %w", role, forms.ErrInvalid)
	}
	return d.write(ctx, func(t *tx) error {
		n, err := t.exec(`
UPDATE users SET role = $1, country = $2, disabled = $3
WHERE id = $4 AND company_id IS NULL`, string(role), country, flag(disabled), userID)
		if err != nil {
			return err
		}
		if n == 0 {
			return forms.ErrNotFound
		}
		if _, err := t.exec("DELETE FROM sessions WHERE user_id = $1", userID); err != nil {
			return err
		}
		return t.audit(by, "user.changed", userID, fmt.Sprintf("%s %s disabled=%t", role, country, disabled))
	})
}

// HasAdministrator reports whether somebody may sign in as administrator.
func (d *DB) HasAdministrator(ctx context.Context) (bool, error) {
	var n int
	err := d.row(ctx, "SELECT COUNT(*) FROM users WHERE role = 'administrator' AND disabled = 0").Scan(&n)
	return n > 0, d.wrap(err)
}

// Empty reports whether nobody has an account yet.
func (d *DB) Empty(ctx context.Context) (bool, error) {
	var n int
	err := d.row(ctx, "SELECT COUNT(*) FROM users").Scan(&n)
	return n == 0, d.wrap(err)
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}
