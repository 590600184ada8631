package handlers_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"eleven/forms"
	"eleven/handlers"
)

// publicPages are all pages that anybody may read, with words of each language.
var publicPages = []struct{ path, en, fr string }{
	{"", "See where your service stands", "Voyez où en est votre service"},
	{"/principles", "The eleven principles", "Les onze principes"},
	{"/principles/1", "Principle 1: Known material", "Principe 1\u00a0: Le matériel déjà connu"},
	{"/principles/11", "Principle 11: Transparency", "Principe 11\u00a0: La transparence"},
	{"/quick-check", "Quick check", "Vérification rapide"},
	{"/help", "Where to report, and where to find help", "Où signaler et où trouver de l’aide"},
	{"/accessibility", "We do not claim to have reached it", "Nous ne prétendons pas l’avoir atteint"},
	{"/privacy", "What is kept, who sees it, and for how long", "Ce qui est conservé, qui le voit et pendant combien de temps"},
}

func TestEverybodyReadsEveryPublicPageInBothLanguages(t *testing.T) {
	p := newPortal(t)
	people := map[string]*person{"visitor": p.visitor(), "owner": p.as(forms.Owner, "Érable", "CA"), "auditor": p.as(forms.Auditor, "", "all")}
	for name, who := range people {
		for _, page := range publicPages {
			en := who.get("/en"+page.path).want(t, 200, page.en, "!"+page.fr, `lang="en"`, "quick-exit")
			fr := who.get("/fr"+page.path).want(t, 200, page.fr, "!"+page.en, `lang="fr"`, "quick-exit")
			for _, got := range []reply{en, fr} {
				if n := got.doc(t).Find("h1").Length(); n != 1 {
					t.Errorf("%s sees %d main headings on %q", name, n, page.path)
				}
			}
		}
	}
}

func TestAPageWithoutAFormSetsNoCookieAndAnswersHead(t *testing.T) {
	who := newPortal(t).visitor()
	for _, page := range publicPages {
		if page.path == "/quick-check" {
			continue
		}
		if set := who.get("/en" + page.path).header.Values("Set-Cookie"); len(set) > 0 {
			t.Errorf("%q sets %q", page.path, set)
		}
		req, err := http.NewRequest(http.MethodHead, who.URL+"/fr"+page.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := who.do(req); got.status != 200 || got.body != "" || !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
			t.Errorf("HEAD of %q gives %d, %q and %d bytes", page.path, got.status, got.header.Get("Content-Type"), len(got.body))
		}
	}
}

func TestAPublicPageIsTheSameForEverybodyButItsMasthead(t *testing.T) {
	p := newPortal(t)
	visitor, owner := p.visitor(), p.as(forms.Owner, "Érable", "AU")
	for _, page := range publicPages {
		mine, err := owner.get("/en" + page.path).doc(t).Find("main").Html()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(mine, "Érable") || strings.Contains(mine, owner.user.Email) {
			t.Errorf("%q names a person or a company", page.path)
		}
		theirs, err := visitor.get("/en" + page.path).doc(t).Find("main").Html()
		if err != nil {
			t.Fatal(err)
		}
		if page.path != "/quick-check" && mine != theirs {
			t.Errorf("%q differs for a person signed in", page.path)
		}
	}
}

func TestALinkOfAPublicPageLeadsToAPage(t *testing.T) {
	who := newPortal(t).visitor()
	seen := map[string]bool{}
	for _, lang := range []string{"/en", "/fr"} {
		for _, page := range publicPages {
			who.get(lang + page.path).doc(t).Find(`a[href^="/"]`).Each(func(_ int, link *goquery.Selection) {
				address, _, _ := strings.Cut(link.AttrOr("href", ""), "#")
				if !seen[address] {
					seen[address] = true
					if got := who.get(address); got.status != 200 {
						t.Errorf("%s%s links to %s, which gives %d", lang, page.path, address, got.status)
					}
				}
			})
		}
	}
	if len(seen) < 2*18 {
		t.Errorf("only %d links: %v", len(seen), seen)
	}
}

func TestALinkWithinAPageHasItsTarget(t *testing.T) {
	who := newPortal(t).visitor()
	for _, at := range []string{"/en", "/fr/help"} {
		who.get(at).doc(t).Find(`a[href*="#"]`).Each(func(_ int, link *goquery.Selection) {
			page, id, _ := strings.Cut(link.AttrOr("href", ""), "#")
			if page == "" {
				page = at
			}
			if who.get(page).doc(t).Find("#"+id).Length() != 1 {
				t.Errorf("%s links to %s#%s, which is not there", at, page, id)
			}
		})
	}
}

func TestAPrincipleHasOneAddress(t *testing.T) {
	who := newPortal(t).visitor()
	for _, n := range []string{"0", "12", "01", "+1", "-1", "1.0", "x", "1/", "%31%20"} {
		for _, lang := range []string{"en", "fr"} {
			who.get("/"+lang+"/principles/"+n).want(t, 404)
		}
	}
}

