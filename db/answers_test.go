package db_test

import (
	"fmt"
	"testing"
	"time"

	"eleven/db"
	"eleven/forms"
)

// history gives an answer's values, oldest first, as "revision level note".
func (p *portal) history(id, question string) (out []string) {
	p.t.Helper()
	rows, err := p.raw.Query("SELECT revision, level, note FROM answer_history WHERE assessment_id = $1 AND question_id = $2 ORDER BY revision", id, question)
	must(p.t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var revision int
		var level, note string
		must(p.t, rows.Scan(&revision, &level, &note))
		out = append(out, fmt.Sprintf("%d %s %s", revision, level, note))
	}
	must(p.t, rows.Err())
	return out
}

type post struct {
	revision int64
	level    *forms.Level
	note     *string
}

func (o post) of(question string) forms.Posted {
	return forms.Posted{Question: question, Revision: o.revision, Level: o.level, Note: o.note}
}

func TestAChangedValueOnAnOldRevisionIsAConflictAndNothingElseIs(t *testing.T) {
	two, three := level("2"), level("3")
	kept, same, conflict := db.Saved{Changed: true}, db.Saved{}, db.Saved{Conflict: true}
	p, id := open(t), ""
	id = p.start("Maple Messenger")
	for i, c := range []struct {
		name   string
		before []post
		post   post
		want   db.Saved
		stands string // level and note
	}{
		{"a first answer", nil, post{0, two, nil}, kept, "2 "},
		{"a first note without a level", nil, post{0, nil, text("n")}, kept, " n"},
		{"a blank first answer", nil, post{0, level(""), text("")}, same, " "},
		{"a change of what stands", []post{{0, two, nil}}, post{1, three, nil}, kept, "3 "},
		{"the same again", []post{{0, two, text("n")}}, post{1, two, text("n")}, same, "2 n"},
		{"nothing posted", []post{{0, two, text("n")}}, post{1, nil, nil}, same, "2 n"},
		{"a note alone leaves the level", []post{{0, two, nil}}, post{1, nil, text("n")}, kept, "2 n"},
		{"a level alone leaves the note", []post{{0, two, text("n")}}, post{1, three, nil}, kept, "3 n"},
		{"the value as seen, changed since", []post{{0, two, nil}, {1, three, nil}}, post{1, two, nil}, same, "3 "},
		{"a blank seen as blank, answered since", []post{{0, two, text("n")}}, post{0, level(""), text("")}, same, "2 n"},
		{"the note as seen, the level changed since", []post{{0, two, text("n")}, {1, three, nil}}, post{1, nil, text("n")}, same, "3 n"},
		{"another value, changed since", []post{{0, two, nil}, {1, three, nil}}, post{1, level("4"), nil}, conflict, "3 "},
		{"another note, changed since", []post{{0, two, text("a")}, {1, nil, text("b")}}, post{1, two, text("c")}, conflict, "2 b"},
		{"a clear of what changed since", []post{{0, two, nil}, {1, three, nil}}, post{1, level(""), text("")}, conflict, "3 "},
		{"what stands already, on an old revision", []post{{0, two, nil}, {1, three, nil}}, post{1, three, nil}, same, "3 "},
		{"a first answer twice", []post{{0, two, nil}}, post{0, three, nil}, conflict, "2 "},
		{"there and back again", []post{{0, two, nil}, {1, three, nil}, {2, two, nil}}, post{1, two, nil}, same, "2 "},
		{"a revision that never was", []post{{0, two, nil}}, post{99, three, nil}, conflict, "2 "},
		{"a clear", []post{{0, two, text("n")}}, post{1, level(""), text("")}, kept, " "},
		{"an answer after a clear", []post{{0, two, nil}, {1, level(""), nil}}, post{2, three, nil}, kept, "3 "},
		{"does not know", []post{{0, two, nil}}, post{1, level(forms.Unknown), nil}, kept, "unknown "},
	} {
		t.Run(c.name, func(t *testing.T) {
			question := fmt.Sprintf("p01-q%02d", i+1)
			for _, b := range c.before {
				p.answer(p.editor, id, b.of(question))
			}
			saved, err := p.SaveAnswers(t.Context(), p.owner, id, []forms.Posted{c.post.of(question)})
			must(t, err)
			got := saved[0]
			want(t, "changed", got.Changed, c.want.Changed)
			want(t, "conflict", got.Conflict, c.want.Conflict)
			want(t, "told to stand", fmt.Sprintf("%s %s", got.Now.Level, got.Now.Note), c.stands)
			values := len(c.before)
			if c.want.Changed {
				values++
			}
			want(t, "revision", got.Now.Revision, int64(values))
			want(t, "values in the history", len(p.history(id, question)), values)
			p.wantStanding(id, question, c.stands)
		})
	}
}

