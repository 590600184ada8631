package report

import (
	"slices"
	"strings"
	"time"

	"eleven/forms"
)

func (f facts) answer(q *forms.Question) Answer {
	t, a := f.words.T, f.Assessment.Answers[q.ID]
	out := Answer{
		ID: q.ID, Short: q.Short.In(f.Lang), Prompt: q.Prompt.In(f.Lang), Note: f.own(a.Note),
		ReasonLabel: t("report.answer.reason"), NoteLabel: t("report.answer.note"), EvidenceLabel: t("report.answer.evidence"),
	}
	f.choice(&out, q, a)
	f.tags(&out, q, a.Level)
	for _, e := range a.Evidence {
		out.Evidence = append(out.Evidence, f.evidence(e))
	}
	if p, ok := f.reviewed(q.Principle); ok {
		if v, ok := p.Verdicts[q.ID]; ok {
			out.Verdict, out.How = t("report.review.verdict", f.say.Verdict(v)), f.in(p.Language, v.How)
		}
	}
	if !f.HideScores && f.inDepth(q) {
		out.Next = f.next(q)
	}
	return out
}

// choice says what was chosen.
func (f facts) choice(out *Answer, q *forms.Question, a forms.Answer) {
	t := f.words.T
	n, isNumber := a.Level.Number()
	switch {
	case isNumber && n < len(q.Levels):
		out.Choice, out.Spoken, out.Sentence = string(a.Level), t("report.answer.level", string(a.Level)), q.Sentence(n).In(f.Lang)
	case a.Level == forms.Unknown:
		out.Choice, out.Sentence = "?", t("report.answer.unknown")
	case a.Level == forms.NA:
		out.Choice, out.Sentence = "–", t("report.answer.na", f.cause(a.Cause))
		out.Reason = f.own(a.Reason)
	default:
		out.Choice, out.Sentence = " ", t("level.none")
	}
	if out.Spoken == "" {
		out.Spoken = out.Sentence
	}
}

// cause writes why a question does not apply, as chosen from the list.
func (f facts) cause(code string) string {
	for _, c := range f.Pack.Causes {
		if c.Code == code {
			return c.Label.In(f.Lang)
		}
	}
	return code
}

func (f facts) tags(out *Answer, q *forms.Question, level forms.Level) {
	t := f.words.T
	n, _ := level.Number()
	switch {
	case q.Must && n < 2 && !f.HideScores && f.holds(q):
		out.Missing = true
		out.Tags = append(out.Tags, t("report.tag.missing"))
	case q.Must:
		out.Tags = append(out.Tags, t("report.tag.must"))
	}
	if !f.inDepth(q) {
		out.Tags = append(out.Tags, t("report.tag.beyond"))
	}
}

// holds reports whether a must-do is among the missing ones.
func (f facts) holds(q *forms.Question) bool {
	for _, m := range f.readiness.Principle(q.Principle).Missing {
		if m == q {
			return true
		}
	}
	return false
}

// evidence writes one record: what it is, and where it is kept. It is named,
// never sent, and its link is shown as text. Our words and the company's stand
// apart, each in its language.
func (f facts) evidence(e forms.Evidence) []Own {
	out := []Own{f.own(e.Title)}
	add := func(sentence string, value Own) {
		if value.Text == "" {
			return
		}
		before, after, _ := strings.Cut(sentence, hole)
		out = append(out, Own{Text: dot + before}, value, Own{Text: after})
	}
	if slices.Contains(forms.EvidenceKinds, e.Kind) {
		add(hole, Own{Text: f.words.T("kind." + e.Kind)})
	}
	add(f.words.T("report.evidence.date", hole), Own{Text: f.day(e.Date)})
	add(f.words.T("report.evidence.holder", hole), f.own(e.Holder))
	add(f.words.T("report.evidence.place", hole), f.own(e.Place))
	add(f.words.T("report.evidence.link", hole), Own{Text: e.Link})
	add(f.words.T("report.evidence.seal", hole), Own{Text: e.Seal})
	return out
}

// hole stands in a sentence where somebody's own words go.
const hole = "\x00"

// day writes "2026-03-03" as the language does; anything else stays as it is.
func (f facts) day(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return f.words.Date(t.Unix(), time.UTC)
}

// next says what the plan asks for on a question; nil when it asks for nothing.
func (f facts) next(q *forms.Question) *Next {
	t, next := f.words.T, &Next{}
	a, ok := f.plan.For(q)
	if !ok {
		return nil
	}
	if a.FindOut {
		next.Steps = []Step{{t("report.next.label"), t("plan.find-out")}}
		return next
	}
	begin, reach := a.Says()
	if begin != (forms.Text{}) {
		next.Steps, next.Resources = []Step{{t("report.next.label"), begin.In(f.Lang)}}, f.resources(q)
	}
	next.Steps = append(next.Steps, Step{t("plan.reach", f.n(a.To)), reach.In(f.Lang)})
	return next
}

// resources are those of a question, the company's own country's first.
func (f facts) resources(q *forms.Question) []Resource {
	var out []Resource
	for _, r := range q.ResourcesFor(f.Assessment.Profile.Company) {
		url, inEnglish := r.URL.Page(f.Lang)
		out = append(out, Resource{Name: r.Name.In(f.Lang), Cost: f.words.Cost(r.Cost, inEnglish), URL: url})
	}
	return out
}
