package db_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"eleven/db"
	"eleven/forms"
)

// together runs n calls at once and gives their errors.
func together(n int, call func(i int) error) []error {
	errs := make([]error, n)
	start := make(chan struct{})
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-start
			errs[i] = call(i)
		})
	}
	close(start)
	all.Wait()
	return errs
}

// tally counts the errors that are the sentinel; nil counts the successes.
func tally(errs []error, sentinel error) (n int) {
	for _, err := range errs {
		if errors.Is(err, sentinel) {
			n++
		}
	}
	return n
}

func TestFortyPeopleSavingAtOnceLoseNothingAndSeeNoError(t *testing.T) {
	p := open(t)
	id := p.start("Maple Messenger")
	const people, saves = 40, 25
	changed, conflicts := make([]int, people), make([]int, people)
	errs := together(people, func(i int) error {
		own, common := int64(0), int64(0)
		for n := range saves {
			if i%10 == 0 {
				p.clock.Advance(time.Second) // so that the assessment's own time moves too
			}
			posts := []forms.Posted{
				{Question: fmt.Sprintf("own-%02d", i), Revision: own, Note: text(fmt.Sprint("n", n))},
				{Question: "common", Revision: common, Note: text(fmt.Sprint(i, " n", n))},
			}
			saved, err := p.SaveAnswers(t.Context(), p.editor, id, posts)
			if err != nil {
				return err
			}
			if !saved[0].Changed {
				return fmt.Errorf("own answer not kept: %+v", saved[0])
			}
			own, common = saved[0].Now.Revision, saved[1].Now.Revision
			changed[i]++
			if saved[1].Changed {
				changed[i]++
			}
			if saved[1].Conflict {
				conflicts[i]++
			}
		}
		return nil
	})
	for _, err := range errs {
		must(t, err)
	}
	kept, refused := 0, 0
	for i := range people {
		kept, refused = kept+changed[i], refused+conflicts[i]
	}
	want(t, "values in the history", p.count("SELECT COUNT(*) FROM answer_history"), kept)
	want(t, "each either kept or in conflict", kept+refused, 2*people*saves)
	p.wantWhole()
}

func TestOfTwentyFirstAnswersAtOnceOneIsKeptAndTheOthersSeeIt(t *testing.T) {
	p := open(t)
	id := p.start("Maple Messenger")
	saved := make([]db.Saved, 20)
	errs := together(len(saved), func(i int) error {
		s, err := p.SaveAnswers(t.Context(), p.editor, id, []forms.Posted{{Question: "p01-q01", Note: text(fmt.Sprint(i))}})
		if err == nil {
			saved[i] = s[0]
		}
		return err
	})
	want(t, "without error", tally(errs, nil), len(saved))
	r, err := p.Assessment(t.Context(), p.owner.Company, id)
	must(t, err)
	kept := 0
	for i, s := range saved {
		if s.Changed {
			kept++
		}
		want(t, fmt.Sprint("conflict of ", i), s.Conflict, !s.Changed)
		want(t, fmt.Sprint("what ", i, " is told to stand"), s.Now.Note, r.Answers["p01-q01"].Note)
	}
	want(t, "kept", kept, 1)
}
