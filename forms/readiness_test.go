package forms_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"eleven/forms"
)

// quiz makes a pack of one principle for each word: M is a must-do (weight 2),
// e an essential and . any other question (weight 1). They are named p01-q01
// and so on, and each step takes days.
func quiz(words ...string) *forms.Pack {
	pack := &forms.Pack{}
	for n, word := range words {
		pr := &forms.Principle{Number: n + 1}
		for i, letter := range word {
			pr.Questions = append(pr.Questions, &forms.Question{
				ID:   fmt.Sprintf("p%02d-q%02d", n+1, i+1),
				Must: letter == 'M', Essential: letter != '.', Principle: n + 1,
				Traits: []string{"all"}, Minutes: 2, Effort: []string{"days", "days", "days", "days"},
			})
		}
		pack.Principles = append(pack.Principles, pr)
	}
	return pack
}

// given makes answers of words of the same shape: a level, ? for unknown, n for
// not applicable, - for no answer.
func given(words ...string) map[string]forms.Answer {
	levels := map[rune]forms.Level{'?': forms.Unknown, 'n': forms.NA}
	answers := map[string]forms.Answer{}
	for n, word := range words {
		for i, letter := range word {
			level, special := levels[letter]
			if !special {
				level = forms.Level(letter)
			}
			if letter != '-' {
				answers[fmt.Sprintf("p%02d-q%02d", n+1, i+1)] = forms.Answer{Level: level}
			}
		}
	}
	return answers
}

// everyone is a tailoring in which every question applies.
func everyone(pack *forms.Pack) forms.Tailoring { return forms.Tailor(pack, forms.Profile{}) }

// line writes a score down as the table of worked examples does.
func line(s forms.Score) string {
	if !s.Counts() {
		return "nothing counts"
	}
	out := fmt.Sprintf("%d to %d, %d of %d, %s", s.Low(), s.High(), s.Points, s.Of, s.Word())
	if s.Held() {
		out += fmt.Sprintf(" held from %s", s.Uncapped())
	}
	return out
}

