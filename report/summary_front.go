package report

import (
	"eleven/forms"
)

// Front is the page for a director: where things stand and what to do first.
type Front struct {
	Kicker   string // "In one page"
	Headline string
	// Beside is the headline with "does not apply" counted as nothing, where
	// it must be shown equally large.
	Beside   string
	Letter   []string
	Missing  *Missing
	Chart    *Chart
	First    *First
	Features Features
	NotTitle string
}

// Missing names the must-dos that are not in place.
type Missing struct {
	Title string
	Items []Item
}

// Item is one thing and a few quiet words about it.
type Item struct {
	Name  string
	Quiet string
}

// First are the actions to start with, and what they come to together. Note
// says what comes before them; it may be empty.
type First struct {
	Title string
	Note  string
	Sum   string
	Items []Item
}

// Features are what the company declared about its service.
type Features struct {
	Title string
	Items []string
}

func (f facts) front() Front {
	t := f.words.T
	front := Front{Kicker: t("report.front.kicker"), Features: f.features(), NotTitle: t("report.front.not")}
	if f.HideScores {
		front.Headline, front.Letter = t("report.headline.hidden"), []string{t("report.letter.hidden")}
		return front
	}
	front.Headline, front.Beside = f.headline(), f.beside()
	front.Letter = f.letter()
	front.Missing = f.missing()
	front.Chart = f.chart()
	front.First = f.first()
	return front
}

// headline is the sentence that comes first. An essentials submission leads
// with its must-dos and gives no percentage.
func (f facts) headline() string {
	t, o := f.words.T, f.readiness.Overall
	switch {
	case f.essentials() && o.Must == 0:
		return t("report.headline.no-must")
	case f.essentials() && f.released():
		return t("report.headline.must-own", f.n(o.MustMet), f.n(o.Must))
	case f.essentials():
		return t("report.headline.must", f.n(o.MustMet), f.n(o.Must))
	case !o.Counts():
		return t("report.headline.none")
	case o.Answered == 0:
		return t("report.headline.empty")
	}
	word := f.word(o)
	if o.Held() {
		word = t("report.headline.held", len(o.Missing), word)
	}
	return f.soFarCount(o) + f.scoreOf(o, word)
}

// soFarCount puts the count first while under 80 % is answered.
func (f facts) soFarCount(s forms.Score) string {
	if !s.SoFar() {
		return ""
	}
	return f.words.T("report.headline.count", s.Answered, s.Asked) + " "
}

// scoreOf writes "43 of 100, emerging", and a range while the answers may change.
func (f facts) scoreOf(s forms.Score, word string) string {
	if f.drafting() && s.Low() != s.High() {
		return f.words.T("report.score.range", f.n(s.Low()), f.n(s.High()), word)
	}
	return f.words.T("report.score.one", f.n(s.Low()), word)
}

// word is the word of a score after the hold. Where few answers stand it says
// "so far", and "not started" is too early to say.
func (f facts) word(s forms.Score) string {
	word := f.words.T("word." + string(s.Word()))
	switch {
	case s.SoFar() && s.Word() == forms.Words[0]:
		return f.words.T("report.score.early")
	case s.SoFar():
		return f.words.T("report.score.so-far", word)
	}
	return word
}

// beside says the result with "does not apply" counted as nothing.
func (f facts) beside() string {
	o := f.readiness.Overall
	if !o.ShowNAAsZero() {
		return ""
	}
	if f.essentials() {
		if o.MustNA == 0 {
			return ""
		}
		return f.words.T("report.headline.must-na", f.n(o.MustMet), f.n(o.Must+o.MustNA))
	}
	return f.naAsZero(o)
}

// naAsZero writes a score with what does not apply counted as 0.
func (f facts) naAsZero(s forms.Score) string {
	low, high := s.NAAsZero()
	if f.drafting() && low != high {
		return f.words.T("report.score.na-range", f.n(low), f.n(high))
	}
	return f.words.T("report.score.na", f.n(low))
}

// manyMissing is how many missing must-dos still leave room on the page for
// what each of them takes.
const manyMissing = 10

// missing names every missing must-do; nil when none is missing.
func (f facts) missing() *Missing {
	o := f.readiness.Overall
	if len(o.Missing) == 0 {
		return nil
	}
	m := &Missing{Title: f.words.T("report.missing.title", len(o.Missing)) + f.missingAside()}
	for _, q := range o.Missing {
		item := Item{Name: q.Short.In(f.Lang)}
		if len(o.Missing) <= manyMissing {
			item.Quiet = f.missingQuiet(q)
		}
		m.Items = append(m.Items, item)
	}
	return m
}

// missingAside says how many of the missing must-dos were answered "does not
// apply": they are not among those that "12 of 19" counts.
func (f facts) missingAside() string {
	aside, of := f.readiness.Overall.MissingNA(f.Assessment.Answers), len(f.readiness.Overall.Missing)
	switch aside {
	case 0:
		return ""
	case of:
		return f.words.T("report.missing.aside-all")
	}
	return f.words.T("report.missing.aside", aside)
}

// missingQuiet says what a missing must-do takes.
func (f facts) missingQuiet(q *forms.Question) string {
	t := f.words.T
	switch level := f.Assessment.Answers[q.ID].Level; level {
	case forms.NA:
		return t("report.missing.na")
	case "":
		return t("report.missing.unanswered")
	case forms.Unknown:
		return t("report.missing.unknown")
	}
	for _, a := range f.plan.Actions {
		if a.Question == q {
			return f.days(a.Days)
		}
	}
	return ""
}

// first gives the six first actions; nil when there is nothing to do.
func (f facts) first() *First {
	t, actions := f.words.T, f.plan.First()
	first := &First{Title: t("report.first.title"), Note: f.unconfirmedFirst()}
	switch {
	case len(actions) == 0 && first.Note == "":
		return nil
	case len(actions) == 0:
		return first
	}
	if len(actions) == 6 {
		first.Title = t("report.first.six")
	}
	points := forms.Action{Of: actions[0].Of}
	for _, a := range actions {
		first.Items = append(first.Items, Item{a.Question.Short.In(f.Lang), f.actionQuiet(a)})
		points.Points += a.Points
	}
	first.Sum = t("report.first.sum", f.days(forms.TotalDays(actions)), f.gain(points))
	return first
}

func (f facts) actionQuiet(a forms.Action) string {
	t, days := f.words.T, f.days(a.Days)
	switch {
	case a.FindOut:
		return t("report.first.find-out", days)
	case a.BeginNow:
		return t("report.first.begin-now", days, f.gain(a))
	}
	return t("report.first.quiet", days, f.gain(a))
}

// days writes an effort that no line break parts.
func (f facts) days(days float64) string {
	return unbroken(f.words.Days(days))
}

// gain writes the rise of the overall score: "+1.4 points".
func (f facts) gain(a forms.Action) string { return f.words.Gain(a.Gain()) }
