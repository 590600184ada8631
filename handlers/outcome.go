package handlers

import (
	"slices"

	"eleven/forms"
	"eleven/report"
	"eleven/templates"
)

// finding is one verdict of a review. Question is nil where it is about a
// feature that the company described.
type finding struct {
	forms.Verdict
	principle int
	question  *forms.Question
	about     forms.Text
	na        bool   // the company says that the question does not apply
	lang      string // of how it is known
}

// findings are the verdicts on a principle in the questionnaire's order, those
// on features last.
func findings(pack *forms.Pack, n int, answers map[string]forms.Answer, given forms.PrincipleReview) []finding {
	var out []finding
	for _, q := range pack.Principle(n).Questions {
		if found, ok := given.Verdicts[q.ID]; ok {
			out = append(out, finding{found, n, q, q.Short, answers[q.ID].Level == forms.NA, given.Language})
		}
	}
	for _, feature := range pack.Screenings() {
		if found, ok := given.Verdicts[feature.Code]; ok {
			out = append(out, finding{found, n, nil, feature.Label, false, given.Language})
		}
	}
	return out
}

// allFindings are the verdicts on every principle, in order.
func allFindings(pack *forms.Pack, answers map[string]forms.Answer, scores map[int]forms.PrincipleReview) []finding {
	var out []finding
	for _, pr := range pack.Principles {
		out = append(out, findings(pack, pr.Number, answers, scores[pr.Number])...)
	}
	return out
}

func (f finding) must() bool { return f.question != nil && f.question.Must }

// view is a finding in words.
func (f finding) view(v Visitor) templates.Finding {
	about, id := v.Words.T("outcome.feature", f.about.In(v.Lang)), ""
	if f.question != nil {
		about, id = f.about.In(v.Lang), f.question.ID
	}
	if f.na {
		about = v.Words.T("outcome.na", about)
	}
	line := v.Words.T("outcome.line", about, report.Wording{Words: v.Words}.Verdict(f.Verdict))
	_, lang := otherLanguage(v, f.lang)
	return templates.Finding{Number: f.principle, ID: id, Line: line, How: f.How, Lang: lang}
}

// viewsOf are the findings that are wanted, in words.
func viewsOf(v Visitor, all []finding, wanted func(finding) bool) []templates.Finding {
	var out []templates.Finding
	for _, f := range all {
		if wanted(f) {
			out = append(out, f.view(v))
		}
	}
	return out
}

func unconfirmedMust(f finding) bool { return f.must() && f.Verdict.Verdict == "not-confirmed" }

func untoldMust(f finding) bool { return f.must() && f.Verdict.Verdict == "cannot-tell" }

// addOutcome puts what the review found of the must-dos beside the company's own
// result, which stays as it is.
func addOutcome(v Visitor, st standing, body *templates.ResultsPage) {
	all := allFindings(st.pack, st.text.Answers, st.review.Principles)
	body.Unconfirmed, body.Untold = viewsOf(v, all, unconfirmedMust), viewsOf(v, all, untoldMust)
}

// overrides reports whether a score above 1 was given although a must-do is not
// confirmed.
func overrides(all []finding, given forms.PrincipleReview) bool {
	return given.Override && given.Score > 1 && slices.ContainsFunc(all, unconfirmedMust)
}

// concerns are what a review leaves unconfirmed, doubts or gives all the same,
// by kind; a kind without any is left out.
func concerns(v Visitor, d dossier) []templates.Concern {
	all := allFindings(d.pack, d.Assessment.Answers, d.Scores)
	kinds := []struct {
		key   string
		lines []templates.Finding
	}{
		{"unconfirmed", viewsOf(v, all, unconfirmedMust)},
		{"cannot-tell", viewsOf(v, all, untoldMust)},
		{"other", viewsOf(v, all, func(f finding) bool {
			return f.question != nil && !f.must() && f.Verdict.Verdict != "confirmed"
		})},
		{"features", viewsOf(v, all, func(f finding) bool { return f.question == nil && f.Verdict.Verdict != "confirmed" })},
		{"overrides", overridden(v, d)},
	}
	var out []templates.Concern
	for _, kind := range kinds {
		if len(kind.lines) > 0 {
			out = append(out, templates.Concern{Title: v.Words.T("outcome.concerns." + kind.key), Lines: kind.lines})
		}
	}
	return out
}

// overridden names the principles whose score is above 1 all the same.
func overridden(v Visitor, d dossier) []templates.Finding {
	var out []templates.Finding
	for _, pr := range d.pack.Principles {
		given := d.Scores[pr.Number]
		if overrides(findings(d.pack, pr.Number, d.Assessment.Answers, given), given) {
			_, lang := otherLanguage(v, given.Language)
			out = append(out, templates.Finding{Number: pr.Number, Line: pr.Title.In(v.Lang), How: given.Reason, Lang: lang})
		}
	}
	return out
}
