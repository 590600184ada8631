package report

import (
	"crypto/sha256"
	"encoding/hex"
)

// PDF draws the quick check: the count, each gap with its next step, and what
// is in place. It holds no name and no date; the same answers give the same bytes.
func (q QuickCheck) PDF() ([]byte, error) {
	s := q.sheet()
	return makePDF(false, about{lang: s.lang, title: s.title, author: s.author, number: q.number()}, s.draw)
}

// number tells files of different answers apart; it is not shown.
func (q QuickCheck) number() string {
	sum := sha256.New()
	for _, question := range q.questions() {
		sum.Write([]byte(question.ID + "=" + string(q.Answers[question.ID]) + "\n"))
	}
	sum.Write([]byte(q.Pack.Digest + q.Lang))
	return hex.EncodeToString(sum.Sum(nil))[:16]
}

func (q quickSheet) draw(s *sheet) {
	s.addPage()
	sect := s.tree.root.add("Sect")
	s.mark(sect, q.product)
	s.y += 40
	s.para(sect, s.whole(), q.kind, kicker)
	s.heading(sect, 1, s.whole(), q.headline, 60)
	s.space(4)
	s.para(sect, s.whole(), q.intro, lead)
	s.answers(sect, q.gapsTitle, q.gaps)
	s.answers(sect, q.restTitle, q.rest)
	s.section(sect, Section{Title: q.fullTitle, Paras: []string{q.full}})
	if s.seen.marks {
		s.para(sect, s.whole(), q.mark, small)
	}
	s.edges(edges{head: q.title, foot: q.notThis, cover: true})
}

func (s *sheet) answers(sect *element, title string, answers []Answer) {
	if len(answers) == 0 {
		return
	}
	s.space(18)
	s.heading(sect, 2, s.whole(), title, 90)
	for _, a := range answers {
		s.answer(sect, a)
	}
}
