package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// program is the program in a process of its own.
func program(t *testing.T, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Env, cmd.Stderr = []string{asProgram + "=yes", "PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "TZ=America/Toronto"}, &stderr
	return cmd, &stderr
}

func TestTheProgramSaysInOneLineWhatIsWrong(t *testing.T) {
	t.Parallel()
	cmd, stderr := program(t, "serve", "--nonsense")
	out, err := cmd.Output()
	if cmd.ProcessState.ExitCode() != 1 || len(out) > 0 || stderr.String() != "eleven: unknown flag --nonsense\n" {
		t.Errorf("%v: printed %q, said %q", err, out, stderr)
	}
}

func TestTheProgramEndsWellWhenTold(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	cmd, stderr := program(t, p.onFreePort()...)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out := bufio.NewScanner(pipe)
	if !out.Scan() || !strings.HasPrefix(out.Text(), "eleven serves on http://127.0.0.1:") {
		t.Errorf("printed %q first", out.Text())
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for out.Scan() {
		t.Errorf("printed %q too", out.Text())
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("ended with %v: %s", err, stderr)
	}
	theLog(t, stderr.String(), path.Base(setUpLink(t, p)))
	everyFilePrivate(t, p.dir)
}

func everyFilePrivate(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && path != dir {
			info, err := d.Info()
			if err != nil || info.Mode().Perm()&0o077 != 0 {
				t.Errorf("%s: %v, %v", path, info.Mode(), err)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// theLog checks that each line is JSON with its time in UTC, that one names the set-up link's file,
// and that none holds the link's secret.
func theLog(t *testing.T, text, secret string) {
	t.Helper()
	named := false
	for line := range strings.Lines(text) {
		var entry struct{ File, Time string }
		if err := json.Unmarshal([]byte(line), &entry); err != nil || !strings.HasSuffix(entry.Time, "Z") {
			t.Errorf("logged %q", line)
		}
		named = named || entry.File == setupFile
	}
	if !named {
		t.Errorf("the log does not name the file: %s", text)
	}
	if strings.Contains(text, secret) {
		t.Error("the log holds the link")
	}
}
