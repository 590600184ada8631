package db_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"eleven/db"
	"eleven/forms"
)

// BenchmarkSaveAnswer saves one answer durably, alone and by 16 people at once.
func BenchmarkSaveAnswer(b *testing.B) {
	for _, people := range []int{1, 16} {
		b.Run(fmt.Sprint(people), func(b *testing.B) {
			p := open(b)
			id := p.start("Maple Messenger")
			var left, person atomic.Int64
			left.Store(int64(b.N))
			b.ReportAllocs()
			b.ResetTimer()
			errs := together(people, func(int) error {
				question := fmt.Sprint("q", person.Add(1))
				for revision := int64(0); left.Add(-1) >= 0; revision++ {
					note := fmt.Sprint("We write it down, and a named person looks after it. ", revision)
					_, err := p.SaveAnswers(b.Context(), p.owner, id, []forms.Posted{{Question: question, Revision: revision, Note: &note}})
					if err != nil {
						return err
					}
				}
				return nil
			})
			want(b, "saved", tally(errs, nil), people)
		})
	}
}

// BenchmarkAssessmentRead reads an assessment with 80 answers and 20 records.
func BenchmarkAssessmentRead(b *testing.B) {
	p := open(b)
	id := p.start("Maple Messenger")
	for i := range 80 {
		question := fmt.Sprintf("p%02d-q%02d", i%11+1, i/11+1)
		p.answer(p.owner, id, forms.Posted{Question: question, Level: level("2"), Note: text("We write it down, and a named person looks after it.")})
		if i%4 == 0 {
			must(b, p.AddEvidence(b.Context(), p.owner, id, question, forms.Evidence{ID: db.NewID(), Title: "Policy"}))
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		r, err := p.Assessment(b.Context(), p.owner.Company, id)
		must(b, err)
		want(b, "answers", len(r.Answers), 80)
	}
}

// BenchmarkQueue reads the first page and one from the middle of a queue of 1,500.
func BenchmarkQueue(b *testing.B) {
	p := open(b)
	p.fill(1500)
	all, err := p.Queue(b.Context(), "UK", db.Key{}, 2000)
	must(b, err)
	middle := db.Key{At: all[750].SubmittedAt, ID: all[750].ID}
	for name, after := range map[string]db.Key{"first": {}, "middle": middle} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rows, err := p.Queue(b.Context(), "UK", after, 50)
				must(b, err)
				want(b, "lines", len(rows), 50)
			}
		})
	}
}
