package db_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"eleven/db"
	"eleven/forms"
)

func TestStartingAgainOpensTheFirst(t *testing.T) {
	p, ctx := open(t), t.Context()
	first := p.start("Maple Messenger")
	again, err := p.StartAssessment(ctx, p.editor, "Maple Messenger", "fr", pack)
	must(t, err)
	want(t, "same service", again, first)
	if other := p.start("Maple Live"); other == first {
		t.Error("another service opened the same assessment")
	}
	theirs, err := p.StartAssessment(ctx, p.rival, "Maple Messenger", "en", pack)
	must(t, err)
	if theirs == first {
		t.Error("another company's service of that name opened the same assessment")
	}
}

func TestFortyStartsAtOnceMakeOneAssessment(t *testing.T) {
	p, ctx := open(t), t.Context()
	for n := range 5 {
		service, ids := fmt.Sprint("Maple ", n), make([]string, 40)
		errs := together(len(ids), func(i int) (err error) {
			ids[i], err = p.StartAssessment(ctx, p.owner, service, "en", pack)
			return err
		})
		want(t, "started", tally(errs, nil), len(ids))
		want(t, "different assessments", len(slices.Compact(ids)), 1)
		want(t, "services", p.count("SELECT COUNT(*) FROM services"), n+1)
		want(t, "started once", p.count("SELECT COUNT(*) FROM audit WHERE action = 'assessment.started'"), n+1)
	}
}

func TestNothingStartsWithoutAnOpenRound(t *testing.T) {
	p, ctx := open(t), t.Context()
	p.run("UPDATE rounds SET closes_at = $1", p.Now()+60)
	first := p.start("Maple Messenger")
	p.clock.Advance(time.Minute)
	p.unchanged(func() {
		_, err := p.StartAssessment(ctx, p.owner, "Maple Live", "en", pack)
		wantErr(t, err, forms.ErrLocked)
	})
	_, err := p.Assessment(ctx, p.owner.Company, first)
	must(t, err)
	_, err = p.OpenRound(ctx)
	wantErr(t, err, forms.ErrNotFound)
}

func TestAFirstStartMakesOneRoundNamedForTheYear(t *testing.T) {
	p, ctx := open(t), t.Context()
	r, err := p.OpenRound(ctx)
	must(t, err)
	want(t, "round", db.Round{ID: r.ID, Name: "2026", OpensAt: p.Now(), Reviewers: 1}, r)
	p.run("DELETE FROM rounds")
	p.run("DELETE FROM audit")
	errs := together(10, func(int) error { return p.EnsureRound(ctx) })
	want(t, "without error", tally(errs, nil), 10)
	want(t, "lines in the trail", p.count("SELECT COUNT(*) FROM audit"), 1)
	want(t, "rounds", p.count("SELECT COUNT(*) FROM rounds"), 1)
}

func TestAssessmentsAreListedNewestFirst(t *testing.T) {
	p := open(t)
	var names []string
	for _, name := range []string{"Maple One", "Maple Two", "Maple Three"} {
		p.clock.Advance(time.Minute)
		p.start(name)
	}
	rows, err := p.Assessments(t.Context(), p.owner.Company)
	must(t, err)
	for _, r := range rows {
		names = append(names, r.Service)
		want(t, "round", r.Round, "2026")
		want(t, "state", r.State, forms.Draft)
	}
	want(t, "order", slices.Equal(names, []string{"Maple Three", "Maple Two", "Maple One"}), true)
}

func TestAnAssessmentIsReadWhole(t *testing.T) {
	p, ctx := open(t), t.Context()
	id := p.start("Maple Messenger")
	p.answer(p.owner, id, forms.Posted{Question: "p01-q01", Level: level("3"), Note: text("« Écrit »")})
	must(t, p.AddEvidence(ctx, p.owner, id, "p01-q01", forms.Evidence{ID: "e1", Title: "Policy", Kind: "policy", Date: "2026-01-01"}))
	must(t, p.AddEvidence(ctx, p.owner, id, "p01-q02", forms.Evidence{ID: "e2", Title: "Log", Kind: "record", Date: "2026-01-02"}))

	r, err := p.Assessment(ctx, p.owner.Company, id)
	must(t, err)
	want(t, "company", r.Company, "Maple Chat")
	want(t, "country", r.Country, "CA")
	want(t, "service", r.Service, "Maple Messenger")
	want(t, "pack", r.Pack+" "+r.Version, "voluntary-principles 1.0.0")
	want(t, "depth of a draft", r.Depth, forms.Full)
	want(t, "note", r.Answers["p01-q01"].Note, "« Écrit »")
	want(t, "evidence", r.Answers["p01-q01"].Evidence[0].Title, "Policy")
	want(t, "evidence beside no answer", r.Answers["p01-q02"].Evidence[0].Title, "Log")
	want(t, "that answer", r.Answers["p01-q02"].Level, forms.Level(""))
	if r.Submission != nil {
		t.Error("a draft has a submission")
	}
	any, err := p.AnyAssessment(ctx, id)
	must(t, err)
	want(t, "for a command", any.ID, id)
	_, err = p.AnyAssessment(ctx, "nothing")
	wantErr(t, err, forms.ErrNotFound)
}

