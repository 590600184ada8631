package handlers_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"eleven/forms"
)

func TestEachRoleFindsOnlyTheReviewsOfItsCountry(t *testing.T) {
	p := submitted(t, forms.Full)
	pages := []string{"", "/principles/1", "/summary.pdf", "/answers.json"}
	for as, want := range map[string]int{
		"": 303, "owner": 404, "editor": 404, "rival": 404, "reviewer": 200, "colleague": 200, "lead": 200, "reader": 200,
		"reading lead": 200, "stranger": 404, "secretariat": 404, "administrator": 404, "auditor": 404,
	} {
		for _, rest := range pages {
			if got := p.get(as, p.at(rest)); got.status != want {
				t.Errorf("%s gets %d from %q, want %d", as, got.status, rest, want)
			}
		}
	}
	for _, lang := range []string{"en", "fr"} {
		p.get("reviewer", "/"+lang+"/reviews/"+strings.Repeat("a", 26)).want(t, 404)
	}
}

func TestEachRolePostsOnlyWhatItMay(t *testing.T) {
	p := submitted(t, forms.Full)
	for as, want := range map[string]map[string]int{
		"":              {"take": 401, "hand-back": 401, "conflict": 401, "finish": 401, "release": 401, "principles/1": 401},
		"owner":         {"take": 404, "hand-back": 404, "conflict": 404, "finish": 404, "release": 404, "principles/1": 404},
		"administrator": {"take": 404, "hand-back": 404, "conflict": 404, "finish": 404, "release": 404, "principles/1": 404},
		"auditor":       {"take": 404, "hand-back": 404, "conflict": 404, "finish": 404, "release": 404, "principles/1": 404},
		"stranger":      {"take": 404, "hand-back": 404, "conflict": 404, "finish": 404, "release": 404, "principles/1": 404},
		"secretariat":   {"take": 404, "hand-back": 404, "conflict": 404, "finish": 404, "release": 404, "principles/1": 404},
		"reading lead":  {"take": 404, "hand-back": 404, "conflict": 404, "finish": 404, "release": 404, "principles/1": 404},
		"reader":        {"take": 404, "hand-back": 404, "conflict": 404, "finish": 404, "release": 404, "principles/1": 404},
		"colleague":     {"hand-back": 409, "conflict": 409, "finish": 409, "release": 404, "principles/1": 409},
		"lead":          {"hand-back": 409, "conflict": 409, "finish": 409, "release": 409, "principles/1": 409},
	} {
		for rest, status := range want {
			form := url.Values{"conflict": {"none"}}
			if got := p.post(as, p.at("/"+rest), form); got.status != status {
				t.Errorf("%s posts %s: %d, want %d", as, rest, got.status, status)
			}
		}
	}
	if now := p.now(); now.State != forms.Waiting || len(now.Scores) > 0 {
		t.Errorf("the review changed: %s", now.State)
	}
}

func TestThePageShowsTheFormsThatMayBeUsedNow(t *testing.T) {
	p := submitted(t, forms.Full)
	reviewer := p.who("reviewer").user.Actor()
	look := func(when string, want map[string]string) {
		t.Helper()
		for as, forms := range want {
			if got := formsOn(t, p.get(as, p.at("")).want(t, 200)); got != forms {
				t.Errorf("%s: %s sees the forms %q, want %q", when, as, got, forms)
			}
		}
	}
	look("waiting", map[string]string{"reviewer": "take", "colleague": "take", "lead": "take", "reader": "", "reading lead": ""})
	leads(t, p.post("reviewer", p.at("/take"), nil), p.at("?said=review-taken"))
	look("taken", map[string]string{"reviewer": "conflict hand-back", "colleague": "", "lead": "hand-back", "reader": "", "reading lead": ""})
	p.post("colleague", p.at("/take"), nil).want(t, 409)
	p.post("reviewer", p.principle(1), p.score(1, 2)).want(t, 409)
	leads(t, p.post("reviewer", p.at("/conflict"), url.Values{"conflict": {"none"}}), p.at("?said=review-no-conflict"))
	look("declared", map[string]string{"reviewer": "conflict hand-back", "lead": "hand-back"})
	p.scoreAll(1)
	look("one left", map[string]string{"reviewer": "conflict hand-back"})
	p.post("reviewer", p.at("/finish"), nil).want(t, 409)
	p.scoreAll(0)
	look("all scored", map[string]string{"reviewer": "finish conflict hand-back", "colleague": "", "lead": "hand-back"})
	leads(t, p.post("reviewer", p.at("/finish"), nil), p.at("?said=review-finished"))
	look("finished", map[string]string{"reviewer": "", "colleague": "", "lead": "release hand-back", "reading lead": ""})
	p.post("reviewer", p.at("/hand-back"), nil).want(t, 409)
	leads(t, p.post("lead", p.at("/release"), nil), p.at("?said=review-released"))
	look("released", map[string]string{"reviewer": "", "lead": "", "reader": ""})
	p.post("lead", p.at("/release"), nil).want(t, 409)
	if err := p.db.HandBack(t.Context(), reviewer, p.review); err == nil {
		t.Error("a released review was handed back")
	}
}

