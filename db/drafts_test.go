package db_test

import (
	"fmt"
	"testing"

	"eleven/forms"
)

func TestADraftIsItsReviewersAloneAndGoesWithTheScore(t *testing.T) {
	p, reviewer, _, id := taken(t)
	ctx, draft := t.Context(), good
	draft.Score, draft.Language = -1, "fr"
	lines := p.count("SELECT COUNT(*) FROM audit")
	must(t, p.SaveDraft(ctx, reviewer, id, 1, &good))
	p.clock.Advance(60 * 1e9)
	must(t, p.SaveDraft(ctx, reviewer, id, 1, &draft))
	must(t, p.SaveDraft(ctx, reviewer, id, 2, &draft))
	must(t, p.SaveDraft(ctx, reviewer, id, 2, nil))
	want(t, "lines in the trail", p.count("SELECT COUNT(*) FROM audit"), lines)

	got, err := p.Drafts(ctx, reviewer, id)
	must(t, err)
	want(t, "drafts", len(got), 1)
	want(t, "draft", fmt.Sprint(got[1].PrincipleReview), fmt.Sprint(draft))
	want(t, "kept", got[1].At, p.Now())
	for _, other := range []forms.Role{forms.Reviewer, forms.Lead} {
		got, err := p.Drafts(ctx, p.official(other, "CA"), id)
		must(t, err)
		want(t, "drafts for another "+string(other), len(got), 0)
	}
	r, err := p.Review(ctx, reviewer, id)
	must(t, err)
	want(t, "scores", len(r.Scores), 0)
	must(t, p.SaveScore(ctx, reviewer, id, 1, good))
	want(t, "drafts left by the score", p.count("SELECT COUNT(*) FROM review_drafts"), 0)
}

func TestDraftsGoWithTheReview(t *testing.T) {
	for _, name := range []string{"HandBack", "StepBack", "Finish", "Return"} {
		t.Run(name, func(t *testing.T) {
			p, reviewer, _, id := taken(t)
			must(t, p.SaveDraft(t.Context(), reviewer, id, 1, &good))
			end := p.reviewing(reviewer, id)
			end["Return"] = p.returning(p.official(forms.Lead, "CA"), id, forms.Scoring)
			must(t, end[name]())
			want(t, "drafts left", p.count("SELECT COUNT(*) FROM review_drafts"), 0)
		})
	}
}
