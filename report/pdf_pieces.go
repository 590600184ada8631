package report

// pieces lays texts of different languages as one paragraph of e, each piece an
// element of its own in its language.
func (s *sheet) pieces(e *element, c column, texts []Own, st style) {
	var p paragraph
	for _, text := range texts {
		p.add(s.seen.clean(text.Text), text.Lang)
	}
	p.own(e)
	lines := st.wrap(p.text, c.width)
	for len(lines) > 0 {
		n := s.fits(len(lines), st.leading)
		if n == 0 {
			s.addPage()
			continue
		}
		for _, l := range lines[:n] {
			s.piecesOf(p, c.x, l, st)
			s.y += st.leading
		}
		lines = lines[n:]
	}
}

// paragraph is text in pieces. Piece i ends at ends[i], is in langs[i] and
// belongs to owners[i].
type paragraph struct {
	text   drawn
	ends   []int
	langs  []string
	owners []*element
}

// add appends text; neighbours in one language are one piece.
func (p *paragraph) add(text drawn, lang string) {
	if text == "" {
		return
	}
	p.text += text
	if last := len(p.ends) - 1; last >= 0 && p.langs[last] == lang {
		p.ends[last] = len(p.text)
		return
	}
	p.ends, p.langs = append(p.ends, len(p.text)), append(p.langs, lang)
}

// own gives the pieces their elements: e itself when there is one piece.
func (p *paragraph) own(e *element) {
	for _, lang := range p.langs {
		owner := e
		if len(p.langs) > 1 {
			owner = e.add("Span")
		}
		owner.lang = lang
		p.owners = append(p.owners, owner)
	}
}

// piecesOf draws one line, piece by piece.
func (s *sheet) piecesOf(p paragraph, x float64, l line, st style) {
	from, end := l.at, l.at+len(l.text)
	for i, stop := range p.ends {
		if stop <= from || from >= end {
			continue
		}
		stop = min(stop, end)
		part := line{text: p.text[from:stop], spaced: l.spaced && stop == end}
		s.tag(p.owners[i], func() { s.write(x, s.y+st.baseline(), part, st) })
		x += st.width(part.text)
		from = stop
	}
}
