package main

import (
	"os"
	"strings"
	"testing"
	"time"
)

func TestATargetIsMetAtItsGateAndBeyond(t *testing.T) {
	atLeast, atMost := target{Gate: 0.4, Stretch: 0.6}, target{Gate: 3, Stretch: 2, AtMost: true}
	for _, c := range []struct {
		target target
		figure figure
		want   string
	}{
		{atLeast, figure{Value: 0.39}, "MISSED"},
		{atLeast, figure{Value: 0.4}, "met"},
		{atLeast, figure{Value: 0.61}, "stretch"},
		{atMost, figure{Value: 3.1}, "MISSED"},
		{atMost, figure{Value: 3}, "met"},
		{atMost, figure{Value: 1.9}, "stretch"},
		{atMost, figure{Value: 9, Why: "others used the machine: 30%"}, "not measured: others used the machine: 30%"},
	} {
		if got := c.target.verdict(c.figure); got != c.want {
			t.Errorf("%+v of %+v is %q, want %q", c.figure, c.target, got, c.want)
		}
	}
}

func TestTheGateFailsForWhatIsNotHeldAndNothingElse(t *testing.T) {
	targets := []target{
		{ID: "rate", Gate: 0.4},
		{ID: "start", Gate: 0.8, Held: 5, AtMost: true, Steady: true},
		{ID: "binary", Gate: 30, AtMost: true, Steady: true},
	}
	for _, c := range []struct {
		name    string
		figures []figure
		steady  bool
		failed  int
	}{
		{"all held", []figure{{ID: "rate", Value: 0.5}, {ID: "start", Value: 2.7}, {ID: "binary", Value: 28}}, false, 0},
		{"beyond what is held", []figure{{ID: "rate", Value: 0.3}, {ID: "start", Value: 6}, {ID: "binary", Value: 31}}, false, 3},
		{"the steady ones alone", []figure{{ID: "rate", Value: 0.3}, {ID: "start", Value: 2}, {ID: "binary", Value: 28}}, true, 0},
		{"one not measured", []figure{{ID: "rate", Value: 0, Why: "noise"}, {ID: "start", Value: 2}, {ID: "binary", Value: 28}}, false, 0},
		{"one missing", []figure{{ID: "start", Value: 2}, {ID: "binary", Value: 28}}, false, 1},
	} {
		var said strings.Builder
		if failed := (results{Figures: c.figures}).gate(&said, targets, c.steady); failed != c.failed {
			t.Errorf("%s: %d failed, want %d:\n%s", c.name, failed, c.failed, said.String())
		}
	}
}

func TestAFigureIsTheMedianOfItsRounds(t *testing.T) {
	for _, c := range []struct {
		rounds []float64
		want   float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 3, 2}, 2.5}} {
		if got := median(c.rounds); got != c.want {
			t.Errorf("the median of %v is %v, want %v", c.rounds, got, c.want)
		}
	}
}

func TestEveryTargetHasAFigureThatTheBenchMakes(t *testing.T) {
	targets, err := readTargets("targets.json")
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]bool{}
	for _, c := range comparisons {
		made[c.id] = true
	}
	for _, file := range []string{"steady.go"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split(string(text), `ID: "`)[1:] {
			id, _, _ := strings.Cut(part, `"`)
			made[id] = true
		}
	}
	for _, target := range targets {
		if !made[target.ID] {
			t.Errorf("nothing measures %s", target.ID)
		}
	}
}

func TestThePocketBaseNamedIsTheOneBuilt(t *testing.T) {
	text, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "github.com/pocketbase/pocketbase "+pocketbaseVersion) {
		t.Errorf("go.mod has another PocketBase than %s", pocketbaseVersion)
	}
}

func TestForeignWorkIsWhatNeitherTheDriverNorTheServerDid(t *testing.T) {
	from := work{at: time.Unix(100, 0)}
	to := work{at: time.Unix(101, 0), all: 800 * time.Millisecond, driver: 300 * time.Millisecond, server: 500 * time.Millisecond}
	if got := foreign(from, to); got != 0 {
		t.Errorf("all of it was ours, and %v is foreign", got)
	}
	to.all += 100 * time.Hour
	if got := foreign(from, to); got <= quiet {
		t.Errorf("others worked, and only %v is foreign", got)
	}
}
