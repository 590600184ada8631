package handlers_test

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"eleven/forms"
)

// ownScore finds a score of the company as pages write it, in either language.
var ownScore = regexp.MustCompile(`\d[\s\x{a0}]?%, (not started|emerging|developing|established|embedded|pas commencé|en |établi|intégré)|own score is|Difference|Écart`)

func TestNoScoreOfTheCompanyIsSeenBeforeTheOwnIsSaved(t *testing.T) {
	p := submitted(t, forms.Full)
	hidden := func(when, as string, rests ...string) {
		t.Helper()
		for _, rest := range rests {
			for _, lang := range []string{"en", "fr"} {
				text := mainText(t, p.get(as, "/"+lang+"/reviews/"+p.review+rest).want(t, 200))
				if found := ownScore.FindString(text); found != "" {
					t.Errorf("%s: %s sees %q on %q", when, as, found, rest)
				}
			}
		}
	}
	seen := func(when, as, rest string) {
		t.Helper()
		if !ownScore.MatchString(mainText(t, p.get(as, p.at(rest)).want(t, 200))) {
			t.Errorf("%s: %s sees no score on %q", when, as, rest)
		}
	}
	var all []string
	for n := range 11 {
		all = append(all, fmt.Sprintf("/principles/%d", n+1))
	}
	hidden("waiting", "reviewer", append(all, "")...)
	p.declared()
	hidden("declared", "reviewer", append(all, "")...)
	p.post("reviewer", p.principle(1), p.score(1, 2)).want(t, 303)
	seen("one scored", "reviewer", "/principles/1")
	hidden("one scored", "reviewer", append(all[1:], "")...)
	hidden("one scored", "colleague", "", "/principles/1")
	hidden("one scored", "lead", "", "/principles/1")
	hidden("one scored", "reader", "", "/principles/1")
	p.scoreAll(0)
	seen("all scored", "reviewer", "")
	hidden("all scored", "lead", "", "/principles/1")
	p.post("reviewer", p.at("/finish"), nil).want(t, 303)
	seen("finished", "lead", "")
	seen("finished", "lead", "/principles/4")
	hidden("finished", "colleague", "", "/principles/1")
	hidden("finished", "reading lead", "", "/principles/1")
	p.post("lead", p.at("/release"), nil).want(t, 303)
	for _, as := range []string{"reviewer", "colleague", "lead", "reader", "reading lead"} {
		seen("released", as, "")
		seen("released", as, "/principles/1")
	}
}

func TestReasonsAndScoresOfAReviewerStayTheirOwnUntilTheRelease(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	p.post("reviewer", p.principle(1), p.score(1, 2)).want(t, 303)
	for _, as := range []string{"colleague", "lead", "reader"} {
		p.get(as, p.principle(1)).want(t, 200, "!"+soundReason, "!Confirmed<")
		p.get(as, p.at("")).want(t, 200, "!Scored 2")
	}
	p.scoreAll(0)
	p.post("reviewer", p.principle(1), p.score(1, 2)).want(t, 303)
	p.post("reviewer", p.at("/finish"), nil).want(t, 303)
	p.get("reader", p.principle(1)).want(t, 200, "!"+soundReason)
	p.get("colleague", p.principle(1)).want(t, 200, "!"+soundReason)
	p.get("lead", p.principle(1)).want(t, 200, soundReason, "Confirmed", "A document was named or described", "!<textarea")
	p.post("lead", p.at("/release"), nil).want(t, 303)
	p.get("reader", p.principle(1)).want(t, 200, soundReason, "!<textarea")
}

func TestTheOwnScoreStandsBesideTheReviewersInSteps(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	own := p.readiness().Principle(1)
	band := forms.Band(own.Low())
	for score, words := range map[int]string{
		band: "The same step", band + 1: "Reviewer 1 step above", band - 2: "Reviewer 2 steps below",
	} {
		if score < 0 || score > 4 {
			t.Fatalf("the fixture's band %d leaves no room", band)
		}
		p.post("reviewer", p.principle(1), p.score(1, score)).want(t, 303)
		p.get("reviewer", p.principle(1)).want(t, 200, fmt.Sprintf("%d%%", own.Low()), words)
	}
}

