package handlers

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/templates"
)

// auditPage shows the trail, newest first, as far as this reader may know it; with
// about only what one person did and what happened to them, or to one review.
func auditPage(s *Server, c *gin.Context, v Visitor) error {
	before, err := strconv.ParseInt(c.Query("before"), 10, 64)
	if err != nil || before < 1 {
		before = 0
	}
	about := forms.Clean(c.Query("about"))
	rows, err := s.db.Trail(c.Request.Context(), db.TrailQuery{
		Families: forms.TrailOf(v.User.Role), About: about, Before: before, Limit: perPage + 1,
	})
	if err != nil {
		return err
	}
	body := templates.TrailPage{Lead: v.Words.T("trail.lead-" + string(v.User.Role)), All: "/audit", About: about != "", Later: before > 0}
	if body.About {
		body.Newest = eventsOf(about)
	} else {
		body.Newest = body.All
	}
	if len(rows) > perPage {
		rows = rows[:perPage]
		q := url.Values{"before": {strconv.FormatInt(rows[perPage-1].Seq, 10)}}
		if body.About {
			q.Set("about", about)
		}
		body.Older = "/audit?" + q.Encode()
	}
	for _, r := range rows {
		body.Lines = append(body.Lines, trailLine(v, r))
	}
	f := s.frame(v, "trail.title")
	f.Wide = true
	return show(c, http.StatusOK, templates.Trail, f, body)
}

func eventsOf(id string) string { return "/audit?" + url.Values{"about": {id}}.Encode() }

func trailLine(v Visitor, r db.AuditRow) templates.TrailLine {
	line := templates.TrailLine{At: r.At, What: worded(v, "audit.", r.Action), Detail: trailDetail(v, r)}
	switch r.Actor {
	case db.System.ID:
		line.Who.Name = v.Words.T("trail.system")
	case "":
		line.Who.Name = v.Words.T("trail.visitor")
	default:
		line.Who = trailPerson(v, r.Actor, r.Name)
		line.Role, line.Country = worded(v, "role.", string(r.Role)), worded(v, "country.", r.Country)
	}
	switch family, _, _ := strings.Cut(r.Action, "."); {
	case r.Object == r.Actor:
	case family == "review":
		line.To = templates.Trailed{Name: v.Words.T("trail.review", shortID(r.Object)), Events: eventsOf(r.Object)}
	case family == "round":
		line.To.Name = r.Object
	case r.Object != "":
		line.To = trailPerson(v, r.Object, r.ObjectName)
	}
	return line
}

// trailPerson names somebody of a government; of a company there is only the
// beginning of an id, so that several lines of one person are known to be theirs.
func trailPerson(v Visitor, id, name string) templates.Trailed {
	if name == "" {
		name = v.Words.T("trail.company-person", shortID(id))
	}
	return templates.Trailed{Name: name, Events: eventsOf(id)}
}

// trailDetail puts the codes that a line keeps into words.
func trailDetail(v Visitor, r db.AuditRow) string {
	var out []string
	if n, ok := strings.CutPrefix(r.Detail, "principle "); ok {
		out = append(out, v.Words.T("trail.principle", n))
	} else {
		for _, code := range strings.Fields(r.Detail) {
			out = append(out, codeInWords(v, code))
		}
	}
	if r.Network != "" {
		out = append(out, v.Words.T("trail.from", r.Network))
	}
	return strings.Join(out, ", ")
}

func codeInWords(v Visitor, code string) string {
	for _, key := range []string{"role." + code, "country." + code, "field." + code + ".label"} {
		if v.Words.Has(key) {
			return v.Words.T(key)
		}
	}
	switch code {
	case "disabled", "disabled=true":
		return v.Words.T("people.closed")
	case "disabled=false":
		return v.Words.T("people.open")
	}
	return code
}

// worded gives the words of a code, and the code itself when it has none.
func worded(v Visitor, prefix, code string) string {
	if v.Words.Has(prefix + code) {
		return v.Words.T(prefix + code)
	}
	return code
}

const (
	idLength    = 26 // of db.NewID
	shortLength = 8
)

// shortID is the beginning of an id, as it begins the address of a review too.
func shortID(id string) string { return id[:min(len(id), shortLength)] }
