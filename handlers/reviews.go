package handlers

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/templates"
)

// queuePage is how many submissions one page of the queue holds.
const queuePage = 25

// reviewList is the queue of what is shared with the visitor's country, newest first.
func reviewList(s *Server, c *gin.Context, v Visitor) error {
	after := queueKey(c.Query("after"))
	rows, err := s.db.Queue(c.Request.Context(), v.User.Country, after, queuePage+1)
	if err != nil {
		return err
	}
	stepped, err := s.db.SteppedBack(c.Request.Context(), v.Actor())
	if err != nil {
		return err
	}
	own, err := s.db.OwnReviews(c.Request.Context(), v.Actor(), queuePage)
	if err != nil {
		return err
	}
	body := templates.ReviewsPage{First: after.ID == "", All: v.User.Country == "all"}
	if len(rows) > queuePage {
		rows = rows[:queuePage]
		last := rows[queuePage-1]
		body.Older = "/reviews?after=" + strconv.FormatInt(last.SubmittedAt, 10) + "-" + last.ID
	}
	for _, row := range rows {
		body.Rows = append(body.Rows, queueRow(v, row, stepped[row.ID], own))
	}
	if body.First {
		body.Own = ownLinks(v, own)
	}
	f := s.frame(v, "review.list.title")
	f.Wide = true
	return show(c, http.StatusOK, templates.Reviews, f, body)
}

// queueKey reads the place in the queue that an address names, AT-ID; anything
// else is its beginning.
func queueKey(after string) db.Key {
	at, id, found := strings.Cut(after, "-")
	n, err := strconv.ParseInt(at, 10, 64)
	if !found || err != nil {
		return db.Key{}
	}
	id = forms.Clean(id)
	return db.Key{At: n, ID: id}
}

func ownLinks(v Visitor, own []db.OwnReview) []templates.OwnReview {
	var out []templates.OwnReview
	for _, r := range own {
		text := v.Words.T("reviewing.own-line", r.Scored)
		if r.Returned {
			text = v.Words.T("reviewing.own-returned")
		}
		out = append(out, templates.OwnReview{Service: r.Service, Rest: "/reviews/" + r.ID, Text: text})
	}
	return out
}

// queueRow is a line of the queue. Who stepped back from a review may not open it.
func queueRow(v Visitor, q db.QueueRow, stepped bool, own []db.OwnReview) templates.ReviewRow {
	row := templates.ReviewRow{
		Company: q.Company, Service: q.Service, Depth: v.Words.T("depth." + string(q.Depth)),
		Country: v.Words.T("country." + q.Country), State: v.Words.T("review.state." + string(q.State)),
		Tone: reviewTone(q.State), Who: whoHas(v, q), Submitted: v.Words.Date(q.SubmittedAt, v.Zone),
	}
	if q.Country != v.User.Country && q.State != forms.Released {
		row.State, row.Tone, row.Note = v.Words.T("reviewing.to-read"), "review", row.State
	}
	if v.User.Role == forms.Lead && q.Country == v.User.Country && q.ReviewerID != v.User.ID && q.State == forms.Finished {
		row.State, row.Tone = v.Words.T("reviewing.to-release"), "warn"
	}
	if i := slices.IndexFunc(own, func(r db.OwnReview) bool { return r.ID == q.ID }); i >= 0 {
		row.Who = v.Words.T("reviewing.own-who", own[i].Scored)
	}
	if stepped {
		row.State, row.Tone = v.Words.T("review.list.stepped-back"), "todo"
	} else {
		row.Rest = "/reviews/" + q.ID
	}
	return row
}

// whoHas names who has a review, "you", or nobody yet.
func whoHas(v Visitor, q db.QueueRow) string {
	switch q.ReviewerID {
	case "":
		return v.Words.T("review.nobody")
	case v.User.ID:
		return v.Words.T("review.you")
	}
	return q.Reviewer
}

// reviewTone is how the state of a review looks, beside its words.
func reviewTone(state forms.ReviewState) string {
	switch state {
	case forms.Waiting:
		return "todo"
	case forms.Scoring:
		return "progress"
	case forms.Released:
		return "done"
	}
	return "review"
}
