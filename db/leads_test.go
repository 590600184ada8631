package db_test

import (
	"testing"

	"eleven/forms"
)

func TestOtherLeadsAreThoseOfTheSameCountryWhoMaySignIn(t *testing.T) {
	p := open(t)
	lead := p.official(forms.Lead, "CA")
	p.official(forms.Lead, "UK")
	p.official(forms.Reviewer, "CA")
	n, err := p.OtherLeads(t.Context(), lead)
	must(t, err)
	want(t, "others beside the only one", n, 0)
	second := p.official(forms.Lead, "CA")
	n, err = p.OtherLeads(t.Context(), lead)
	must(t, err)
	want(t, "others", n, 1)
	_, err = p.raw.Exec("UPDATE users SET disabled = 1 WHERE id = '" + second.ID + "'")
	must(t, err)
	n, err = p.OtherLeads(t.Context(), lead)
	must(t, err)
	want(t, "others who may sign in", n, 0)
}

func TestTheNextReviewIsTheOneThatWaitsLongest(t *testing.T) {
	p := open(t)
	reviewer := p.official(forms.Reviewer, "CA")
	_, err := p.NextToReview(t.Context(), reviewer)
	wantErr(t, err, forms.ErrNotFound)
	p.submit(p.start("Maple Abroad"), "UK", "CA")
	first := p.submit(p.start("Maple First"), "CA")
	next, err := p.NextToReview(t.Context(), reviewer)
	must(t, err)
	want(t, "the only one of the country", next.ID, first)
	must(t, p.Take(t.Context(), reviewer, first))
	must(t, p.StepBack(t.Context(), reviewer, first))
	_, err = p.NextToReview(t.Context(), reviewer)
	wantErr(t, err, forms.ErrNotFound)
}
