package handlers

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/templates"
)

// auditPage shows the trail, newest first. The details of a line are left out:
// they are for the command that verifies the trail.
func auditPage(s *Server, c *gin.Context, v Visitor) error {
	before, err := strconv.ParseInt(c.Query("before"), 10, 64)
	if err != nil || before < 1 {
		before = 0
	}
	rows, err := s.db.Trail(c.Request.Context(), before, perPage+1)
	if err != nil {
		return err
	}
	body := templates.TrailPage{Later: before > 0}
	if len(rows) > perPage {
		rows = rows[:perPage]
		body.Older = "/audit?before=" + strconv.FormatInt(rows[perPage-1].Seq, 10)
	}
	for _, r := range rows {
		body.Lines = append(body.Lines, trailLine(v, r))
	}
	f := s.frame(v, "trail.title")
	f.Wide = true
	return show(c, http.StatusOK, templates.Trail, f, body)
}

func trailLine(v Visitor, r db.AuditRow) templates.TrailLine {
	return templates.TrailLine{
		At: r.At, Who: who(v, r.Actor), Role: worded(v, "role.", string(r.Role)),
		Country: worded(v, "country.", r.Country), What: worded(v, "audit.", r.Action), Object: shortID(r.Object),
	}
}

func who(v Visitor, actor string) string {
	switch actor {
	case db.System.ID:
		return v.Words.T("trail.system")
	case "":
		return v.Words.T("trail.visitor")
	}
	return actor
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

// shortID is the beginning of an id. What is no id, such as the name of a round,
// is not shown: somebody may have typed it.
func shortID(object string) string {
	if len(object) != idLength {
		return ""
	}
	return object[:shortLength] + "…"
}
