package handlers

import (
	"runtime"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits are how much may happen in a time (contract, section 6); zero means the default.
type Limits struct {
	SignInAccount int // failures for one account in 15 minutes
	SignInAddress int // failures from one address in 15 minutes
	Registration  int // registrations and resets from one address in an hour
	Mail          int // letters to one address that others asked for, in an hour
	Downloads     int // PDF, workbook and JSON for one person in a minute
}

func (l Limits) withDefaults() Limits {
	for _, d := range []struct {
		value    *int
		standard int
	}{{&l.SignInAccount, 10}, {&l.SignInAddress, 100}, {&l.Registration, 30}, {&l.Mail, 5}, {&l.Downloads, 120}} {
		if *d.value == 0 {
			*d.value = d.standard
		}
	}
	return l
}

// gates are the limits at work, in memory.
type gates struct {
	account, address, registration, mail, downloads *gate
	passwords                                       chan struct{} // caps what costs memory and time at once
	known                                           *browsers
}

// Passwords leave half the cores to everybody else: each takes a core and 19 MiB
// for some 30 ms.
var passwordsAtOnce = max(1, runtime.GOMAXPROCS(0)/2)

func newGates(l Limits, now func() time.Time) *gates {
	return &gates{
		account:      newGate(l.SignInAccount, 15*time.Minute, now),
		address:      newGate(l.SignInAddress, 15*time.Minute, now),
		registration: newGate(l.Registration, time.Hour, now),
		mail:         newGate(l.Mail, time.Hour, now),
		downloads:    newGate(l.Downloads, time.Minute, now),
		passwords:    make(chan struct{}, passwordsAtOnce),
		known:        &browsers{marks: map[string]bool{}},
	}
}

// gate lets each key through so many times in a window, then refuses and
// refills slowly.
type gate struct {
	mu     sync.Mutex
	keys   map[string]*entry
	most   int
	window time.Duration
	now    func() time.Time
}

type entry struct {
	limiter *rate.Limiter
	seen    time.Time
}

func newGate(most int, window time.Duration, now func() time.Time) *gate {
	return &gate{keys: map[string]*entry{}, most: most, window: window, now: now}
}

// maxKeys bounds the memory: the map is swept of full limiters beyond it.
const maxKeys = 10_000

func (g *gate) of(key string) *rate.Limiter {
	now := g.now()
	e := g.keys[key]
	if e == nil {
		if len(g.keys) >= maxKeys {
			g.sweep(now)
		}
		e = &entry{limiter: rate.NewLimiter(rate.Limit(float64(g.most)/g.window.Seconds()), g.most)}
		g.keys[key] = e
	}
	e.seen = now
	return e.limiter
}

func (g *gate) sweep(now time.Time) {
	for key, e := range g.keys {
		if now.Sub(e.seen) > g.window {
			delete(g.keys, key)
		}
	}
}

// open reports whether the key has a go left, without using it. A key that
// never used one is not remembered.
func (g *gate) open(key string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	e := g.keys[key]
	return e == nil || e.limiter.TokensAt(g.now()) >= 1
}

// use takes one go and reports whether there was one.
func (g *gate) use(key string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.of(key).AllowN(g.now(), 1)
}

// browsers remembers, while the portal runs, in which of them a password was right.
type browsers struct {
	mu    sync.Mutex
	marks map[string]bool
}

func (b *browsers) has(mark string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.marks[mark]
}

// add remembers a browser, and beyond maxKeys forgets any other for it.
func (b *browsers) add(mark string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for other := range b.marks {
		if len(b.marks) < maxKeys {
			break
		}
		delete(b.marks, other)
	}
	b.marks[mark] = true
}

// within runs work when there is room for it.
func within(room chan struct{}, work func()) {
	room <- struct{}{}
	defer func() { <-room }()
	work()
}
