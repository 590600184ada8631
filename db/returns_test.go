package db_test

import (
	"testing"

	"eleven/db"
	"eleven/forms"
)

// returning is a lead's way back from a state.
func (p *portal) returning(by db.Actor, id string, from forms.ReviewState) func() error {
	return func() error {
		return p.Return(p.t.Context(), by, id, from, "The reason of 4 names another firm.", "en")
	}
}

func TestALeadSendsAFinishedReviewBackToWhoScoredIt(t *testing.T) {
	p, reviewer, _, id := taken(t)
	ctx, lead := t.Context(), p.official(forms.Lead, "CA")
	must(t, p.SaveScore(ctx, reviewer, id, 1, good))
	must(t, p.Finish(ctx, reviewer, id, []int{1}))
	p.unchanged(func() {
		wantErr(t, p.returning(reviewer, id, forms.Finished)(), forms.ErrForbidden)
		wantErr(t, p.returning(lead, id, forms.Scoring)(), forms.ErrLocked)
	})
	must(t, p.returning(lead, id, forms.Finished)())
	r, err := p.Review(ctx, reviewer, id)
	must(t, err)
	want(t, "state", r.State, forms.Scoring)
	want(t, "reviewer", r.ReviewerID, reviewer.ID)
	want(t, "scores", len(r.Scores), 1)
	want(t, "reason", r.ReturnedFor, "The reason of 4 names another firm.")
	want(t, "its language", r.ReturnedLang, "en")
	own, err := p.OwnReviews(ctx, reviewer, 10)
	must(t, err)
	want(t, "known to be sent back", own[0].Returned, true)
	want(t, "lines in the trail", p.count("SELECT COUNT(*) FROM audit WHERE action = 'review.sent-back' AND detail = ''"), 1)
	p.unchanged(func() {
		wantErr(t, p.returning(lead, id, forms.Finished)(), forms.ErrLocked)
		wantErr(t, p.Release(ctx, lead, id, nil), forms.ErrLocked)
	})
	must(t, p.SaveScore(ctx, reviewer, id, 1, good))
	must(t, p.Finish(ctx, reviewer, id, []int{1}))
	must(t, p.Release(ctx, lead, id, nil))
	p.unchanged(func() { wantErr(t, p.returning(lead, id, forms.Released)(), forms.ErrLocked) })
}

func TestALeadTakesAReviewOutOfSomebodysHands(t *testing.T) {
	p, reviewer, _, id := taken(t)
	ctx, lead := t.Context(), p.official(forms.Lead, "CA")
	p.unchanged(func() { wantErr(t, p.returning(lead, id, forms.Waiting)(), forms.ErrLocked) })
	must(t, p.SaveScore(ctx, reviewer, id, 1, good))
	must(t, p.returning(lead, id, forms.Scoring)())
	r, err := p.Review(ctx, reviewer, id)
	must(t, err)
	want(t, "state", r.State, forms.Waiting)
	want(t, "reviewer", r.ReviewerID, "")
	want(t, "scores", len(r.Scores), 0)
	want(t, "reason", r.ReturnedFor != "", true)
	want(t, "lines in the trail", p.count("SELECT COUNT(*) FROM audit WHERE action = 'review.taken-away'"), 1)
	must(t, p.Take(ctx, lead, id))
	r, err = p.Review(ctx, lead, id)
	must(t, err)
	want(t, "reason for the next", r.ReturnedFor, "")
}
