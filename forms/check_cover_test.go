package forms_test

import (
	"strings"
	"testing"

	"eleven/forms"
)

func TestEachRuleForTheCoverRefusesOneBadFile(t *testing.T) {
	const file = "pack.yaml"
	for _, b := range []badFile{
		{"an unknown field", file, `version: "0.1.0"`, "version: \"0.1.0\"\nlicense: \"open\"", 1, "unknown field “license”"},
		{"no id", file, `id: "small"`, `id: ""`, 0, "id: “” is not an id"},
		{"an id that is no folder name", file, `id: "small"`, `id: "../small"`, 0, "id: “../small” is not an id"},
		{"a version of two numbers", file, `"0.1.0"`, `"0.1"`, 0, "version: “0.1” is not a version"},
		{"a title in one language", file, `, fr: "Un petit questionnaire"`, "", 0, "title.fr: the French text is missing"},
		{"an official link over http", file, `fr: "https://official.example/fr"`, `fr: "http://official.example/fr"`, 0, "official[0].url.fr: “http://official.example/fr” is not an https link"},
		{"an official title in one language", file, `en: "The official text", `, "", 0, "official[0].title.en: the English text is missing"},
		{"a theme in one language", file, `, fr: "La prévention"`, "", 0, "themes[0].title.fr: the French text is missing"},
		{"a principle in two themes", file, "principles: [3, 4]", "principles: [3, 4, 5]", 2, "principle 5 stands twice"},
		{"a principle in no theme", file, "principles: [1, 2]", "principles: [1]", -1, "themes: principle 2 stands in no theme"},
		{"a principle that does not exist", file, "principles: [1, 2]", "principles: [1, 2, 12]", 0, "principle 12 stands twice or does not exist"},
		{"six themes", file, "principles: [5]\n  - title: {en: \"Search\", fr: \"La recherche\"}\n    principles: [6]", "principles: [5, 6]", -5, "themes: has 6 themes instead of 7"},
		{"a trait without words, used by a firm", file, "  - code: \"MSG\"\n    label: {en: \"It has MSG\", fr: \"Il a MSG\"}\n    hint: {en: \"For example MSG.\", fr: \"Par exemple MSG.\"}\n    absent: {en: \"it lacks MSG\", fr: \"MSG lui manque\"}\n", "", 215, "firms[0].traits[0]: unknown trait “MSG”"},
		{"a trait among the conditions", file, `  - code: "STR"`, "  - code: \"MSG\"\n    label: {en: \"A\", fr: \"B\"}\n    hint: {en: \"A\", fr: \"B\"}\n    absent: {en: \"A\", fr: \"B\"}\n  - code: \"STR\"", 0, "conditions[0].code: “MSG” stands twice or is not one of STR"},
		{"a trait without a hint in French", file, `, fr: "Par exemple MSG."`, "", 0, "traits[0].hint.fr: the French text is missing"},
		{"a trait without a label", file, `en: "It has MSG", `, "", 0, "traits[0].label.en: the English text is missing"},
		{"a trait that does not say why a question is hidden", file, `, fr: "MSG lui manque"`, "", 0, "traits[0].absent.fr: the French text is missing"},
		{"no cause", file, "causes:\n  - code: \"other\"\n    label: {en: \"Another reason\", fr: \"Une autre raison\"}", "causes: []", 0, "at least one cause"},
		{"a cause without a code", file, `code: "other"`, `code: ""`, 0, "causes[0].code: “” stands twice or is empty"},
		{"a cause in one language", file, `, fr: "Une autre raison"`, "", 0, "causes[0].label.fr: the French text is missing"},
		{"a quick check of ten", file, `, "p11-q01"]`, "]", 0, "quick_check: has 10 questions"},
		{"a quick check that leaves a principle out", file, `"p02-q01", "p03-q01"`, `"p01-q02", "p03-q01"`, 0, "quick_check[1]: p01-q02 is not a question of principle 2"},
		{"four anchors", file, "      - {en: \"Anchor 0 of 2.\", fr: \"Repère 0 de 2.\"}\n", "", 0, "anchors[1].levels: has 4 sentences instead of 5"},
		{"an anchor in one language", file, `, fr: "Repère 2 de 2."`, "", 0, "anchors[1].levels[2].fr: the French text is missing"},
		{"anchors of a principle twice", file, "\n  - principle: 11\n", "\n  - principle: 11\n    levels: [{en: \"A\", fr: \"B\"}, {en: \"A\", fr: \"B\"}, {en: \"A\", fr: \"B\"}, {en: \"A\", fr: \"B\"}, {en: \"A\", fr: \"B\"}]\n  - principle: 11\n", 3, "principle 11 stands twice"},
		{"a source twice", file, "sources:\n", "sources:\n  - {key: \"S1\", title: {en: \"A\", fr: \"B\"}, url: \"https://a.example/\", checked: \"2026-11-23\"}\n", 2, "sources[1].key: “S1” stands twice"},
		{"a source in one language", file, `, fr: "Une source"`, "", 0, "sources[0].title.fr: the French text is missing"},
		{"a source over http", file, "https://source.example/", "http://source.example/", 0, "sources[0].url: “http://source.example/” is not an https link"},
		{"a source checked on no day", file, `checked: "2026-11-23"`, `checked: "2026-11-31"`, 0, "sources[0].checked: “2026-11-31” is not a date"},
		{"a country that takes no part", file, "help:\n", "help:\n  - {country: \"FR\", emergency: \"112\", bodies: [{name: {en: \"A\", fr: \"B\"}, does: {en: \"A\", fr: \"B\"}, for: [\"public\"], url: {en: \"https://a.example/\", fr: \"https://a.example/\"}}], law: {en: \"A\", fr: \"B\"}, checked: \"2026-11-23\"}\n", 1, "help[0].country: “FR” stands twice or is not one of AU, CA, NZ, UK, US"},
		{"no emergency number", file, `emergency: "112"`, `emergency: ""`, -1, "help[0]: a country has an emergency number and a reporting body"},
		{"a body in one language", file, `, fr: "L’organisme de AU"`, "", 0, "help[0].bodies[0].name.fr: the French text is missing"},
		{"a body that does nothing in English", file, `en: "It receives reports.", `, "", 0, "help[0].bodies[0].does.en: the English text is missing"},
		{"a body for nobody we know", file, `for: ["company", "public"]`, `for: ["press"]`, 0, "help[0].bodies[0].for: is for any of company, public, worried"},
		{"a body over http", file, "https://body.example/en", "http://body.example/en", 0, "help[0].bodies[0].url.en: “http://body.example/en” is not an https link"},
		{"a body from an unknown source", file, "sources: [\"S1\"]\n    law", "sources: [\"S2\"]\n    law", 0, "help[0].bodies[0].sources[0]: unknown source “S2”"},
		{"a law in one language", file, `, fr: "Ce que demande la loi de AU."`, "", 0, "help[0].law.fr: the French text is missing"},
		{"a law from an unknown source", file, `law_sources: ["S1"]`, `law_sources: ["L1"]`, 0, "help[0].law_sources[0]: unknown source “L1”"},
		{"a country checked on no day", file, "checked: \"2026-11-23\"\n  - country: \"CA\"", "checked: \"soon\"\n  - country: \"CA\"", 0, "help[0].checked: “soon” is not a date"},
		{"a firm in one language", file, `, fr: "Une entreprise"`, "", 0, "firms[0].name.fr: the French text is missing"},
		{"a firm of an unknown trait", file, `traits: ["MSG"]`, `traits: ["USR"]`, 0, "firms[0].traits[0]: unknown trait “USR”"},
		{"a firm with an unknown condition", file, `conditions: ["USR"]`, `conditions: ["MSG"]`, 0, "firms[0].conditions[0]: unknown condition “MSG”"},
	} {
		t.Run(b.name, b.check)
	}
}

