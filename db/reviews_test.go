package db_test

import (
	"fmt"
	"testing"

	"eleven/db"
	"eleven/forms"
)

func TestTwentyReviewersCannotTakeOneReview(t *testing.T) {
	p, _, id := shared(t)
	people := make([]db.Actor, 20)
	for i := range people {
		people[i] = p.official(forms.Reviewer, "CA")
	}
	errs := together(len(people), func(i int) error { return p.Take(t.Context(), people[i], id) })
	want(t, "took it", tally(errs, nil), 1)
	want(t, "came too late", tally(errs, forms.ErrLocked), 19)
	for i, err := range errs {
		if err == nil {
			r, seen := p.Review(t.Context(), people[i], id)
			must(t, seen)
			want(t, "reviewer", r.ReviewerID, people[i].ID)
		}
	}
}

// taken gives a review that a reviewer has and may score.
func taken(t *testing.T) (p *portal, reviewer db.Actor, assessment, review string) {
	t.Helper()
	p, assessment, review = shared(t)
	reviewer = p.official(forms.Reviewer, "CA")
	must(t, p.Take(t.Context(), reviewer, review))
	must(t, p.DeclareNoConflict(t.Context(), reviewer, review))
	return p, reviewer, assessment, review
}

var good = forms.PrincipleReview{
	Score: 3, Reason: "Seen in the records of this year.", Override: true,
	Verdicts: map[string]forms.Verdict{"p01-q01": {Verdict: "confirmed", KnownBy: "seen", How: "shown"}},
}

func TestScoresAreKeptAndMayBeChangedWhileScoring(t *testing.T) {
	p, reviewer, _, id := taken(t)
	must(t, p.SaveScore(t.Context(), reviewer, id, 1, forms.PrincipleReview{Score: 0, Reason: "At first."}))
	must(t, p.SaveScore(t.Context(), reviewer, id, 1, good))
	r, err := p.Review(t.Context(), reviewer, id)
	must(t, err)
	want(t, "scores", len(r.Scores), 1)
	want(t, "score", fmt.Sprint(r.Scores[1]), fmt.Sprint(good))
}

func TestNobodyScoresBeforeTheDeclarationOrInAnothersPlace(t *testing.T) {
	p, _, id := shared(t)
	ctx, reviewer, other := t.Context(), p.official(forms.Reviewer, "CA"), p.official(forms.Lead, "CA")
	p.unchanged(func() { wantErr(t, p.SaveScore(ctx, reviewer, id, 1, good), forms.ErrLocked) })
	must(t, p.Take(ctx, reviewer, id))
	p.unchanged(func() {
		wantErr(t, p.SaveScore(ctx, reviewer, id, 1, good), forms.ErrLocked)
		wantErr(t, p.Finish(ctx, reviewer, id, nil), forms.ErrLocked)
		wantErr(t, p.DeclareNoConflict(ctx, other, id), forms.ErrLocked)
	})
	must(t, p.DeclareNoConflict(ctx, reviewer, id))
	p.unchanged(func() {
		for name, do := range p.reviewing(other, id) {
			if err := do(); err == nil {
				t.Errorf("%s by another reviewer went through", name)
			}
		}
	})
}

func TestHandingBackForgetsTheScoresAndLetsAnybodyTakeIt(t *testing.T) {
	p, reviewer, _, id := taken(t)
	ctx, other := t.Context(), p.official(forms.Reviewer, "CA")
	must(t, p.SaveScore(ctx, reviewer, id, 1, good))
	must(t, p.HandBack(ctx, reviewer, id))
	r, err := p.Review(ctx, reviewer, id)
	must(t, err)
	want(t, "state", r.State, forms.Waiting)
	want(t, "scores", len(r.Scores), 0)
	want(t, "declaration", r.Conflict, "")
	want(t, "stepped back", r.SteppedBack, false)
	wantErr(t, p.HandBack(ctx, reviewer, id), forms.ErrLocked)
	must(t, p.Take(ctx, other, id))
	must(t, p.HandBack(ctx, other, id))
	must(t, p.Take(ctx, reviewer, id))
}

func TestSteppingBackIsForGood(t *testing.T) {
	p, reviewer, _, id := taken(t)
	ctx, other := t.Context(), p.official(forms.Reviewer, "CA")
	must(t, p.SaveScore(ctx, reviewer, id, 1, good))
	must(t, p.StepBack(ctx, reviewer, id))
	p.unchanged(func() { wantErr(t, p.Take(ctx, reviewer, id), forms.ErrForbidden) })
	r, err := p.Review(ctx, reviewer, id)
	must(t, err)
	want(t, "stepped back", r.SteppedBack, true)
	r, err = p.Review(ctx, other, id)
	must(t, err)
	want(t, "the other stepped back", r.SteppedBack, false)
	want(t, "scores", len(r.Scores), 0)
	must(t, p.Take(ctx, other, id))
}

func TestFinishingWantsEveryPrincipleScored(t *testing.T) {
	p, reviewer, _, id := taken(t)
	ctx := t.Context()
	for _, n := range []int{1, 2, 11} {
		p.unchanged(func() { wantErr(t, p.Finish(ctx, reviewer, id, []int{1, 2, 11}), forms.ErrLocked) })
		must(t, p.SaveScore(ctx, reviewer, id, n, good))
	}
	must(t, p.Finish(ctx, reviewer, id, []int{1, 2, 11}))
	r, err := p.Review(ctx, reviewer, id)
	must(t, err)
	want(t, "state", r.State, forms.Finished)
	want(t, "finished", r.FinishedAt, p.Now())
	p.unchanged(func() {
		wantErr(t, p.SaveScore(ctx, reviewer, id, 1, good), forms.ErrLocked)
		wantErr(t, p.Finish(ctx, reviewer, id, nil), forms.ErrLocked)
		wantErr(t, p.HandBack(ctx, reviewer, id), forms.ErrLocked)
		wantErr(t, p.StepBack(ctx, reviewer, id), forms.ErrLocked)
		wantErr(t, p.Take(ctx, reviewer, id), forms.ErrLocked)
	})
}

