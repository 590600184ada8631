package handlers_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"eleven/forms"
)

const essentials = "?depth=essentials"

// hiddenFields collects the hidden fields of a form.
func hiddenFields(form url.Values) func(int, *goquery.Selection) {
	return func(_ int, i *goquery.Selection) { form.Set(i.AttrOr("name", ""), i.AttrOr("value", "")) }
}

// without finds a principle that applies and has no essential question for the
// chat app of describeService.
func without(t testing.TB, owner *person, address string) string {
	t.Helper()
	for n := 1; n <= 11; n++ {
		page := address + "/principles/" + strconv.Itoa(n)
		all, few := owner.get(page).doc(t), owner.get(page+essentials).doc(t)
		if all.Find("[data-question]").Length() > 0 && few.Find("[data-question]").Length() == 0 {
			return page
		}
	}
	t.Fatal("every principle has an essential question")
	return ""
}

// answerEssentials answers the essential questions of every principle.
func (w *person) answerEssentials(address, level string) {
	w.t.Helper()
	for n := 1; n <= 11; n++ {
		page, form := address+"/principles/"+strconv.Itoa(n)+essentials, url.Values{}
		w.get(page).doc(w.t).Find("[data-question]").Each(func(_ int, q *goquery.Selection) {
			form.Set(q.AttrOr("data-question", "")+".level", level)
		})
		if len(form) > 0 {
			w.post(page, page, form).want(w.t, http.StatusSeeOther)
		}
	}
}

// links lists where a page leads within an assessment.
func links(t testing.TB, r reply, address string) []string {
	t.Helper()
	var out []string
	r.doc(t).Find("main a[href], nav[aria-label=Back] a[href]").Each(func(_ int, a *goquery.Selection) {
		if href := a.AttrOr("href", ""); strings.HasPrefix(href, address) {
			out = append(out, href)
		}
	})
	return out
}

func TestAPrincipleOutsideTheEssentialsStillApplies(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	page := without(t, owner, address)
	owner.get(page+essentials).want(t, 200, "None of this principle’s questions is among the essentials", "in the full assessment",
		page+"?depth=full", "!No question here applies", "!nothing for you to do")
	owner.get(address+essentials).want(t, 200, "No essential question", "!Does not apply")
	owner.answerEssentials(address, "2")
	owner.get(address+"/results"+essentials).want(t, 200, "No question of this principle is among the essentials", "no essential question", "!does not apply", "!Does not apply.", "!Hidden because")
}

func TestNothingIsHiddenBeforeTheServiceIsDescribed(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.post("/en/assessments", "/en/assessments", url.Values{"service": {"BrookChat"}}).location
	for _, page := range []string{address, address + "/principles/5"} {
		owner.get(page).want(t, 200, "once you have described your service", "!Hidden because", "!Does not apply<", "!No question here applies")
	}
	if n := owner.get(address).doc(t).Find(".govuk-tag").Length(); n != 0 {
		t.Errorf("%d principles have a status", n)
	}
}

func TestTheEssentialsHaveTheirResultsBeforeTheyAreHandedIn(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	owner.answerEssentials(address, "2")
	owner.get(address+essentials).want(t, 200, "Every essential question has an answer", address+"/results"+essentials)
	owner.get(address).want(t, 200, address+"/results"+essentials, "can be submitted on their own", address+"/check"+essentials)
	owner.get(address+"/results"+essentials).want(t, 200, "must-dos in place", "!so far")
	owner.get(address+"/results").want(t, 200, "so far", "!must-dos in place")
	plan := owner.get(address+"/plan"+essentials).want(t, 200, "!without an answer").doc(t)
	if plan.Find(`form[method=get] input[name=depth][value=essentials]`).Length() != 1 {
		t.Error("the what-if forgets the depth")
	}
	owner.get(address+"/plan").want(t, 200, "without an answer")
	owner.get(address+"/answers.json").want(t, 200, `"depth": "full"`)
}

func TestEveryLinkKeepsTheDepth(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	owner.answerEssentials(address, "1")
	for _, rest := range []string{"", "/profile", "/principles/1", "/evidence/p01-q01", "/results", "/plan", "/check", "/submit"} {
		for _, href := range links(t, owner.get(address+rest+essentials).want(t, 200), address) {
			if !strings.Contains(href, "depth=") && !strings.Contains(href, ".pdf") && !strings.Contains(href, ".json") {
				t.Errorf("%s leads to %s", rest, href)
			}
		}
	}
	page := address + "/principles/1" + essentials
	if r := owner.post(page, page, url.Values{"evidence": {"p01-q01"}}); r.location != address+"/evidence/p01-q01"+essentials {
		t.Errorf("evidence leads to %s", r.location)
	}
	evidence := address + "/evidence/p01-q01" + essentials
	if r := owner.post(evidence, evidence, evidenceForm("title", "Rules")); !strings.Contains(r.location, essentials) {
		t.Errorf("a record leads to %s", r.location)
	}
}

func TestAPageOfTheEssentialsSaysSo(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	page := owner.assessment() + "/principles/1"
	owner.get(page+essentials).want(t, 200, "the full assessment asks 9", page+"?depth=full")
	owner.get(page).want(t, 200, "!the full assessment asks")
}

