package mail

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"time"
)

// Outbox is what the delivery loop needs of the store.
type Outbox interface {
	// Due gives at most limit messages whose time has come, oldest first.
	Due(ctx context.Context, limit int) ([]Waiting, error)
	// Sent marks a message delivered: it is never due again.
	Sent(ctx context.Context, seq int64) error
	// Failed notes why a message was not delivered; it is due again at nextAt, in
	// seconds since 1970.
	Failed(ctx context.Context, seq int64, problem string, nextAt int64) error
}

// Waiting is a message in the outbox. Attempts counts those that failed.
type Waiting struct {
	Seq int64
	Message
	Attempts int
}

const (
	pause = time.Second     // between two looks into the outbox
	batch = 20              // messages at one look
	grace = 5 * time.Second // for the message on its way when the portal stops
)

// Deliver sends what is due, oldest first, until ctx ends: at once when wake
// tells of a new message, and with every second. A message that cannot be
// delivered is tried again later and never keeps the others waiting.
func Deliver(ctx context.Context, o Outbox, s Sender, now func() time.Time, wake <-chan struct{}, log *slog.Logger) {
	c := &carrier{outbox: o, sender: s, now: now, log: log, unsaved: map[int64]outcome{}}
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for {
		c.empty(ctx)
		select {
		case <-ctx.Done():
			return
		case _, open := <-wake:
			if !open {
				wake = nil
			}
		case <-tick.C:
		}
	}
}

// outcome is what came of one attempt; an empty problem means delivered.
type outcome struct {
	problem string
	nextAt  int64
}

type carrier struct {
	outbox Outbox
	sender Sender
	now    func() time.Time
	log    *slog.Logger

	// unsaved are outcomes that the store did not take. They are saved before
	// anything is sent again: a store in trouble must not send a message twice.
	unsaved map[int64]outcome
	// troubled is whether the store refused the last time, so that one trouble is
	// logged once.
	troubled bool
}

// empty delivers until nothing is due. Trouble with the store waits for the next
// look.
func (c *carrier) empty(ctx context.Context) {
	for ctx.Err() == nil {
		due, err := c.outbox.Due(ctx, batch)
		if err == nil {
			err = c.round(ctx, due)
		}
		if err != nil && ctx.Err() == nil && !c.troubled {
			c.log.Error("the outbox cannot be read or marked", "error", err)
		}
		c.troubled = err != nil
		if err != nil || len(due) < batch {
			return
		}
	}
}

func (c *carrier) round(ctx context.Context, due []Waiting) error {
	for _, w := range due {
		select {
		case <-ctx.Done():
			return nil // what is left stays due
		default:
		}
		out, known := c.unsaved[w.Seq]
		if !known {
			if out, known = c.attempt(ctx, w); !known {
				return nil
			}
		}
		if err := c.save(ctx, w.Seq, out); err != nil {
			return err
		}
	}
	return nil
}

// attempt tries once. Not known means that the portal stopped meanwhile: the
// message stays as it was.
func (c *carrier) attempt(ctx context.Context, w Waiting) (out outcome, known bool) {
	w.id = identity(w)
	err := c.send(ctx, w.Message)
	if err == nil {
		c.log.Info("mail delivered", "seq", w.Seq, "kind", w.Kind)
		return outcome{}, true
	}
	if ctx.Err() != nil {
		return outcome{}, false
	}
	p := asProblem(err)
	wait := until(w.Attempts, p)
	c.log.Warn("mail not delivered", "seq", w.Seq, "kind", w.Kind, "attempt", w.Attempts+1, "problem", p.Error(), "again_in", wait)
	return outcome{p.Error(), c.now().Add(wait).Unix()}, true
}

// send lets the message on its way end well when ctx ends, within grace. A
// sender that panics has failed, and the others go on.
func (c *carrier) send(ctx context.Context, m Message) (err error) {
	sending, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(grace, stop) })()
	defer func() {
		if r := recover(); r != nil {
			c.log.Error("sending mail panicked", "kind", m.Kind, "panic", fmt.Sprintf("%T", r))
			err = problem{key: "unknown"}
		}
	}()
	return c.sender.Send(sending, m)
}

// save keeps the outcome even when ctx has ended: what was sent must not be sent
// again after the next start.
func (c *carrier) save(ctx context.Context, seq int64, out outcome) error {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer stop()
	c.unsaved[seq] = out
	var err error
	if out.problem == "" {
		err = c.outbox.Sent(ctx, seq)
	} else {
		err = c.outbox.Failed(ctx, seq, out.problem, out.nextAt)
	}
	if err == nil {
		delete(c.unsaved, seq)
	}
	return err
}

var waits = []time.Duration{10 * time.Second, 30 * time.Second, time.Minute, 5 * time.Minute, 15 * time.Minute}

// until is how long to wait after one more failure on top of the earlier ones.
// While no server answers it is never more than a minute: that bothers nobody,
// and mail must arrive within two minutes of the server's return.
func until(earlier int, p problem) time.Duration {
	wait := waits[min(earlier, len(waits)-1)]
	if p.serverAway() {
		wait = min(wait, time.Minute)
	}
	return wait
}

// identity is the same for every attempt at a message and differs for every
// other, of this outbox or another.
func identity(w Waiting) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d\x00%s\x00%s\x00%s", w.Seq, w.To, w.Subject, w.Plain))
	return hex.EncodeToString(sum[:16])
}
