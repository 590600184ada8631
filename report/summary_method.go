package report

import (
	"slices"
	"strconv"

	"eleven/forms"
)

// Method says how the scores are made and how to check them.
type Method struct {
	Title   string
	Paras   []string
	Words   Table // the five words
	Verify  Section
	Wording Section
	Report  Section // where to report, which is not here
	// Mark explains the sign for a character that cannot be drawn; shown only
	// when one stands in the document.
	Mark string
}

// Section is a heading, paragraphs and links.
type Section struct {
	Title string
	Paras []string
	Links []Resource
}

func (f facts) method(number string) Method {
	t := f.words.T
	m := Method{Title: t("report.method.title"), Words: f.wordsTable(), Mark: t("report.method.mark", string(undrawable))}
	m.Paras = []string{t("report.method.counts"), t("report.method.formula"), t("report.method.must"), t("report.method.na")}
	if o := f.readiness.Overall; !f.HideScores && o.Counts() {
		m.Paras = append(m.Paras, t("report.method.here", f.n(o.Points), f.n(o.Of), f.n(o.Low())))
	}
	m.Paras = append(m.Paras, t("report.method.reviewer"), t("report.method.plan"))
	answers := t("report.verify.answers")
	if f.HideScores {
		answers = t("report.verify.blind")
	}
	m.Verify = Section{Title: t("report.verify.title"), Paras: []string{
		t("report.verify.pack", f.Pack.ID, f.Pack.Version, f.Pack.Digest),
		answers,
		t("report.verify.number", number, f.Lang),
	}}
	m.Wording = Section{Title: t("report.wording.title"), Paras: []string{t("report.wording.text")}}
	for _, l := range f.Pack.Official {
		m.Wording.Links = append(m.Wording.Links, Resource{Name: l.Title.In(f.Lang), URL: l.URL.In(f.Lang)})
	}
	m.Report = f.whereToReport()
	return m
}

func (f facts) wordsTable() Table {
	t := f.words.T
	table := Table{Title: t("report.words.title"), Columns: []Column{
		{Title: t("report.words.score"), Share: 0.25},
		{Title: t("report.words.word"), Share: 0.4},
		{Title: t("report.words.level"), Share: 0.35},
	}}
	for level, word := range forms.Words {
		low, high := forms.Bounds(level)
		table.Rows = append(table.Rows, []string{f.span(low, high), t("word." + string(word)), strconv.Itoa(level)})
	}
	return table
}

// whereToReport names the bodies of the company's country.
func (f facts) whereToReport() Section {
	help, ok := f.Pack.HelpIn(f.Assessment.Country)
	if !ok {
		return Section{}
	}
	s := Section{Title: f.words.T("report.where.title"), Paras: []string{f.words.T("report.where.text", help.Emergency)}}
	for _, b := range help.Bodies {
		if !slices.Contains(b.For, "company") {
			continue
		}
		url, _ := b.URL.Page(f.Lang)
		s.Links = append(s.Links, Resource{Name: b.Name.In(f.Lang), URL: url})
	}
	return s
}
