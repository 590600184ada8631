package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"eleven/forms"
)

// problems lists what the summary at the top of a page says.
func problems(t testing.TB, r reply) []string {
	t.Helper()
	return r.doc(t).Find(".govuk-error-summary__list li").Map(func(_ int, li *goquery.Selection) string { return li.Text() })
}

// TestEachProblemNamesItsField posts forms with everything missing or too long:
// no two lines of a summary say the same, and they follow the page.
func TestEachProblemNamesItsField(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	long := strings.Repeat("x", 201)
	all := func(value string, names ...string) url.Values {
		form := url.Values{}
		for _, name := range names {
			form.Set(name, value)
		}
		return form
	}
	record := []string{"title", "kind", "date", "holder", "place"}
	for _, c := range []struct {
		what, page string
		form       url.Values
		count      int
	}{
		{"an empty profile", address + "/profile", nil, 5},
		{"an empty record", address + "/evidence/p01-q01", nil, 5},
		{"a long record", address + "/evidence/p01-q01", all(long, record...), 6},
		{"an empty submission", address + "/submit", nil, 6},
		{"a submission too early", address + "/submit", url.Values{"depth": {"full"}}, 6},
		{"no service", "/en/assessments", nil, 1},
		{"a registration too long", "/en/register", all(long, "company", "name", "email"), 6},
		{"two answers without a reason", address + "/principles/1", all("na", "p01-q01.level", "p01-q02.level"), 4},
		{"two notes too long", address + "/principles/1", all(strings.Repeat("x", 5001), "p01-q01.note", "p01-q02.note"), 2},
	} {
		t.Run(c.what, func(t *testing.T) {
			seen := map[string]bool{}
			page := owner.post(c.page, c.page, c.form).want(t, http.StatusUnprocessableEntity)
			inPageOrder(t, page)
			list := problems(t, page)
			for _, text := range list {
				if seen[text] || strings.HasPrefix(text, "Write at") || strings.HasPrefix(text, "Fill") {
					t.Errorf("does not say which field: %q", text)
				}
				seen[text] = true
			}
			if len(list) != c.count {
				t.Errorf("%d problems, want %d: %q", len(list), c.count, list)
			}
		})
	}
}

func TestADomainMayBePastedAsTheAddressOfTheSite(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	profile := address + "/profile"
	for typed, want := range map[string]string{
		"https://" + "brook.example":                                 "\nbrook.example</textarea>",
		" HTTPS://" + "www.Brook.example/ ":                          "\nbrook.example</textarea>",
		"https://" + "a.example/\nb.example\nhttps://" + "c.example": "\na.example\nb.example\nc.example</textarea>",
	} {
		revision := owner.get(profile).doc(t).Find("input[name=revision]").AttrOr("value", "")
		owner.post(profile, profile, with(with(describeService(), "domains", typed), "revision", revision)).want(t, http.StatusSeeOther)
		owner.get(profile).want(t, http.StatusOK, want)
	}
	for _, further := range []string{"/a", "/?", "?a=b", "#a", ":8080", "//", "/ ", "/%61", "\uff0fa"} {
		for _, typed := range []string{"https://" + "brook.example" + further + "x", "https://" + "sam@brook.example" + further} {
			owner.post(profile, profile, with(describeService(), "domains", typed)).want(t, http.StatusUnprocessableEntity, "[removed]", "!brook.example"+further)
		}
	}
	for _, typed := range []string{"http://" + "brook.example", "see https://" + "brook.example", "https://" + "github.io", "https://", "https://" + "127.0.0.1"} {
		owner.post(profile, profile, with(describeService(), "domains", typed)).want(t, http.StatusUnprocessableEntity)
	}
}

// TestAFeatureThatTheQuickCheckMissedAsksForASentenceOnly takes "we have no such
// feature" along to the question itself.
func TestAFeatureThatTheQuickCheckMissedAsksForASentenceOnly(t *testing.T) {
	p := newPortal(t)
	w := p.visitor()
	link := w.register("carried", `{"p02-q01":"na"}`)
	w.post(link, link, nil).want(t, http.StatusSeeOther)
	w.signIn(registration().Get("email"), chosen).want(t, http.StatusSeeOther)
	address := w.post("/en/assessments", "/en/assessments", url.Values{"service": {"BrookChat"}}).location
	w.get(address).want(t, http.StatusOK, "Your answers from the quick check are here")
	w.post(address+"/profile", address+"/profile", describeService()).want(t, http.StatusSeeOther)
	page := address + "/principles/2"
	d := w.get(page).want(t, http.StatusOK, "From your quick check").doc(t)
	if got := d.Find(`select[name="p02-q01.cause"] option[selected]`).AttrOr("value", ""); got != forms.NoFeature {
		t.Errorf("the cause is %q", got)
	}
	if got := d.Find("#p02-q01 > fieldset").AttrOr("aria-describedby", ""); got != "p02-q01-number p02-q01-carried" {
		t.Errorf("an unconfirmed answer is read with %q", got)
	}
	form := url.Values{"p02-q01.level": {"na"}, "p02-q01.cause": {forms.NoFeature}, "p02-q01.reason": {""}, "p02-q01.revision": {"0"}}
	got := problems(t, w.post(page, page, form).want(t, http.StatusUnprocessableEntity))
	if len(got) != 1 || !strings.HasSuffix(got[0], "Say in a sentence why it does not apply.") {
		t.Errorf("asks for %q", got)
	}
	if !slices.ContainsFunc(pack(t).Causes, func(c forms.Cause) bool { return c.Code == forms.NoFeature }) {
		t.Error("the questionnaire does not know the cause")
	}
}

