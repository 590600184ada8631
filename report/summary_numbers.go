package report

import (
	"strconv"
	"strings"

	"eleven/forms"
)

// Chart is horizontal bars, one for each principle in theme order.
type Chart struct {
	Title string
	Key   string // what bar, hatching and diamond mean
	Alt   string // everything the chart shows, in words
	Bars  []Bar
}

// Bar is one principle. Low and High are 0 to 100 and equal when there is no
// range to show; without Counts the value says why nothing is drawn.
type Bar struct {
	Label     string
	Counts    bool
	Low, High int
	Value     string
	// NewTheme opens a group, as in the mark of eleven dots.
	NewTheme bool
	Reviewer *Band
}

// Band is a reviewer's level with the scores it stands for.
type Band struct {
	Level     int // 0 to 4
	Low, High int
}

func (f facts) chart() *Chart {
	t := f.words.T
	c := &Chart{Title: t("report.chart.title"), Key: t("report.chart.bar")}
	if f.drafting() {
		c.Key += " " + t("report.chart.range")
	}
	if f.Review != nil {
		c.Key += " " + t("report.chart.reviewer")
	}
	alt := []string{t("report.chart.alt")}
	for _, theme := range f.Pack.Themes {
		for i, n := range theme.Principles {
			bar := f.bar(n)
			bar.NewTheme = i == 0
			c.Bars = append(c.Bars, bar)
			alt = append(alt, f.barWords(n, bar))
		}
	}
	c.Alt = strings.Join(alt, " ")
	return c
}

func (f facts) bar(n int) Bar {
	s := f.readiness.Principle(n)
	bar := Bar{Label: f.principleTitle(n), Counts: s.Counts(), Value: f.nothing(s, f.applicable(n))}
	if s.Counts() {
		bar.Low, bar.High, bar.Value = s.Low(), s.Low(), strconv.Itoa(s.Low())
		if f.drafting() && s.High() != s.Low() {
			bar.High = s.High()
			bar.Value = f.span(s.Low(), s.High())
		}
	}
	if p, ok := f.reviewed(n); ok {
		low, high := forms.Bounds(p.Score)
		bar.Reviewer = &Band{p.Score, low, high}
	}
	return bar
}

// nothing says why a score has no number: of the questions that apply, none
// may belong to the depth.
func (f facts) nothing(s forms.Score, applicable int) string {
	if s.Asked == 0 && applicable > 0 {
		return f.words.T("word.beyond")
	}
	return f.words.T("word.none")
}

// applicable counts the questions of principle n that apply to the service.
func (f facts) applicable(n int) int { return len(f.tailoring.Questions(f.Pack.Principle(n))) }

// span writes "38 to 52".
func (f facts) span(low, high int) string {
	return f.words.T("report.chart.span", f.n(low), f.n(high))
}

// reviewed gives the reviewers' score of principle n, if there is one.
func (f facts) reviewed(n int) (forms.PrincipleReview, bool) {
	if f.Review == nil {
		return forms.PrincipleReview{}, false
	}
	p, ok := f.Review.Principles[n]
	return p, ok && p.Score >= 0 && p.Score < len(forms.Words)
}

func (f facts) principleTitle(n int) string {
	return f.words.T("report.principle", strconv.Itoa(n), f.Pack.Principle(n).Title.In(f.Lang))
}

// barWords says in words what one bar shows.
func (f facts) barWords(n int, bar Bar) string {
	value := bar.Value
	if bar.Counts {
		value = f.words.T("report.chart.value", bar.Value, f.say.Stage(f.readiness.Principle(n)))
	}
	if bar.Reviewer != nil {
		value += f.words.T("report.chart.level", f.levelWord(bar.Reviewer.Level))
	}
	return f.words.T("report.chart.item", bar.Label, value)
}

// levelWord writes a reviewer's level with its word: "2, developing".
func (f facts) levelWord(level int) string {
	return f.words.T("report.level", strconv.Itoa(level), f.words.T("word."+string(forms.Words[level])))
}

