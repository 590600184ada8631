package handlers

import (
	"errors"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/templates"
)

// newcomer is what somebody types who takes up an account offered by a link.
type newcomer struct {
	name, email, password, zone string
}

func readNewcomer(v Visitor) newcomer {
	return newcomer{name: v.line("name"), email: v.line("email"), password: v.Form.Get("password"), zone: v.Form.Get("zone")}
}

// problems leaves the address aside: an invitation brings its own.
func (n *newcomer) problems(mark string) forms.Invalid {
	return slices.Concat(
		checkLine("name", &n.name, mark),
		checkPassword("password", n.password, n.name, n.email),
		checkZone(n.zone),
	)
}

// accept makes the account that a link offers. A deadLink: the link is over.
// ErrConflict: the address has an account.
func (s *Server) accept(c *gin.Context, v Visitor, l db.Link, n newcomer) error {
	hash, err := s.hash(n.password)
	if err != nil {
		return err
	}
	_, err = s.db.Accept(c.Request.Context(), l.Kind, l.TokenHash, db.NewUser{
		Email: n.email, Name: n.name, PasswordHash: hash, Language: v.Lang, Zone: n.zone,
	})
	return orDead(err, l.Kind)
}

func setupPage(s *Server, c *gin.Context, v Visitor) error {
	_, err := s.link(c, db.LinkSetup)
	if err != nil {
		return err
	}
	return s.showSetup(c, v, http.StatusOK, newcomer{zone: proposedZone("", c.GetHeader("Accept-Language"))}, nil)
}

func (s *Server) showSetup(c *gin.Context, v Visitor, status int, n newcomer, bad forms.Invalid) error {
	token := c.Param("token")
	f := s.withProblems(c, v, s.formFrame(c, v, "setup", "/setup/"+token, "setup.title"), bad)
	return show(c, status, templates.Setup, f, templates.SetupPage{
		Token: token, Name: n.name, Email: n.email, Zones: zoneOptions(v.Words, n.zone),
	})
}

// setup makes the first administrator, who then signs in like everybody.
func setup(s *Server, c *gin.Context, v Visitor) error {
	l, err := s.link(c, db.LinkSetup)
	if err != nil {
		return err
	}
	n := readNewcomer(v)
	var bad forms.Invalid
	if !v.Switch {
		bad = slices.Concat(checkEmail("email", &n.email, v.mark()), n.problems(v.mark()))
	}
	if status, again := v.redo(bad); again {
		return s.showSetup(c, v, status, n, bad)
	}
	err = s.accept(c, v, l, n)
	if errors.Is(err, forms.ErrConflict) {
		return s.showSetup(c, v, http.StatusConflict, n, forms.Invalid{forms.Problematic("email", "email.taken")})
	}
	if err != nil {
		return err
	}
	s.Ready()
	return seeOther(c, v, "/sign-in", "ready")
}
