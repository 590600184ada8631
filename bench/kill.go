package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// kill is what became of the answers acknowledged before the portal was
// killed; had one been lost, there would be no results.
type kill struct {
	Rounds       int     `json:"rounds"`
	Acknowledged int64   `json:"acknowledged"`
	SlowestStart float64 `json:"slowest_start_ms"`
}

// killRounds is how often the portal is killed under load.
const killRounds = 20

// killed lets 16 people save, kills the portal at a moment nobody knows, starts
// it again on the same folder, and reads every acknowledged answer back.
func (b *bench) killed() error {
	dir, err := os.MkdirTemp(b.out, "run")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := os.CopyFS(dir, os.DirFS(b.small)); err != nil {
		return err
	}
	k := killing{bench: b, dir: dir}
	defer closeAll(k.actors())
	for round := range killRounds {
		if err := k.once(); err != nil {
			return fmt.Errorf("kill %d: %w", round+1, err)
		}
	}
	if err := k.readBack(); err != nil {
		return err
	}
	b.found.Kill = &kill{Rounds: killRounds, Acknowledged: k.saved.Load(), SlowestStart: milliseconds(k.slowest)}
	return nil
}

// killing is one folder whose portal is killed again and again.
type killing struct {
	*bench
	dir     string
	savers  []*saver
	saved   atomic.Int64
	slowest time.Duration
}

func (k *killing) actors() []actor {
	var out []actor
	for _, s := range k.savers {
		out = append(out, s)
	}
	return out
}

// once starts the portal, reads back what it acknowledged in the last life, and
// kills it while everybody saves.
func (k *killing) once() error {
	p, err := k.serve()
	if err != nil {
		return err
	}
	var dead atomic.Bool
	var all sync.WaitGroup
	wrong := make([]error, len(k.savers))
	for i, s := range k.savers {
		all.Go(func() {
			for {
				err := s.act()
				if err != nil && dead.Load() {
					return
				}
				if wrong[i] = err; err != nil {
					return
				}
				k.saved.Add(1)
			}
		})
	}
	time.Sleep(100*time.Millisecond + rand.N(300*time.Millisecond)) //nolint:gosec // any moment will do
	dead.Store(true)
	p.kill()
	all.Wait()
	return errors.Join(wrong...)
}

// readBack starts the portal once more, reads everything, and stops it.
func (k *killing) readBack() error {
	p, err := k.serve()
	if err != nil {
		return err
	}
	p.stop()
	return nil
}

// serve starts the portal on the folder, and everybody reads their answers.
func (k *killing) serve() (*program, error) {
	p, err := launch(k.ctx, "/en", k.portal, "serve", "--addr", "ADDR", "--data", k.dir)
	if err != nil {
		return nil, err
	}
	k.slowest = max(k.slowest, p.ready)
	if err := k.meet(p.addr); err != nil {
		p.kill()
		return nil, err
	}
	return p, nil
}

// meet signs everybody in at the first start; afterwards their sessions and
// form tokens still hold, and their acknowledged answers must be there.
func (k *killing) meet(addr string) error {
	for i := len(k.savers); i < 16; i++ {
		s, err := newSaver(addr, i, k.seededSmall[i])
		if err != nil {
			return err
		}
		k.savers = append(k.savers, s)
	}
	for _, s := range k.savers {
		s.close()
		s.addr = addr
		if err := s.verify(); err != nil {
			return err
		}
	}
	return nil
}
