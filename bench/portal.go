package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
)

// visitor signs in to the portal as its pages ask: mark, form token, password.
type visitor struct{ *client }

func (v visitor) signIn(email string) error {
	if err := v.tryIn(email); err != nil {
		return fmt.Errorf("sign in: %w", err)
	}
	return nil
}

func (v visitor) tryIn(email string) error {
	token, err := v.token("/en/sign-in")
	if err != nil {
		return err
	}
	return v.enter(email, token)
}

func (v visitor) enter(email, token string) error {
	form := url.Values{"token": {token}, "email": {email}, "password": {password}}.Encode()
	r, err := v.send("POST", "/en/sign-in", "", formType, form)
	if err == nil && r.status != http.StatusSeeOther {
		err = fmt.Errorf("sign-in: %d", r.status)
	}
	return err
}

// token is the form token of a page.
func (v visitor) token(path string) (string, error) {
	page, err := v.get(path)
	if err != nil {
		return "", err
	}
	return between(page, `name="token" value="`, `"`)
}

// saver saves one answer of the first principle after another, each as the
// page's script does, and remembers what was acknowledged.
type saver struct {
	visitor
	answering
	address string
	token   string
}

// newSaver signs in and reads the page. The first of their companies' people
// is person 0.
func newSaver(addr string, person int, own seeded) (*saver, error) {
	s := &saver{visitor: visitor{newClient(addr)}, answering: answering{kept: map[string]keptAnswer{}}, address: "/en/assessments/" + own.Assessment}
	if err := s.signIn(emailOf(person)); err != nil {
		return nil, err
	}
	for question, revision := range own.Revisions {
		s.kept[question] = keptAnswer{Revision: revision}
	}
	var err error
	s.token, err = s.visitor.token(s.address + "/principles/1")
	return s, err
}

func (s *saver) act() error {
	question, before, now := s.next()
	form := url.Values{
		"token": {s.token}, question + ".revision": {strconv.FormatInt(before.Revision, 10)}, question + ".level": {now.Level},
		question + ".note": {now.Note}, question + ".cause": {""}, question + ".reason": {""},
	}.Encode()
	r, err := s.send("POST", s.address+"/principles/1", "Accept: application/json\r\n", formType, form)
	return s.acknowledged(r, err, question, now)
}

// verify reads the download: every acknowledged answer must stand in it. The
// one on its way when the portal was killed may stand there too, and is taken
// for acknowledged from then on.
func (s *saver) verify() error {
	body, err := s.get(s.address + "/answers.json")
	if err != nil {
		return err
	}
	var copied struct {
		Answers map[string]struct {
			Level json.RawMessage
			Note  string
		}
	}
	if err := json.Unmarshal(body, &copied); err != nil {
		return err
	}
	underway, _, later := s.next()
	for question, want := range s.kept {
		got := copied.Answers[question]
		is := func(a keptAnswer) bool { return got.Note == a.Note && string(got.Level) == a.Level }
		switch {
		case question == underway && is(later):
			s.kept[question], s.turn = later, s.turn+1
		case want.Note != "" && !is(want):
			return fmt.Errorf("%s: acknowledged %q at level %s, found %q at %s", question, want.Note, want.Level, got.Note, got.Level)
		}
	}
	return nil
}

// reader opens one page again and again.
type reader struct {
	visitor
	path, must string
}

func newReader(addr, email, path, must string) (*reader, error) {
	r := &reader{visitor: visitor{newClient(addr)}, path: path, must: must}
	if email == "" {
		return r, nil
	}
	return r, r.signIn(email)
}

func (r *reader) act() error {
	body, err := r.get(r.path)
	if err == nil && (!bytes.Contains(body, []byte(r.must)) || !bytes.HasSuffix(bytes.TrimSpace(body), []byte("</html>"))) {
		err = fmt.Errorf("%s: not the page: %.200s", r.path, body)
	}
	return err
}

func (r *reader) verify() error { return nil }

// entrant signs in again and again, each time into a new session.
type entrant struct {
	visitor
	email, token string
}

func newEntrant(addr string, person int) (*entrant, error) {
	e := &entrant{visitor: visitor{newClient(addr)}, email: emailOf(person)}
	var err error
	e.token, err = e.visitor.token("/en/sign-in")
	return e, err
}

func (e *entrant) act() error {
	delete(e.cookies, "eleven")
	return e.enter(e.email, e.token)
}

func (e *entrant) verify() error { return nil }
