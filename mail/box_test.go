package mail

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"
)

// box is an outbox in memory.
type box struct {
	now    func() time.Time
	marked chan string // when not nil, gets what each message was marked with

	mu      sync.Mutex
	rows    []*row
	trouble error // of every mark, while it stands
	looks   int
}

type row struct {
	Waiting
	nextAt   int64
	sent     int // how often it was marked sent
	problems []string
}

func (b *box) post(m Message) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.rows = append(b.rows, &row{Waiting: Waiting{Seq: int64(len(b.rows) + 1), Message: m}, nextAt: b.now().Unix()})
}

func (b *box) Due(_ context.Context, limit int) ([]Waiting, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.looks++
	var due []Waiting
	for _, r := range b.rows {
		if r.sent == 0 && r.nextAt <= b.now().Unix() && len(due) < limit {
			due = append(due, r.Waiting)
		}
	}
	return due, nil
}

func (b *box) Sent(ctx context.Context, seq int64) error {
	return b.mark(ctx, seq, "sent", func(r *row) { r.sent++ })
}

func (b *box) Failed(ctx context.Context, seq int64, problem string, nextAt int64) error {
	return b.mark(ctx, seq, problem, func(r *row) {
		r.Attempts++
		r.problems = append(r.problems, problem)
		r.nextAt = nextAt
	})
}

func (b *box) mark(ctx context.Context, seq int64, as string, change func(*row)) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := errors.Join(ctx.Err(), b.trouble); err != nil {
		return err
	}
	change(b.rows[seq-1])
	if b.marked != nil {
		b.marked <- as
	}
	return nil
}

// road is a sender whose answer each test chooses.
type road func(ctx context.Context, m Message) error

func (r road) Send(ctx context.Context, m Message) error { return r(ctx, m) }

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// hands are a clock that moves when told to.
type hands struct {
	mu sync.Mutex
	at time.Time
}

func (h *hands) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.at
}

func (h *hands) turn(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.at = h.at.Add(d)
}
