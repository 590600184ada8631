package forms_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"eleven/forms"
)

var (
	everyRole  = slices.Concat(forms.CompanyRoles, forms.GovernmentRoles, []forms.Role{""})
	everyState = []forms.State{forms.Draft, forms.Submitted, forms.Returned, forms.Reviewed, ""}
)

func TestOwnersAndEditorsAnswerWhileItIsTheCompanysTurn(t *testing.T) {
	may := map[forms.Role][]forms.State{
		forms.Owner:  {forms.Draft, forms.Returned},
		forms.Editor: {forms.Draft, forms.Returned},
	}
	for _, role := range everyRole {
		for _, state := range everyState {
			if got, want := forms.CanEdit(role, state), slices.Contains(may[role], state); got != want {
				t.Errorf("%q edits a %q assessment: %v, want %v", role, state, got, want)
			}
		}
	}
}

func TestOnlyOwnersSubmit(t *testing.T) {
	may := []forms.State{forms.Draft, forms.Returned}
	for _, role := range everyRole {
		for _, state := range everyState {
			if got, want := forms.CanSubmit(role, state), role == forms.Owner && slices.Contains(may, state); got != want {
				t.Errorf("%q submits a %q assessment: %v, want %v", role, state, got, want)
			}
		}
	}
}

func TestOnlyOwnersWithdrawUntilAReviewBegins(t *testing.T) {
	for _, role := range everyRole {
		for _, state := range everyState {
			for _, review := range []forms.ReviewState{forms.Waiting, forms.Scoring, forms.Finished, forms.Reconciling, forms.Released} {
				want := role == forms.Owner && state == forms.Submitted && review == forms.Waiting
				if got := forms.CanWithdraw(role, state, review); got != want {
					t.Errorf("%q withdraws a %q assessment, review %q: %v, want %v", role, state, review, got, want)
				}
			}
		}
	}
}

func TestARoleIsOnOneSide(t *testing.T) {
	for _, role := range everyRole {
		company, government := slices.Contains(forms.CompanyRoles, role), slices.Contains(forms.GovernmentRoles, role)
		reviews := role == forms.Reviewer || role == forms.Lead
		if role.Company() != company || role.Government() != government || role.Reviews() != reviews {
			t.Errorf("%q: company %v, government %v, reviews %v", role, role.Company(), role.Government(), role.Reviews())
		}
	}
}

func submission() forms.Assessment {
	return forms.Assessment{
		ID: "a1", State: forms.Submitted, Depth: forms.Full, Round: "2026", Language: "fr",
		Pack: "voluntary-principles", Version: "1.0.0", Digest: "sha256:00", Company: "Harbour Chat", Country: "CA", Service: "Harbour",
		Profile: forms.Profile{Traits: []string{"MSG"}, Conditions: []string{"USR"}, Size: "1-2", Company: "CA", Domains: []string{"harbour.example"}},
		Answers: map[string]forms.Answer{
			"p01-q01": {Level: "3", Note: "« É » & <b>", Evidence: []forms.Evidence{{ID: "e1", Title: "Rules", Date: "2026-05-03"}}},
			"p01-q02": {Level: forms.NA, Cause: "other", Reason: "a reason long enough"},
			"p01-q03": {Level: forms.Unknown},
			"p01-q04": {Note: "only a note"},
		},
		ChangedAt: 1780000000,
		Signed:    &forms.Signature{Name: "A. Person", Position: "Director", Countries: []string{"CA", "UK"}, ReviewingCountry: "CA", At: 1780000000},
	}
}

func TestASnapshotComesBackAsItWasSealed(t *testing.T) {
	snapshot, digest, err := submission().Seal()
	if err != nil {
		t.Fatal(err)
	}
	again, err := forms.Unseal(snapshot, digest)
	if err != nil || !reflect.DeepEqual(again, submission()) {
		t.Errorf("got %+v and %v", again, err)
	}
	twice, same, _ := submission().Seal()
	if string(twice) != string(snapshot) || same != digest {
		t.Error("the same assessment was sealed in two ways")
	}
}

func TestASealCatchesEveryChangedByte(t *testing.T) {
	snapshot, digest, err := submission().Seal()
	if err != nil {
		t.Fatal(err)
	}
	for i := range snapshot {
		changed := slices.Clone(snapshot)
		changed[i] ^= 1
		if _, err := forms.Unseal(changed, digest); !errors.Is(err, forms.ErrInvalid) {
			t.Fatalf("byte %d of %d was changed and gave %v, want ErrInvalid", i, len(snapshot), err)
		}
	}
	if _, err := forms.Unseal(append(snapshot, ' '), digest); !errors.Is(err, forms.ErrInvalid) {
		t.Errorf("a byte more gave %v, want ErrInvalid", err)
	}
}

func TestUnansweredQuestionsAreThoseOfTheDepthThatApply(t *testing.T) {
	pack := quiz("M.e.", "Me")
	pack.Principles[1].Questions[1].Traits = []string{"LIV"}
	answers := given("-?--", "n-")
	answers["p01-q04"] = forms.Answer{Note: "only a note"}
	for depth, want := range map[forms.Depth][]string{
		forms.Full:       {"p01-q01", "p01-q03", "p01-q04"},
		forms.Essentials: {"p01-q01", "p01-q03"},
	} {
		var got []string
		for _, q := range forms.Unanswered(pack, everyone(pack), answers, depth) {
			got = append(got, q.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s leaves %v, want %v", depth, got, want)
		}
	}
}
