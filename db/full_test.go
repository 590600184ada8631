package db_test

import (
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"

	"eleven/db"
	"eleven/db/dbtest"
	"eleven/forms"
)

// smallDisk is a place for a database that fills up, and how to give it more room.
type smallDisk struct {
	dir  string
	fill func(*portal)
	grow func(*portal)
}

// byPages limits the database to little more than it has.
func byPages(t *testing.T) smallDisk {
	limit := func(extra int) func(*portal) {
		return func(p *portal) {
			_, writes := p.Pools()
			_, err := writes.Exec(fmt.Sprint("PRAGMA max_page_count = ", p.count("PRAGMA page_count")+extra))
			must(t, err)
		}
	}
	return smallDisk{t.TempDir(), limit(20), limit(100000)}
}

// byMount is a file system of two megabytes in memory. ok is false where this
// user may not mount one.
func byMount(t *testing.T) (disk smallDisk, ok bool) {
	dir := t.TempDir()
	if err := syscall.Mount("eleven", dir, "tmpfs", 0, "size=2m"); err != nil {
		return disk, false
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	grow := func(*portal) { must(t, syscall.Mount("eleven", dir, "tmpfs", syscall.MS_REMOUNT, "size=64m")) }
	return smallDisk{dir, func(*portal) {}, grow}, true
}

func TestAFullDiskRefusesAndLosesNothing(t *testing.T) {
	disks := map[string]smallDisk{"a file that may not grow": byPages(t)}
	if disk, ok := byMount(t); ok {
		disks["a full file system"] = disk
	}
	for name, disk := range disks {
		t.Run(name, func(t *testing.T) {
			clock := dbtest.NewClock()
			p := furnish(t, clock, db.Options{Dir: disk.dir, Now: clock.Now, Migrate: true})
			id := p.start("Maple Messenger")
			disk.fill(p)
			kept := p.saveUntilBusy(id)
			r, err := p.Assessment(t.Context(), p.owner.Company, id)
			must(t, err)
			for question, revision := range kept {
				want(t, question+" is still there", r.Answers[question].Revision, revision)
			}
			p.wantWhole()

			disk.grow(p)
			for question, revision := range kept {
				p.answer(p.owner, id, forms.Posted{Question: question, Revision: revision, Note: text("after the disk grew")})
			}
			p.wantWhole()
		})
	}
}

// saveUntilBusy has 16 people save long notes until each is refused several
// times, and gives the last revision acknowledged for each question.
func (p *portal) saveUntilBusy(id string) map[string]int64 {
	p.t.Helper()
	revisions := make([]int64, 16)
	errs := together(len(revisions), func(i int) error {
		for n, refused := 0, 0; refused < 5; n++ {
			if n > 5000 {
				return errors.New("the disk does not fill up")
			}
			note := fmt.Sprint(revisions[i], strings.Repeat(" note", 900))
			_, err := p.SaveAnswers(p.t.Context(), p.owner, id, []forms.Posted{{Question: fmt.Sprintf("p01-q%02d", i), Revision: revisions[i], Note: &note}})
			if err == nil {
				revisions[i]++
				continue
			}
			if refused++; tally([]error{err}, forms.ErrBusy) == 0 {
				return err
			}
		}
		return nil
	})
	kept, saved := map[string]int64{}, int64(0)
	for i, err := range errs {
		must(p.t, err)
		kept[fmt.Sprintf("p01-q%02d", i)] = revisions[i]
		saved += revisions[i]
	}
	if saved == 0 {
		p.t.Error("nothing was saved before the disk was full")
	}
	return kept
}

func TestAFileSystemGoneReadOnlyStillReads(t *testing.T) {
	p := openSQLite(t)
	id := p.start("Maple Messenger")
	_, writes := p.Pools()
	_, err := writes.Exec("PRAGMA query_only = 1")
	must(t, err)
	wantErr(t, p.Record(t.Context(), db.System, "mark", "", ""), forms.ErrBusy)
	_, err = p.Assessment(t.Context(), p.owner.Company, id)
	must(t, err)
	_, err = writes.Exec("PRAGMA query_only = 0")
	must(t, err)
	must(t, p.Record(t.Context(), db.System, "mark", "", ""))
}

func TestAForeignLockIsWaitedFor(t *testing.T) {
	p := openSQLite(t)
	id := p.start("Maple Messenger")
	const outside = 32
	errs := together(outside*2, func(i int) error {
		if i < outside { // another program, with transactions of its own
			_, err := p.raw.Exec("UPDATE rounds SET reviewers = reviewers + 1")
			return err
		}
		note := "note"
		_, err := p.SaveAnswers(p.t.Context(), p.owner, id, []forms.Posted{{Question: fmt.Sprintf("p01-q%02d", i), Note: &note}})
		return err
	})
	want(t, "without error", tally(errs, nil), outside*2)
	want(t, "saved outside", p.count("SELECT reviewers FROM rounds"), outside+1)
}
