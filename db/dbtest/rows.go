package dbtest

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"eleven/db"
)

// Rows watches a database from outside. Each call gives how many rows each
// table holds, one table a line.
func Rows(t testing.TB, o db.Options) func() string {
	t.Helper()
	raw, tables := outside(t, o)
	return func() string {
		t.Helper()
		counts, err := countRows(t.Context(), raw, tables)
		if err != nil {
			t.Fatal(err)
		}
		return counts
	}
}

// outside opens the database past the portal; tables is the query for their names.
func outside(t testing.TB, o db.Options) (raw *sql.DB, tables string) {
	t.Helper()
	driver, address := "pgx", o.URL
	tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name"
	if o.URL == "" {
		driver, address = "sqlite3", "file:"+filepath.Join(o.Dir, "eleven.sqlite")
		tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
	}
	raw, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = raw.Close() })
	return raw, tables
}

func countRows(ctx context.Context, raw *sql.DB, tables string) (string, error) {
	names, err := raw.QueryContext(ctx, tables)
	if err != nil {
		return "", err
	}
	defer func() { _ = names.Close() }()
	var out strings.Builder
	for names.Next() {
		var name string
		if err := names.Scan(&name); err != nil {
			return "", err
		}
		var n int
		if err := raw.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+name).Scan(&n); err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "%s %d\n", name, n)
	}
	return out.String(), names.Err()
}
