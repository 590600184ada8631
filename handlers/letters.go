package handlers

import (
	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/mail"
)

// letter writes a message as the outbox keeps it.
func letter(m mail.Message) db.Mail {
	return db.Mail{To: m.To, Kind: m.Kind, Subject: m.Subject, Plain: m.Plain, HTML: m.HTML}
}

// mayWrite takes one of the letters that may go to an address in an hour,
// whoever asked for them, and reports whether there was one.
func (s *Server) mayWrite(c *gin.Context, v Visitor, email string) bool {
	if s.gates.mail.use(digest(db.Fold(email))) {
		return true
	}
	s.refused(c, v, "mail")
	return false
}
