package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

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
// commits the work of several callers at once, each behind its own savepoint;
// on PostgreSQL it is a plain transaction. An error undoes this caller's work only.
func (d *DB) write(ctx context.Context, work func(*tx) error) error {
	if d.engine == postgres {
		return d.writePostgres(ctx, work)
	}
	j := &job{ctx: ctx, work: work, done: make(chan error, 1)}
	select {
	case d.queue <- j:
	case <-ctx.Done():
		return fmt.Errorf("%w: %w", forms.ErrBusy, ctx.Err())
	}
	// Once taken, the work is finished even if the caller has gone: an answer
	// "not saved" for something that was saved would be a lie.
	return d.wrap(<-j.done)
}

func (d *DB) writePostgres(ctx context.Context, work func(*tx) error) error {
	t, err := d.writes.BeginTx(ctx, nil)
	if err != nil {
		return d.wrap(err)
	}
	defer func() { _ = t.Rollback() }()
	if err := safely(work, &tx{Tx: t, engine: postgres, now: d.Now()}); err != nil {
		return d.wrap(err)
	}
	return d.wrap(t.Commit())
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

func (d *DB) gather(first *job) []*job {
	batch := []*job{first}
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

func (d *DB) commit(batch []*job) error {
	// Not a caller's context: it must not end the work of the others.
	t, err := d.writes.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }()
	for _, j := range batch {
		if err := d.step(t, j, len(batch) == 1); err != nil {
			return err
		}
	}
	return t.Commit()
}

// step runs one caller's work behind a savepoint. Its own error is kept in the
// job; an error returned here ends the whole batch. Alone in its transaction,
// work needs no savepoint.
func (d *DB) step(t *sql.Tx, j *job, alone bool) error {
	if j.ctx.Err() != nil {
		j.err = fmt.Errorf("%w: %w", forms.ErrBusy, j.ctx.Err())
		return nil
	}
	w := &tx{Tx: t, engine: sqlite, now: d.Now()}
	if alone {
		return safely(j.work, w)
	}
	if _, err := t.Exec("SAVEPOINT one"); err != nil {
		return err
	}
	if j.err = safely(j.work, w); j.err != nil {
		if _, err := t.Exec("ROLLBACK TO one"); err != nil {
			return err
		}
	}
	_, err := t.Exec("RELEASE one")
	return err
}

// safely turns a panic of one caller's work into its error, so that the others
// and the writer live on.
func safely(work func(*tx) error, t *tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in a transaction: %v", p)
		}
	}()
	return work(t)
}

// sql writes $1 as ?1 for SQLite, which numbers $1 by first appearance instead.
func (e engine) sql(query string) string {
	if e == sqlite {
		return strings.ReplaceAll(query, "$", "?")
	}
	return query
}

func (t *tx) exec(query string, args ...any) (changed int64, err error) {
	r, err := t.Exec(t.engine.sql(query), args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

func (t *tx) query(query string, args ...any) (*sql.Rows, error) {
	return t.Query(t.engine.sql(query), args...)
}

func (t *tx) row(query string, args ...any) *sql.Row {
	return t.QueryRow(t.engine.sql(query), args...)
}

func (d *DB) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	rows, err := d.reads.QueryContext(ctx, d.engine.sql(query), args...)
	return rows, d.wrap(err)
}

func (d *DB) row(ctx context.Context, query string, args ...any) *sql.Row {
	return d.reads.QueryRowContext(ctx, d.engine.sql(query), args...)
}

// collect scans every row and closes them; a nil slice becomes an empty one.
func collect[T any](rows *sql.Rows, err error, scan func(*sql.Rows) (T, error)) ([]T, error) {
	out := []T{}
	if err != nil {
		return out, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return out, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// wrap gives driver errors the names the other rooms know: no row is
// ErrNotFound, a repeated unique value ErrConflict, a database that cannot take
// it now ErrBusy. Others pass unchanged.
func (d *DB) wrap(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		return forms.ErrNotFound
	}
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		return wrapSQLite(lite)
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return wrapPostgres(pg)
	}
	var refused *pgconn.ConnectError
	if errors.As(err, &refused) {
		return fmt.Errorf("%w: %w", forms.ErrBusy, err)
	}
	return err
}

func wrapSQLite(err sqlite3.Error) error {
	switch err.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrFull, sqlite3.ErrReadonly, sqlite3.ErrIoErr:
		return fmt.Errorf("%w: %w", forms.ErrBusy, err)
	}
	if err.ExtendedCode == sqlite3.ErrConstraintUnique || err.ExtendedCode == sqlite3.ErrConstraintPrimaryKey {
		return fmt.Errorf("%w: %w", forms.ErrConflict, err)
	}
	return err
}

func wrapPostgres(err *pgconn.PgError) error {
	switch {
	case err.Code == "23505":
		return fmt.Errorf("%w: %w", forms.ErrConflict, err)
	case err.Code == "53100", strings.HasPrefix(err.Code, "57P"), err.Code == "40001", err.Code == "40P01", err.Code == "55P03":
		return fmt.Errorf("%w: %w", forms.ErrBusy, err)
	}
	return err
}