func TestScoresWorkedByHand(t *testing.T) {
	for _, c := range []struct {
		name      string
		pack      []string
		answers   []string
		depth     forms.Depth
		confirmed string
		overall   string
		first     string // principle 1
	}{
		{
			// 2x2 + 1x2 + 1x2 = 8 of 4x(2+1+1) = 16; 800/16 = 50
			"a must-do weighs twice",
			[]string{"M.."},
			[]string{"222"},
			forms.Full, "",
			"50 to 50, 8 of 16, developing", "50 to 50, 8 of 16, developing",
		}, {
			// 1 of 8 = 12.5, up to 13
			"an exact half is rounded up",
			[]string{".."},
			[]string{"10"},
			forms.Full, "",
			"13 to 13, 1 of 8, not-started", "13 to 13, 1 of 8, not-started",
		}, {
			// 1 of 12 = 8.33, down to 8; 2 of 12 = 16.67, up to 17
			"a third is rounded down and two thirds up",
			[]string{"...", "..."},
			[]string{"100", "200"},
			forms.Full, "",
			"13 to 13, 3 of 24, not-started", "8 to 8, 1 of 12, not-started",
		}, {
			// overall (1+7)/16 = 50; the mean of 12.5 and 87.5 rounded first would give 50.5
			"the overall score is no mean of rounded scores",
			[]string{"..", ".."},
			[]string{"10", "43"},
			forms.Full, "",
			"50 to 50, 8 of 16, developing", "13 to 13, 1 of 8, not-started",
		}, {
			// low 2x2 + 1x3 = 7 of 20 = 35; high adds 4 for ? and 4 for -: 15 of 20 = 75
			"unknown and unanswered count as 0 and as 4",
			[]string{"M..."},
			[]string{"23?-"},
			forms.Full, "",
			"35 to 75, 7 of 20, emerging", "35 to 75, 7 of 20, emerging",
		}, {
			// 4 + 3 = 7 of 8, the na leaves the denominator: 87.5, up to 88
			"na leaves the denominator",
			[]string{"..."},
			[]string{"43n"},
			forms.Full, "",
			"88 to 88, 7 of 8, established", "88 to 88, 7 of 8, established",
		}, {
			"all na: nothing counts",
			[]string{"..."},
			[]string{"nnn"},
			forms.Full, "",
			"nothing counts", "nothing counts",
		}, {
			// principle 1 has nothing; principle 2: 3 of 4 = 75
			"a principle in which nothing counts leaves the overall score alone",
			[]string{".", "."},
			[]string{"n", "3"},
			forms.Full, "",
			"75 to 75, 3 of 4, established", "nothing counts",
		}, {
			// principle 1: 2x1 + 3x4 = 14 of 20 = 70; overall 14+8 = 22 of 28 = 78.57, 79
			"a must-do at 1 holds its principle at emerging and the whole at developing",
			[]string{"M...", ".."},
			[]string{"1444", "44"},
			forms.Full, "",
			"79 to 79, 22 of 28, developing held from established", "70 to 70, 14 of 20, emerging held from established",
		}, {
			// 2x2 + 3x4 = 16 of 20 = 80
			"a must-do at 2 holds nothing",
			[]string{"M..."},
			[]string{"2444"},
			forms.Full, "",
			"80 to 80, 16 of 20, established", "80 to 80, 16 of 20, established",
		}, {
			// 2x1 = 2 of 12 = 16.67, 17
			"a hold never raises a word",
			[]string{"M."},
			[]string{"10"},
			forms.Full, "",
			"17 to 17, 2 of 12, not-started", "17 to 17, 2 of 12, not-started",
		}, {
			// low 12 of 20 = 60; high 20 of 20 = 100
			"an unknown must-do holds like a missing one",
			[]string{"M..."},
			[]string{"?444"},
			forms.Full, "",
			"60 to 100, 12 of 20, developing", "60 to 100, 12 of 20, emerging held from developing",
		}, {
			"an unanswered must-do holds too",
			[]string{"M..."},
			[]string{"-444"},
			forms.Full, "",
			"60 to 100, 12 of 20, developing", "60 to 100, 12 of 20, emerging held from developing",
		}, {
			// 3x4 = 12 of 12
			"a must-do that does not apply holds until a reviewer confirms it",
			[]string{"M..."},
			[]string{"n444"},
			forms.Full, "",
			"100 to 100, 12 of 12, developing held from embedded", "100 to 100, 12 of 12, emerging held from embedded",
		}, {
			"a confirmed one holds nothing and still leaves the denominator",
			[]string{"M..."},
			[]string{"n444"},
			forms.Full, "p01-q01",
			"100 to 100, 12 of 12, embedded", "100 to 100, 12 of 12, embedded",
		}, {
			"a confirmation of anything but na confirms nothing",
			[]string{"M..."},
			[]string{"1444"},
			forms.Full, "p01-q01",
			"70 to 70, 14 of 20, developing held from established", "70 to 70, 14 of 20, emerging held from established",
		}, {
			// 2x3 + 1x2 = 8 of 12 = 66.67, 67; the two others enter nothing
			"essentials count only essential questions",
			[]string{"Me.."},
			[]string{"32?0"},
			forms.Essentials, "",
			"67 to 67, 8 of 12, developing", "67 to 67, 8 of 12, developing",
		}, {
			// 8 + 0 + 0 = 8 of 20 = 40; high with ? as 4: 12 of 20 = 60
			"the same answers in full",
			[]string{"Me.."},
			[]string{"32?0"},
			forms.Full, "",
			"40 to 60, 8 of 20, emerging", "40 to 60, 8 of 20, emerging",
		}, {
			"a principle without essentials has no score of that depth",
			[]string{"..", "e"},
			[]string{"44", "1"},
			forms.Essentials, "",
			"25 to 25, 1 of 4, emerging", "nothing counts",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			pack := quiz(c.pack...)
			r := forms.Count(pack, everyone(pack), given(c.answers...), c.depth, map[string]bool{c.confirmed: true})
			if got := line(r.Overall); got != c.overall {
				t.Errorf("overall is %s\n       want %s", got, c.overall)
			}
			if got := line(r.Principle(1)); got != c.first {
				t.Errorf("principle 1 is %s\n           want %s", got, c.first)
			}
		})
	}
}

// Fifty questions of weight 1 make 200 points, so that one point is half a percent.
func TestAWordBeginsAtItsRoundedPercent(t *testing.T) {
	for _, c := range []struct {
		points int
		low    int
		word   forms.Word
	}{
		{0, 0, "not-started"},
		{38, 19, "not-started"}, // 38/200 = 19.0
		{39, 20, "emerging"},    // 19.5
		{88, 44, "emerging"},    // 44.0
		{89, 45, "developing"},  // 44.5
		{138, 69, "developing"}, // 69.0
		{139, 70, "established"},
		{178, 89, "established"}, // 89.0
		{179, 90, "embedded"},    // 89.5
		{200, 100, "embedded"},
	} {
		pack := quiz(strings.Repeat(".", 50))
		levels := strings.Repeat("4", c.points/4)
		if rest := c.points % 4; rest > 0 {
			levels += fmt.Sprint(rest)
		}
		levels += strings.Repeat("0", 50-len(levels))
		s := forms.Count(pack, everyone(pack), given(levels), forms.Full, nil).Overall
		if s.Low() != c.low || s.Word() != c.word || s.Points != c.points || s.Of != 200 {
			t.Errorf("%d of 200 gives %s, want %d, %s", c.points, line(s), c.low, c.word)
		}
	}
}

