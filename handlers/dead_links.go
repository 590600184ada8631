package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"eleven/templates"
)

// deadLinks say, for each kind of link that works no longer, with which status
// and what to offer instead.
var deadLinks = map[string]struct {
	status int
	offers []templates.NavLink // Text is a key of words
}{
	"confirm":    {http.StatusNotFound, []templates.NavLink{{Text: "frame.sign-in", Rest: "/sign-in"}, {Text: "dead.register", Rest: "/register"}}},
	"taken":      {http.StatusConflict, []templates.NavLink{{Text: "frame.sign-in", Rest: "/sign-in"}, {Text: "dead.password", Rest: "/password"}}},
	"reset":      {http.StatusNotFound, []templates.NavLink{{Text: "dead.ask", Rest: "/password"}, {Text: "frame.sign-in", Rest: "/sign-in"}}},
	"setup":      {http.StatusNotFound, []templates.NavLink{{Text: "frame.sign-in", Rest: "/sign-in"}}},
	"invitation": {http.StatusNotFound, []templates.NavLink{{Text: "frame.sign-in", Rest: "/sign-in"}}},
}

// dead answers a one-time link that leads nowhere: unknown, used, replaced or
// too old look the same.
func (s *Server) dead(c *gin.Context, v Visitor, kind string) error {
	link := deadLinks[kind]
	body := templates.DeadPage{Kind: kind, Used: kind != "taken"}
	for _, o := range link.offers {
		body.Offers = append(body.Offers, templates.NavLink{Text: v.Words.T(o.Text), Rest: o.Rest})
	}
	return show(c, link.status, templates.Dead, s.frame(v, "dead."+kind+".title"), body)
}