func TestTheFirstStepIsTheEssentialsThatTheStartPromises(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	first := address + "/principles/1?depth=essentials"
	owner.get(address).want(t, http.StatusOK, "Next: the essentials", `href="`+first+`"`, "(full assessment)", address+"?depth=full")
	owner.get(address+"?depth=full").want(t, http.StatusOK, "!Next: the essentials", address+"/principles/1?depth=full")
	owner.get(address+essentials).want(t, http.StatusOK, "!Next: the essentials", "(essentials)")
	owner.post(first, first, url.Values{"p01-q01.level": {"2"}}).want(t, http.StatusSeeOther)
	owner.get(address).want(t, http.StatusOK, "Next: the essentials", "Continue")
	beyond := address + "/principles/1"
	form := url.Values{}
	for _, q := range pack(t).Principle(1).Questions {
		if !q.Essential {
			form.Set(q.ID+".level", "1")
		}
	}
	owner.post(beyond, beyond, form).want(t, http.StatusSeeOther)
	owner.get(address).want(t, http.StatusOK, "!Next: the essentials", "In a hurry?")
}

// TestTheTitleTellsTabsApart: two services have the same eleven principles.
func TestTheTitleTellsTabsApart(t *testing.T) {
	p := submitted(t, forms.Full)
	owner := p.as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	for _, page := range []string{"/profile", "/principles/3", "/evidence/p01-q01"} {
		title := owner.get(address + page).doc(t).Find("title").Text()
		if service := owner.get(address).doc(t).Find("h1").Text(); !strings.HasSuffix(title, service+" – Eleven") {
			t.Errorf("%s is called %q, without %q", page, title, service)
		}
	}
	if title := p.get("lead", p.principle(1)).doc(t).Find("title").Text(); !strings.HasSuffix(title, " · Clavardage – Eleven") {
		t.Errorf("a reviewed principle is called %q", title)
	}
}

// inPageOrder expects the links of a page's summary in the order of their fields.
func inPageOrder(t *testing.T, r reply) {
	t.Helper()
	d, last := r.doc(t), -1
	d.Find(".govuk-error-summary__list a").Each(func(_ int, a *goquery.Selection) {
		place := d.Find("[id]").IndexOfSelection(d.Find(fmt.Sprintf("[id=%q]", strings.TrimPrefix(a.AttrOr("href", ""), "#"))))
		if place < 0 || place < last {
			t.Errorf("out of order, or to nothing: %s", a.Text())
		}
		last = place
	})
}

func TestWhatIsSaidOfAQuestionNamesIt(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	owner.answerEssentials(address, "2")
	d := owner.get(address+"/principles/1").want(t, http.StatusOK, " principles complete").doc(t)
	for _, what := range []string{"summary", "label[for$='.note']", "button[name]"} {
		seen := map[string]bool{}
		d.Find("[data-question] " + what).Each(func(_ int, one *goquery.Selection) {
			if seen[one.Text()] {
				t.Errorf("twice: %q", one.Text())
			}
			seen[one.Text()] = true
		})
	}
	d.Find("[data-question] > fieldset").Each(func(_ int, set *goquery.Selection) {
		if id := set.AttrOr("aria-describedby", "none"); !strings.Contains(d.Find("#"+id).Text(), "Question ") {
			t.Errorf("a question is described by %q", id)
		}
	})
}

func TestCountriesLeftOpenAreSaidBeforeTheyAreAttested(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	form := with(describeService(), "revision", "1")
	form.Del("user_countries")
	form.Del("server_countries")
	owner.post(address+"/profile", address+"/profile", form).want(t, http.StatusSeeOther)
	owner.get(address+"/check").want(t, http.StatusOK, "No users yet", "No servers")
}
