package handlers

import (
	"eleven/forms"
	"eleven/templates"
)

// ownWords is a score of the company in a sentence: "89%, established, held at
// emerging until: reporting route".
func ownWords(v Visitor, d dossier, own forms.Score) string {
	if !own.Counts() {
		return v.Words.T("word.none")
	}
	percent, word := v.Words.Percent(own.Low()), v.Words.T("word."+string(own.Uncapped()))
	if !own.Held() {
		return v.Words.T("review.own.score", percent, word)
	}
	return v.Words.T("review.own.held", percent, word, v.Words.T("word."+string(own.Word())), v.Words.List(missing(v, d, own)))
}

// steps is how far the reviewer's level lies from the company's own score.
func steps(v Visitor, n int) string {
	switch {
	case n > 0:
		return v.Words.T("review.steps.above", n)
	case n < 0:
		return v.Words.T("review.steps.below", -n)
	}
	return v.Words.T("review.steps.same")
}

// overall is the company's own overall score with what is missing beside it; of
// the essentials only it is no percentage.
func overall(v Visitor, d dossier) templates.OwnOverall {
	own := d.readiness.Overall
	out := templates.OwnOverall{Text: v.Words.T("review.own.musts", own.MustMet, v.Words.Number(own.Must))}
	if d.Assessment.Depth != forms.Essentials && own.Counts() {
		key := "review.own.overall"
		if own.Held() {
			key = "review.own.overall-held"
		}
		out.Text = v.Words.T(key, v.Words.Percent(own.Low()), v.Words.T("word."+string(own.Uncapped())), v.Words.T("word."+string(own.Word()))) +
			" " + out.Text
		if low, _ := own.NAAsZero(); own.ShowNAAsZero() {
			out.NotApplying = v.Words.T("review.own.na", v.Words.Percent(low))
		}
	}
	out.Missing = missing(v, d, own)
	return out
}

// missing names the must-dos that a score misses, and says which of them the
// company says do not apply. That a review confirms it counts from the release.
func missing(v Visitor, d dossier, own forms.Score) []string {
	var confirmed map[string]bool
	if d.may.SeesReview() {
		confirmed = (&forms.Review{Principles: d.Scores}).ConfirmedNA(d.Assessment.Answers)
	}
	var out []string
	for _, q := range own.Missing {
		name := q.Short.In(v.Lang)
		switch {
		case confirmed[q.ID]:
			name = v.Words.T("review.missing-confirmed", name)
		case d.Assessment.Answers[q.ID].Level == forms.NA:
			name = v.Words.T("review.missing-na", name)
		}
		out = append(out, name)
	}
	return out
}
