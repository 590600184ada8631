package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"

	"golang.org/x/net/netutil"
)

// slowness is how slow a client may be; one that is slower is cut off, so that
// it holds no connection that another waits for.
type slowness struct {
	header, read, write, idle time.Duration
}

// patient is the server's; a form has a shorter time of its own (handlers.Config).
var patient = slowness{header: 5 * time.Second, read: 30 * time.Second, write: time.Minute, idle: 2 * time.Minute}

const (
	stopTimeout = 25 * time.Second
	maxHeader   = 32 << 10
	// manyConnections are open at once unless the settings say otherwise.
	manyConnections = 12_000
	// ownFiles are left to the database, to mail and to logs.
	ownFiles = 128
)

// connections is how many may be open at once: never more than the process may
// open files. Whoever comes after them waits until one closes.
func (s settings) connections() int {
	most := max(1, cmp.Or(s.LimitConnections, manyConnections))
	var files syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files) == nil && files.Cur < uint64(most+ownFiles) {
		most = max(1, int(files.Cur)-ownFiles)
	}
	return most
}

// answer answers requests until ctx ends, and then those under way.
func (s surroundings) answer(ctx context.Context, listener net.Listener, portal http.Handler, slow slowness) error {
	server := &http.Server{
		Handler: portal, ReadHeaderTimeout: slow.header, ReadTimeout: slow.read,
		WriteTimeout: slow.write, IdleTimeout: slow.idle, MaxHeaderBytes: maxHeader,
		DisableGeneralOptionsHandler: true, // every answer is the portal's, with its headers
		ErrorLog:                     slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	fmt.Fprintf(s.out, "eleven serves on http://%s\n", listener.Addr())
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(netutil.LimitListener(listener, s.connections())) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if err := server.Shutdown(last); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("stopping: %w", err)
	}
	return nil
}
