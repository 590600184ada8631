package main

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
)

// asked is how many questions of the first principle a saver answers in turn.
const asked = 9

func questionAt(turn int) string { return "p01-q0" + strconv.Itoa(turn%asked+1) }

// keptAnswer is the last value of an answer that the server acknowledged.
type keptAnswer struct {
	Revision int64
	Level    string
	Note     string
}

// answering is what one person answers, question after question.
type answering struct {
	kept map[string]keptAnswer
	turn int
}

// next is the question whose turn it is, its answer as it stands, and the one
// to give now: another level and note, and the next revision.
func (a *answering) next() (question string, before, now keptAnswer) {
	question = questionAt(a.turn)
	before = a.kept[question]
	now = keptAnswer{
		Revision: before.Revision + 1, Level: strconv.Itoa(a.turn / asked % 4),
		Note: "We write it down, and a named person looks after it. " + question + " " + strconv.Itoa(a.turn),
	}
	return question, before, now
}

// acknowledged keeps an answer that the server says it saved; any other reply is wrong.
func (a *answering) acknowledged(r reply, err error, question string, now keptAnswer) error {
	if err != nil {
		return err
	}
	if r.status != http.StatusOK || !bytes.Contains(r.body, fmt.Appendf(nil, `"revision":%d`, now.Revision)) {
		return fmt.Errorf("save: %d %.200s", r.status, r.body)
	}
	a.kept[question], a.turn = now, a.turn+1
	return nil
}
