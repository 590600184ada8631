package report

import (
	"strconv"
	"strings"

	"github.com/jung-kurt/gofpdf"
)

// density is how closely the page for a director is set.
type density struct {
	title, pair  style // of the headline alone, and of one with another beside it
	letter, head style
	fine, item   style   // what explains, and an action whose effort stands beside it
	between, gap float64 // before a part, after a paragraph
	row          float64 // the least height of a bar
	inline       bool    // what an action takes stands beside its name
}

var (
	roomy = density{
		title: title1, pair: style{size: 16, leading: 21, colour: ink, bold: true},
		letter: style{size: 10, leading: 14, colour: ink}, head: title2, fine: small, item: missingName,
		between: 8, gap: 3, row: 10.5,
	}
	dense = density{
		title: style{size: 17, leading: 22, colour: ink, bold: true}, pair: style{size: 14.5, leading: 19, colour: ink, bold: true},
		letter: style{size: 8.8, leading: 11.5, colour: ink}, head: style{size: 11, leading: 14, colour: ink, bold: true},
		fine: style{size: 8, leading: 10.5, colour: quiet}, item: style{size: 8.5, leading: 11, colour: ink},
		between: 5, gap: 2, row: 10, inline: true,
	}
)

// front draws the page for a director, closely set where it would not fit.
func (s *sheet) front(root *element, f Front, notThis string) {
	s.addPage()
	d := roomy
	if s.y+s.frontHeight(f, d) > s.floor() {
		d = dense
	}
	sect := root.add("Sect")
	s.para(sect, s.whole(), f.Kicker, kicker)
	s.bookmark(f.Kicker, 1)
	s.headline(sect, f, d)
	s.space(5)
	for _, text := range f.Letter {
		s.para(sect, s.whole(), text, d.letter)
		s.space(d.gap)
	}
	if f.Missing != nil {
		s.missing(sect, *f.Missing, d)
	}
	if f.Chart != nil {
		s.frontChart(sect, f, d)
	}
	if f.First != nil {
		s.first(sect, *f.First, d)
	}
	s.space(d.between)
	s.frontHead(sect, f.Features.Title, s.featuresHeight(f.Features, d), d)
	s.para(sect, s.whole(), strings.Join(f.Features.Items, dot), d.fine)
	s.space(6)
	s.notThis(sect, f.NotTitle, notThis)
}

// frontHead lays the heading of a part of the page.
func (s *sheet) frontHead(sect *element, text string, keep float64, d density) {
	s.need(d.head.leading + keep)
	s.bookmark(text, 2)
	s.block(sect, "H2", s.whole(), Own{Text: text}, d.head)
}

// headline draws the sentence that comes first, and beside it, equally large,
// the other way of counting where it must be shown.
func (s *sheet) headline(sect *element, f Front, d density) {
	st := f.headStyle(d)
	s.block(sect, "H1", s.whole(), Own{Text: f.Headline}, st)
	s.para(sect, s.whole(), f.Beside, st)
}

func (f Front) headStyle(d density) style {
	if f.Beside != "" {
		return d.pair
	}
	return d.title
}

// frontChart gives the bars the height that is left on the page, within reason.
func (s *sheet) frontChart(sect *element, f Front, d density) {
	s.space(d.between)
	left := s.floor() - s.y - s.below(f, d) - s.chartHeight(*f.Chart, d, 0)
	height := min(max(left/float64(len(f.Chart.Bars)), d.row), 17)
	s.frontHead(sect, f.Chart.Title, height*float64(len(f.Chart.Bars))+50, d)
	s.para(sect, s.whole(), f.Chart.Key, d.fine)
	s.space(2)
	s.chart(sect, s.whole(), *f.Chart, height)
}

// chartHeight is the height of the chart with its heading and key.
func (s *sheet) chartHeight(c Chart, d density, row float64) float64 {
	return d.head.leading + s.tall(c.Key, d.fine) + 2 + themeGaps + row*float64(len(c.Bars))
}

// themeGaps is what the groups of a chart take between them.
const themeGaps = 6 * chartGap

// tall is the height of a paragraph of the page's width; none when empty.
func (s *sheet) tall(text string, st style) float64 {
	if text == "" {
		return 0
	}
	return float64(len(s.wrap(text, st, s.body()))) * st.leading
}

// frontHeight is the height of the whole page with the bars at their least.
func (s *sheet) frontHeight(f Front, d density) float64 {
	height := kicker.leading + s.tall(f.Headline, f.headStyle(d)) + s.tall(f.Beside, f.headStyle(d)) + 5
	for _, text := range f.Letter {
		height += s.tall(text, d.letter) + d.gap
	}
	if f.Missing != nil {
		height += 5 + s.missingHeight(s.boxed(), *f.Missing, d) + 2*boxPad
	}
	if f.Chart != nil {
		height += d.between + s.chartHeight(*f.Chart, d, d.row)
	}
	return height + s.below(f, d)
}

// below is the height of what follows the chart on the page.
func (s *sheet) below(f Front, d density) float64 {
	height := d.between + d.head.leading + s.featuresHeight(f.Features, d) + 6 + 28
	if f.First != nil {
		height += d.between + d.head.leading + s.firstHeight(*f.First, d)
	}
	return height
}

func (s *sheet) featuresHeight(f Features, d density) float64 {
	return s.tall(strings.Join(f.Items, dot), d.fine)
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
	head := style{size: 11, leading: 15, colour: amber, bold: true}
	s.lay(sect.add("H2"), inner.x+16, s.wrap(m.Title, head, inner.width-16), head)
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

func (s *sheet) missingHeight(c column, m Missing, d density) float64 {
	columns, height := s.halves(c, pairGap), 18.0
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

// notThis says what the document is not.
func (s *sheet) notThis(sect *element, title, text string) {
	s.need(26)
	s.artifact(func() { s.box(marginSide, s.y+1, 2.4, 24, teal) })
	c := s.whole().indent(10)
	s.para(sect, c, title, style{size: 8.5, leading: 13, colour: teal, bold: true})
	s.para(sect, c, text, style{size: 9, leading: 13, colour: ink})
}
