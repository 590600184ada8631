package forms

import (
	"strings"
	"unicode"
)

// phoneDigits is the least number of digits that somebody could dial.
const phoneDigits = 7

// LeadsElsewhere reports whether a name holds a host or the digits of a
// telephone number: what a stranger would rather put into another's mail than a
// name. The guard lets a bare host pass; this does not.
func LeadsElsewhere(name string) bool {
	digits := 0
	for _, r := range name {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return digits >= phoneDigits || strings.ContainsRune(name, '@') || holdsHost(fold(name).text)
}

func holdsHost(text string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return !isLetterOrDigit(r) && !strings.ContainsRune(".-_", r) })
	for _, word := range words {
		word = strings.Trim(word, ".-_")
		if strings.Contains(word, ".") && (isAddress(word) || isIPv4(word)) {
			return true
		}
	}
	return false
}
