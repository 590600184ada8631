package handlers_test

import (
	"net/url"
	"strings"
	"testing"

	"eleven/forms"
)

// doubting is a sound form for principle 1 whose first must-do got a verdict.
func (p *submission) doubting(verdict string, more url.Values) url.Values {
	p.t.Helper()
	form := p.score(1, 1)
	form.Set("p01-q01.verdict", verdict)
	form.Set("p01-q01.how", "The public page shows no rules.")
	for name, values := range more {
		form[name] = values
	}
	return form
}

// doubted has principle 1 scored so, and every other with a 2.
func (p *submission) doubted(form url.Values) {
	p.t.Helper()
	p.declared()
	p.scoreAll(0)
	p.post("reviewer", p.principle(1), form).want(p.t, 303)
}

func (p *submission) released() {
	p.t.Helper()
	p.must(p.db.Finish(p.t.Context(), p.who("reviewer").user.Actor(), p.review, p.wanted()))
	p.post("lead", p.at("/release"), nil).want(p.t, 303)
}

func TestTheCompanyReadsWhatTheReviewDoesNotConfirm(t *testing.T) {
	for verdict, want := range map[string]string{
		"not-confirmed": "The review could not confirm 1 must-do",
		"cannot-tell":   "The review could not tell whether 1 must-do is in place",
	} {
		p := submitted(t, forms.Full)
		page := "/en/assessments/" + p.assessment + "/results"
		p.doubted(p.doubting(verdict, nil))
		p.get("owner", page).want(t, 200, "By your own answers, every must-do is in place.", "!could not confirm", "!shows no rules")
		own := p.readiness().Overall
		p.released()
		text := mainText(t, p.get("owner", page).want(t, 200, "/principles/1#p01-q01"))
		for _, s := range []string{"By your own answers, every must-do is in place.", want, "The public page shows no rules.", "(a document was named or described)", soundReason} {
			if !strings.Contains(text, s) {
				t.Errorf("%s: no %q in %s", verdict, s, text)
			}
		}
		if now := p.readiness().Overall; now.Points != own.Points || now.MustMet != own.MustMet {
			t.Errorf("%s: the own result changed", verdict)
		}
		p.get("owner", "/fr/assessments/"+p.assessment+"/results").want(t, 200, "Selon vos réponses")
	}
}

func TestAVerdictOnWhatDoesNotApplySaysSo(t *testing.T) {
	p := submitted(t, forms.Full)
	p.doubted(p.score(1, 1))
	p.released()
	for _, q := range p.need(1) {
		line := q.Short.EN + ": confirmed"
		if !q.Must {
			line = q.Short.EN + " (“does not apply”): confirmed"
		}
		p.get("owner", "/en/assessments/"+p.assessment+"/results").want(t, 200, line)
	}
}

func TestEachVerdictStandsUnderItsPrinciple(t *testing.T) {
	p := submitted(t, forms.Full)
	p.doubted(p.doubting("not-confirmed", url.Values{
		"score": {"3"}, "override": {"yes"}, "LIV.verdict": {"not-confirmed"}, "LIV.known_by": {"seen"}, "LIV.how": {"There is no live tab."},
	}))
	p.released()
	r := p.get("owner", "/en/assessments/"+p.assessment+"/results").want(t, 200)
	text := strings.Join(strings.Fields(r.doc(t).Find("main section.card").First().Text()), " ")
	for _, s := range []string{
		"Reviewer’s score: 3", soundReason, "What the review found", "not confirmed (a document was named or described)",
		"The public page shows no rules.", "Declared feature", "(seen by the reviewer)There is no live tab.", "The score is above 1 although",
	} {
		if !strings.Contains(text, s) {
			t.Errorf("no %q in %s", s, text)
		}
	}
}

func TestTheOverviewListsWhatIsNotConfirmed(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	p.get("reviewer", p.at("")).want(t, 200, "!What the review does not confirm")
	form := p.doubting("not-confirmed", url.Values{
		"score": {"3"}, "override": {"yes"}, "LIV.verdict": {"cannot-tell"}, "LIV.known_by": {"seen"},
	})
	p.post("reviewer", p.principle(1), form).want(t, 303)
	see := []string{
		"What the review does not confirm", "Must-dos not confirmed", "The public page shows no rules.", "Declared features in doubt",
		"More than 1 given although", p.principle(1) + "#p01-q01",
	}
	p.get("reviewer", p.at("")).want(t, 200, append(see, "!overall score", "!%, ")...)
	for _, as := range []string{"colleague", "lead", "reader", "reading lead"} {
		p.get(as, p.at("")).want(t, 200, "!does not confirm", "!shows no rules")
	}
	p.scoreAll(0)
	p.post("reviewer", p.principle(1), form).want(t, 303)
	p.must(p.db.Finish(t.Context(), p.who("reviewer").user.Actor(), p.review, p.wanted()))
	p.get("lead", p.at("")).want(t, 200, see...)
	p.get("reader", p.at("")).want(t, 200, "!does not confirm")
	p.post("lead", p.at("/release"), nil).want(t, 303)
	p.get("reader", p.at("")).want(t, 200, see...)
}

func TestAReviewThatConfirmsEverythingSaysSo(t *testing.T) {
	p := submitted(t, forms.Full)
	p.finished()
	p.get("lead", p.at("")).want(t, 200, "Nothing so far")
}
