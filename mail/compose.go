package mail

import (
	"crypto/rand"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"eleven/i18n"
)

// defaultFrom is a sender that nobody can answer: .invalid never exists.
const defaultFrom = "no-reply@localhost.invalid"

// From writes the sender as a From header has it, the operator's name and the
// address; without a name each message bears the product's. The name may hold
// anything: line breaks become spaces. An address that is none is given back as
// it is, for NewSMTP to refuse.
func From(operator, address string) string {
	from, err := mail.ParseAddress(address)
	if err != nil {
		return address
	}
	from.Name = name(operator)
	return from.String()
}

// sender reads what From wrote; an empty one is the default.
func sender(from string) (*mail.Address, error) {
	if from == "" {
		from = defaultFrom
	}
	return mail.ParseAddress(from)
}

// compose gives the message its headers and both its parts. text is how the text
// part is encoded. The only error is an address that cannot stand in a header.
func compose(m Message, from *mail.Address, at time.Time, text gomail.Encoding) (*gomail.Msg, error) {
	to, err := mail.ParseAddress(m.To)
	if err != nil || to.Address != m.To {
		return nil, problem{key: "address"}
	}
	out := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithEncoding(gomail.EncodingQP))
	out.FromMailAddress(signed(from, m.lang()))
	out.ToMailAddress(&mail.Address{Address: to.Address})
	out.Subject(oneLine(m.Subject))
	out.SetDateWithValue(at)
	out.SetMessageIDWithValue(messageID(m.id, from.Address))
	out.SetGenHeader("Auto-Submitted", "auto-generated")
	out.SetGenHeader(gomail.HeaderXAutoResponseSuppress, "All")
	out.SetGenHeader("Content-Language", m.lang())
	out.SetBodyString(gomail.TypeTextPlain, crlf(m.Plain), gomail.WithPartEncoding(text))
	out.AddAlternativeString(gomail.TypeTextHTML, crlf(m.HTML))
	return out, nil
}

// signed gives a sender without a name the product's, in the message's language.
func signed(from *mail.Address, lang string) *mail.Address {
	if from.Name != "" {
		return from
	}
	return &mail.Address{Name: i18n.For(lang).T("name.product"), Address: from.Address}
}

// messageID never names the machine. An empty id gets a random one.
func messageID(id, from string) string {
	if id == "" {
		id = rand.Text()
	}
	return id + "@" + domain(from)
}

// domain is what follows the @ of an address.
func domain(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }

// crlf ends lines as mail does.
func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }
