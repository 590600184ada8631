package db_test

import (
	"maps"
	"slices"
	"testing"

	"eleven/forms"
)

func TestAPersonsStepBacksAreTheirOwn(t *testing.T) {
	p, reviewer, _, id := taken(t)
	other := p.official(forms.Reviewer, "CA")
	must(t, p.StepBack(t.Context(), reviewer, id))
	mine, err := p.SteppedBack(t.Context(), reviewer)
	must(t, err)
	wantSame(t, "stepped back from", slices.Collect(maps.Keys(mine)), []string{id})
	theirs, err := p.SteppedBack(t.Context(), other)
	must(t, err)
	want(t, "the other's", len(theirs), 0)
}