func TestAReleaseTellsEachOwnerInTheirLanguage(t *testing.T) {
	p := submitted(t, forms.Full)
	p.must(p.db.UpdateAccount(t.Context(), p.who("owner").user.Actor(), "Dominique", "fr", "America/Toronto"))
	p.who("editor")
	second := p.as(forms.Owner, "Érable", "CA")
	p.finished()
	p.post("lead", p.at("/release"), nil).want(t, 303)
	mails, err := p.db.DueMail(t.Context(), 10)
	p.must(err)
	got := map[string]string{}
	for _, m := range mails {
		for line := range strings.Lines(m.Plain) {
			if strings.HasPrefix(line, "http") {
				got[m.To] += strings.TrimSpace(line)
			}
		}
	}
	want := map[string]string{
		p.who("owner").user.Email: "http://127.0.0.1:8080/fr/assessments/" + p.assessment + "/results",
		second.user.Email:         "http://127.0.0.1:8080/en/assessments/" + p.assessment + "/results",
	}
	if len(got) != 2 || got[p.who("owner").user.Email] != want[p.who("owner").user.Email] || got[second.user.Email] != want[second.user.Email] {
		t.Errorf("mails lead to %v, want %v", got, want)
	}
}

func TestNobodyReleasesWhatTheyScored(t *testing.T) {
	p := submitted(t, forms.Full)
	lead := p.who("lead").user.Actor()
	p.must(p.db.Take(t.Context(), lead, p.review))
	p.must(p.db.DeclareNoConflict(t.Context(), lead, p.review))
	for _, n := range p.wanted() {
		p.post("lead", p.principle(n), p.score(n, 2)).want(t, 303)
	}
	p.post("lead", p.at("/finish"), nil).want(t, 303)
	page := p.get("lead", p.at("")).want(t, 200, "A lead reviewer who did not score this submission releases")
	if got := formsOn(t, page); got != "" {
		t.Errorf("the page offers %q", got)
	}
	p.post("lead", p.at("/release"), nil).want(t, 404)
	other := p.as(forms.Lead, "", "CA")
	other.post("/en/accessibility", p.at("/release"), nil).want(t, 303)
}

func TestHandingBackDropsTheScoresAndSaysSoBefore(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	p.scoreAll(0)
	p.get("reviewer", p.at("")).want(t, 200, "This drops ", " saved scores, with their reasons")
	leads(t, p.post("reviewer", p.at("/hand-back"), nil), p.at("?said=review-handed-back-dropped"))
	if now := p.now(); now.State != forms.Waiting || len(now.Scores) > 0 {
		t.Errorf("state %s with %d scores", now.State, len(now.Scores))
	}
	p.get("reviewer", p.at("")).want(t, 200, "!%<")
}

func TestWhoSteppedBackReadsNothingAnyMore(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	p.post("reviewer", p.at("/conflict"), nil).want(t, 422, "Say whether you have a conflict of interest.", `href="#conflict"`)
	p.post("reviewer", p.at("/conflict"), url.Values{"conflict": {"maybe"}}).want(t, 422)
	leads(t, p.post("reviewer", p.at("/conflict"), url.Values{"conflict": {"step-back"}}), "/en/reviews?said=review-stepped-back")
	for _, rest := range []string{"", "/principles/1", "/summary.pdf", "/answers.json"} {
		p.get("reviewer", p.at(rest)).want(t, 404)
	}
	for _, rest := range []string{"/take", "/hand-back", "/conflict", "/finish", "/principles/1"} {
		p.post("reviewer", p.at(rest), nil).want(t, 404)
	}
	for _, rest := range []string{"", "/principles/1", "/summary.pdf"} {
		p.get("reviewer", p.at(rest)).want(t, 404, "You stepped back from this review", `href="/en/reviews"`, "!Érable")
		p.get("stranger", p.at(rest)).want(t, 404, "!You stepped back", "We cannot find this page")
	}
	list := p.get("reviewer", "/en/reviews").want(t, 200, "Érable", "You stepped back")
	if list.doc(t).Find(`main a[href*="`+p.review+`"]`).Length() > 0 {
		t.Error("the queue still links to it")
	}
	p.get("colleague", "/en/reviews").want(t, 200, "!You stepped back", p.at(""))
	p.post("colleague", p.at("/take"), nil).want(t, 303)
}

