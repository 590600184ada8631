package report

import (
	"bytes"
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"eleven/forms"

	"github.com/google/go-cmp/cmp"
)

func answersJSON(t *testing.T, in Input) []byte {
	t.Helper()
	data, err := AnswersJSON(in)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// export is answers.json as a stranger reads it: nothing but the JSON itself.
type export struct {
	Assessment struct{ State, Depth string }
	Questions  []struct {
		ID                       string
		Principle, Weight        int
		Must, Essential, Applies bool
	}
	Answers map[string]struct{ Level any }
	Scores  *struct {
		Overall    score
		Principles []score
	}
	Review *struct {
		State      string
		Principles []struct {
			Number   int
			Score    int
			Verdicts map[string]struct{ Verdict string }
		}
	}
}

type score struct {
	Number   int
	Low      *int
	High     *int
	Word     *string
	Uncapped *string `json:"uncapped_word"`
	Points   int
	Of       int
	Must     int
	MustMet  int                      `json:"must_met"`
	MustNA   int                      `json:"must_na"`
	HeldBy   []string                 `json:"held_by"`
	NAAsZero struct{ Low, High *int } `json:"na_as_zero"`
}

func read(t *testing.T, data []byte) export {
	t.Helper()
	var e export
	if err := json.Unmarshal(data, &e); err != nil {
		t.Fatal(err)
	}
	return e
}

// rounded is 100 x points / of in exact fractions, rounded once, halves up.
func rounded(points, of int64) *int {
	if of == 0 {
		return nil
	}
	r := new(big.Rat).Add(big.NewRat(100*points, of), big.NewRat(1, 2))
	n := int(new(big.Int).Div(r.Num(), r.Denom()).Int64())
	return &n
}

// wordFor is the word of a percent, no higher than the given place.
func wordFor(percent *int, highest int) *string {
	if percent == nil {
		return nil
	}
	words := []string{"not started", "emerging", "developing", "established", "embedded"}
	place := 0
	for i, floor := range []int{0, 20, 45, 70, 90} {
		if *percent >= floor {
			place = i
		}
	}
	return &words[min(place, highest)]
}

// confirmed reports a released verdict that something does not apply.
func (e export) confirmed(id string) bool {
	if e.Review == nil || e.Review.State != "released" {
		return false
	}
	for _, p := range e.Review.Principles {
		if p.Verdicts[id].Verdict == "confirmed" {
			return true
		}
	}
	return false
}

// recount computes the score of one principle, or of all with principle 0.
func (e export) recount(principle int) score {
	s := score{Number: principle, HeldBy: []string{}}
	var low, high, of, naOf int64
	for _, q := range e.Questions {
		if !q.Applies || principle != 0 && q.Principle != principle || e.Assessment.Depth == "essentials" && !q.Essential {
			continue
		}
		level, isNumber := e.Answers[q.ID].Level.(float64)
		na := e.Answers[q.ID].Level == "na"
		if q.Must {
			switch {
			case na:
				s.MustNA++
			case isNumber && level >= 2:
				s.Must, s.MustMet = s.Must+1, s.MustMet+1
			default:
				s.Must++
			}
			if !(isNumber && level >= 2) && !(na && e.confirmed(q.ID)) {
				s.HeldBy = append(s.HeldBy, q.ID)
			}
		}
		w := int64(q.Weight)
		if na {
			naOf += 4 * w
			continue
		}
		of += 4 * w
		low += w * int64(level)
		if !isNumber {
			level = 4
		}
		high += w * int64(level)
	}
	s.Low, s.High, s.Points, s.Of = rounded(low, of), rounded(high, of), int(low), int(of)
	s.NAAsZero.Low, s.NAAsZero.High = rounded(low, of+naOf), rounded(high, of+naOf)
	highest := 4
	if len(s.HeldBy) > 0 && principle == 0 {
		highest = 2
	} else if len(s.HeldBy) > 0 {
		highest = 1
	}
	s.Uncapped, s.Word = wordFor(s.Low, 4), wordFor(s.Low, highest)
	return s
}

// random answers every question at random, the same for the same seed.
func random(in Input, seed uint64) Input {
	rng := rand.New(rand.NewPCG(seed, 1))
	levels := []forms.Level{"0", "1", "2", "2", "3", "3", "4", "4", "unknown", "na", ""}
	in.Assessment.Answers = map[string]forms.Answer{}
	for _, q := range in.Pack.Questions() {
		in.Assessment.Answers[q.ID] = forms.Answer{Level: levels[rng.IntN(len(levels))]}
	}
	in.Assessment.Profile.Traits = nil
	for _, trait := range forms.Traits {
		if rng.IntN(3) == 0 {
			in.Assessment.Profile.Traits = append(in.Assessment.Profile.Traits, trait)
		}
	}
	return in
}

func TestEveryScoreCanBeComputedAgainFromTheJSONAlone(t *testing.T) {
	cases := map[string]Input{
		"a draft":               chatApp(t),
		"a full submission":     submitted(chatApp(t), forms.Full),
		"essentials":            submitted(chatApp(t), forms.Essentials),
		"a released review":     reviewed(submitted(chatApp(t), forms.Full)),
		"nothing answered":      without(chatApp(t)),
		"nothing counts at all": everythingNA(chatApp(t)),
	}
	for seed := range uint64(40) {
		name := "random " + string(rune('a'+seed%26)) + string(rune('a'+seed/26))
		cases[name] = reviewed(submitted(random(chatApp(t), seed), []forms.Depth{forms.Full, forms.Essentials}[seed%2]))
	}
	for name, in := range cases {
		t.Run(name, func(t *testing.T) {
			e := read(t, answersJSON(t, in))
			overall := e.recount(0)
			overall.Must, overall.MustMet, overall.MustNA, overall.HeldBy = 0, 0, 0, nil
			if diff := cmp.Diff(overall, e.Scores.Overall); diff != "" {
				t.Error("overall, recomputed against exported:", diff)
			}
			for n := 1; n <= 11; n++ {
				want, got := e.recount(n), e.Scores.Principles[n-1]
				want.Points, want.Of = 0, 0
				want.NAAsZero = got.NAAsZero
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("principle %d, recomputed against exported: %s", n, diff)
				}
			}
		})
	}
}

