package report

import (
	"strconv"
	"strings"

	"github.com/jung-kurt/gofpdf"
)

// front draws the page for a director.
func (s *sheet) front(root *element, f Front, notThis string) {
	s.addPage()
	sect := root.add("Sect")
	s.para(sect, s.whole(), f.Kicker, kicker)
	s.bookmark(f.Kicker, 1)
	s.headline(sect, f)
	s.space(5)
	for _, text := range f.Letter {
		s.para(sect, s.whole(), text, style{size: 10, leading: 14, colour: ink})
		s.space(3)
	}
	if f.Missing != nil {
		s.missing(sect, *f.Missing)
	}
	if f.Chart != nil {
		s.frontChart(sect, f)
	}
	if f.First != nil {
		s.first(sect, *f.First)
	}
	s.space(8)
	s.heading(sect, 2, s.whole(), f.Features.Title, s.featuresHeight(f.Features))
	s.para(sect, s.whole(), strings.Join(f.Features.Items, dot), small)
	s.space(6)
	s.notThis(sect, f.NotTitle, notThis)
}

// headline draws the sentence that comes first, and beside it, equally large,
// the other way of counting where it must be shown.
func (s *sheet) headline(sect *element, f Front) {
	st := title1
	if f.Beside != "" {
		st = style{size: 16, leading: 21, colour: ink, bold: true}
	}
	s.block(sect, "H1", s.whole(), Own{Text: f.Headline}, st)
	s.para(sect, s.whole(), f.Beside, st)
}

// frontChart gives the bars the height that is left on the page, within reason.
func (s *sheet) frontChart(sect *element, f Front) {
	s.space(8)
	key := s.wrap(f.Chart.Key, small, s.body())
	left := s.floor() - s.y - s.below(f) - title2.leading - float64(len(key))*small.leading - 2
	height := min(max((left-themeGaps)/float64(len(f.Chart.Bars)), 10.5), 17)
	s.heading(sect, 2, s.whole(), f.Chart.Title, height*float64(len(f.Chart.Bars))+50)
	s.para(sect, s.whole(), f.Chart.Key, small)
	s.space(2)
	s.chart(sect, s.whole(), *f.Chart, height)
}

// themeGaps is what the groups of a chart take between them.
const themeGaps = 6 * chartGap

// below is the height of what follows the chart on the page.
func (s *sheet) below(f Front) float64 {
	height := 8 + title2.leading + s.featuresHeight(f.Features) + 6 + 28
	if f.First != nil {
		height += 8 + title2.leading + s.firstHeight(*f.First)
	}
	return height
}

func (s *sheet) featuresHeight(f Features) float64 {
	return float64(len(s.wrap(strings.Join(f.Items, dot), small, s.body()))) * small.leading
}

func (s *sheet) firstHeight(f First) float64 {
	height, width := small.leading+3, s.halves(s.whole(), pairGap)[0].indent(22).width
	for i := 0; i < len(f.Items); i += 2 {
		most := 0
		for _, item := range f.Items[i:min(i+2, len(f.Items))] {
			most = max(most, len(s.wrap(item.Name, firstName, width)))
		}
		height += float64(most)*firstName.leading + small.leading + 4
	}
	return height
}

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
	firstName   = style{size: 9, leading: 12, colour: ink, bold: true}
)

// missing draws the must-dos that are not in place, in a box.
func (s *sheet) missing(sect *element, m Missing) {
	const pad = 9.0
	inner := column{marginSide + pad, s.body() - 2*pad}
	s.space(5)
	height := s.missingHeight(inner, m) + 2*pad
	s.need(height)
	s.artifact(func() {
		s.fill(cream)
		s.pdf.RoundedRect(marginSide, s.y, s.body(), height, 3, "1234", "F")
		s.fill(amber)
		x, y := inner.x, s.y+pad+2.5
		s.pdf.Polygon([]gofpdf.PointType{{X: x, Y: y + 9}, {X: x + 5.2, Y: y}, {X: x + 10.4, Y: y + 9}}, "F")
	})
	s.y += pad
	head := style{size: 11, leading: 15, colour: amber, bold: true}
	s.lay(sect.add("H2"), inner.x+16, s.wrap(m.Title, head, inner.width-16), head)
	s.bookmark(m.Title, 2)
	s.y += 3
	list := sect.add("L")
	s.pairs(inner, m.Items, func(c column, _ int, item Item) {
		body := list.add("LI").add("LBody")
		s.lay(body, c.x, s.wrap(missingWords(item), missingName, c.width), missingName)
		s.y += 1.5
	})
	s.y += pad
}

func missingWords(item Item) string {
	if item.Quiet == "" {
		return item.Name
	}
	return item.Name + " (" + item.Quiet + ")"
}

func (s *sheet) missingHeight(c column, m Missing) float64 {
	columns, height := s.halves(c, pairGap), 18.0
	for i := 0; i < len(m.Items); i += 2 {
		most := 0
		for j := i; j < min(i+2, len(m.Items)); j++ {
			most = max(most, len(s.wrap(missingWords(m.Items[j]), missingName, columns[0].width)))
		}
		height += float64(most)*missingName.leading + 1.5
	}
	return height
}

// first draws the actions to start with.
func (s *sheet) first(sect *element, f First) {
	s.space(8)
	s.heading(sect, 2, s.whole(), f.Title, s.firstHeight(f))
	s.para(sect, s.whole(), f.Sum, small)
	s.space(3)
	list := sect.add("L")
	s.pairs(s.whole(), f.Items, func(c column, place int, item Item) {
		li := list.add("LI")
		s.number(li.add("Lbl"), c.x, s.y+1, place+1)
		body := li.add("LBody")
		inner := c.indent(22)
		s.lay(body, inner.x, s.wrap(item.Name, firstName, inner.width), firstName)
		s.lay(body, inner.x, s.wrap(item.Quiet, small, inner.width), small)
		s.y += 4
	})
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

// notThis says what the document is not.
func (s *sheet) notThis(sect *element, title, text string) {
	s.need(26)
	s.artifact(func() { s.box(marginSide, s.y+1, 2.4, 24, teal) })
	c := s.whole().indent(10)
	s.para(sect, c, title, style{size: 8.5, leading: 13, colour: teal, bold: true})
	s.para(sect, c, text, style{size: 9, leading: 13, colour: ink})
}
