package report

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"eleven/forms"
)

// hostile are texts that stop a careless drawing.
var hostile = map[string]string{
	"an emoji":              "smile \U0001F600 end",
	"a family of emoji":     "\U0001F468\u200d\U0001F469\u200d\U0001F467\ufe0f end",
	"a stray byte":          "a\xffb\xc3 end",
	"half a character":      "caf\xc3",
	"NUL and controls":      "a\x00b\x07c\x1b end",
	"Arabic":                "السلام عليكم end",
	"Hebrew":                "שלום עולם end",
	"Chinese":               "你好 end",
	"Inuktitut":             "ᐃᓄᒃᑎᑐᑦ end",
	"a surrogate":           "\xed\xa0\x80 end",
	"the last character":    "\uffff\ufffe\ufffd end",
	"brackets and slashes":  `\) (nested (deep)) \r \\ end`,
	"a carriage return":     "a\rb\u0d0a end",
	"many marks on one":     "Z" + strings.Repeat("\u0301", 400) + " end",
	"direction signs":       "\u202e\u2066abc\u2069 end",
	"only spaces":           strings.Repeat(" ", 3000),
	"only line ends":        strings.Repeat("\n", 300),
	"a word of 50,000":      strings.Repeat("w", 50_000),
	"a word of 50,000 wide": strings.Repeat("\u00a0œ", 25_000),
}

func TestNoTextStopsADocument(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			in := reviewed(submitted(chatApp(t), forms.Full))
			a, part := &in.Assessment, text[:min(len(text), 1500)]
			a.Company, a.Service, a.Round = text, part, part
			in.Operator, in.Classification = part, part
			a.Signed.Name, a.Signed.Position = part, part
			a.Answers["p01-q01"] = forms.Answer{Level: "2", Note: text, Evidence: []forms.Evidence{
				{Title: text, Kind: part, Date: part, Holder: part, Place: part, Link: part, Seal: part},
			}}
			a.Answers["p01-q02"] = forms.Answer{Level: forms.NA, Cause: part, Reason: part}
			in.Review.Principles[1] = forms.PrincipleReview{Score: 2, Reason: part, Verdicts: map[string]forms.Verdict{
				"p01-q01": {Verdict: "confirmed", KnownBy: "seen", How: part}, "MSG": {Verdict: "not-confirmed", How: part},
			}}
			data := draw(t, in)
			sound(t, data)
			if strings.HasSuffix(text, " end") && !strings.Contains(textOf(t, data), "end") {
				t.Error("the words after it are lost")
			}
		})
	}
}

