package main

import (
	"os"
	"runtime/debug"
	"sync"

	"eleven/forms"
	"eleven/templates"
)

// prepare begins what needs no data folder, while that is being opened: the
// questionnaire is read and every page drawn. Whoever makes the portal waits for
// both, and is told what is wrong with them.
func prepare() {
	go func() { _ = templates.Try() }()
	go func() { _, _ = forms.Current() }()
}

// patience is how far the heap may grow at start, in percent of the four
// megabytes that the runtime begins with.
const patience = 1000

// usual is how far it may grow afterwards, unless GOGC says otherwise: the pages
// and words that stay for good are most of a small heap, and going over them
// half as often is worth some ten megabytes.
const usual = 200

// collectLater spares the start the collector, which would go over what stays
// for good again and again. The function it gives ends that, once, and hands
// what the start no longer needs back to the system. A process starts once: for
// a second server the function does nothing.
var collectLater = sync.OnceValue(func() func() {
	told := debug.SetGCPercent(patience)
	if os.Getenv("GOGC") == "" {
		told = usual
	}
	return sync.OnceFunc(func() {
		debug.SetGCPercent(told)
		debug.FreeOSMemory()
	})
})
