package handlers

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/templates"
)

func invitationPage(s *Server, c *gin.Context, v Visitor) error {
	l, err := s.link(c, db.LinkInvitation)
	if err != nil {
		return err
	}
	n := newcomer{zone: proposedZone(l.Country, c.GetHeader("Accept-Language"))}
	return s.showInvitation(c, v, http.StatusOK, l, n, nil)
}

func (s *Server) showInvitation(c *gin.Context, v Visitor, status int, l db.Link, n newcomer, bad forms.Invalid) error {
	token := c.Param("token")
	where := l.CompanyName
	if where == "" {
		where = v.Words.T("country." + l.Country)
	}
	f := s.withProblems(c, v, s.formFrame(c, v, "invitation", "/invitation/"+token, "invitation.title"), bad)
	return show(c, status, templates.Invitation, f, templates.InvitationPage{
		Token: token, Email: l.Email, Where: where, Role: v.Words.T("role." + string(l.Role)),
		Name: n.name, Zones: zoneOptions(v.Words, n.zone),
	})
}

// invitation makes the account that was offered. The address is the invitation's.
func invitation(s *Server, c *gin.Context, v Visitor) error {
	l, err := s.link(c, db.LinkInvitation)
	if err != nil {
		return err
	}
	n := readNewcomer(v)
	n.email = l.Email
	var bad forms.Invalid
	if !v.Switch {
		bad = n.problems(v.mark())
	}
	if status, again := v.redo(bad); again {
		return s.showInvitation(c, v, status, l, n, bad)
	}
	err = s.accept(c, v, l, n)
	if errors.Is(err, forms.ErrConflict) {
		return deadLink("taken")
	}
	if err != nil {
		return err
	}
	return seeOther(c, v, "/sign-in", "ready")
}
