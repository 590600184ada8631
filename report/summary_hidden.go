package report

import (
	"strings"

	"eleven/forms"
)

// Hidden are the questions that did not apply, and why.
type Hidden struct {
	Title  string
	Intro  string
	Groups []HiddenGroup
	Depth  string // about the questions outside the depth; may be empty
}

// HiddenGroup are questions hidden for the same reason.
type HiddenGroup struct {
	Reason    string
	Questions []string
}

// hidden groups the questions that do not apply by reason, in question order.
func (f facts) hidden() *Hidden {
	t := f.words.T
	h := &Hidden{Title: t("report.hidden.title"), Intro: t("report.hidden.intro", len(f.tailoring.Hidden)), Groups: f.hiddenGroups()}
	if n := f.outside(); n > 0 {
		h.Depth = t("report.hidden.depth", n)
	}
	if len(h.Groups) == 0 {
		h.Intro = t("report.hidden.none")
	}
	return h
}

// manyLacks is how many undeclared features make a reason too long to repeat:
// such questions share one group, whose reason names the features of all.
const manyLacks = 3

func (f facts) hiddenGroups() []HiddenGroup {
	t := f.words.T
	var groups []HiddenGroup
	var many []forms.Hidden
	places := map[string]int{}
	for _, h := range f.tailoring.Hidden {
		reason := ""
		if len(h.Lacks) < manyLacks {
			reason = t("report.hidden.because", f.lacking(h))
		} else {
			many = append(many, h)
		}
		place, ok := places[reason]
		if !ok {
			place = len(groups)
			places[reason] = place
			groups = append(groups, HiddenGroup{Reason: reason})
		}
		groups[place].Questions = append(groups[place].Questions, t("report.hidden.question", h.Question.Short.In(f.Lang), h.Question.ID))
	}
	if place, ok := places[""]; ok {
		groups[place].Reason = t("report.hidden.many", f.lacking(many...))
	}
	return groups
}

// lacking names what the company did not declare, for which questions are
// hidden, in the order of the questionnaire.
func (f facts) lacking(hidden ...forms.Hidden) string {
	lacks := map[string]bool{}
	for _, h := range hidden {
		for _, code := range h.Lacks {
			lacks[code] = true
		}
	}
	var names []string
	for _, s := range f.Pack.Screenings() {
		if lacks[s.Code] {
			names = append(names, f.lack(s))
		}
	}
	return strings.Join(names, "; ")
}

func (f facts) lack(s forms.Screening) string {
	if key := "report.lack." + s.Code; f.words.Has(key) {
		return f.words.T(key)
	}
	return s.Label.In(f.Lang)
}

// outside counts the applicable questions beyond the depth.
func (f facts) outside() int {
	n := 0
	for _, q := range f.Pack.Questions() {
		if f.tailoring.Applies[q.ID] && !f.inDepth(q) {
			n++
		}
	}
	return n
}
