package forms

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
)

// Verdicts and how a reviewer knows them, in the order shown.
var (
	Verdicts = []string{"confirmed", "not-confirmed", "cannot-tell"}
	KnownBy  = []string{"declared", "documented", "seen", "tested"}
)

// ReviewState is where a review stands.
type ReviewState string

// The life of a review, in order.
const (
	Waiting     ReviewState = "waiting"
	Scoring     ReviewState = "scoring"
	Finished    ReviewState = "finished"
	Reconciling ReviewState = "reconciling"
	Released    ReviewState = "released"
)

// Verdict is what a reviewer found about one answer or one declared feature.
type Verdict struct {
	Verdict string `json:"verdict"`
	KnownBy string `json:"known_by"`
	How     string `json:"how,omitempty"`
}

// PrincipleReview is one reviewer's score of one principle, 0 to 4. Language is
// that of the page it was written on, "" where nobody noted it.
type PrincipleReview struct {
	Score    int                `json:"score"`
	Reason   string             `json:"reason"`
	Override bool               `json:"override,omitempty"`
	Language string             `json:"language,omitempty"`
	Verdicts map[string]Verdict `json:"verdicts"`
}

// Same reports whether two say the same, whichever page they were written on.
func (p PrincipleReview) Same(q PrincipleReview) bool {
	return p.Score == q.Score && p.Reason == q.Reason && p.Override == q.Override && maps.Equal(p.said(), q.said())
}

// said are the verdicts in which anything was chosen or typed.
func (p PrincipleReview) said() map[string]Verdict {
	out := maps.Clone(p.Verdicts)
	maps.DeleteFunc(out, func(_ string, v Verdict) bool { return v == Verdict{} })
	return out
}

// Review is what reviewers said of a submission, by principle number.
// ReleasedAt is in seconds since 1970, UTC; 0 before the release.
type Review struct {
	State      ReviewState
	Country    string
	ReleasedAt int64
	Principles map[int]PrincipleReview
}

// ConfirmedNA names the NA answers that the review confirmed.
func (r *Review) ConfirmedNA(answers map[string]Answer) map[string]bool {
	out := map[string]bool{}
	if r == nil {
		return out
	}
	for _, p := range r.Principles {
		for id, v := range p.Verdicts {
			if v.Verdict == "confirmed" && answers[id].Level == NA {
				out[id] = true
			}
		}
	}
	return out
}

// Steps is the reviewer's level against the band of the own low score without
// the hold: +1 means the reviewer sees one step more.
func Steps(score int, own Score) int { return score - Band(own.Low()) }

// NeedVerdict gives the questions of a principle that want a verdict: each
// must-do answered at 2 or above and each NA, among those that count or are NA.
func NeedVerdict(t Tailoring, pr *Principle, answers map[string]Answer, depth Depth) []*Question {
	var out []*Question
	for _, q := range t.Questions(pr) {
		if !depth.asks(q) {
			continue
		}
		level := answers[q.ID].Level
		n, _ := level.Number()
		if q.Must && n >= 2 || level == NA {
			out = append(out, q)
		}
	}
	return out
}

// ReadReview reads a posted score of a principle and says what is wrong with
// it. A trait or condition is doubted when its verdict or its how was given. The
// values come back cleaned in any case; Score is -1 when it cannot be read.
func ReadReview(need []*Question, form url.Values, mark string) (PrincipleReview, Invalid) {
	var bad Invalid
	p := PrincipleReview{Score: -1, Override: form.Get("override") != "", Verdicts: map[string]Verdict{}}
	for _, q := range need {
		v, problems := readVerdict(q.ID, form, mark)
		p.Verdicts[q.ID] = v
		bad = append(bad, problems...)
	}
	for _, code := range slices.Concat(Traits, conditions) {
		if form.Get(code+".verdict") != "" || form.Get(code+".how") != "" {
			v, problems := readVerdict(code, form, mark)
			p.Verdicts[code] = v
			bad = append(bad, problems...)
		}
	}
	p.Reason = Clean(form.Get("reason"))
	bad = append(bad, CheckText("reason", &p.Reason, MinReason, MaxReason, mark)...)
	if n, err := strconv.Atoi(form.Get("score")); err == nil && n >= 0 && n <= 4 {
		p.Score = n
	} else {
		bad = append(bad, Problematic("score", "review.score"))
	}
	if p.Score > 1 && !p.Override && p.refutes(need) {
		bad = append(bad, Problematic("score", "review.capped"))
	}
	return p, bad
}

// ReadDraft reads what is typed of a score so far. That it is not whole is no
// problem; a text that may not be kept is one.
func ReadDraft(need []*Question, form url.Values, mark string) (PrincipleReview, Invalid) {
	p, bad := ReadReview(need, form, mark)
	return p, slices.DeleteFunc(bad, func(b FieldProblem) bool { return b.Key != GuardKey && b.Key != "text.long" })
}

// refutes reports whether a must-do was found not to be in place.
func (p PrincipleReview) refutes(need []*Question) bool {
	return slices.ContainsFunc(need, func(q *Question) bool {
		return q.Must && p.Verdicts[q.ID].Verdict == "not-confirmed"
	})
}

func readVerdict(subject string, form url.Values, mark string) (Verdict, Invalid) {
	var bad Invalid
	v := Verdict{
		Verdict: among(Verdicts, form.Get(subject+".verdict")), KnownBy: among(KnownBy, form.Get(subject+".known_by")),
		How: Clean(form.Get(subject + ".how")),
	}
	switch {
	case v.Verdict == "" && v.KnownBy == "":
		bad = append(bad, Problematic(subject+".verdict", "review.unsaid"))
	case v.Verdict == "":
		bad = append(bad, Problematic(subject+".verdict", "review.verdict"))
	case v.KnownBy == "":
		bad = append(bad, Problematic(subject+".known_by", "review.known"))
	}
	return v, append(bad, CheckText(subject+".how", &v.How, 0, MaxNA, mark)...)
}

// among gives the value if it is one of the list's, else "".
func among(list []string, value string) string {
	if slices.Contains(list, value) {
		return value
	}
	return ""
}

// ToScore gives the numbers of the principles that want a reviewer's score:
// those with a counting question.
func ToScore(r Readiness) []int {
	var out []int
	for i, s := range r.Principles {
		if s.Counts() {
			out = append(out, i+1)
		}
	}
	return out
}
