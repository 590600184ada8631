package report

import "eleven/forms"

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
	front.Headline, front.Beside = f.say.Headline(f.readiness.Overall), f.say.Beside(f.readiness.Overall)
	front.Letter = f.letter()
	front.Missing = f.missing()
	if f.readiness.Overall.Answered > 0 {
		front.Chart, front.First = f.chart(), f.first()
	}
	return front
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
	m := &Missing{Title: f.say.Missing(o, f.Assessment.Answers)}
	for _, q := range o.Missing {
		item := Item{Name: q.Short.In(f.Lang)}
		if len(o.Missing) <= manyMissing {
			item.Quiet = f.missingQuiet(q)
		}
		m.Items = append(m.Items, item)
	}
	return m
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
	a, _ := f.plan.For(q)
	return f.days(a.Days)
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
	first.Sum = t("report.first.days", f.days(forms.TotalDays(actions)))
	if points.Points > 0 {
		first.Sum = t("report.first.sum", f.days(forms.TotalDays(actions)), f.gain(points))
	}
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
