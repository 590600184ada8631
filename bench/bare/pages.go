package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"html/template"
	"net/http"
	"runtime"
	"strconv"
	"strings"

	"github.com/alexedwards/argon2id"
	"github.com/gin-gonic/gin"
)

// question is one of the nine on the page.
type question struct {
	ID, Prompt, Why, Note string
	Revision              int64
	Levels                []level
}

type level struct {
	Value, Text string
	Chosen      bool
}

type page struct {
	Title, Person, Company, Service string
	Questions                       []question
}

var questionnaire = template.Must(template.New("page").Parse(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{.Title}}</title></head><body>
<header>{{.Person}} {{.Company}}</header><h1>{{.Title}}</h1><p>{{.Service}}</p>
<form method="post">{{range .Questions}}{{$id := .ID}}
<section id="{{.ID}}"><input type="hidden" name="{{.ID}}.revision" value="{{.Revision}}">
<fieldset><legend><h2>{{.Prompt}}</h2></legend><p>{{.Why}}</p>
{{range .Levels}}<div><input type="radio" id="{{$id}}-{{.Value}}" name="{{$id}}.level" value="{{.Value}}"{{if .Chosen}} checked{{end}}><label for="{{$id}}-{{.Value}}">{{.Text}}</label></div>
{{end}}<textarea name="{{.ID}}.note">{{.Note}}</textarea></fieldset></section>{{end}}
<button>Save</button></form></body></html>
`))

const levels = 5

// blank is the page without what the database knows; filler makes it as large
// as the portal's.
func blank(filler string) []question {
	out := make([]question, questions)
	for i := range out {
		q := &out[i]
		q.ID, q.Prompt, q.Why = "p01-q0"+strconv.Itoa(i+1), "Do you check what people upload against lists?", filler
		for v := range levels {
			q.Levels = append(q.Levels, level{Value: strconv.Itoa(v), Text: "One named person runs the checking on one part of the service."})
		}
	}
	return out
}

const questions = 9

// padding gives the words that make a drawn page as large as wanted, split into
// so many equal parts.
func padding(wanted, have, parts int) string {
	n := max(0, wanted-have) / parts
	return strings.Repeat("words and more of them ", n/23+1)[:n]
}

// pageHandler draws the questionnaire after three indexed reads: the session,
// the assessment and its answers.
func (s *store) pageHandler(ctx context.Context, wanted int) (gin.HandlerFunc, error) {
	var empty bytes.Buffer
	if err := questionnaire.Execute(&empty, page{Questions: blank("")}); err != nil {
		return nil, err
	}
	static := blank(padding(wanted, empty.Len(), questions))
	session, err := s.reads.PrepareContext(ctx, "SELECT person FROM sessions WHERE id = ?1")
	if err != nil {
		return nil, err
	}
	head, err := s.reads.PrepareContext(ctx, "SELECT company, service FROM assessments WHERE id = ?1")
	if err != nil {
		return nil, err
	}
	answers, err := s.reads.PrepareContext(ctx, "SELECT question, revision, level, note FROM answers WHERE assessment = ?1")
	if err != nil {
		return nil, err
	}
	return func(c *gin.Context) {
		id := c.Param("id")
		p := page{Title: "Principle 1"}
		err := session.QueryRowContext(c.Request.Context(), id).Scan(&p.Person)
		if err == nil {
			err = head.QueryRowContext(c.Request.Context(), id).Scan(&p.Company, &p.Service)
		}
		if err == nil {
			p.Questions, err = answered(c.Request.Context(), answers, id, static)
		}
		draw(c, questionnaire, p, err)
	}, nil
}

// answered lays the stored answers over the blank questions.
func answered(ctx context.Context, answers *sql.Stmt, id string, static []question) ([]question, error) {
	rows, err := answers.QueryContext(ctx, id)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	out := append([]question(nil), static...)
	for rows.Next() {
		var name, chosen, note string
		var revision int64
		if err := rows.Scan(&name, &revision, &chosen, &note); err != nil {
			return nil, err
		}
		for i := range out {
			if q := &out[i]; q.ID == name {
				q.Revision, q.Note, q.Levels = revision, note, append([]level(nil), q.Levels...)
				for v := range q.Levels {
					q.Levels[v].Chosen = q.Levels[v].Value == chosen
				}
			}
		}
	}
	return out, rows.Err()
}

func draw(c *gin.Context, t *template.Template, data any, err error) {
	var b bytes.Buffer
	if err == nil {
		err = t.Execute(&b, data)
	}
	if err != nil {
		c.String(http.StatusInternalServerError, err.Error())
		return
	}
	c.Data(http.StatusOK, "text/html; charset=utf-8", b.Bytes())
}

// line is one submission of the queue.
type line struct {
	ID, Company, Service, State, Who, Depth, Reviewing string
	SubmittedAt                                        int64
}

type queuePage struct {
	Filler string
	Lines  []line
}

var queueTable = template.Must(template.New("queue").Parse(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Reviews</title></head><body><p>{{.Filler}}</p><table><tbody>
{{range .Lines}}<tr><th scope="row"><a href="/en/reviews/{{.ID}}">{{.Company}}</a></th><td>{{.Service}}</td><td>{{.State}}</td><td>{{.Who}}</td><td>{{.Depth}}</td><td>{{.Reviewing}}</td><td>{{.SubmittedAt}}</td></tr>
{{end}}</tbody></table></body></html>
`))

