package report

// plan draws what to do, tier by tier.
func (s *sheet) plan(root *element, p Plan) {
	sect := s.part(root, p.Title, 140)
	s.para(sect, s.whole(), p.Intro, body)
	for _, tier := range p.Tiers {
		s.space(12)
		s.heading(sect, 2, s.whole(), tier.Title, 60)
		s.table(sect, s.whole(), tier)
	}
	s.space(8)
	s.para(sect, s.whole(), p.Total, bodyBold)
}

// part begins a part of the document with its heading.
func (s *sheet) part(root *element, title string, keep float64) *element {
	s.space(30)
	sect := root.add("Sect")
	s.heading(sect, 1, s.whole(), title, keep)
	s.space(4)
	return sect
}

// hidden draws the questions that did not apply, by reason.
func (s *sheet) hidden(root *element, h Hidden) {
	sect := s.part(root, h.Title, 80)
	s.para(sect, s.whole(), h.Intro, body)
	for _, g := range h.Groups {
		s.space(7)
		s.need(3 * body.leading)
		s.para(sect, s.whole(), g.Reason, bodyBold)
		s.bullets(sect, s.whole(), g.Questions, style{size: 9, leading: 12, colour: ink})
	}
	s.space(7)
	s.para(sect, s.whole(), h.Depth, body)
}

// method draws how the scores are made and how to check them.
func (s *sheet) method(root *element, m Method) {
	sect := s.part(root, m.Title, 120)
	for _, p := range m.Paras {
		s.para(sect, s.whole(), p, body)
		s.space(5)
	}
	s.space(6)
	s.heading(sect, 2, s.whole(), m.Words.Title, 110)
	s.table(sect, column{marginSide, 0.7 * s.body()}, m.Words)
	for _, part := range []Section{m.Verify, m.Wording, m.Report} {
		s.section(sect, part)
	}
	if s.seen.marks {
		s.space(8)
		s.para(sect, s.whole(), m.Mark, small)
	}
}

func (s *sheet) section(sect *element, part Section) {
	if part.Title == "" {
		return
	}
	s.space(14)
	s.heading(sect, 2, s.whole(), part.Title, 60)
	for _, p := range part.Paras {
		s.para(sect, s.whole(), p, body)
		s.space(3)
	}
	s.resources(sect, s.whole(), part.Links)
}
