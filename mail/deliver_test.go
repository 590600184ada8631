package mail

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func subjectOnly(s string) Message {
	m := Test("en", reader, link)
	m.Subject = s
	return m
}

// runFor lets the loop run for a while of the bubble's own time, which costs none.
func runFor(t *testing.T, d time.Duration, o Outbox, s Sender, log *slog.Logger) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), d)
	defer stop()
	Deliver(ctx, o, s, time.Now, nil, log)
}

func TestAFailureIsTriedAgainLaterAndLater(t *testing.T) {
	seconds := func(list ...int) (out []time.Duration) {
		for _, s := range list {
			out = append(out, time.Duration(s)*time.Second)
		}
		return out
	}
	cases := []struct {
		problem string
		want    []time.Duration // since the message was posted
	}{
		{"refused", seconds(0, 10, 40, 100, 400, 1300, 2200, 3100)},
		{"postponed", seconds(0, 10, 40, 100, 400, 1300, 2200, 3100)},
		{"settings", seconds(0, 10, 40, 100, 400, 1300, 2200, 3100)},
		{"unreachable", seconds(0, 10, 40, 100, 160, 220, 280, 340)},
		{"timeout", seconds(0, 10, 40, 100, 160, 220, 280, 340)},
		{"cut", seconds(0, 10, 40, 100, 160, 220, 280, 340)},
	}
	for _, c := range cases {
		t.Run(c.problem, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				start := time.Now()
				var tried []time.Duration
				o := &box{now: time.Now}
				o.post(subjectOnly("one"))
				runFor(t, time.Hour, o, road(func(context.Context, Message) error {
					tried = append(tried, time.Since(start))
					return problem{key: c.problem}
				}), quiet())
				if diff := cmp.Diff(c.want, tried[:min(len(tried), len(c.want))]); diff != "" {
					t.Errorf("tried at other times:\n%s", diff)
				}
			})
		})
	}
}

func TestMailArrivesWithinTwoMinutesOfTheServersReturn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		back := time.Now().Add(5 * time.Hour)
		var arrived []time.Duration
		o := &box{now: time.Now}
		for range 30 {
			o.post(subjectOnly("one"))
		}
		runFor(t, 6*time.Hour, o, road(func(context.Context, Message) error {
			if time.Now().Before(back) {
				return problem{key: "unreachable"}
			}
			arrived = append(arrived, time.Since(back))
			return nil
		}), quiet())
		if len(arrived) != 30 || slices.Max(arrived) > 2*time.Minute {
			t.Errorf("%d of 30, the last after %v", len(arrived), arrived)
		}
	})
}

func TestOneFailingMessageNeverBlocksTheOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		o := &box{now: time.Now}
		var want, got []string
		for i := range 3 * batch {
			s := string(rune('A' + i))
			if i%2 == 0 {
				s = "bad " + s
			} else {
				want = append(want, s)
			}
			o.post(subjectOnly(s))
		}
		runFor(t, 5*time.Second, o, road(func(_ context.Context, m Message) error {
			switch {
			case m.Subject == "bad A":
				panic("a sender that gives up")
			case strings.HasPrefix(m.Subject, "bad"):
				return problem{key: "refused"}
			}
			got = append(got, m.Subject)
			return nil
		}), quiet())
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("not the others, oldest first:\n%s", diff)
		}
		if time.Since(start) != 5*time.Second {
			t.Errorf("it took %v", time.Since(start))
		}
	})
}

func TestAMessageIsDeliveredWithinASecondWithoutAWakeUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &box{now: time.Now}
		var posted, arrived time.Time
		time.AfterFunc(2500*time.Millisecond, func() { posted = time.Now(); o.post(subjectOnly("one")) })
		runFor(t, 10*time.Second, o, road(func(context.Context, Message) error {
			arrived = time.Now()
			return nil
		}), quiet())
		if waited := arrived.Sub(posted); waited < 0 || waited > time.Second {
			t.Errorf("it waited %v", waited)
		}
	})
}

func TestAWakeUpDeliversAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &box{now: time.Now, marked: make(chan string)}
		wake := make(chan struct{})
		ctx, stop := context.WithCancel(t.Context())
		var loop sync.WaitGroup
		loop.Go(func() {
			Deliver(ctx, o, road(func(context.Context, Message) error { return nil }), time.Now, wake, quiet())
		})
		start := time.Now()
		synctest.Wait()
		o.post(subjectOnly("one"))
		wake <- struct{}{}
		if as := <-o.marked; as != "sent" || time.Since(start) > 0 {
			t.Errorf("%s after %v", as, time.Since(start))
		}
		close(wake) // a closed channel is no endless wake-up
		stop()
		loop.Wait()
		if o.looks > 3 {
			t.Errorf("looked %d times", o.looks)
		}
	})
}

func TestAStoreInTroubleMakesNoMessageTwo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		o := &box{now: time.Now, trouble: errors.New("the disk is full")}
		o.post(subjectOnly("good"))
		o.post(subjectOnly("bad"))
		sent := map[string]int{}
		time.AfterFunc(time.Minute, func() { o.mu.Lock(); o.trouble = nil; o.mu.Unlock() })
		runFor(t, 65*time.Second, o, road(func(_ context.Context, m Message) error {
			sent[m.Subject]++
			if m.Subject == "bad" {
				return problem{key: "refused", detail: "550"}
			}
			return nil
		}), slog.New(slog.NewTextHandler(&log, nil)))
		if sent["good"] != 1 || o.rows[0].sent != 1 || sent["bad"] != 1 || len(o.rows[1].problems) != 1 {
			t.Errorf("sent %v, marked %+v %+v", sent, o.rows[0], o.rows[1])
		}
		if n := strings.Count(log.String(), "the disk is full"); n != 1 {
			t.Errorf("logged %d times:\n%s", n, &log)
		}
	})
}

func TestTheMessageOnItsWayEndsWellWhenThePortalStops(t *testing.T) {
	cases := []struct {
		name string
		need time.Duration
		want int
	}{
		{"soon enough", grace - time.Second, 1},
		{"too slow", time.Hour, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := &box{now: time.Now}
				o.post(subjectOnly("one"))
				o.post(subjectOnly("two"))
				start := time.Now()
				runFor(t, time.Second, o, road(func(ctx context.Context, _ Message) error {
					select {
					case <-time.After(time.Second + c.need):
						return nil
					case <-ctx.Done():
						return ctx.Err()
					}
				}), quiet())
				if o.rows[0].sent != c.want || o.rows[0].Attempts != 0 || o.rows[1].sent+o.rows[1].Attempts != 0 {
					t.Errorf("marked %+v %+v", o.rows[0], o.rows[1])
				}
				if took := time.Since(start); took > time.Second+grace {
					t.Errorf("it stopped after %v", took)
				}
			})
		})
	}
}

func TestNeitherLogNorOutboxHoldsWhatOneReaderMayKnow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		o := &box{now: time.Now}
		o.post(subjectOnly("one"))
		o.post(subjectOnly("two"))
		runFor(t, time.Minute, o, road(func(_ context.Context, m Message) error {
			if m.Subject == "one" {
				panic(m.Plain + reader + secret)
			}
			return errors.New(m.Plain + reader + secret)
		}), slog.New(slog.NewTextHandler(&log, nil)))
		kept := log.String() + strings.Join(append(o.rows[0].problems, o.rows[1].problems...), "\n")
		for _, private := range []string{reader, link, secret, "Hello"} {
			if strings.Contains(kept, private) {
				t.Errorf("%q was kept:\n%s", private, kept)
			}
		}
		if o.rows[0].problems[0] != "unknown" || o.rows[1].problems[0] != "unknown" {
			t.Errorf("problems %v %v", o.rows[0].problems, o.rows[1].problems)
		}
	})
}
