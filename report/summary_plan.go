package report

import (
	"strconv"

	"eleven/forms"
)

// Plan is what to do, in order.
type Plan struct {
	Title string
	Intro string
	Tiers []Table
	Total string
}

func (f facts) planPart() *Plan {
	t := f.words.T
	p := &Plan{Title: t("report.plan.title"), Intro: t("report.plan.intro")}
	if len(f.plan.Actions) == 0 {
		p.Intro = t("report.plan.none")
	}
	if note := f.unconfirmedFirst(); note != "" {
		p.Intro = note + " " + p.Intro
	}
	if len(f.plan.Actions) == 0 {
		return p
	}
	p.Total = t("report.plan.total", f.days(f.plan.TotalDays()))
	place := 0
	for tier := forms.TierMust; tier <= forms.TierThree; tier++ {
		table := f.tier(tier)
		for _, a := range f.plan.Actions {
			if a.Tier == tier {
				place++
				table.Rows = append(table.Rows, f.planRow(place, a))
			}
		}
		if len(table.Rows) > 0 {
			p.Tiers = append(p.Tiers, table)
		}
	}
	p.Tiers[0].Title = f.firstTier(f.plan.Actions[0].Tier)
	return p
}

// firstTier is the heading of a tier with which a plan begins.
func (f facts) firstTier(tier int) string {
	switch tier {
	case forms.TierBelow:
		return f.words.T("report.plan.first-below")
	case forms.TierTwo:
		return f.words.T("report.plan.first-two")
	case forms.TierThree:
		return f.words.T("report.plan.first-three")
	}
	return f.words.T("report.plan.tier-must")
}

func (f facts) tier(tier int) Table {
	t := f.words.T
	table := Table{Title: t("report.plan.tier-must"), Columns: []Column{
		{Title: t("report.plan.what"), Share: 0.5},
		{Title: t("report.plan.question"), Share: 0.12},
		{Title: t("report.plan.step"), Share: 0.15},
		{Title: t("report.plan.effort"), Share: 0.14},
		{Title: t("report.plan.gain"), Share: 0.09, Right: true},
	}}
	switch tier {
	case forms.TierBelow:
		table.Title = t("report.plan.tier-below")
	case forms.TierTwo:
		table.Title = t("report.plan.tier-two")
	case forms.TierThree:
		table.Title = t("report.plan.tier-three")
	}
	return table
}

func (f facts) planRow(place int, a forms.Action) []string {
	t := f.words.T
	what := t("report.principle", strconv.Itoa(place), a.Question.Short.In(f.Lang))
	if a.FindOut {
		return []string{what, a.Question.ID, unbroken(t("report.plan.find-out")), f.days(a.Days), "–"}
	}
	step := t("report.plan.from-to", strconv.Itoa(a.From), strconv.Itoa(a.To))
	return []string{what, a.Question.ID, step, f.days(a.Days), "+" + f.words.Tenths(a.Gain())}
}
