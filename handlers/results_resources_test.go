package handlers_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"eleven/forms"
)

func TestResultsNameTheCompanysOwnCountrysHelpFirstAndSayWhatIsInEnglish(t *testing.T) {
	p := newPortal(t)
	for country, want := range map[string]string{
		"CA": "Cyberaide.ca, la centrale de signalement du Canada (CCPE) (gratuit)",
		"AU": "ACCCE, comment et quoi signaler (Australie) (gratuit, en anglais)",
	} {
		owner := p.as(forms.Owner, "Clear Brook "+country, country)
		address := owner.assessment()
		owner.answerAll(address, "1")
		page := owner.get(strings.Replace(address, "/en/", "/fr/", 1)+"/results").want(t, 200).doc(t)
		card := page.Find(".card:has(p.small a)").FilterFunction(func(_ int, s *goquery.Selection) bool {
			return strings.Contains(s.Text(), "INHOPE")
		}).First()
		if got := card.Find("p.small").First().Text(); got != want {
			t.Errorf("%s: first %q, want %q", country, got, want)
		}
	}
}
