package handlers

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/templates"
)

// change is what may be changed about a person. disabled is "yes" or "no".
type change struct {
	role, country, disabled string
}

// doors are the answers to whether a person may sign in: the value of disabled
// and the key of its words.
var doors = []struct{ value, key string }{{"no", "person.open"}, {"yes", "person.closed"}}

// colleague finds the person of the address among those of the visitor's side,
// but never the one who looks: nobody changes themselves.
func (s *Server) colleague(c *gin.Context, v Visitor) (db.User, change, error) {
	p, err := circleOf(v).person(c.Request.Context(), s.db, c.Param("id"))
	if err == nil && p.ID == v.User.ID {
		err = forms.ErrNotFound
	}
	now := change{role: string(p.Role), country: p.Country, disabled: "no"}
	if p.Disabled {
		now.disabled = "yes"
	}
	return p, now, err
}

func personPage(s *Server, c *gin.Context, v Visitor) error {
	p, now, err := s.colleague(c, v)
	if err != nil {
		return err
	}
	return s.showPerson(c, v, http.StatusOK, p, now, nil)
}

func (s *Server) showPerson(c *gin.Context, v Visitor, status int, p db.User, to change, bad forms.Invalid) error {
	o := circleOf(v)
	body := templates.PersonPage{
		Base: o.base, ID: p.ID, Name: p.Name, Email: p.Email, Government: o.government,
		Roles:     choices(v, "people.does.", o.roles, to.role),
		Countries: choices(v, "country.", o.countries, to.country),
	}
	for _, d := range doors {
		body.Doors = append(body.Doors, templates.Option{Value: d.value, Text: v.Words.T(d.key), Chosen: d.value == to.disabled})
	}
	f := s.formFrame(c, v, "person", o.base+"/"+p.ID, "person.title", p.Name)
	return show(c, status, templates.OnePerson, s.withProblems(c, v, f, bad), body)
}

// changePerson gives a person another role or country, or takes their sign-in
// away; their sessions end at once. What stays as it was is no change.
func changePerson(s *Server, c *gin.Context, v Visitor) error {
	o := circleOf(v)
	p, now, err := s.colleague(c, v)
	if err != nil {
		return err
	}
	if v.Form.Get("end") != "" {
		return s.signOutPerson(c, v, p, now)
	}
	to := change{role: v.Form.Get("role"), country: o.belongs(v, v.Form.Get("country")), disabled: v.Form.Get("disabled")}
	bad := slices.Concat(
		checkChoice("role", "role", to.role, o.roles),
		o.checkCountry(to.country),
		checkChoice("disabled", "people.disabled", to.disabled, []string{"no", "yes"}),
	)
	if status, again := v.redo(bad); again {
		return s.showPerson(c, v, status, p, to, bad)
	}
	if to != now {
		if err := s.keepChange(c, v, o, p.ID, to); err != nil {
			return err
		}
	}
	return seeOther(c, v, o.base, "person-changed")
}

// signOutPerson ends the sessions of a person and changes nothing else.
func (s *Server) signOutPerson(c *gin.Context, v Visitor, p db.User, now change) error {
	if status, again := v.redo(nil); again {
		return s.showPerson(c, v, status, p, now, nil)
	}
	if err := s.db.EndSessionsOf(c.Request.Context(), v.Actor(), p.ID); err != nil {
		return err
	}
	return seeOther(c, v, circleOf(v).base, "person-signed-out")
}

func (s *Server) keepChange(c *gin.Context, v Visitor, o circle, id string, to change) error {
	if o.government {
		return s.db.ChangePerson(c.Request.Context(), v.Actor(), id, forms.Role(to.role), to.country, to.disabled == "yes")
	}
	return s.db.ChangeColleague(c.Request.Context(), v.Actor(), id, forms.Role(to.role), to.disabled == "yes")
}
