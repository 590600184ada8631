package forms_test

import (
	"testing"

	"eleven/forms"
)

func TestACoarseNumberHidesASingleSubmission(t *testing.T) {
	for n, want := range map[int]struct {
		floor int
		few   bool
	}{
		0: {0, false}, 1: {0, true}, 4: {0, true}, 5: {5, false}, 9: {5, false}, 10: {10, false}, 1004: {1000, false},
	} {
		if floor, few := forms.Coarse(n); floor != want.floor || few != want.few {
			t.Errorf("%d is %d, few: %t", n, floor, few)
		}
	}
}
