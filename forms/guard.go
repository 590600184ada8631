package forms

import (
	"slices"
	"strings"
)

// guardPasses bounds how often Guard looks again at what it has cleaned. One
// pass is nearly always enough; a second is needed when the mark itself now
// stands where a space stood.
const guardPasses = 8

// span is a run of bytes: from is its first byte, to the byte after its last.
type span struct{ from, to int }

// Guard reports whether text holds what the portal must never receive (a link,
// a fingerprint, an encoded blob), and gives the text back with only the caught
// runs replaced by mark, for example "[removed]".
//
// Without a hit the text comes back byte for byte. With one, the text that comes
// back never hits again, provided mark itself does not. Time and memory grow
// with the length of the text and with nothing else; the caller must log neither
// text nor cleaned.
func Guard(text, mark string) (cleaned string, hit bool) {
	caught := caughtIn(text)
	if len(caught) == 0 {
		return text, false
	}
	for range guardPasses {
		text = replaceSpans(text, caught, mark)
		if caught = caughtIn(text); len(caught) == 0 {
			return text, true
		}
	}
	return mark, true
}

// caughtIn returns every caught run of text, in order and without overlap, as
// places in text itself. The rules read copies: one with look-alikes and
// disguises undone, and, where characters were set apart by spaces, a second
// with those joined. The second is read besides the first, never instead of it,
// so that joining can hide nothing.
func caughtIn(text string) []span {
	plain := undisguise(fold(text))
	caught := plain.originals(findIn(plain))
	if joined, ok := joinSingles(plain); ok {
		caught = append(caught, joined.originals(findIn(joined))...)
	}
	return mergeSpans(caught)
}

// findIn applies every rule to one copy; the runs may overlap.
func findIn(f folded) []span {
	return append(findLinks(f), findBlobs(f.text)...)
}

// mergeSpans sorts spans and melts those that overlap or touch into one. It
// reuses the slice it is given.
func mergeSpans(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	merged := spans[:0]
	for _, s := range spans {
		last := len(merged) - 1
		if last >= 0 && s.from <= merged[last].to {
			merged[last].to = max(merged[last].to, s.to)
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

// replaceSpans puts mark in the place of each span; spans are in order and do
// not overlap.
func replaceSpans(text string, spans []span, mark string) string {
	var b strings.Builder
	b.Grow(len(text))
	done := 0
	for _, s := range spans {
		b.WriteString(text[done:s.from])
		b.WriteString(mark)
		done = s.to
	}
	b.WriteString(text[done:])
	return b.String()
}
