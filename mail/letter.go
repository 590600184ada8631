package mail

import (
	_ "embed"
	"html/template"
	"strings"

	"eleven/forms"
	"eleven/i18n"
)

//go:embed letter.html
var letterHTML string

var page = template.Must(template.New("letter").Parse(letterHTML))

// letter is what a message says, before it is written once as text and once as
// HTML. An empty part is left out.
type letter struct {
	Subject string
	Why     string // what happened
	What    string // what Eleven is, for people who do not know it
	Do      string // ends in a colon: the link follows
	Label   string // the link's words in HTML, where the address itself is not shown
	URL     string
	After   string
	Unasked string // what to do if the reader did not ask for this

	// The same in every letter; message fills them in.
	Lang, Hello, Product, Disclaimer string
}

// message writes the letter both ways.
func (l letter) message(w *i18n.Words, kind, to string) Message {
	l.Lang, l.Hello = w.Lang, w.T("mail.hello")
	l.Product, l.Disclaimer = w.T("name.product"), w.T("disclaimer")
	return Message{To: to, Kind: kind, Subject: l.Subject, Plain: l.text(), HTML: l.html()}
}

func (l letter) text() string {
	var b strings.Builder
	for _, part := range []string{l.Hello, l.Why, l.What, l.Do, l.URL, l.After, l.Unasked} {
		if part != "" {
			b.WriteString(part + "\n\n")
		}
	}
	b.WriteString(l.Product + ". " + l.Disclaimer + "\n")
	return b.String()
}

// html panics only when letter.html itself is wrong, which every letter's test shows.
func (l letter) html() string {
	var b strings.Builder
	if err := page.Execute(&b, l); err != nil {
		panic(err)
	}
	return b.String()
}

// longestName is in characters. A name stands inside our sentence: a long one
// would turn the message into somebody else's.
const longestName = 100

// name makes people's own words fit for a subject or a sentence.
func name(s string) string { return cut(oneLine(s), longestName) }

// longestInviter is in characters: a stranger reads the name.
const longestInviter = 60

// invitedBy is a name for a stranger to read, or other where it leads elsewhere.
func invitedBy(s, other string) string {
	s = oneLine(s)
	if s == "" || forms.LeadsElsewhere(s) {
		return other
	}
	return cut(s, longestInviter)
}

func cut(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}

// oneLine makes line breaks and tabs spaces, and drops other controls and the
// marks that turn the direction of what follows.
func oneLine(s string) string {
	return strings.Trim(strings.NewReplacer("\n", " ", "\t", " ").Replace(forms.Clean(s)), " ")
}
