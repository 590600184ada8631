package i18n

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// sentence is one text of the catalogue; a plural has one for each form.
type sentence struct{ file, key, text string }

// sentences gives every text of a language, by key with its form.
func sentences(t *testing.T, lang string) map[string]sentence {
	t.Helper()
	names, err := fs.Glob(files, "words/*."+lang+".yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("%v, %v", names, err)
	}
	out := map[string]sentence{}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		var tree map[string]any
		if err := yaml.Unmarshal(text, &tree); err != nil {
			t.Fatal(err)
		}
		for _, m := range messages("", tree) {
			out[m.ID] = sentence{name, m.ID, m.Other}
			if m.One != "" {
				out[m.ID+" (one)"] = sentence{name, m.ID, m.One}
			}
		}
	}
	return out
}

// offences are what French typography as Canada has it does not allow.
var offences = []struct {
	what string
	find *regexp.Regexp
}{
	{"a straight apostrophe", regexp.MustCompile(`'`)},
	{"straight or English quotation marks", regexp.MustCompile(`["“”]`)},
	{"no no-break space before : » or %", regexp.MustCompile("(?:^|[^\u00a0])[:»%]")},
	{"no no-break space behind «", regexp.MustCompile("«(?:$|[^\u00a0])")},
	{"a space before ? ! or ;", regexp.MustCompile("[ \u00a0\u202f][?!;]")},
	{"a plain space inside a number", regexp.MustCompile(`\d \d{3}\b`)},
	{"three dots for one sign", regexp.MustCompile(`\.\.\.`)},
	{"two spaces", regexp.MustCompile("[ \u00a0]{2}")},
	{"a space at an end", regexp.MustCompile("^ |[ \u00a0]$")},
}

// addresses hold colons that are no punctuation.
var addresses = regexp.MustCompile(`https?://\S*`)

func TestFrenchIsTypesetAsInCanada(t *testing.T) {
	for key, s := range sentences(t, "fr") {
		text := addresses.ReplaceAllString(s.text, "x")
		for _, o := range offences {
			if o.find.MatchString(text) {
				t.Errorf("%s: %s has %s: %q", s.file, key, o.what, s.text)
			}
		}
	}
}

func TestEnglishIsTypesetTidily(t *testing.T) {
	untidy := regexp.MustCompile(`'|"|\.\.\.|[ ]{2}|^ | $| [,.;:?!]`)
	for key, s := range sentences(t, "en") {
		if untidy.MatchString(s.text) {
			t.Errorf("%s: %s is %q", s.file, key, s.text)
		}
	}
}

var placeholder = regexp.MustCompile(`\{\{.*?\}\}`)

func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestBothLanguagesFillTheSamePlaces(t *testing.T) {
	known := regexp.MustCompile(`^\{\{\.[a-f]\}\}$`)
	french := sentences(t, "fr")
	for key, en := range sentences(t, "en") {
		here, there := placeholders(en.text), placeholders(french[key].text)
		if rest := placeholder.ReplaceAllString(en.text+french[key].text, ""); strings.ContainsAny(rest, "{}") {
			t.Errorf("%s has a place that does not end: %q", key, rest)
		}
		if !slices.Equal(here, there) {
			t.Errorf("%s fills %v in English and %v in French", key, here, there)
		}
		for i, p := range here {
			if !known.MatchString(p) {
				t.Errorf("%s has the place %s", key, p)
			}
			if strings.HasSuffix(key, " (one)") || french[key+" (one)"].text != "" {
				continue // "the one question" needs no number
			}
			if p != "{{."+string(rune('a'+i))+"}}" {
				t.Errorf("%s fills %s without the one before it", key, p)
			}
		}
	}
}

// alike are words that both languages have; a text made of them alone may be
// the same in both. Whatever else is the same was forgotten to translate.
var alike = []string{
	"Canada", "Effort", "Gain", "Note", "Programme", "Question", "Questionnaire", "Service", "UTC",
	"minute", "minutes", "point", "points", "question", "questions", "version",
}

func TestNothingIsLeftInEnglish(t *testing.T) {
	word := regexp.MustCompile(`\pL+`)
	french := sentences(t, "fr")
	for key, en := range sentences(t, "en") {
		if french[key].text != en.text || strings.HasPrefix(key, "zone.") { // cities keep their names
			continue
		}
		for _, w := range word.FindAllString(placeholder.ReplaceAllString(en.text, ""), -1) {
			if !slices.Contains(alike, w) {
				t.Errorf("%s is %q in both languages", key, en.text)
				break
			}
		}
	}
}

func TestFrenchHoldsNoEnglishWords(t *testing.T) {
	english := regexp.MustCompile(`(?i)(?:^|[^\pL])(the|and|your|you|of|is|are|with|for|this|that|from|please|review|assessment)(?:$|[^\pL])`)
	for key, s := range sentences(t, "fr") {
		if m := english.FindStringSubmatch(s.text); m != nil {
			t.Errorf("%s: %s says %q: %q", s.file, key, m[1], s.text)
		}
	}
}

func TestNobodyIsCertifiedOrRanked(t *testing.T) {
	for lang, never := range map[string]*regexp.Regexp{
		"en": regexp.MustCompile(`(?i)\b(compliant|compliance|certif\w+|pass(es|ed)?|fail(s|ed|ure)?|rank\w*|leading|child porn\w*)\b`),
		"fr": regexp.MustCompile(`(?i)(conform(e|es|ité)\b|certif|classement|réussite|échou|pornographie)`),
	} {
		for key, s := range sentences(t, lang) {
			if m := never.FindString(denied.ReplaceAllString(s.text, "")); m != "" {
				t.Errorf("%s: %s says %q: %q", s.file, key, m, s.text)
			}
		}
	}
}

// denied is what the portal says it is not.
var denied = regexp.MustCompile(`(?i)\bnot a certification(, (not )?a ranking)?|\b(ni|pas|non) (une? |d’une? )?(certification|classement)`)