// numbers gives the chart's values as a table, and the overall score below them.
func (f facts) numbers() *Table {
	t := f.words.T
	table := &Table{Title: t("report.numbers.title"), Note: t("report.numbers.note")}
	table.Columns = []Column{
		{Title: t("report.numbers.principle"), Share: 0.31},
		{Title: t("report.numbers.score"), Share: 0.08, Right: true},
		{Title: t("report.numbers.word"), Share: 0.2},
		{Title: t("report.numbers.must"), Share: 0.13},
		{Title: t("report.numbers.unknown"), Share: 0.11, Right: true},
	}
	if f.showsNA() {
		table.Note = t("report.numbers.note-na")
		table.Columns = append(table.Columns, Column{Title: t("report.numbers.na"), Share: 0.14, Right: true})
	}
	if f.Review != nil {
		table.Columns = append(table.Columns, Column{Title: t("report.numbers.level"), Share: 0.1, Right: true}, Column{Title: t("report.numbers.steps"), Share: 0.12, Right: true})
	}
	shrink(table.Columns)
	for i, s := range f.readiness.Principles {
		table.Rows = append(table.Rows, f.numbersRow(i+1, s))
	}
	table.Rows = append(table.Rows, f.totalRow())
	return table
}

// shrink makes the shares add up to 1 again.
func shrink(columns []Column) {
	sum := 0.0
	for _, c := range columns {
		sum += c.Share
	}
	for i := range columns {
		columns[i].Share /= sum
	}
}

func (f facts) numbersRow(n int, s forms.Score) []string {
	row := append([]string{f.principleTitle(n)}, f.scoreCells(s, f.applicable(n))...)
	if f.Review == nil {
		return row
	}
	p, ok := f.reviewed(n)
	if !ok {
		return append(row, "–", "–")
	}
	return append(row, strconv.Itoa(p.Score), steps(p.Score, s))
}

// scoreCells are score, word, must-dos, unknown, and the score with what does
// not apply counted as 0.
func (f facts) scoreCells(s forms.Score, applicable int) []string {
	t := f.words.T
	if !s.Counts() {
		return f.naCell([]string{"–", f.nothing(s, applicable), f.mustCell(s), "–"}, "–")
	}
	value, word := f.n(s.Low()), f.say.Stage(s)
	if f.drafting() && s.Low() != s.High() {
		value = f.span(s.Low(), s.High())
	}
	if s.Held() {
		word = t("report.numbers.held", word)
	}
	low, _ := s.NAAsZero()
	return f.naCell([]string{unbroken(value), unbroken(word), f.mustCell(s), f.n(s.Unknown)}, f.n(low))
}

// showsNA reports whether the table has a column for the other way of counting.
func (f facts) showsNA() bool { return f.readiness.Overall.NAWeight > 0 }

func (f facts) naCell(row []string, cell string) []string {
	if !f.showsNA() {
		return row
	}
	return append(row, cell)
}

// unbroken keeps a few words on one line.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

func (f facts) mustCell(s forms.Score) string {
	if s.Must+s.MustNA == 0 {
		return "–"
	}
	cell := f.words.T("report.numbers.of", f.n(s.MustMet), f.n(s.Must))
	if s.MustNA > 0 {
		cell += f.words.T("report.numbers.aside", f.n(s.MustNA))
	}
	return cell
}

func (f facts) totalRow() []string {
	row := append([]string{f.words.T("report.numbers.total")}, f.scoreCells(f.readiness.Overall, len(f.tailoring.Applies))...)
	if f.Review != nil {
		row = append(row, "–", "–")
	}
	return row
}

// longSteps says the same in a sentence.
func (f facts) longSteps(level int, own forms.Score) string {
	t := f.words.T
	switch steps := forms.Steps(level, own); {
	case steps < 0:
		return t("report.steps.below", -steps)
	case steps > 0:
		return t("report.steps.above", steps)
	}
	return t("report.steps.same")
}

// steps writes how far a reviewer's level lies from the company's own band.
func steps(level int, own forms.Score) string {
	if !own.Counts() {
		return "–"
	}
	switch steps := forms.Steps(level, own); {
	case steps < 0:
		return "−" + strconv.Itoa(-steps)
	case steps > 0:
		return "+" + strconv.Itoa(steps)
	}
	return "0"
}
