package forms_test

import (
	"os"
	"testing"

	"eleven/forms"
)

// busy is a chat with live streams that has answered everything.
func busy(b *testing.B) situation {
	b.Helper()
	s := situation{pack: released(b), answers: map[string]forms.Answer{}, depth: forms.Full}
	s.service = forms.Profile{Traits: []string{"MSG", "HST", "LIV"}, Conditions: []string{"STR", "USR", "REV"}, Company: "US"}
	s.tailored = forms.Tailor(s.pack, s.service)
	for i, q := range s.pack.Questions() {
		s.answers[q.ID] = forms.Answer{Level: forms.Level(rune('0' + i%5))}
	}
	b.ReportAllocs()
	return s
}

func BenchmarkTailor(b *testing.B) {
	s := busy(b)
	for b.Loop() {
		forms.Tailor(s.pack, s.service)
	}
}

func BenchmarkCount(b *testing.B) {
	s := busy(b)
	for b.Loop() {
		s.count(s.answers)
	}
}

func BenchmarkPlan(b *testing.B) {
	s := busy(b)
	for b.Loop() {
		forms.PlanFor(s.pack, s.tailored, s.answers, s.depth)
	}
}

// Loading goes with every check; of a released pack the program repeats none.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := forms.Load(os.DirFS(releasedPack)); err != nil {
			b.Fatal(err)
		}
	}
}
