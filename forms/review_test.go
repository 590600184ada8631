package forms_test

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"eleven/forms"
)

func TestAVerdictIsWantedOnMetMustDosAndOnEachNA(t *testing.T) {
	for _, c := range []struct {
		name, pack, answers string
		depth               forms.Depth
		want                string
	}{
		{"must-dos at 2 or above", "MMMMM", "01234", forms.Full, "p01-q03 p01-q04 p01-q05"},
		{"must-dos that are not known", "MM", "?-", forms.Full, ""},
		{"each na", "M.e", "nnn", forms.Full, "p01-q01 p01-q02 p01-q03"},
		{"other questions", "..e", "432", forms.Full, ""},
		{"only essentials in an essentials submission", "M.e", "nnn", forms.Essentials, "p01-q01 p01-q03"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pack := quiz(c.pack)
			var got []string
			for _, q := range forms.NeedVerdict(everyone(pack), pack.Principles[0], given(c.answers), c.depth) {
				got = append(got, q.ID)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %s", got, c.want)
			}
		})
	}
}

func TestAHiddenQuestionWantsNoVerdict(t *testing.T) {
	pack := quiz("M")
	pack.Principles[0].Questions[0].Traits = []string{"LIV"}
	if got := forms.NeedVerdict(everyone(pack), pack.Principles[0], given("3"), forms.Full); got != nil {
		t.Errorf("got %v", got)
	}
}

// scored is a review without a problem; each case changes some of its fields.
func scored(changes ...string) url.Values {
	out := form("score", "2", "reason", "In place as described.",
		"p01-q01.verdict", "confirmed", "p01-q01.known_by", "documented", "p01-q01.how", "Read on 3 May.",
		"p01-q02.verdict", "cannot-tell", "p01-q02.known_by", "declared")
	for i := 0; i < len(changes); i += 2 {
		out.Set(changes[i], changes[i+1])
	}
	return out
}

// reviewed are a must-do at 2 and a question answered na.
func reviewed() []*forms.Question { return quiz("M.").Principles[0].Questions }

func TestPostedReviewsAreReadOrSayWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		name string
		form url.Values
		want []string
	}{
		{"everything given", scored(), nil},
		{"no score", scored("score", ""), []string{"score review.score"}},
		{"a score of 5", scored("score", "5"), []string{"score review.score"}},
		{"a score of -1", scored("score", "-1"), []string{"score review.score"}},
		{"a score of 0", scored("score", "0"), nil},
		{"a reason of 20 characters", scored("reason", strings.Repeat("é", 20)), nil},
		{"a reason of 19", scored("reason", strings.Repeat("é", 19)+"  "), []string{"reason text.short"}},
		{"no reason", scored("reason", " "), []string{"reason text.empty"}},
		{"a reason of 5,000 characters", scored("reason", strings.Repeat("é", 5000)), nil},
		{"a reason of 5,001", scored("reason", strings.Repeat("é", 5001)), []string{"reason text.long"}},
		{"a guarded reason", scored("reason", "see https://harbour.example/x now"), []string{"reason guard"}},
		{"a verdict left out", scored("p01-q02.verdict", ""), []string{"p01-q02.verdict review.verdict"}},
		{"nothing said of a must-do", scored("p01-q01.verdict", "", "p01-q01.known_by", ""), []string{"p01-q01.verdict review.unsaid"}},
		{"a verdict of another kind", scored("p01-q01.verdict", "yes"), []string{"p01-q01.verdict review.verdict"}},
		{"no word for how it is known", scored("p01-q01.known_by", ""), []string{"p01-q01.known_by review.known"}},
		{"a letter for how it is known", scored("p01-q01.known_by", "C"), []string{"p01-q01.known_by review.known"}},
		{"how it is known in 1,001 characters", scored("p01-q01.how", strings.Repeat("é", 1001)), []string{"p01-q01.how text.long"}},
		{"a guarded how", scored("p01-q01.how", "https://harbour.example/x"), []string{"p01-q01.how guard"}},
		{"a must-do not confirmed and a score of 2", scored("p01-q01.verdict", "not-confirmed"), []string{"score review.capped"}},
		{"a must-do not confirmed and a score of 1", scored("p01-q01.verdict", "not-confirmed", "score", "1"), nil},
		{"a must-do not confirmed and an override", scored("p01-q01.verdict", "not-confirmed", "override", "on", "score", "4"), nil},
		{"a must-do that cannot be told lowers nothing", scored("p01-q01.verdict", "cannot-tell", "score", "4"), nil},
		{"another question not confirmed lowers nothing", scored("p01-q02.verdict", "not-confirmed", "score", "4"), nil},
		{"a doubted trait", scored("LIV.verdict", "not-confirmed", "LIV.known_by", "seen", "score", "4"), nil},
		{"a doubted condition", scored("STR.verdict", "cannot-tell", "STR.known_by", "seen"), nil},
		{"a doubted trait without a word for it", scored("LIV.verdict", "not-confirmed"), []string{"LIV.known_by review.known"}},
		{"a doubt in words without a verdict", scored("LIV.how", "There is a live tab.", "LIV.known_by", "seen"), []string{"LIV.verdict review.verdict"}},
		{"a list that stands at its first word is no doubt", scored("LIV.known_by", "declared"), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, bad := forms.ReadReview(reviewed(), c.form, mark)
			if got := problems(bad); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestAReviewComesBackAsItWasGiven(t *testing.T) {
	got, _ := forms.ReadReview(reviewed(), scored("override", "on", "reason", "In place\r\nas described.", "LIV.verdict", "confirmed", "LIV.known_by", "tested"), mark)
	want := forms.PrincipleReview{Score: 2, Reason: "In place\nas described.", Override: true, Verdicts: map[string]forms.Verdict{
		"p01-q01": {Verdict: "confirmed", KnownBy: "documented", How: "Read on 3 May."},
		"p01-q02": {Verdict: "cannot-tell", KnownBy: "declared"},
		"LIV":     {Verdict: "confirmed", KnownBy: "tested"},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestOnlyAConfirmedNACountsAsConfirmed(t *testing.T) {
	review := &forms.Review{Principles: map[int]forms.PrincipleReview{
		1: {Verdicts: map[string]forms.Verdict{"p01-q01": {Verdict: "confirmed"}, "p01-q02": {Verdict: "confirmed"}}},
		2: {Verdicts: map[string]forms.Verdict{"p02-q01": {Verdict: "cannot-tell"}, "p02-q02": {Verdict: "confirmed"}, "LIV": {Verdict: "confirmed"}}},
	}}
	got := review.ConfirmedNA(given("n2", "nn"))
	if want := map[string]bool{"p01-q01": true, "p02-q02": true}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := (*forms.Review)(nil).ConfirmedNA(given("n")); len(got) != 0 {
		t.Errorf("without a review: %v", got)
	}
}

func TestTheDifferenceIsInStepsFromTheBandWithoutTheHold(t *testing.T) {
	for _, c := range []struct {
		answers string
		score   int
		want    int
	}{
		{"1444", 1, -2}, // 14 of 20 = 70, established without the hold: 1 - 3
		{"1444", 3, 0},
		{"2222", 2, 0}, // 10 of 20 = 50, developing
		{"0000", 1, 1},
		{"4444", 4, 0},
	} {
		pack := quiz("M...")
		own := forms.Count(pack, everyone(pack), given(c.answers), forms.Full, nil).Principle(1)
		if got := forms.Steps(c.score, own); got != c.want {
			t.Errorf("%s scored %d is %+d steps, want %+d", c.answers, c.score, got, c.want)
		}
	}
}

func TestAScoreIsWantedWhereAQuestionCounts(t *testing.T) {
	pack := quiz("M", ".", "..", "M")
	r := forms.Count(pack, everyone(pack), given("0", "n", "n1", "n"), forms.Full, nil)
	if got := forms.ToScore(r); !reflect.DeepEqual(got, []int{1, 3}) {
		t.Errorf("got %v, want principles 1 and 3", got)
	}
}
