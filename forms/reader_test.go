package forms_test

import (
	"strings"
	"testing"

	"eleven/forms"
)

// rights writes what a reader may do and see as one line.
func rights(r forms.Reader) string {
	var out []string
	for _, right := range []struct {
		name  string
		holds bool
	}{
		{"take", r.CanTake()},
		{"has", r.Has()},
		{"score", r.CanScore()},
		{"finish", r.CanFinish()},
		{"release", r.CanRelease()},
		{"return", r.CanReturn()},
		{"review", r.SeesReview()},
		{"scores", r.SeesScores()},
		{"first", r.SeesScore(1)},
		{"second", r.SeesScore(2)},
	} {
		if right.holds {
			out = append(out, right.name)
		}
	}
	return strings.Join(out, " ")
}

func TestAReaderMayDoAndSeeWhatTheStateAllowsAndNoMore(t *testing.T) {
	none, some := map[int]forms.PrincipleReview{}, map[int]forms.PrincipleReview{1: {}}
	all := map[int]forms.PrincipleReview{1: {}, 2: {}}
	const everything = "review scores first second"
	for _, c := range []struct {
		name           string
		ours, mine     bool
		state          forms.ReviewState
		declared       bool
		scores         map[int]forms.PrincipleReview
		want, wantLead string
	}{
		{"nobody has it", true, false, forms.Waiting, false, none, "take", "take"},
		{"another country reviews, nobody has it", false, false, forms.Waiting, false, none, "", ""},
		{"just taken", true, true, forms.Scoring, false, none, "has review", "has review"},
		{"declared", true, true, forms.Scoring, true, none, "has score review", "has score review"},
		{"one scored", true, true, forms.Scoring, true, some, "has score review first", "has score review first"},
		{"all scored", true, true, forms.Scoring, true, all, "has score finish " + everything, "has score finish " + everything},
		{"all scored, a colleague looks", true, false, forms.Scoring, true, all, "", "return"},
		{"finished", true, true, forms.Finished, true, all, everything, everything},
		{"finished, a colleague looks", true, false, forms.Finished, true, all, "", "release return " + everything},
		{"reconciling, a colleague looks", true, false, forms.Reconciling, true, all, "", everything},
		{"finished, another country looks", false, false, forms.Finished, true, all, "", ""},
		{"released", true, true, forms.Released, true, all, everything, everything},
		{"released, another country looks", false, false, forms.Released, true, all, everything, everything},
	} {
		for role, want := range map[forms.Role]string{forms.Reviewer: c.want, forms.Lead: c.wantLead} {
			r := forms.Reader{
				Role: role, Ours: c.ours, Mine: c.mine, State: c.state, Declared: c.declared, Wanted: []int{1, 2}, Scores: c.scores,
			}
			if got := rights(r); got != want {
				t.Errorf("%s, %s: may %q, want %q", c.name, role, got, want)
			}
		}
	}
}

func TestTheZeroReaderMayDoAndSeeNothing(t *testing.T) {
	if got := rights(forms.Reader{Wanted: []int{1}}); got != "" {
		t.Errorf("may %q", got)
	}
}

func TestAReviewWithoutAnythingToScoreHidesNothingFromItsReviewer(t *testing.T) {
	r := forms.Reader{Role: forms.Reviewer, Ours: true, Mine: true, State: forms.Scoring, Declared: true}
	if got := rights(r); got != "has score finish review scores first second" {
		t.Errorf("may %q", got)
	}
}
