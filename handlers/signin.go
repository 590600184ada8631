package handlers

import (
	"crypto/hmac"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/alexedwards/argon2id"
	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/templates"
)

// passwordCost is argon2id at 19 MiB, two passes, one thread (OWASP's first choice).
var passwordCost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// HashPassword makes the string that is kept in place of a password.
func HashPassword(password string) (string, error) {
	return argon2id.CreateHash(password, passwordCost)
}

// nobody's hash is compared when the account is unknown, so that known and
// unknown addresses take the same time. It is drawn by lot, without the work of
// making one: no password leads to it.
var nobody = fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", passwordCost.Memory, passwordCost.Iterations, passwordCost.Parallelism,
	drawn(passwordCost.SaltLength), drawn(passwordCost.KeyLength))

func drawn(length uint32) string {
	b := make([]byte, length)
	_, _ = rand.Read(b) // never fails since Go 1.24
	return base64.RawStdEncoding.EncodeToString(b)
}

// signInFirst answers a post without a session: 401 and the sign-in form, which
// carries everything that was posted.
func (s *Server) signInFirst(c *gin.Context, v Visitor) error {
	_, tag, _ := strings.Cut(v.Form.Get("token"), ".")
	values := url.Values{}
	for name, list := range v.Form {
		if givenBack(name) {
			values[name] = list
		}
	}
	if wantsJSON(c) {
		c.JSON(http.StatusUnauthorized, gin.H{"message": v.Words.T("signin.again")})
		return nil
	}
	was := templates.Carried{Path: v.rest, Values: values.Encode()}
	was.Tag = s.seal(tag, was)
	body := templates.SignInPage{Carried: was}
	if err := s.showSignIn(c, v, http.StatusUnauthorized, body, nil); err != nil {
		return err
	}
	c.Writer.WriteHeaderNow()
	return nil
}

func signInPage(s *Server, c *gin.Context, v Visitor) error {
	return s.showSignIn(c, v, http.StatusOK, templates.SignInPage{Next: s.wanted(c.Query("next"), anyone...)}, nil)
}

func (s *Server) showSignIn(c *gin.Context, v Visitor, status int, body templates.SignInPage, bad forms.Invalid) error {
	for _, a := range s.Demo {
		account := templates.DemoAccount{Email: a.Email, Password: a.Password, Role: v.Words.T("role." + string(a.Role))}
		if a.Company != nil {
			account.Where = *a.Company
		} else {
			account.Where = v.Words.T("country." + a.Country)
		}
		body.Demo = append(body.Demo, account)
	}
	f := s.formFrame(c, v, "sign-in", "/sign-in", "signin.title")
	return show(c, status, templates.SignIn, s.withProblems(c, v, f, bad), body)
}

// signIn checks address and password. A wrong pair and an unknown address get
// the same answer in the same time.
func signIn(s *Server, c *gin.Context, v Visitor) error {
	body := templates.SignInPage{
		Email:   forms.Clean(v.Form.Get("email")),
		Next:    s.wanted(v.Form.Get("next"), anyone...),
		Carried: templates.Carried{Path: v.Form.Get("carried_path"), Values: v.Form.Get("carried_values"), Tag: v.Form.Get("carried_tag")},
	}
	if status, again := v.redo(nil); again {
		return s.showSignIn(c, v, status, body, nil)
	}
	if clean, hit := forms.Guard(body.Email, v.mark()); hit {
		body.Email = clean
		return s.showSignIn(c, v, http.StatusUnprocessableEntity, body, forms.Invalid{forms.Problematic("email", forms.GuardKey)})
	}
	session := ""
	user, err := s.authenticate(c, body.Email, v.Form.Get("password"))
	if err == nil {
		session, err = s.signIn(c, user)
	}
	if errors.Is(err, errTooMany) {
		s.tooMany(c, v, 900)
		return s.showSignIn(c, v, http.StatusTooManyRequests, body, forms.Invalid{forms.Problematic("", "signin.many")})
	}
	if errors.Is(err, forms.ErrNotFound) {
		return s.showSignIn(c, v, http.StatusUnprocessableEntity, body, forms.Invalid{forms.Problematic("email", "signin.wrong")})
	}
	if err != nil {
		return err
	}
	if body.Carried.Path != "" {
		return s.replay(c, v, user, session, body.Carried)
	}
	return seeOther(c, v, s.onward(user.Role, body.Next), "")
}

