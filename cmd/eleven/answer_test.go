package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// answering starts a server that lets so many connections be open at once.
func answering(t *testing.T, connections int, slow slowness) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	s := surroundings{settings: settings{LimitConnections: connections}, out: io.Discard, log: slog.New(slog.DiscardHandler)}
	hello := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello") })
	go func() { ended <- s.answer(ctx, listener, hello, slow) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return listener.Addr().String()
}

// caller opens a connection and says something.
func caller(t *testing.T, address, text string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	return conn
}

// hears reads what a caller is told until the server hangs up or a time is over.
func hears(t *testing.T, conn net.Conn, within time.Duration) (text string, hungUp bool) {
	t.Helper()
	if err := conn.SetReadDeadline(time.Now().Add(within)); err != nil {
		t.Fatal(err)
	}
	heard, err := io.ReadAll(conn)
	return string(heard), err == nil
}

const greeting = "GET / HTTP/1.1\r\nHost: eleven.example\r\nConnection: close\r\n\r\n"

func TestMoreConnectionsThanTheLimitWaitForOneToClose(t *testing.T) {
	t.Parallel()
	address := answering(t, 2, patient)
	first := caller(t, address, "")
	caller(t, address, "")
	third := caller(t, address, greeting)
	if text, _ := hears(t, third, 50*time.Millisecond); text != "" {
		t.Errorf("a third is told %q", text)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if text, hungUp := hears(t, third, longest); text == "" || !hungUp {
		t.Errorf("once there is room, the third is told %q", text)
	}
}

func TestWhoNeverFinishesAHeaderHoldsUpNobodyForLong(t *testing.T) {
	t.Parallel()
	slow := patient
	slow.header = 50 * time.Millisecond
	address := answering(t, 20, slow)
	var idle []net.Conn
	for range 20 {
		idle = append(idle, caller(t, address, "GET / HTTP/1.1\r\nHost: elev"))
	}
	if text, hungUp := hears(t, caller(t, address, greeting), longest); text == "" || !hungUp {
		t.Errorf("somebody in a hurry is told %q", text)
	}
	for _, conn := range idle {
		if _, hungUp := hears(t, conn, longest); !hungUp {
			t.Error("one that never says who it wants is still heard")
		}
	}
}

func TestConnectionsAreNeverMoreThanTheFilesOfTheProcess(t *testing.T) {
	if got := (settings{LimitConnections: 1 << 40}).connections(); got < 1 || got >= 1<<40 {
		t.Errorf("%d connections", got)
	}
	if got := (settings{LimitConnections: 3}).connections(); got != 3 {
		t.Errorf("%d connections, want 3", got)
	}
}

func TestServingForgetsOldMail(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	old, path := time.Now().AddDate(0, 0, -3), filepath.Join(p.dir, "mail", "old.eml")
	err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, nil, 0o600), os.Chtimes(path, old, old))
	if err != nil {
		t.Fatal(err)
	}
	for _, days := range []string{"4", "2"} {
		kept := days == "4"
		if err := serve(t, nil, p.onFreePort("--retention-mail", days)...).stop(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path); (err == nil) != kept {
			t.Errorf("kept for %s days: %v", days, err)
		}
	}
}

func TestThePasswordOfTheDatabaseIsToldToNobody(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"postgres://eleven:marigold@127.0.0.1:1/eleven", "postgres://eleven:marigold@127.0.0.1:x/eleven", "postgres://eleven:mari%gold@h/eleven"} {
		out, err := eleven(t, environ{"ELEVEN_DATABASE": address}, "", "serve", "--data", t.TempDir(), "--addr", "127.0.0.1:0")
		if err == nil || strings.Contains(out+err.Error(), "marigold") || strings.Contains(out+err.Error(), "mari%gold") {
			t.Errorf("%s, %v", out, err)
		}
	}
}
