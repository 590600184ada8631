package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"text/tabwriter"
)

// figure is one line of the table. Value is the median of the rounds.
type figure struct {
	ID     string    `json:"id"`
	Name   string    `json:"name"`
	Unit   string    `json:"unit"`
	Value  float64   `json:"value"`
	Rounds []float64 `json:"rounds"`
	Detail string    `json:"detail,omitempty"`
	// Why the figure was not measured; "" when it was.
	Why string `json:"not_measured,omitempty"`
}

// results are everything one run of the bench found.
type results struct {
	Machine machine    `json:"machine"`
	Figures []figure   `json:"figures"`
	Runs    []measured `json:"runs"`
}

// target is what a figure should reach: at least or at most Gate.
type target struct {
	ID      string  `json:"id"`
	Gate    float64 `json:"gate"`
	Stretch float64 `json:"stretch"`
	AtMost  bool    `json:"at_most"`
	Steady  bool    `json:"steady"`
}

func (t target) met(value, bound float64) bool {
	if t.AtMost {
		return value <= bound
	}
	return value >= bound
}

// verdict says in a word how a figure stands.
func (t target) verdict(f figure) string {
	switch {
	case f.Why != "":
		return "not measured: " + f.Why
	case t.met(f.Value, t.Stretch):
		return "stretch"
	case t.met(f.Value, t.Gate):
		return "met"
	}
	return "MISSED"
}

func (b *bench) add(figures ...figure) {
	for _, f := range figures {
		f.Value = median(f.Rounds)
		b.results.Figures = append(b.results.Figures, f)
	}
}

// comparison makes a figure out of what two contestants did in each round.
type comparison struct {
	id, name     string
	ours, theirs string
	of           func(measured) float64
	detail       string // its unit, behind both numbers
}

func rate(m measured) float64 { return m.Rate }
func p99(m measured) float64  { return m.P99 }

var comparisons = []comparison{
	{id: "save-16", name: "save, 16 connections, rate of the bare group commit", ours: portalSave16, theirs: bareGroup16, of: rate, detail: "/s"},
	{id: "save-64", name: "save, 64 connections, rate of the bare group commit", ours: portalSave64, theirs: bareGroup64, of: rate, detail: "/s"},
	{id: "save-peer", name: "save, 16 connections, rate of PocketBase (ours FULL, its own NORMAL)", ours: portalSave16, theirs: peerSave16, of: rate, detail: "/s"},
	{id: "save-64-p99", name: "save, 64 connections, 99th percentile of the bare group commit", ours: portalSave64, theirs: bareGroup64, of: p99, detail: " ms"},
	{id: "save-64-p99-alone", name: "save, 64 connections, 99th percentile of the bare transaction per request", ours: portalSave64, theirs: bareSave64, of: p99, detail: " ms"},
	{id: "save-1", name: "save, 1 connection, rate of the bare transaction per request", ours: portalSave1, theirs: bareSave1, of: rate, detail: "/s"},
	{id: "page-16", name: "principle page, 16 connections, rate of the bare page", ours: portalPage, theirs: barePage, of: rate, detail: "/s"},
	{id: "queue-16", name: "queue page, 16 connections, 100,000 submissions, rate of the bare page", ours: portalQueue, theirs: bareQueue, of: rate, detail: "/s"},
	{id: "save-sign-in", name: "saves while 16 people sign in, rate of the undisturbed", ours: portalDisturbed, theirs: portalSave16, of: rate, detail: "/s"},
	{id: "sign-in", name: "sign-in, 16 connections, rate of the bare argon2id", ours: portalSignIn, theirs: bareSignIn, of: rate, detail: "/s"},
}

