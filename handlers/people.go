package handlers

import (
	"net/http"
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

// invite is what the form that invites somebody holds.
type invite struct {
	email, role, country, language string
}

// peoplePage lists the people of the visitor's side, and the invitations waiting.
func peoplePage(s *Server, c *gin.Context, v Visitor) error {
	return s.showPeople(c, v, http.StatusOK, invite{language: v.Lang}, nil)
}

func (s *Server) showPeople(c *gin.Context, v Visitor, status int, i invite, bad forms.Invalid) error {
	o := circleOf(v)
	body, err := s.listed(c, v, o)
	if err != nil {
		return err
	}
	if body.Waiting, err = s.waiting(c, v, o); err != nil {
		return err
	}
	f := s.frame(v, o.words+".title")
	if body.CanInvite {
		body.Email = i.email
		body.Roles = unchosen(v, "people.choose-role", choices(v, "people.does.", o.roles, i.role))
		body.Languages = choices(v, "language.", i18n.Languages, i.language)
		if o.government {
			body.Countries = unchosen(v, "people.choose-country", choices(v, "country.", o.countries, i.country))
		}
		f = s.withProblems(c, v, s.formFrame(c, v, "invite-form", o.base, o.words+".title"), bad)
	}
	f.Wide = o.government
	return show(c, status, templates.People, f, body)
}

// listed is one page of the list, by key.
func (s *Server) listed(c *gin.Context, v Visitor, o circle) (body templates.PeoplePage, err error) {
	body = templates.PeoplePage{
		Base: o.base, Lead: v.Words.T(o.words + ".lead"), Government: o.government,
		CanInvite: o.government || v.User.Role == forms.Owner, Later: c.Query("after") != "",
	}
	people, err := o.people(c.Request.Context(), s.db, forms.Clean(c.Query("after")), perPage+1)
	if len(people) > perPage {
		people = people[:perPage]
		body.Next = o.base + "?after=" + people[perPage-1].ID
	}
	for _, p := range people {
		body.People = append(body.People, templates.ListedPerson{
			ID: p.ID, Name: p.Name, Email: p.Email, Disabled: p.Disabled, You: p.ID == v.User.ID,
			Role: v.Words.T("role." + string(p.Role)), Country: v.Words.T("country." + p.Country),
		})
	}
	return body, err
}

// waiting lists the invitations that nobody accepted yet.
func (s *Server) waiting(c *gin.Context, v Visitor, o circle) ([]templates.Waiting, error) {
	links, err := s.db.Invitations(c.Request.Context(), o.company)
	var out []templates.Waiting
	for _, l := range links {
		out = append(out, templates.Waiting{
			Email: l.Email, Role: v.Words.T("role." + string(l.Role)),
			Country: v.Words.T("country." + l.Country), Until: l.ExpiresAt,
		})
	}
	return out, err
}

// invitePerson sends an invitation to the visitor's side. To a company the
// answer is the same whether or not the address has an account elsewhere.
func invitePerson(s *Server, c *gin.Context, v Visitor) error {
	o := circleOf(v)
	i := invite{
		email: v.line("email"), role: v.Form.Get("role"),
		country: o.belongs(v, v.Form.Get("country")), language: v.Form.Get("language"),
	}
	var bad forms.Invalid
	if !v.Switch {
		bad = slices.Concat(
			checkEmail("email", &i.email, v.mark()),
			checkChoice("role", "role", i.role, o.roles),
			o.checkCountry(i.country),
			checkChoice("language", "language", i.language, i18n.Languages),
		)
	}
	if status, again := v.redo(bad); again {
		return s.showPeople(c, v, status, i, bad)
	}
	if known, err := o.knows(c.Request.Context(), s.db, i.email); err != nil || known {
		if err != nil {
			return err
		}
		return s.showPeople(c, v, http.StatusUnprocessableEntity, i, forms.Invalid{forms.Problematic("email", "email.taken")})
	}
	if !o.government && !s.gates.registration.use("invite "+v.User.ID) {
		s.tooMany(c, v, 3600)
		return s.showPeople(c, v, http.StatusTooManyRequests, i, forms.Invalid{forms.Problematic("", "people.many")})
	}
	if !s.mayWrite(c, v, i.email) {
		s.tooMany(c, v, 3600)
		return s.showPeople(c, v, http.StatusTooManyRequests, i, forms.Invalid{forms.Problematic("email", "people.mail")})
	}
	if err := s.sendInvitation(c, v, o, i); err != nil {
		return err
	}
	s.Wake()
	return seeOther(c, v, o.base, "invited")
}

// withdrawInvitation makes the link of an invitation a dead one. Somebody who
// has accepted meanwhile stands among the people.
func withdrawInvitation(s *Server, c *gin.Context, v Visitor) error {
	if status, again := v.redo(nil); again {
		return s.showPeople(c, v, status, invite{language: v.Lang}, nil)
	}
	o := circleOf(v)
	found, err := s.db.WithdrawInvitation(c.Request.Context(), v.Actor(), o.company, v.line("email"))
	if err != nil {
		return err
	}
	said := ""
	if found {
		said = "invitation-withdrawn"
	}
	return seeOther(c, v, o.base, said)
}

func (s *Server) sendInvitation(c *gin.Context, v Visitor, o circle, i invite) error {
	token, where := randomToken(), v.User.CompanyName
	if o.government {
		where = i18n.For(i.language).T("country." + i.country)
	}
	m := letter(mail.Invitation(i.language, db.Fold(i.email), v.User.Name, i.role, where, s.URL+"/"+i.language+"/invitation/"+token, hoursToAccept))
	return s.db.NewLink(c.Request.Context(), v.Actor(), db.Link{
		TokenHash: digest(token), Kind: db.LinkInvitation, Email: i.email, Role: forms.Role(i.role), Country: i.country,
		Company: o.company, Language: i.language, ExpiresAt: s.Now().Add(hoursToAccept * time.Hour).Unix(),
	}, &m)
}
