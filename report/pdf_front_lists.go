package report

import (
	"strconv"

	"github.com/jung-kurt/gofpdf"
)

const pairGap = 16

// halves are the two columns of a block.
func (s *sheet) halves(c column, gap float64) [2]column {
	half := (c.width - gap) / 2
	return [2]column{{c.x, half}, {c.x + half + gap, half}}
}

// pairs lays items in two columns, row by row; lay draws one and says how far
// down it reached.
func (s *sheet) pairs(c column, items []Item, lay func(c column, place int, item Item)) {
	columns := s.halves(c, pairGap)
	for i := 0; i < len(items); i += 2 {
		top, bottom := s.y, s.y
		for j := i; j < min(i+2, len(items)); j++ {
			s.y = top
			lay(columns[j-i], j, items[j])
			bottom = max(bottom, s.y)
		}
		s.y = bottom
	}
}

var (
	missingName = style{size: 8.8, leading: 12, colour: ink}
	missingHead = style{size: 11, leading: 15, colour: amber, bold: true}
	firstName   = style{size: 9, leading: 12, colour: ink, bold: true}
)

// missing draws the must-dos that are not in place, in a box.
func (s *sheet) missing(sect *element, m Missing, d density) {
	inner := s.boxed()
	s.space(5)
	height := s.missingHeight(inner, m, d) + 2*boxPad
	s.need(height)
	s.artifact(func() {
		s.fill(cream)
		s.pdf.RoundedRect(marginSide, s.y, s.body(), height, 3, "1234", "F")
		s.fill(amber)
		x, y := inner.x, s.y+boxPad+2.5
		s.pdf.Polygon([]gofpdf.PointType{{X: x, Y: y + 9}, {X: x + 5.2, Y: y}, {X: x + 10.4, Y: y + 9}}, "F")
	})
	s.y += boxPad
	s.lay(sect.add("H2"), inner.x+16, s.missingTitle(inner, m), missingHead)
	s.bookmark(m.Title, 2)
	s.y += 3
	list := sect.add("L")
	s.pairs(inner, m.Items, func(c column, _ int, item Item) {
		body := list.add("LI").add("LBody")
		s.lay(body, c.x, s.wrap(missingWords(item), d.item, c.width), d.item)
		s.y += 1.5
	})
	s.y += boxPad
}

// boxPad is the room between a box and what stands in it.
const boxPad = 9.0

// boxed is the column inside a box.
func (s *sheet) boxed() column { return column{marginSide + boxPad, s.body() - 2*boxPad} }

func missingWords(item Item) string {
	if item.Quiet == "" {
		return item.Name
	}
	return item.Name + " (" + item.Quiet + ")"
}

// missingTitle is the title's lines, beside the triangle.
func (s *sheet) missingTitle(c column, m Missing) []line {
	return s.wrap(m.Title, missingHead, c.width-16)
}

func (s *sheet) missingHeight(c column, m Missing, d density) float64 {
	columns, height := s.halves(c, pairGap), float64(len(s.missingTitle(c, m)))*missingHead.leading+3
	for i := 0; i < len(m.Items); i += 2 {
		most := 0
		for j := i; j < min(i+2, len(m.Items)); j++ {
			most = max(most, len(s.wrap(missingWords(m.Items[j]), d.item, columns[0].width)))
		}
		height += float64(most)*d.item.leading + 1.5
	}
	return height
}

// first draws the actions to start with.
func (s *sheet) first(sect *element, f First, d density) {
	s.space(d.between)
	s.frontHead(sect, f.Title, s.firstHeight(f, d), d)
	s.para(sect, s.whole(), f.Note, firstName)
	s.para(sect, s.whole(), f.Sum, d.fine)
	if len(f.Items) == 0 {
		return
	}
	s.space(3)
	list := sect.add("L")
	s.pairs(s.whole(), f.Items, func(c column, place int, item Item) {
		top, li := s.y, list.add("LI")
		s.number(li.add("Lbl"), c.x, s.y+1, place+1)
		s.action(li.add("LBody"), c.indent(22), item, d)
		s.y = max(s.y, top+16) + 4
	})
}

// action draws one of them: its name, and what it takes.
func (s *sheet) action(body *element, c column, item Item, d density) {
	if d.inline {
		s.lay(body, c.x, s.wrap(missingWords(item), d.item, c.width), d.item)
		return
	}
	s.lay(body, c.x, s.wrap(item.Name, firstName, c.width), firstName)
	s.lay(body, c.x, s.wrap(item.Quiet, small, c.width), small)
}

// number draws a number in a circle.
func (s *sheet) number(e *element, x, y float64, n int) {
	s.artifact(func() {
		s.fill(teal)
		s.pdf.Circle(x+7.5, y+7.5, 7.5, "F")
	})
	st := style{size: 8.5, leading: 15, colour: white, bold: true}
	words := strconv.Itoa(n)
	s.tag(e, func() { s.word(x+7.5-s.measure(words, st)/2, y+st.baseline(), words, st) })
}

func (s *sheet) firstHeight(f First, d density) float64 {
	height, width := s.tall(f.Note, firstName)+s.tall(f.Sum, d.fine)+3, s.halves(s.whole(), pairGap)[0].indent(22).width
	for i := 0; i < len(f.Items); i += 2 {
		most := 0.0
		for _, item := range f.Items[i:min(i+2, len(f.Items))] {
			most = max(most, s.actionHeight(item, width, d))
		}
		height += max(most, 16) + 4
	}
	return height
}

func (s *sheet) actionHeight(item Item, width float64, d density) float64 {
	if d.inline {
		return float64(len(s.wrap(missingWords(item), d.item, width))) * d.item.leading
	}
	return float64(len(s.wrap(item.Name, firstName, width)))*firstName.leading + small.leading
}
