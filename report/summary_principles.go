package report

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"eleven/forms"
)

// Principles is the part for whoever does the work.
type Principles struct {
	Title string
	// Words tells the reader that notes are in another language and not
	// translated; empty when they are not.
	Words string
	Items []Principle
}

// Principle is one of the eleven with its answers.
type Principle struct {
	Number  int
	Title   string
	Theme   string
	Score   string // empty when hidden
	Beside  string // the other way, where it must be shown equally large
	Held    string // what holds the word
	Facts   []string
	Empty   string // why it has no question
	Review  *PrincipleReview
	Answers []Answer
}

// PrincipleReview is what reviewers said of one principle.
type PrincipleReview struct {
	Title    string
	Level    int // 0 to 4
	Words    string
	Reason   Own
	Written  string // in which language the reviewer wrote, "" when it is the document's
	Verdicts []Own  // on declared features
}

// Answer is one question as it was answered.
type Answer struct {
	ID, Short, Prompt string
	// Tags are a few words beside the title: must-do, not counted.
	Tags []string
	// Missing marks a must-do that is not in place.
	Missing bool
	// Choice is what stands in the box: "0" to "4", "?", "–", or " " without
	// an answer; Spoken says it in words.
	Choice, Spoken string
	// Sentence is the chosen level's, or what was chosen instead.
	Sentence string
	Reason   Own // why it does not apply
	Note     Own
	Evidence [][]Own // each record in pieces, by language
	Verdict  string
	How      Own
	Next     *Next

	// Labels of the parts above.
	ReasonLabel, NoteLabel, EvidenceLabel string
}

// Next is what to do next about a question, and what helps.
type Next struct {
	Steps     []Step
	Resources []Resource
}

// Step is something to do, and what it is for.
type Step struct{ Label, Text string }

// Resource is a link and what it costs.
type Resource struct {
	Name, Cost, URL string
}

func (f facts) principles() Principles {
	out := Principles{Title: f.words.T("report.principles.title")}
	if f.Assessment.Language != "" && f.Assessment.Language != f.Lang {
		out.Words = f.words.T("report.principles.words")
	}
	for _, pr := range f.Pack.Principles {
		out.Items = append(out.Items, f.principle(pr))
	}
	return out
}

func (f facts) principle(pr *forms.Principle) Principle {
	out := Principle{Number: pr.Number, Title: f.principleTitle(pr.Number), Theme: f.Pack.ThemeOf(pr.Number).Title.In(f.Lang)}
	if !f.HideScores {
		f.principleScore(&out)
	}
	if p, ok := f.reviewed(pr.Number); ok {
		out.Review = f.principleReview(pr.Number, p)
	}
	var beyond []Answer
	for _, q := range f.tailoring.Questions(pr) {
		switch {
		case f.inDepth(q):
			out.Answers = append(out.Answers, f.answer(q))
		case said(f.Assessment.Answers[q.ID]):
			beyond = append(beyond, f.answer(q))
		}
	}
	if len(out.Answers) == 0 {
		out.Empty = f.empty(pr.Number)
	}
	out.Answers = append(out.Answers, beyond...)
	return out
}

// empty says why nothing was asked about principle n.
func (f facts) empty(n int) string {
	if beyond := f.applicable(n); beyond > 0 {
		return f.words.T("report.principles.beyond", beyond)
	}
	return f.words.T("report.principles.reason", f.words.T("report.hidden.because", f.lacking(f.tailoring.HiddenIn(n)...)))
}

// said reports whether an answer holds anything.
func said(a forms.Answer) bool { return a.Level.Answered() || a.Note != "" || len(a.Evidence) > 0 }

func (f facts) principleScore(out *Principle) {
	t, s := f.words.T, f.readiness.Principle(out.Number)
	switch {
	case s.Counts():
		out.Score = f.say.Score(s)
	case s.Asked == 0 && f.applicable(out.Number) > 0:
		out.Score = capital(t("word.beyond"))
	default:
		out.Score = t("report.principles.none")
	}
	if s.Counts() && s.ShowNAAsZero() {
		out.Beside = f.say.NAAsZero(s)
	}
	if out.Held = f.say.Hold(s); out.Held != "" {
		names := make([]string, len(s.Missing))
		for i, q := range s.Missing {
			names[i] = q.Short.In(f.Lang)
		}
		out.Held += " " + strings.Join(names, "; ") + "."
	}
	out.Facts = f.principleFacts(s)
}

// principleFacts are short statements about a principle's score.
func (f facts) principleFacts(s forms.Score) []string {
	t := f.words.T
	var out []string
	if s.Must > 0 {
		out = append(out, t("report.principles.must", f.n(s.MustMet), f.n(s.Must)))
	}
	if s.MustNA > 0 {
		out = append(out, t("report.principles.must-na", s.MustNA))
	}
	if s.Unknown > 0 {
		out = append(out, t("report.principles.unknown", s.Unknown))
	}
	if s.Left() > 0 {
		out = append(out, t("report.principles.left", s.Left()))
	}
	if s.Few() {
		out = append(out, t("report.principles.rests", s.RestsOn))
	}
	if len(out) > 0 {
		out[0] = capital(out[0])
	}
	return out
}

// capital begins a text with a capital letter.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

func (f facts) principleReview(n int, p forms.PrincipleReview) *PrincipleReview {
	t := f.words.T
	out := &PrincipleReview{Title: t("report.review.title"), Level: p.Score, Words: t("report.review.alone", f.levelWord(p.Score)), Reason: f.in(p.Language, p.Reason)}
	if out.Reason.Lang != "" {
		out.Written = t("reviewing.written", t("review.language."+p.Language))
	}
	if !f.released() {
		out.Title = t("report.review.part")
	}
	if own := f.readiness.Principle(n); !f.HideScores && own.Counts() {
		out.Words = t("report.review.steps", f.levelWord(p.Score), f.longSteps(p.Score, own))
	}
	if p.Override {
		out.Verdicts = append(out.Verdicts, Own{Text: t("report.review.override")})
	}
	for _, code := range slices.Sorted(maps.Keys(p.Verdicts)) {
		if label, ok := f.feature(code); ok {
			v := p.Verdicts[code]
			out.Verdicts = append(out.Verdicts, Own{Text: t("report.review.feature", label, f.say.Verdict(v))}, f.in(p.Language, v.How))
		}
	}
	return out
}

// feature gives the label of a trait or condition.
func (f facts) feature(code string) (string, bool) {
	for _, s := range f.Pack.Screenings() {
		if s.Code == code {
			return f.declared(s), true
		}
	}
	return "", false
}
