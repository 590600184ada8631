package report

import "strings"

// density is how closely the page for a director is set.
type density struct {
	title, pair  style // of the headline alone, and of one with another beside it
	letter, head style
	fine, item   style   // what explains, and an action whose effort stands beside it
	between, gap float64 // before a part, after a paragraph
	row          float64 // the least height of a bar
	inline       bool    // what an action takes stands beside its name
	bare         bool    // what the document is not stands in the foot only
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

// front draws the page for a director, closely set where it would not fit; what
// the foot of each page says is left to it where even that is too much.
func (s *sheet) front(root *element, f Front, notThis string) {
	s.addPage()
	d := roomy
	if s.y+s.frontHeight(f, d) > s.floor() {
		d = dense
		d.bare = s.y+s.frontHeight(f, d) > s.floor()
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
	if !d.bare {
		s.space(6)
		s.notThis(sect, f.NotTitle, notThis)
	}
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
	height := d.between + d.head.leading + s.featuresHeight(f.Features, d)
	if !d.bare {
		height += 6 + 28
	}
	if f.First != nil {
		height += d.between + d.head.leading + s.firstHeight(*f.First, d)
	}
	return height
}

func (s *sheet) featuresHeight(f Features, d density) float64 {
	return s.tall(strings.Join(f.Items, dot), d.fine)
}

// notThis says what the document is not.
func (s *sheet) notThis(sect *element, title, text string) {
	s.need(26)
	s.artifact(func() { s.box(marginSide, s.y+1, 2.4, 24, teal) })
	c := s.whole().indent(10)
	s.para(sect, c, title, style{size: 8.5, leading: 13, colour: teal, bold: true})
	s.para(sect, c, text, style{size: 9, leading: 13, colour: ink})
}