// wantStanding expects the answer as it stands, as "level note".
func (p *portal) wantStanding(id, question, stands string) {
	p.t.Helper()
	r, err := p.Assessment(p.t.Context(), p.owner.Company, id)
	must(p.t, err)
	a := r.Answers[question]
	want(p.t, "standing", fmt.Sprintf("%s %s", a.Level, a.Note), stands)
}

func TestTheOtherQuestionsOfAPostAreSavedBesideAConflict(t *testing.T) {
	p := open(t)
	id := p.start("Maple Messenger")
	p.answer(p.editor, id, forms.Posted{Question: "p01-q01", Level: level("1")})
	p.answer(p.editor, id, forms.Posted{Question: "p01-q02", Level: level("1")})
	p.answer(p.editor, id, forms.Posted{Question: "p01-q04", Level: level("1")})
	saved, err := p.SaveAnswers(t.Context(), p.owner, id, []forms.Posted{
		{Question: "p01-q01", Revision: 0, Level: level("4")},
		{Question: "p01-q02", Revision: 1, Level: level("1")},
		{Question: "p01-q03", Revision: 0, Level: level("3")},
	})
	must(t, err)
	for i, s := range []string{"p01-q01 true false", "p01-q02 false false", "p01-q03 false true"} {
		want(t, "conflict, changed", fmt.Sprint(saved[i].Question, " ", saved[i].Conflict, " ", saved[i].Changed), s)
	}
	p.wantStanding(id, "p01-q01", "1 ")
	p.wantStanding(id, "p01-q03", "3 ")
	p.wantStanding(id, "p01-q04", "1 ") // absent from the post
	want(t, "lines in the trail", p.count("SELECT COUNT(*) FROM audit WHERE action = 'answer.saved'"), 4)
}

func TestAReasonForNotApplyingIsKeptWithTheAnswer(t *testing.T) {
	p := open(t)
	id := p.start("Maple Messenger")
	p.answer(p.owner, id, forms.Posted{Question: "p01-q01", Level: level(forms.NA), Cause: text("no-feature"), Reason: text("We have no video.")})
	a := p.answer(p.owner, id, forms.Posted{Question: "p01-q01", Revision: 1, Level: level("2")})
	want(t, "cause kept", a.Cause, "no-feature")
	want(t, "reason kept", a.Reason, "We have no video.")
	a = p.answer(p.owner, id, forms.Posted{Question: "p01-q01", Revision: 2, Reason: text("")})
	want(t, "reason cleared", a.Reason, "")
}

func TestTheHistoryHoldsEveryValueAndWhoGaveIt(t *testing.T) {
	p := open(t)
	id := p.start("Maple Messenger")
	for i := range 5 {
		p.clock.Advance(time.Minute)
		by := []db.Actor{p.owner, p.editor}[i%2]
		p.answer(by, id, forms.Posted{Question: "p01-q01", Revision: int64(i), Level: level("2"), Note: text(fmt.Sprint("n", i))})
	}
	want(t, "history", fmt.Sprint(p.history(id, "p01-q01")), "[1 2 n0 2 2 n1 3 2 n2 4 2 n3 5 2 n4]")
	want(t, "the editor's", p.count("SELECT COUNT(*) FROM answer_history WHERE changed_by = $1", p.editor.ID), 2)
	r, err := p.Assessment(t.Context(), p.owner.Company, id)
	must(t, err)
	want(t, "time of the answer", r.Answers["p01-q01"].ChangedAt, p.Now())
}

func TestOnlyAChangeMovesTheTimeOfTheLastChange(t *testing.T) {
	p := open(t)
	id := p.start("Maple Messenger")
	p.clock.Advance(time.Minute)
	p.answer(p.owner, id, forms.Posted{Question: "p01-q01", Level: level("2")})
	changed := p.Now()
	p.clock.Advance(time.Minute)
	p.unchanged(func() {
		_, err := p.SaveAnswers(t.Context(), p.owner, id, []forms.Posted{{Question: "p01-q01", Revision: 1, Level: level("2")}})
		must(t, err)
	})
	r, err := p.Assessment(t.Context(), p.owner.Company, id)
	must(t, err)
	want(t, "last change", r.ChangedAt, changed)
}

func TestAnErrorInOneAnswerKeepsNoneOfThePost(t *testing.T) {
	p := open(t)
	id := p.start("Maple Messenger")
	p.run("INSERT INTO answer_history VALUES ($1, 'p01-q02', 1, '', '', '', '', '', 0)", id) // in the way of the second
	p.unchanged(func() {
		_, err := p.SaveAnswers(t.Context(), p.owner, id, []forms.Posted{
			{Question: "p01-q01", Level: level("2")},
			{Question: "p01-q02", Level: level("2")},
		})
		if err == nil {
			t.Error("a post with an error was kept")
		}
	})
}
