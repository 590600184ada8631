package report

import (
	"slices"
	"strings"

	"eleven/forms"
)

// letter is what a director reads: a few sentences, each able to stand alone.
func (f facts) letter() []string {
	t, o := f.words.T, f.readiness.Overall
	first := f.answered()
	if o.Unknown > 0 {
		first += " " + t("report.letter.unknown", o.Unknown)
	}
	second := f.mustLine()
	if o.NAWeight > 0 && !o.ShowNAAsZero() {
		second += " " + f.say.NAAsZero(o) + "."
	}
	letter := []string{first, second}
	if f.Review != nil {
		letter = append(letter, f.reviewLine(), f.foundLine())
	}
	return slices.DeleteFunc(letter, func(s string) bool { return s == "" })
}

func (f facts) answered() string {
	t, o := f.words.T, f.readiness.Overall
	switch {
	case o.Left() > 0:
		return t("report.letter.answered", o.Answered, o.Asked)
	case f.essentials():
		return t("report.letter.essentials", o.Asked)
	}
	return t("report.letter.all", o.Asked)
}

func (f facts) mustLine() string {
	t, o := f.words.T, f.readiness.Overall
	line := ""
	switch {
	case f.essentials():
		line = t("report.letter.met")
	case o.Must > 0 && f.released():
		line = t("report.letter.must-own", f.n(o.MustMet), f.n(o.Must))
	case o.Must > 0:
		line = t("report.letter.must", f.n(o.MustMet), f.n(o.Must))
	}
	if o.MustNA > f.readiness.Overall.MissingNA(f.Assessment.Answers) {
		line += " " + t("report.letter.must-na", o.MustNA)
	}
	return line
}

// reviewLine says how the reviewers' levels lie against the company's own.
func (f facts) reviewLine() string {
	if !f.released() {
		return f.words.T("report.letter.part", len(f.Review.Principles))
	}
	return f.say.Compared(f.readiness, f.Review)
}

func (f facts) features() Features {
	t, p := f.words.T, f.Assessment.Profile
	out := Features{Title: t("report.features.title")}
	for _, s := range f.Pack.Declared(p) {
		out.Items = append(out.Items, f.declared(s))
	}
	add := func(label, value string) {
		if value != "" {
			out.Items = append(out.Items, t("report.features.item", t(label), value))
		}
	}
	add("report.features.encrypted", f.yesNo(p.Encrypted))
	add("report.features.children", f.yesNo(p.Children))
	add("report.features.size", band(p.Size))
	add("report.features.moderators", band(p.Moderators))
	add("report.features.users", f.countries(p.UserCountries))
	add("report.features.servers", f.countries(p.ServerCountries))
	if len(out.Items) == 0 {
		out.Items = []string{t("report.features.none")}
	}
	return out
}

// declared is what a company declared of its service, as others say it.
func (f facts) declared(s forms.Screening) string {
	if key := "report.declared." + s.Code; f.words.Has(key) {
		return f.words.T(key)
	}
	return s.Label.In(f.Lang)
}

// band writes "3-9" as print does.
func band(s string) string { return strings.ReplaceAll(s, "-", "–") }

func (f facts) yesNo(answer string) string {
	switch answer {
	case "yes":
		return f.words.T("report.yes")
	case "no":
		return f.words.T("report.no")
	}
	return ""
}
