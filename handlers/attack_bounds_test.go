package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"eleven/db"
	"eleven/forms"
)

// TestACompanyKeepsNoMoreThanItNeeds names services and evidence without end.
func TestACompanyKeepsNoMoreThanItNeeds(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Rowan", "UK")
	pack, err := forms.Current()
	if err != nil {
		t.Fatal(err)
	}
	var id string
	for i := range forms.MaxServices {
		if id, err = p.db.StartAssessment(t.Context(), owner.user.Actor(), fmt.Sprintf("Service %d", i), "en", pack); err != nil {
			t.Fatal(err)
		}
	}
	start := func(name string) reply {
		return owner.post("/en/assessments", "/en/assessments", url.Values{"service": {name}})
	}
	start("One more").want(t, http.StatusUnprocessableEntity, "50 services already", `value="One more"`)
	start("Service 3").want(t, http.StatusSeeOther)

	page := "/en/assessments/" + id + "/evidence/p01-q01"
	record := url.Values{
		"record": {db.NewID()}, "title": {"Rules"}, "kind": {"policy"}, "date": {"2026-01-02"}, "holder": {"Office"}, "place": {"Shelf"},
	}
	for range forms.MaxEvidence {
		record.Set("record", db.NewID())
		owner.post(page, page, record).want(t, http.StatusSeeOther)
	}
	owner.post(page, page, record).want(t, http.StatusSeeOther) // sent twice
	record.Set("record", db.NewID())
	owner.post(page, page, record).want(t, http.StatusUnprocessableEntity, "has 20 records already")
}

// TestEvidenceIsNotOfTheFuture dates a record today where days begin first, and later.
func TestEvidenceIsNotOfTheFuture(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Rowan", "UK")
	pack, err := forms.Current()
	if err != nil {
		t.Fatal(err)
	}
	id, err := p.db.StartAssessment(t.Context(), owner.user.Actor(), "Forum", "en", pack)
	if err != nil {
		t.Fatal(err)
	}
	first := p.clock.Now().UTC().Add(14 * 60 * 60 * 1e9)
	for date, want := range map[string]int{
		first.Format("2006-01-02"): http.StatusSeeOther, first.AddDate(0, 0, 1).Format("2006-01-02"): http.StatusUnprocessableEntity,
		"9999-12-31": http.StatusUnprocessableEntity,
	} {
		for lang, says := range map[string]string{"en": "still to come", "fr": "pas encore arrivée"} {
			page := "/" + lang + "/assessments/" + id + "/evidence/p01-q01"
			r := owner.post(page, page, url.Values{
				"record": {db.NewID()}, "title": {"Rules"}, "kind": {"policy"}, "date": {date}, "holder": {"Office"}, "place": {"Shelf"},
			})
			if r.want(t, want); want == http.StatusUnprocessableEntity {
				r.want(t, want, says, `value="`+date+`"`)
			}
		}
	}
}
