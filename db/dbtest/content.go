package dbtest

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"eleven/db"
)

// Content watches a database from outside. Each call gives everything that each
// table holds, as text.
func Content(t testing.TB, o db.Options) func() map[string]string {
	t.Helper()
	raw, tables := outside(t, o)
	return func() map[string]string {
		t.Helper()
		out := map[string]string{}
		for _, name := range texts(t, raw, tables) {
			out[name] = strings.Join(texts(t, raw, "SELECT * FROM "+name), "\n")
		}
		return out
	}
}

// texts gives the rows of a query, one text for each.
func texts(t testing.TB, raw *sql.DB, query string) (out []string) {
	t.Helper()
	rows, err := raw.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values, to := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			to[i] = &values[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		out = append(out, strings.TrimSpace(fmt.Sprintln(values...)))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
