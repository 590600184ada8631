package report

import (
	"os"
	"strings"
	"sync"
	"testing"

	"eleven/forms"
)

var loadPack = sync.OnceValue(func() *forms.Pack {
	pack, _ := forms.Check(os.DirFS("../forms/packs/voluntary-principles/1.0.0"))
	return pack
})

// realPack is the questionnaire as it is released. What is wrong with its
// wording is the business of other tests.
func realPack(tb testing.TB) *forms.Pack {
	tb.Helper()
	pack := loadPack()
	if len(pack.Questions()) == 0 {
		tb.Fatal("the questionnaire cannot be read")
	}
	return pack
}

// chatApp answers every question of a fictional service: levels go round 3, 2,
// 4, 1, 0, with some unknown and some that do not apply.
func chatApp(tb testing.TB) Input {
	tb.Helper()
	pack := realPack(tb)
	a := forms.Assessment{
		ID: "asm-1", State: forms.Draft, Depth: forms.Full, Round: "2026", Language: "en",
		Pack: pack.ID, Version: pack.Version, Digest: pack.Digest,
		Company: "Clear Brook Inc.", Country: "CA", Service: "BrookChat",
		Profile: forms.Profile{
			Traits: []string{"SRC", "MSG", "HST"}, Conditions: []string{"USR", "REV"},
			Encrypted: "no", Children: "yes", Size: "3-9", Moderators: "1-2",
			UserCountries: []string{"CA", "AU"}, ServerCountries: []string{"CA"}, Company: "CA",
		},
		Answers: map[string]forms.Answer{}, ChangedAt: 1795444320,
	}
	round := []forms.Level{"3", "2", "4", "1", "2", "3", "0", "2", "unknown"}
	for i, q := range pack.Questions() {
		answer := forms.Answer{Level: round[i%len(round)], Revision: 1}
		switch i % 10 {
		case 1:
			answer.Note = "We keep the rules in one shared document. Mara reads every change before it goes out, and support links to it."
		case 4:
			answer.Evidence = []forms.Evidence{{
				ID: "e1", Title: "Community rules v4", Kind: "policy", Date: "2026-03-03", Holder: "Mara, operations",
				Place: "the shared drive, folder Safety", Link: "https://clearbrook.example/rules",
				Seal: "sha256:" + strings.Repeat("9c1e", 16),
			}}
		case 7:
			if !q.Must {
				answer.Level, answer.Cause, answer.Reason = forms.NA, "no-feature", "The service has no such thing, and none is planned."
			}
		}
		a.Answers[q.ID] = answer
	}
	return Input{Pack: pack, Assessment: a, Lang: "en", Operator: "the Fictional Programme Secretariat", Classification: "PROTECTED A"}
}

// submitted turns an input into the snapshot of a submission.
func submitted(in Input, depth forms.Depth) Input {
	in.Assessment.State, in.Assessment.Depth = forms.Submitted, depth
	in.Assessment.Signed = &forms.Signature{
		Name: "Élise Tremblay", Position: "Chief executive", Countries: []string{"CA", "AU"}, ReviewingCountry: "CA", At: 1795444320,
	}
	return in
}

// reviewed adds a released review of every principle that counts.
func reviewed(in Input) Input {
	in.Assessment.State = forms.Reviewed
	t := forms.Tailor(in.Pack, in.Assessment.Profile)
	r := forms.Count(in.Pack, t, in.Assessment.Answers, in.Assessment.Depth, nil)
	review := &forms.Review{State: forms.Released, Country: "CA", ReleasedAt: 1798030800, Principles: map[int]forms.PrincipleReview{}}
	for _, n := range forms.ToScore(r) {
		p := forms.PrincipleReview{
			Score: n % 5, Reason: "Rules are clear and dated. The path for emergencies is not written down yet.",
			Verdicts: map[string]forms.Verdict{},
		}
		for i, q := range forms.NeedVerdict(t, in.Pack.Principle(n), in.Assessment.Answers, in.Assessment.Depth) {
			p.Verdicts[q.ID] = forms.Verdict{Verdict: forms.Verdicts[i%3], KnownBy: forms.KnownBy[i%4], How: "The document was named and its date given."}
		}
		review.Principles[n] = p
	}
	in.Review = review
	return in
}

// draw summarizes and draws.
func draw(tb testing.TB, in Input) []byte {
	tb.Helper()
	s, err := Summarize(in)
	if err != nil {
		tb.Fatal(err)
	}
	data, err := s.PDF()
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// firms are services of other kinds, as the demonstration has them, each
// reviewed at its depth.
func firms(tb testing.TB) map[string]Input {
	tb.Helper()
	out := map[string]Input{}
	for name, traits := range map[string][]string{
		"a caller": {"MSG", "LIV"}, "a game": {"GAM", "MSG", "LIV"}, "a host": {"INF", "HST"}, "a dating app": {"DAT", "MSG", "HST", "SRC"},
		"a maker of images": {"GEN", "HST"}, "everything": forms.Traits,
	} {
		for _, depth := range []forms.Depth{forms.Essentials, forms.Full} {
			in := chatApp(tb)
			p := &in.Assessment.Profile
			p.Traits, p.Conditions = traits, []string{"REV", "DET", "PAY", "USR"}
			p.UserCountries, p.ServerCountries = []string{"AU", "NZ", "US", "UK"}, []string{"AU"}
			out[name+", "+string(depth)] = reviewed(submitted(in, depth))
		}
	}
	return out
}
