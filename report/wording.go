package report

import (
	"eleven/forms"
	"eleven/i18n"
)

// Wording says scores in words, the same on the pages and in the documents.
type Wording struct {
	Words      *i18n.Words
	Essentials bool // the score is of the essentials only
	Drafting   bool // the answers may still change, so that ranges are shown
	Released   bool // a released review stands beside the company's own answers
}

// Headline is the sentence that comes first. Of the essentials it leads with
// the must-dos and gives no percentage.
func (w Wording) Headline(o forms.Score) string {
	t := w.Words.T
	switch {
	case w.Essentials && o.Must == 0:
		return t("score.no-must")
	case w.Essentials && w.Released:
		return t("score.must-own", w.Words.Number(o.MustMet), w.Words.Number(o.Must))
	case w.Essentials:
		return t("score.must", w.Words.Number(o.MustMet), w.Words.Number(o.Must))
	}
	stage := w.Stage(o)
	if o.Held() {
		stage = t("score.held", len(o.Missing), stage)
	}
	return w.score(o, stage)
}

// Score says a score with its stage, the count first while under 80 % is answered.
func (w Wording) Score(s forms.Score) string { return w.score(s, w.Stage(s)) }

func (w Wording) score(s forms.Score, stage string) string {
	t, low, high := w.Words.T, w.Words.Number(s.Low()), w.Words.Number(s.High())
	count := ""
	switch {
	case !s.Counts():
		return t("score.none")
	case s.Answered == 0:
		return t("score.empty")
	case s.SoFar():
		count = t("score.count", s.Answered, s.Asked) + " "
	}
	if w.Drafting && low != high {
		return count + t("score.range", low, high, stage)
	}
	return count + t("score.one", low, stage)
}

// Stage is the word of a score after the hold. Where few answers stand it says
// "so far", and "not started" is too early to say.
func (w Wording) Stage(s forms.Score) string {
	switch word := w.Words.T("word." + string(s.Word())); {
	case !s.Counts():
		return w.Words.T("word.none")
	case s.Early():
		return w.Words.T("score.early")
	case s.SoFar():
		return w.Words.T("score.so-far", word)
	default:
		return word
	}
}

// Beside is the headline with every "does not apply" counted as nothing, where
// it must stand beside it equally large; otherwise empty.
func (w Wording) Beside(o forms.Score) string {
	switch {
	case !o.ShowNAAsZero(), !o.Counts(), w.Essentials && o.MustNA == 0:
		return ""
	case w.Essentials:
		return w.Words.T("score.must-na", w.Words.Number(o.MustMet), w.Words.Number(o.Must+o.MustNA))
	}
	return w.NAAsZero(o)
}

// NAAsZero says a score with every "does not apply" counted as level 0.
func (w Wording) NAAsZero(s forms.Score) string {
	low, high := s.NAAsZero()
	if w.Drafting && low != high {
		return w.Words.T("score.na-range", w.Words.Number(low), w.Words.Number(high))
	}
	return w.Words.T("score.na", w.Words.Number(low))
}

// Hold says what the points alone would give, and how many missing must-dos
// hold it lower; their names come after it. Empty when nothing is held.
func (w Wording) Hold(s forms.Score) string {
	if !s.Counts() || !s.Held() {
		return ""
	}
	return w.Words.T("score.hold", len(s.Missing), w.Words.T("word."+string(s.Uncapped())))
}

// Missing counts the must-dos that are not in place, and says how many of them
// were answered "does not apply": they are not among those that "12 of 19"
// counts. Empty when none is missing.
func (w Wording) Missing(o forms.Score, answers map[string]forms.Answer) string {
	if len(o.Missing) == 0 {
		return ""
	}
	title := w.Words.T("score.missing", len(o.Missing))
	switch aside := o.MissingNA(answers); aside {
	case 0:
		return title
	case len(o.Missing):
		return title + w.Words.T("score.missing-all-na")
	default:
		return title + w.Words.T("score.missing-na", aside)
	}
}

// Compared says how the levels of a released review lie against the company's own.
func (w Wording) Compared(own forms.Readiness, review *forms.Review) string {
	same, below, above := 0, 0, 0
	for n, p := range review.Principles {
		switch steps := forms.Steps(p.Score, own.Principle(n)); {
		case steps < 0:
			below++
		case steps > 0:
			above++
		default:
			same++
		}
	}
	return w.Words.T("score.compared", len(review.Principles), same, below, above)
}

// Verdict writes what a reviewer found and how it is known.
func (w Wording) Verdict(v forms.Verdict) string {
	word := w.Words.T("outcome.verdict." + v.Verdict)
	if v.KnownBy == "" {
		return word
	}
	return w.Words.T("outcome.verdict.known", word, w.Words.T("outcome.known."+v.KnownBy))
}