func TestOnlyWhoHasTheReviewAndDeclaredGetsTheForm(t *testing.T) {
	p := submitted(t, forms.Full)
	p.must(p.db.Take(t.Context(), p.who("reviewer").user.Actor(), p.review))
	p.get("reviewer", p.principle(1)).want(t, 200, "say whether you have a conflict of interest", `!name="score"`)
	p.post("reviewer", p.principle(1), p.score(1, 2)).want(t, 409, soundReason)
	p.must(p.db.DeclareNoConflict(t.Context(), p.who("reviewer").user.Actor(), p.review))
	p.get("reviewer", p.principle(1)).want(t, 200, `name="score"`, "data-review")
	for as, status := range map[string]int{"colleague": 409, "lead": 409, "reader": 404} {
		p.get(as, p.principle(1)).want(t, 200, `!name="score"`)
		p.post(as, p.principle(1), p.score(1, 2)).want(t, status)
	}
	for _, n := range []string{"0", "12", "01", "x", "-1"} {
		p.get("reviewer", p.at("/principles/"+n)).want(t, 404)
		p.post("reviewer", p.at("/principles/"+n), p.score(1, 2)).want(t, 404)
	}
}

func TestNothingIsChosenBeforeAndWhatWasSavedComesBack(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	first := p.get("reviewer", p.principle(1)).want(t, 200)
	if first.doc(t).Find("main input[name=score][checked], main input[name$='q01.verdict'][checked], main input[name=override][checked]").Length() > 0 {
		t.Error("something is chosen already")
	}
	form := p.score(1, 3)
	must := p.need(1)[0].ID
	form.Set(must+".how", "Read on the company’s public page.")
	form.Set("LIV.verdict", "cannot-tell")
	form.Set("LIV.known_by", "declared")
	leads(t, p.post("reviewer", p.principle(1), form), p.principle(2)+"?said=review-scored")
	again := p.get("reviewer", p.principle(1)).want(t, 200)
	for name, want := range map[string]string{
		"score": "3", "reason": soundReason, must + ".verdict": "confirmed", must + ".known_by": "documented",
		must + ".how": "Read on the company’s public page.", "LIV.verdict": "cannot-tell", "LIV.known_by": "declared", "MSG.verdict": "", "override": "",
	} {
		if got := typedIn(t, again, name); got != want {
			t.Errorf("%s holds %q, want %q", name, got, want)
		}
	}
}

func TestSavingLeadsThroughTheUnscoredPrinciplesAndBack(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	wanted := p.wanted()
	start := wanted[len(wanted)-2]
	order := append([]int{start, wanted[len(wanted)-1]}, wanted[:len(wanted)-2]...)
	for i, n := range order {
		page := p.get("reviewer", p.principle(n)).want(t, 200)
		to, button := p.at("?said=review-all-scored"), "Save and go back to the review"
		if i+1 < len(order) {
			to, button = p.principle(order[i+1])+"?said=review-scored", fmt.Sprintf("Save and go to %d", order[i+1])
		}
		if !strings.Contains(mainText(t, page), button) {
			t.Errorf("the button of %d does not say %q", n, button)
		}
		leads(t, p.post("reviewer", p.principle(n), p.score(n, 1)), to)
	}
}

func TestWhatIsWrongWithAScoreIsSaidAndNothingTypedIsLost(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	must := p.need(1)[0].ID
	for _, c := range []struct {
		name   string
		change url.Values
		field  string
		said   string
	}{
		{"no score", url.Values{"score": nil}, "score", "Choose a score from 0 to 4."},
		{"a score of 5", url.Values{"score": {"5"}}, "score", "Choose a score from 0 to 4."},
		{"a short reason", url.Values{"reason": {"Too short."}}, "reason", "Reason: Write at least 20 characters."},
		{"a long reason", url.Values{"reason": {strings.Repeat("word ", 1100)}}, "reason", "Write at most 5,000 characters"},
		{"no verdict", url.Values{must + ".verdict": nil}, must + ".verdict", "Public rules that ban the material: Say whether you can confirm this."},
		{"an unknown verdict", url.Values{must + ".verdict": {"yes"}}, must + ".verdict", "Say whether you can confirm this."},
		{"no way of knowing", url.Values{must + ".known_by": nil}, must + ".known_by", "Say how you know."},
		{"half a doubt", url.Values{"LIV.verdict": {"cannot-tell"}}, "LIV.known_by", "People can show themselves or talk live: Say how you know."},
		{"a must-do refuted and more than 1", url.Values{must + ".verdict": {"not-confirmed"}}, "score", "the score is 1 at most"},
	} {
		t.Run(c.name, func(t *testing.T) {
			form := p.score(1, 2)
			form.Set(must+".how", "Seen on paper.")
			for name, values := range c.change {
				form[name] = values
			}
			page := p.post("reviewer", p.principle(1), form).want(t, 422, c.said, `href="#`+c.field+`"`)
			if page.doc(t).Find(`main [id="`+c.field+`"]`).Length() != 1 {
				t.Errorf("nothing has the id %s", c.field)
			}
			if got := typedIn(t, page, "reason"); got != form.Get("reason") {
				t.Errorf("the reason came back as %q", got)
			}
			if got := typedIn(t, page, must+".how"); got != "Seen on paper." {
				t.Errorf("how came back as %q", got)
			}
			if len(p.now().Scores) > 0 {
				t.Error("it was saved")
			}
		})
	}
}

