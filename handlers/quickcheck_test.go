package handlers_test

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"eleven/db"
	"eleven/db/dbtest"
	"eleven/forms"
	"eleven/handlers"
)

// quick makes the form of the quick check: one letter for each principle in
// order. u is "I don't know yet", n "no such feature", - no answer.
func quick(t testing.TB, levels string) url.Values {
	t.Helper()
	pack, err := forms.Current()
	if err != nil {
		t.Fatal(err)
	}
	form := url.Values{}
	for i, id := range pack.QuickCheck {
		switch level := levels[i : i+1]; level {
		case "-":
		case "u":
			form.Set(id+".level", "unknown")
		case "n":
			form.Set(id+".level", "na")
		default:
			form.Set(id+".level", level)
		}
	}
	return form
}

func plus(form url.Values, pairs ...string) url.Values {
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

func TestTheQuickCheckCountsWhatApplies(t *testing.T) {
	who := newPortal(t).visitor()
	for _, c := range []struct {
		levels, en, fr string
		gaps, none     int
	}{
		{"22222222222", "11 of the 11 that apply are at level 2 or above.", "Au niveau 2 ou plus\u00a0: 11 des 11 questions qui s’appliquent.", 0, 0},
		{"00000000000", "0 of the 11 that apply are at level 2 or above.", "Au niveau 2 ou plus\u00a0: 0 des 11 questions qui s’appliquent.", 11, 0},
		{"1234nn2u-32", "6 of the 9 that apply are at level 2 or above.", "Au niveau 2 ou plus\u00a0: 6 des 9 questions qui s’appliquent.", 3, 2},
		{"2----------", "1 of the 11 that apply is at level 2 or above.", "Au niveau 2 ou plus\u00a0: 1 des 11 questions qui s’appliquent.", 10, 0},
		{"uuuuuuuuuuu", "0 of the 11 that apply are at level 2 or above.", "", 11, 0},
		{"nnnnnnnnnnn", "You have none of these features", "Vous n’avez aucune de ces fonctions", 0, 11},
	} {
		page := who.post("/en/quick-check", "/en/quick-check", quick(t, c.levels)).want(t, 200, c.en, "quick-exit").doc(t)
		who.post("/fr/quick-check", "/fr/quick-check", quick(t, c.levels)).want(t, 200, c.fr)
		if n := page.Find("section.card").Length(); n != c.gaps {
			t.Errorf("%s: %d gaps, want %d", c.levels, n, c.gaps)
		}
		open := strings.Contains(page.Find("main").Text(), "open; ")
		if open != strings.Contains(c.levels, "-") {
			t.Errorf("%s: says that questions are open: %v", c.levels, open)
		}
		if lead := page.Find("p.lead").Text(); strings.Contains(lead, "%") {
			t.Errorf("%s: a percentage: %s", c.levels, lead)
		}
		if n := page.Find("main h2:contains('no such feature') + ul > li").Length(); n != c.none {
			t.Errorf("%s: %d without the feature, want %d", c.levels, n, c.none)
		}
	}
}

func TestEachGapHasItsNextStepAndAResource(t *testing.T) {
	who := newPortal(t).visitor()
	page := who.post("/en/quick-check", "/en/quick-check", quick(t, "01u-2222222")).want(t, 200,
		"We do not know which body should receive a report.", "Somebody here can name the main places from memory.",
		"I don’t know yet", "Not answered yet", "(free)", "!embedded", "!emerging").doc(t)
	page.Find("section.card").Each(func(_ int, card *goquery.Selection) {
		if !strings.Contains(card.Text(), "Next step:") || card.Find(`li a[href^="https://"]`).Length() == 0 {
			t.Errorf("no next step or no resource: %s", card.Find("h3").Text())
		}
	})
}

func TestAPostThatSaysNothingUsefulShowsTheFormAgain(t *testing.T) {
	who := newPortal(t).visitor()
	at := "/en/quick-check"
	who.post(at, at, quick(t, "-----------")).want(t, 422, "Choose at least one answer.", `href="#p01-q03.level"`)
	who.post("/fr/quick-check", "/fr/quick-check", nil).want(t, 422, "Choisissez au moins une réponse.")
	for _, wrong := range []string{"5", "-1", "yes", "NA", "<b>"} {
		form := plus(quick(t, "2----------"), "p02-q01.level", wrong)
		page := who.post(at, at, form).want(t, 422, "Choose one of the answers.", "!<b>"+wrong).doc(t)
		if page.Find(`input[name="p01-q03.level"][value="2"][checked]`).Length() != 1 {
			t.Errorf("%q loses the answer beside it", wrong)
		}
	}
	stale := who.send(at, plus(quick(t, "2u---------"), "token", "another")).want(t, 403, "open too long").doc(t)
	if stale.Find(`input[checked]`).Length() != 2 {
		t.Error("a stale token loses the answers")
	}
	who.send(at, plus(quick(t, "22222222222"), "token", who.token(at)), "Sec-Fetch-Site", "cross-site").want(t, 403, "!Try again")
}

func TestTheLanguageSwitchKeepsTheAnswers(t *testing.T) {
	who := newPortal(t).visitor()
	form := who.post("/en/quick-check", "/fr/quick-check", plus(quick(t, "3nu--------"), "switch", "fr")).want(t, 200, `lang="fr"`, "!Un problème").doc(t)
	for _, input := range []string{`[name="p01-q03.level"][value="3"]`, `[name="p02-q01.level"][value="na"]`, `[name="p03-q06.level"][value="unknown"]`} {
		if form.Find("input[checked]"+input).Length() != 1 {
			t.Errorf("the form lost %s", input)
		}
	}
	who.post("/en/quick-check", "/fr/quick-check", url.Values{"switch": {"fr"}}).want(t, 200, "!Choisissez au moins une réponse")

	result := who.post("/en/quick-check", "/en/quick-check", quick(t, "3nu--------")).want(t, 200).doc(t)
	again := hidden(result.Find("form#again"))
	if at, _ := result.Find("button[name=switch]").Attr("formaction"); at != "/fr/quick-check" {
		t.Errorf("the switch of the result posts to %q", at)
	}
	who.send("/fr/quick-check", plus(again, "switch", "fr")).want(t, 200, "Au niveau 2 ou plus\u00a0: 1 des 10 questions qui s’appliquent.")
}

func TestTheAnswersCanBeChanged(t *testing.T) {
	who := newPortal(t).visitor()
	result := who.post("/fr/quick-check", "/fr/quick-check", quick(t, "43210nu----")).want(t, 200).doc(t)
	form := who.send("/fr/quick-check", plus(hidden(result.Find("form#again")), "change", "1")).want(t, 200, "!problème").doc(t)
	if n := form.Find("input[checked]").Length(); n != 7 {
		t.Errorf("%d answers on the form, want 7", n)
	}
	if first := result.Find("form#again button").First(); first.AttrOr("name", "") != "change" {
		t.Error("the first button of the form is not its main action")
	}
}

func TestThePDFOfTheQuickCheckIsADownload(t *testing.T) {
	who := newPortal(t, func(c *handlers.Config) { c.Limits.Downloads = 4 }).visitor()
	for lang, name := range map[string]string{"en": "Eleven quick check.pdf", "fr": "Onze%20%E2%80%93%20v%C3%A9rification%20rapide.pdf"} {
		result := who.post("/"+lang+"/quick-check", "/"+lang+"/quick-check", quick(t, "1234nn2u-32")).want(t, 200).doc(t)
		form := result.Find(`form[action="/` + lang + `/quick-check/summary.pdf"]`)
		first := who.send(form.AttrOr("action", ""), hidden(form)).want(t, 200)
		if !strings.HasPrefix(first.body, "%PDF-") || first.header.Get("Content-Type") != "application/pdf" {
			t.Errorf("%s: not a PDF but %s", lang, first.header.Get("Content-Type"))
		}
		if d := first.header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment") || !strings.Contains(d, name) {
			t.Errorf("%s: %s", lang, d)
		}
		if second := who.send(form.AttrOr("action", ""), hidden(form)); second.body != first.body {
			t.Errorf("%s: the same answers give other bytes", lang)
		}
	}
	at := "/en/quick-check/summary.pdf"
	who.post("/en/quick-check", at, nil).want(t, 422, "Choose at least one answer.")
	who.send(at, plus(quick(t, "2----------"), "token", "another")).want(t, 403, "1 of the 11")
	who.get(at).want(t, 405)

	many := who.post("/en/quick-check", at, quick(t, "22222222222")).want(t, 429, "Too many tries").doc(t)
	retry := many.Find("main form")
	who.send("/en/quick-check", hidden(retry)).want(t, 200, "11 of the 11")
}

