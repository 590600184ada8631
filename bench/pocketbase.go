package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strconv"
)

// pocketbaseVersion is the one in go.mod; a test holds the two together.
const pocketbaseVersion = "v0.39.11"

// PocketBase is its own stock program with its own settings (WAL,
// synchronous=NORMAL), told --dev=false. A save there is one PATCH of a record
// that the rule lets only its owner change: a permission and an update, without
// revision, history, guard or audit row.
const (
	pocketbaseAdmin = "administrator@programme.example"
	pocketbaseUsers = "_pb_users_auth_"
)

// seedPocketBase makes a data folder with so many people and their answers to
// the first principle.
func seedPocketBase(ctx context.Context, binary, dir string, persons int) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	upsert := exec.CommandContext(ctx, binary, "superuser", "upsert", pocketbaseAdmin, password, "--dir", dir) //nolint:gosec // built by the bench
	if out, err := upsert.CombinedOutput(); err != nil {
		return fmt.Errorf("pocketbase: %w: %s", err, out)
	}
	p, err := launchPocketBase(ctx, binary, dir)
	if err != nil {
		return err
	}
	defer p.stop()
	admin := &peer{client: newClient(p.addr)}
	if err := admin.signIn("_superusers", pocketbaseAdmin); err != nil {
		return err
	}
	if err := admin.makeAnswers(); err != nil {
		return err
	}
	for i := range persons {
		if err := admin.makePerson(i); err != nil {
			return err
		}
	}
	return nil
}

func launchPocketBase(ctx context.Context, binary, dir string) (*program, error) {
	return launch(ctx, "/api/health", binary, "serve", "--http=ADDR", "--dir="+dir, "--dev=false", "--automigrate=false")
}

// peer talks to PocketBase.
type peer struct {
	*client
	auth string
}

// call sends a value as JSON and reads the answer into out.
func (p *peer) call(method, path string, value, out any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	r, err := p.send(method, path, p.auth, jsonType, string(body))
	if err != nil {
		return err
	}
	if r.status != http.StatusOK {
		return fmt.Errorf("pocketbase %s %s: %d %.300s", method, path, r.status, r.body)
	}
	return json.Unmarshal(r.body, out)
}

func (p *peer) signIn(collection, email string) error {
	var got struct{ Token string }
	err := p.call("POST", "/api/collections/"+collection+"/auth-with-password", map[string]string{"identity": email, "password": password}, &got)
	p.auth = "Authorization: " + got.Token + "\r\n"
	return err
}

func (p *peer) makeAnswers() error {
	text := func(name string, most int) map[string]any {
		return map[string]any{"name": name, "type": "text", "max": most}
	}
	own := "owner = @request.auth.id"
	return p.call("POST", "/api/collections", map[string]any{
		"name": "answers", "type": "base", "listRule": own, "viewRule": own, "createRule": nil, "updateRule": own,
		"fields": []map[string]any{
			{"name": "owner", "type": "relation", "collectionId": pocketbaseUsers, "maxSelect": 1},
			text("question", 20),
			{"name": "revision", "type": "number"},
			text("level", 10), text("note", 5000), text("cause", 40), text("reason", 1000),
		},
		"indexes": []string{"CREATE UNIQUE INDEX answers_by_question ON answers (owner, question)"},
	}, &struct{}{})
}

func (p *peer) makePerson(person int) error {
	var user struct{ ID string }
	err := p.call("POST", "/api/collections/users/records", map[string]any{
		"email": emailOf(person), "password": password, "passwordConfirm": password, "verified": true,
	}, &user)
	if err != nil {
		return err
	}
	for turn := range asked {
		err := p.call("POST", "/api/collections/answers/records", map[string]any{"owner": user.ID, "question": questionAt(turn), "revision": 1}, &struct{}{})
		if err != nil {
			return err
		}
	}
	return nil
}

// peerSaver does a saver's work on PocketBase.
type peerSaver struct {
	peer
	answering
	ids map[string]string
}

// peerRecord is an answer as PocketBase gives it.
type peerRecord struct {
	ID, Question, Level, Note string
	Revision                  int64
}

func newPeerSaver(addr string, person int) (*peerSaver, error) {
	s := &peerSaver{peer: peer{client: newClient(addr)}, answering: answering{kept: map[string]keptAnswer{}}, ids: map[string]string{}}
	if err := s.signIn("users", emailOf(person)); err != nil {
		return nil, err
	}
	records, err := s.records()
	for _, r := range records {
		s.ids[r.Question], s.kept[r.Question] = r.ID, keptAnswer{Revision: r.Revision}
	}
	return s, err
}

func (s *peerSaver) records() ([]peerRecord, error) {
	r, err := s.send("GET", "/api/collections/answers/records?perPage=100", s.auth, "", "")
	if err != nil {
		return nil, err
	}
	var list struct{ Items []peerRecord }
	err = json.Unmarshal(r.body, &list)
	if err == nil && len(list.Items) != asked {
		err = fmt.Errorf("pocketbase lists %d answers: %.300s", len(list.Items), r.body)
	}
	return list.Items, err
}

func (s *peerSaver) act() error {
	question, _, now := s.next()
	body := `{"revision":` + strconv.FormatInt(now.Revision, 10) + `,"level":"` + now.Level + `","note":"` + now.Note + `","cause":"","reason":""}`
	r, err := s.send("PATCH", "/api/collections/answers/records/"+s.ids[question], s.auth, jsonType, body)
	return s.acknowledged(r, err, question, now)
}

func (s *peerSaver) verify() error {
	records, err := s.records()
	if err != nil {
		return err
	}
	for _, r := range records {
		if want := s.kept[r.Question]; want.Note != "" && want != (keptAnswer{r.Revision, r.Level, r.Note}) {
			return fmt.Errorf("%s: acknowledged %+v, found %+v", r.Question, want, r)
		}
	}
	return nil
}
