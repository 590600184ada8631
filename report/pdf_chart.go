package report

import (
	"fmt"

	"github.com/jung-kurt/gofpdf"
)

// chartGap stands between the bars of two themes.
const chartGap = 3

// chartShape is the size of a chart's parts in points.
type chartShape struct {
	row, group   float64 // height of a bar's row, gap between themes
	label, value float64 // width of the words left and right
	bar, diamond float64
	lift, drop   float64 // of bar and diamond from the middle of the row
}

// chart draws the bars of the principles as one figure, with everything it
// shows in its alternative text.
func (s *sheet) chart(parent *element, c column, chart Chart, rowHeight float64) {
	shape := s.chartShape(c, chart, rowHeight)
	height := shape.height(chart)
	s.need(height)
	figure := parent.add("Figure")
	figure.title, figure.alt = chart.Title, chart.Alt
	figure.box = fmt.Sprintf("%.2f %.2f %.2f %.2f", c.x, s.height-s.y-height, c.x+c.width, s.height-s.y)
	s.tag(figure, func() {
		s.scale(c, shape, height)
		for i, bar := range chart.Bars {
			if bar.NewTheme && i > 0 {
				s.y += shape.group
			}
			s.bar(c, shape, bar)
			s.y += shape.row
		}
	})
}

// chartShape leaves room for the widest words, and below each bar for a
// reviewer's level if there is one.
func (s *sheet) chartShape(c column, chart Chart, rowHeight float64) chartShape {
	shape := chartShape{row: rowHeight, group: chartGap, bar: 7}
	for _, bar := range chart.Bars {
		shape.label = max(shape.label, s.measure(bar.Label, barLabel)+18)
		if bar.Counts {
			shape.value = max(shape.value, s.measure(bar.Value, barValue)+10)
		}
		if bar.Reviewer != nil {
			shape.bar, shape.lift, shape.drop, shape.diamond = 5, 2.6, 3.8, 3.3
		}
	}
	shape.label = min(shape.label, 0.5*c.width)
	return shape
}

func (shape chartShape) height(chart Chart) float64 {
	height := float64(len(chart.Bars)) * shape.row
	for i, bar := range chart.Bars {
		if bar.NewTheme && i > 0 {
			height += shape.group
		}
	}
	return height
}

var (
	barLabel = style{size: 8.5, leading: 14, colour: ink}
	barValue = style{size: 8.5, leading: 14, colour: ink, bold: true}
)

// scale draws a fine line at 0, 20, 45, 70, 90 and 100, where the words change.
func (s *sheet) scale(c column, shape chartShape, height float64) {
	s.stroke(hair, 0.5)
	for _, percent := range []int{0, 20, 45, 70, 90, 100} {
		x := shape.at(c, percent)
		s.pdf.Line(x, s.y, x, s.y+height)
	}
}

// at is where a percent lies.
func (shape chartShape) at(c column, percent int) float64 {
	left := c.x + shape.label
	return left + (c.width-shape.label-shape.value)*float64(percent)/100
}

func (s *sheet) bar(c column, shape chartShape, bar Bar) {
	middle := s.y + shape.row/2
	st := barLabel
	st.leading = shape.row
	s.fill(teal)
	s.pdf.Circle(c.x+2.5, middle, 2.2, "F")
	s.word(c.x+9, s.y+st.baseline(), s.shorten(bar.Label, st, shape.label-14), st)
	if !bar.Counts {
		s.word(shape.at(c, 0)+4, s.y+st.baseline(), bar.Value, st.in(quiet))
		return
	}
	left, low, high := shape.at(c, 0), shape.at(c, bar.Low), shape.at(c, bar.High)
	top := middle - shape.lift - shape.bar/2
	s.box(left, top, shape.at(c, 100)-left, shape.bar, mist)
	s.box(left, top, low-left, shape.bar, teal)
	if bar.High > bar.Low {
		s.hatch(low, top, high-low, shape.bar)
	}
	if bar.Reviewer != nil {
		s.diamond(c, shape, *bar.Reviewer, middle+shape.drop)
	}
	bold := barValue
	bold.leading = shape.row
	s.word(c.x+c.width-s.measure(bar.Value, bold), s.y+st.baseline(), bar.Value, bold)
}

// hatch fills a rectangle with slanting lines and draws its edge.
func (s *sheet) hatch(x, y, width, height float64) {
	s.box(x, y, width, height, white)
	s.stroke(teal, 0.7)
	s.pdf.ClipRect(x, y, width, height, false)
	for at := x - height; at < x+width; at += 3 {
		s.pdf.Line(at, y+height, at+height, y)
	}
	s.pdf.ClipEnd()
	s.pdf.Rect(x, y, width, height, "D")
}

// diamond marks a reviewer's level in the middle of the scores it stands for,
// with a whisker from the lowest of them to the highest.
func (s *sheet) diamond(c column, shape chartShape, band Band, middle float64) {
	low, high := shape.at(c, band.Low), shape.at(c, band.High)
	s.stroke(plum, 1)
	s.pdf.Line(low, middle, high, middle)
	s.pdf.Line(low, middle-2, low, middle+2)
	s.pdf.Line(high, middle-2, high, middle+2)
	s.fill(plum)
	x, r := (low+high)/2, shape.diamond
	s.pdf.Polygon([]gofpdf.PointType{{X: x, Y: middle - r}, {X: x + r, Y: middle}, {X: x, Y: middle + r}, {X: x - r, Y: middle}}, "F")
}
