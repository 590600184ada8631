package handlers_test

import (
	"net/url"
	"testing"

	"eleven/forms"
)

const sentBack = "The reason on principle 4 names another company."

func returning(from forms.ReviewState, reason string) url.Values {
	return url.Values{"from": {string(from)}, "reason": {reason}}
}

func TestALeadSendsAFinishedReviewBackWithAReason(t *testing.T) {
	p := submitted(t, forms.Full)
	p.finished()
	p.get("lead", p.at("")).want(t, 200, "Send this review back to its reviewer", `value="finished"`)
	p.post("lead", p.at("/hand-back"), returning(forms.Finished, "Short.")).want(t, 422, ">Why: Write at least 20 characters.<", "Short.", `href="#reason"`)
	p.post("lead", p.at("/hand-back"), returning(forms.Finished, "See https://harbour.example/x for why it is so.")).want(t, 422, "!harbour.example", "[removed]", "name the page in words", "!An evidence record")
	p.post("lead", "/fr/reviews/"+p.review+"/hand-back", url.Values{"switch": {"fr"}, "from": {"finished"}, "reason": {sentBack}}).want(t, 200, sentBack)
	p.post("lead", p.at("/hand-back"), returning(forms.Scoring, sentBack)).want(t, 409, sentBack)
	p.post("lead", p.at("/hand-back"), nil).want(t, 409)
	if now := p.now(); now.State != forms.Finished || len(now.Scores) != len(p.wanted()) {
		t.Fatalf("state %s with %d scores", now.State, len(now.Scores))
	}
	leads(t, p.post("lead", p.at("/hand-back"), returning(forms.Finished, sentBack)), p.at("?said=review-sent-back"))
	if now := p.now(); now.State != forms.Scoring || len(now.Scores) != len(p.wanted()) || now.ReviewerID != p.who("reviewer").user.ID {
		t.Errorf("state %s with %d scores", now.State, len(now.Scores))
	}
	p.get("reviewer", p.at("")).want(t, 200, "A lead reviewer sent this review back:", sentBack, "finish-form")
	p.get("reviewer", "/en/reviews").want(t, 200, "sent back to you by a lead reviewer", "!principles scored, go on")
	p.get("reviewer", "/fr/reviews/"+p.review).want(t, 200, `lang="en">`+sentBack, "Écrit en anglais.")
	p.get("reader", p.at("")).want(t, 200, "!"+sentBack)
	p.post("lead", p.at("/release"), nil).want(t, 409)
	p.post("reviewer", p.at("/finish"), nil).want(t, 303)
	p.post("lead", p.at("/release"), nil).want(t, 303)
	for _, as := range []string{"reviewer", "lead", "reader"} {
		p.get(as, p.at("")).want(t, 200, "!"+sentBack)
	}
}

func TestALeadTakesAReviewOutOfSomebodysHands(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	p.scoreAll(1)
	p.get("lead", p.at("")).want(t, 200, "Take this review out of the reviewer’s hands", `value="scoring"`)
	for as, status := range map[string]int{"colleague": 409, "reader": 404, "reading lead": 404, "stranger": 404, "owner": 404} {
		p.post(as, p.at("/hand-back"), returning(forms.Scoring, sentBack)).want(t, status)
	}
	leads(t, p.post("lead", p.at("/hand-back"), returning(forms.Scoring, sentBack)), p.at("?said=review-taken-away"))
	if now := p.now(); now.State != forms.Waiting || len(now.Scores) > 0 || now.ReviewerID != "" {
		t.Errorf("state %s with %d scores", now.State, len(now.Scores))
	}
	p.get("colleague", p.at("")).want(t, 200, "A lead reviewer put this review back in the queue:", sentBack)
	p.post("reviewer", p.principle(1), p.score(1, 2)).want(t, 409)
	p.post("colleague", p.at("/take"), nil).want(t, 303)
	p.get("colleague", p.at("")).want(t, 200, "!"+sentBack)
}
