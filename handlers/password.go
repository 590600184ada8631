package handlers

import (
	"errors"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/mail"
	"eleven/templates"
)

func passwordPage(s *Server, c *gin.Context, v Visitor) error {
	return s.showPassword(c, v, http.StatusOK, "", nil)
}

func (s *Server) showPassword(c *gin.Context, v Visitor, status int, email string, bad forms.Invalid) error {
	f := s.withProblems(c, v, s.formFrame(c, v, "password-link", "/password", "reset.title"), bad)
	return show(c, status, templates.Password, f, templates.PasswordPage{Email: email})
}

// askPassword sends a link for a new password, or to an address without account
// a letter that says so. The page tells neither from the other.
func askPassword(s *Server, c *gin.Context, v Visitor) error {
	email := v.line("email")
	var bad forms.Invalid
	if !v.Switch {
		bad = checkEmail("email", &email, v.mark())
	}
	if status, again := v.redo(bad); again {
		return s.showPassword(c, v, status, email, bad)
	}
	if !s.gates.registration.use("password " + networkOf(c)) {
		s.tooMany(c, v, 3600)
		return s.showPassword(c, v, http.StatusTooManyRequests, email, forms.Invalid{forms.Problematic("", "account.many")})
	}
	if err := s.sendReset(c, v, email); err != nil {
		return err
	}
	s.Wake()
	return s.sent(c, v, "password", email)
}

// sendReset leaves a link that is a few minutes old alone: whoever asks again
// and again neither voids it nor fills the mailbox. That bounds these letters by
// itself, so that no other letter to the address can keep somebody from one.
func (s *Server) sendReset(c *gin.Context, v Visitor, email string) error {
	user, err := s.db.UserByEmail(c.Request.Context(), email)
	if err != nil && !errors.Is(err, forms.ErrNotFound) {
		return err
	}
	if err != nil || user.Disabled {
		if !s.mayWrite(c, v, email) {
			return nil
		}
		return s.db.Post(c.Request.Context(), letter(mail.ResetUnknown(v.Lang, db.Fold(email), s.URL+v.At("/sign-in"))))
	}
	token := randomToken()
	m := letter(mail.Reset(user.Language, user.Email, s.URL+"/"+user.Language+"/password/"+token, minutesToReset))
	return s.db.NewLink(c.Request.Context(), v.Actor(), db.Link{
		TokenHash: digest(token), Kind: db.LinkReset, UserID: user.ID, Email: user.Email,
		Language: user.Language, ExpiresAt: s.Now().Add(minutesToReset * time.Minute).Unix(),
	}, &m)
}

func passwordSent(s *Server, c *gin.Context, v Visitor) error {
	return s.showSent(c, v, "password")
}

// link finds the live one-time link of the request, or gives a deadLink.
func (s *Server) link(c *gin.Context, kind string) (db.Link, error) {
	l, err := s.db.Link(c.Request.Context(), kind, digest(c.Param("token")))
	return l, orDead(err, kind)
}

func newPasswordPage(s *Server, c *gin.Context, v Visitor) error {
	l, err := s.link(c, db.LinkReset)
	if err != nil {
		return err
	}
	return s.showNewPassword(c, v, http.StatusOK, l, nil)
}

func (s *Server) showNewPassword(c *gin.Context, v Visitor, status int, l db.Link, bad forms.Invalid) error {
	token := c.Param("token")
	f := s.withProblems(c, v, s.formFrame(c, v, "new-password", "/password/"+token, "reset.title"), bad)
	return show(c, status, templates.NewPassword, f, templates.NewPasswordPage{Token: token, Email: l.Email})
}

// newPassword keeps the new password and ends every session of the account.
func newPassword(s *Server, c *gin.Context, v Visitor) error {
	l, err := s.link(c, db.LinkReset)
	if err != nil {
		return err
	}
	user, err := s.db.User(c.Request.Context(), l.UserID)
	if err != nil {
		return err
	}
	password := v.Form.Get("password")
	bad := checkPassword("password", password, user.Name, user.Email, user.CompanyName)
	if status, again := v.redo(bad); again {
		return s.showNewPassword(c, v, status, l, bad)
	}
	hash, err := s.hash(password)
	if err != nil {
		return err
	}
	if err := s.db.ResetPassword(c.Request.Context(), l.TokenHash, hash); err != nil {
		return orDead(err, l.Kind)
	}
	return seeOther(c, v, "/sign-in", "password-changed")
}
