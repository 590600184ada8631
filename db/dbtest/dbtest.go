// Package dbtest opens a real, migrated database for a test: SQLite in the
// test's own folder, or PostgreSQL when ELEVEN_TEST_POSTGRES names a server.
package dbtest

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"eleven/db"
)

// Server names the environment variable with the PostgreSQL server's address.
const Server = "ELEVEN_TEST_POSTGRES"

// Clock is a clock that a test moves. It begins at 2026-03-02 09:00 UTC.
type Clock struct{ seconds atomic.Int64 }

// Now gives the clock's time.
func (c *Clock) Now() time.Time { return time.Unix(c.seconds.Load(), 0).UTC() }

// Advance moves the clock forward.
func (c *Clock) Advance(d time.Duration) { c.seconds.Add(int64(d / time.Second)) }

// NewClock gives a clock at 2026-03-02 09:00 UTC.
func NewClock() *Clock {
	c := &Clock{}
	c.seconds.Store(time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC).Unix())
	return c
}

// Open gives an empty migrated database that is closed and dropped after the test.
func Open(t testing.TB, clock *Clock) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), Options(t, clock))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// Options give a new empty database of the engine under test.
func Options(t testing.TB, clock *Clock) db.Options {
	t.Helper()
	o := db.Options{Dir: t.TempDir(), Now: clock.Now, Migrate: true}
	if server := os.Getenv(Server); server != "" {
		o.URL = create(t, server)
	}
	return o
}

// create makes a database of its own on the server, and drops it after the test.
func create(t testing.TB, server string) string {
	t.Helper()
	admin, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	name := "t" + db.NewID()
	if _, err := admin.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = admin.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)")
		_ = admin.Close()
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}
