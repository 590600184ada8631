package dbtest

import (
	"context"
	"database/sql"
	"net/url"
	"testing"

	"eleven/db"
)

// server is PostgreSQL as one test uses it.
type server struct {
	t       testing.TB
	address *url.URL
	admin   *sql.DB
}

func serve(t testing.TB, address string) *server {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	admin, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	admin.SetMaxOpenConns(1) // so that a lock and its release meet the same session
	t.Cleanup(func() { _ = admin.Close() })
	return &server{t, u, admin}
}

func (s *server) run(query string) {
	s.t.Helper()
	if _, err := s.admin.Exec(query); err != nil {
		s.t.Fatalf("%s: %v", query, err)
	}
}

// at gives the address of a database of the server.
func (s *server) at(name string) string {
	u := *s.address
	u.Path = "/" + name
	return u.String()
}

// create makes a database of its own, a copy of the template if one is named,
// and drops it after the test.
func (s *server) create(template string) string {
	s.t.Helper()
	name, query := "t"+db.NewID(), ""
	if template != "" {
		s.ensure(template)
		query = " TEMPLATE " + template
	}
	s.run("CREATE DATABASE " + name + query)
	s.t.Cleanup(func() { _, _ = s.admin.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)") })
	return s.at(name)
}

// ensure makes the migrated template unless some test made it before. It stays
// on the server, under a name of its own for each text of the migrations.
func (s *server) ensure(template string) {
	s.t.Helper()
	s.run("SELECT pg_advisory_lock(11)")
	defer s.run("SELECT pg_advisory_unlock(11)")
	var n int
	if err := s.admin.QueryRow("SELECT COUNT(*) FROM pg_database WHERE datname = $1", template).Scan(&n); err != nil {
		s.t.Fatal(err)
	}
	if n > 0 {
		return
	}
	part := "t" + db.NewID() // renamed once it is whole
	s.run("CREATE DATABASE " + part)
	d, err := db.Open(context.Background(), db.Options{URL: s.at(part), Migrate: true})
	if err != nil {
		s.t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		s.t.Fatal(err)
	}
	s.run("ALTER DATABASE " + part + " RENAME TO " + template)
}
