package db

import (
	"context"
	"database/sql"
	"strings"
	"sync"
)

// questioned are the queries as SQLite reads them. There are as many as stand in
// this package, and each keeps its one text, by which the driver knows it again.
var questioned sync.Map

// sql writes $1 as ?1 for SQLite, which numbers $1 by first appearance instead.
func (e engine) sql(query string) string {
	if e != sqlite {
		return query
	}
	if known, ok := questioned.Load(query); ok {
		return known.(string)
	}
	text, _ := questioned.LoadOrStore(strings.Clone(query), strings.ReplaceAll(query, "$", "?"))
	return text.(string)
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

// row reads one row. SQLite has it sooner than it could notice that the caller left.
func (d *DB) row(ctx context.Context, query string, args ...any) *sql.Row {
	if d.engine == sqlite {
		ctx = context.WithoutCancel(ctx)
	}
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

// lockRow ends a SELECT of a row that the transaction is about to change, so
// that on PostgreSQL others wait for it; SQLite has one writer.
func (e engine) lockRow(alias string) string {
	if e == sqlite {
		return ""
	}
	return " FOR NO KEY UPDATE OF " + alias
}
