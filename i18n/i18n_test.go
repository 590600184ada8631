package i18n

import (
	"strings"
	"testing"
	"testing/fstest"
)

func small(t *testing.T, en, fr string) map[string]*Words {
	t.Helper()
	words, err := loadTexts(en, fr)
	if err != nil {
		t.Fatal(err)
	}
	return words
}

// loadTexts loads one file for each language; a line "---" begins another file.
func loadTexts(en, fr string) (map[string]*Words, error) {
	files := fstest.MapFS{}
	for lang, text := range map[string]string{"en": en, "fr": fr} {
		for i, part := range strings.Split(text, "---\n") {
			files["words/"+string(rune('a'+i))+"."+lang+".yaml"] = &fstest.MapFile{Data: []byte(part)}
		}
	}
	return load(files)
}

func TestPluralsFollowEachLanguage(t *testing.T) {
	words := small(t, `bread: {one: "{{.a}} loaf", other: "{{.a}} loaves"}`, `bread: {one: "{{.a}} pain", other: "{{.a}} pains"}`)
	for _, c := range []struct {
		n      int
		en, fr string
	}{
		{0, "0 loaves", "0 pain"},
		{1, "1 loaf", "1 pain"},
		{-1, "−1 loaf", "−1 pain"},
		{2, "2 loaves", "2 pains"},
		{17, "17 loaves", "17 pains"},
		{1234, "1,234 loaves", "1~234 pains"},
		{1000000, "1,000,000 loaves", "1~000~000 pains"},
		{3000000, "3,000,000 loaves", "3~000~000 pains"},
	} {
		if got := words["en"].T("bread", c.n); got != c.en {
			t.Errorf("%q, want %q", got, c.en)
		}
		if got := visible(words["fr"].T("bread", c.n)); got != c.fr {
			t.Errorf("%q, want %q", got, c.fr)
		}
	}
	if got := words["fr"].T("bread", "1,5"); got != "1,5 pains" {
		t.Errorf("words in front chose %q", got)
	}
}

func TestArgumentsStandWhereTheWordsWantThem(t *testing.T) {
	words := small(t, `
plain: "Nothing to fill."
two: "{{.a}} of {{.b}}"
turned: "{{.b}}, then {{.a}}"
twice: "{{.a}} and {{.a}}"
counted: {one: "{{.a}} in {{.b}}", other: "{{.a}} in {{.b}}"}
`, `
plain: "Rien à remplir."
two: "{{.a}} sur {{.b}}"
turned: "{{.b}}, puis {{.a}}"
twice: "{{.a}} et {{.a}}"
counted: {one: "{{.a}} dans {{.b}}", other: "{{.a}} dans {{.b}}"}
`)
	w := words["en"]
	for _, c := range []struct{ got, want string }{
		{w.T("plain"), "Nothing to fill."},
		{w.T("plain", 3), "Nothing to fill."},
		{w.T("two", 1, 1234), "1 of 1,234"},
		{w.T("turned", "a", "b"), "b, then a"},
		{w.T("twice", "x"), "x and x"},
		{w.T("counted", 2, "<b>{{.a}}</b>"), "2 in <b>{{.a}}</b>"},
		{w.T("two", 1.5, true), "1.5 of true"},
		{w.T("two", "x"), "x of <no value>"},
		{w.T("missing", 1), "[missing]"},
		{w.T(""), "[]"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestWordsThatAreNotWholeAreRefused(t *testing.T) {
	for _, c := range []struct{ what, en, fr, says string }{
		{"no French", "a: \"A\"\nb: \"B\"\n", "a: \"A\"\n", "b has no French"},
		{"no English", "a: \"A\"\n", "a: \"A\"\nc: {d: \"D\"}\n", "c.d has no English"},
		{"a key twice in a file", "a: \"A\"\na: \"B\"\n", "a: \"A\"\n", "already defined"},
		{"a key twice in two files", "a: {b: \"A\"}\n---\na: {b: \"B\"}\n", "a: {b: \"A\"}\n", "a.b stands twice"},
		{"a key twice in French", "a: \"A\"\n", "a: \"A\"\n---\na: \"A\"\n", "a stands twice"},
		{"a plural in one language", "a: {one: \"A\", other: \"B\"}\n", "a: \"A\"\n", "a has a plural in one language only"},
		{"no YAML", "a: \"A\n", "a: \"A\"\n", "a.en.yaml"},
		{"an empty text", "a: \"\"\n", "a: \"A\"\n", "a is empty"},
		{"a place without an end", "a: \"{{.a\"\n", "a: \"A\"\n", "\"{{.a\" is no place"},
		{"a place of another name", "a: \"A\"\n", "a: \"{{.a}} {{.Name}}\"\n", "\"{{.Name\" is no place"},
		{"a place that is a program", "a: {one: \"{{len .a}}\", other: \"A\"}\n", "a: {one: \"A\", other: \"A\"}\n", "\"{{len .a\" is no place"},
	} {
		t.Run(c.what, func(t *testing.T) {
			if _, err := loadTexts(c.en, c.fr); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("gave %v", err)
			}
		})
	}
}

func TestKeysMayBeNamedAsPluralsOrNumbersAre(t *testing.T) {
	text := "other: \"O\"\nlevel: {0: \"none\", 1: \"some\", other: \"more\"}\nno: \"never\"\n"
	words := small(t, text, text)
	for key, want := range map[string]string{"other": "O", "level.0": "none", "level.other": "more", "no": "never"} {
		if got := words["en"].T(key); got != want || !words["fr"].Has(key) {
			t.Errorf("%s is %q", key, got)
		}
	}
}

func TestEveryOtherLanguageIsEnglish(t *testing.T) {
	for lang, want := range map[string]string{"fr": "fr", "en": "en", "de": "en", "": "en"} {
		if got := For(lang).Lang; got != want {
			t.Errorf("%q gives %s", lang, got)
		}
	}
	if Other("en") != "fr" || Other("fr") != "en" {
		t.Error("each language is the other's other")
	}
}