func TestARefutedMustDoLeavesOneAtMostUnlessOverridden(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	must := p.need(1)[0].ID
	for _, c := range []struct {
		verdict, override string
		score, status     int
	}{
		{"not-confirmed", "", 1, 303}, {"not-confirmed", "", 2, 422}, {"not-confirmed", "yes", 3, 303}, {"cannot-tell", "", 4, 303},
	} {
		form := p.score(1, c.score)
		form.Set(must+".verdict", c.verdict)
		form.Set("override", c.override)
		got := p.post("reviewer", p.principle(1), form)
		if got.status != c.status {
			t.Errorf("%+v gave %d", c, got.status)
		}
		if saved := p.now().Scores[1]; c.status == 303 && (saved.Score != c.score || saved.Override != (c.override != "")) {
			t.Errorf("%+v was saved as %+v", c, saved)
		}
	}
}

func TestTheGuardStopsEveryTextOfAReviewer(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	must := p.need(1)[0].ID
	for _, field := range []string{"reason", must + ".how", "MSG.how"} {
		form := p.score(1, 2)
		form.Set("MSG.verdict", "cannot-tell")
		form.Set("MSG.known_by", "seen")
		form.Set(field, "A rule that is dated, kept at www.example.org/rules by a person.")
		page := p.post("reviewer", p.principle(1), form).want(t, 422, `class="stop"`, "Cybertip", "[removed]", "!www.example.org")
		if got := typedIn(t, page, field); !strings.Contains(got, "A rule that is dated, kept at [removed]") {
			t.Errorf("%s came back as %q", field, got)
		}
	}
	if len(p.now().Scores) > 0 {
		t.Error("something was saved")
	}
	rows, err := p.db.Trail(t.Context(), trail)
	p.must(err)
	stops := 0
	for _, r := range rows {
		if r.Action == "guard.stopped" {
			stops++
		}
		if strings.Contains(fmt.Sprint(r), "example.org/") {
			t.Error("the trail holds what was typed")
		}
	}
	if stops != 3 {
		t.Errorf("%d stops in the trail, want 3", stops)
	}
}

func TestAStaleTokenOrAnotherLanguageKeepsEverythingTyped(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	must := p.need(1)[0].ID
	typed := url.Values{
		"score": {"3"}, "reason": {"Half a "}, "override": {"yes"}, must + ".verdict": {"not-confirmed"}, must + ".known_by": {"tested"},
		must + ".how": {"At the door, twice."}, "LIV.known_by": {"seen"},
	}
	for _, c := range []struct {
		path   string
		extra  url.Values
		status int
		shows  string
	}{
		{p.principle(1), url.Values{"token": {"another"}}, 403, "This page was open too long"},
		{"/fr/reviews/" + p.review + "/principles/1", url.Values{"switch": {"fr"}}, 200, "Votre note"},
	} {
		form := url.Values{}
		for _, from := range []url.Values{typed, c.extra} {
			for name, values := range from {
				form[name] = values
			}
		}
		page := p.post("reviewer", c.path, form).want(t, c.status, c.shows)
		for name := range typed {
			if got := typedIn(t, page, name); got != strings.TrimSpace(typed.Get(name)) && got != typed.Get(name) {
				t.Errorf("%s came back as %q", name, got)
			}
		}
		if c.status == 200 && page.doc(t).Find(".govuk-error-summary").Length() > 0 {
			t.Error("the language switch complains")
		}
	}
	if len(p.now().Scores) > 0 {
		t.Error("something was saved")
	}
	page := p.get("reviewer", p.principle(1))
	page.want(t, 200, `formaction="/fr/reviews/`+p.review+`/principles/1"`)
	if page.doc(t).Find("#score-form button").First().AttrOr("name", "") != "" {
		t.Error("the first button of the form is not its main action")
	}
}

