package main

import (
	"runtime/debug"
	"testing"
)

func TestTheCollectorIsSparedNoLongerThanTheStart(t *testing.T) {
	serve(t, nil, newPlace(t).onFreePort()...).browser(t).get("/readyz")
	collectLater()() // waits for the one under way
	if percent := debug.SetGCPercent(100); percent >= patience {
		t.Errorf("the heap may still grow by %d percent", percent)
	}
}