func without(in Input) Input {
	in.Assessment.Answers = nil
	return in
}

func everythingNA(in Input) Input {
	for id, a := range in.Assessment.Answers {
		a.Level = forms.NA
		in.Assessment.Answers[id] = a
	}
	return in
}

func TestTheKeysStandInTheOrderOfTheContract(t *testing.T) {
	data := answersJSON(t, reviewed(submitted(chatApp(t), forms.Full)))
	for _, keys := range [][]string{
		{`"format": "eleven-answers/1"`, `"pack": {`, `"company": {`, `"service": {`, `"assessment": {`, `"questions": [`, `"answers": {`, `"scores": {`, `"review": {`},
		{`"pack": {`, `"id": "voluntary-principles"`, `"version": "1.0.0"`, `"digest": "sha256:`},
		{`"company": {`, `"name"`, `"country"`},
		{`"service": {`, `"name"`, `"traits"`, `"conditions"`},
		{`"assessment": {`, `"id"`, `"state"`, `"depth"`, `"round"`, `"language"`},
		{`"questions": [`, `"id"`, `"principle"`, `"must"`, `"essential"`, `"weight"`, `"applies"`},
		{`"overall": {`, `"low"`, `"high"`, `"word"`, `"uncapped_word"`, `"points"`, `"of"`, `"na_as_zero": {`, `"low"`, `"high"`},
		{`"principles": [`, `"number"`, `"low"`, `"high"`, `"word"`, `"uncapped_word"`, `"must"`, `"must_met"`, `"must_na"`, `"held_by"`},
		{`"review": {`, `"state"`, `"principles": [`, `"number"`, `"score"`, `"reason"`, `"verdicts": {`, `"verdict"`, `"known_by"`},
	} {
		rest := data
		for _, key := range keys {
			at := bytes.Index(rest, []byte(key))
			if at < 0 {
				t.Fatalf("%s does not stand where the contract puts it, among %v", key, keys)
			}
			rest = rest[at+len(key):]
		}
	}
}

