package forms_test

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"eleven/forms"
)

func TestCleanKeepsWhatWasTypedAndDropsWhatCannotBeSeen(t *testing.T) {
	for _, c := range []struct{ name, typed, want string }{
		{"plain text", "As it was.\n\tIndented.", "As it was.\n\tIndented."},
		{"line endings", "a\r\nb\rc\u2028d\u2029e\n\rf", "a\nb\nc\nd\ne\n\nf"},
		{"accents set apart", "e\u0301te\u0301", "été"},
		{"an accent after a control", "e\x00\u0301", "é"},
		{"controls", "a\x00b\x07c\x7fd\u0085e\x0bf", "abcdef"},
		{"direction signs", "a\u202ab\u202ec\u2066d\u2069e", "abcde"},
		{"bad UTF-8", "a\xffb\xc3", "ab"},
		{"a replacement character somebody typed", "a\ufffdb", "a\ufffdb"},
		{"joiners", "क्\u200dष می\u200cخواهم 👩\u200d👧", "क्\u200dष می\u200cخواهم 👩\u200d👧"},
		{"typography", "« Oui\u00a0» — \"no\" … ﬁ ½ l'été", "« Oui\u00a0» — \"no\" … ﬁ ½ l'été"},
		{"white space at the ends", "  a  ", "  a  "},
	} {
		if got := forms.Clean(c.typed); got != c.want {
			t.Errorf("%s: %q became %q, want %q", c.name, c.typed, got, c.want)
		}
	}
}

func TestCleanTwiceIsCleanOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typed := anyText().Draw(t, "typed")
		kept := forms.Clean(typed)
		if again := forms.Clean(kept); again != kept {
			t.Fatalf("%q became %q, then %q", typed, kept, again)
		}
		if !utf8.ValidString(kept) || !norm.NFC.IsNormalString(kept) {
			t.Fatalf("%q became %q", typed, kept)
		}
	})
}
