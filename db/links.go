package db

import (
	"context"
	"database/sql"
	"fmt"

	"eleven/forms"
)

// The kinds of one-time links.
const (
	LinkReset      = "reset"
	LinkInvitation = "invitation"
	LinkSetup      = "setup"
)

// Link is a one-time link, known by the hash of its token. UserID stands with a
// reset; the rest describes the account that an invitation or set-up makes.
type Link struct {
	TokenHash, Kind string
	UserID          string
	Email           string
	Role            forms.Role
	Country         string
	Company         string // id
	CompanyName     string
	Language        string
	ExpiresAt       int64
}

// NewLink keeps a one-time link and its mail, if any. It voids older links of
// the kind for the same person, or to the same address from the same company;
// a set-up link voids every other. A reset link younger than restOfReset stays
// instead, and nothing is kept or sent: whoever asks again and again keeps nobody out.
func (d *DB) NewLink(ctx context.Context, by Actor, l Link, m *Mail) error {
	return d.write(ctx, func(t *tx) error {
		if err := t.lockLinks(); err != nil {
			return err
		}
		if young, err := t.hasYoungReset(l); err != nil || young {
			return err
		}
		if err := t.voidLinks(l); err != nil {
			return err
		}
		_, err := t.exec(`
INSERT INTO links (token_hash, kind, user_id, email, role, country, company_id, language, created_by, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			l.TokenHash, l.Kind, orNull(l.UserID), Fold(l.Email), string(l.Role), l.Country, orNull(l.Company),
			l.Language, by.ID, t.now, l.ExpiresAt)
		if err != nil {
			return err
		}
		if m != nil {
			if err := t.post(*m); err != nil {
				return err
			}
		}
		return t.audit(by, "link."+l.Kind, l.UserID, string(l.Role))
	})
}

// restOfReset is how long a reset link is safe from the next one, in seconds.
const restOfReset = 10 * 60

// lockLinks lets one new link in at a time, or two would not see each other.
func (t *tx) lockLinks() error {
	if t.engine != postgres {
		return nil
	}
	_, err := t.exec("LOCK TABLE links IN SHARE ROW EXCLUSIVE MODE")
	return err
}

func (t *tx) hasYoungReset(l Link) (bool, error) {
	var n int
	err := t.row(`
SELECT COUNT(*)
FROM links
WHERE kind = 'reset' AND kind = $1 AND user_id = $2 AND created_at > $3 AND expires_at > $4`,
		l.Kind, l.UserID, t.now-restOfReset, t.now).Scan(&n)
	return n > 0, err
}

func (t *tx) voidLinks(l Link) (err error) {
	switch l.Kind {
	case LinkSetup:
		_, err = t.exec("DELETE FROM links WHERE kind = $1", l.Kind)
	case LinkReset:
		_, err = t.exec("DELETE FROM links WHERE kind = $1 AND user_id = $2", l.Kind, l.UserID)
	default: // of the same company, or side: nobody voids what another company sent
		_, err = t.exec(`
DELETE FROM links
WHERE kind = $1 AND email = $2 AND COALESCE(company_id, '') = $3`, l.Kind, Fold(l.Email), l.Company)
	}
	return err
}

const linkColumns = `
SELECT l.token_hash, l.kind, COALESCE(l.user_id, ''), l.email, l.role, l.country, COALESCE(l.company_id, ''), COALESCE(c.name, ''), l.language, l.expires_at
FROM links l
LEFT JOIN companies c ON c.id = l.company_id
`

// A set-up link is over once somebody may sign in as administrator.
const liveLink = linkColumns + `
WHERE l.token_hash = $1 AND l.kind = $2 AND l.expires_at > $3
  AND (l.kind <> 'setup' OR NOT EXISTS (SELECT 1 FROM users WHERE role = 'administrator' AND disabled = 0))`

func scanLink(row scanner) (l Link, err error) {
	err = row.Scan(&l.TokenHash, &l.Kind, &l.UserID, &l.Email, &l.Role, &l.Country, &l.Company, &l.CompanyName, &l.Language, &l.ExpiresAt)
	return l, err
}

// Link finds a live link of a kind, or gives ErrNotFound.
func (d *DB) Link(ctx context.Context, kind, tokenHash string) (Link, error) {
	l, err := scanLink(d.row(ctx, liveLink, tokenHash, kind, d.Now()))
	return l, d.wrap(err)
}

// take uses a link up.
func (t *tx) take(kind, tokenHash string) (Link, error) {
	l, err := scanLink(t.row(liveLink, tokenHash, kind, t.now))
	if err != nil {
		return l, err
	}
	n, err := t.exec("DELETE FROM links WHERE token_hash = $1", tokenHash)
	if err == nil && n == 0 { // used elsewhere a moment ago
		err = forms.ErrNotFound
	}
	return l, err
}

// ResetPassword uses a reset link up, keeps the new hash and ends every session.
func (d *DB) ResetPassword(ctx context.Context, tokenHash, hash string) error {
	return d.write(ctx, func(t *tx) error {
		l, err := t.take(LinkReset, tokenHash)
		if err != nil {
			return err
		}
		u, err := scanUser(t.row(userQuery+"WHERE u.id = $1", l.UserID))
		if err != nil {
			return err
		}
		return t.setPassword(u.Actor(), l.UserID, hash, "")
	})
}

// Accept uses an invitation or set-up link up and makes the account it offers.
// For a set-up link the address comes with n. ErrConflict: the address has an account.
func (d *DB) Accept(ctx context.Context, kind, tokenHash string, n NewUser) (id string, err error) {
	err = d.write(ctx, func(t *tx) error {
		l, err := t.take(kind, tokenHash)
		if err != nil {
			return err
		}
		n.Role, n.Country = l.Role, l.Country
		if kind == LinkInvitation {
			n.Email = l.Email
		}
		id, err = t.addUser(Actor{}, n, l.Company)
		if err != nil {
			return fmt.Errorf("accept an invitation: %w", err)
		}
		return nil
	})
	return id, err
}

// WithdrawInvitation ends the invitation of an address to the governments' side,
// or to one company, and reports whether there was one.
func (d *DB) WithdrawInvitation(ctx context.Context, by Actor, company, email string) (found bool, err error) {
	err = d.write(ctx, func(t *tx) error {
		n, err := t.exec(`
DELETE FROM links
WHERE kind = 'invitation' AND email = $1 AND COALESCE(company_id, '') = $2`, Fold(email), company)
		if found = n > 0; err != nil || !found {
			return err
		}
		return t.audit(by, "link.withdrawn", "", "")
	})
	return found, err
}

// Invitations gives the live invitations to the governments' side, or to one
// company, in the order of their addresses.
func (d *DB) Invitations(ctx context.Context, company string) ([]Link, error) {
	rows, err := d.query(ctx, linkColumns+`
WHERE l.kind = 'invitation' AND COALESCE(l.company_id, '') = $1 AND l.expires_at > $2
ORDER BY l.email`, company, d.Now())
	out, err := collect(rows, err, scanLinks)
	return out, d.wrap(err)
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func scanLinks(r *sql.Rows) (Link, error) { return scanLink(r) }