func TestTheJSONSaysWhatTheContractAsks(t *testing.T) {
	in := chatApp(t)
	hidden := forms.Tailor(in.Pack, in.Assessment.Profile).Hidden[0].Question.ID
	in.Assessment.Answers = map[string]forms.Answer{
		"p01-q01": {Level: "3", Note: "été <b>"},
		"p01-q02": {Level: forms.Unknown},
		"p01-q03": {Level: forms.NA, Cause: "other", Reason: "Nothing of the kind."},
		"p01-q04": {Note: "later"},
		hidden:    {Level: "4"},
	}
	in.Assessment.Profile.UserCountries = []string{"US"}
	text := string(answersJSON(t, in))
	for name, want := range map[string]string{
		"a level is a number":          "\"p01-q01\": {\n      \"level\": 3,\n      \"note\": \"été <b>\",\n      \"evidence\": []",
		"unknown is a word":            `"level": "unknown"`,
		"na has cause and reason":      "\"level\": \"na\",\n      \"cause\": \"other\",\n      \"reason\": \"Nothing of the kind.\"",
		"a note may stand alone":       "\"level\": null,\n      \"note\": \"later\"",
		"hidden answers stay":          "\"" + hidden + "\": {\n      \"level\": 4",
		"the United States is implied": `"US"`,
		"words are of the five":        `"word": "not started"`,
		"traits in their order":        "\"MSG\",\n      \"HST\",\n      \"SRC\"",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s: %s is missing", name, want)
		}
	}
	if strings.Contains(text, `"review"`) {
		t.Error("there is a review where none may be seen")
	}
	if n := strings.Count(text, `"applies"`); n != len(in.Pack.Questions()) {
		t.Errorf("%d questions are listed, the pack has %d", n, len(in.Pack.Questions()))
	}
}

func TestHiddenScoresAreNotInTheJSON(t *testing.T) {
	in := submitted(chatApp(t), forms.Full)
	in.HideScores = true
	data := answersJSON(t, in)
	if e := read(t, data); e.Scores != nil || bytes.Contains(data, []byte(`"scores"`)) {
		t.Error("scores stand in the copy of a reviewer who has not scored yet")
	}
}

func TestAReviewIsListedByPrincipleWithItsVerdicts(t *testing.T) {
	in := reviewed(submitted(chatApp(t), forms.Full))
	e := read(t, answersJSON(t, in))
	var numbers []int
	for _, p := range e.Review.Principles {
		numbers = append(numbers, p.Number)
		if p.Verdicts == nil {
			t.Errorf("the verdicts of principle %d are null", p.Number)
		}
	}
	if e.Review.State != "released" || !slices.IsSorted(numbers) || len(numbers) != 11 {
		t.Errorf("state %s, principles %v", e.Review.State, numbers)
	}
}

func TestAnUnreleasedReviewConfirmsNothing(t *testing.T) {
	in := submitted(chatApp(t), forms.Full)
	must := "p01-q01"
	in.Assessment.Answers[must] = forms.Answer{Level: forms.NA, Cause: "other", Reason: "Nothing of the kind."}
	in.Review = &forms.Review{Principles: map[int]forms.PrincipleReview{
		1: {Score: 1, Reason: "Seen and understood.", Verdicts: map[string]forms.Verdict{must: {Verdict: "confirmed", KnownBy: "seen"}}},
	}}
	for state, holds := range map[forms.ReviewState]bool{forms.Scoring: true, forms.Finished: true, forms.Released: false} {
		in.Review.State = state
		e := read(t, answersJSON(t, in))
		if got := slices.Contains(e.Scores.Principles[0].HeldBy, must); got != holds {
			t.Errorf("while the review is %s the must-do holds the word: %t, want %t", state, got, holds)
		}
	}
}

func TestTheSameInputGivesTheSameJSON(t *testing.T) {
	first := answersJSON(t, reviewed(submitted(chatApp(t), forms.Full)))
	for range 5 {
		if again := answersJSON(t, reviewed(submitted(chatApp(t), forms.Full))); !bytes.Equal(first, again) {
			t.Fatal("the bytes differ")
		}
	}
}

func TestAnotherPackThanTheAssessmentsIsRefused(t *testing.T) {
	in := chatApp(t)
	in.Assessment.Version = "0.9.0"
	if _, err := AnswersJSON(in); err == nil {
		t.Error("answers.json was written with another version of the pack")
	}
	if _, err := Summarize(Input{}); err == nil {
		t.Error("a summary was made without a pack")
	}
}
