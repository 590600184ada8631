package db_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"eleven/db"
	"eleven/forms"
)

// errand is what a child process is told to do, in its environment.
type errand struct {
	Part       string // "save": answers until killed; "open": the database, once
	Dir, URL   string
	By         db.Actor
	Assessment string
}

// send starts this program again with an errand.
func send(t *testing.T, e errand) (*exec.Cmd, io.Reader) {
	t.Helper()
	data, err := json.Marshal(e)
	must(t, err)
	self, err := os.Executable()
	must(t, err)
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "ELEVEN_DB_CHILD="+string(data))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	return cmd, out
}

// child does an errand and gives the program's exit code.
func child(part string) int {
	var e errand
	err := json.Unmarshal([]byte(part), &e)
	if err == nil {
		err = e.run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "child:", err)
		return 1
	}
	return 0
}

func (e errand) run() error {
	ctx := context.Background()
	d, err := db.Open(ctx, db.Options{Dir: e.Dir, URL: e.URL, Migrate: true})
	if err != nil {
		return err
	}
	if e.Part == "open" {
		return d.Close()
	}
	r, err := d.Assessment(ctx, e.By.Company, e.Assessment)
	if err != nil {
		return err
	}
	failed := make(chan error)
	for i := range 8 {
		question := fmt.Sprintf("p01-q%02d", i+1)
		go func() { failed <- e.save(d, question, r.Answers[question].Revision) }()
	}
	return <-failed
}

// save answers a question again and again and says each answer that was acknowledged.
func (e errand) save(d *db.DB, question string, revision int64) error {
	for ; ; revision++ {
		note := fmt.Sprintf("note %d", revision+1)
		saved, err := d.SaveAnswers(context.Background(), e.By, e.Assessment, []forms.Posted{{Question: question, Revision: revision, Note: &note}})
		if err != nil {
			return err
		}
		if !saved[0].Changed {
			return fmt.Errorf("%s was not kept: %+v", question, saved[0])
		}
		if _, err := fmt.Printf("%s %d\n", question, saved[0].Now.Revision); err != nil {
			return err
		}
	}
}

func TestNothingAcknowledgedIsLostWhenTheProgramIsKilled(t *testing.T) {
	p := open(t)
	id := p.start("Maple Messenger")
	e := errand{Part: "save", Dir: p.options.Dir, URL: p.options.URL, By: p.owner, Assessment: id}
	acknowledged := 0
	for range 20 {
		acknowledged += p.killed(t, e)
	}
	if acknowledged < 1000 {
		t.Errorf("only %d answers were acknowledged", acknowledged)
	}
	p.wantWhole()
}

// killed lets a child save, kills it, and expects every answer it said to have saved.
func (p *portal) killed(t *testing.T, e errand) (acknowledged int) {
	t.Helper()
	cmd, out := send(t, e)
	last := map[string]int{}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var question string
		var revision int
		_, err := fmt.Sscanf(lines.Text(), "%s %d", &question, &revision)
		must(t, err)
		last[question] = revision
		if acknowledged++; acknowledged == 60 {
			must(t, cmd.Process.Kill())
		}
	}
	_ = cmd.Wait()
	for question, revision := range last {
		var note string
		must(t, p.raw.QueryRow("SELECT note FROM answer_history WHERE question_id = $1 AND revision = $2", question, revision).Scan(&note))
		want(t, question, note, fmt.Sprintf("note %d", revision))
	}
	return acknowledged
}

// wantWhole expects no half-saved answer: each value has its line in the
// history and in the trail, without a gap.
func (p *portal) wantWhole() {
	p.t.Helper()
	values := p.count("SELECT COUNT(*) FROM answer_history")
	want(p.t, "revisions in a row", p.count("SELECT SUM(revision) FROM answers"), values)
	want(p.t, "lines in the trail", p.count("SELECT COUNT(*) FROM audit WHERE action = 'answer.saved'"), values)
	want(p.t, "answers as their last value", p.count(`
SELECT COUNT(*) FROM answers a
JOIN answer_history h ON h.assessment_id = a.assessment_id AND h.question_id = a.question_id AND h.revision = a.revision AND h.note = a.note`),
		p.count("SELECT COUNT(*) FROM answers"))
	if p.options.URL == "" {
		var verdict string
		must(p.t, p.raw.QueryRow("PRAGMA integrity_check").Scan(&verdict))
		want(p.t, "integrity", verdict, "ok")
	}
}

// TestAKilledMigrationIsTakenUpAgain kills the first start of a program when
// its files have grown by so many pages, and starts it again.
func TestAKilledMigrationIsTakenUpAgain(t *testing.T) {
	for pages := range 25 {
		dir := t.TempDir()
		cmd, _ := send(t, errand{Part: "open", Dir: dir})
		ended := make(chan struct{})
		go func() { defer close(ended); _ = cmd.Wait() }()
		for enough := int64(2 * pages * 4096); size(dir) < enough; {
			select {
			case <-ended:
				enough = 0
			default:
				runtime.Gosched()
			}
		}
		_ = cmd.Process.Kill()
		<-ended
		d, err := db.Open(t.Context(), db.Options{Dir: dir, Migrate: true})
		must(t, err)
		_, err = d.AddUser(t.Context(), db.System, db.NewUser{Email: "a@example.org", Role: forms.Auditor, Country: "all"})
		must(t, err)
		must(t, d.Close())
	}
}

// size is that of the database's files together.
func size(dir string) (n int64) {
	for _, name := range []string{"eleven.sqlite", "eleven.sqlite-wal"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil {
			n += info.Size()
		}
	}
	return n
}
