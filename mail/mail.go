// Package mail writes the portal's messages in the person's language and
// delivers them from the outbox: by SMTP, or into a folder where there is no
// mail server. Start with letters.go; Deliver is the loop.
package mail

import (
	"context"
	"strings"
)

// Message is one message, ready to keep in the outbox. Plain has one link, alone
// on its line, and HTML the same one. Nothing is ever attached.
type Message struct {
	To      string // one address, without a name
	Kind    string // what the message is about, for the log: "confirm", "reset", ...
	Subject string
	Plain   string
	HTML    string

	// id heads the Message-ID: the same at every attempt, so that a reader's mail
	// program knows a second copy for what it is. Deliver sets it.
	id string
}

// lang is the language the message was written in.
func (m Message) lang() string {
	if strings.Contains(m.HTML, `<html lang="fr">`) {
		return "fr"
	}
	return "en"
}

// Sender delivers one message. An error says that it was perhaps not delivered;
// a message that the other side has taken is never an error.
type Sender interface {
	Send(ctx context.Context, m Message) error
}
