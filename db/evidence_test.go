package db_test

import (
	"testing"

	"eleven/forms"
)

func (p *portal) titles(id, question string) (out []string) {
	p.t.Helper()
	r, err := p.Assessment(p.t.Context(), p.owner.Company, id)
	must(p.t, err)
	for _, e := range r.Answers[question].Evidence {
		out = append(out, e.Title)
	}
	return out
}

func TestEvidenceIsAddedOnceRemovedAndPutBack(t *testing.T) {
	p, ctx := open(t), t.Context()
	id := p.start("Maple Messenger")
	e := forms.Evidence{ID: "e1", Title: "Policy", Kind: "policy", Date: "2026-01-01", Holder: "Kim", Place: "Handbook", Link: "https://example.org/p", Seal: "s"}
	must(t, p.AddEvidence(ctx, p.owner, id, "p01-q01", e))
	p.unchanged(func() { // the form sent twice
		must(t, p.AddEvidence(ctx, p.owner, id, "p01-q01", e))
	})
	r, err := p.Assessment(ctx, p.owner.Company, id)
	must(t, err)
	want(t, "record", r.Answers["p01-q01"].Evidence[0], e)

	must(t, p.RemoveEvidence(ctx, p.editor, id, "e1"))
	wantSame(t, "after removal", p.titles(id, "p01-q01"), nil)
	must(t, p.PutBackEvidence(ctx, p.editor, id, "e1"))
	wantSame(t, "put back", p.titles(id, "p01-q01"), []string{"Policy"})
	wantErr(t, p.RemoveEvidence(ctx, p.owner, id, "e2"), forms.ErrNotFound)
}

func TestEvidenceOfAnotherAssessmentIsOutOfReach(t *testing.T) {
	p, ctx := open(t), t.Context()
	id, other := p.start("Maple Messenger"), p.start("Maple Live")
	theirs, err := p.StartAssessment(ctx, p.rival, "Rowan World", "en", pack)
	must(t, err)
	must(t, p.AddEvidence(ctx, p.owner, id, "p01-q01", forms.Evidence{ID: "e1", Title: "Policy"}))
	p.unchanged(func() {
		wantErr(t, p.RemoveEvidence(ctx, p.owner, other, "e1"), forms.ErrNotFound)
		wantErr(t, p.RemoveEvidence(ctx, p.rival, theirs, "e1"), forms.ErrNotFound)
		must(t, p.AddEvidence(ctx, p.rival, theirs, "p01-q01", forms.Evidence{ID: "e1", Title: "Taken"}))
	})
}
