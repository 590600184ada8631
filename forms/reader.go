package forms

// Reader is a reviewer or a lead in front of one submission that their country
// may read: what they may see of it now, and do with it. The zero Reader may do
// nothing and sees no score.
type Reader struct {
	Role     Role
	Ours     bool // their country reviews it
	Mine     bool // they have it to score
	State    ReviewState
	Declared bool // that they have no conflict of interest
	Wanted   []int
	Scores   map[int]PrincipleReview
}

// CanTake reports whether they may begin the review.
func (r Reader) CanTake() bool { return r.Ours && r.State == Waiting }

// Has reports whether the review is in their hands: they may declare a conflict
// or hand it back.
func (r Reader) Has() bool { return r.Ours && r.Mine && r.State == Scoring }

// CanScore reports whether they may score principles.
func (r Reader) CanScore() bool { return r.Has() && r.Declared }

// CanFinish reports whether they may end their scoring: every principle that
// wants a score has one.
func (r Reader) CanFinish() bool { return r.CanScore() && r.Left() == 0 }

// CanRelease reports whether they may show the outcome to the company. Nobody
// releases alone what they scored.
func (r Reader) CanRelease() bool { return r.leads() && !r.Mine && r.State == Finished }

// CanReturn reports whether they may give it back, saying why: a finished one to
// who scored it, one that somebody else has to the queue.
func (r Reader) CanReturn() bool {
	return r.leads() && !r.Mine && (r.State == Scoring || r.State == Finished)
}

// Left is the number of principles that still want a score.
func (r Reader) Left() int {
	n := 0
	for _, p := range r.Wanted {
		if !r.scored(p) {
			n++
		}
	}
	return n
}

// SeesReview reports whether they may read the scores and reasons: their own, a
// lead's once the scoring is finished, everybody's after the release.
func (r Reader) SeesReview() bool { return r.Mine || r.seesAll() }

// SeesScores reports whether they may see every score of the company: before
// the release only who has given all of their own, and a lead once the scoring
// is finished.
func (r Reader) SeesScores() bool { return r.seesAll() || r.Mine && r.Left() == 0 }

// SeesScore is SeesScores for one principle: their own score of it is enough.
func (r Reader) SeesScore(n int) bool { return r.SeesScores() || r.Mine && r.scored(n) }

func (r Reader) scored(n int) bool {
	_, ok := r.Scores[n]
	return ok
}

func (r Reader) leads() bool { return r.Ours && r.Role == Lead }

func (r Reader) seesAll() bool {
	done := r.State == Finished || r.State == Reconciling
	return r.State == Released || r.leads() && done
}
