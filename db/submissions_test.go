package db_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"eleven/db"
	"eleven/forms"
)

func TestASubmissionIsACopyThatNeverChanges(t *testing.T) {
	p, ctx := open(t), t.Context()
	id := p.start("Maple Messenger")
	p.answer(p.owner, id, forms.Posted{Question: "p01-q01", Level: level("2"), Note: text("as submitted")})
	p.clock.Advance(time.Hour)
	review := p.submit(id, "CA", "UK")
	submittedAt := p.Now()

	r, err := p.Assessment(ctx, p.owner.Company, id)
	must(t, err)
	want(t, "state", r.State, forms.Submitted)
	want(t, "review", r.Submission.Review, forms.Waiting)
	want(t, "reviewing country", r.Submission.Country, "CA")
	wantSame(t, "shared with", r.Submission.Shared, []string{"CA", "UK"})

	p.clock.Advance(time.Hour)
	p.run("UPDATE assessments SET state = 'returned'")
	p.answer(p.owner, id, forms.Posted{Question: "p01-q01", Revision: 1, Note: text("changed since")})
	a, err := p.Snapshot(ctx, p.owner.Company, id)
	must(t, err)
	want(t, "note", a.Answers["p01-q01"].Note, "as submitted")
	want(t, "state in the copy", a.State, forms.Submitted)
	want(t, "pack", a.Digest, "sha256:pack")
	want(t, "signed by", a.Signed.Name, "Robin Doe")
	want(t, "signed at", a.Signed.At, submittedAt)
	seen, err := p.Review(ctx, p.official(forms.Reviewer, "UK"), review)
	must(t, err)
	want(t, "note that reviewers read", seen.Assessment.Answers["p01-q01"].Note, "as submitted")
}

func TestAHundredSubmitsAtOnceMakeOneSubmission(t *testing.T) {
	p := open(t)
	id := p.start("Maple Messenger")
	errs := together(100, func(int) error { return p.trySubmit(id, accept, []db.Mail{{To: "a@example.org"}}, "CA") })
	want(t, "submitted", tally(errs, nil), 1)
	want(t, "locked", tally(errs, forms.ErrLocked), 99)
	for _, table := range []string{"submissions", "reviews", "shares", "outbox"} {
		want(t, table, p.count("SELECT COUNT(*) FROM "+table), 1)
	}
}

func TestASubmissionIsAllOrNothing(t *testing.T) {
	refused := errors.New("unanswered questions")
	for name, c := range map[string]struct {
		hidden string // a table out of reach, so that writing to it fails
		check  func(forms.Assessment) error
		err    error
	}{
		"a check that refuses":         {"", func(forms.Assessment) error { return refused }, refused},
		"a check that panics":          {"", func(forms.Assessment) error { panic("check") }, nil},
		"a mail that cannot be kept":   {"outbox", accept, nil},
		"a share that cannot be kept":  {"shares", accept, nil},
		"a review that cannot be kept": {"reviews", accept, nil},
		"a trail that cannot be kept":  {"audit", accept, nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			id := p.start("Maple Messenger")
			if c.hidden != "" {
				p.run("ALTER TABLE " + c.hidden + " RENAME TO hidden")
			}
			p.unchanged(func() {
				err := p.trySubmit(id, c.check, []db.Mail{{To: "a@example.org"}}, "CA")
				if err == nil || c.err != nil && !errors.Is(err, c.err) {
					t.Errorf("error %v, want %v", err, c.err)
				}
			})
			if c.hidden != "" {
				p.run("ALTER TABLE hidden RENAME TO " + c.hidden)
			}
			must(t, p.trySubmit(id, accept, nil, "CA"))
		})
	}
}

func TestTheCheckSeesWhatIsSubmitted(t *testing.T) {
	p := open(t)
	id := p.start("Maple Messenger")
	p.answer(p.owner, id, forms.Posted{Question: "p01-q01", Level: level("2")})
	var checked forms.Assessment
	must(t, p.trySubmit(id, func(a forms.Assessment) error { checked = a; return nil }, nil, "CA"))
	copied, err := p.Snapshot(t.Context(), p.owner.Company, id)
	must(t, err)
	want(t, "answers", checked.Answers["p01-q01"].Level, copied.Answers["p01-q01"].Level)
	want(t, "service", checked.Service, copied.Service)
}

func TestWhatIsSavedDuringASubmissionIsInItOrRefused(t *testing.T) {
	p, ctx := open(t), t.Context()
	id := p.start("Maple Messenger")
	const people = 30
	errs := together(people, func(i int) error {
		if i == people/2 {
			return p.trySubmit(id, accept, nil, "CA")
		}
		_, err := p.SaveAnswers(ctx, p.editor, id, []forms.Posted{{Question: fmt.Sprintf("p01-q%02d", i), Level: level("2")}})
		return err
	})
	must(t, errs[people/2])
	copied, err := p.Snapshot(ctx, p.owner.Company, id)
	must(t, err)
	want(t, "answers in the copy", len(copied.Answers), tally(errs, nil)-1)
	want(t, "others told that it is locked", tally(errs, forms.ErrLocked), people-tally(errs, nil))
}

