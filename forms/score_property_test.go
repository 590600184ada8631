package forms_test

import (
	"maps"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"eleven/forms"
)

var (
	anyLevel   = rapid.SampledFrom([]forms.Level{"", "0", "1", "2", "3", "4", forms.Unknown, forms.NA})
	anyDepth   = rapid.SampledFrom([]forms.Depth{forms.Essentials, forms.Full})
	anyService = rapid.Custom(func(t *rapid.T) forms.Profile {
		p := forms.Profile{
			Traits:     rapid.SliceOfDistinct(rapid.SampledFrom(forms.Traits), rapid.ID[string]).Draw(t, "traits"),
			Conditions: rapid.SliceOfDistinct(rapid.SampledFrom(forms.Conditions), rapid.ID[string]).Draw(t, "conditions"),
		}
		p.Company = rapid.SampledFrom(forms.Countries).Draw(t, "company")
		return p
	})
)

// situation is one service with answers to the whole released pack, hidden
// questions too.
type situation struct {
	pack    *forms.Pack
	service forms.Profile
	tailored
	answers map[string]forms.Answer
	depth   forms.Depth
}

type tailored = forms.Tailoring

func draw(t *rapid.T, pack *forms.Pack) situation {
	s := situation{pack: pack, service: anyService.Draw(t, "service"), answers: map[string]forms.Answer{}}
	s.tailored, s.depth = forms.Tailor(pack, s.service), anyDepth.Draw(t, "depth")
	questions := pack.Questions()
	levels := rapid.SliceOfN(anyLevel, len(questions), len(questions)).Draw(t, "levels")
	for i, q := range questions {
		s.answers[q.ID] = forms.Answer{Level: levels[i]}
	}
	return s
}

func (s situation) count(answers map[string]forms.Answer) forms.Readiness {
	return forms.Count(s.pack, s.tailored, answers, s.depth, nil)
}

// with gives the answers with one level changed.
func (s situation) with(id string, level forms.Level) map[string]forms.Answer {
	out := maps.Clone(s.answers)
	out[id] = forms.Answer{Level: level}
	return out
}

func scores(r forms.Readiness) []forms.Score { return append(r.Principles, r.Overall) }

func band(w forms.Word) int { return slices.Index(forms.Words, w) }

func TestRaisingALevelNeverLowersAScore(t *testing.T) {
	pack := released(t)
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t, pack)
		q := rapid.SampledFrom(pack.Questions()).Filter(func(q *forms.Question) bool { return s.Applies[q.ID] }).Draw(t, "question")
		from := rapid.IntRange(0, 3).Draw(t, "from")
		to := rapid.IntRange(from+1, 4).Draw(t, "to")
		before := scores(s.count(s.with(q.ID, forms.Level(rune('0'+from)))))
		after := scores(s.count(s.with(q.ID, forms.Level(rune('0'+to)))))
		for i := range before {
			a, b := before[i], after[i]
			lowA, highA := a.NAAsZero()
			lowB, highB := b.NAAsZero()
			if b.Low() < a.Low() || b.High() < a.High() || lowB < lowA || highB < highA || band(b.Word()) < band(a.Word()) || b.MustMet < a.MustMet {
				t.Fatalf("%s from %d to %d: score %d was %s and is %s", q.ID, from, to, i+1, line(a), line(b))
			}
		}
	})
}

func TestScoresStayWithinTheirBounds(t *testing.T) {
	pack := released(t)
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t, pack)
		for i, score := range scores(s.count(s.answers)) {
			lowZero, highZero := score.NAAsZero()
			ordered := 0 <= lowZero && lowZero <= score.Low() && score.Low() <= score.High() && score.High() <= 100
			if !ordered || lowZero > highZero || highZero > score.High() {
				t.Fatalf("score %d is %s, with na as zero %d to %d", i+1, line(score), lowZero, highZero)
			}
			if band(score.Word()) > band(score.Uncapped()) || score.Must+score.MustNA < len(score.Missing) {
				t.Fatalf("score %d is %s with %d missing", i+1, line(score), len(score.Missing))
			}
		}
	})
}

func TestAScoreIsItsExactFractionRoundedHalvesUp(t *testing.T) {
	pack := released(t)
	half := big.NewRat(1, 2)
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t, pack)
		for i, score := range scores(s.count(s.answers)) {
			if !score.Counts() {
				continue
			}
			exact := big.NewRat(int64(100*score.Points), int64(score.Of))
			off := new(big.Rat).Sub(big.NewRat(int64(score.Low()), 1), exact) // rounded minus exact
			if off.Cmp(half) > 0 || off.Cmp(new(big.Rat).Neg(half)) <= 0 {
				t.Fatalf("score %d is %s, exactly %s", i+1, line(score), exact.FloatString(4))
			}
		}
	})
}

func TestTheOverallScoreIsTheSumOfThePrinciples(t *testing.T) {
	pack := released(t)
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t, pack)
		r := s.count(s.answers)
		points, of, must, asked := 0, 0, 0, 0
		for _, p := range r.Principles {
			points, of, must, asked = points+p.Points, of+p.Of, must+p.Must, asked+p.Asked
		}
		if o := r.Overall; points != o.Points || of != o.Of || must != o.Must || asked != o.Asked {
			t.Fatalf("the principles add up to %d of %d, overall is %s", points, of, line(o))
		}
	})
}

func TestAHiddenQuestionChangesNothing(t *testing.T) {
	pack := released(t)
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t, pack)
		other := maps.Clone(s.answers)
		for _, q := range pack.Questions() {
			if !s.Applies[q.ID] || s.depth == forms.Essentials && !q.Essential {
				other[q.ID] = forms.Answer{Level: anyLevel.Draw(t, q.ID)}
			}
		}
		if before, after := s.count(s.answers), s.count(other); !reflect.DeepEqual(before, after) {
			t.Fatalf("overall was %s and is %s", line(before.Overall), line(after.Overall))
		}
		before, after := forms.PlanFor(pack, s.tailored, s.answers, s.depth), forms.PlanFor(pack, s.tailored, other, s.depth)
		if !reflect.DeepEqual(before, after) {
			t.Fatal("the plan changed")
		}
	})
}

func TestTheOrderOfAnswersAndTraitsIsIrrelevant(t *testing.T) {
	pack := released(t)
	rapid.Check(t, func(t *rapid.T) {
		s := draw(t, pack)
		shuffle := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		ids := slices.Sorted(maps.Keys(s.answers))
		shuffle.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		other, answers := s, map[string]forms.Answer{}
		for _, id := range ids {
			answers[id] = s.answers[id]
		}
		other.service.Traits, other.service.Conditions = slices.Clone(s.service.Traits), slices.Clone(s.service.Conditions)
		slices.Reverse(other.service.Traits)
		slices.Reverse(other.service.Conditions)
		other.tailored = forms.Tailor(pack, other.service)
		if before, after := s.count(s.answers), other.count(answers); !reflect.DeepEqual(before, after) {
			t.Fatalf("overall is %s or %s", line(before.Overall), line(after.Overall))
		}
		if !reflect.DeepEqual(forms.PlanFor(pack, s.tailored, s.answers, s.depth), forms.PlanFor(pack, other.tailored, answers, s.depth)) {
			t.Fatal("two plans for the same answers")
		}
	})
}
