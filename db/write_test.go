package db_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"

	"eleven/db"
	"eleven/db/dbtest"
	"eleven/forms"
)

func (p *portal) marks() (out []string) {
	p.t.Helper()
	rows, err := p.raw.Query("SELECT object FROM audit WHERE action = 'mark.made'")
	must(p.t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s string
		must(p.t, rows.Scan(&s))
		out = append(out, s)
	}
	must(p.t, rows.Err())
	return out
}

var errUnwanted = errors.New("unwanted")

func TestAnErrorOrAPanicUndoesOnlyItsOwnWork(t *testing.T) {
	p := open(t)
	const callers, typed = 90, "words that somebody typed"
	errs := together(callers, func(i int) error {
		return p.Write(t.Context(), func(w *db.Tx) error {
			if err := w.Mark(fmt.Sprint(i)); err != nil {
				return err
			}
			switch i % 3 {
			case 1:
				return errUnwanted
			case 2:
				panic(typed)
			}
			return nil
		})
	})
	var kept []string
	for i := 0; i < callers; i += 3 {
		must(t, errs[i])
		kept = append(kept, fmt.Sprint(i))
		wantErr(t, errs[i+1], errUnwanted)
		if err := errs[i+2]; err == nil || strings.Contains(err.Error(), typed) {
			t.Errorf("the panic of caller %d gives %v", i+2, err)
		}
	}
	wantSame(t, "kept", p.marks(), kept)
}

func TestAFailedStatementUndoesOnlyItsOwnWork(t *testing.T) {
	p := open(t)
	errs := together(40, func(i int) error {
		return p.Write(t.Context(), func(w *db.Tx) error {
			if err := w.Mark(fmt.Sprint(i)); err != nil {
				return err
			}
			if i%2 == 0 {
				return nil
			}
			_, err := w.Exec("INSERT INTO rounds (id, name, opens_at, reviewers, created_at) VALUES ('x', '2026', 0, 1, 0)")
			return err
		})
	})
	want(t, "kept", tally(errs, nil), 20)
	want(t, "told of the conflict", tally(errs, forms.ErrConflict), 20)
	want(t, "marks", len(p.marks()), 20)
}

func TestNothingIsSavedForACallerWhoLeftBefore(t *testing.T) {
	p := open(t)
	gone, leave := context.WithCancel(t.Context())
	leave()
	errs := together(30, func(i int) error {
		ctx := t.Context()
		if i%2 == 0 {
			ctx = gone
		}
		return p.Write(ctx, func(w *db.Tx) error { return w.Mark("kept") })
	})
	want(t, "kept", tally(errs, nil), 15)
	want(t, "busy", tally(errs, forms.ErrBusy), 15)
	want(t, "marks", len(p.marks()), 15)
}

func TestACallerWhoLeavesMeanwhileIsStillToldWhatBecameOfTheWork(t *testing.T) {
	p := open(t)
	ctx, leave := context.WithCancel(t.Context())
	err := p.Write(ctx, func(w *db.Tx) error {
		leave()
		return w.Mark("kept")
	})
	must(t, err)
	want(t, "marks", len(p.marks()), 1)
}

func TestASubmitterWhoLeavesDisturbsNobodyElse(t *testing.T) {
	p := open(t)
	ids := make([]string, 30)
	for i := range ids {
		ids[i] = p.start(fmt.Sprint("Maple ", i))
	}
	errs := together(len(ids), func(i int) error {
		ctx, leave := context.WithCancel(t.Context())
		defer leave()
		signed := forms.Signature{Countries: []string{"CA"}, ReviewingCountry: "CA"}
		return p.Submit(ctx, p.owner, ids[i], "", forms.Full, signed, func(forms.Assessment) error {
			if i%2 == 0 {
				leave()
			}
			return nil
		}, nil)
	})
	want(t, "submitted", tally(errs, nil), len(ids))
	want(t, "submissions", p.count("SELECT COUNT(*) FROM submissions"), len(ids))
}

