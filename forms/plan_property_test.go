package forms_test

import (
	"maps"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"eleven/forms"
)

// tenths gives a fraction of points in tenths of a percent, halves up, reckoned
// with exact fractions.
func tenths(points, of int) int {
	if of == 0 {
		return 0
	}
	r := big.NewRat(int64(1000*points), int64(of))
	r.Add(r, big.NewRat(1, 2))
	return int(new(big.Int).Div(r.Num(), r.Denom()).Int64())
}

func TestThePromisedGainIsTheGain(t *testing.T) {
	pack := released(t)
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t, pack)
		plan := forms.PlanFor(pack, s.tailored, s.answers, s.depth)
		before, all := s.count(s.answers).Overall, 0
		for _, a := range plan.Actions {
			after := s.count(forms.WhatIf(s.answers, []forms.Action{a})).Overall
			if rise := after.Points - before.Points; after.Of != before.Of || rise != a.Points || a.Gain() != tenths(rise, before.Of) {
				t.Fatalf("%s promises %d points of %d, %d tenths; done it gives %s from %s", a.Question.ID, a.Points, a.Of, a.Gain(), line(after), line(before))
			}
			all += a.Points
		}
		if after := s.count(forms.WhatIf(s.answers, plan.Actions)).Overall; after.Points-before.Points != all {
			t.Fatalf("all actions promise %d points and give %d", all, after.Points-before.Points)
		}
	})
}

func TestAPlanStandsInItsOrderAndNeverAdvisesNA(t *testing.T) {
	pack := released(t)
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t, pack)
		actions := forms.PlanFor(pack, s.tailored, s.answers, s.depth).Actions
		for i, a := range actions {
			if s.answers[a.Question.ID].Level == forms.NA || a.To > 4 || a.Days <= 0 {
				t.Fatalf("%s is advised from %q to %d in %v days", a.Question.ID, s.answers[a.Question.ID].Level, a.To, a.Days)
			}
			for _, later := range actions[i+1:] {
				if later.Tier < a.Tier {
					t.Fatalf("%s of tier %d stands before %s of tier %d", a.Question.ID, a.Tier, later.Question.ID, later.Tier)
				}
				if later.Tier == a.Tier && slices.Contains(a.Question.After, later.Question.ID) {
					t.Fatalf("%s stands before %s, which comes first", a.Question.ID, later.Question.ID)
				}
			}
		}
	})
}

func TestEveryMissingMustDoIsPlannedButForNA(t *testing.T) {
	pack := released(t)
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t, pack)
		planned := map[string]bool{}
		for _, a := range forms.PlanFor(pack, s.tailored, s.answers, s.depth).Actions {
			if a.Tier == forms.TierMust {
				planned[a.Question.ID] = true
			}
		}
		wanted := map[string]bool{}
		for _, q := range s.count(s.answers).Overall.Missing {
			if s.answers[q.ID].Level != forms.NA {
				wanted[q.ID] = true
			}
		}
		if !maps.Equal(planned, wanted) {
			t.Fatalf("planned %v, want %v", planned, wanted)
		}
	})
}
