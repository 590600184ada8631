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
	if page := owner.get(address + "/results").body; strings.Contains(page, "nobody has confirmed") {
		t.Error("speaks of an answer that nobody gave")
	}
	path := address + "/principles/1"
	owner.send(path, url.Values{
		"token": {owner.token(path)}, "p01-q01.level": {"na"}, "p01-q01.cause": {"no-feature"},
		"p01-q01.reason": {"Our service has nothing of the kind."}, "p01-q01.revision": {"1"},
	})
	want := "One must-do is missing. One was answered “does not apply”, which nobody has confirmed yet."
	if page := owner.get(address + "/results").body; !strings.Contains(page, want) {
		t.Errorf("does not say %q", want)
	}
}
