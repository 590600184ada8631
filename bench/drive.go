package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// actor is one virtual person on one connection.
type actor interface {
	// act does one thing and checks the answer.
	act() error
	// verify reads back what the portal acknowledged; nil when it is all there.
	verify() error
	close()
}

// measured is what one program did in one round. Latencies are in milliseconds.
type measured struct {
	Program     string  `json:"program"`
	Round       int     `json:"round"`
	Connections int     `json:"connections"`
	Done        int     `json:"done"`
	Rate        float64 `json:"per_second"`
	P50         float64 `json:"p50_ms"`
	P99         float64 `json:"p99_ms"`
	ServerCPU   float64 `json:"server_us_each"`
	DriverCPU   float64 `json:"driver_us_each"`
	Memory      float64 `json:"most_memory_mb"`
	Foreign     float64 `json:"foreign_cpu"`
}

// tally collects what the actors did in the measured time.
type tally struct {
	mu    sync.Mutex
	took  []time.Duration
	wrong []error
}

func (t *tally) add(took []time.Duration, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.took = append(t.took, took...)
	if err != nil {
		t.wrong = append(t.wrong, err)
	}
}

// drive lets every actor act again and again: first to warm up, then measured;
// those beside them act too and are not counted. One wrong answer fails the
// whole run, and so does one lost at the end.
func drive(ctx context.Context, p *program, actors, beside []actor, warm, length time.Duration) (measured, error) {
	begin := time.Now().Add(warm)
	end := begin.Add(length)
	ctx, cancel := context.WithDeadline(ctx, end)
	defer cancel()
	var t tally
	var all sync.WaitGroup
	for _, a := range actors {
		all.Go(func() { t.add(actUntil(ctx, a, begin)) })
	}
	for _, a := range beside {
		all.Go(func() {
			_, err := actUntil(ctx, a, end)
			t.add(nil, err)
		})
	}
	time.Sleep(time.Until(begin))
	from := workOf(p)
	all.Wait()
	to := workOf(p)
	if err := errors.Join(t.wrong...); err != nil {
		return measured{}, err
	}
	for _, a := range actors {
		if err := a.verify(); err != nil {
			return measured{}, fmt.Errorf("read back: %w", err)
		}
	}
	return t.sum(p, len(actors), from, to), nil
}

// actUntil acts until the time is up, and gives how long each act took that
// began at or after begin.
func actUntil(ctx context.Context, a actor, begin time.Time) (took []time.Duration, err error) {
	for ctx.Err() == nil {
		start := time.Now()
		if err := a.act(); err != nil {
			return took, err
		}
		if !start.Before(begin) {
			took = append(took, time.Since(start))
		}
	}
	return took, nil
}

func (t *tally) sum(p *program, connections int, from, to work) measured {
	slices.SortFunc(t.took, func(a, b time.Duration) int { return cmp.Compare(a, b) })
	n := len(t.took)
	m := measured{Connections: connections, Done: n, Rate: float64(n) / to.at.Sub(from.at).Seconds(), Foreign: foreign(from, to)}
	if n > 0 {
		m.P50, m.P99 = milliseconds(t.took[n/2]), milliseconds(t.took[min(n-1, n*99/100)])
		m.ServerCPU = float64((to.server - from.server).Microseconds()) / float64(n)
		m.DriverCPU = float64((to.driver - from.driver).Microseconds()) / float64(n)
	}
	_, m.Memory = p.memory()
	return m
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
