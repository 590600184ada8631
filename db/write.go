package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"

	"eleven/forms"
)

// tx is a transaction for writing; now is its one time.
type tx struct {
	*sql.Tx
	engine engine
	now    int64
}

// job is one caller's work, waiting for the commit that makes it durable.
type job struct {
	ctx  context.Context
	work func(*tx) error
	err  error
	done chan error
}

// most is how many callers' work one commit may carry.
const most = 128

// write runs work in a transaction and returns once it is durable. It is the
// only door for writes. On SQLite one goroutine owns the writing connection and
// commits the work of several callers at once; on PostgreSQL it is a plain
// transaction. An error undoes this caller's work only. Work that is undone by
// another's error runs again: it must not build on what it left in variables.
// ErrBusy: it cannot be kept now; nothing of it was.
func (d *DB) write(ctx context.Context, work func(*tx) error) error {
	d.gate.RLock()
	defer d.gate.RUnlock()
	switch {
	case d.closed:
		return fmt.Errorf("the database is closed: %w", forms.ErrBusy)
	case d.engine == postgres:
		return d.wrap(d.writePostgres(ctx, work))
	}
	j := &job{ctx: ctx, work: work, done: make(chan error, 1)}
	select {
	case d.queue <- j:
	case <-ctx.Done():
		return d.wrap(ctx.Err())
	}
	// Once taken, the work is finished even if the caller has gone: an answer
	// "not saved" for something that was saved would be a lie.
	return d.wrap(<-j.done)
}

// commitLoop takes what waits, runs it in one transaction and answers after the commit.
func (d *DB) commitLoop() {
	defer close(d.done)
	for first := range d.queue {
		batch := d.gather(first)
		if err := d.commit(batch); err != nil {
			for _, j := range batch {
				j.err = err
			}
		}
		for _, j := range batch {
			j.done <- j.err
		}
	}
}

// gather takes whoever waits. Callers about to ask run first, so that a busy
// portal commits for many at once and a quiet one waits for nobody.
func (d *DB) gather(first *job) []*job {
	batch := []*job{first}
	for taken := 0; taken < len(batch) && len(batch) < most; {
		taken = len(batch)
		runtime.Gosched()
		batch = d.take(batch)
	}
	return batch
}

// take adds those who wait now.
func (d *DB) take(batch []*job) []*job {
	for len(batch) < most {
		select {
		case j, ok := <-d.queue:
			if !ok {
				return batch
			}
			batch = append(batch, j)
		default:
			return batch
		}
	}
	return batch
}

// commit runs the work of a batch in one transaction. Few batches have an error
// in them: only then is the whole run again, each caller's work behind a
// savepoint, so that an error undoes that work and no other.
func (d *DB) commit(batch []*job) error {
	failed, err := d.run(batch, d.plainly)
	if failed && len(batch) > 1 {
		_, err = d.run(batch, d.apart)
	}
	return err
}

// run gives each caller's work to step in one transaction and commits it;
// failed says that a step ended it.
func (d *DB) run(batch []*job, step func(*sql.Tx, *job) error) (failed bool, err error) {
	// Not a caller's context: it must not end the work of the others.
	t, err := d.writes.BeginTx(context.Background(), nil)
	if err != nil {
		return false, err
	}
	defer func() { _ = t.Rollback() }()
	for _, j := range batch {
		if err := step(t, j); err != nil {
			return true, err
		}
	}
	return false, t.Commit()
}

func (d *DB) plainly(t *sql.Tx, j *job) error {
	return safely(j.ctx, j.work, &tx{Tx: t, engine: sqlite, now: d.Now()})
}

// apart keeps the work's own error in the job; an error returned ends the batch.
func (d *DB) apart(t *sql.Tx, j *job) error {
	if _, err := t.Exec("SAVEPOINT one"); err != nil {
		return err
	}
	if j.err = d.plainly(t, j); j.err != nil {
		if _, err := t.Exec("ROLLBACK TO one"); err != nil {
			// A full disk makes SQLite undo the whole transaction by itself.
			return fmt.Errorf("%w: the transaction was undone: %s", forms.ErrBusy, j.err.Error())
		}
	}
	_, err := t.Exec("RELEASE one")
	return err
}

// safely runs one caller's work, unless the caller has left. A panic becomes the
// work's error, so that the others and the writer live on.
func safely(ctx context.Context, work func(*tx) error, t *tx) (err error) {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in a transaction: %s", forms.Harmless(p))
		}
	}()
	return work(t)
}

// wrap gives driver errors the names the other rooms know: no row is
// ErrNotFound, a repeated unique value ErrConflict; a database that cannot take
// it now and a caller who left are ErrBusy. Others pass unchanged.
func (d *DB) wrap(err error) error {
	var lite sqlite3.Error
	var pg *pgconn.PgError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return forms.ErrNotFound
	case errors.As(err, &lite):
		return wrapSQLite(lite)
	case errors.As(err, &pg):
		return wrapPostgres(pg)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), lost(err):
		return fmt.Errorf("%w: %w", forms.ErrBusy, err)
	}
	return err
}

// lost reports whether the way to the server broke.
func lost(err error) bool {
	var refused *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &refused) || errors.As(err, &network) || pgconn.SafeToRetry(err) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF)
}