// TestTheSubmitPageSaysHowManyMoreAreLeft beside the few that it names.
func TestTheSubmitPageSaysHowManyMoreAreLeft(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	d := owner.get(owner.assessment()+"/submit").want(t, 200).doc(t)
	for _, depth := range []string{"full", "essentials"} {
		hint := d.Find(`.govuk-radios__item:has(input[value="` + depth + `"]) .govuk-hint`)
		left, err := strconv.Atoi(strings.Fields(hint.Text())[0])
		named := hint.Find(`a[href*="/principles/"]`).Length()
		if more := hint.Find(`a[href$="/check?depth=` + depth + `"]`).Text(); err != nil || more != "and "+strconv.Itoa(left-named)+" more" {
			t.Errorf("%s: %d are left, %d named, %q", depth, left, named, more)
		}
	}
}

func TestWhatWasHandedInIsTheDepthAfterwards(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	owner.answerEssentials(address, "2")
	owner.post(address+"/principles/3", address+"/principles/3", url.Values{"p03-q01.note": {"kept"}, "p03-q01.revision": {"1"}}).want(t, 303)
	submit := address + "/submit" + essentials
	form := url.Values{"depth": {"essentials"}, "name": {"Ada Brook"}, "position": {"Founder"}, "attest": {"yes"}, "countries": {"CA"}, "reviewing_country": {"CA"}}
	owner.post(submit, submit, form).want(t, 303)
	few := owner.get(address+"/principles/1").want(t, 200, "the full assessment asks 9", "!Add a note", "!Note and evidence records").doc(t).Find("[data-question]").Length()
	owner.get(address+"/principles/3").want(t, 200, "kept", "Note and evidence records", "!Add a note")
	if all := owner.get(address + "/principles/1?depth=full").doc(t).Find("[data-question]").Length(); few >= all {
		t.Errorf("%d of %d questions", few, all)
	}
	owner.get(address+"/results?depth=full").want(t, 200, "must-dos in place")
	owner.get(address+"/check").want(t, 200, "!you can submit", "!no answer yet", "!Go on to attest")
	owner.post(address, address+"/withdraw", nil).want(t, 303)
	owner.get(address).want(t, 200, "You see the essential questions only", "Every essential question has an answer")
	owner.get(address+"/results").want(t, 200, "must-dos in place")
	owner.get(address+"?depth=full").want(t, 200, "!You see the essential questions only")
}

func TestAnAnswerChangedFromTheCheckPageLeadsBackToIt(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	for i, depth := range []string{"", "&depth=essentials"} {
		page := address + "/principles/1?back=check" + depth
		back := address + "/check"
		if depth != "" {
			back += essentials
		}
		page += "&row=p01-q01"
		change := strings.ReplaceAll(page, "&", "&amp;") + "#p01-q01"
		if depth == "" {
			owner.get(back).want(t, 200, change, `id="p01-q01"`)
		}
		owner.get(page).want(t, 200, `href="`+back+`#p01-q01"`)
		r := owner.post(page, page, url.Values{"p01-q01.level": {"2"}, "p01-q01.revision": {strconv.Itoa(i)}}).want(t, 303)
		if !strings.HasPrefix(r.location, back) || !strings.HasSuffix(r.location, "#p01-q01") {
			t.Errorf("saving leads to %s", r.location)
		}
	}
	page := address + "/profile?back=check"
	owner.get(page).want(t, 200, `href="`+address+`/check"`)
	if r := owner.post(address+"/principles/1?back=check", address+"/principles/1?back=check&row=%23evil", nil).want(t, 303); strings.Contains(r.location, "evil") {
		t.Errorf("a row that is none leads to %s", r.location)
	}
	if r := owner.post(page, page, with(describeService(), "revision", "1")).want(t, 303); !strings.HasPrefix(r.location, address+"/check") {
		t.Errorf("the description leads to %s", r.location)
	}
	page = address + "/principles/1?back=//evil.example"
	if r := owner.post(page, page, url.Values{"p01-q02.level": {"3"}}).want(t, 303); strings.Contains(r.location, "evil") || strings.Contains(r.location, "/check") {
		t.Errorf("another way back leads to %s", r.location)
	}
}

func TestTheCheckPageShowsAllThatIsAttested(t *testing.T) {
	p := newPortal(t)
	owner, editor := p.as(forms.Owner, "Clear Brook", "CA"), p.as(forms.Editor, "Clear Brook", "CA")
	address := owner.assessment()
	cause := pack(t).Causes[0]
	page := address + "/principles/1"
	owner.post(page, page, url.Values{"p01-q05.level": {"na"}, "p01-q05.cause": {cause.Code}, "p01-q05.reason": {"nothing of the kind here"}}).want(t, 303)
	owner.get(address+"/check").want(t, 200, cause.Label.EN, "nothing of the kind here", "end-to-end encrypted", "people under 18", "1 or 2 people",
		"Where are your users?", "Where are your servers?", "Canada", "brook.example", "!Only an owner")
	owner.answerEssentials(address, "2")
	owner.get(address+"/check").want(t, 200, "you can submit the essentials")
	editor.get(address+"/check").want(t, 200, "Only an owner can attest and submit", "!you can submit")
	editor.get(address+"/submit").want(t, 200, "Only an owner can attest and submit", "!withdraw")
	editor.get(address+essentials).want(t, 200, "Only an owner can attest and submit", "!then submit them")
	owner.get(address+essentials).want(t, 200, "then submit them", "!Only an owner")
}