func TestThePageOfAReviewChangesLanguageWithoutDoingAnything(t *testing.T) {
	p := submitted(t, forms.Full)
	page := p.get("reviewer", p.at("")).want(t, 200, `formaction="/fr/reviews/`+p.review+`/take"`, `form="take-form"`)
	if page.doc(t).Find("a.lang-switch").Length() > 0 {
		t.Error("a page with a form has a link as language switch")
	}
	if first := page.doc(t).Find("#take-form button, #take-form input[type=submit]").First(); first.AttrOr("name", "") != "" {
		t.Error("the first button of the form is not its main action")
	}
	p.post("reviewer", "/fr/reviews/"+p.review+"/take", url.Values{"switch": {"fr"}}).want(t, 200, "Prendre en charge")
	if now := p.now(); now.State != forms.Waiting {
		t.Errorf("the language switch took the review: %s", now.State)
	}
	p.declared()
	again := p.post("reviewer", "/fr/reviews/"+p.review+"/conflict", url.Values{"switch": {"fr"}, "conflict": {"step-back"}}).want(t, 200)
	if got := typedIn(t, again, "conflict"); got != "step-back" {
		t.Errorf("the switch keeps %q", got)
	}
	p.get("reader", p.at("")).want(t, 200, `href="/fr/reviews/`+p.review+`"`, "!name=\"switch\"")
}

func TestAStaleTokenShowsTheReviewAgainAndDoesNothing(t *testing.T) {
	p := submitted(t, forms.Full)
	p.post("reviewer", p.at("/take"), url.Values{"token": {"another"}}).want(t, 403, "take-form", "This page was open too long")
	if now := p.now(); now.State != forms.Waiting {
		t.Errorf("state %s", now.State)
	}
	p.declared()
	for _, rest := range []string{"/conflict", "/hand-back", "/finish"} {
		p.post("reviewer", p.at(rest), url.Values{"token": {"another"}, "conflict": {"step-back"}}).want(t, 403)
	}
	if now := p.now(); now.State != forms.Scoring {
		t.Errorf("state %s", now.State)
	}
}

func TestThePageSaysWhatTheCompanyDeclaredAndAttested(t *testing.T) {
	p := submitted(t, forms.Full)
	en := mainText(t, p.get("reviewer", p.at("")).want(t, 200))
	fr := mainText(t, p.get("reviewer", "/fr/reviews/"+p.review).want(t, 200))
	for _, w := range []string{
		"Érable", "Clavardage", "full assessment", "Dominique Roy, Présidence", "2 March 2026", "3–9", "People can send each other messages",
		"People can stream live to an audience", "Canada and New Zealand", "erable.example", "The company wrote in French.",
	} {
		if !strings.Contains(strings.ReplaceAll(en, "\u00a0", " "), w) {
			t.Errorf("%q is missing in English", w)
		}
	}
	for _, w := range []string{"évaluation complète", "2 mars 2026", "Canada et Nouvelle-Zélande"} {
		if !strings.Contains(strings.ReplaceAll(fr, "\u00a0", " "), w) {
			t.Errorf("%q is missing in French", w)
		}
	}
	if strings.Contains(fr, "ne sont pas traduits") {
		t.Error("French texts need no warning on a French page")
	}
}

func TestTheFirstReadingOfACountryIsRemembered(t *testing.T) {
	p := submitted(t, forms.Full)
	p.get("reviewer", p.at(""))
	p.get("colleague", p.at("/answers.json"))
	p.get("reader", p.principle(3))
	p.get("stranger", p.at(""))
	r, err := p.db.Assessment(t.Context(), p.who("owner").user.Company, p.assessment)
	p.must(err)
	var got []string
	for _, reading := range r.Submission.Readings {
		got = append(got, reading.Country+" "+reading.How)
	}
	slices.Sort(got)
	if strings.Join(got, ", ") != "CA downloaded, CA read, NZ read" {
		t.Errorf("remembered %v", got)
	}
}
