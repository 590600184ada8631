package handlers

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/i18n"
	"eleven/templates"
)

// accountForm is what a person may change about themselves.
type accountForm struct {
	name, language, zone string
}

func accountPage(s *Server, c *gin.Context, v Visitor) error {
	return s.showAccount(c, v, http.StatusOK, accountOf(v), nil)
}

func accountOf(v Visitor) accountForm {
	return accountForm{name: v.User.Name, language: v.User.Language, zone: v.User.Zone}
}

// showAccount draws the whole page, whichever of its forms was sent.
func (s *Server) showAccount(c *gin.Context, v Visitor, status int, a accountForm, bad forms.Invalid) error {
	sessions, others, err := s.sessionsOf(c, v)
	if err != nil {
		return err
	}
	f := s.withProblems(c, v, s.formFrame(c, v, "account", "/account", "account.title"), bad)
	return show(c, status, templates.Account, f, templates.AccountPage{
		Email: v.User.Email, Role: v.Words.T("role." + string(v.User.Role)), Name: a.name,
		Languages: choices(v, "language.", i18n.Languages, a.language),
		Zones:     zoneOptions(v.Words, a.zone), Sessions: sessions, Others: others,
	})
}

// sessionsOf lists where the person is signed in, and whether anywhere but here.
func (s *Server) sessionsOf(c *gin.Context, v Visitor) (list []templates.AccountSession, others bool, err error) {
	rows, err := s.db.Sessions(c.Request.Context(), v.User.ID)
	if err != nil {
		return nil, false, err
	}
	for _, r := range rows {
		here := r.IDHash == v.Session.IDHash
		others = others || !here
		device := r.Device
		if device == "?" {
			device = ""
		}
		list = append(list, templates.AccountSession{Device: device, StartedAt: r.CreatedAt, SeenAt: r.SeenAt, Here: here})
	}
	return list, others, nil
}

// saveAccount keeps name, language of mail and time zone.
func saveAccount(s *Server, c *gin.Context, v Visitor) error {
	a := accountForm{name: v.line("name"), language: v.Form.Get("language"), zone: v.Form.Get("zone")}
	var bad forms.Invalid
	if !v.Switch {
		bad = slices.Concat(
			checkLine("name", &a.name, v.mark()),
			checkChoice("language", "language", a.language, i18n.Languages),
			checkZone(a.zone),
		)
	}
	if status, again := v.redo(bad); again {
		return s.showAccount(c, v, status, a, bad)
	}
	if a == accountOf(v) {
		return seeOther(c, v, "/account", "saved")
	}
	if err := s.db.UpdateAccount(c.Request.Context(), v.Actor(), a.name, a.language, a.zone); err != nil {
		return err
	}
	return seeOther(c, v, "/account", "saved")
}

// changePassword asks for the current password and ends every session of the
// person; this browser gets one under a new id.
func changePassword(s *Server, c *gin.Context, v Visitor) error {
	password := v.Form.Get("password")
	bad := checkPassword("password", password, v.User.Name, v.User.Email, v.User.CompanyName)
	if v.Form.Get("current") == "" {
		bad = append(forms.Invalid{forms.Problematic("current", "current.empty")}, bad...)
	}
	if password != "" && password == v.Form.Get("current") {
		bad = append(bad, forms.Problematic("password", "password.same"))
	}
	if status, again := v.redo(bad); again {
		return s.showAccount(c, v, status, accountOf(v), bad)
	}
	_, err := s.authenticate(c, v.User.Email, v.Form.Get("current"))
	if status, bad := s.refusal(c, v, err, "current", "password.current"); bad != nil {
		return s.showAccount(c, v, status, accountOf(v), bad)
	}
	if err != nil {
		return err
	}
	hash, err := s.hash(password)
	if err != nil {
		return err
	}
	if err := s.db.SetPassword(c.Request.Context(), v.Actor(), v.User.ID, hash, ""); err != nil {
		return err
	}
	v.User.PasswordHash = hash
	if _, err := s.signIn(c, v.User); err != nil {
		return err
	}
	return seeOther(c, v, "/account", "password-kept")
}

// endSessions ends every session of the person but this one.
func endSessions(s *Server, c *gin.Context, v Visitor) error {
	if status, again := v.redo(nil); again {
		return s.showAccount(c, v, status, accountOf(v), nil)
	}
	if err := s.db.EndOtherSessions(c.Request.Context(), v.Actor(), v.Session.IDHash); err != nil {
		return err
	}
	return seeOther(c, v, "/account", "sessions-ended")
}
