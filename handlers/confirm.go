package handlers

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/templates"
)

// registered finds the registration behind the link of the request, or gives a deadLink.
func (s *Server) registered(c *gin.Context) (db.Registration, error) {
	r, err := s.db.PendingRegistration(c.Request.Context(), digest(c.Param("token")))
	return r, orDead(err, "confirm")
}

// here reports whether this browser made the registration.
func (s *Server) here(c *gin.Context, r db.Registration) bool {
	return digest(s.browser(c)) == r.BrowserHash
}

// confirmPage shows what the link would confirm, and confirms nothing: mail
// programs open links by themselves.
func confirmPage(s *Server, c *gin.Context, v Visitor) error {
	r, err := s.registered(c)
	if err != nil {
		return err
	}
	return s.showConfirm(c, v, http.StatusOK, r, nil)
}

func (s *Server) showConfirm(c *gin.Context, v Visitor, status int, r db.Registration, bad forms.Invalid) error {
	token := c.Param("token")
	f := s.withProblems(c, v, s.formFrame(c, v, "confirm", "/confirm/"+token, "confirm.title"), bad)
	return show(c, status, templates.Confirm, f, templates.ConfirmPage{
		Token: token, Company: r.Company, Country: v.Words.T("country." + r.Country), Name: r.Name, Email: r.Email,
		Zone: zoneName(v.Words, r.Zone), Here: s.here(c, r),
	})
}

// confirm makes the company and its owner, once, and signs nobody in. In a
// browser that did not register it asks for the password chosen then: whoever
// registered another person's address must not get an account by that person's click.
func confirm(s *Server, c *gin.Context, v Visitor) error {
	r, err := s.registered(c)
	if err != nil {
		return err
	}
	if status, again := v.redo(nil); again {
		return s.showConfirm(c, v, status, r, nil)
	}
	if v.Form.Get("decline") == "yes" {
		return s.decline(c, v, r)
	}
	if !s.here(c, r) {
		err := s.proves(c, "confirm "+r.TokenHash, v.Form.Get("password"), r.PasswordHash)
		if status, bad := s.refusal(c, v, err, "password", "password.chosen"); bad != nil {
			return s.showConfirm(c, v, status, r, bad)
		}
		if err != nil {
			return err
		}
	}
	return s.makeCompany(c, v, r)
}

func (s *Server) makeCompany(c *gin.Context, v Visitor, r db.Registration) error {
	_, _, err := s.db.Confirm(c.Request.Context(), r.TokenHash)
	if errors.Is(err, forms.ErrConflict) {
		return deadLink("taken")
	}
	if err != nil {
		return orDead(err, "confirm")
	}
	return seeOther(c, v, "/sign-in", "confirmed")
}

func (s *Server) decline(c *gin.Context, v Visitor, r db.Registration) error {
	if err := s.db.DropRegistration(c.Request.Context(), r.TokenHash); err != nil {
		return err
	}
	return seeOther(c, v, "", "declined")
}
