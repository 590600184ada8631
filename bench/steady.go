package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"time"

	"eleven/db"
)

// steady measures what hardly depends on the hour: start-up, memory, the
// binary, the document, and how the queue grows.
func (b *bench) steady() error {
	for _, measure := range []func() error{b.binary, b.document, b.startUp, b.memory, b.growth} {
		if err := measure(); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) binary() error {
	info, err := os.Stat(b.portal)
	if err != nil {
		return err
	}
	b.add(figure{ID: "binary", Name: "binary with everything inside", Unit: "MB", Rounds: []float64{float64(info.Size()) / 1e6}})
	return nil
}

func (b *bench) document() error {
	before := workOf(nil)
	f, err := measurePDF(b.rounds, 10)
	if err != nil {
		return err
	}
	why := noisy(foreign(before, workOf(nil)))
	b.add(figure{
		ID: "pdf", Name: fmt.Sprintf("PDF of %d pages, time of the bare document", f.Pages), Unit: "ratio", Why: why,
		Rounds: []float64{f.Ours.Took.Seconds() / f.Bare.Took.Seconds()},
		Detail: fmt.Sprintf("%.1f ms, bare %.1f ms, bare with a cut font %.1f ms", milliseconds(f.Ours.Took), milliseconds(f.Bare.Took), milliseconds(f.BareCut.Took)),
	}, figure{
		ID: "pdf-allocated", Name: "PDF, allocated", Unit: "MB", Rounds: []float64{float64(f.Ours.Allocated) / 1e6},
		Detail: fmt.Sprintf("bare %.1f MB", float64(f.Bare.Allocated)/1e6),
	})
	return nil
}

// startUp times both programs from being started on a folder that is there to
// their first whole answer: a drawn page of the portal, /api/health of PocketBase.
func (b *bench) startUp() error {
	var ours, theirs, ratio []float64
	before := workOf(nil)
	spent := time.Duration(0)
	for range 3 * b.rounds {
		one, used, err := b.timeStart(onPortal)
		if err != nil {
			return err
		}
		other, alsoUsed, err := b.timeStart(onPocketBase)
		if err != nil {
			return err
		}
		spent += used + alsoUsed
		ours, theirs, ratio = append(ours, milliseconds(one)), append(theirs, milliseconds(other)), append(ratio, one.Seconds()/other.Seconds())
	}
	after := workOf(nil)
	after.server = spent
	b.add(figure{
		ID: "start", Name: "start-up to the first page, time of PocketBase", Unit: "ratio", Rounds: ratio, Why: noisy(foreign(before, after)),
		Detail: fmt.Sprintf("%.0f ms, PocketBase %.0f ms", median(ours), median(theirs)),
	})
	return nil
}

func (b *bench) timeStart(on func(*bench, string) (*program, error)) (ready, used time.Duration, err error) {
	p, stop, err := b.launched(on)
	if err != nil {
		return 0, 0, err
	}
	defer stop()
	return p.ready, p.cpu(), nil
}

// rest is how long a program is left alone before its memory at rest is read.
const rest = 3 * time.Second

// memory reads what the portal holds after its first page, left alone; and the
// most it holds while 16 people read and 16 save.
func (b *bench) memory() error {
	p, stop, err := b.launched(onPortal)
	if err != nil {
		return err
	}
	defer stop()
	time.Sleep(rest)
	atRest, _ := p.memory()
	savers, err := portalSavers(b, p, 16)
	defer closeAll(savers)
	if err != nil {
		return err
	}
	readers, err := portalReaders(b, p, 16)
	defer closeAll(readers)
	if err != nil {
		return err
	}
	// Signing in took 19 MiB a password, which the warm-up hands back.
	watched := watch(p, rest)
	_, err = drive(b.ctx, p, savers, readers, rest, b.length)
	most := watched()
	if err != nil {
		return err
	}
	b.add(
		figure{ID: "memory-rest", Name: "memory at rest", Unit: "MB", Rounds: []float64{atRest}},
		figure{ID: "memory-load", Name: "memory under 16 readers and 16 savers", Unit: "MB", Rounds: []float64{most}},
	)
	return nil
}

// watch reads a program's memory again and again from some time on; the
// function it gives ends that and says the most there was.
func watch(p *program, from time.Duration) (stop func() float64) {
	ended, most := make(chan struct{}), make(chan float64)
	go func() {
		highest := 0.0
		time.Sleep(from)
		for tick := time.NewTicker(20 * time.Millisecond); ; {
			now, _ := p.memory()
			highest = max(highest, now)
			select {
			case <-ended:
				tick.Stop()
				most <- highest
				return
			case <-tick.C:
			}
		}
	}()
	return func() float64 {
		close(ended)
		return <-most
	}
}

// growth compares a page of the queue among 100,000 submissions with one among
// 10,000: the first page and one from the middle.
func (b *bench) growth() error {
	var queues []*db.DB
	for _, seed := range []string{b.small, b.large} {
		dir, err := os.MkdirTemp(b.out, "run")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(dir) }()
		if err := os.CopyFS(dir, os.DirFS(seed)); err != nil {
			return err
		}
		d, err := db.Open(b.ctx, db.Options{Dir: dir})
		if err != nil {
			return err
		}
		defer func() { _ = d.Close() }()
		queues = append(queues, d)
	}
	var ratio []float64
	for range 3 * b.rounds {
		small, err := timeQueue(b.ctx, queues[0], 10_000)
		if err != nil {
			return err
		}
		large, err := timeQueue(b.ctx, queues[1], 100_000)
		if err != nil {
			return err
		}
		ratio = append(ratio, large.Seconds()/small.Seconds())
	}
	b.add(figure{ID: "growth", Name: "page of the queue, 100,000 submissions against 10,000", Unit: "ratio", Rounds: ratio})
	return nil
}

const queuePages = 300

func timeQueue(ctx context.Context, d *db.DB, submissions int) (time.Duration, error) {
	middle := db.Key{At: int64(1_700_000_000 + submissions/6), ID: "~"}
	var took []time.Duration
	for i := range queuePages {
		after := db.Key{}
		if i%2 == 1 {
			after = middle
		}
		begun := time.Now()
		lines, err := d.Queue(ctx, "UK", after, 26)
		took = append(took, time.Since(begun))
		if err != nil || len(lines) != 26 {
			return 0, fmt.Errorf("queue of %d: %d lines: %w", submissions, len(lines), err)
		}
	}
	slices.Sort(took)
	return took[len(took)/2], nil
}