func TestALockHeldTooLongIsToldAsBusy(t *testing.T) {
	p := impatient(t)
	id := p.start("Maple Messenger")
	outside, err := p.raw.Begin() // immediate on SQLite
	must(t, err)
	_, err = outside.Exec("UPDATE assessments SET state = state")
	must(t, err)
	_, err = p.SaveAnswers(t.Context(), p.owner, id, []forms.Posted{{Question: "p01-q01", Level: level("2")}})
	wantErr(t, err, forms.ErrBusy)
	must(t, outside.Rollback())
	p.answer(p.owner, id, forms.Posted{Question: "p01-q01", Level: level("2")})
}

// impatient gives a portal that waits 50 ms for a lock, not five seconds.
func impatient(t *testing.T) *portal {
	t.Helper()
	clock := dbtest.NewClock()
	o := dbtest.Migrated(t, clock)
	if o.URL != "" {
		address, err := url.Parse(o.URL)
		must(t, err)
		query := address.Query()
		query.Set("lock_timeout", "50ms")
		address.RawQuery = query.Encode()
		o.URL = address.String()
		return furnish(t, clock, o)
	}
	p := furnish(t, clock, o)
	_, writes := p.Pools()
	_, err := writes.Exec("PRAGMA busy_timeout = 50")
	must(t, err)
	return p
}

func TestAReaderWhoLeftIsNotAFault(t *testing.T) {
	p := open(t)
	gone, leave := context.WithCancel(t.Context())
	leave()
	_, err := p.Trail(gone, db.TrailQuery{Limit: 10})
	wantErr(t, err, forms.ErrBusy)
	wantErr(t, p.Ready(gone), forms.ErrBusy)
}

func TestAWriteAfterTheCloseIsRefused(t *testing.T) {
	p := open(t)
	must(t, p.Close())
	errs := together(10, func(int) error { return p.Record(t.Context(), db.System, "mark.made", "late", "") })
	want(t, "busy", tally(errs, forms.ErrBusy), 10)
	must(t, p.Close())
}

// TestWaitingCallersShareOneCommit holds the writer until others wait behind
// it, and looks at what became of each.
func TestWaitingCallersShareOneCommit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, err := db.Open(context.Background(), db.Options{Dir: t.TempDir(), Now: dbtest.NewClock().Now, Migrate: true})
		must(t, err)
		defer func() { _ = d.Close() }()
		hold, errs, used := make(chan struct{}), make([]error, 6), make([]*sql.Tx, 6)
		first := make(chan error)
		go func() { first <- d.Write(context.Background(), func(*db.Tx) error { <-hold; return nil }) }()
		synctest.Wait()

		gone, leave := context.WithCancel(context.Background())
		work := []func(*db.Tx) error{
			func(*db.Tx) error { return nil },
			func(*db.Tx) error { return errUnwanted },
			func(*db.Tx) error { panic("in the middle") },
			func(w *db.Tx) error { _, err := w.Exec("INSERT INTO no_such_table VALUES (1)"); return err },
			func(*db.Tx) error { return nil },
			func(*db.Tx) error { leave(); return nil },
		}
		left := make(chan error)
		for i := range work {
			go func() {
				errs[i] = d.Write(context.Background(), func(w *db.Tx) error {
					used[i] = w.Tx
					return errors.Join(w.Mark(fmt.Sprint(i)), work[i](w))
				})
			}()
		}
		go func() { left <- d.Write(gone, func(w *db.Tx) error { return w.Mark("left") }) }()
		synctest.Wait()
		close(hold)
		must(t, <-first)
		leftErr := <-left
		synctest.Wait()

		for i, kept := range []bool{true, false, false, false, true, true} {
			want(t, fmt.Sprint("caller ", i, " kept"), errs[i] == nil, kept)
			want(t, fmt.Sprint("caller ", i, " in the same transaction"), used[i] == used[0] && used[i] != nil, true)
		}
		trail, err := d.Trail(context.Background(), db.TrailQuery{Families: []string{"mark"}, Limit: 100})
		must(t, err)
		marks := []string{}
		for _, r := range trail {
			marks = append(marks, r.Object)
		}
		kept := []string{"0", "4", "5"}
		if leftErr == nil {
			kept = append(kept, "left")
		} else {
			wantErr(t, leftErr, forms.ErrBusy)
		}
		wantSame(t, "kept", marks, kept)
	})
}
