package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"eleven/db/dbtest"
)

// A child of the tests that sees this variable is the program itself.
const asProgram = "ELEVEN_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// longest is how long a command may take before a test gives it up.
const longest = time.Minute

// place is a data folder and, on PostgreSQL, a database of its own.
type place struct{ dir, database string }

func newPlace(t *testing.T) place {
	t.Helper()
	o := dbtest.Options(t, dbtest.NewClock())
	return place{o.Dir, o.URL}
}

// args puts where the portal's data is behind a command.
func (p place) args(command ...string) []string {
	args := append(command, "--data", p.dir)
	if p.database != "" {
		args = append(args, "--database", p.database)
	}
	return args
}

// environ is an environment of a test's own.
type environ map[string]string

func (e environ) getenv(name string) string { return e[name] }

// eleven runs a command to its end.
func eleven(t *testing.T, e environ, stdin string, args ...string) (string, error) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), longest)
	defer stop()
	var out bytes.Buffer
	err := run(ctx, args, e.getenv, strings.NewReader(stdin), &out)
	return out.String(), err
}

// does runs a command that has to go well, and gives what it printed.
func does(t *testing.T, args ...string) string {
	t.Helper()
	out, err := eleven(t, nil, "", args...)
	if err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return out
}

// refuses runs a command that has to be refused, in one line that says each of
// the texts.
func refuses(t *testing.T, texts []string, args ...string) {
	t.Helper()
	_, err := eleven(t, nil, "", args...)
	refused(t, err, texts...)
}

func refused(t *testing.T, err error, texts ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("went well, and should have said %q", texts)
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("said more than a line: %s", err)
	}
	for _, text := range texts {
		if !strings.Contains(err.Error(), text) {
			t.Errorf("said %q, not %q", err, text)
		}
	}
}

// served is a portal that a test has started.
type served struct {
	url  string
	stop func() error // once
}

// serve starts a portal on a port of its own and waits until it has named it.
// It is stopped after the test, and has to stop cleanly.
func serve(t *testing.T, e environ, args ...string) served {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, args, e.getenv, strings.NewReader(""), in)
		_ = in.CloseWithError(fmt.Errorf("serve ended: %w", err))
		ended <- err
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	address, ok := strings.CutPrefix(strings.TrimSpace(line), "eleven serves on ")
	if !ok {
		t.Errorf("printed %q", line)
	}
	stopped := false
	s := served{url: address, stop: func() error {
		stopped = true
		cancel()
		return <-ended
	}}
	t.Cleanup(func() {
		if stopped {
			return
		}
		if err := s.stop(); err != nil {
			t.Errorf("stopped with %v", err)
		}
	})
	return s
}

// onFreePort are the arguments of a serve for a test.
func (p place) onFreePort(more ...string) []string {
	return p.args(append([]string{"serve", "--addr", "127.0.0.1:0"}, more...)...)
}
