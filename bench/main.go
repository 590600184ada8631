// Command bench measures the portal beside the barest programs that do the
// same durable work, and beside PocketBase, in one run on one machine.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// bench is one run: what it measures, on what, and what it found.
type bench struct {
	ctx context.Context
	to  io.Writer // where it says what goes on
	out string    // working folder, on the disk that is measured

	portal, bare, pocketbase         string // binaries
	large, small, bareSeed, peerSeed string // folders to copy
	seeded, seededSmall              []seeded
	pageBytes, queueBytes            int

	only         string // contestants whose name holds this
	rounds       int
	warm, length time.Duration
	found        results
}

// options are the command line.
type options struct {
	do, targets, results, commit string
	bench
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, to io.Writer) error {
	o := options{bench: bench{ctx: ctx, to: to}}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.StringVar(&o.do, "do", "all", "all, throughput, steady or kill; gate and gate-steady judge earlier results")
	flags.StringVar(&o.targets, "targets", "targets.json", "the gates")
	flags.StringVar(&o.results, "results", "out/results.json", "where the results are written, and read by gate")
	flags.StringVar(&o.only, "only", "", "only contestants whose name holds this, to look into one")
	flags.StringVar(&o.commit, "commit", "", "what is measured")
	flags.StringVar(&o.out, "out", "out", "working folder, on the disk that is measured")
	flags.StringVar(&o.portal, "portal", "../bin/eleven", "the portal's binary")
	flags.StringVar(&o.bare, "bare", "out/bare", "the bare programs' binary")
	flags.StringVar(&o.pocketbase, "pocketbase", "out/pocketbase", "PocketBase's binary")
	flags.IntVar(&o.rounds, "rounds", 3, "rounds")
	flags.DurationVar(&o.warm, "warm", time.Second, "warm-up of each run")
	flags.DurationVar(&o.length, "length", 4*time.Second, "measured time of each run")
	if err := flags.Parse(args); err != nil {
		return err
	}
	targets, err := readTargets(o.targets)
	if err != nil {
		return err
	}
	if strings.HasPrefix(o.do, "gate") {
		return o.gate(targets)
	}
	return o.measure(targets)
}

func (o *options) gate(targets []target) error {
	text, err := os.ReadFile(o.results)
	if err != nil {
		return fmt.Errorf("%w; measure first", err)
	}
	var r results
	if err := json.Unmarshal(text, &r); err != nil {
		return err
	}
	if failed := r.gate(o.to, targets, o.do == "gate-steady"); failed > 0 {
		return fmt.Errorf("%d of the gates do not hold", failed)
	}
	return nil
}

func (o *options) measure(targets []target) (err error) {
	parts, known := map[string][]func() error{
		"throughput": {o.throughput}, "steady": {o.steady}, "kill": {o.killed}, "all": {o.throughput, o.steady, o.killed},
	}[o.do]
	if !known {
		return fmt.Errorf("nothing to do is called %q", o.do)
	}
	if err := os.MkdirAll(o.out, 0o700); err != nil {
		return err
	}
	if o.out, err = filepath.Abs(o.out); err != nil {
		return err
	}
	if o.found.Machine, err = describe(o.out, o.commit); err != nil {
		return err
	}
	if err := o.prepare(); err != nil {
		return err
	}
	for _, part := range parts {
		if err := part(); err != nil {
			return err
		}
	}
	o.found.print(o.to, targets)
	return o.found.write(o.results)
}

// throughput lets every contestant work in every round, in turn.
func (b *bench) throughput() error {
	unmeasured := map[string]error{}
	for round := range b.rounds {
		for _, c := range contestants {
			if !strings.Contains(c.name, b.only) {
				continue
			}
			fmt.Fprintf(b.to, "round %d: %s\n", round+1, c.name)
			m, err := b.run(c, round)
			if errors.Is(err, errNoisy) {
				unmeasured[c.name] = err
			} else if err != nil {
				return err
			}
			b.found.Runs = append(b.found.Runs, m)
		}
	}
	b.compare(unmeasured)
	slices.SortStableFunc(b.found.Runs, func(a, other measured) int { return strings.Compare(a.Program, other.Program) })
	return nil
}

func (b *bench) command(name string, args ...string) error {
	out, err := exec.CommandContext(b.ctx, name, args...).CombinedOutput() //nolint:gosec // built by the bench
	if err != nil {
		return fmt.Errorf("%s: %w: %s", filepath.Base(name), err, out)
	}
	return nil
}

func (r results) write(path string) error {
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o600)
}
