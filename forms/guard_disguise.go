package forms

import (
	"strings"
	"unicode/utf8"
)

// bracketed lists what people put in brackets so that an address no longer
// looks like one, and what it stands for. (hxxp needs no entry: with :// behind
// it any word is a scheme.)
var bracketed = map[string]string{
	".": ".", "dot": ".", "point": ".",
	":": ":", "/": "/", "//": "//", "://": "://",
}

// bracketReach is how far a closing bracket is looked for: room for the longest
// of bracketed with a space around each of its characters.
const bracketReach = 16

// undisguise undoes [.] (.) {.} [dot] [:] [/] and the like, spaces inside the
// brackets included.
func undisguise(f folded) folded {
	if !strings.ContainsAny(f.text, "[({") {
		return f
	}
	var w *foldWriter
	done := 0
	for i := 0; i < len(f.text); i++ {
		plain, end := bracketAt(f.text, i)
		if plain == "" {
			continue
		}
		if w == nil {
			w = newFoldWriter(len(f.text))
		}
		w.copyFrom(f, done, i)
		from, _ := f.place(i)
		_, to := f.place(end - 1)
		for _, b := range []byte(plain) {
			w.put(b, from, to)
		}
		done, i = end, end-1
	}
	if w == nil {
		return f
	}
	w.copyFrom(f, done, len(f.text))
	return w.done()
}

// bracketAt returns what the bracket that opens at i stands for and where it
// ends, or "" when it is an ordinary bracket.
func bracketAt(s string, i int) (plain string, end int) {
	var closing byte
	switch s[i] {
	case '[':
		closing = ']'
	case '(':
		closing = ')'
	case '{':
		closing = '}'
	default:
		return "", 0
	}
	var inside [bracketReach]byte
	n := 0
	for j := i + 1; j < len(s) && j <= i+bracketReach; j++ {
		switch c := s[j]; {
		case c == closing:
			return bracketed[string(inside[:n])], j + 1
		case c > ' ':
			inside[n] = lower(c)
			n++
		}
	}
	return "", 0
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// longSingles is how many single characters in a row are joined even without a
// sign of an address among them: as many as an encoded blob must have.
const longSingles = blobLength

// joinSingles returns the copy in which single characters set apart by spaces
// stand together ("h t t p s : / /"), and false when nothing in f is written
// that way. What one finds in ordinary prose stays as it is: a lone sign is not
// joined to the words around it ("Cybertip.ca : 12", "Cybertip.ca / IWF"),
// except a lone full stop, before which no one writes a space, and the signs
// after the word that follows it ("name . example / x").
func joinSingles(f folded) (folded, bool) {
	if !hasSpacedSigns(f.text) {
		return folded{}, false
	}
	w := newFoldWriter(len(f.text))
	var j joiner
	done := 0
	for at := 0; ; {
		from, to := nextToken(f.text, at)
		if from == to {
			break
		}
		if j.joins(f.text[from:to]) {
			w.seams = append(w.seams, len(w.text))
		} else {
			w.copyFrom(f, done, from)
		}
		w.copyFrom(f, from, to)
		done, at = to, to
	}
	return w.done(), true
}

// joiner decides, token by token, whether the space before one is closed. Its
// fields say what the token before was.
type joiner struct {
	single bool // a single character
	word   bool // something that ends in a letter or digit
	dot    bool // a lone full stop behind a word
	host   bool // the word after a lone full stop
	sign   bool // a lone sign after that word
}

// joins reports whether token belongs to the one before it, and moves on.
func (j *joiner) joins(token string) bool {
	single := isSingle(token)
	dot := token == "." && j.word
	host := j.dot && !single && wordAfter(token, 0)
	sign := j.host && (token == "/" || token == ":" || token == "?")
	joined := j.single && single || dot || host || sign || j.sign
	*j = joiner{single, wordBefore(token, len(token)), dot, host, sign}
	return joined
}

// hasSpacedSigns reports whether s has a lone full stop, a run of single
// characters with a sign of an address among them, or a very long such run.
func hasSpacedSigns(s string) bool {
	run, sign := 0, false
	for at := 0; ; {
		from, to := nextToken(s, at)
		if from == to {
			return false
		}
		at = to
		token := s[from:to]
		if !isSingle(token) {
			run, sign = 0, false
			continue
		}
		run++
		sign = sign || strings.Contains(":/?", token)
		if token == "." || sign && run > 1 || run >= longSingles {
			return true
		}
	}
}

// nextToken returns the first run without white space at or after place at; it
// is empty at the end of s.
func nextToken(s string, at int) (from, to int) {
	for at < len(s) && s[at] <= ' ' {
		at++
	}
	from = at
	for at < len(s) && s[at] > ' ' {
		at++
	}
	return from, at
}

// isSingle reports whether token is one character that an address or a blob may
// hold. Dashes, bullets and quotation marks stand alone in prose and join nothing.
func isSingle(token string) bool {
	r, size := utf8.DecodeRuneInString(token)
	return size == len(token) && (size == 1 || isLetterOrDigit(r))
}
