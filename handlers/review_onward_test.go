package handlers_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"eleven/forms"
)

// onward is the main link of a review's page: its text and where it leads.
func (p *submission) onward(as string) (text, to string) {
	p.t.Helper()
	link := p.get(as, p.at("")).want(p.t, 200).doc(p.t).Find("main section a.govuk-button").First()
	return strings.TrimSpace(link.Text()), link.AttrOr("href", "")
}

func TestTheReviewSaysWhatComesNext(t *testing.T) {
	p := submitted(t, forms.Full)
	_, waiting := p.submit("Forum", forms.Full, allFeatures, mixed, "CA")
	p.submit("Elsewhere", forms.Full, allFeatures, mixed, "NZ", "CA")
	expect := func(when, as, text, to string) {
		t.Helper()
		if gotText, gotTo := p.onward(as); gotText != text || gotTo != to {
			t.Errorf("%s: %q leads to %s, want %q to %s", when, gotText, gotTo, text, to)
		}
	}
	expect("before", "reviewer", "", "")
	p.declared()
	expect("declared", "reviewer", "Begin at principle 1", p.principle(1))
	p.post("reviewer", p.principle(1), p.score(1, 2)).want(t, 303)
	expect("one scored", "reviewer", "Continue at principle 2", p.principle(2))
	expect("one scored, by a colleague", "colleague", "", "")
	p.scoreAll(0)
	expect("all scored", "reviewer", "", "")
	p.get("reviewer", p.at("?said=review-all-scored")).want(t, 200, "You can now finish the review.", "finish-form")
	p.post("reviewer", p.at("/finish"), nil).want(t, 303)
	expect("finished", "reviewer", "Next one waiting: Érable, Forum", "/en/reviews/"+waiting)
	by := p.who("reviewer").user.Actor()
	p.must(p.db.Take(t.Context(), by, waiting))
	p.must(p.db.StepBack(t.Context(), by, waiting))
	expect("finished, stepped back from the next", "reviewer", "Back to all reviews", "/en/reviews")
}

func TestFinishingTooEarlyNamesWhatIsMissing(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	p.scoreAll(2)
	wanted := p.wanted()
	see := []string{"Some principles have no score yet", "!" + p.principle(wanted[0]) + `"`}
	for _, n := range wanted[len(wanted)-2:] {
		see = append(see, fmt.Sprintf(`href="%s"`, p.principle(n)), p.pack.Principle(n).Title.EN)
	}
	see = append(see, `href="`+p.at("")+`">Back to the review<`)
	p.post("reviewer", p.at("/finish"), nil).want(t, 409, see...)
	p.post("colleague", p.at("/finish"), nil).want(t, 409, "!Some principles have no score yet")
}

func TestOnlyScoresThatAreThereAreDropped(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	p.get("reviewer", p.at("")).want(t, 200, "!This drops")
	leads(t, p.post("reviewer", p.at("/hand-back"), nil), p.at("?said=review-handed-back"))
	p.get("reviewer", p.at("?said=review-handed-back")).want(t, 200, "You have handed this review back.", "!were dropped")
	p.declared()
	p.post("reviewer", p.principle(1), p.score(1, 2)).want(t, 303)
	page := p.get("reviewer", p.at("")).want(t, 200).doc(t)
	for _, form := range []string{"#hand-back-form", "#conflict-form"} {
		if !strings.Contains(page.Find(form).Text(), "This drops 1 saved score, with its reason") {
			t.Errorf("%s does not say what it drops", form)
		}
	}
	leads(t, p.post("reviewer", p.at("/conflict"), url.Values{"conflict": {"step-back"}}), "/en/reviews?said=review-stepped-back-dropped")
}

func TestTheOnlyLeadIsWarnedBeforeTaking(t *testing.T) {
	p := submitted(t, forms.Full)
	warning := "If you score this, nobody there can release it."
	p.get("lead", p.at("")).want(t, 200, "You are the only lead reviewer of this country: Canada.", warning)
	p.get("reviewer", p.at("")).want(t, 200, "!"+warning)
	p.get("reading lead", p.at("")).want(t, 200, "!"+warning)
	p.as(forms.Lead, "", "CA")
	p.get("lead", p.at("")).want(t, 200, "!"+warning)
}