func TestTheAnswersStandThereAsTheCompanyGaveThem(t *testing.T) {
	p := submitted(t, forms.Full)
	page := p.get("reviewer", p.principle(1)).want(t, 200,
		`lang="fr">Précision sur p01-q01`, "Règles de la communauté", "Policy or rules", "https://erable.example/regles", `!href="https://erable`,
		"“I don’t know yet”", "“Does not apply to us”", "Rien de tel chez nous.", p.pack.Causes[0].Label.EN, p.pack.Question("p01-q01").Levels[3].EN)
	if n := strings.Count(mainText(t, page), "not translated"); n != 1 {
		t.Errorf("that nothing is translated is said %d times", n)
	}
	fr := mainText(t, p.get("reviewer", "/fr/reviews/"+p.review+"/principles/1").want(t, 200))
	if strings.Contains(fr, "pas traduits") || !strings.Contains(fr, p.pack.Question("p01-q01").Levels[3].FR) {
		t.Error("the French page is not right")
	}
	for _, q := range p.pack.Principle(1).Questions {
		applies := forms.Tailor(p.pack, allFeatures).Applies[q.ID]
		if shown := page.doc(t).Find(`[id="`+q.ID+`"]`).Length() == 1; shown != applies {
			t.Errorf("%s shown: %t, applies: %t", q.ID, shown, applies)
		}
	}
}

func TestLevelFourStandsBehindTheSentenceItBuildsOn(t *testing.T) {
	p := submitted(t, forms.Full)
	_, p.review = p.submit("Forum", forms.Full, allFeatures, func(*forms.Question) forms.Level { return "4" }, "CA")
	q := p.pack.Question("p01-q01")
	text := mainText(t, p.get("reviewer", p.principle(1)).want(t, 200))
	if !strings.Contains(text, q.Levels[3].EN+" "+q.Levels[4].EN) || strings.Count(text, q.Levels[3].EN) != 1 {
		t.Errorf("what level 3 says does not stand once, before level 4: %s", text)
	}
}

func TestAMissingMustDoSaysThatTheCompanyLeavesItOut(t *testing.T) {
	p := submitted(t, forms.Full)
	out := func(q *forms.Question) forms.Level {
		if q.ID == "p01-q01" || q.ID == "p03-q03" {
			return forms.NA
		}
		return "3"
	}
	_, p.review = p.submit("Forum", forms.Full, allFeatures, out, "CA")
	p.declared()
	p.scoreAll(0)
	name := p.pack.Question("p01-q01").Short.EN
	p.get("reviewer", p.at("")).want(t, 200, name+" (“does not apply”, not confirmed)")
	p.post("reviewer", p.principle(1), p.score(1, 2)).want(t, 303)
	p.get("reviewer", p.principle(1)).want(t, 200, name+" (“does not apply”, confirmed: counts from the release)")
	p.must(p.db.Finish(t.Context(), p.who("reviewer").user.Actor(), p.review, p.wanted()))
	p.get("colleague", p.at("")).want(t, 200, "!"+name+" (")
	p.post("lead", p.at("/release"), nil).want(t, 303)
	p.get("lead", p.at("")).want(t, 200, "!"+name+" (")
	p.get("lead", p.at("")).want(t, 200, "!counts from the release")
}

func TestAnEssentialsSubmissionShowsItsOwnQuestionsOnly(t *testing.T) {
	p := submitted(t, forms.Essentials)
	p.finished()
	shown := 0
	for n := range 11 {
		page := p.get("lead", p.principle(n+1)).want(t, 200)
		for _, q := range p.pack.Principle(n + 1).Questions {
			there := page.doc(t).Find(`[id="`+q.ID+`"]`).Length() == 1
			if there && !q.Essential {
				t.Errorf("%s is no essential", q.ID)
			}
			if there {
				shown++
			}
		}
	}
	if want := p.readiness().Overall.Asked; shown != want {
		t.Errorf("%d questions shown, want %d", shown, want)
	}
	text := mainText(t, p.get("lead", p.at("")).want(t, 200, "must-dos in place."))
	if strings.Contains(text, "overall score is") {
		t.Error("an essentials submission has no overall percentage")
	}
}

