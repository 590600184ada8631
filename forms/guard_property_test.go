package forms_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"eleven/forms"
)

// A megabyte of the worst there is must come back; a guard that took quadratic
// time would not, within the limit of the whole test.
func TestGuardReturnsFromAMegabyteOfAnything(t *testing.T) {
	for _, unit := range []string{
		"a", " ", ":", "/", "?", ".", "..", ": ", "/ ", "a ", "[", "[.]", "( . )", "://", "a://", "a.", "a/", "x.test/",
		"data:", "data::", "www.", "0", "f", "0 ", "0a1b-", "Ab1", "é", "e\u0301", "\u0301", "\u200b", "\xff", "ﷺ", "::", "a.b?", "?)",
	} {
		text := strings.Repeat(unit, 1<<20/len(unit))
		cleaned, hit := forms.Guard(text, mark)
		if !hit && cleaned != text {
			t.Errorf("%q repeated was changed without a hit", unit)
		}
	}
}

// pieces are parts of addresses, blobs and prose to build texts from.
var pieces = []string{
	"http", "hxxp", "https://", "://", "//", "/", ":", "?", ".", "[.]", "[", "]", "(dot)", "www", "www.", ".onion", "data:",
	"magnet:", "ipfs:", "shore", "shore.example", "md", "ca", "192.0.2.7", "2001:db8::7", "0a1b0a1b", "0a1b0a1b0a1b0a1b",
	"Ab1Ab1Ab1Ab1Ab1Ab1Ab1Ab1", " ", " ", " ", "\n", "\r", "\u00a0", "\u200b", "\u0301", "\u202e", "\x00", "\xff", "é", "»", "。",
	"８", "a", "b", "7", "-", "_", "+", "=", "[removed]", "\u200d", "ﬁ", "\u2028",
}

func anyText() *rapid.Generator[string] {
	built := rapid.Map(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 24), func(parts []string) string {
		return strings.Join(parts, "")
	})
	return rapid.OneOf(built, rapid.String(), rapid.SampledFrom(harmless), rapid.SampledFrom(stopped))
}

// checkGuard checks what holds for every text.
func checkGuard(t interface{ Fatalf(string, ...any) }, text string) {
	cleaned, hit := forms.Guard(text, mark)
	if !hit && cleaned != text {
		t.Fatalf("%q was changed to %q without a hit", text, cleaned)
	}
	if _, again := forms.Guard(cleaned, mark); again {
		t.Fatalf("%q, cleaned to %q, hits again", text, cleaned)
	}
	kept := forms.Clean(text)
	if _, after := forms.Guard(kept, mark); after != hit {
		t.Fatalf("%q hits: %v; kept as %q: %v", text, hit, kept, after)
	}
	// A ligature sends the text the longer way; the answer is the same.
	if _, longer := forms.Guard("\ufb01 — "+text, mark); longer != hit {
		t.Fatalf("%q hits: %v; with a ligature before: %v", text, hit, longer)
	}
	if utf8.ValidString(text) && !utf8.ValidString(cleaned) {
		t.Fatalf("%q came back as bad UTF-8: %q", text, cleaned)
	}
}

func TestGuardKeepsItsPromisesForAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkGuard(t, anyText().Draw(t, "text")) })
}

func TestGuardFindsAnAddressInAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := anyText().Draw(t, "before"), anyText().Draw(t, "after")
		text := rapid.SampledFrom(stopped).Draw(t, "text")
		if _, hit := forms.Guard(before+" \n"+text+"\n "+after, mark); !hit {
			t.Fatalf("let through %q between %q and %q", text, before, after)
		}
	})
}

func FuzzGuard(f *testing.F) {
	for _, text := range append(harmless, stopped...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkGuard(t, text) })
}

func benchmarkGuard(b *testing.B, sentence string) {
	text := strings.Repeat(sentence, 5000/len(sentence))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		forms.Guard(text, mark)
	}
}

func BenchmarkGuardNote5000(b *testing.B) {
	benchmarkGuard(b, "We compare each upload with a list of known material, and/or stop it. Reports go to Cybertip.ca. ")
}

func BenchmarkGuardNote5000French(b *testing.B) {
	benchmarkGuard(b, "L’équipe compare chaque envoi\u00a0: il y a à vérifier. Les signalements vont à Cybertip.ca (24/7). ")
}

func BenchmarkGuardNote5000Composed(b *testing.B) {
	benchmarkGuard(b, "Chaque envoi est comparé… puis l’e\u0301quipe le retire en ½ heure. ")
}
