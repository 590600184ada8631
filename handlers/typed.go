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

// checkLine checks a name: something, and not too long. What is missing is asked
// for by name, so that the list of problems says which field it means.
func checkLine(field string, text *string, mark string) forms.Invalid {
	return byName(forms.CheckText(field, text, 1, forms.MaxName, mark))
}

func byName(bad forms.Invalid) forms.Invalid {
	for i, p := range bad {
		if p.Key == "text.empty" {
			bad[i].Key = p.Field + ".empty"
		}
	}
	return bad
}

// maxEmail is the longest address that mail knows, in bytes.
const maxEmail = 254

// checkEmail checks an address that somebody typed: the guard first, then its form.
func checkEmail(field string, address *string, mark string) forms.Invalid {
	if bad := forms.CheckText(field, address, 1, maxEmail, mark); bad != nil {
		return byName(bad)
	}
	read, err := mail.ParseAddress(*address)
	if err != nil || read.Address != *address || len(*address) > maxEmail || !strings.Contains(domainOf(*address), ".") {
		return forms.Invalid{forms.Problematic(field, "email.wrong")}
	}
	return nil
}

func domainOf(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }

// checkChoice checks a value that must be one of a list.
func checkChoice(field, key, value string, list []string) forms.Invalid {
	if !slices.Contains(list, value) {
		return forms.Invalid{forms.Problematic(field, key)}
	}
	return nil
}

// unchosen puts a line in front of a list that nothing was chosen from yet.
func unchosen(v Visitor, key string, list []templates.Option) []templates.Option {
	return append([]templates.Option{{Text: v.Words.T(key)}}, list...)
}
