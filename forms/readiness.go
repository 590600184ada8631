package forms

// Depth is how much of the questionnaire a submission answers.
type Depth string

// A draft is exported in full; its pages can show the essentials alone.
const (
	Essentials Depth = "essentials"
	Full       Depth = "full"
)

// asks reports whether a question belongs to the depth.
func (d Depth) asks(q *Question) bool { return d != Essentials || q.Essential }

// Word is one of the five words for a score, weakest first.
type Word string

// Words are the five in order; Words[n] is also the reviewer's level n.
var Words = []Word{"not-started", "emerging", "developing", "established", "embedded"}

// floors are the rounded percents at which each word begins (product, "Scores").
var floors = []int{0, 20, 45, 70, 90}

// WordOf gives the word for a whole percent.
func WordOf(percent int) Word { return Words[Band(percent)] }

// Band is the place of a percent among the five words, 0 to 4.
func Band(percent int) int {
	band := 0
	for i, floor := range floors {
		if percent >= floor {
			band = i
		}
	}
	return band
}

// Bounds gives the lowest and highest percent of a band.
func Bounds(band int) (low, high int) {
	if band == len(floors)-1 {
		return floors[band], 100
	}
	return floors[band], floors[band+1] - 1
}

// JSON gives the word as the exchange format writes it: "not started".
func (w Word) JSON() string {
	if w == Words[0] {
		return "not started"
	}
	return string(w)
}

// Score is a share of the points that count. Low counts unanswered and unknown
// questions as 0, High as 4. Of is 0 when nothing counts; then there is no score.
type Score struct {
	Points, HighPoints, Of int
	// NAWeight is the weight of the applicable questions answered NA.
	NAWeight int
	// Asked and Answered count applicable questions of the depth, NA included;
	// their weights decide SoFar.
	Asked, Answered             int
	AskedWeight, AnsweredWeight int
	Unknown                     int
	RestsOn                     int // how many questions count
	Minutes                     int // to answer what is left
	Must, MustMet, MustNA       int
	// Missing are the must-dos that hold the word, in question order.
	Missing []*Question

	cap int // the highest band a missing must-do leaves
}

// Counts reports whether there is a score at all.
func (s Score) Counts() bool { return s.Of > 0 }

// Low is the score in whole percent, halves up.
func (s Score) Low() int { return percent(s.Points, s.Of) }

// High is the score if every unknown and unanswered question were at 4.
func (s Score) High() int { return percent(s.HighPoints, s.Of) }

// NAAsZero gives low and high with every NA counted as level 0.
func (s Score) NAAsZero() (low, high int) {
	of := s.Of + 4*s.NAWeight
	return percent(s.Points, of), percent(s.HighPoints, of)
}

// ShowNAAsZero reports whether the other way must be shown equally large.
func (s Score) ShowNAAsZero() bool { return s.MustNA > 0 || 10*s.NAWeight > s.AskedWeight }

// SoFar reports that less than 80 % of the applicable weight is answered.
func (s Score) SoFar() bool { return 5*s.AnsweredWeight < 4*s.AskedWeight }

// Early reports that too little is answered for a word: "not started" would say
// of the service what is only true of the answers.
func (s Score) Early() bool { return s.SoFar() && s.Word() == Words[0] }

// Few reports that the score rests on so few questions that it must say on how many.
func (s Score) Few() bool { return s.Counts() && s.RestsOn < 3 }

// Uncapped is the word by the low score alone.
func (s Score) Uncapped() Word { return WordOf(s.Low()) }

// Word is the word after the hold of missing must-dos.
func (s Score) Word() Word {
	band := Band(s.Low())
	if len(s.Missing) > 0 {
		band = min(band, s.cap)
	}
	return Words[band]
}

// Held reports whether missing must-dos lower the word.
func (s Score) Held() bool { return s.Word() != s.Uncapped() }

// Left is the number of questions still unanswered.
func (s Score) Left() int { return s.Asked - s.Answered }

// percent rounds once, halves up.
func percent(points, of int) int {
	if of == 0 {
		return 0
	}
	return (200*points + of) / (2 * of)
}

// Readiness is every score of one assessment. Principles[0] is principle 1.
type Readiness struct {
	Depth      Depth
	Overall    Score
	Principles []Score
}

// Principle gives the score of principle n.
func (r Readiness) Principle(n int) Score { return r.Principles[n-1] }

// Bands that a missing must-do leaves at most (product, "Scores").
const (
	principleCap = 1 // emerging
	overallCap   = 2 // developing
)

// Count computes every score: the only place that does. Answers to questions
// that do not apply or lie outside the depth change nothing. confirmed names
// the NA answers that a reviewer confirmed; they no longer hold a word.
func Count(pack *Pack, t Tailoring, answers map[string]Answer, depth Depth, confirmed map[string]bool) Readiness {
	r := Readiness{Depth: depth, Overall: Score{cap: overallCap}, Principles: make([]Score, len(pack.Principles))}
	for i, pr := range pack.Principles {
		s := &r.Principles[i]
		s.cap = principleCap
		for _, q := range pr.Questions {
			if !t.Applies[q.ID] || !depth.asks(q) {
				continue
			}
			level, confirmed := answers[q.ID].Level, confirmed[q.ID]
			s.add(q, level, confirmed)
			r.Overall.add(q, level, confirmed)
		}
	}
	return r
}

func (s *Score) add(q *Question, level Level, confirmed bool) {
	w := q.Weight()
	s.Asked++
	s.AskedWeight += w
	if level.Answered() {
		s.Answered++
		s.AnsweredWeight += w
	} else {
		s.Minutes += q.Minutes
	}
	s.must(q, level, confirmed)
	if level == NA {
		s.NAWeight += w
		return
	}
	s.RestsOn++
	s.Of += 4 * w
	n, known := level.Number()
	s.Points += n * w
	if !known {
		n = 4
	}
	s.HighPoints += n * w
	if level == Unknown {
		s.Unknown++
	}
}

func (s *Score) must(q *Question, level Level, confirmed bool) {
	if !q.Must {
		return
	}
	n, _ := level.Number()
	switch {
	case level == NA:
		s.MustNA++
	case n >= 2:
		s.Must++
		s.MustMet++
	default:
		s.Must++
	}
	if n < 2 && !(level == NA && confirmed) {
		s.Missing = append(s.Missing, q)
	}
}

// MissingNA counts those of the missing must-dos that were answered "does not
// apply", which no reviewer has confirmed.
func (s Score) MissingNA(answers map[string]Answer) int {
	n := 0
	for _, q := range s.Missing {
		if answers[q.ID].Level == NA {
			n++
		}
	}
	return n
}
