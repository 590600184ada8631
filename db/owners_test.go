package db_test

import (
	"testing"

	"eleven/db"
	"eleven/forms"
)

// shared gives a portal with a submission that CA and UK may see and CA reviews.
func shared(t *testing.T) (p *portal, assessment, review string) {
	t.Helper()
	p = open(t)
	assessment = p.start("Maple Messenger")
	p.answer(p.owner, assessment, forms.Posted{Question: "p01-q01", Level: level("3")})
	must(t, p.AddEvidence(t.Context(), p.owner, assessment, "p01-q01", forms.Evidence{ID: "kept", Title: "Policy"}))
	return p, assessment, p.submit(assessment, "CA", "UK")
}

func TestAnotherCompanyFindsNothingAndChangesNothing(t *testing.T) {
	p, submitted, _ := shared(t)
	ctx, foreign := t.Context(), p.rival.Company
	reviewed := p.reviewed("Maple Reviewed")
	draft := p.start("Maple Live")
	must(t, p.AddEvidence(ctx, p.owner, draft, "p01-q01", forms.Evidence{ID: "draft's"}))
	signed := forms.Signature{Countries: []string{"UK"}, ReviewingCountry: "UK"}
	queries := map[string]func(id string) error{
		"Assessment":     func(id string) error { _, err := p.Assessment(ctx, foreign, id); return err },
		"Snapshot":       func(id string) error { _, err := p.Snapshot(ctx, foreign, id); return err },
		"ReleasedReview": func(id string) error { _, err := p.ReleasedReview(ctx, foreign, id); return err },
		"SaveProfile":    func(id string) error { return p.SaveProfile(ctx, p.rival, id, "Taken", forms.Profile{}, 0) },
		"SaveAnswers": func(id string) error {
			_, err := p.SaveAnswers(ctx, p.rival, id, []forms.Posted{{Question: "p01-q01", Revision: 1, Level: level("0")}})
			return err
		},
		"SaveAnswers without answers": func(id string) error { _, err := p.SaveAnswers(ctx, p.rival, id, nil); return err },
		"AddEvidence":                 func(id string) error { return p.AddEvidence(ctx, p.rival, id, "p01-q01", forms.Evidence{ID: "new"}) },
		"RemoveEvidence":              func(id string) error { return p.RemoveEvidence(ctx, p.rival, id, "kept") },
		"PutBackEvidence":             func(id string) error { return p.PutBackEvidence(ctx, p.rival, id, "draft's") },
		"Submit": func(id string) error {
			return p.Submit(ctx, p.rival, id, "sha256:pack", forms.Full, signed, accept, nil)
		},
		"Withdraw": func(id string) error { return p.Withdraw(ctx, p.rival, id) },
	}
	for name, query := range queries {
		for state, id := range map[string]string{"draft": draft, "submitted": submitted, "reviewed": reviewed, "unknown": "nothing"} {
			t.Run(name+" of one that is "+state, func(t *testing.T) {
				p.unchanged(func() { wantErr(t, query(id), forms.ErrNotFound) })
			})
		}
	}
	list, err := p.Assessments(ctx, foreign)
	must(t, err)
	want(t, "in the rival's list", len(list), 0)
}

// reviewed gives an assessment whose outcome is released.
func (p *portal) reviewed(service string) string {
	p.t.Helper()
	ctx, reviewer := p.t.Context(), p.official(forms.Reviewer, "CA")
	id := p.start(service)
	review := p.submit(id, "CA")
	must(p.t, p.Take(ctx, reviewer, review))
	must(p.t, p.DeclareNoConflict(ctx, reviewer, review))
	must(p.t, p.Finish(ctx, reviewer, review, nil))
	must(p.t, p.Release(ctx, p.official(forms.Lead, "CA"), review, nil))
	_, err := p.ReleasedReview(ctx, p.owner.Company, id)
	must(p.t, err)
	return id
}

