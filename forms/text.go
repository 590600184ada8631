package forms

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean returns s as the portal keeps text: NFC, with every line ending a LF;
// without NUL and other controls but tab and LF, without signs that turn the
// direction of what follows (U+202A to U+202E, U+2066 to U+2069), and without
// bytes that are not UTF-8. Joiners stay, and so does typography: what a person
// typed is never corrected. Clean(Clean(s)) is Clean(s).
func Clean(s string) string {
	if isPlainASCII(s) && strings.IndexByte(s, '\r') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '\r' && strings.HasPrefix(s[i:], "\n"):
			// The LF that follows stands for both.
		case r == '\r' || r == '\u2028' || r == '\u2029':
			b.WriteByte('\n')
		case r == utf8.RuneError && size == 1 || isDropped(r):
		default:
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// isDropped knows the characters that are never kept.
func isDropped(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
		return true
	}
	return unicode.IsControl(r)
}
