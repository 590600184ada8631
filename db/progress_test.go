package db_test

import (
	"fmt"
	"strings"
	"testing"

	"eleven/db"
	"eleven/forms"
)

func TestReviewsAreCountedForThoseTheyAreSharedWith(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.reviewed("Maple Reviewed")
	p.submit(p.start("Maple Everywhere"), forms.Countries...)
	p.submit(p.start("Maple Two"), "CA", "UK")
	taken := p.submit(p.start("Maple Taken"), "UK")
	must(t, p.Take(ctx, p.official(forms.Reviewer, "UK"), taken))
	back := p.start("Maple Back")
	p.submit(back, "CA", "NZ")
	must(t, p.Withdraw(ctx, p.owner, back))

	type counts map[forms.ReviewState]int
	for country, c := range map[string]struct{ ours, others counts }{
		"CA":  {counts{forms.Released: 1, forms.Waiting: 1}, counts{forms.Waiting: 1}},
		"UK":  {counts{forms.Scoring: 1}, counts{forms.Waiting: 2}},
		"NZ":  {counts{}, counts{forms.Waiting: 1}},
		"all": {counts{}, counts{forms.Waiting: 1}},
		"":    {counts{}, counts{}},
	} {
		ours, others, err := p.Progress(ctx, country)
		must(t, err)
		want(t, "reviewed by "+country, fmt.Sprint(ours), fmt.Sprint(map[forms.ReviewState]int(c.ours)))
		want(t, "read by "+country, fmt.Sprint(others), fmt.Sprint(map[forms.ReviewState]int(c.others)))
	}
	got, err := p.ProgressEverywhere(ctx)
	must(t, err)
	delete(got, "withdrawn")
	want(t, "everywhere", fmt.Sprint(got), fmt.Sprint(map[forms.ReviewState]int{forms.Released: 1, forms.Scoring: 1, forms.Waiting: 2}))
}

func TestReviewsAreCountedFromIndexes(t *testing.T) {
	p := openSQLite(t)
	for query, good := range map[string]string{
		p.plan(db.SharedQuery, "CA"): "SEARCH s USING COVERING INDEX",
		p.plan(db.EverywhereQuery):   "SCAN reviews USING COVERING INDEX reviews_by_state",
	} {
		if !strings.Contains(query, good) || strings.Contains(query, "SCAN s") || strings.Contains(query, "SCAN r\n") {
			t.Errorf("no %s in the plan\n%s", good, query)
		}
	}
}