func TestTheDigestCatchesOneChangedByte(t *testing.T) {
	p, id, review := shared(t)
	ctx, reviewer := t.Context(), p.official(forms.Reviewer, "CA")
	var snapshot, digest string
	must(t, p.raw.QueryRow("SELECT snapshot, digest FROM submissions").Scan(&snapshot, &digest))
	broken := map[string]string{"a space behind": snapshot + " ", "a line before": "\n" + snapshot, "cut short": snapshot[:len(snapshot)-1]}
	for i := 0; i < len(snapshot); i += 11 {
		changed := []byte(snapshot)
		changed[i] ^= 1
		broken[fmt.Sprint("byte ", i)] = string(changed)
	}
	for name, s := range broken {
		p.run("UPDATE submissions SET snapshot = $1", s)
		_, err := p.Snapshot(ctx, p.owner.Company, id)
		_, seen := p.Review(ctx, reviewer, review)
		if !errors.Is(err, forms.ErrInvalid) || !errors.Is(seen, forms.ErrInvalid) {
			t.Errorf("%s: company got %v, reviewer got %v", name, err, seen)
		}
	}
	p.run("UPDATE submissions SET snapshot = $1, digest = $2", snapshot, strings.Replace(digest, "sha256:", "sha256:0", 1))
	_, err := p.Snapshot(ctx, p.owner.Company, id)
	wantErr(t, err, forms.ErrInvalid)
	p.run("UPDATE submissions SET digest = $1", digest)
	_, err = p.Snapshot(ctx, p.owner.Company, id)
	must(t, err)
}

func TestASubmissionMayBeWithdrawnUntilItIsTaken(t *testing.T) {
	p, id, review := shared(t)
	ctx, reviewer := t.Context(), p.official(forms.Reviewer, "CA")
	must(t, p.Withdraw(ctx, p.owner, id))
	r, err := p.Assessment(ctx, p.owner.Company, id)
	must(t, err)
	want(t, "state", r.State, forms.Draft)
	want(t, "a submission stands", r.Submission != nil, false)
	_, err = p.Snapshot(ctx, p.owner.Company, id)
	wantErr(t, err, forms.ErrNotFound)
	_, err = p.Review(ctx, reviewer, review)
	wantErr(t, err, forms.ErrNotFound)
	wantErr(t, p.Take(ctx, reviewer, review), forms.ErrNotFound)
	wantErr(t, p.Withdraw(ctx, p.owner, id), forms.ErrLocked)

	again := p.submit(id, "CA")
	must(t, p.Take(ctx, reviewer, again))
	p.unchanged(func() { wantErr(t, p.Withdraw(ctx, p.owner, id), forms.ErrLocked) })
	must(t, p.HandBack(ctx, reviewer, again))
	must(t, p.Withdraw(ctx, p.owner, id))
}

func TestOfSeveralSubmissionsTheLastStands(t *testing.T) {
	p, id, first := shared(t)
	ctx := t.Context()
	p.run("UPDATE assessments SET state = 'returned'")
	p.clock.Advance(time.Minute)
	p.answer(p.owner, id, forms.Posted{Question: "p01-q01", Revision: 1, Note: text("second")})
	second := p.submit(id, "CA", "NZ")
	a, err := p.Snapshot(ctx, p.owner.Company, id)
	must(t, err)
	want(t, "copy", a.Answers["p01-q01"].Note, "second")
	r, err := p.Assessment(ctx, p.owner.Company, id)
	must(t, err)
	wantSame(t, "shared with", r.Submission.Shared, []string{"CA", "NZ"})
	if first == second {
		t.Error("the second submission has the first's review")
	}

	must(t, p.Withdraw(ctx, p.owner, id))
	r, err = p.Assessment(ctx, p.owner.Company, id)
	must(t, err)
	want(t, "the first stands again", r.Submission.ReviewID, first)
	want(t, "state", r.State, forms.Draft)
}

func TestAWithdrawalAndATakeAtOnceDoNotBothHappen(t *testing.T) {
	p, ctx := open(t), t.Context()
	reviewer := p.official(forms.Reviewer, "CA")
	for i := range 10 {
		id := p.start(fmt.Sprint("Maple ", i))
		review := p.submit(id, "CA")
		errs := together(2, func(who int) error {
			if who == 0 {
				return p.Withdraw(ctx, p.owner, id)
			}
			return p.Take(ctx, reviewer, review)
		})
		want(t, "happened", tally(errs, nil), 1)
		for _, err := range errs {
			if err != nil && !errors.Is(err, forms.ErrLocked) && !errors.Is(err, forms.ErrNotFound) {
				t.Errorf("refused with %v", err)
			}
		}
	}
}

func TestAllIsInTheQueueOnlyWithAllFive(t *testing.T) {
	p := open(t)
	for _, c := range []struct {
		countries []string
		all       bool
	}{
		{[]string{"CA"}, false},
		{[]string{"CA", "AU", "NZ", "UK"}, false},
		{[]string{"AU", "CA", "NZ", "UK", "US"}, true},
		{[]string{"US", "UK", "NZ", "CA", "AU"}, true},
	} {
		review := p.submit(p.start(fmt.Sprint(c.countries)), c.countries...)
		rows, err := p.Queue(t.Context(), "all", db.Key{}, 100)
		must(t, err)
		found := slices.ContainsFunc(rows, func(r db.QueueRow) bool { return r.ID == review })
		want(t, fmt.Sprint(c.countries), found, c.all)
	}
}