func TestWhatCannotBeDrawnBecomesAVisibleMark(t *testing.T) {
	for text, want := range map[string]string{
		"a\U0001F600b":               "a□b",
		"a\xffb":                     "a□b",
		"你":                          "□",
		"a\x00\x07b\tc":              "ab c",
		"x\u200d\ufe0f\u202ey":       "xy",
		"soft\u00adhyphen":           "softhyphen",
		"œ « é » \u202f–’":           "œ « é » \u202f–’",
		"ᐃᓄᒃ שלום":                   "ᐃᓄᒃ שלום",
		"two\nlines":                 "two\nlines",
		"\U0001F468\u200d\U0001F469": "□□",
	} {
		var s seen
		if got := s.clean(text); string(got) != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestAMarkIsExplainedOnlyWhereOneStands(t *testing.T) {
	const explained = "stands for a character that this document cannot draw"
	in := chatApp(t)
	if strings.Contains(textOf(t, draw(t, in)), explained) {
		t.Error("a sign is explained that does not occur")
	}
	in.Assessment.Service = "Brook \U0001F600"
	text := textOf(t, draw(t, in))
	if !strings.Contains(text, "Brook □") || !strings.Contains(text, explained) {
		t.Error("the sign, or its explanation, is missing")
	}
}

func TestTextBeyondTheCommonCharactersIsDrawnWithTheWholeFont(t *testing.T) {
	in := chatApp(t)
	in.Assessment.Company = "Άλφα Чистый ручей ᐃᓄᒃᑎᑐᑦ"
	data := draw(t, in)
	if text := textOf(t, data); !strings.Contains(text, in.Assessment.Company) {
		t.Error("the name is not in the text")
	}
}

func TestRightToLeftRunsAreTurnedRound(t *testing.T) {
	for text, want := range map[string]string{
		"abc":               "abc",
		"שלום":              "םולש",
		"a שלום עולם b":     "a םלוע םולש b",
		"12 שלום, 34 עולם.": "12 םולש, 34 םלוע.",
	} {
		if got := visual(text); got != want {
			t.Errorf("%q is drawn as %q, want %q", text, got, want)
		}
	}
	in := chatApp(t)
	in.Assessment.Service = "שלום עולם"
	if !strings.Contains(textOf(t, draw(t, in)), "שלום עולם") {
		t.Error("a copy of the document does not hold the words in reading order")
	}
}

func TestLinesFitTheColumnAndLoseNothing(t *testing.T) {
	st := style{size: 9, leading: 13}
	for name, text := range map[string]string{
		"prose":           strings.Repeat("The rules are clear, dated and short enough to be read. ", 40),
		"one long word":   strings.Repeat("abcdefghij", 500),
		"after a hyphen":  strings.Repeat("end-to-end ", 100),
		"a long address":  "https://example.org/" + strings.Repeat("path/", 200),
		"French spaces":   strings.Repeat("12\u00a0% «\u00a0ainsi\u00a0»\u00a0: ", 100),
		"many paragraphs": strings.Repeat("one\ntwo three\n\n", 30),
	} {
		var s seen
		clean := s.clean(text)
		joined := ""
		for _, l := range st.wrap(clean, 200) {
			if l.width > 200.01 {
				t.Errorf("%s: a line is %.1f points wide in a column of 200", name, l.width)
			}
			if width := st.width(l.text); width-l.width > 0.01 || l.width-width > 0.01 {
				t.Errorf("%s: a line says %.2f and is %.2f", name, l.width, width)
			}
			joined += string(l.text)
		}
		strip := strings.NewReplacer(" ", "", "\n", "").Replace
		if strip(joined) != strip(text) {
			t.Errorf("%s: text is lost between lines", name)
		}
	}
}

func TestIdentifiersAndNumbersAreNotBroken(t *testing.T) {
	st := style{size: 9, leading: 13}
	for _, text := range []string{"question p02-q05", "people 10–49", "price 12\u00a0%"} {
		for width := 30.0; width < 90; width++ {
			for _, l := range st.wrap(drawn(text), max(width, st.width(drawn(strings.Fields(text)[1])+"xxx"))) {
				if strings.HasSuffix(string(l.text), "-") || strings.HasSuffix(string(l.text), "–") || string(l.text) == "%" {
					t.Errorf("%q breaks after %q", text, l.text)
				}
			}
		}
	}
}

func TestBreakingTakesLinearTime(t *testing.T) {
	st := style{size: 9, leading: 13}
	took := func(n int) time.Duration {
		text := drawn(strings.Repeat("w", n))
		best := time.Hour
		for range 5 {
			start := time.Now()
			st.wrap(text, 400)
			best = min(best, time.Since(start))
		}
		return best
	}
	took(1000) // the font is read
	// In quadratic time it would be about a thousand times.
	if short, long := took(50_000), took(1_600_000); long > 300*short {
		t.Errorf("32 times the text took %v against %v", long, short)
	}
}

func FuzzCleanTextCanBeDrawn(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var s seen
		clean := string(s.clean(text))
		if !utf8.ValidString(clean) {
			t.Fatal("not UTF-8")
		}
		for _, r := range clean {
			if r != '\n' && !fonts().drawable(r) {
				t.Fatalf("%q cannot be drawn", r)
			}
		}
		title3.wrap(drawn(clean), 100)
	})
}
