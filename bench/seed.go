package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	_ "github.com/mattn/go-sqlite3" // registers itself

	"eleven/db"
	"eleven/forms"
	"eleven/handlers"
)

// Everybody of the bench is fictional and has the same password.
const password = "a plain long phrase for a bench"

const (
	people      = 64
	officialAt  = "reviewer@government.example"
	colleagueAt = "colleague@government.example"
)

func emailOf(person int) string { return "person" + strconv.Itoa(person) + "@bench.example" }

// everything is a service to which every question of the first principle applies.
var everything = forms.Profile{
	Traits: forms.Traits, Conditions: []string{"STR", "REV", "DET", "USR"}, Encrypted: "no", Children: "yes",
	Size: "1-2", Moderators: "1-2", UserCountries: []string{"CA"}, ServerCountries: []string{"CA"}, Company: "UK",
}

// seeded is one person's assessment in the seed.
type seeded struct {
	Assessment string
	Revisions  map[string]int64
}

// seedPortal makes a data folder with so many companies, each with a whole
// answered assessment, and a queue of so many submissions.
func seedPortal(ctx context.Context, dir string, submissions int) ([]seeded, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	d, err := db.Open(ctx, db.Options{Dir: dir, Migrate: true})
	if err != nil {
		return nil, err
	}
	out, err := seedPeople(ctx, d)
	if closed := d.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, err
	}
	return out, seedQueue(ctx, filepath.Join(dir, "eleven.sqlite"), submissions)
}

func seedPeople(ctx context.Context, d *db.DB) ([]seeded, error) {
	if err := d.EnsureRound(ctx); err != nil {
		return nil, err
	}
	pack, err := forms.Current()
	if err != nil {
		return nil, err
	}
	hash, err := handlers.HashPassword(password)
	if err != nil {
		return nil, err
	}
	add := func(email, company, country string, role forms.Role) error {
		_, err := d.AddUser(ctx, db.System, db.NewUser{
			Email: email, Name: "Fictional Person", PasswordHash: hash, Role: role, Company: company, Country: country, Language: "en", Zone: "UTC",
		})
		return err
	}
	for _, email := range []string{officialAt, colleagueAt} {
		if err := add(email, "", "UK", forms.Reviewer); err != nil {
			return nil, err
		}
	}
	if err := add("administrator@programme.example", "", "all", forms.Administrator); err != nil {
		return nil, err
	}
	var out []seeded
	for i := range people {
		if err := add(emailOf(i), "Fictional Company "+strconv.Itoa(i), "UK", forms.Owner); err != nil {
			return nil, err
		}
		one, err := seedAssessment(ctx, d, pack, emailOf(i))
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

func seedAssessment(ctx context.Context, d *db.DB, pack *forms.Pack, email string) (seeded, error) {
	owner, err := d.UserByEmail(ctx, email)
	if err != nil {
		return seeded{}, err
	}
	id, err := d.StartAssessment(ctx, owner.Actor(), "Fictional Service", "en", pack)
	if err != nil {
		return seeded{}, err
	}
	if err := d.SaveProfile(ctx, owner.Actor(), id, "Fictional Service", everything, 0); err != nil {
		return seeded{}, err
	}
	level, note := forms.Level("2"), "We write it down, and a named person looks after it."
	tailoring, posts := forms.Tailor(pack, everything), []forms.Posted{}
	for _, pr := range pack.Principles {
		for _, q := range tailoring.Questions(pr) {
			posts = append(posts, forms.Posted{Question: q.ID, Level: &level, Note: &note})
		}
	}
	saved, err := d.SaveAnswers(ctx, owner.Actor(), id, posts)
	one := seeded{Assessment: id, Revisions: map[string]int64{}}
	for _, s := range saved {
		one.Revisions[s.Question] = s.Now.Revision
	}
	return one, err
}

// seedQueue adds submissions past the portal, in one transaction: each a
// service, an assessment, a submission, a review and its share, as Submit makes
// them, with an empty snapshot.
func seedQueue(ctx context.Context, file string, submissions int) error {
	raw, err := sql.Open("sqlite3", "file:"+file+"?_foreign_keys=on&_journal_mode=WAL")
	if err != nil {
		return err
	}
	defer func() { _ = raw.Close() }()
	t, err := raw.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }()
	if err := fillQueue(ctx, t, submissions); err != nil {
		return fmt.Errorf("fill the queue: %w", err)
	}
	if err := t.Commit(); err != nil {
		return err
	}
	_, err = raw.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// rows are what one submission leaves in the tables; :n is its number as text,
// :at its time, :c its company's number and :who its reviewer, or none.
var rows = []string{
	`INSERT INTO services (id, company_id, name, created_at)
SELECT 'service' || :n, id, 'Service ' || :n, :at FROM companies WHERE name = 'Fictional Company ' || :c`,
	`INSERT INTO assessments (id, company_id, service_id, round_id, state, language, pack, version, profile, profile_revision, carried, created_at, changed_at)
SELECT 'assessment' || :n, s.company_id, s.id, r.id, 'submitted', 'en', 'voluntary-principles', '1.0.0', '{}', 1, '', :at, :at
FROM services s, rounds r WHERE s.id = 'service' || :n`,
	`INSERT INTO submissions (id, assessment_id, depth, snapshot, digest, submitted_by, submitted_at)
VALUES ('submission' || :n, 'assessment' || :n, 'full', '{}', '', 'bench', :at)`,
	`INSERT INTO reviews (id, submission_id, country, state, company, service, depth, submitted_at, reviewer_id, conflict)
VALUES ('review' || :n, 'submission' || :n, 'UK', iif(:who IS NULL, 'waiting', 'scoring'), 'Fictional Company ' || :c, 'Service ' || :n, 'full', :at, :who, '')`,
	`INSERT INTO shares (country, submitted_at, review_id) VALUES ('UK', :at, 'review' || :n)`,
}

func fillQueue(ctx context.Context, t *sql.Tx, submissions int) error {
	var reviewer, colleague string
	for email, id := range map[string]*string{officialAt: &reviewer, colleagueAt: &colleague} {
		if err := t.QueryRowContext(ctx, "SELECT id FROM users WHERE email = ?1", email).Scan(id); err != nil {
			return err
		}
	}
	insert := make([]*sql.Stmt, len(rows))
	for i, query := range rows {
		var err error
		if insert[i], err = t.PrepareContext(ctx, query); err != nil {
			return err
		}
		defer func() { _ = insert[i].Close() }()
	}
	for i := range submissions {
		// Every other one is taken: the last ten of those by the reviewer who is driven.
		who := colleague
		if i >= submissions-20 {
			who = reviewer
		}
		values := []sql.NamedArg{
			sql.Named("n", fmt.Sprintf("%016d", i)), sql.Named("at", 1_700_000_000+i/3), sql.Named("c", strconv.Itoa(i%people)),
			sql.Named("who", sql.NullString{String: who, Valid: i%2 == 0}),
		}
		for j, s := range insert {
			if _, err := s.ExecContext(ctx, named(rows[j], values)...); err != nil {
				return err
			}
		}
	}
	return nil
}

// named gives the values that a query names.
func named(query string, values []sql.NamedArg) []any {
	var out []any
	for _, v := range values {
		if strings.Contains(query, ":"+v.Name) {
			out = append(out, v)
		}
	}
	return out
}
