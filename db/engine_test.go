package db_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"eleven/db"
	"eleven/db/dbtest"
	"eleven/forms"
)

// pragmas are the settings without which SQLite loses what it acknowledged.
var pragmas = map[string]string{
	"synchronous": "2", "foreign_keys": "1", "journal_mode": "wal", "busy_timeout": "5000", "trusted_schema": "0",
}

func TestEveryConnectionHasItsSettings(t *testing.T) {
	p := openSQLite(t)
	reads, writes := p.Pools()
	for name, pool := range map[string]*sql.DB{"reading": reads, "writing": writes} {
		pool.SetMaxOpenConns(20)
		for i := range 20 {
			conn, err := pool.Conn(t.Context()) // kept, so that the next is another
			must(t, err)
			defer func() { _ = conn.Close() }()
			for pragma, value := range pragmas {
				var got string
				must(t, conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got))
				want(t, fmt.Sprint(name, " connection ", i, ": ", pragma), got, value)
			}
			if _, err = conn.ExecContext(t.Context(), "ATTACH ':memory:' AS other"); err == nil {
				t.Errorf("%s connection %d attached another database", name, i)
			}
		}
	}
}

func TestReadingConnectionsRefuseToWrite(t *testing.T) {
	p := openSQLite(t)
	reads, writes := p.Pools()
	var queryOnly int
	must(t, reads.QueryRowContext(t.Context(), "PRAGMA query_only").Scan(&queryOnly))
	want(t, "query only", queryOnly, 1)
	p.unchanged(func() {
		for _, query := range []string{"DELETE FROM audit", "CREATE TABLE x (y)", "INSERT INTO rounds VALUES ('a', 'b', 1, 1, 1, 1)"} {
			if _, err := reads.ExecContext(t.Context(), query); err == nil {
				t.Errorf("a reading connection ran %s", query)
			}
		}
	})
	want(t, "writing connections", writes.Stats().MaxOpenConnections, 1)
}

func TestAFolderMayHaveAnyName(t *testing.T) {
	for _, name := range []string{"with space", "per%cent", "quest?ion", "ha#sh", "é « à »", "a&b=c;d"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name)
			must(t, os.Mkdir(dir, 0o700))
			reopen(t, db.Options{Dir: dir, Migrate: true})
			_, err := os.Stat(filepath.Join(dir, "eleven.sqlite"))
			must(t, err)
		})
	}
}

func TestAFileThatIsNoDatabaseIsNamed(t *testing.T) {
	o := db.Options{Dir: t.TempDir(), Migrate: true}
	path := filepath.Join(o.Dir, "eleven.sqlite")
	must(t, os.WriteFile(path, []byte(strings.Repeat("not a database. ", 100)), 0o600))
	_, err := db.Open(t.Context(), o)
	wantSaid(t, err, path)
}

func TestAStrangeAddressIsRefusedWithoutItsPassword(t *testing.T) {
	_, err := db.Open(t.Context(), db.Options{URL: "mysql://eleven:s3cret@localhost/x"})
	wantSaid(t, err, "is not postgres://")
	if strings.Contains(err.Error(), "s3cret") {
		t.Errorf("the error holds the password: %v", err)
	}
}

// versions gives the schema's version and how many migrations ever ran.
func (p *portal) versions() (version, runs int) {
	p.t.Helper()
	return p.count("SELECT MAX(version_id) FROM goose_db_version"), p.count("SELECT COUNT(*) FROM goose_db_version WHERE version_id > 0")
}

func TestMigrationsGoUpFromNothingDownAndUpAgain(t *testing.T) {
	clock := dbtest.NewClock()
	p := furnish(t, clock, dbtest.Options(t, clock))
	version, runs := p.versions()
	want(t, "versions from nothing", version, runs)
	if version < 2 {
		t.Fatalf("schema %d", version)
	}
	must(t, p.Down(t.Context(), 0))
	want(t, "tables left", len(p.tables()), 1)
	must(t, p.Migrate(t.Context()))
	p.person(forms.Reviewer, "", "CA")
}

func TestMigratingAgainDoesNothing(t *testing.T) {
	p := open(t)
	p.unchanged(func() {
		must(t, p.Migrate(t.Context()))
		reopen(t, p.options)
	})
	wantSame(t, "copies", copies(t, p.options), nil)
}

func TestAnOlderProgramRefusesANewerSchema(t *testing.T) {
	p := open(t)
	p.run("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, $1)", true)
	p.unchanged(func() {
		for _, migrate := range []bool{true, false} {
			o := p.options
			o.Migrate = migrate
			_, err := db.Open(t.Context(), o)
			wantSaid(t, err, "the database has schema 9999, newer than this program's")
		}
		wantSaid(t, p.Migrate(t.Context()), "newer than this program's")
	})
}

func TestANewerProgramWaitsToBeToldToMigrate(t *testing.T) {
	p := open(t)
	newest, _ := p.versions()
	must(t, p.Down(t.Context(), 1))
	o := p.options
	o.Migrate = false
	_, err := db.Open(t.Context(), o)
	wantSaid(t, err, "run eleven migrate")
	o.Migrate = true
	reopen(t, o)
	version, _ := p.versions()
	want(t, "schema", version, newest)
}

// copies names the copies put aside in the data folder.
func copies(t *testing.T, o db.Options) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(o.Dir, "eleven-before-*.sqlite"))
	must(t, err)
	return found
}

func TestACopyIsPutAsideBeforeAMigration(t *testing.T) {
	p := openSQLite(t)
	must(t, p.Down(t.Context(), 1))
	must(t, p.Close())
	before := p.dump()
	reopen(t, p.options)

	found := copies(t, p.options)
	want(t, "copies", fmt.Sprint(found), fmt.Sprint([]string{filepath.Join(p.options.Dir, "eleven-before-schema-2-20260302T090000.sqlite")}))
	copied, err := sql.Open("sqlite3", "file:"+found[0])
	must(t, err)
	defer func() { _ = copied.Close() }()
	q := &portal{t: t, raw: copied}
	want(t, "the copy is as it was", q.dump() == before, true)
	want(t, "the database moved on", p.dump() == before, false)
}

func TestSeveralProgramsMayStartAtOnce(t *testing.T) {
	o := dbtest.Options(t, dbtest.NewClock())
	errs := together(4, func(int) error {
		d, err := db.Open(context.Background(), o)
		if err != nil {
			return err
		}
		return d.Close()
	})
	for _, err := range errs {
		must(t, err)
	}
}
