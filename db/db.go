// Package db keeps everything the portal remembers, in SQLite or PostgreSQL.
//
// One *DB serves both engines with one SQL text: placeholders are $1, $2 in the
// order written, ids are random text made here, and times are seconds since
// 1970 in UTC from the clock handed in. A public method opens the transaction; a private
// helper takes it. Whatever somebody decides writes its audit row in the same
// transaction; housekeeping (delivery of mail, sweeping, the end of a session in
// use) leaves none.
package db

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base32"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Options say which database to open.
type Options struct {
	// URL is postgres://... or empty for SQLite in Dir.
	URL string
	// Dir is the data folder; it exists.
	Dir string
	// Now is the clock; nil means the real one.
	Now func() time.Time
	// Migrate brings the schema up to date on opening.
	Migrate bool
}

// DB is the one door to stored things. It is safe for concurrent use.
type DB struct {
	engine engine
	dir    string
	now    func() time.Time
	reads  *sql.DB
	writes *sql.DB
	queue  chan *job
	done   chan struct{}

	gate   sync.RWMutex // held for reading by every write under way
	closed bool
}

type engine string

const (
	sqlite   engine = "sqlite"
	postgres engine = "postgres"
)

// readers is how many reads SQLite serves at once.
const readers = 8

// Open connects, checks the schema's version and, with Migrate, brings it up to
// date. A schema newer than this program is refused.
func Open(ctx context.Context, o Options) (*DB, error) {
	d := &DB{engine: sqlite, dir: o.Dir, now: o.Now}
	if d.now == nil {
		d.now = time.Now
	}
	if err := d.open(ctx, o); err != nil {
		_ = d.closePools()
		if o.URL == "" {
			err = fmt.Errorf("%s: %w", d.dataFile(sqliteFile), err)
		}
		return nil, err
	}
	if d.engine == sqlite {
		d.queue, d.done = make(chan *job), make(chan struct{})
		go d.commitLoop()
	}
	return d, nil
}

// open connects both pools, alone in the data folder: while one program makes
// the file and its schema, another would find it locked or half made.
func (d *DB) open(ctx context.Context, o Options) error {
	if o.URL == "" {
		release, err := d.lockFolder()
		if err != nil {
			return fmt.Errorf("lock the data folder: %w", err)
		}
		defer release()
	}
	if err := d.connect(ctx, o.URL); err != nil {
		return err
	}
	if err := d.migrate(ctx, o.Migrate); err != nil {
		return err
	}
	return d.openReads(ctx)
}

func (d *DB) connect(ctx context.Context, address string) (err error) {
	switch {
	case address == "":
		err = d.openSQLite()
	case strings.HasPrefix(address, "postgres://"), strings.HasPrefix(address, "postgresql://"):
		err = d.openPostgres(address)
	default:
		return fmt.Errorf("database address %q is not postgres://USER@HOST/NAME", redact(address))
	}
	if err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	if err := d.writes.PingContext(ctx); err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	return nil
}

// openReads opens SQLite's read pool once the file exists; PostgreSQL reads and
// writes through one pool.
func (d *DB) openReads(ctx context.Context) (err error) {
	d.reads = d.writes
	if d.engine == postgres {
		return nil
	}
	if d.reads, err = sql.Open(sqliteDriver, d.file("ro")+"&_query_only=1"); err != nil {
		return fmt.Errorf("open the database for reading: %w", err)
	}
	d.reads.SetMaxOpenConns(readers)
	d.reads.SetMaxIdleConns(readers)
	if err := d.reads.PingContext(ctx); err != nil {
		return fmt.Errorf("read the database: %w", err)
	}
	return nil
}

// Close waits for the writes under way and closes the database. Whoever writes
// later is told ErrBusy.
func (d *DB) Close() error {
	d.gate.Lock()
	defer d.gate.Unlock()
	if d.closed {
		return nil
	}
	d.closed = true
	if d.queue != nil {
		close(d.queue)
		<-d.done
	}
	return d.closePools()
}

func (d *DB) closePools() error {
	var errs []error
	if d.reads != nil && d.reads != d.writes {
		errs = append(errs, d.reads.Close())
	}
	if d.writes != nil {
		errs = append(errs, d.writes.Close())
	}
	return errors.Join(errs...)
}

// Ready reports whether the database answers.
func (d *DB) Ready(ctx context.Context) error {
	var one int
	return d.wrap(d.reads.QueryRowContext(ctx, "SELECT 1").Scan(&one))
}

// Now is the clock's time in seconds since 1970, UTC.
func (d *DB) Now() int64 { return d.now().Unix() }

// NewID makes an unguessable id of 26 letters and digits (128 random bits).
func NewID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails since Go 1.24
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b))
}

func redact(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "unreadable"
	}
	return u.Redacted()
}

// dataFile names a file in the data folder.
func (d *DB) dataFile(name string) string { return filepath.Join(d.dir, name) }

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
