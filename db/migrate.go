package db

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Schema names what the migrations of this program make: a SHA-256 in hex over
// their names and texts.
func Schema() string {
	sum := sha256.New()
	names, _ := fs.Glob(migrations, "migrations/*.sql") // the pattern is good
	for _, name := range names {
		text, _ := migrations.ReadFile(name) // embedded
		fmt.Fprintf(sum, "%s\x00%s", name, text)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Migrate brings the schema up to date; SQLite is copied aside first.
func (d *DB) Migrate(ctx context.Context) error {
	if d.engine == sqlite {
		release, err := d.lockFolder()
		if err != nil {
			return fmt.Errorf("lock the data folder: %w", err)
		}
		defer release()
	}
	return d.migrate(ctx, true)
}

// migrate checks the schema's version and, with up, changes it. An older
// program refuses a newer schema; a newer program without up refuses an older
// one. No other program migrates meanwhile: on SQLite the caller holds the
// folder's lock, on PostgreSQL goose holds one.
func (d *DB) migrate(ctx context.Context, up bool) error {
	provider, err := d.goose()
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("schema version: %w", err)
	}
	switch {
	case current > target:
		return fmt.Errorf("the database has schema %d, newer than this program's %d; use the program that made it, or a newer one", current, target)
	case current == target:
		return nil
	case !up:
		return fmt.Errorf("the database has schema %d and this program needs %d; run eleven migrate", current, target)
	}
	if err := d.copyAside(ctx, current); err != nil {
		return fmt.Errorf("copy before migration: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

func (d *DB) goose() (*goose.Provider, error) {
	dialect, options := goose.DialectSQLite3, []goose.ProviderOption{}
	if d.engine == postgres {
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300)) // every second for five minutes
		if err != nil {
			return nil, err
		}
		dialect, options = goose.DialectPostgres, append(options, goose.WithSessionLocker(locker))
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	foreign, err := fs.Glob(files, "*."+string(d.engine.other())+".sql")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(dialect, d.writes, files, append(options, goose.WithExcludeNames(foreign))...)
}

// other is the engine whose own migrations (0007_x.sqlite.sql) are left out.
func (e engine) other() engine {
	if e == sqlite {
		return postgres
	}
	return sqlite
}

// copyAside keeps the SQLite file as it was before a migration. A new database
// has nothing to keep; PostgreSQL's operator has backups of their own.
func (d *DB) copyAside(ctx context.Context, version int64) error {
	if d.engine == postgres || version == 0 {
		return nil
	}
	path := d.dataFile(fmt.Sprintf("eleven-before-schema-%d-%s.sqlite", version+1, d.now().UTC().Format("20060102T150405")))
	if exists(path) {
		return nil
	}
	return d.copyTo(ctx, path)
}
