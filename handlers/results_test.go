package handlers_test

import (
	"net/url"
	"strings"
	"testing"

	"eleven/forms"
)

// A must-do answered "does not apply" counts as missing and not among those that
// apply: the page says so, or its two numbers would not add up.
func TestResultsSayWhichOfTheMissingWereAnsweredDoesNotApply(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	owner.answerAll(address, "2")
	if page := owner.get(address + "/results").body; strings.Contains(page, "not confirmed") {
		t.Error("speaks of an answer that nobody gave")
	}
	owner.notApplying(address)
	owner.get(address+"/results").want(t, 200, "1 must-do is missing, answered “does not apply” and not confirmed")
}

// notApplying answers the first must-do, answered once, with "does not apply".
func (w *person) notApplying(address string) {
	w.t.Helper()
	path := address + "/principles/1"
	w.post(path, path, url.Values{
		"p01-q01.level": {"na"}, "p01-q01.cause": {"no-feature"}, "p01-q01.reason": {"Our service has nothing of the kind."}, "p01-q01.revision": {"1"},
	}).want(w.t, 303)
}

func TestTheScoreStandsEquallyLargeBesideItsOtherReading(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	owner.answerAll(address, "3")
	if d := owner.get(address + "/results").doc(t); d.Find("h1").Text() != "75 of 100, established" || d.Find("h1.govuk-heading-l").Length() != 1 {
		t.Errorf("alone: %q", d.Find("h1").Text())
	}
	owner.notApplying(address)
	for _, query := range []string{"", "?depth=essentials"} {
		d := owner.get(address + "/results" + query).doc(t)
		head, beside := d.Find("h1.govuk-heading-m"), d.Find("h1 + p.govuk-heading-m")
		if head.Length() != 1 || !strings.Contains(beside.Text(), "if every “does not apply” counted") {
			t.Errorf("%s: %q beside %q", query, beside.Text(), d.Find("h1").Text())
		}
	}
}

func TestWithFewAnswersItIsTooEarlyForAStage(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	path := address + "/principles/1"
	owner.post(path, path, url.Values{"p01-q01.level": {"1"}}).want(t, 303)
	owner.get(address+"/results").want(t, 200, "1 of ", "too early for a stage</h1>", "A must-do is in place at level 2 or above", "<td>too early for a stage</td>", "No question answered yet", "!not started")
	owner.get("/fr"+strings.TrimPrefix(address, "/en")+"/results").want(t, 200, "trop tôt pour un stade</h1>", "!pas commencé")
}

func TestThePlanAsksForWhatItsDaysAreFor(t *testing.T) {
	q := pack(t).Question("p01-q01")
	for level, want := range map[string][]string{
		"1": {q.Next.EN + " To reach level 2: " + q.Levels[2].EN, "points of 100"},
		"2": {"To reach level 3: " + q.Levels[3].EN, "!" + q.Next.EN},
	} {
		owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
		address := owner.assessment()
		owner.answerAll(address, level)
		for _, page := range []string{"/plan", "/results"} {
			text := mainText(t, owner.get(address+page))
			for _, s := range want {
				s, never := strings.CutPrefix(s, "!")
				if strings.Contains(text, s) == never {
					t.Errorf("level %s, %s: %q is there: %t", level, page, s, never)
				}
			}
		}
	}
}

func TestTheWhatIfNamesWhatStillHoldsTheWord(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	owner.answerAll(address, "1")
	q := pack(t).Question("p01-q02")
	still := func(page string) string { return owner.get(address + page).doc(t).Find("#what-if").Text() }
	if text := still("/plan?do=p01-q01"); !strings.Contains(text, "must-dos are missing:") || !strings.Contains(text, q.Short.EN) {
		t.Errorf("names nothing that is missing: %s", text)
	}
	if text := still("/plan?do=p01-q01"); strings.Contains(text, "found out") {
		t.Errorf("speaks of what nobody has to find out: %s", text)
	}
	page := address + "/principles/1"
	owner.post(page, page, url.Values{"p01-q02.level": {"unknown"}, "p01-q02.revision": {"1"}}).want(t, 303)
	if text := still("/plan?do=p01-q02"); !strings.Contains(text, "found out counts once you have answered") {
		t.Errorf("does not say why nothing changes: %s", text)
	}
	if text := still("/plan?do=p01-q01&depth=essentials"); !strings.Contains(text, "Must-dos in place: from 0 to 1 of ") {
		t.Errorf("of the essentials: %s", text)
	}
}
