package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// undrawable stands for every character that the document cannot draw.
const undrawable = '□'

// drawn is text that the font can draw. It comes from clean alone, and only
// drawn text reaches the PDF library, which panics on anything else.
type drawn string

// seen notes what clean met in a document.
type seen struct {
	marks bool // something became a mark
	rare  bool // something outside the cut font
}

// clean makes any bytes drawable: what is no character, lies outside the Basic
// Multilingual Plane or has no glyph becomes a visible mark; line ends stay,
// tabs become spaces, and what has no appearance of its own is dropped. Words
// of scripts that run from right to left are turned round line by line later.
func (s *seen) clean(text string) drawn {
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case r == '\n':
			b.WriteByte('\n')
		case r == '\t':
			b.WriteByte(' ')
		case r == utf8.RuneError && size == 1:
			s.mark(&b)
		case isInvisible(r):
		case r == '\u202f' && !fonts().drawable(r):
			b.WriteRune('\u00a0')
		case !fonts().drawable(r):
			s.mark(&b)
		default:
			s.rare = s.rare || !isCommon(r)
			b.WriteRune(r)
		}
	}
	return drawn(b.String())
}

func (s *seen) mark(b *strings.Builder) {
	s.marks = true
	b.WriteRune(undrawable)
}

// isInvisible knows controls, joiners, direction signs, variation selectors
// and the soft hyphen.
func isInvisible(r rune) bool {
	switch {
	case r == '\u00ad' || r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0000 && r <= 0xe01ef:
		return true
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// visual turns the right-to-left runs of one line round, because the PDF
// library sets every character to the right of the one before.
func visual(line string) string {
	if strings.IndexFunc(line, rightToLeft) < 0 {
		return line
	}
	runes := []rune(line)
	for i := 0; i < len(runes); i++ {
		if !rightToLeft(runes[i]) {
			continue
		}
		end := runEnd(runes, i)
		reverse(runes[i:end])
		i = end
	}
	return string(runes)
}

// runEnd finds where a right-to-left run that begins at i ends: after the last
// such character before a letter or digit of another script.
func runEnd(runes []rune, i int) int {
	end := i
	for ; i < len(runes); i++ {
		if rightToLeft(runes[i]) {
			end = i + 1
		} else if unicode.IsLetter(runes[i]) || unicode.IsDigit(runes[i]) {
			break
		}
	}
	return end
}

func reverse(runes []rune) {
	for i, j := 0, len(runes)-1; i < j; i, j = i+1, j-1 {
		runes[i], runes[j] = runes[j], runes[i]
	}
}

func rightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfeff
}
