package forms

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is a copy of a text made for matching, which remembers where each of
// its bytes stood. Byte i of text stands for bytes from[i] to to[i] of the
// original; with nil slices each byte stands where it stood. seams are the places
// in text, in order, before which a space was closed.
type folded struct {
	text     string
	from, to []int32
	seams    []int
}

// originals turns places in the copy into places in the original, in the slice
// it is given.
func (f folded) originals(spans []span) []span {
	if f.from == nil {
		return spans
	}
	for i, s := range spans {
		spans[i] = span{int(f.from[s.from]), int(f.to[s.to-1])}
	}
	return spans
}

// place returns the bytes of the original that byte i of the copy stands for.
func (f folded) place(i int) (from, to int32) {
	if f.from == nil {
		return int32(i), int32(i) + 1
	}
	return f.from[i], f.to[i]
}

// beginsWord reports whether a word may begin at byte i of the copy: nothing of
// a word touches it, or what does was set apart from it by a space.
func (f folded) beginsWord(i int) bool {
	if !wordBefore(f.text, i) {
		return true
	}
	_, seam := slices.BinarySearch(f.seams, i)
	return seam
}

// foldWriter gathers a new copy byte by byte.
type foldWriter struct {
	text     []byte
	from, to []int32
	seams    []int
}

func newFoldWriter(size int) *foldWriter {
	return &foldWriter{make([]byte, 0, size), make([]int32, 0, size), make([]int32, 0, size), nil}
}

func (w *foldWriter) put(b byte, from, to int32) {
	w.text = append(w.text, b)
	w.from = append(w.from, from)
	w.to = append(w.to, to)
}

func (w *foldWriter) putRune(r rune, from, to int32) {
	var buf [utf8.UTFMax]byte
	for _, b := range buf[:utf8.EncodeRune(buf[:], r)] {
		w.put(b, from, to)
	}
}

// copyFrom takes over bytes i to j of another copy with the places they know.
func (w *foldWriter) copyFrom(f folded, i, j int) {
	for ; i < j; i++ {
		from, to := f.place(i)
		w.put(f.text[i], from, to)
	}
}

func (w *foldWriter) done() folded { return folded{string(w.text), w.from, w.to, w.seams} }

// fold returns the copy of text that the rules read: NFKC, every white space a
// byte no greater than ' ', and nothing in it that cannot be seen. ASCII is its
// own copy, and ordinary French needs only its fixed spaces rewritten; both
// spare the map of places.
func fold(text string) folded {
	if isPlainASCII(text) {
		return folded{text: text}
	}
	if f, ok := foldPlain(text); ok {
		return f
	}
	return compose(dropUnseen(text))
}

func isPlainASCII(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c >= 0x7f || c < ' ' && !isBreak(c) {
			return false
		}
	}
	return true
}

func isBreak(c byte) bool { return c == '\t' || c == '\n' || c == '\r' }

// foldPlain folds a text of which every character is its own NFKC form, and
// answers false when there is any other.
func foldPlain(text string) (folded, bool) {
	copied := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\u00a0' || r == '\u202f':
			copied = append(copied, "   "[:size]...)
		case isPlainRune(r):
			copied = append(copied, text[i:i+size]...)
		default:
			return folded{}, false
		}
		i += size
	}
	return folded{text: string(copied)}, true
}

// isPlainRune knows the characters of English and French prose that NFKC leaves
// alone. It may miss some: they only take the longer way.
func isPlainRune(r rune) bool {
	switch {
	case r < 0x7f:
		return r >= ' ' || isBreak(byte(r))
	case r >= 'À' && r <= 'ÿ':
		return true
	}
	switch r {
	case '«', '»', '°', 'œ', 'Œ', 'Ÿ', '–', '—', '‘', '’', '“', '”', '•', '€':
		return true
	}
	return false
}

// dropUnseen leaves out the characters that take no room (joiners, soft
// hyphens, direction marks, controls, bytes that are no UTF-8), so that none of
// them can part a word, nor keep an accent from its letter.
func dropUnseen(text string) folded {
	w := newFoldWriter(len(text))
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		from, to := int32(i), int32(i+size)
		i += size
		switch {
		case isPlainRune(r):
			w.putRune(r, from, to)
		case r == utf8.RuneError && size == 1 || isUnseen(r):
		case unicode.IsSpace(r):
			w.put(' ', from, to)
		default:
			w.putRune(r, from, to)
		}
	}
	return w.done()
}

func isUnseen(r rune) bool {
	if r < 0x80 {
		return (r < ' ' || r == 0x7f) && !isBreak(byte(r))
	}
	switch r {
	case 0x115f, 0x1160, 0x3164, 0xffa0: // Hangul fillers: letters by name, blank by look
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf)
}

// compose applies NFKC to f one segment at a time, so that each byte still
// knows its place. A segment that would more than double keeps its old form:
// such characters spell nothing the rules look for, and would let a small text
// grow into a large one.
func compose(f folded) folded {
	w := newFoldWriter(len(f.text))
	var buf []byte
	for i := 0; i < len(f.text); {
		if size := plainSize(f.text[i:]); size > 0 {
			w.copyFrom(f, i, i+size)
			i += size
			continue
		}
		end := i + norm.NFKC.NextBoundaryInString(f.text[i:], true)
		from, _ := f.place(i)
		_, to := f.place(end - 1)
		buf = norm.NFKC.AppendString(buf[:0], f.text[i:end])
		if len(buf) > 2*(end-i) {
			buf = append(buf[:0], f.text[i:end]...)
		}
		for rest := buf; len(rest) > 0; {
			r, size := utf8.DecodeRune(rest)
			rest = rest[size:]
			if r = lookAlike(r); !unicode.In(r, unicode.Mn, unicode.Me) {
				w.putRune(r, from, to)
			}
		}
		i = end
	}
	return w.done()
}

// plainSize returns the size of the first character of s when it is plain and
// nothing follows that could join with it, and 0 otherwise.
func plainSize(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if !isPlainRune(r) {
		return 0
	}
	if next, _ := utf8.DecodeRuneInString(s[size:]); size < len(s) && !isPlainRune(next) {
		return 0
	}
	return size
}

// lookAlike returns the ASCII sign that r is drawn like where addresses are
// concerned, and r itself otherwise. NFKC has already folded full-width forms.
func lookAlike(r rune) rune {
	switch r {
	case '\u3002': // ideographic full stop, which browsers read as a dot
		return '.'
	case '\u2044', '\u2215', '\u29f8':
		return '/'
	case '\u2236', '\ua789':
		return ':'
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}