func TestAProfileIsKeptUnlessSomebodyChangedItMeanwhile(t *testing.T) {
	p, ctx := open(t), t.Context()
	id := p.start("Maple Messenger")
	must(t, p.SaveProfile(ctx, p.owner, id, "Maple Chatter", forms.Profile{Traits: []string{"MSG"}, Size: "1-2"}, 0))
	r, err := p.Assessment(ctx, p.owner.Company, id)
	must(t, err)
	want(t, "revision", r.ProfileRevision, 1)
	want(t, "service", r.Service, "Maple Chatter")
	want(t, "size", r.Profile.Size, "1-2")
	want(t, "country of the company", r.Profile.Company, "CA")

	p.unchanged(func() {
		wantErr(t, p.SaveProfile(ctx, p.editor, id, "Maple Talk", forms.Profile{Size: "250+"}, 0), forms.ErrConflict)
	})
	must(t, p.SaveProfile(ctx, p.editor, id, "Maple Talk", forms.Profile{Size: "250+"}, 1))
}

func TestOfTwentyProfilesSavedAtOnceOneIsKept(t *testing.T) {
	p, ctx := open(t), t.Context()
	id := p.start("Maple Messenger")
	errs := together(20, func(int) error {
		return p.SaveProfile(ctx, p.owner, id, "Maple Messenger", forms.Profile{Size: "3-9"}, 0)
	})
	want(t, "kept", tally(errs, nil), 1)
	want(t, "conflicts", tally(errs, forms.ErrConflict), 19)
}

func TestAServiceCannotTakeTheNameOfAnother(t *testing.T) {
	p, ctx := open(t), t.Context()
	id := p.start("Maple Messenger")
	p.start("Maple Live")
	p.unchanged(func() {
		wantErr(t, p.SaveProfile(ctx, p.owner, id, "Maple Live", forms.Profile{}, 0), forms.ErrConflict)
	})
}

// edits are the ways to change an assessment.
func (p *portal) edits(by db.Actor, id string) map[string]func() error {
	ctx := p.t.Context()
	return map[string]func() error{
		"answer": func() error {
			_, err := p.SaveAnswers(ctx, by, id, []forms.Posted{{Question: db.NewID(), Level: level("4")}})
			return err
		},
		"profile":         func() error { return p.SaveProfile(ctx, by, id, "Renamed", forms.Profile{Size: "1-2"}, 0) },
		"evidence":        func() error { return p.AddEvidence(ctx, by, id, "p01-q01", forms.Evidence{ID: db.NewID()}) },
		"remove evidence": func() error { return p.RemoveEvidence(ctx, by, id, "kept") },
		"put back":        func() error { return p.PutBackEvidence(ctx, by, id, "kept") },
	}
}

func TestOnlyADraftOrAReturnedAssessmentChanges(t *testing.T) {
	p, ctx := open(t), t.Context()
	id := p.start("Maple Messenger")
	must(t, p.AddEvidence(ctx, p.owner, id, "p01-q01", forms.Evidence{ID: "kept"}))
	for _, c := range []struct {
		name  string
		by    db.Actor
		state forms.State
		err   error
	}{
		{"a submitted one is locked", p.owner, forms.Submitted, forms.ErrLocked},
		{"a reviewed one is locked", p.owner, forms.Reviewed, forms.ErrLocked},
		{"a viewer changes nothing", p.viewer, forms.Draft, forms.ErrLocked},
		{"a returned one is open", p.editor, forms.Returned, nil},
		{"a draft is open", p.editor, forms.Draft, nil},
	} {
		p.run("UPDATE assessments SET state = $1, profile_revision = 0", string(c.state))
		for edit, do := range p.edits(c.by, id) {
			t.Run(c.name+": "+edit, func(t *testing.T) {
				before := p.dump()
				wantErr(t, do(), c.err)
				want(t, "unchanged", p.dump() == before, c.err != nil)
			})
		}
	}
}
