package main

import (
	"strings"
	"time"

	"eleven/db"
	"eleven/forms"
)

// review plays the reviewer, and where the stage wants it the lead.
func (d *demo) review(f firm, owner db.Actor, id string, s service) error {
	record, err := d.db.Assessment(d.ctx, owner.Company, id)
	if err != nil {
		return err
	}
	review := record.Submission.ReviewID
	code := strings.ToLower(f.country)
	actor := d.people["reviewer."+code+"@government.example"].Actor()
	for _, step := range []func() error{
		func() error { return d.db.Take(d.ctx, actor, review) },
		func() error { return d.db.DeclareNoConflict(d.ctx, actor, review) },
		func() error { return d.db.NoteReading(d.ctx, actor, review, "read") },
		func() error { return d.score(f, actor, review, s) },
	} {
		d.at = d.at.Add(40 * time.Minute)
		if err := step(); err != nil {
			return err
		}
	}
	if s.stage == reviewed {
		d.at = d.at.Add(26 * time.Hour)
		return d.db.Release(d.ctx, d.people["lead."+code+"@government.example"].Actor(), review, nil)
	}
	return nil
}

func (d *demo) score(f firm, actor db.Actor, id string, s service) error {
	review, err := d.db.Review(d.ctx, actor, id)
	if err != nil {
		return err
	}
	a := review.Assessment
	t := forms.Tailor(d.pack, a.Profile)
	numbers := forms.ToScore(forms.Count(d.pack, t, a.Answers, a.Depth, nil))
	for i, n := range numbers {
		if s.stage == inReview && i >= 4 {
			return nil
		}
		p := f.scoreOf(d.pack, t, a, n)
		if err := d.db.SaveScore(d.ctx, actor, id, n, p); err != nil {
			return err
		}
	}
	return d.db.Finish(d.ctx, actor, id, numbers)
}
