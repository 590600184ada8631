package handlers

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/templates"
)

// deadLinks say, for each kind of link that works no longer, with which status
// and what to offer instead.
var deadLinks = map[deadLink]struct {
	status int
	offers []templates.NavLink // Text is a key of words
}{
	"confirm":    {http.StatusNotFound, []templates.NavLink{{Text: "frame.sign-in", Rest: "/sign-in"}, {Text: "dead.register", Rest: "/register"}}},
	"taken":      {http.StatusConflict, []templates.NavLink{{Text: "frame.sign-in", Rest: "/sign-in"}, {Text: "dead.password", Rest: "/password"}}},
	"reset":      {http.StatusNotFound, []templates.NavLink{{Text: "dead.ask", Rest: "/password"}, {Text: "frame.sign-in", Rest: "/sign-in"}}},
	"setup":      {http.StatusNotFound, []templates.NavLink{{Text: "frame.sign-in", Rest: "/sign-in"}}},
	"invitation": {http.StatusNotFound, []templates.NavLink{{Text: "frame.sign-in", Rest: "/sign-in"}}},
}

// deadLink is a one-time link of a kind that leads nowhere. Unknown, used,
// replaced or too old look the same.
type deadLink string

func (kind deadLink) Error() string { return "dead link: " + string(kind) }

// orDead gives a link that was not found its own page.
func orDead(err error, kind string) error {
	if errors.Is(err, forms.ErrNotFound) {
		return deadLink(kind)
	}
	return err
}

// dead draws the page of a link that leads nowhere.
func (s *Server) dead(c *gin.Context, v Visitor, kind deadLink) error {
	link := deadLinks[kind]
	body := templates.DeadPage{Kind: string(kind), Used: kind != "taken"}
	for _, o := range link.offers {
		body.Offers = append(body.Offers, templates.NavLink{Text: v.Words.T(o.Text), Rest: o.Rest})
	}
	return show(c, link.status, templates.Dead, s.frame(v, "dead."+string(kind)+".title"), body)
}
