package main

import (
	"fmt"
	"strings"

	"eleven/forms"
	"eleven/report"
)

// summaryInput is the draft of a small service that has answered the essential
// questions of the first principles. Its summary has every part and
// summaryPages pages.
func summaryInput() (report.Input, error) {
	pack, err := forms.Current()
	if err != nil {
		return report.Input{}, fmt.Errorf("questionnaire: %w", err)
	}
	return report.Input{
		Pack: pack, Assessment: halfAnswered(pack), Lang: "en",
		Operator: "the Fictional Programme Secretariat", Classification: "PROTECTED A",
	}, nil
}

func halfAnswered(pack *forms.Pack) forms.Assessment {
	return forms.Assessment{
		ID: "asm-1", State: forms.Draft, Depth: forms.Essentials, Round: "2026", Language: "en",
		Pack: pack.ID, Version: pack.Version, Digest: pack.Digest,
		Company: "Clear Brook Inc.", Country: "CA", Service: "BrookChat",
		Profile: forms.Profile{
			Traits: []string{"SRC", "MSG", "HST"}, Conditions: []string{"USR", "REV"},
			Encrypted: "no", Children: "yes", Size: "3-9", Moderators: "1-2",
			UserCountries: []string{"CA", "AU"}, ServerCountries: []string{"CA"}, Company: "CA",
		},
		Answers: firstAnswers(pack), ChangedAt: 1795444320,
	}
}

// firstAnswers go round the levels, with a note on every fifth and an evidence
// record on every eighth.
func firstAnswers(pack *forms.Pack) map[string]forms.Answer {
	levels := []forms.Level{"3", "2", "4", "1", "2", "3", "0", "2", "unknown"}
	answers := map[string]forms.Answer{}
	for i, q := range pack.Questions() {
		if q.Principle > 3 {
			break
		}
		a := forms.Answer{Level: levels[i%len(levels)], Revision: 1}
		if i%5 == 1 {
			a.Note = "We keep the rules in one shared document. Mara reads every change before it goes out, and support links to it."
		}
		if i%8 == 4 {
			a.Evidence = []forms.Evidence{{
				ID: "e1", Title: "Community rules v4", Kind: "policy", Date: "2026-03-03", Holder: "Mara, operations",
				Place: "the shared drive, folder Safety", Link: "https://clearbrook.example/rules",
				Seal: "sha256:" + strings.Repeat("9c1e", 16),
			}}
		}
		answers[q.ID] = a
	}
	return answers
}
