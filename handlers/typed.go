package handlers

import (
	"net/mail"
	"slices"
	"strings"

	"eleven/forms"
	"eleven/templates"
)

// line reads a posted text of one line: cleaned, and without white space at its ends.
func (v Visitor) line(field string) string {
	text := strings.NewReplacer("\n", " ", "\t", " ").Replace(forms.Clean(v.Form.Get(field)))
	return strings.TrimSpace(text)
}

// mark stands in a text where the guard took something out.
func (v Visitor) mark() string { return v.Words.T("mark.removed") }

// maxEmail is the longest address that mail knows, in bytes.
const maxEmail = 254

// checkEmail checks an address that somebody typed: the guard first, then its form.
func checkEmail(field string, address *string, mark string) forms.Invalid {
	if bad := forms.CheckText(field, address, 1, maxEmail, mark); bad != nil {
		return bad
	}
	read, err := mail.ParseAddress(*address)
	if err != nil || read.Address != *address || len(*address) > maxEmail || !strings.Contains(domainOf(*address), ".") {
		return forms.Invalid{forms.Problematic(field, "email.wrong")}
	}
	return nil
}

func domainOf(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }

// checkChoice checks a value that must be one of a list.
func checkChoice[T ~string](field, key string, value T, choices []T) forms.Invalid {
	if !slices.Contains(choices, value) {
		return forms.Invalid{forms.Problematic(field, key)}
	}
	return nil
}

// optionsOf lists codes with their words, which stand under prefix; with an empty
// word first nothing is chosen in advance.
func optionsOf[T ~string](v Visitor, prefix string, codes []T, chosen T, empty string) []templates.Option {
	var out []templates.Option
	if empty != "" {
		out = append(out, templates.Option{Text: v.Words.T(empty)})
	}
	for _, code := range codes {
		out = append(out, templates.Option{Value: string(code), Text: v.Words.T(prefix + string(code)), Chosen: code == chosen})
	}
	return out
}
