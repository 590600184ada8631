package templates

// PeoplePage lists the governments' people by key and invites more. Next is the
// address of the page that follows, or ""; Later that this is not the first.
type PeoplePage struct {
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

// People is the list of the governments' people.
var People = page[PeoplePage]("people")

// PersonPage changes one government person.
type PersonPage struct {
	ID, Name, Email         string
	Roles, Countries, Doors []Option
}

// OnePerson is the form that changes a person.
var OnePerson = page[PersonPage]("person")

// TrailPage is one page of the audit trail. Older is the address of the next
// page, or ""; Later that this is not the newest.
type TrailPage struct {
	Lines []TrailLine
	Older string
	Later bool
}

// TrailLine is one event in words; At in seconds since 1970. Object is the
// beginning of an id, or "".
type TrailLine struct {
	At                               int64
	Who, Role, Country, What, Object string
}

// Trail is the audit trail.
var Trail = page[TrailPage]("audit")
