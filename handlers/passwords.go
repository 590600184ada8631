package handlers

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"eleven/forms"
)

// Bounds of a password, in characters. It is kept exactly as typed: nothing is
// trimmed, and no kind of character is asked for.
const (
	minPassword = 12
	maxPassword = 256
)

//go:embed common_passwords.txt
var commonList string

var commonPasswords = listed(commonList)

// listed reads one password a line; lines that begin with # are comments.
func listed(text string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			out[strings.TrimSuffix(line, "\n")] = true
		}
	}
	return out
}

// siteWords say nothing that a guesser of this site's passwords would not try first.
var siteWords = []string{
	"eleven", "onze", "principles", "principle", "principes", "principe", "voluntary", "volontaires", "volontaire",
	"password", "motdepasse", "passe", "qwerty", "azerty", "admin", "welcome", "bienvenue", "bonjour", "letmein",
}

// checkPassword says what is wrong with a new password. own are the person's
// name, address and company.
func checkPassword(field, password string, own ...string) forms.Invalid {
	n := utf8.RuneCountInString(password)
	switch {
	case n == 0:
		return forms.Invalid{forms.Problematic(field, "password.empty")}
	case n < minPassword:
		return forms.Invalid{forms.Problematic(field, "password.short", minPassword, n)}
	case n > maxPassword:
		return forms.Invalid{forms.Problematic(field, "password.long", maxPassword, n)}
	case easy(password, own):
		return forms.Invalid{forms.Problematic(field, "password.common")}
	}
	return nil
}

// fewRunes is how little may be left of a password that is otherwise known words.
const fewRunes = 8

// easy reports whether a password is a common one as a whole, repeats three
// characters, or is nothing but words of the site or of the person with a few
// digits and signs between them.
func easy(password string, own []string) bool {
	folded := strings.ToLower(password)
	if commonPasswords[folded] || different(folded) <= 3 {
		return true
	}
	rest := folded
	for _, word := range knownWords(own) {
		rest = strings.ReplaceAll(rest, word, "")
	}
	return rest != folded && utf8.RuneCountInString(rest) < fewRunes && !strings.ContainsFunc(rest, unicode.IsLetter)
}

func different(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}

// knownWords gives the site's words and the person's own, the longest first.
func knownWords(own []string) []string {
	words := slices.Clone(siteWords)
	for _, text := range own {
		for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if utf8.RuneCountInString(word) >= 3 {
				words = append(words, word)
			}
		}
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return words
}

// hash makes what is kept of a password, no more than a few at once.
func (s *Server) hash(password string) (hash string, err error) {
	within(s.gates.passwords, func() { hash, err = HashPassword(password) })
	return hash, err
}
