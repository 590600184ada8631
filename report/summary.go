package report

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"eleven/forms"
)

// Summary is a readiness summary ready to be drawn: all values, all words, in
// one language. What is nil or empty is left out of the document.
type Summary struct {
	Lang      string // "en" or "fr"
	Letter    bool   // US Letter, otherwise A4
	ChangedAt int64  // seconds since 1970, UTC; 0 when unknown
	Number    string // 16 hexadecimal digits
	Title     string // of the file
	Head      string // at the top of every page but the cover
	Author    string // the portal, and who runs it

	Classification string
	NotThis        string // what this document is not

	Cover      Cover
	Front      Front
	Numbers    *Table // the chart's numbers
	Principles Principles
	Plan       *Plan
	Hidden     *Hidden
	Method     Method
}

// Cover is the first page.
type Cover struct {
	Kind             string // "Readiness summary"
	Product          string
	Company, Service Own
	Facts            []Fact
	Contents         string // heading of the table of contents
	Operator         string
}

// Fact is a label and what it says.
type Fact struct {
	Label string
	Value Own
}

// Table is a heading, columns and rows; the first cell of a row names it.
type Table struct {
	Title   string
	Note    string
	Columns []Column
	Rows    [][]string
}

// Column is one column of a Table. Shares are of the whole width.
type Column struct {
	Title string
	Share float64
	Right bool // set against the right edge
}

// dot stands between short statements, and never begins a line.
const dot = "\u00a0· "

// Summarize makes the values of a readiness summary. It fails only without a
// pack, or with another pack than the assessment's.
func Summarize(in Input) (Summary, error) {
	f, err := derive(in)
	if err != nil {
		return Summary{}, err
	}
	answers, err := f.answersJSON()
	if err != nil {
		return Summary{}, err
	}
	return f.summary(number(answers, f.Lang)), nil
}

// number is the document's: the first 16 hexadecimal digits of SHA-256 over
// answers.json and the language.
func number(answers []byte, lang string) string {
	sum := sha256.Sum256(append(answers, lang...))
	return hex.EncodeToString(sum[:])[:16]
}

func (f facts) summary(number string) Summary {
	t, a := f.words.T, f.Assessment
	s := Summary{
		Lang: f.Lang, Letter: a.Country == forms.US, ChangedAt: a.ChangedAt, Number: number,
		Title:          t("report.title", a.Service, a.Company),
		Head:           t("report.head", a.Company, a.Service, f.stateWord()),
		Author:         f.author(),
		Classification: f.Classification,
		NotThis:        t("disclaimer"),
		Cover:          f.cover(number),
		Front:          f.front(),
		Principles:     f.principles(),
		Hidden:         f.hidden(),
		Method:         f.method(number),
	}
	if !f.HideScores {
		s.Plan = f.planPart()
	}
	if s.Front.Chart != nil {
		s.Numbers = f.numbers()
	}
	return s
}

func (f facts) author() string {
	if f.Operator == "" {
		return f.words.T("name.product")
	}
	return f.words.T("name.product") + ", " + f.Operator
}

// stateWord says in what state the text is.
func (f facts) stateWord() string {
	switch f.Assessment.State {
	case forms.Submitted:
		return f.words.T("report.state.submitted")
	case forms.Returned:
		return f.words.T("report.state.returned")
	case forms.Reviewed:
		return f.words.T("report.state.reviewed")
	}
	return f.words.T("report.state.draft")
}

func (f facts) cover(number string) Cover {
	t, a := f.words.T, f.Assessment
	c := Cover{
		Kind: t("report.kind"), Product: t("name.product"), Contents: t("report.contents"),
		Company: f.own(a.Company), Service: f.own(a.Service),
	}
	if f.Operator != "" {
		c.Operator = t("report.operator", f.Operator)
	}
	add := func(label, value string) { c.Facts = append(c.Facts, Fact{label, Own{Text: value}}) }
	add(t("report.fact.round"), a.Round)
	add(t("report.fact.state"), f.stateWord())
	add(t("report.fact.depth"), t("depth."+string(a.Depth)))
	if a.ChangedAt != 0 {
		add(f.dateLabel(), f.words.Moment(a.ChangedAt, f.Zone))
	}
	if s := a.Signed; s != nil && !f.drafting() {
		c.Facts = append(c.Facts, Fact{t("report.fact.signed"), f.own(t("report.signed", s.Name, s.Position))})
		add(t("report.fact.countries"), f.countries(s.Countries))
	}
	if f.released() {
		add(t("report.fact.reviewed"), f.countries([]string{f.Review.Country}))
	}
	if f.released() && f.Review.ReleasedAt != 0 {
		add(t("report.fact.released"), f.words.Date(f.Review.ReleasedAt, time.UTC))
	}
	add(t("report.fact.pack"), t("report.pack", f.Pack.Title.In(f.Lang), f.Pack.Version))
	add(t("report.fact.number"), number)
	return c
}

func (f facts) dateLabel() string {
	if f.drafting() {
		return f.words.T("report.fact.changed")
	}
	return f.words.T("report.fact.submitted")
}

func (f facts) countries(codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = f.words.T("country." + code)
	}
	return f.words.List(names)
}
