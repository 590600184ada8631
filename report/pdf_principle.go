package report

import "strings"

// numbers draws the table of the chart's numbers.
func (s *sheet) numbers(root *element, t Table) {
	s.space(30)
	s.need(0.45 * s.height)
	sect := root.add("Sect")
	s.heading(sect, 1, s.whole(), t.Title, 80)
	s.space(2)
	s.table(sect, s.whole(), t)
	s.space(4)
	s.para(sect, s.whole(), t.Note, small)
}

// principles draws every principle with its answers.
func (s *sheet) principles(root *element, p Principles) {
	s.space(26)
	sect := root.add("Sect")
	s.heading(sect, 1, s.whole(), p.Title, 34+s.principleHead(p.Items[0]))
	s.para(sect, s.whole(), p.Words, small)
	for _, item := range p.Items {
		s.principle(sect.add("Sect"), item)
	}
}

func (s *sheet) principle(sect *element, p Principle) {
	s.space(18)
	s.need(s.principleHead(p))
	s.artifact(func() {
		s.rule(marginSide, s.y, s.body(), teal, 1)
		s.dots(s.right(), s.y+11, p.Number)
	})
	s.y += 6
	s.para(sect, s.whole(), p.Theme, tiny)
	s.heading(sect, 2, column{marginSide, s.body() - 100}, p.Title, 70)
	score := style{size: 10.5, leading: 15, colour: teal, bold: true}
	s.para(sect, s.whole(), p.Score, score)
	s.para(sect, s.whole(), p.Beside, score)
	s.para(sect, s.whole(), p.Held, body.in(amber))
	if len(p.Facts) > 0 {
		s.para(sect, s.whole(), strings.Join(p.Facts, dot), small)
	}
	s.para(sect, s.whole(), p.Empty, small)
	if p.Review != nil {
		s.principleReview(sect, *p.Review)
	}
	for _, a := range p.Answers {
		s.answer(sect, a)
	}
}

// principleHead is the height of a principle's head with its first question, so
// that no head stands alone at the foot of a page.
func (s *sheet) principleHead(p Principle) float64 {
	height := 150.0
	if p.Review != nil {
		height += 40 + min(float64(len(s.wrap(p.Review.Reason.Text, body, s.body()-10))), 6)*body.leading
	}
	return height
}

// principleReview draws the reviewers' level and reason, beside a purple line.
func (s *sheet) principleReview(sect *element, r PrincipleReview) {
	s.space(6)
	s.need(60)
	c := s.whole().indent(10)
	side := func(top, bottom float64) { s.box(marginSide, top, 2.4, bottom-top, plum) }
	lines := func(text Own, st style) {
		if text.Text == "" {
			return
		}
		p := sect.add("P")
		p.lang = text.Lang
		s.flow(p, c, s.wrap(text.Text, st, c.width), st, side)
	}
	lines(Own{Text: r.Title}, style{size: 8.5, leading: 13, colour: plum, bold: true})
	lines(Own{Text: r.Words}, bodyBold)
	lines(r.Reason, body)
	lines(Own{Text: r.Written}, small)
	for _, v := range r.Verdicts {
		lines(v, small)
	}
}

// answer draws one question and everything said to it.
func (s *sheet) answer(sect *element, a Answer) {
	s.space(13)
	s.answerTitle(sect, a)
	s.para(sect, s.whole(), a.Prompt, style{size: 9, leading: 12.5, colour: quiet})
	s.space(3)
	s.choice(sect, a)
	c := s.whole().indent(22)
	s.own(sect, c, a.ReasonLabel, a.Reason)
	s.own(sect, c, a.NoteLabel, a.Note)
	s.evidence(sect, c, a)
	s.verdict(sect, c, a)
	if a.Next != nil {
		s.next(sect, c, *a.Next)
	}
}

// answerTitle draws a question's short title, with its tags and id at the right.
func (s *sheet) answerTitle(sect *element, a Answer) {
	tag := tiny.in(quiet)
	if a.Missing {
		tag = style{size: 7.2, leading: 10, colour: amber, bold: true}
	}
	words := a.ID
	for _, t := range a.Tags {
		words = t + " · " + words
	}
	wide := s.measure(words, tag)
	c := column{marginSide, s.body() - wide - 14}
	lines := s.wrap(a.Short, title3, c.width)
	s.need(float64(len(lines))*title3.leading + 58)
	top := s.y
	s.flow(sect.add("H3"), c, lines, title3, nil)
	if words != "" {
		s.tag(sect.add("P"), func() { s.word(s.right()-wide, top+title3.baseline(), words, tag) })
	}
}

// choice draws the chosen level and its sentence.
func (s *sheet) choice(sect *element, a Answer) {
	c := s.whole().indent(22)
	lines := s.wrap(a.Sentence, body, c.width)
	s.need(min(2, float64(len(lines)))*body.leading + 3)
	e := sect.add("P")
	s.chip(e, marginSide, s.y-0.5, a)
	s.flow(e, c, lines, body, nil)
}

// own draws text that people typed, under its label.
func (s *sheet) own(sect *element, c column, label string, text Own) {
	if text.Text == "" {
		return
	}
	s.space(3)
	s.need(3 * body.leading)
	s.para(sect, c, label, tiny)
	s.quote(sect, c, text, style{size: 9, leading: 13, colour: ink})
}

func (s *sheet) evidence(sect *element, c column, a Answer) {
	if len(a.Evidence) == 0 {
		return
	}
	s.space(3)
	s.need(3 * body.leading)
	s.para(sect, c, a.EvidenceLabel, tiny)
	list := sect.add("L")
	for _, record := range a.Evidence {
		s.item(list, c, "•", record, style{size: 8.8, leading: 12.5, colour: ink})
	}
}

func (s *sheet) verdict(sect *element, c column, a Answer) {
	if a.Verdict == "" {
		return
	}
	s.space(3)
	s.need(30)
	s.para(sect, c, a.Verdict, style{size: 9, leading: 12.5, colour: plum, bold: true})
	s.block(sect, "P", c, a.How, style{size: 9, leading: 12.5, colour: ink})
}

func (s *sheet) next(sect *element, c column, n Next) {
	st := style{size: 9, leading: 12.5, colour: ink}
	s.space(3)
	for _, step := range n.Steps {
		s.need(float64(len(s.wrap(step.Label+" "+step.Text, st, c.width))) * st.leading)
		s.labelled(sect, c, step.Label, step.Text, st)
	}
	s.resources(sect, c, n.Resources)
}

// resources draws links to what helps, each with its cost.
func (s *sheet) resources(sect *element, c column, resources []Resource) {
	if len(resources) == 0 {
		return
	}
	list := sect.add("L")
	for _, r := range resources {
		words := r.Name
		if r.Cost != "" {
			words += " (" + r.Cost + ")"
		}
		s.linked(list.add("LI").add("LBody"), c, words, r.URL, style{size: 8.5, leading: 12})
	}
}
