package db

import (
	"context"

	"eleven/forms"
)

// Registration is a company's first account, waiting for its e-mail to be
// confirmed. Carried holds quick-check answers to bring along, as JSON, or "".
type Registration struct {
	TokenHash, BrowserHash string
	Company, Country       string
	Name, Email            string
	PasswordHash           string
	Language, Zone         string
	Carried                string
	ExpiresAt              int64
}

// Register keeps a pending registration and its mail.
func (d *DB) Register(ctx context.Context, r Registration, m Mail) error {
	return d.write(ctx, func(t *tx) error {
		_, err := t.exec(`
INSERT INTO registrations (token_hash, browser_hash, company, country, name, email, password_hash, language, zone, carried, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
			r.TokenHash, r.BrowserHash, r.Company, r.Country, r.Name, Fold(r.Email), r.PasswordHash,
			r.Language, r.Zone, r.Carried, t.now, r.ExpiresAt)
		if err != nil {
			return err
		}
		if err := t.post(m); err != nil {
			return err
		}
		return t.audit(System, "registration.started", "", "")
	})
}

const registrationColumns = `
SELECT token_hash, browser_hash, company, country, name, email, password_hash, language, zone, carried, expires_at
FROM registrations
WHERE token_hash = $1 AND expires_at > $2`

func scanRegistration(row scanner) (r Registration, err error) {
	err = row.Scan(&r.TokenHash, &r.BrowserHash, &r.Company, &r.Country, &r.Name, &r.Email, &r.PasswordHash,
		&r.Language, &r.Zone, &r.Carried, &r.ExpiresAt)
	return r, err
}

// PendingRegistration finds a registration by its link, or gives ErrNotFound
// when the link is unknown, used or over.
func (d *DB) PendingRegistration(ctx context.Context, tokenHash string) (Registration, error) {
	r, err := scanRegistration(d.row(ctx, registrationColumns, tokenHash, d.Now()))
	return r, d.wrap(err)
}

// Confirm makes the company and its owner from a registration, once, and drops
// every other registration of the address. ErrNotFound: the link is dead.
// ErrConflict: the address has an account by now.
func (d *DB) Confirm(ctx context.Context, tokenHash string) (r Registration, userID string, err error) {
	err = d.write(ctx, func(t *tx) error {
		if r, err = scanRegistration(t.row(registrationColumns, tokenHash, t.now)); err != nil {
			return err
		}
		n, err := t.exec("DELETE FROM registrations WHERE email = $1", r.Email)
		if err != nil {
			return err
		}
		if n == 0 { // confirmed elsewhere a moment ago
			return forms.ErrNotFound
		}
		company, err := t.addCompany(r.Company, r.Country, r.Carried)
		if err != nil {
			return err
		}
		userID, err = t.addUser(Actor{}, NewUser{
			Email: r.Email, Name: r.Name, PasswordHash: r.PasswordHash, Role: forms.Owner,
			Country: r.Country, Language: r.Language, Zone: r.Zone,
		}, company)
		return err
	})
	return r, userID, err
}

// DropRegistration forgets a registration that its receiver did not ask for.
func (d *DB) DropRegistration(ctx context.Context, tokenHash string) error {
	return d.write(ctx, func(t *tx) error {
		n, err := t.exec("DELETE FROM registrations WHERE token_hash = $1", tokenHash)
		if err != nil || n == 0 {
			return err
		}
		return t.audit(System, "registration.dropped", "", "")
	})
}
