package db_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eleven/db"
	"eleven/db/dbtest"
	"eleven/forms"
)

var pack = &forms.Pack{ID: "voluntary-principles", Version: "1.0.0"}

// portal is a database with a company of three, a rival company and an open
// round. raw is a connection of the test's own, behind the portal's back.
type portal struct {
	*db.DB
	t       testing.TB
	clock   *dbtest.Clock
	options db.Options
	raw     *sql.DB

	owner, editor, viewer, rival db.Actor
}

// open gives a portal on the engine under test.
func open(t testing.TB) *portal {
	t.Helper()
	clock := dbtest.NewClock()
	return furnish(t, clock, dbtest.Migrated(t, clock))
}

// openSQLite gives a portal on SQLite, whichever engine is under test.
func openSQLite(t testing.TB) *portal {
	t.Helper()
	clock := dbtest.NewClock()
	return furnish(t, clock, db.Options{Dir: t.TempDir(), Now: clock.Now, Migrate: true})
}

func furnish(t testing.TB, clock *dbtest.Clock, o db.Options) *portal {
	t.Helper()
	p := &portal{t: t, clock: clock, options: o, DB: reopen(t, o)}
	p.raw = behind(t, o)
	must(t, p.EnsureRound(t.Context()))
	p.owner = p.person(forms.Owner, "Maple Chat", "CA")
	p.editor = p.person(forms.Editor, "Maple Chat", "CA")
	p.viewer = p.person(forms.Viewer, "Maple Chat", "CA")
	p.rival = p.person(forms.Owner, "Rowan Games", "UK")
	return p
}

func reopen(t testing.TB, o db.Options) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), o)
	must(t, err)
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// behind connects to a portal's database without the portal.
func behind(t testing.TB, o db.Options) *sql.DB {
	t.Helper()
	driver, address := "pgx", o.URL
	if o.URL == "" {
		driver, address = "sqlite3", "file:"+filepath.Join(o.Dir, "eleven.sqlite")+"?_busy_timeout=5000&_txlock=immediate"
	}
	raw, err := sql.Open(driver, address)
	must(t, err)
	t.Cleanup(func() { _ = raw.Close() })
	return raw
}

// person adds an account with an address nobody else has.
func (p *portal) person(role forms.Role, company, country string) db.Actor {
	p.t.Helper()
	id, err := p.AddUser(p.t.Context(), db.System, db.NewUser{
		Email: fmt.Sprintf("%s-%s@example.org", role, db.NewID()), Name: "Robin " + string(role), PasswordHash: "hash",
		Role: role, Company: company, Country: country, Language: "en", Zone: "America/Toronto",
	})
	must(p.t, err)
	u, err := p.User(p.t.Context(), id)
	must(p.t, err)
	return u.Actor()
}

// official adds a person of a government.
func (p *portal) official(role forms.Role, country string) db.Actor {
	p.t.Helper()
	return p.person(role, "", country)
}

// start begins an assessment of the company's service.
func (p *portal) start(service string) string {
	p.t.Helper()
	id, err := p.StartAssessment(p.t.Context(), p.owner, service, "en", pack)
	must(p.t, err)
	return id
}

// answer saves one answer and expects that it was kept.
func (p *portal) answer(by db.Actor, id string, post forms.Posted) forms.Answer {
	p.t.Helper()
	saved, err := p.SaveAnswers(p.t.Context(), by, id, []forms.Posted{post})
	must(p.t, err)
	if len(saved) != 1 || !saved[0].Changed {
		p.t.Fatalf("the answer to %s was not kept: %+v", post.Question, saved)
	}
	return saved[0].Now
}

// submit hands an assessment in and gives its review's id. The first country reviews.
func (p *portal) submit(id string, countries ...string) string {
	p.t.Helper()
	must(p.t, p.trySubmit(id, accept, nil, countries...))
	r, err := p.Assessment(p.t.Context(), p.owner.Company, id)
	must(p.t, err)
	return r.Submission.ReviewID
}

func (p *portal) trySubmit(id string, check func(forms.Assessment) error, mails []db.Mail, countries ...string) error {
	signed := forms.Signature{Name: "Robin Doe", Position: "Director", Countries: countries, ReviewingCountry: countries[0]}
	return p.Submit(p.t.Context(), p.owner, id, "sha256:pack", forms.Full, signed, check, mails)
}

func accept(forms.Assessment) error { return nil }

// count gives the number that a query answers with.
func (p *portal) count(query string, args ...any) (n int) {
	p.t.Helper()
	must(p.t, p.raw.QueryRow(query, args...).Scan(&n))
	return n
}

// run changes the database behind the portal's back.
func (p *portal) run(query string, args ...any) {
	p.t.Helper()
	_, err := p.raw.Exec(query, args...)
	must(p.t, err)
}

// dump gives every row of every table, so that a test can say "nothing changed".
func (p *portal) dump() string {
	p.t.Helper()
	var lines []string
	for _, table := range p.tables() {
		lines = append(lines, p.rows(table)...)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func (p *portal) tables() []string {
	p.t.Helper()
	query := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
	if p.options.URL != "" {
		query = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
	}
	rows, err := p.raw.Query(query)
	must(p.t, err)
	defer func() { _ = rows.Close() }()
	var out []string
	for rows.Next() {
		var name string
		must(p.t, rows.Scan(&name))
		out = append(out, name)
	}
	must(p.t, rows.Err())
	return out
}

func (p *portal) rows(table string) []string {
	p.t.Helper()
	rows, err := p.raw.Query("SELECT * FROM " + table)
	must(p.t, err)
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	must(p.t, err)
	var out []string
	for rows.Next() {
		cells, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		must(p.t, rows.Scan(into...))
		out = append(out, fmt.Sprint(table, cells))
	}
	must(p.t, rows.Err())
	return out
}

// unchanged runs do and expects the database to be as it was.
func (p *portal) unchanged(do func()) {
	p.t.Helper()
	before := p.dump()
	do()
	if after := p.dump(); after != before {
		p.t.Errorf("the database changed from\n%s\nto\n%s", before, after)
	}
}