func TestAScoreGivenWhileItsReviewIsHandedBackIsNotLeftBehind(t *testing.T) {
	p, reviewer, _, id := taken(t)
	ctx := t.Context()
	for range 20 {
		errs := together(9, func(i int) error {
			if i == 4 {
				return p.HandBack(ctx, reviewer, id)
			}
			return p.SaveScore(ctx, reviewer, id, i+1, good)
		})
		must(t, errs[4])
		want(t, "kept or refused", tally(errs, nil)+tally(errs, forms.ErrLocked), 9)
		want(t, "left behind", p.count("SELECT COUNT(*) FROM scores"), 0)
		must(t, p.Take(ctx, reviewer, id))
		must(t, p.DeclareNoConflict(ctx, reviewer, id))
	}
}

func TestNobodyReleasesWhatTheyScored(t *testing.T) {
	for name, scored := range map[string]int{"with scores": 1, "where nothing counted": 0} {
		t.Run(name, func(t *testing.T) {
			p, id, review := shared(t)
			ctx, scorer, lead := t.Context(), p.official(forms.Lead, "CA"), p.official(forms.Lead, "CA")
			must(t, p.Take(ctx, scorer, review))
			must(t, p.DeclareNoConflict(ctx, scorer, review))
			for range scored {
				must(t, p.SaveScore(ctx, scorer, review, 1, good))
			}
			p.unchanged(func() { wantErr(t, p.Release(ctx, lead, review, nil), forms.ErrLocked) })
			must(t, p.Finish(ctx, scorer, review, nil))
			_, err := p.ReleasedReview(ctx, p.owner.Company, id)
			wantErr(t, err, forms.ErrNotFound)
			p.unchanged(func() { wantErr(t, p.Release(ctx, scorer, review, nil), forms.ErrForbidden) })
			must(t, p.Release(ctx, lead, review, []db.Mail{{To: "a@example.org", Kind: "released"}}))
			p.unchanged(func() { wantErr(t, p.Release(ctx, lead, review, []db.Mail{{}}), forms.ErrLocked) })
		})
	}
}

func TestTheOutcomeReachesTheCompanyWithTheRelease(t *testing.T) {
	p, reviewer, id, review := taken(t)
	ctx, lead := t.Context(), p.official(forms.Lead, "CA")
	must(t, p.SaveScore(ctx, reviewer, review, 1, good))
	must(t, p.Finish(ctx, reviewer, review, []int{1}))

	p.run("ALTER TABLE outbox RENAME TO hidden")
	p.unchanged(func() {
		if err := p.Release(ctx, lead, review, []db.Mail{{To: "a@example.org"}}); err == nil {
			t.Error("released without its mail")
		}
	})
	p.run("ALTER TABLE hidden RENAME TO outbox")

	must(t, p.Release(ctx, lead, review, []db.Mail{{To: "a@example.org"}}))
	out, err := p.ReleasedReview(ctx, p.owner.Company, id)
	must(t, err)
	want(t, "country", out.Country, "CA")
	want(t, "score", fmt.Sprint(out.Principles[1]), fmt.Sprint(good))
	r, err := p.Assessment(ctx, p.owner.Company, id)
	must(t, err)
	want(t, "state", r.State, forms.Reviewed)
	want(t, "released", r.Submission.ReleasedAt, p.Now())
	mails, err := p.DueMail(ctx, 10)
	must(t, err)
	want(t, "mails", len(mails), 1)
	seen, err := p.Review(ctx, p.official(forms.Reviewer, "UK"), review)
	must(t, err)
	want(t, "released for the other country", seen.Released(), true)
}

func TestTheFirstReadingOfEachPersonIsNotedOnce(t *testing.T) {
	p, id, review := shared(t)
	ctx, first := t.Context(), p.Now()
	readers := []db.Actor{p.official(forms.Reviewer, "CA"), p.official(forms.Lead, "CA"), p.official(forms.Reviewer, "UK")}
	errs := together(30, func(i int) error { return p.NoteReading(ctx, readers[i%3], review, "read") })
	want(t, "noted", tally(errs, nil), 30)
	p.clock.Advance(60 * 1e9)
	must(t, p.NoteReading(ctx, readers[0], review, "read"))
	must(t, p.NoteReading(ctx, readers[1], review, "downloaded"))
	r, err := p.Assessment(ctx, p.owner.Company, id)
	must(t, err)
	want(t, "readings", fmt.Sprint(r.Submission.Readings), fmt.Sprint([]db.Reading{
		{Country: "CA", How: "read", FirstAt: first}, {Country: "UK", How: "read", FirstAt: first}, {Country: "CA", How: "downloaded", FirstAt: first + 60},
	}))
	want(t, "lines in the trail", p.count("SELECT COUNT(*) FROM audit WHERE action LIKE 'review.first-%'"), 4)
	for _, reader := range readers {
		want(t, "lines of one reader", p.count("SELECT COUNT(*) FROM audit WHERE action = 'review.first-read' AND actor = $1", reader.ID), 1)
	}
}