func TestAPrincipleWithoutACountingQuestionSaysSoAndHasNoForm(t *testing.T) {
	p := submitted(t, forms.Full)
	albums := allFeatures
	albums.Traits, albums.Conditions = []string{"HST"}, []string{"USR"}
	_, p.review = p.submit("Albums", forms.Full, albums, func(q *forms.Question) forms.Level {
		if q.Principle == 4 {
			return forms.NA
		}
		return "2"
	}, "CA")
	p.declared()
	wanted := p.wanted()
	if slices.Contains(wanted, 4) || slices.Contains(wanted, 5) {
		t.Fatalf("the fixture scores %v", wanted)
	}
	p.get("reviewer", p.principle(4)).want(t, 200, "there is nothing to score", "!<textarea")
	p.get("reviewer", p.principle(5)).want(t, 200, "there is nothing to score", "No question of this principle applies", "!<textarea")
	p.post("reviewer", p.principle(5), p.score(5, 2)).want(t, 409)
	p.get("reviewer", p.at("")).want(t, 200, "No score: no question counts")
	p.scoreAll(0)
	p.get("reviewer", p.at("")).want(t, 200, "does not apply")
	p.post("reviewer", p.at("/finish"), nil).want(t, 303)
}

func TestTheFormToScoreSpeaksToTheReviewer(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	page := p.get("reviewer", p.principle(1)).want(t, 200, "!Describe your process", "!left: 1").doc(t)
	for _, name := range []string{"reason", "p01-q01.how", "LIV.how"} {
		described := page.Find(`[name="`+name+`"]`).AttrOr("aria-describedby", "")
		if !slices.Contains(strings.Fields(described), name+"-guard") {
			t.Errorf("%s is described by %q", name, described)
		}
		if got := page.Find(`[id="` + name + `-guard"]`).Text(); got != "Do not describe a case, a person, an image or an address." {
			t.Errorf("beside %s stands %q", name, got)
		}
	}
	legend := func(id string) string { return page.Find(`[id="` + id + `"] fieldset legend`).First().Text() }
	if got := legend("p01-q01"); !strings.HasSuffix(got, "Must-do. The company chose level 3.") {
		t.Errorf("the legend of a must-do ends %q", got)
	}
	for _, q := range p.need(1) {
		asked := page.Find(`[id="` + q.ID + `"] fieldset legend`).First().Text()
		if na := strings.HasPrefix(asked, "Is it right that this does not apply?"); na == q.Must {
			t.Errorf("of %s is asked %q", q.ID, asked)
		}
		if got := legend(q.ID); !q.Must && !strings.HasSuffix(got, ". The company says it does not apply.") {
			t.Errorf("the legend of %s ends %q", q.ID, got)
		}
	}
}

func TestAnEmptySaveListsEachMustDoOnce(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	page := p.post("reviewer", p.principle(1), nil).want(t, 422, "Say whether you can confirm this, and how you know.").doc(t)
	if got, want := page.Find(".govuk-error-summary li").Length(), len(p.need(1))+2; got != want {
		t.Errorf("%d problems, want %d", got, want)
	}
}

func TestAReasonCarriesTheLanguageOfThePageItWasWrittenOn(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	form := p.score(1, 2)
	form.Set("p01-q01.how", "Read on 3 May.")
	p.scoreAll(0)
	p.post("reviewer", p.principle(1), form).want(t, 303)
	p.post("reviewer", p.at("/finish"), nil).want(t, 303)
	p.post("lead", p.at("/release"), nil).want(t, 303)
	for _, c := range []struct{ as, path string }{
		{"lead", "/reviews/" + p.review + "/principles/1"}, {"owner", "/assessments/" + p.assessment + "/results"},
	} {
		p.get(c.as, "/fr"+c.path).want(t, 200, `lang="en">`+soundReason, `lang="en">Read on 3 May.`, "Écrit en anglais.")
		p.get(c.as, "/en"+c.path).want(t, 200, soundReason, `!lang="en">`+soundReason, "!Written in")
	}
	p.get("lead", p.at("/answers.json")).want(t, 200, `"language": "en",`)
}