// authenticate gives the person of an address and password, ErrNotFound when
// they do not belong together, errTooMany after too many failures. A refusal is
// written down for an unknown address too: it takes as long as for a known one.
func (s *Server) authenticate(c *gin.Context, email, password string) (db.User, error) {
	user, err := s.db.UserByEmail(c.Request.Context(), email)
	if err != nil && !errors.Is(err, forms.ErrNotFound) {
		return user, err
	}
	hash := user.PasswordHash
	if err != nil || user.Disabled {
		hash = nobody
	}
	err = s.proves(c, db.Fold(email), password, hash)
	if err == nil {
		return user, nil
	}
	if errors.Is(err, forms.ErrNotFound) {
		why := ""
		if user.Disabled {
			why = "disabled"
		}
		_ = s.db.Record(c.Request.Context(), db.Actor{Network: networkOf(c)}, "session.refused", user.ID, why)
	}
	return db.User{}, err
}

// seal signs a post that came without a session, with the tag of whoever typed
// it: what replay sends is what once asked for signing in, and nothing else.
func (s *Server) seal(tag string, was templates.Carried) string {
	if len(tag) != tagLength {
		tag = strings.Repeat("-", tagLength) // nobody's
	}
	return s.sign("carried", tag+was.Path+"\n"+was.Values)
}

// replay sends a post again that came after its session had ended, if the
// person who signed in is the one who typed it.
func (s *Server) replay(c *gin.Context, v Visitor, user db.User, session string, was templates.Carried) error {
	values, err := url.ParseQuery(was.Values)
	if err != nil || !hmac.Equal([]byte(was.Tag), []byte(s.seal(s.tag(user.ID), was))) {
		return seeOther(c, v, landing(user.Role), "not-yours")
	}
	values.Set("token", s.sign("session", digest(session))+"."+s.tag(user.ID))
	again, err := http.NewRequestWithContext(c.Request.Context(), http.MethodPost, v.At(was.Path), strings.NewReader(values.Encode()))
	if err != nil {
		return seeOther(c, v, landing(user.Role), "")
	}
	again.RemoteAddr = net.JoinHostPort(c.ClientIP(), "0")
	again.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	again.Header.Set("Cookie", cookieName(s.secure)+"="+session)
	s.engine.ServeHTTP(c.Writer, again)
	c.Writer.WriteHeaderNow()
	return nil
}

// signOut ends the session; the old cookie opens nothing any more.
func signOut(s *Server, c *gin.Context, v Visitor) error {
	if v.Stale && v.SignedIn() {
		return s.showSignIn(c, v, http.StatusForbidden, templates.SignInPage{}, nil)
	}
	session, err := s.sessions.New(c.Request, cookieName(s.secure))
	if err != nil && !errors.Is(err, forms.ErrNotFound) {
		return err
	}
	session.Options.MaxAge = -1
	if v.SignedIn() {
		if err := session.Save(c.Request, c.Writer); err != nil {
			return err
		}
	}
	c.Header("Clear-Site-Data", `"cache", "storage"`)
	return seeOther(c, v, "/sign-in", "signed-out")
}

// CheckPassword refuses a new password that is too short, too long or easily
// guessed; own are words of the person's own. The error matches forms.ErrInvalid.
func CheckPassword(password string, own ...string) error {
	return checkPassword("password", password, own...).OrNil()
}
