package handlers

import (
	"cmp"
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

// plainWords are what a guesser tries first: words of this site, and those that
// people everywhere make passwords of.
var plainWords = []string{
	"eleven", "onze", "principles", "principle", "principes", "principe", "voluntary", "volontaires", "volontaire",
	"password", "passwort", "motdepasse", "passe", "pass", "secret", "admin", "administrator", "root", "user", "login",
	"welcome", "bienvenue", "bonjour", "hello", "letmein", "changeme", "iloveyou", "jetaime", "loulou", "doudou", "soleil",
	"sunshine", "princess", "princesse", "football", "baseball", "hockey", "canada", "dragon", "monkey", "master", "shadow",
	"superman", "batman", "starwars", "pokemon", "computer", "internet", "trustno", "whatever", "freedom", "azerty", "qwerty",
	"january", "february", "march", "april", "summer", "winter", "spring", "autumn", "janvier", "ete", "hiver", "company", "test",
	"portal", "portail", "programme", "program", "ministry", "ministere", "ministère", "homeoffice", "homeaffairs", "publicsafety",
	"securitepublique", "sécuritépublique", "internalaffairs", "homelandsecurity", "government", "gouvernement", "mypassword", "thisisa", "thisis",
	"liverpool", "michael", "basketball", "unbelievable", "jennifer", "charlie", "chelsea", "arsenal", "daniel", "jessica",
}

// runs are orders that fingers follow, forwards or backwards.
var runs = []string{
	"0123456789012", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn",
	"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik", "qazwsxedcrfvtgbyhnujmik", "1q2w3e4r5t6y7u8i9o0p", "147258369", "!@#$%^&*()", "112233445566778899", "102030405060708090",
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

// asRead gives the letters that people write signs for, byte for byte; 1 is read
// as i or as l, which are one letter here.
var asRead = strings.NewReplacer("0", "o", "1", "i", "l", "i", "3", "e", "4", "a", "@", "a", "5", "s", "$", "s", "7", "t")

// fewRunes is how little may be left of a password that is otherwise known words.
const fewRunes = 8

// easy reports whether a password is short pieces over and over, or nothing but
// well-known words, words of the person, and runs such as 1234 or qwerty, with
// a few digits and signs between them.
func easy(password string, own []string) bool {
	folded := strings.ToLower(password)
	if different(folded) <= 3 || repeats(folded) {
		return true
	}
	rest, spelled := folded, asRead.Replace(folded)
	for _, word := range knownWords(own) {
		for at := strings.Index(spelled, word); at >= 0; at = strings.Index(spelled, word) {
			spelled = spelled[:at] + spelled[at+len(word):]
			rest = rest[:at] + rest[at+len(word):]
		}
	}
	rest = withoutRuns(rest)
	return rest != folded && utf8.RuneCountInString(rest) < fewRunes && !strings.ContainsFunc(rest, unicode.IsLetter)
}

// repeats reports whether a password is one piece of at most six characters,
// again and again.
func repeats(s string) bool {
	r := []rune(s)
	for n := 1; n <= 6 && 2*n <= len(r); n++ {
		same := true
		for i := n; i < len(r) && same; i++ {
			same = r[i] == r[i-n]
		}
		if same {
			return true
		}
	}
	return false
}

// withoutRuns takes away every piece of four or more characters that follows
// one of the runs.
func withoutRuns(s string) string {
	const shortest = 4
	for i := 0; i+shortest <= len(s); {
		end := i
		for n := i + shortest; n <= len(s) && inRun(s[i:n]); n++ {
			end = n
		}
		if end > i {
			s = s[:i] + s[end:]
		} else {
			i++
		}
	}
	return s
}

func inRun(piece string) bool {
	backwards := []rune(piece)
	slices.Reverse(backwards)
	return slices.ContainsFunc(runs, func(run string) bool {
		return strings.Contains(run, piece) || strings.Contains(run, string(backwards))
	})
}

func different(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}

// knownWords gives the plain words and the person's own as asRead reads them,
// the longest first.
func knownWords(own []string) []string {
	words := slices.Clone(plainWords)
	for _, text := range own {
		for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if utf8.RuneCountInString(word) >= 3 {
				words = append(words, word)
			}
		}
	}
	for i, word := range words {
		words[i] = asRead.Replace(word)
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return words
}

// hash makes what is kept of a password, no more than a few at once.
func (s *Server) hash(password string) (hash string, err error) {
	within(s.gates.passwords, func() { hash, err = HashPassword(password) })
	return hash, err
}