func TestAnotherCompanysPeopleAreNotFound(t *testing.T) {
	p, ctx := open(t), t.Context()
	official := p.official(forms.Reviewer, "CA")
	for name, id := range map[string]string{"a colleague of others": p.editor.ID, "an official": official.ID, "nobody": "nobody", "nothing": ""} {
		t.Run(name, func(t *testing.T) {
			for _, by := range []db.Actor{p.rival, {ID: p.rival.ID, Role: forms.Owner}} {
				_, err := p.Colleague(ctx, by.Company, id)
				wantErr(t, err, forms.ErrNotFound)
				p.unchanged(func() {
					wantErr(t, p.ChangeColleague(ctx, by, id, forms.Viewer, true), forms.ErrNotFound)
					wantErr(t, p.EndSessionsOf(ctx, by, id), forms.ErrNotFound)
				})
			}
		})
	}
	people, err := p.CompanyPeople(ctx, p.rival.Company, "", 10)
	must(t, err)
	want(t, "people", len(people), 1)
	want(t, "the one", people[0].ID, p.rival.ID)
	own, err := p.Company(ctx, p.rival.Company)
	must(t, err)
	want(t, "company", own, db.Company{ID: p.rival.Company, Name: "Rowan Games", Country: "UK", People: 1})
}

func TestACompanyNamedNothingOwnsNothing(t *testing.T) {
	p, id, _ := shared(t)
	_, err := p.Company(t.Context(), "")
	wantErr(t, err, forms.ErrNotFound)
	p.unchanged(func() {
		wantErr(t, p.RenameCompany(t.Context(), db.Actor{Role: forms.Owner}, "Nameless"), forms.ErrNotFound)
	})
	people, err := p.CompanyPeople(t.Context(), "", "", 10)
	must(t, err)
	want(t, "people of nobody", len(people), 0)
	_, err = p.Assessment(t.Context(), "", id)
	wantErr(t, err, forms.ErrNotFound)
	_, err = p.SaveAnswers(t.Context(), db.Actor{Role: forms.Owner}, id, nil)
	wantErr(t, err, forms.ErrNotFound)
}

// reviewing are the ways to change a review.
func (p *portal) reviewing(by db.Actor, id string) map[string]func() error {
	ctx := p.t.Context()
	return map[string]func() error{
		"Take":              func() error { return p.Take(ctx, by, id) },
		"HandBack":          func() error { return p.HandBack(ctx, by, id) },
		"DeclareNoConflict": func() error { return p.DeclareNoConflict(ctx, by, id) },
		"StepBack":          func() error { return p.StepBack(ctx, by, id) },
		"SaveScore":         func() error { return p.SaveScore(ctx, by, id, 1, forms.PrincipleReview{Score: 2}) },
		"SaveDraft":         func() error { return p.SaveDraft(ctx, by, id, 1, &good) },
		"Finish":            func() error { return p.Finish(ctx, by, id, nil) },
		"Release":           func() error { return p.Release(ctx, by, id, nil) },
	}
}

func TestOnlyTheReviewingCountryReviews(t *testing.T) {
	p, _, id := shared(t)
	for _, country := range []string{"AU", "NZ", "UK", "US", "all", ""} {
		foreigner := p.official(forms.Lead, country)
		ways := p.reviewing(foreigner, id)
		ways["Return"] = p.returning(foreigner, id, forms.Waiting)
		for name, do := range ways {
			t.Run(name+" by "+country, func(t *testing.T) {
				p.unchanged(func() { wantErr(t, do(), forms.ErrNotFound) })
			})
		}
	}
}

func TestOnlyTheCountriesItIsSharedWithReadIt(t *testing.T) {
	p, _, id := shared(t)
	ctx := t.Context()
	for country, err := range map[string]error{
		"CA": nil, "UK": nil, "AU": forms.ErrNotFound, "NZ": forms.ErrNotFound, "US": forms.ErrNotFound, "all": forms.ErrNotFound, "": forms.ErrNotFound,
	} {
		t.Run(country, func(t *testing.T) {
			person := p.official(forms.Reviewer, country)
			r, got := p.Review(ctx, person, id)
			wantErr(t, got, err)
			want(t, "company", r.Assessment.Company, map[bool]string{true: "Maple Chat"}[err == nil])
			if err == nil {
				must(t, p.NoteReading(ctx, person, id, "read"))
				return
			}
			p.unchanged(func() { wantErr(t, p.NoteReading(ctx, person, id, "read"), forms.ErrNotFound) })
		})
	}
}
