package db

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"eleven/forms"
)

// connections is how many connections one program keeps to PostgreSQL.
const connections = 16

// openPostgres prepares the pool. Nobody waits longer than five seconds for a
// connection or for another's lock, unless the address says otherwise.
func (d *DB) openPostgres(address string) error {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return err
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = 5 * time.Second
	}
	if _, ok := config.RuntimeParams["lock_timeout"]; !ok {
		config.RuntimeParams["lock_timeout"] = "5s"
	}
	d.engine, d.writes = postgres, stdlib.OpenDB(*config)
	d.writes.SetMaxOpenConns(connections)
	d.writes.SetMaxIdleConns(connections)
	return nil
}

func (d *DB) writePostgres(ctx context.Context, work func(*tx) error) error {
	// As on SQLite: once begun, the work is finished even if the caller has gone.
	t, err := d.writes.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }()
	if err := safely(ctx, work, &tx{Tx: t, engine: postgres, now: d.Now()}); err != nil {
		return err
	}
	return t.Commit()
}

func wrapPostgres(err *pgconn.PgError) error {
	if err.Code == "23505" {
		return fmt.Errorf("%w: %w", forms.ErrConflict, err)
	}
	// Connection lost, no room, stopping, not the primary, serialization, deadlock, lock not available.
	for _, busy := range []string{"08", "53", "57P", "25006", "40001", "40P01", "55P03"} {
		if strings.HasPrefix(err.Code, busy) {
			return fmt.Errorf("%w: %w", forms.ErrBusy, err)
		}
	}
	return err
}
