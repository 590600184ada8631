package forms_test

import (
	"testing"

	"eleven/forms"
)

func TestACompanysOwnCountrysResourcesComeFirst(t *testing.T) {
	q := forms.Question{}
	for _, r := range []struct {
		name      string
		countries []string
	}{{"a", []string{"UK"}}, {"b", nil}, {"c", []string{"CA"}}, {"d", []string{"US", "CA"}}, {"e", nil}} {
		q.Resources = append(q.Resources, forms.Resource{Name: forms.Text{EN: r.name}, Countries: r.countries})
	}
	for country, want := range map[string]string{"CA": "cdbea", "UK": "abecd", "NZ": "beacd", "": "beacd"} {
		got := ""
		for _, r := range q.ResourcesFor(country) {
			got += r.Name.EN
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", country, got, want)
		}
	}
	if q.Resources[0].Name.EN != "a" {
		t.Error("the pack's own order changed")
	}
}

func TestAReaderOfFrenchIsToldWhenAPageIsInEnglish(t *testing.T) {
	both := forms.Resource{URL: forms.Text{EN: "https://en.example/", FR: "https://fr.example/"}}
	english := forms.Resource{URL: forms.Text{EN: "https://en.example/"}}
	for _, c := range []struct {
		name      string
		r         forms.Resource
		lang, url string
		inEnglish bool
	}{
		{"a page for each, in English", both, "en", "https://en.example/", false},
		{"a page for each, in French", both, "fr", "https://fr.example/", false},
		{"one page, in English", english, "en", "https://en.example/", false},
		{"one page, in French", english, "fr", "https://en.example/", true},
	} {
		if url, inEnglish := c.r.URL.Page(c.lang); url != c.url || inEnglish != c.inEnglish {
			t.Errorf("%s: got %s and %v", c.name, url, inEnglish)
		}
	}
}
