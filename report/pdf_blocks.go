package report

// The styles of the house, in points.
var (
	body     = style{size: 9.5, leading: 13.5, colour: ink}
	bodyBold = style{size: 9.5, leading: 13.5, colour: ink, bold: true}
	lead     = style{size: 11, leading: 16.5, colour: ink}
	small    = style{size: 8.5, leading: 12, colour: quiet}
	tiny     = style{size: 7.2, leading: 10, colour: quiet}
	kicker   = style{size: 8.5, leading: 12, colour: teal, bold: true}
	title1   = style{size: 20, leading: 26, colour: ink, bold: true}
	title2   = style{size: 13, leading: 18, colour: ink, bold: true}
	title3   = style{size: 10, leading: 14, colour: ink, bold: true}
)

func (st style) in(c colour) style {
	st.colour = c
	return st
}

// baseline is how far below the top of its line text stands.
func (st style) baseline() float64 { return (st.leading + 0.72*st.size) / 2 }

// column is where a block stands: its left edge and its width.
type column struct{ x, width float64 }

func (s *sheet) whole() column { return column{marginSide, s.body()} }

// indent leaves room at the left of a column.
func (c column) indent(by float64) column { return column{c.x + by, c.width - by} }

// flow lays lines below each other as a part of e, on as many pages as they
// take. No page begins or ends with a single line of a longer paragraph.
// Beside is drawn for each page's share, if it is not nil.
func (s *sheet) flow(e *element, c column, lines []line, st style, beside func(top, bottom float64)) {
	for len(lines) > 0 {
		n := s.fits(len(lines), st.leading)
		if n == 0 {
			s.addPage()
			continue
		}
		if beside != nil {
			s.artifact(func() { beside(s.y, s.y+float64(n)*st.leading) })
		}
		s.lay(e, c.x, lines[:n], st)
		lines = lines[n:]
	}
}

// fits is how many of the lines go on this page.
func (s *sheet) fits(lines int, leading float64) int {
	room := int((s.floor() - s.y + 0.01) / leading)
	switch {
	case lines <= room:
		return lines
	case s.y > marginTop && (room < 2 || lines == 3):
		return 0
	case lines-room == 1 && room > 2:
		return room - 1
	}
	return max(room, 1)
}

// lay draws lines on this page as one piece of e.
func (s *sheet) lay(e *element, x float64, lines []line, st style) {
	s.tag(e, func() {
		for _, l := range lines {
			s.write(x, s.y+st.baseline(), l, st)
			s.y += st.leading
		}
	})
}

// para lays a paragraph.
func (s *sheet) para(parent *element, c column, text string, st style) {
	s.block(parent, "P", c, Own{Text: text}, st)
}

// block lays a text of any kind, in the language of its author. Empty text
// leaves nothing behind.
func (s *sheet) block(parent *element, kind string, c column, text Own, st style) {
	if text.Text == "" {
		return
	}
	e := parent.add(kind)
	e.lang = text.Lang
	s.flow(e, c, s.wrap(text.Text, st, c.width), st, nil)
}

// heading lays a heading with room for keep points of what follows, and
// remembers it in the outline. Level is 1 to 3.
func (s *sheet) heading(parent *element, level int, c column, text string, keep float64) {
	st, kind := title1, "H1"
	switch level {
	case 2:
		st, kind = title2, "H2"
	case 3:
		st, kind = title3, "H3"
	}
	lines := s.wrap(text, st, c.width)
	s.need(float64(len(lines))*st.leading + keep)
	if level < 3 {
		s.bookmark(string(s.seen.clean(text)), level)
	}
	s.flow(parent.add(kind), c, lines, st, nil)
}

// item lays one item of a list: its label, and its text beside it.
func (s *sheet) item(list *element, c column, label string, text []Own, st style) {
	const hang = 12
	li := list.add("LI")
	s.need(2 * st.leading)
	lbl := li.add("Lbl")
	s.tag(lbl, func() { s.word(c.x, s.y+st.baseline(), label, st) })
	s.pieces(li.add("LBody"), c.indent(hang), text, st)
}

// bullets lays a list.
func (s *sheet) bullets(parent *element, c column, items []string, st style) {
	if len(items) == 0 {
		return
	}
	list := parent.add("L")
	for _, text := range items {
		s.item(list, c, "•", []Own{{Text: text}}, st)
	}
}

// quote lays text that people typed, with a line at its left.
func (s *sheet) quote(parent *element, c column, text Own, st style) {
	if text.Text == "" {
		return
	}
	e := parent.add("P")
	e.lang = text.Lang
	s.flow(e, c.indent(9), s.wrap(text.Text, st, c.width-9), st, func(top, bottom float64) {
		s.box(c.x, top+1, 1.6, bottom-top-2, hair)
	})
}

// labelled lays a bold label and a text after it, as one paragraph.
func (s *sheet) labelled(parent *element, c column, label, text string, st style) {
	e := parent.add("P")
	bold := st
	bold.bold = true
	s.need(2 * st.leading)
	first := s.measure(label+" ", bold)
	lines := s.wrapAfter(text, st, c.width, first)
	s.tag(e, func() { s.word(c.x, s.y+st.baseline(), label+" ", bold) })
	s.tag(e, func() { s.write(c.x+first, s.y+st.baseline(), lines[0], st) })
	s.y += st.leading
	s.flow(e, c, lines[1:], st, nil)
}

// wrapAfter breaks text whose first line begins after some room.
func (s *sheet) wrapAfter(text string, st style, width, room float64) []line {
	clean := s.seen.clean(text)
	first := st.wrap(clean, max(width-room, 1))[0]
	rest := clean[len(first.text):]
	for len(rest) > 0 && (rest[0] == ' ' || rest[0] == '\n') {
		rest = rest[1:]
	}
	if rest == "" {
		return []line{first}
	}
	return append([]line{first}, st.wrap(rest, width)...)
}

// linked lays a text that leads to an address, with a line under it.
func (s *sheet) linked(parent *element, c column, text, uri string, st style) {
	st.colour = teal
	lines := s.wrap(text, st, c.width)
	s.need(float64(len(lines)) * st.leading)
	e := parent.add("Link")
	for _, l := range lines {
		s.tag(e, func() { s.write(c.x, s.y+st.baseline(), l, st) })
		s.artifact(func() { s.rule(c.x, s.y+st.baseline()+1.6, l.width, teal, 0.4) })
		s.link(e, c.x, s.y, l.width, st.leading, annotation{uri: uri, words: text})
		s.y += st.leading
	}
}

// chip draws a level in its colour: a digit, "?", "–" or an empty box.
func (s *sheet) chip(e *element, x, y float64, a Answer) {
	const size = 15
	ground, text := white, ink
	if n := int(a.Choice[0] - '0'); a.Choice[0] >= '0' && n < len(levels) {
		ground = levels[n]
		if n > 2 {
			text = white
		}
	}
	s.artifact(func() {
		s.fill(ground)
		s.stroke(border, 0.7)
		how := "F"
		if ground == white {
			how = "D"
		}
		s.pdf.RoundedRect(x, y, size, size, 2.5, "1234", how)
	})
	st := style{size: 9.5, leading: size, colour: text, bold: true}
	span := e.add("Span")
	span.actual = a.Spoken
	s.tag(span, func() { s.word(x+(size-s.measure(a.Choice, st))/2, y+st.baseline(), a.Choice, st) })
}
