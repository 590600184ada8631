package report

import (
	"unicode"
	"unicode/utf8"
)

// style is how text looks. Sizes are points.
type style struct {
	bold          bool
	size, leading float64
	colour        colour
}

// line is one line of drawn text. Spaced means that a space was taken out
// after it: it is drawn all the same, so that a reader aloud and a copy do not
// run two words together.
type line struct {
	text   drawn
	width  float64
	spaced bool
	at     int // where it begins in the text it was broken from
}

// width is the length of text in points.
func (st style) width(text drawn) float64 {
	f, sum := fonts().of(st.bold), 0
	for _, r := range string(text) {
		sum += int(max(f.advance[r], 0))
	}
	return float64(sum) * st.size / 1000
}

// wrap breaks text into lines no wider than width: at spaces, after hyphens and
// slashes, and anywhere in a word that is wider than a line. It takes linear time.
func (st style) wrap(text drawn, width float64) []line {
	var out []line
	limit := int(width * 1000 / st.size)
	for start := 0; start <= len(text); {
		end := start
		for end < len(text) && text[end] != '\n' {
			end++
		}
		for _, l := range st.fill(text[start:end], limit) {
			l.at += start
			out = append(out, l)
		}
		start = end + 1
	}
	return out
}

// fill gives the lines of one paragraph. Widths are thousandths of the size.
func (st style) fill(text drawn, limit int) (out []line) {
	f := fonts().of(st.bold)
	start, sum := 0, 0         // of the line being filled
	breakAt, breakSum := -1, 0 // the last place where it may end, and its width
	for i, r := range string(text) {
		w := int(max(f.advance[r], 0))
		for sum+w > limit && i > start && r != ' ' && !unicode.Is(unicode.Mn, r) {
			if breakAt <= start {
				breakAt, breakSum = i, sum
			}
			out = append(out, st.cut(text, start, breakAt, breakSum))
			start, sum = breakAt, sum-breakSum
			breakAt = -1
		}
		sum += w
		if breaksAfter(text, i, r) {
			breakAt, breakSum = i+utf8.RuneLen(r), sum
		}
	}
	return append(out, st.cut(text, start, len(text), sum))
}

// breaksAfter reports whether a line may end after the character r at i: a
// space, a slash, a hyphen or dash between two letters (not within "p02-q05").
func breaksAfter(text drawn, i int, r rune) bool {
	switch r {
	case ' ', '/':
		return true
	case '-', '–', '—':
		before, _ := utf8.DecodeLastRuneInString(string(text[:i]))
		after, _ := utf8.DecodeRuneInString(string(text[i+utf8.RuneLen(r):]))
		return unicode.IsLetter(before) && unicode.IsLetter(after)
	}
	return false
}

// cut makes one line of text[start:end] without the space that ends it.
func (st style) cut(text drawn, start, end, sum int) line {
	l := line{text: text[start:end], at: start}
	for n := len(l.text); n > 0 && l.text[n-1] == ' '; n-- {
		l.text, l.spaced = l.text[:n-1], true
		sum -= int(fonts().of(st.bold).advance[' '])
	}
	l.width = float64(sum) * st.size / 1000
	return l
}
