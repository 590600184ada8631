package templates

import (
	"time"

	"eleven/i18n"
)

// Frame is what every page shows around its own content.
type Frame struct {
	Words *i18n.Words
	Zone  *time.Location
	// Title stands in the browser's title and is the page's own h1 as words.
	Title string
	// About is whose page it is where its title does not say: the service, or
	// company and service. It tells the browser’s tabs apart.
	About string
	// Rest is the address behind the language, with its query; Action is where
	// the language switch of a page with a form posts to, without language.
	Rest, Action string
	// Form is the id of the page's main form; with one the language switch is
	// a button of that form, which keeps what was typed.
	Form      string
	Token     string
	Person    Person
	Nav       []NavLink
	Said      string // what was just done, in words
	Problems  []Problem
	Stop      []StopHelp // where to report instead, when the guard stopped a text
	StopOwn   string     // what to do if it was only an address
	Wide      bool
	QuickExit bool
	Demo      bool
	Operator  string
	Emergency string // the number of the visitor's country; "" for all five
}

// Person is who is signed in; the zero Person is a visitor.
type Person struct {
	Name  string
	Where string // the company's name, or role and country
}

// NavLink is one link of the person's own navigation.
type NavLink struct {
	Text, Rest string
	Current    bool
}

// Problem is one thing wrong with the form, in words; Field is also the id of
// its control. Listed is how the list at the top says it, where Text alone would
// not say which field it means.
type Problem struct{ Field, Text, Listed string }

// StopHelp is where to report what the portal must never receive.
type StopHelp struct{ Country, Emergency, Body, URL string }

// Lang is the page's language.
func (f Frame) Lang() string { return f.Words.Lang }

// Problem gives what is wrong with a field, or "".
func (f Frame) Problem(field string) string {
	for _, p := range f.Problems {
		if p.Field == field {
			return p.Text
		}
	}
	return ""
}

// Dot is one of the eleven in the mark, and how full it is.
type Dot struct{ Full, Half, Here bool }

// Themes are the sizes of the seven groups in the mark.
var themes = []int{2, 2, 1, 1, 1, 1, 3}

// dots groups eleven dots as the themes do; none given means all full.
func dots(given ...[]Dot) [][]Dot {
	all := make([]Dot, 0, 11)
	if len(given) > 0 {
		all = given[0]
	}
	for len(all) < 11 {
		all = append(all, Dot{Full: len(given) == 0})
	}
	var out [][]Dot
	for _, n := range themes {
		out = append(out, all[:n])
		all = all[n:]
	}
	return out
}