func TestNotApplicableIsAlsoShownTheOtherWay(t *testing.T) {
	for _, c := range []struct {
		name          string
		pack, answers string
		low, high     int
		show          bool
	}{
		// 4 of 8 = 50 without; 4 of 8 + 4x2 = 16 = 25 with the must-do as 0
		{"a must-do", "M..", "n40", 25, 25, true},
		// 72 of 4x18 = 100; the must-do weighs 2 of 20, exactly 10 %, and 72 of 80 = 90
		{"a light must-do", "M..................", "n444444444444444444", 90, 90, true},
		// 36 of 4x10 = 90; the na weighs 1 of 10, exactly 10 %
		{"a tenth of the weight", "..........", "n444444444", 90, 90, false},
		// 32 of 4x9 = 88.9; 1 of 9 is 11.1 %
		{"more than a tenth", ".........", "n44444444", 89, 89, true},
		// low 4 of 12, high 8 of 12, and na as 0: 4 of 16 = 25, 8 of 16 = 50
		{"beside an unknown", "....", "n4?0", 25, 50, true},
		{"none", "M..", "210", 31, 31, false}, // 5 of 16 = 31.25
	} {
		t.Run(c.name, func(t *testing.T) {
			pack := quiz(c.pack)
			s := forms.Count(pack, everyone(pack), given(c.answers), forms.Full, nil).Overall
			if low, high := s.NAAsZero(); low != c.low || high != c.high || s.ShowNAAsZero() != c.show {
				t.Errorf("%d to %d, shown %v; want %d to %d, %v", low, high, s.ShowNAAsZero(), c.low, c.high, c.show)
			}
		})
	}
}

func TestTheWordIsSoFarBelowFourFifthsOfTheWeight(t *testing.T) {
	for _, c := range []struct {
		name          string
		pack, answers string
		soFar, early  bool
	}{
		{"4 of 5", ".....", "0000-", false, false},
		{"3 of 5", ".....", "000--", true, true},
		{"a must-do open: 3 of 5 by weight, 3 of 4 by number", "M...", "-000", true, true},
		{"3 of 5, at 4", ".....", "444--", true, false},
		{"unknown and na are answers", ".....", "?n?n-", false, false},
		{"nothing answered", "M.", "--", true, true},
	} {
		pack := quiz(c.pack)
		s := forms.Count(pack, everyone(pack), given(c.answers), forms.Full, nil).Overall
		if s.SoFar() != c.soFar || s.Early() != c.early {
			t.Errorf("%s: so far is %v, too early is %v, want %v and %v", c.name, s.SoFar(), s.Early(), c.soFar, c.early)
		}
	}
}

func TestAScoreTellsWhatIsLeftAndWhatIsMissing(t *testing.T) {
	pack := quiz("MM.", "MM.")
	r := forms.Count(pack, everyone(pack), given("n2-", "?1n"), forms.Full, nil)
	var missing []string
	for _, q := range r.Overall.Missing {
		missing = append(missing, q.ID)
	}
	if want := []string{"p01-q01", "p02-q01", "p02-q02"}; !slices.Equal(missing, want) {
		t.Errorf("missing %v, want %v", missing, want)
	}
	s := r.Overall
	got := fmt.Sprintf("must %d met %d na %d, asked %d answered %d left %d in %d minutes, unknown %d, rests on %d",
		s.Must, s.MustMet, s.MustNA, s.Asked, s.Answered, s.Left(), s.Minutes, s.Unknown, s.RestsOn)
	if want := "must 3 met 1 na 1, asked 6 answered 5 left 1 in 2 minutes, unknown 1, rests on 4"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestWordsAndBandsCoverEveryPercent(t *testing.T) {
	next := 0
	for band := range forms.Words {
		low, high := forms.Bounds(band)
		if low != next {
			t.Errorf("band %d begins at %d, want %d", band, low, next)
		}
		for percent := low; percent <= high; percent++ {
			if forms.Band(percent) != band || forms.WordOf(percent) != forms.Words[band] {
				t.Errorf("%d is %s in band %d, want %s in %d", percent, forms.WordOf(percent), forms.Band(percent), forms.Words[band], band)
			}
		}
		next = high + 1
	}
	if next != 101 {
		t.Errorf("the bands end at %d, want 100", next-1)
	}
}

func TestTheExchangeFormatWritesWordsInEnglish(t *testing.T) {
	want := []string{"not started", "emerging", "developing", "established", "embedded"}
	for i, w := range forms.Words {
		if w.JSON() != want[i] {
			t.Errorf("%s is written %q, want %q", w, w.JSON(), want[i])
		}
	}
}
