package report

import "strconv"

// contents is the table of contents, whose page numbers are known at the end.
type contents struct {
	element *element
	column  column
	page    int
	y       float64
	title   string
}

// cover draws the first page and leaves room for the table of contents.
func (s *sheet) cover(root *element, c Cover) contents {
	s.addPage()
	sect := root.add("Sect")
	s.names(sect, c)
	s.facts(sect, c.Facts)
	s.y += 20
	s.need(130)
	place := contents{element: sect.add("TOC"), column: s.whole(), page: s.pages, y: s.y, title: c.Contents}
	s.y = s.floor() - 14
	s.para(sect, s.whole(), c.Operator, small)
	return place
}

var (
	coverKind    = style{size: 12, leading: 18, colour: teal, bold: true}
	coverService = style{size: 15, leading: 21, colour: quiet}
)

// names draws the head of the cover on a ground as high as the names need.
func (s *sheet) names(sect *element, c Cover) {
	top := 0.205 * s.height
	lines := func(text string, st style) float64 {
		return float64(len(s.wrap(text, st, s.body()))) * st.leading
	}
	tall := coverKind.leading + lines(c.Company.Text, nameStyle(c.Company.Text)) + lines(c.Service.Text, coverService)
	ground := min(max(0.4*s.height, top+tall+30), s.height)
	s.artifact(func() {
		s.box(0, 0, s.width, ground, mist)
		s.box(0, ground, s.width, 3, teal)
	})
	s.mark(sect, c.Product)
	s.y = top
	s.bookmark(c.Kind, 1)
	s.block(sect, "H1", s.whole(), Own{Text: c.Kind}, coverKind)
	s.y += 4
	s.block(sect, "P", s.whole(), c.Company, nameStyle(c.Company.Text))
	s.y += 2
	s.block(sect, "P", s.whole(), c.Service, coverService)
	if s.pages == 1 {
		s.y = ground
	}
	s.y += 28
}

// nameStyle is smaller for longer names.
func nameStyle(name string) style {
	switch n := len(name); {
	case n > 90:
		return style{size: 16, leading: 21, colour: ink, bold: true}
	case n > 40:
		return style{size: 22, leading: 28, colour: ink, bold: true}
	}
	return style{size: 30, leading: 38, colour: ink, bold: true}
}

// themes is how many principles each group of the mark holds.
var themes = []int{2, 2, 1, 1, 1, 1, 3}

// mark draws the eleven dots and the product's name beside them.
func (s *sheet) mark(parent *element, product string) {
	x := marginSide + 4.0
	s.artifact(func() {
		s.fill(teal)
		for _, n := range themes {
			for range n {
				s.pdf.Circle(x, marginTop+6, 4.2, "F")
				x += 11
			}
			x += 6
		}
	})
	e := parent.add("P")
	st := style{size: 14, leading: 18, colour: ink, bold: true}
	s.tag(e, func() { s.word(x+4, marginTop+11, product, st) })
}

// dots draws the small mark with the dot of one principle larger, its right
// edge at x.
func (s *sheet) dots(x, y float64, number int) {
	const step, gap = 6.2, 3.4
	x -= 10*step + 6*gap + 4
	n := 0
	for _, theme := range themes {
		for range theme {
			n++
			if n == number {
				s.fill(teal)
				s.pdf.Circle(x+1, y, 3.2, "F")
				x += 2
			} else {
				s.fill(hair)
				s.pdf.Circle(x, y, 1.8, "F")
			}
			x += step
		}
		x += gap
	}
}

// facts lays the cover's table of labels and values.
func (s *sheet) facts(parent *element, facts []Fact) {
	table := parent.add("Table")
	for _, f := range facts {
		st := style{size: 9.5, leading: 13, colour: ink}
		label := s.wrap(f.Label, st, s.body()*0.27)
		value := s.wrap(f.Value.Text, st, s.body()*0.71)
		tr := table.add("TR")
		th, td := tr.add("TH"), tr.add("TD")
		th.scope, td.lang = "Row", f.Value.Lang
		top := s.y
		s.lay(th, marginSide, label, st.in(quiet))
		below := s.y
		s.y = top
		s.lay(td, marginSide+0.29*s.body(), value, st)
		s.y = max(s.y, below) + 4
		s.artifact(func() { s.rule(marginSide, s.y, s.body(), hair, 0.5) })
		s.y += 4
	}
}

// contents draws the table of contents from the bookmarks of the first level.
func (s *sheet) contents(c contents) {
	s.goTo(c.page)
	s.y = c.y
	head := c.element.add("Caption")
	s.lay(head, c.column.x, s.wrap(c.title, kicker, c.column.width), kicker)
	s.y += 3
	for _, m := range s.tree.marks {
		if m.level == 1 && m.page > c.page {
			s.entry(c, m)
		}
	}
}

func (s *sheet) entry(c contents, m bookmark) {
	st := style{size: 9.5, leading: 15, colour: ink}
	number := strconv.Itoa(m.page)
	words := s.shorten(m.words, st, c.column.width-40)
	e := c.element.add("TOCI").add("Link")
	s.tag(e, func() {
		s.word(c.column.x, s.y+st.baseline(), words+" ", st)
		s.word(c.column.x+c.column.width-s.measure(number, st), s.y+st.baseline(), number, st)
	})
	s.artifact(func() {
		left, right := c.column.x+s.measure(words, st)+6, c.column.x+c.column.width-18
		s.stroke(border, 0.4)
		s.pdf.SetDashPattern([]float64{0.4, 3}, 0)
		s.pdf.Line(left, s.y+st.baseline(), right, s.y+st.baseline())
		s.pdf.SetDashPattern(nil, 0)
	})
	s.link(e, c.column.x, s.y, c.column.width, st.leading, annotation{to: m.page, toTop: m.top, words: m.words})
	s.y += st.leading
}
