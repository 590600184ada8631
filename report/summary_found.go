package report

import (
	"strconv"
	"strings"
)

// foundLine names the must-dos that a released review did not confirm, those of
// which it cannot tell, and where a level stands above 1 all the same; empty
// before the release.
func (f facts) foundLine() string {
	t := f.words.T
	var lines []string
	if names := f.found("not-confirmed"); len(names) > 0 {
		lines = append(lines, t("report.letter.not-confirmed", strings.Join(names, "; ")))
	}
	if numbers := f.overrides(); len(numbers) > 0 {
		lines = append(lines, t("report.letter.override", len(numbers), f.words.List(numbers)))
	}
	if names := f.found("cannot-tell"); len(names) > 0 {
		lines = append(lines, t("report.letter.cannot-tell", strings.Join(names, "; ")))
	}
	return strings.Join(lines, " ")
}

// found names the must-dos to which a released review gave a verdict, in
// question order.
func (f facts) found(verdict string) []string {
	if !f.released() {
		return nil
	}
	var names []string
	for _, pr := range f.Pack.Principles {
		p, _ := f.reviewed(pr.Number)
		for _, q := range f.tailoring.Questions(pr) {
			if q.Must && p.Verdicts[q.ID].Verdict == verdict {
				names = append(names, q.Short.In(f.Lang))
			}
		}
	}
	return names
}

// overrides are the numbers of the principles whose level stands above 1
// although a must-do was not confirmed.
func (f facts) overrides() []string {
	if !f.released() {
		return nil
	}
	var numbers []string
	for _, pr := range f.Pack.Principles {
		if p, ok := f.reviewed(pr.Number); ok && p.Override {
			numbers = append(numbers, strconv.Itoa(pr.Number))
		}
	}
	return numbers
}

// unconfirmedFirst says what comes before every action after a review; it may
// be empty.
func (f facts) unconfirmedFirst() string {
	if n := len(f.found("not-confirmed")); n > 0 {
		return f.words.T("score.unconfirmed", n)
	}
	return ""
}
