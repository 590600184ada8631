package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestOneSmallRunOfThePortalAndTheBarePrograms drives every contestant but
// PocketBase for a moment, reads everything back, and kills the portal.
func TestOneSmallRunOfThePortalAndTheBarePrograms(t *testing.T) {
	dir := t.TempDir()
	b := &bench{
		ctx: t.Context(), to: io.Discard, out: dir, rounds: 1, warm: 50 * time.Millisecond, length: 200 * time.Millisecond,
		portal: build(t, dir, "eleven", "..", "./cmd/eleven"), bare: build(t, dir, "bare", ".", "./bare"),
	}
	b.large, b.small, b.bareSeed = filepath.Join(dir, "large"), filepath.Join(dir, "small"), filepath.Join(dir, "bare-seed")
	var err error
	for _, seed := range []struct {
		dir  string
		into *[]seeded
	}{{b.large, &b.seeded}, {b.small, &b.seededSmall}} {
		if *seed.into, err = seedPortal(b.ctx, seed.dir, 100); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(b.bareSeed, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := b.command(b.bare, "--data", b.bareSeed, "--people", "64", "--lines", "100"); err != nil {
		t.Fatal(err)
	}
	if err := b.sizes(); err != nil {
		t.Fatal(err)
	}
	for _, c := range contestants {
		if c.name == peerSave16 {
			continue
		}
		if m, err := b.once(c); err != nil || m.Done == 0 {
			t.Errorf("%s did %d: %v", c.name, m.Done, err)
		}
	}
	if err := b.killed(); err != nil || b.found.Kill.Acknowledged == 0 {
		t.Errorf("killed: %+v, %v", b.found.Kill, err)
	}
}

// TestALostAnswerFailsTheRun changes one acknowledged answer behind the driver's back.
func TestALostAnswerFailsTheRun(t *testing.T) {
	dir := t.TempDir()
	bare := build(t, dir, "bare", ".", "./bare")
	b := &bench{ctx: t.Context(), bare: bare, bareSeed: dir, pageBytes: 1000, queueBytes: 1000}
	if err := b.command(bare, "--data", dir, "--people", "1"); err != nil {
		t.Fatal(err)
	}
	p, err := launch(b.ctx, "/fixed", bare, "--addr", "ADDR", "--data", dir)
	if err != nil {
		t.Fatal(err)
	}
	defer p.stop()
	s := newBareSaver(p.addr, "/save", 0)
	defer s.close()
	if err := s.act(); err != nil {
		t.Fatal(err)
	}
	if err := s.verify(); err != nil {
		t.Errorf("an answer that is there: %v", err)
	}
	kept := s.kept["p01-q01"]
	kept.Note += " changed"
	s.kept["p01-q01"] = kept
	if err := s.verify(); err == nil {
		t.Error("another note than the acknowledged one was read back, and nobody said so")
	}
}

// build makes a program of the module in a folder.
func build(t *testing.T, to, name, module, program string) string {
	t.Helper()
	path := filepath.Join(to, name)
	out, err := exec.CommandContext(t.Context(), "go", "build", "-C", module, "-o", path, program).CombinedOutput()
	if err != nil {
		t.Fatalf("build %s: %v: %s", program, err, out)
	}
	return path
}
