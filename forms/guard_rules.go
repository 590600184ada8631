package forms

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// findLinks returns the links in f, in order: from the first byte of a link to
// the end of its run without spaces, closing punctuation left out.
func findLinks(f folded) []span {
	var found []span
	s := f.text
	for i := 0; i < len(s); {
		next := strings.IndexAny(s[i:], ".:/?")
		if next < 0 {
			break
		}
		i += next
		link, ok := linkAt(f, i)
		if !ok {
			i++
			continue
		}
		link.to = tokenEnd(s, link.to)
		found = append(found, link)
		i = link.to
	}
	return found
}

// linkAt looks for a link whose telling sign stands at place i of f. The span
// is the part that tells: it ends at the first byte that is not needed to know.
func linkAt(f folded, i int) (span, bool) {
	switch f.text[i] {
	case '.':
		return dotLink(f, i)
	case ':':
		return colonLink(f, i)
	case '/':
		return hostLink(f, i, i+1)
	default:
		link, ok := hostLink(f, i, i+2)
		return link, ok && goesOn(f.text, i+1)
	}
}

// dotLink knows "www." and ".onion".
func dotLink(f folded, i int) (span, bool) {
	s := f.text
	if hasSuffixFold(s[:i], "www") && f.beginsWord(i-3) {
		return span{i - 3, i + 1}, true
	}
	end := i + len(".onion")
	if end <= len(s) && strings.EqualFold(s[i:end], ".onion") && !wordAfter(s, end) {
		return span{hostStart(s, i), end}, true
	}
	return span{}, false
}

// colonLink knows scheme://, the schemes that need no slashes, and a host with
// a port.
func colonLink(f folded, i int) (span, bool) {
	s := f.text
	if strings.HasPrefix(s[i:], "://") {
		if from := schemeStart(s, i); from < i {
			return span{from, i + 3}, true
		}
	}
	if link, ok := spacedScheme(f, i); ok {
		return link, true
	}
	for _, scheme := range []string{"data", "magnet", "ipfs"} {
		from := i - len(scheme)
		if hasSuffixFold(s[:i], scheme) && f.beginsWord(from) && goesOn(s, i+1) {
			return span{from, i + 2}, true
		}
	}
	if i+1 < len(s) && isDigit(s[i+1]) {
		return hostLink(f, i, i+2)
	}
	return span{}, false
}

// schemeStart returns where the scheme that ends at i begins: at the first
// letter of its run, or i when there is none.
func schemeStart(s string, i int) int {
	start := i
	for j := i - 1; j >= 0; j-- {
		c := s[j]
		if isASCIILetter(c) {
			start = j
		} else if !isDigit(c) && c != '+' && c != '.' && c != '-' {
			break
		}
	}
	if start == i && wordBefore(s, i) && !isDigit(s[i-1]) {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		return i - size
	}
	return start
}

// spacedScheme knows the everyday schemes with spaces around their signs
// ("https : / /", "http ://"); other words before such signs are prose.
func spacedScheme(f folded, i int) (span, bool) {
	s, end := f.text, i+1
	for range 2 {
		for end < len(s) && s[end] <= ' ' {
			end++
		}
		if end == len(s) || s[end] != '/' {
			return span{}, false
		}
		end++
	}
	word := strings.TrimRight(s[:i], " \t\r\n")
	for _, scheme := range []string{"https", "http", "hxxps", "hxxp", "ftp"} {
		from := len(word) - len(scheme)
		if hasSuffixFold(word, scheme) && f.beginsWord(from) {
			_, to := nextToken(s, end)
			return span{from, to}, true
		}
	}
	return span{}, false
}

// goesOn reports whether something other than a space follows at place i of s.
// Punctuation that closes a sentence or a quotation does not count, so that
// "Do you report to Cybertip.ca?" may stand in quotation marks.
func goesOn(s string, i int) bool {
	for i < len(s) && s[i] > ' ' {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !closes(r) {
			return true
		}
		i += size
	}
	return false
}

// closes knows the punctuation that ends a sentence, quotation or emphasis.
func closes(r rune) bool {
	return strings.ContainsRune(`"'.,;:!?)]}>*_”’»›`, r)
}

// tokenEnd returns the end of the run without white space that place i of s is
// in or just behind, without the punctuation that closes it, and never before i.
func tokenEnd(s string, i int) int {
	end := i
	for end < len(s) && s[end] > ' ' {
		end++
	}
	for end > i {
		r, size := utf8.DecodeLastRuneInString(s[i:end])
		if !closes(r) {
			break
		}
		end -= size
	}
	return end
}

func isDigit(c byte) bool       { return c >= '0' && c <= '9' }
func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isHex(c byte) bool         { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

// isLetterOrDigit reports whether r can be part of a word.
func isLetterOrDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// wordBefore and wordAfter report whether a letter or digit touches place i of
// s on that side.
func wordBefore(s string, i int) bool {
	r, size := utf8.DecodeLastRuneInString(s[:i])
	return size > 0 && isLetterOrDigit(r)
}

func wordAfter(s string, i int) bool {
	r, size := utf8.DecodeRuneInString(s[i:])
	return size > 0 && isLetterOrDigit(r)
}

// hasSuffixFold reports whether s ends in suffix, which is lower-case ASCII.
func hasSuffixFold(s, suffix string) bool {
	return len(s) >= len(suffix) && strings.EqualFold(s[len(s)-len(suffix):], suffix)
}