const queueLines = 25

// queueHandler draws a page of the queue from the covering index alone.
func (s *store) queueHandler(ctx context.Context, wanted int) (gin.HandlerFunc, error) {
	list, err := s.reads.PrepareContext(ctx, `
SELECT id, company, service, state, who, depth, reviewing, submitted_at
FROM queue
WHERE country = ?1 AND (submitted_at, id) < (?2, ?3)
ORDER BY submitted_at DESC, id DESC
LIMIT ?4`)
	if err != nil {
		return nil, err
	}
	first, err := s.lines(ctx, list)
	if err != nil {
		return nil, err
	}
	var empty bytes.Buffer
	if err := queueTable.Execute(&empty, queuePage{Lines: first}); err != nil {
		return nil, err
	}
	filler := padding(wanted, empty.Len(), 1)
	return func(c *gin.Context) {
		lines, err := s.lines(c.Request.Context(), list)
		draw(c, queueTable, queuePage{Filler: filler, Lines: lines}, err)
	}, nil
}

func (s *store) lines(ctx context.Context, list *sql.Stmt) ([]line, error) {
	rows, err := list.QueryContext(ctx, "UK", int64(1)<<62, "~", queueLines+1)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	out := make([]line, 0, queueLines+1)
	for rows.Next() {
		var l line
		if err := rows.Scan(&l.ID, &l.Company, &l.Service, &l.State, &l.Who, &l.Depth, &l.Reviewing, &l.SubmittedAt); err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out[:min(len(out), queueLines)], rows.Err()
}

// cost is the portal's argon2id: 19 MiB, two passes, one thread.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// password is everybody's.
const password = "a plain long phrase for a bench"

// atOnce bounds the hashes computed at once, as the portal does.
var hash, atOnce = mustHash(), make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))

func mustHash() string {
	h, err := argon2id.CreateHash(password, cost)
	if err != nil {
		panic(fmt.Sprintf("hash: %v", err))
	}
	return h
}

func signIn(c *gin.Context) {
	if err := c.Request.ParseForm(); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	atOnce <- struct{}{}
	match, err := argon2id.ComparePasswordAndHash(c.Request.PostForm.Get("password"), hash)
	<-atOnce
	if err != nil || !match {
		c.Status(http.StatusUnprocessableEntity)
		return
	}
	c.Redirect(http.StatusSeeOther, "/")
}
