package templates

import "slices"

// ProgrammePage is where the programme stands. OpensAt and ClosesAt are in
// seconds since 1970; ClosesAt is 0 without an end. Whose says which submissions
// are counted. A lead's Stages are of what their own country reviews, and Others
// of what they may read.
type ProgrammePage struct {
	Open                bool
	Round               string
	OpensAt, ClosesAt   int64
	Whose               string
	Stages, Others      []Stage
	Lead, Administrator bool
}

// Stage is how many submissions are how far, in words; None that there are none.
type Stage struct {
	Name, Figure string
	None         bool
}

// Empty reports whether nothing was submitted yet.
func (p ProgrammePage) Empty() bool {
	return !slices.ContainsFunc(slices.Concat(p.Stages, p.Others), func(s Stage) bool { return !s.None })
}

// Programme is the programme's overview.
var Programme = page[ProgrammePage]("programme")

// PeoplePage lists the people of one side by key and invites more: the
// governments' people, with their countries, or those of one company. Base is the
// list's address; Next that of the page that follows, or ""; Later that this is
// not the first.
type PeoplePage struct {
	Base, Lead                  string
	Government, CanInvite       bool
	People                      []ListedPerson
	Next                        string
	Later                       bool
	Waiting                     []Waiting
	Email                       string
	Roles, Countries, Languages []Option
}

// ListedPerson is one person of the list; You is the one who looks.
type ListedPerson struct {
	ID, Name, Email, Role, Country string
	Disabled, You                  bool
}

// Waiting is an invitation that nobody accepted yet; Until in seconds since 1970.
type Waiting struct {
	Email, Role, Country string
	Until                int64
}

// People is the list of the people of one side.
var People = page[PeoplePage]("people")

// PersonPage changes one person of the list at Base; only a government person
// may be given another country.
type PersonPage struct {
	Base, ID, Name, Email   string
	Government              bool
	Roles, Countries, Doors []Option
}

// OnePerson is the form that changes a person.
var OnePerson = page[PersonPage]("person")

// TrailPage is one page of the audit trail. Older is the address of the next
// page, or ""; Newest and Later that of the first one, and that this is not it.
// About says that only events about one person or review are listed; All is the
// address of the others.
type TrailPage struct {
	Lead, Older, Newest, All string
	Lines                    []TrailLine
	Later, About             bool
}

// TrailLine is one event in words; At in seconds since 1970.
type TrailLine struct {
	At                          int64
	Who, To                     Trailed
	Role, Country, What, Detail string
}

// Trailed is a person or thing of the trail, with the address of its events or "".
type Trailed struct{ Name, Events string }

// Trail is the audit trail.
var Trail = page[TrailPage]("audit")
