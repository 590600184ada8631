package handlers

import (
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"eleven/templates"
)

// sent leads to the page that says where a message went, whoever lives there.
// The address stands in no log and no address bar: memory holds it for the browser.
func (s *Server) sent(c *gin.Context, v Visitor, kind, email string) error {
	s.letters.note(digest(s.browser(c)), email, s.Now())
	return seeOther(c, v, "/"+kind+"/sent", "")
}

func (s *Server) showSent(c *gin.Context, v Visitor, kind string) error {
	body := templates.SentPage{Kind: kind, Email: s.letters.to(digest(s.mark(c)), s.Now())}
	return show(c, http.StatusOK, templates.Sent, s.frame(v, "sent."+kind+".title"), body)
}

// letters remembers for a while where each browser last had a message sent.
type letters struct {
	mu   sync.Mutex
	last map[string]sentLetter
}

type sentLetter struct {
	email string
	at    time.Time
}

const lettersKept = 30 * time.Minute

// note forgets what is old, and beyond maxKeys any other.
func (l *letters) note(browser, email string, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for other, letter := range l.last {
		if now.Sub(letter.at) > lettersKept || len(l.last) >= maxKeys {
			delete(l.last, other)
		}
	}
	l.last[browser] = sentLetter{email, now}
}

func (l *letters) to(browser string, now time.Time) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if letter := l.last[browser]; now.Sub(letter.at) <= lettersKept {
		return letter.email
	}
	return ""
}
