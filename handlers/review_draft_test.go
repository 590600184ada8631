package handlers_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"eleven/forms"
)

// autosave posts what is typed of a principle as the script does.
func (p *submission) autosave(as string, n int, form url.Values) reply {
	p.t.Helper()
	form.Set("autosave", "1")
	if !form.Has("token") {
		form.Set("token", p.who(as).token("/en/accessibility"))
	}
	return p.who(as).send(p.principle(n), form, "Accept", "application/json")
}

// half is a score that is not whole: no score, a short reason, half a verdict.
func half() url.Values {
	return url.Values{"reason": {"So far"}, "p01-q01.verdict": {"confirmed"}, "p01-q01.how": {"Read on 3 May."}, "LIV.known_by": {"seen"}}
}

func TestADraftComesBackToItsReviewerAlone(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	var got struct {
		Saved map[string]struct{ Text string }
	}
	p.must(json.Unmarshal([]byte(p.autosave("reviewer", 1, half()).want(t, 200).body), &got))
	if text := got.Saved["score"].Text; !strings.Contains(text, "Not saved as a score yet, from ") {
		t.Errorf("the script is told %q", text)
	}
	if now := p.now(); len(now.Scores) > 0 {
		t.Fatal("a draft is a score")
	}
	page := p.get("reviewer", p.principle(1)).want(t, 200, "Not saved as a score yet, from ", "Drop what is not saved")
	for name, want := range map[string]string{
		"reason": "So far", "score": "", "p01-q01.verdict": "confirmed", "p01-q01.known_by": "", "p01-q01.how": "Read on 3 May.", "LIV.known_by": "seen",
	} {
		if got := typedIn(t, page, name); got != want {
			t.Errorf("%s holds %q, want %q", name, got, want)
		}
	}
	p.get("reviewer", p.at("")).want(t, 200, "Not saved as a score yet, from ")
	for _, as := range []string{"colleague", "lead", "reader"} {
		for _, rest := range []string{"", "/principles/1", "/answers.json"} {
			p.get(as, p.at(rest)).want(t, 200, "!So far", "!Not saved as a score yet")
		}
	}
	p.get("reviewer", p.at("/answers.json")).want(t, 200, "!So far")
	p.post("reviewer", p.principle(1), url.Values{"draft": {"drop"}}).want(t, 303)
	p.get("reviewer", p.principle(1)).want(t, 200, "!So far", "!Not saved as a score yet")
}

func TestADraftGoesWithTheScoreAndWhereItSaysTheSame(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	p.autosave("reviewer", 1, half()).want(t, 200)
	p.post("reviewer", p.principle(1), p.score(1, 2)).want(t, 303)
	p.get("reviewer", p.principle(1)).want(t, 200, soundReason, "!Not saved as a score yet")
	p.scoreAll(0)
	p.post("reviewer", p.principle(1), p.score(1, 2)).want(t, 303)
	changed := p.score(1, 3)
	p.autosave("reviewer", 1, changed).want(t, 200, "Not saved as a score yet")
	p.get("reviewer", p.at("")).want(t, 200, "If you finish, it is dropped:")
	p.autosave("reviewer", 1, p.score(1, 2)).want(t, 200, `"text":""`)
	p.get("reviewer", p.at("")).want(t, 200, "!If you finish, it is dropped:")
	p.autosave("reviewer", 1, changed).want(t, 200)
	p.post("reviewer", p.at("/finish"), nil).want(t, 303)
	if now := p.now(); now.Scores[1].Score != 2 {
		t.Errorf("the draft became the score: %d", now.Scores[1].Score)
	}
	p.autosave("reviewer", 1, changed).want(t, 409)
}

func TestADraftIsRefusedAsAScoreIs(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	form := half()
	form.Set("p01-q01.how", "See https://harbour.example/x there")
	p.autosave("reviewer", 1, form).want(t, http.StatusUnprocessableEntity, `"p01-q01.how":"See [removed] there"`, "!harbour", "!So far")
	p.get("reviewer", p.principle(1)).want(t, 200, "!So far")
	form = half()
	form.Set("reason", strings.Repeat("word ", 1100))
	p.autosave("reviewer", 1, form).want(t, http.StatusUnprocessableEntity, "Write at most 5,000 characters")
	form = half()
	form.Set("token", "another")
	p.autosave("reviewer", 1, form).want(t, http.StatusForbidden, "This page was open too long")
	form = half()
	form.Set("p01-q01.verdict", "https://harbour.example/x")
	p.autosave("reviewer", 1, form).want(t, 200)
	p.get("reviewer", p.principle(1)).want(t, 200, "So far", "!harbour.example/x")
	for as, status := range map[string]int{"": 401, "colleague": 409, "lead": 409, "reader": 404, "owner": 404, "administrator": 404} {
		p.autosave(as, 1, half()).want(t, status)
	}
}

func TestWhatCameBackUnsavedIsKeptNowhereYet(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	if p.get("reviewer", p.principle(1)).doc(t).Find("form[data-draft][data-pending]").Length() > 0 {
		t.Error("a fresh form says it holds something")
	}
	if p.post("reviewer", p.principle(1), half()).want(t, 422).doc(t).Find("form[data-draft][data-pending]").Length() == 0 {
		t.Error("the script would not keep what came back")
	}
}
