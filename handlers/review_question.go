package handlers

import (
	"slices"
	"strconv"

	"eleven/forms"
	"eleven/templates"
)

// questionReading is a question as the company answered it in the snapshot.
func questionReading(v Visitor, d dossier, q *forms.Question) templates.ReviewQuestion {
	a := d.Assessment.Answers[q.ID]
	out := templates.ReviewQuestion{ID: q.ID, Must: q.Must, Short: q.Short, Prompt: q.Prompt, Note: a.Note}
	n, chosen := a.Level.Number()
	switch {
	case chosen:
		out.Level, out.Answer = string(a.Level), q.Sentence(n).In(v.Lang)
	case a.Level == "":
		out.Answer = v.Words.T("review.answer.none")
	default:
		out.Answer = v.Words.T("review.answer." + string(a.Level))
	}
	out.Cause, out.Reason = causeOf(v, d.pack, a), reasonOf(a)
	for i, text := range q.Levels {
		if !chosen || i != n && !(n == 4 && i == 3) {
			out.Others = append(out.Others, templates.OtherLevel{Level: strconv.Itoa(i), Text: text})
		}
	}
	for _, e := range a.Evidence {
		kind := ""
		if e.Kind != "" {
			kind = v.Words.T("kind." + e.Kind)
		}
		out.Records = append(out.Records, templates.ReviewRecord{
			Title: e.Title, Kind: kind, Date: day(v, e.Date), Holder: e.Holder, Place: e.Place, Link: e.Link, Seal: e.Seal,
		})
	}
	return out
}

// declared are the features that the company says the service has.
func (d dossier) declared() []forms.Screening { return d.pack.Declared(d.Assessment.Profile) }

// verdict is the verdict on a question: as fields for who scores, in words for
// who may read it.
func (p chapter) verdict(v Visitor, f templates.Frame, q *forms.Question, given forms.PrincipleReview) (templates.VerdictFields, templates.FoundVerdict) {
	if p.canScore() {
		fields := verdictFields(v, f, q.ID, q.Short.In(v.Lang), given.Verdicts[q.ID])
		if p.Assessment.Answers[q.ID].Level == forms.NA {
			fields.Choices[0].Label = v.Words.T("review.verdict.na")
		}
		fields.Choices[0].About += ". " + chosenFacts(v, q, p.Assessment.Answers[q.ID])
		return fields, templates.FoundVerdict{}
	}
	saved, ok := p.Scores[p.principle.Number].Verdicts[q.ID]
	if !ok || !p.may.SeesReview() {
		return templates.VerdictFields{}, templates.FoundVerdict{}
	}
	return templates.VerdictFields{}, foundVerdict(v, q.Short.In(v.Lang), saved, p.saved().Language)
}

// chosenFacts says whether a question is a must-do and what the company chose.
func chosenFacts(v Visitor, q *forms.Question, a forms.Answer) string {
	out := v.Words.T("reviewing.not-chosen")
	if n, chosen := a.Level.Number(); chosen {
		out = v.Words.T("reviewing.chosen", v.Words.Number(n))
	}
	if q.Must {
		out = v.Words.T("reviewing.must") + " " + out
	}
	return out
}

func verdictFields(v Visitor, f templates.Frame, subject, about string, given forms.Verdict) templates.VerdictFields {
	field := func(name, label string) templates.Field {
		return templates.Field{Name: subject + "." + name, Label: v.Words.T("review.verdict." + label), Error: f.Problem(subject + "." + name)}
	}
	found, known, how := field("verdict", "legend"), field("known_by", "known"), field("how", "how")
	found.Options, known.Options = choices(v, "verdict.", forms.Verdicts, given.Verdict), choices(v, "reviewing.known.", forms.KnownBy, given.KnownBy)
	how.Value = given.How
	return templates.VerdictFields{Wanted: true, About: about, Choices: [2]templates.VerdictChoice{{Field: found, About: about}, {Field: known, About: about}}, How: how}
}

// foundVerdict is a verdict that was written in the language.
func foundVerdict(v Visitor, about string, given forms.Verdict, lang string) templates.FoundVerdict {
	out := templates.FoundVerdict{
		Shown: true, About: about, Verdict: v.Words.T("verdict." + given.Verdict), KnownBy: v.Words.T("known." + given.KnownBy), How: given.How,
	}
	_, out.Lang = otherLanguage(v, lang)
	return out
}

// scoreForm is the form in the side column, with the verdicts on features that
// may be doubted.
func scoreForm(v Visitor, p chapter, f templates.Frame, given forms.PrincipleReview) templates.ScoreForm {
	form := templates.ScoreForm{
		Shown: true, Next: p.next(), Overridden: given.Override,
		Reason: templates.Field{
			Name: "reason", Label: v.Words.T("review.reason.label"), Hint: v.Words.T("review.reason.hint", forms.MinReason),
			Value: given.Reason, Error: f.Problem("reason"),
		},
		Score:       templates.Field{Name: "score", Label: v.Words.T("review.score.label"), Error: f.Problem("score")},
		CanOverride: given.Override || slices.ContainsFunc(p.need, func(q *forms.Question) bool { return q.Must }),
	}
	for i, text := range p.pack.AnchorsOf(p.principle.Number) {
		form.Anchors = append(form.Anchors, templates.Anchor{
			Level: strconv.Itoa(i), Word: v.Words.T("word." + string(forms.Words[i])), Text: text, Chosen: given.Score == i,
		})
	}
	for _, q := range p.declared() {
		doubt, doubted := given.Verdicts[q.Code]
		fields := verdictFields(v, f, q.Code, q.Label.In(v.Lang), doubt)
		found := &fields.Choices[0].Field
		found.Label = v.Words.T("review.doubt.legend")
		none := templates.Option{Text: v.Words.T("review.doubt.none"), Chosen: doubt.Verdict == ""}
		found.Options = append([]templates.Option{none}, found.Options...)
		form.Doubts = append(form.Doubts, fields)
		form.DoubtsOpen = form.DoubtsOpen || doubted
	}
	return form
}

// givenScore is a score as it is read by others.
func givenScore(v Visitor, p chapter, saved forms.PrincipleReview) templates.GivenScore {
	out := templates.GivenScore{
		Shown: true, Override: saved.Override && saved.Score > 1, Level: strconv.Itoa(saved.Score),
		Word: v.Words.T("word." + string(forms.Words[saved.Score])), Reason: saved.Reason,
	}
	out.Language, out.Lang = otherLanguage(v, saved.Language)
	for _, q := range p.declared() {
		if doubt, ok := saved.Verdicts[q.Code]; ok {
			out.Doubts = append(out.Doubts, foundVerdict(v, q.Label.In(v.Lang), doubt, saved.Language))
		}
	}
	return out
}
