package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/i18n"
	"eleven/mail"
	"eleven/templates"
)

// perPage is how many lines a list shows at once.
const perPage = 50

// What a government person may be, and where they may belong.
var (
	governmentRoles = names(forms.GovernmentRoles)
	governments     = append(slices.Clone(forms.Countries), "all")
)

// invite is what the form that invites somebody holds.
type invite struct {
	email, role, country, language string
}

func peoplePage(s *Server, c *gin.Context, v Visitor) error {
	return s.showPeople(c, v, http.StatusOK, invite{language: v.Lang}, nil)
}

func (s *Server) showPeople(c *gin.Context, v Visitor, status int, i invite, bad forms.Invalid) error {
	body := templates.PeoplePage{
		Email: i.email, Later: c.Query("after") != "",
		Roles:     unchosen(v, "people.choose-role", choices(v, "people.does.", governmentRoles, i.role)),
		Countries: unchosen(v, "people.choose-country", choices(v, "country.", governments, i.country)),
		Languages: choices(v, "language.", i18n.Languages, i.language),
	}
	people, err := s.db.GovernmentPeople(c.Request.Context(), c.Query("after"), perPage+1)
	if err != nil {
		return err
	}
	if len(people) > perPage {
		people = people[:perPage]
		body.Next = "/programme/people?after=" + url.QueryEscape(people[perPage-1].Email)
	}
	for _, p := range people {
		body.People = append(body.People, templates.ListedPerson{
			ID: p.ID, Name: p.Name, Email: p.Email, Disabled: p.Disabled, You: p.ID == v.User.ID,
			Role: v.Words.T("role." + string(p.Role)), Country: v.Words.T("country." + p.Country),
		})
	}
	if body.Waiting, err = s.waiting(c, v); err != nil {
		return err
	}
	f := s.withProblems(c, v, s.formFrame(c, v, "invite-form", "/programme/people", "people.title"), bad)
	f.Wide = true
	return show(c, status, templates.People, f, body)
}

// waiting lists the invitations to the governments' side that nobody accepted yet.
func (s *Server) waiting(c *gin.Context, v Visitor) ([]templates.Waiting, error) {
	links, err := s.db.Invitations(c.Request.Context(), "")
	var out []templates.Waiting
	for _, l := range links {
		out = append(out, templates.Waiting{
			Email: l.Email, Role: v.Words.T("role." + string(l.Role)),
			Country: v.Words.T("country." + l.Country), Until: l.ExpiresAt,
		})
	}
	return out, err
}

// invitePerson sends an invitation to the governments' side.
func invitePerson(s *Server, c *gin.Context, v Visitor) error {
	i := invite{
		email: v.line("email"), role: v.Form.Get("role"),
		country: v.Form.Get("country"), language: v.Form.Get("language"),
	}
	var bad forms.Invalid
	if !v.Switch {
		bad = slices.Concat(
			checkEmail("email", &i.email, v.mark()),
			checkChoice("role", "role", i.role, governmentRoles),
			checkChoice("country", "people.country", i.country, governments),
			checkChoice("language", "language", i.language, i18n.Languages),
		)
	}
	if status, again := v.redo(bad); again {
		return s.showPeople(c, v, status, i, bad)
	}
	_, err := s.db.UserByEmail(c.Request.Context(), i.email)
	if err == nil {
		return s.showPeople(c, v, http.StatusUnprocessableEntity, i, forms.Invalid{forms.Problematic("email", "email.taken")})
	}
	if !errors.Is(err, forms.ErrNotFound) {
		return err
	}
	if err := s.sendInvitation(c, v, i); err != nil {
		return err
	}
	s.Wake()
	return seeOther(c, v, "/programme/people", "invited")
}

func (s *Server) sendInvitation(c *gin.Context, v Visitor, i invite) error {
	token := randomToken()
	m := letter(mail.Invitation(i.language, i.email, v.User.Name, i.role, i18n.For(i.language).T("country."+i.country),
		s.URL+"/"+i.language+"/invitation/"+token, hoursToAccept))
	return s.db.NewLink(c.Request.Context(), v.Actor(), db.Link{
		TokenHash: digest(token), Kind: db.LinkInvitation, Email: i.email, Role: forms.Role(i.role), Country: i.country,
		Language: i.language, ExpiresAt: s.Now().Add(hoursToAccept * time.Hour).Unix(),
	}, &m)
}