func TestTheAnswersComeAlongToTheRegistration(t *testing.T) {
	who := newPortal(t).visitor()
	result := who.post("/en/quick-check", "/en/quick-check", quick(t, "10nu-------")).want(t, 200).doc(t)
	form := result.Find(`form[action="/en/register"]`)
	page := who.send("/en/register", hidden(form)).want(t, 200, `name="email"`).doc(t)
	want := `{"p01-q03":1,"p02-q01":0,"p03-q06":"na","p04-q01":"unknown"}`
	if got, _ := page.Find(`input[name="carried"]`).Attr("value"); got != want {
		t.Errorf("carried %s, want %s", got, want)
	}
}

func TestTheQuickCheckStoresNothing(t *testing.T) {
	p, rows := watched(t)
	who := p.visitor()
	before := rows()
	for _, lang := range []string{"en", "fr"} {
		at := "/" + lang + "/quick-check"
		who.post(at, at, quick(t, "1234nn2u-32")).want(t, 200)
		who.post(at, at+"/summary.pdf", quick(t, "1234nn2u-32")).want(t, 200)
		who.post(at, at, plus(quick(t, "1234nn2u-32"), "change", "1")).want(t, 200)
		who.post(at, at, nil).want(t, 422)
		who.post(at, "/"+lang+"/register", url.Values{"carried": {`{"p01-q03":1}`}}).want(t, 200)
	}
	if after := rows(); after != before {
		t.Errorf("rows before:\n%s\nand after:\n%s", before, after)
	}
}

// hidden are the fields that a form posts without being touched.
func hidden(form *goquery.Selection) url.Values {
	out := url.Values{}
	form.Find("input[type=hidden]").Each(func(_ int, input *goquery.Selection) {
		out.Add(input.AttrOr("name", ""), input.AttrOr("value", ""))
	})
	return out
}

// watched is a portal whose rows can be counted, table by table.
func watched(t testing.TB) (p *portal, rows func() string) {
	t.Helper()
	p = &portal{t: t, clock: dbtest.NewClock()}
	o := dbtest.Options(t, p.clock)
	var err error
	if p.db, err = db.Open(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.db.Close() })
	h, err := handlers.New(p.db, handlers.Config{Secret: []byte(strings.Repeat("s", 32)), Now: p.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	p.Server = httptest.NewServer(h)
	t.Cleanup(p.Close)

	return p, dbtest.Rows(t, o)
}
