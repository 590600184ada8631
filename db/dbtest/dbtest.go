// Package dbtest opens a real, migrated database for a test: SQLite in the
// test's own folder, or PostgreSQL when ELEVEN_TEST_POSTGRES names a server.
package dbtest

import (
	"context"
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
	d, err := db.Open(context.Background(), Migrated(t, clock))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// Options give a new database of the engine under test, without a schema.
func Options(t testing.TB, clock *Clock) db.Options {
	t.Helper()
	return options(t, clock, "")
}

// Migrated gives a new database of the engine under test that opens at once:
// on PostgreSQL a copy of one that was migrated before.
func Migrated(t testing.TB, clock *Clock) db.Options {
	t.Helper()
	return options(t, clock, "eleven_"+db.Schema()[:16])
}

func options(t testing.TB, clock *Clock, template string) db.Options {
	t.Helper()
	o := db.Options{Dir: t.TempDir(), Now: clock.Now, Migrate: true}
	if address := os.Getenv(Server); address != "" {
		o.URL = serve(t, address).create(template)
	}
	return o
}