// compare turns the runs into figures. A run that could not be measured takes
// its figures with it.
func (b *bench) compare(unmeasured map[string]error) {
	for _, c := range comparisons {
		f := figure{ID: c.id, Name: c.name, Unit: "ratio"}
		var ours, theirs []float64
		for round := range b.rounds {
			one, other := b.found(c.ours, round), b.found(c.theirs, round)
			if one != nil && other != nil && c.of(*other) > 0 {
				ours, theirs = append(ours, c.of(*one)), append(theirs, c.of(*other))
				f.Rounds = append(f.Rounds, c.of(*one)/c.of(*other))
			}
		}
		for _, name := range []string{c.ours, c.theirs} {
			if err := unmeasured[name]; err != nil {
				f.Why = err.Error()
			}
		}
		if len(f.Rounds) > 0 {
			f.Detail = fmt.Sprintf("%.4g%s, %.4g%s", median(ours), c.detail, median(theirs), c.detail)
		}
		b.add(f)
	}
}

func (b *bench) found(name string, round int) *measured {
	i := slices.IndexFunc(b.results.Runs, func(m measured) bool { return m.Program == name && m.Round == round })
	if i < 0 {
		return nil
	}
	return &b.results.Runs[i]
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// noisy says that others used the machine, or nothing.
func noisy(share float64) string {
	if share <= quiet {
		return ""
	}
	return fmt.Sprintf("%s: %.0f%%", errNoisy, 100*share)
}

func readTargets(path string) ([]target, error) {
	text, err := os.ReadFile(path) //nolint:gosec // named by whoever calls
	if err != nil {
		return nil, err
	}
	var out []target
	return out, json.Unmarshal(text, &out)
}

// print writes the table, and beneath it what each program did.
func (r results) print(to io.Writer, targets []target) {
	m := r.Machine
	fmt.Fprintf(to, "%s, %d cores, %d GB, Linux %s, %s, %d fsyncs a second, commit %s\n\n", m.CPU, m.Cores, m.MemoryGB, m.Kernel, m.Go, m.Fsyncs, m.Commit)
	t := tabwriter.NewWriter(to, 2, 0, 2, ' ', 0)
	fmt.Fprintln(t, "figure\tvalue\tgate\tstretch\tverdict\tours, theirs")
	for _, f := range r.Figures {
		i := slices.IndexFunc(targets, func(t target) bool { return t.ID == f.ID })
		if i < 0 {
			fmt.Fprintf(t, "%s\t%.2f %s\t\t\t%s\t%s\n", f.Name, f.Value, f.Unit, f.Why, f.Detail)
			continue
		}
		fmt.Fprintf(t, "%s\t%.2f %s\t%g\t%g\t%s\t%s\n", f.Name, f.Value, f.Unit, targets[i].Gate, targets[i].Stretch, targets[i].verdict(f), f.Detail)
	}
	_ = t.Flush()
	if len(r.Runs) == 0 {
		return
	}
	fmt.Fprintln(to)
	fmt.Fprintln(t, "program\tround\tdone\ta second\tp50 ms\tp99 ms\tserver us each\tdriver us each\tmost MB\tforeign CPU")
	for _, m := range r.Runs {
		fmt.Fprintf(t, "%s\t%d\t%d\t%.0f\t%.2f\t%.2f\t%.0f\t%.0f\t%.0f\t%.0f%%\n",
			m.Program, m.Round+1, m.Done, m.Rate, m.P50, m.P99, m.ServerCPU, m.DriverCPU, m.Memory, 100*m.Foreign)
	}
	_ = t.Flush()
}

// gate reports every target that the results do not reach. With steadyOnly
// only those count that hardly depend on the hour; what could not be measured
// is said and never fails.
func (r results) gate(to io.Writer, targets []target, steadyOnly bool) (missed int) {
	for _, t := range targets {
		if steadyOnly && !t.Steady {
			continue
		}
		i := slices.IndexFunc(r.Figures, func(f figure) bool { return f.ID == t.ID })
		if i < 0 {
			fmt.Fprintf(to, "%s: not in the results\n", t.ID)
			missed++
			continue
		}
		verdict := t.verdict(r.Figures[i])
		fmt.Fprintf(to, "%s: %.2f, gate %g: %s\n", t.ID, r.Figures[i].Value, t.Gate, verdict)
		if verdict == "MISSED" {
			missed++
		}
	}
	return missed
}
