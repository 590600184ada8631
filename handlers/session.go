package handlers

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/sessions"

	"eleven/db"
	"eleven/forms"
)

// Lifetimes of a session: unused, and in any case. Governments' side first.
const (
	idleGovernment = time.Hour
	idleCompany    = 2 * time.Hour
	allGovernment  = 8 * time.Hour
	allCompany     = 12 * time.Hour
	// prolongAfter keeps a page view from being a write each time.
	prolongAfter = 5 * time.Minute
)

// store keeps gorilla's sessions in the database: the cookie holds a random id
// and nothing else, the database its hash.
type store struct {
	db     *db.DB
	secure bool
	now    func() time.Time
}

// cookieName is plain on loopback http and has the __Host- prefix everywhere else.
func cookieName(secure bool) string {
	if secure {
		return "__Host-eleven"
	}
	return "eleven"
}

// Get gives the request's session; it is not cached.
func (s *store) Get(r *http.Request, name string) (*sessions.Session, error) { return s.New(r, name) }

// New finds the live session of the request's cookie and puts its person into
// Values["user"]; ErrNotFound with an empty session when there is none.
func (s *store) New(r *http.Request, name string) (*sessions.Session, error) {
	session := sessions.NewSession(s, name)
	session.Options = s.options(0)
	cookie, err := r.Cookie(name)
	if err != nil || cookie.Value == "" {
		return session, forms.ErrNotFound
	}
	user, row, err := s.db.SessionUser(r.Context(), digest(cookie.Value))
	if err != nil {
		return session, err
	}
	session.ID = cookie.Value
	session.Values["user"], session.Values["session"] = user, row
	return session, nil
}

// Save starts a session for Values["user"] under a new id, or with a negative
// MaxAge ends the one there is.
func (s *store) Save(r *http.Request, w http.ResponseWriter, session *sessions.Session) error {
	user, _ := session.Values["user"].(db.User)
	old := digest(session.ID)
	if session.Options.MaxAge < 0 {
		http.SetCookie(w, sessions.NewCookie(session.Name(), "", session.Options))
		return s.db.EndSession(r.Context(), user.Actor(), old)
	}
	session.ID = randomToken()
	expires := s.now().Add(idle(user.Role)).Unix()
	by := user.Actor()
	by.Network, _ = session.Values["network"].(string)
	err := s.db.StartSession(r.Context(), by, user.PasswordHash, digest(session.ID), old, device(r), expires)
	if err != nil {
		return err
	}
	http.SetCookie(w, sessions.NewCookie(session.Name(), session.ID, session.Options))
	return nil
}

// options are a cookie's: for this host only, unreadable by scripts, gone with
// the browser unless maxAge says otherwise.
func (s *store) options(maxAge int) *sessions.Options {
	return &sessions.Options{Path: "/", MaxAge: maxAge, Secure: s.secure, HttpOnly: true, SameSite: http.SameSiteLaxMode}
}

func idle(role forms.Role) time.Duration {
	if role.Government() {
		return idleGovernment
	}
	return idleCompany
}

func lifetime(role forms.Role) time.Duration {
	if role.Government() {
		return allGovernment
	}
	return allCompany
}

// prolong moves the end of a session in use, never beyond its lifetime.
func (s *Server) prolong(c *gin.Context, v Visitor) error {
	now := s.Now().Unix()
	if now-v.Session.SeenAt < int64(prolongAfter/time.Second) {
		return nil
	}
	end := min(now+int64(idle(v.User.Role)/time.Second), v.Session.CreatedAt+int64(lifetime(v.User.Role)/time.Second))
	return s.db.TouchSession(c.Request.Context(), v.Session.IDHash, end)
}

// signIn starts a session for a person in this browser and gives the cookie's value.
func (s *Server) signIn(c *gin.Context, user db.User) (string, error) {
	session, err := s.sessions.New(c.Request, cookieName(s.secure))
	if err != nil && session == nil {
		return "", err
	}
	if session.ID == "" {
		if cookie, err := c.Request.Cookie(session.Name()); err == nil {
			session.ID = cookie.Value
		}
	}
	session.Values["user"], session.Values["network"] = user, networkOf(c)
	if err := session.Save(c.Request, c.Writer); err != nil {
		return "", err
	}
	return session.ID, nil
}

// randomToken makes 256 unguessable bits for a cookie or a link.
func randomToken() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails since Go 1.24
	return base64.RawURLEncoding.EncodeToString(b)
}

// digest is how a random token is kept.
func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// browserCookie marks a browser nobody is signed in with, for form tokens and
// for confirming a registration with one button.
func (s *Server) browserCookie() string { return cookieName(s.secure) + "-browser" }

// mark gives the mark that this browser sent, or "".
func (s *Server) mark(c *gin.Context) string {
	if cookie, err := c.Request.Cookie(s.browserCookie()); err == nil && len(cookie.Value) >= 22 {
		return cookie.Value
	}
	return ""
}

// browser gives the mark of this browser, and makes one when it has none.
func (s *Server) browser(c *gin.Context) string {
	if mark := s.mark(c); mark != "" {
		return mark
	}
	if made, ok := c.Get("browser"); ok {
		return made.(string)
	}
	value := randomToken()
	c.Set("browser", value)
	options := (&store{secure: s.secure}).options(int(30 * 24 * time.Hour / time.Second))
	http.SetCookie(c.Writer, sessions.NewCookie(s.browserCookie(), value, options))
	return value
}

// tokenFor makes the form token of this browser: a signature over its session,
// or over its mark, and a tag of the person who will post it.
func (s *Server) tokenFor(c *gin.Context, v Visitor) string {
	if v.SignedIn() {
		return s.sign("session", v.Session.IDHash) + "." + s.tag(v.User.ID)
	}
	return s.sign("browser", s.browser(c)) + "."
}

func (s *Server) goodToken(c *gin.Context, v Visitor) bool {
	given, _, _ := strings.Cut(v.Form.Get("token"), ".")
	purpose, value := "session", v.Session.IDHash
	if !v.SignedIn() {
		purpose, value = "browser", s.mark(c)
	}
	if value == "" {
		return false
	}
	want := s.sign(purpose, value)
	return subtle.ConstantTimeCompare([]byte(given), []byte(want)) == 1
}

// tag names a person inside a form token, so that a form sent after its session
// ended is only ever saved for the same person.
func (s *Server) tag(userID string) string { return s.sign("person", userID)[:tagLength] }

const tagLength = 16

func (s *Server) sign(purpose, value string) string {
	mac := hmac.New(sha256.New, s.Secret)
	mac.Write([]byte(strconv.Itoa(len(purpose)) + purpose + value))
	return hex.EncodeToString(mac.Sum(nil))
}

// device says in a few words which browser this is, for the list of sessions.
func device(r *http.Request) string {
	agent := r.UserAgent()
	for _, name := range []string{"Firefox", "Edg", "Chrome", "Safari"} {
		if strings.Contains(agent, name) {
			return strings.Replace(name, "Edg", "Edge", 1) + system(agent)
		}
	}
	return "?"
}

func system(agent string) string {
	for _, name := range []string{"Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux"} {
		if strings.Contains(agent, name) {
			return ", " + name
		}
	}
	return ""
}
