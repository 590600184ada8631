package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
)

// bareSaver does a saver's work on the bare program.
type bareSaver struct {
	*client
	answering
	path, id string
}

func newBareSaver(addr, path string, person int) *bareSaver {
	s := &bareSaver{client: newClient(addr), answering: answering{kept: map[string]keptAnswer{}}, path: path, id: strconv.Itoa(person)}
	for turn := range asked {
		s.kept[questionAt(turn)] = keptAnswer{Revision: 1}
	}
	return s
}

func (s *bareSaver) act() error {
	question, before, now := s.next()
	form := url.Values{
		"assessment": {s.id}, "question": {question}, "revision": {strconv.FormatInt(before.Revision, 10)},
		"level": {now.Level}, "note": {now.Note}, "cause": {""}, "reason": {""},
	}.Encode()
	r, err := s.send("POST", s.path, "Accept: application/json\r\n", formType, form)
	return s.acknowledged(r, err, question, now)
}

func (s *bareSaver) verify() error {
	body, err := s.get("/answers/" + s.id)
	if err != nil {
		return err
	}
	var copied struct{ Answers map[string]keptAnswer }
	if err := json.Unmarshal(body, &copied); err != nil {
		return err
	}
	for question, want := range s.kept {
		if got := copied.Answers[question]; want.Note != "" && got != want {
			return fmt.Errorf("%s: acknowledged %+v, found %+v", question, want, got)
		}
	}
	return nil
}

// bareEntrant signs in to the bare program.
type bareEntrant struct{ *client }

func (e bareEntrant) act() error {
	r, err := e.send("POST", "/sign-in", "", formType, url.Values{"password": {password}}.Encode())
	if err == nil && r.status != http.StatusSeeOther {
		err = fmt.Errorf("bare sign-in: %d", r.status)
	}
	return err
}

func (e bareEntrant) verify() error { return nil }

// fixedReader fetches the fixed bytes.
type fixedReader struct {
	*client
	size int
}

func (f fixedReader) act() error {
	body, err := f.get("/fixed")
	if err == nil && len(body) != f.size {
		err = fmt.Errorf("fixed: %d bytes", len(body))
	}
	return err
}

func (f fixedReader) verify() error { return nil }