func TestThePageOfAPrincipleHoldsAllThereIsToKnow(t *testing.T) {
	pack, err := forms.Current()
	if err != nil {
		t.Fatal(err)
	}
	who := newPortal(t).visitor()
	for _, lang := range []string{"en", "fr"} {
		for _, pr := range pack.Principles {
			page := who.get("/"+lang+"/principles/"+strconv.Itoa(pr.Number)).want(t, 200, pack.Official[0].URL.In(lang)).doc(t)
			must := 0
			for _, q := range pr.Questions {
				if q.Must {
					must++
				}
			}
			for what, counts := range map[string][2]int{
				"questions": {page.Find("main ol > li").Length(), len(pr.Questions)},
				"must-dos":  {page.Find("main ol .must").Length(), must},
				"levels":    {page.Find("main .ladder .level").Length(), 5},
			} {
				if counts[0] != counts[1] {
					t.Errorf("%s %d: %d %s, want %d", lang, pr.Number, counts[0], what, counts[1])
				}
			}
			if sources := page.Find("main details li"); sources.Length() == 0 || !strings.Contains(sources.First().Text(), "2026") {
				t.Errorf("%s %d: no dated source", lang, pr.Number)
			}
		}
	}
}

func TestThePagesSayThatTheGuideWasNotToBeHad(t *testing.T) {
	who := newPortal(t).visitor()
	for _, rest := range []string{"/principles", "/principles/4"} {
		who.get("/en"+rest).want(t, 200, "We could not obtain its text")
		who.get("/fr"+rest).want(t, 200, "Nous n’avons pas pu en obtenir le texte")
	}
}

func TestHelpBeginsWithTheVisitorsOwnCountry(t *testing.T) {
	p := newPortal(t)
	for _, c := range []struct {
		who  *person
		want []string
	}{
		{p.visitor(), []string{"000", "911", "111", "999", "911"}},
		{p.as(forms.Owner, "Rowan", "UK"), []string{"999", "000", "911", "111", "911"}},
		{p.as(forms.Reviewer, "", "NZ"), []string{"111", "000", "911", "999", "911"}},
		{p.as(forms.Auditor, "", "all"), []string{"000", "911", "111", "999", "911"}},
	} {
		page := c.who.get("/en/help").doc(t)
		got := page.Find(`main .numbers a[href^="tel:"]`).Map(func(_ int, a *goquery.Selection) string { return a.Text() })
		if !slices.Equal(got, c.want) {
			t.Errorf("emergency numbers %v, want %v", got, c.want)
		}
		first := page.Find("#worried h3").First().Text()
		if c.want[0] == "999" && first != "United Kingdom" {
			t.Errorf("the section for the worried begins with %s", first)
		}
	}
}

func TestHelpSendsEachOneToTheRightBody(t *testing.T) {
	page := newPortal(t).visitor().get("/fr/help").doc(t)
	for section, texts := range map[string][]string{
		"#public":  {"Cyberaide.ca", "AidezMoiSVP.ca", "!Parler pour changer", "!National Crime Agency (NCA)"},
		"#worried": {"Parler pour changer", "Stop It Now! (en anglais)", "!Parler pour changer (en anglais)", "!Cyberaide.ca"},
		"#company": {"Cyberaide.ca", "National Crime Agency (NCA)", "!AidezMoiSVP.ca", "!Parler pour changer"},
		"#law":     {"21 jours", "Vérifié le 23\u00a0novembre\u00a02026", "pas un avis juridique", "Sources\u00a0: Canada"},
	} {
		reply{status: 200, body: page.Find(section).Text()}.want(t, 200, texts...)
	}
	if n := page.Find("#law h3").Length(); n != 5 {
		t.Errorf("the law of %d countries", n)
	}
}

func TestTheOperatorIsNamedAsFarAsTheSettingsSay(t *testing.T) {
	for _, c := range []struct {
		name, contact string
		see           []string
	}{
		{"", "", []string{"has not entered a name yet", "!mailto:"}},
		{"Secretariat", "portal@gov.example", []string{"Secretariat", `href="mailto:portal@gov.example"`}},
		{"Secretariat", "https://gov.example/write", []string{"Secretariat", `href="https://gov.example/write"`}},
		{"Secretariat", "Room 11", []string{"Secretariat", "Room 11", "!mailto:"}},
	} {
		who := newPortal(t, func(set *handlers.Config) {
			set.Operator, set.Contact = forms.Text{EN: c.name, FR: c.name}, c.contact
			set.MailDays, set.NetworkDays = 1, 90
		}).visitor()
		who.get("/en").want(t, 200, c.see...)
		who.get("/en/privacy").want(t, 200, append(c.see, ">1 day<", ">90 days<")...)
		who.get("/fr/privacy").want(t, 200, ">1 jour<", ">90 jours<")
	}
}
