package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// program is a server under measurement, running as a process of its own.
type program struct {
	addr  string
	cmd   *exec.Cmd
	said  bytes.Buffer
	ended chan struct{} // closed once it has
	// ready is how long it took from being started to its first whole answer.
	ready time.Duration
}

// startLimit is how long a program may take to answer for the first time.
const startLimit = 30 * time.Second

// launch starts a program and waits until first answers 200. The arguments may
// hold ADDR, which becomes a free address on loopback.
func launch(ctx context.Context, first string, name string, args ...string) (*program, error) {
	addr, err := freeAddress(ctx)
	if err != nil {
		return nil, err
	}
	p := &program{addr: addr, ended: make(chan struct{})}
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "ADDR", addr)
	}
	p.cmd = exec.CommandContext(ctx, name, args...) //nolint:gosec // the programs the bench itself built
	p.cmd.Stdout, p.cmd.Stderr = io.Discard, &p.said
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	begun := time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(p.ended)
		_ = p.cmd.Wait()
	}()
	if err := p.awaitFirst(first); err != nil {
		p.kill()
		return nil, fmt.Errorf("%s: %w: %s", name, err, p.said.String())
	}
	p.ready = time.Since(begun)
	return p, nil
}

func (p *program) awaitFirst(path string) error {
	for begun := time.Now(); time.Since(begun) < startLimit; time.Sleep(time.Millisecond) {
		c := newClient(p.addr)
		_, err := c.get(path)
		c.close()
		if err == nil {
			return nil
		}
		select {
		case <-p.ended:
			return fmt.Errorf("ended: %s", p.cmd.ProcessState)
		default:
		}
	}
	return errors.New("did not answer in time")
}

func freeAddress(ctx context.Context) (string, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String(), nil
}

// stop ends the program as an operator would.
func (p *program) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGINT)
	select {
	case <-p.ended:
	case <-time.After(10 * time.Second):
		p.kill()
	}
}

// kill ends it as a power cut of the process would.
func (p *program) kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}

// cpu is the processor time the program has used.
func (p *program) cpu() time.Duration {
	text, err := os.ReadFile(p.proc("stat"))
	if err != nil {
		return 0
	}
	// The fields behind the name in brackets; the 12th and 13th are utime and stime.
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * tick
}

// tick is the kernel's unit of processor time.
const tick = 10 * time.Millisecond

// memory is what the program keeps in memory now, and the most it ever did, in MB.
func (p *program) memory() (now, most float64) {
	return p.status("VmRSS"), p.status("VmHWM")
}

func (p *program) status(name string) float64 {
	text, err := os.ReadFile(p.proc("status"))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), name+":")
	kilobytes, _ := strconv.ParseFloat(strings.Fields(rest + " 0")[0], 64)
	return kilobytes * 1024 / 1e6
}

func (p *program) proc(file string) string {
	return "/proc/" + strconv.Itoa(p.cmd.Process.Pid) + "/" + file
}
