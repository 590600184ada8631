package db_test

import (
	"fmt"
	"testing"

	"eleven/forms"
)

// TestALostServerConnectionIsBusyAndComesBack ends every connection under load.
// It is about PostgreSQL; on SQLite it only saves.
func TestALostServerConnectionIsBusyAndComesBack(t *testing.T) {
	p := open(t)
	id := p.start("Maple Messenger")
	const people, saves = 16, 20
	kept := make([]int64, people)
	errs := together(people+1, func(i int) error {
		if i == people {
			return p.cut(saves)
		}
		for n := range saves {
			note := fmt.Sprint("note ", n)
			_, err := p.SaveAnswers(t.Context(), p.owner, id, []forms.Posted{{Question: fmt.Sprintf("p01-q%02d", i), Revision: kept[i], Note: &note}})
			switch {
			case err == nil:
				kept[i]++
			case tally([]error{err}, forms.ErrBusy) == 0:
				return err
			}
		}
		return nil
	})
	for _, err := range errs {
		if err != nil {
			t.Errorf("%T %v", err, err)
		}
	}
	p.answer(p.owner, id, forms.Posted{Question: "p02-q01", Level: level("2")})
	p.wantWhole()
}

// cut ends the portal's connections to the server, several times.
func (p *portal) cut(times int) error {
	if p.options.URL == "" {
		return nil
	}
	for range times {
		_, err := p.raw.Exec(`
SELECT pg_terminate_backend(pid)
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()`)
		if err != nil {
			return err
		}
	}
	return nil
}