func TestEachCountryIsToldWhereToReport(t *testing.T) {
	files := smallPack(t)
	spoil(t, files, "pack.yaml", `country: "NZ"`, `country: "CA"`)
	_, problems := forms.Check(files)
	for _, want := range []string{"help[2].country: “CA” stands twice", "help: nothing is said for NZ"} {
		if !strings.Contains(problems.Error(), want) {
			t.Errorf("missing %q in:\n%v", want, problems)
		}
	}
}

func TestEachPrincipleHasAnchorSentences(t *testing.T) {
	files := smallPack(t)
	spoil(t, files, "pack.yaml", "principle: 7\n", "principle: 8\n")
	_, problems := forms.Check(files)
	for _, want := range []string{"anchors[7].principle: principle 8 stands twice", "anchors: principle 7 has no anchor sentences"} {
		if !strings.Contains(problems.Error(), want) {
			t.Errorf("missing %q in:\n%v", want, problems)
		}
	}
}

// A newer version may ask for what an older one does not know: a pack has words
// for the codes it uses, and no more is wanted of it.
func TestAPackMayLeaveOutACodeThatNoneOfItsQuestionsUses(t *testing.T) {
	words := func(code string) string {
		return strings.ReplaceAll("  - code: \"XX\"\n    label: {en: \"It has XX\", fr: \"Il a XX\"}\n    hint: {en: \"For example XX.\", fr: \"Par exemple XX.\"}\n    absent: {en: \"it lacks XX\", fr: \"XX lui manque\"}\n", "XX", code)
	}
	files := smallPack(t)
	spoil(t, files, "pack.yaml", words("STR"), "")
	spoil(t, files, "pack.yaml", words("HST"), "")
	if _, problems := forms.Check(files); len(problems) > 0 {
		t.Fatal(problems)
	}
	spoil(t, files, "p01.yaml", `traits: ["all"]`, `traits: ["GAM", "HST"]`)
	spoil(t, files, "p02.yaml", "requires: []", `requires: ["STR"]`)
	_, problems := forms.Check(files)
	want := "p01.yaml:9: questions[0].traits[1]: nothing in pack.yaml asks for HST\n" +
		"p02.yaml:10: questions[0].requires[0]: nothing in pack.yaml asks for STR"
	if got := problems.Error(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
