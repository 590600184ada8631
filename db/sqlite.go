package db

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"eleven/forms"
)

// sqliteDriver is SQLite on a short lead.
const sqliteDriver = "eleven-sqlite"

func init() {
	sql.Register(sqliteDriver, &sqlite3.SQLiteDriver{ConnectHook: restrain})
}

// restrain is called for every new connection: no other file can be attached,
// no value is longer than 8 MB, and the schema is not trusted to call functions.
func restrain(c *sqlite3.SQLiteConn) error {
	c.SetLimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
	c.SetLimit(sqlite3.SQLITE_LIMIT_LENGTH, 8<<20)
	_, err := c.Exec("PRAGMA trusted_schema = OFF", nil)
	return err
}

// prepared is how many statements each connection keeps ready: preparing one
// costs as much as running it.
const prepared = 64

const sqliteFile = "eleven.sqlite"

// file is the DSN of the SQLite file; settings belong here, never in a PRAGMA
// after opening, which would reach one connection of the pool only.
func (d *DB) file(mode string) string {
	path := url.PathEscape(d.dataFile(sqliteFile))
	return "file:" + strings.ReplaceAll(path, "%2F", "/") + "?mode=" + mode +
		"&_journal_mode=WAL&_synchronous=FULL&_foreign_keys=on&_busy_timeout=5000&_stmt_cache_size=" + strconv.Itoa(prepared)
}

func (d *DB) openSQLite() (err error) {
	d.writes, err = sql.Open(sqliteDriver, d.file("rwc")+"&_txlock=immediate")
	if err != nil {
		return err
	}
	d.writes.SetMaxOpenConns(1)
	return nil
}

// copyTo writes a consistent copy of SQLite's file: whole and on the disk, or not at all.
func (d *DB) copyTo(ctx context.Context, path string) error {
	part := path + "." + NewID()
	defer func() { _ = os.Remove(part) }()
	if err := d.vacuumInto(ctx, part); err != nil {
		return err
	}
	f, err := os.OpenFile(part, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	if err := f.Sync(); err != nil {
		return err
	}
	return os.Rename(part, path)
}

// vacuumInto lets the one writing connection attach its copy, and nothing after.
func (d *DB) vacuumInto(ctx context.Context, path string) error {
	conn, err := d.writes.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	allow := func(n int) error {
		return conn.Raw(func(c any) error {
			c.(*sqlite3.SQLiteConn).SetLimit(sqlite3.SQLITE_LIMIT_ATTACHED, n)
			return nil
		})
	}
	if err := allow(1); err != nil {
		return err
	}
	defer func() { _ = allow(0) }()
	_, err = conn.ExecContext(ctx, "VACUUM INTO ?", path)
	return err
}

// lockFolder waits until no other program opens or migrates the folder's database.
func (d *DB) lockFolder() (release func(), err error) {
	f, err := os.OpenFile(d.dataFile("open.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		_ = f.Close()
		return nil, err
	}
	return func() {
		// Unlocked by name: a child being started may hold the file a moment longer.
		_ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN)
		_ = f.Close()
	}, nil
}

func wrapSQLite(err sqlite3.Error) error {
	switch err.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrFull, sqlite3.ErrReadonly, sqlite3.ErrIoErr, sqlite3.ErrCantOpen, sqlite3.ErrInterrupt:
		return fmt.Errorf("%w: %w", forms.ErrBusy, err)
	}
	if err.ExtendedCode == sqlite3.ErrConstraintUnique || err.ExtendedCode == sqlite3.ErrConstraintPrimaryKey {
		return fmt.Errorf("%w: %w", forms.ErrConflict, err)
	}
	return err
}
