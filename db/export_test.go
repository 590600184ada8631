package db

import (
	"context"
	"database/sql"
)

// Tx is the transaction that Write hands to a test.
type Tx = tx

// The texts behind Queue and the two Progress methods, for tests that ask how
// they are answered.
var (
	QueueQuery      = sqlite.sql(queueQuery)
	OwnQuery        = sqlite.sql(ownQuery)
	SharedQuery     = sqlite.sql(sharedQuery)
	EverywhereQuery = sqlite.sql(everywhereQuery)
)

// Write is the door itself, for tests of what goes through it.
func (d *DB) Write(ctx context.Context, work func(*Tx) error) error { return d.write(ctx, work) }

// Mark leaves a line in the trail, for a test to look for.
func (t *tx) Mark(name string) error { return t.audit(System, "mark.made", name, "") }

// Pools are the connections behind d; the same pool twice on PostgreSQL.
func (d *DB) Pools() (reads, writes *sql.DB) { return d.reads, d.writes }

// Down takes the schema back to a version.
func (d *DB) Down(ctx context.Context, version int64) error {
	provider, err := d.goose()
	if err != nil {
		return err
	}
	_, err = provider.DownTo(ctx, version)
	return err
}

// TrailSQL is the text behind Trail, likewise.
func TrailSQL(q TrailQuery) (query string, args []any) {
	query, args = q.sql()
	return sqlite.sql(query), args
}
