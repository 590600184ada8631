package db_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"eleven/db"
	"eleven/forms"
)

// fill submits n assessments, several in the same second, shared in turn with
// all five, with CA and UK, and with UK alone.
func (p *portal) fill(n int) {
	p.t.Helper()
	errs := together(n, func(i int) error {
		id, err := p.StartAssessment(p.t.Context(), p.owner, fmt.Sprintf("Service %04d", i), "en", pack)
		if err != nil {
			return err
		}
		if i%7 == 0 {
			p.clock.Advance(time.Second)
		}
		return p.trySubmit(id, accept, nil, [][]string{{"CA", "AU", "NZ", "UK", "US"}, {"CA", "UK"}, {"UK"}}[i%3]...)
	})
	want(p.t, "submitted", tally(errs, nil), n)
}

// walk pages through a country's queue and gives the ids in the order met.
func (p *portal) walk(country string, limit int, between func()) (ids []string) {
	p.t.Helper()
	var key db.Key
	for {
		page, err := p.Queue(p.t.Context(), country, key, limit)
		must(p.t, err)
		if len(page) == 0 {
			return ids
		}
		for _, r := range page {
			ids = append(ids, r.ID)
		}
		last := page[len(page)-1]
		key = db.Key{At: last.SubmittedAt, ID: last.ID}
		between()
	}
}

func TestTheQueueIsPagedWithoutGapOrDouble(t *testing.T) {
	p := open(t)
	p.fill(375)
	for country, n := range map[string]int{"CA": 250, "UK": 375, "AU": 125, "all": 125, "": 0, "FR": 0} {
		whole, err := p.Queue(t.Context(), country, db.Key{}, 1000)
		must(t, err)
		want(t, "shared with "+country, len(whole), n)
		sorted := slices.IsSortedFunc(whole, func(a, b db.QueueRow) int {
			if a.SubmittedAt != b.SubmittedAt {
				return int(b.SubmittedAt - a.SubmittedAt)
			}
			return strings.Compare(b.ID, a.ID)
		})
		want(t, "newest first for "+country, sorted, true)
		var ids []string
		for _, r := range whole {
			ids = append(ids, r.ID)
		}
		for _, limit := range []int{7, 40, 250} {
			got := p.walk(country, limit, func() {})
			want(t, fmt.Sprintf("%s by %d", country, limit), slices.Equal(got, ids), true)
		}
	}
}

func TestAQueueThatGrowsWhileItIsReadShowsNothingTwice(t *testing.T) {
	p := open(t)
	p.fill(60)
	before := p.walk("UK", 1000, func() {})
	n := 0
	got := p.walk("UK", 10, func() {
		n++
		p.clock.Advance(time.Second)
		p.submit(p.start(fmt.Sprint("Late ", n)), "UK")
	})
	want(t, "met", slices.Equal(got, before), true)
}

func TestALineOfTheQueueSaysWhoHasIt(t *testing.T) {
	p, _, id := shared(t)
	reviewer := p.official(forms.Reviewer, "CA")
	must(t, p.Take(t.Context(), reviewer, id))
	rows, err := p.Queue(t.Context(), "UK", db.Key{}, 10)
	must(t, err)
	want(t, "line", rows[0], db.QueueRow{
		ID: id, Company: "Maple Chat", Service: "Maple Messenger", Country: "CA", Depth: forms.Full,
		State: forms.Scoring, SubmittedAt: p.Now(), Reviewer: "Robin reviewer", ReviewerID: reviewer.ID,
	})
}

func TestTheQueueIsAnsweredFromIndexesInOrder(t *testing.T) {
	p := openSQLite(t)
	text := p.plan(db.QueueQuery, "CA", 5, "x", 10)
	for _, bad := range []string{"SCAN", "TEMP B-TREE"} {
		if strings.Contains(text, bad) {
			t.Errorf("%s in the plan\n%s", bad, text)
		}
	}
	// The key narrows the search; without it a late page would read all before it.
	for _, good := range []string{"SEARCH s USING COVERING INDEX", "submitted_at", "SEARCH r USING INDEX", "SEARCH u USING INDEX"} {
		if !strings.Contains(text, good) {
			t.Errorf("no %s in the plan\n%s", good, text)
		}
	}
}

// plan says how SQLite answers a query.
func (p *portal) plan(query string, args ...any) string {
	p.t.Helper()
	rows, err := p.raw.Query("EXPLAIN QUERY PLAN "+query, args...)
	must(p.t, err)
	defer func() { _ = rows.Close() }()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		must(p.t, rows.Scan(&id, &parent, &unused, &step))
		steps = append(steps, step)
	}
	must(p.t, rows.Err())
	return strings.Join(steps, "\n")
}

func TestAPersonsOwnReviewsAreThoseTheyHaveToScore(t *testing.T) {
	p := open(t)
	reviewer, colleague := p.official(forms.Reviewer, "CA"), p.official(forms.Reviewer, "CA")
	first, second := p.submit(p.start("Maple First"), "CA"), p.submit(p.start("Maple Second"), "CA", "UK")
	p.submit(p.start("Maple Waiting"), "CA")
	for _, id := range []string{second, first} {
		must(t, p.Take(t.Context(), reviewer, id))
		p.clock.Advance(time.Second)
	}
	must(t, p.DeclareNoConflict(t.Context(), reviewer, second))
	must(t, p.SaveScore(t.Context(), reviewer, second, 1, forms.PrincipleReview{Score: 2}))
	own, err := p.OwnReviews(t.Context(), reviewer, 10)
	must(t, err)
	want(t, "held", len(own), 2)
	want(t, "longest held first", own[0].ID+" "+own[1].ID, second+" "+first)
	want(t, "scored", own[0].Scored, 1)
	want(t, "sent back", own[0].Returned, false)
	own, err = p.OwnReviews(t.Context(), colleague, 10)
	must(t, err)
	want(t, "a colleague's", len(own), 0)
}

func TestAPersonsOwnReviewsAreFoundInOrder(t *testing.T) {
	p := openSQLite(t)
	text := p.plan(db.OwnQuery, "x", "CA", 10)
	if strings.Contains(text, "SCAN") || strings.Contains(text, "TEMP B-TREE") || !strings.Contains(text, "SEARCH r USING INDEX reviews_by_reviewer") {
		t.Errorf("the plan is\n%s", text)
	}
}
