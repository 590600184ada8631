package report

import (
	"bytes"
	"fmt"

	"github.com/jung-kurt/gofpdf"
)

// colour is red, green, blue, 0 to 255.
type colour [3]int

// The colours of the house.
var (
	ink    = colour{0x14, 0x21, 0x3d}
	quiet  = colour{0x4a, 0x55, 0x68}
	mist   = colour{0xf3, 0xf5, 0xf8}
	hair   = colour{0xd3, 0xd9, 0xe1}
	teal   = colour{0x0b, 0x5d, 0x66}
	plum   = colour{0x5b, 0x3a, 0x8c}
	amber  = colour{0x8a, 0x4b, 0x00}
	cream  = colour{0xff, 0xf4, 0xe0}
	border = colour{0x6b, 0x77, 0x85}
	white  = colour{0xff, 0xff, 0xff}
)

// levels are the grounds of the levels 0 to 4.
var levels = []colour{{0xd9, 0xde, 0xe5}, {0xb5, 0xd5, 0xd6}, {0x7f, 0xb8, 0xba}, {0x2f, 0x7f, 0x86}, {0x0b, 0x5d, 0x66}}

const fontName = "text"

// Margins in points.
const (
	marginSide   = 62.0
	marginTop    = 70.0
	marginBottom = 66.0
)

// sheet is a document being drawn: its pages, where the next block begins, and
// the structure that grows with it. All lengths are points from the top left.
type sheet struct {
	pdf           *gofpdf.Fpdf
	tree          *tree
	seen          seen
	width, height float64
	y             float64
	pages         int

	font style // selected on this page; only weight and size matter
}

// newSheet begins a document. With full it embeds from the whole font, for text
// beyond the common characters.
func newSheet(letter, full bool) *sheet {
	size := "A4"
	if letter {
		size = "Letter"
	}
	s := &sheet{pdf: gofpdf.New("P", "pt", size, ""), tree: newTree()}
	s.pdf.SetCatalogSort(true)
	s.pdf.SetAutoPageBreak(false, 0)
	s.pdf.SetCompression(false) // pdfFile does it, with one compressor for all pages
	s.pdf.AddUTF8FontFromBytes(fontName, "", fonts().regular.bytes(full))
	s.pdf.AddUTF8FontFromBytes(fontName, "B", fonts().bold.bytes(full))
	s.width, s.height = s.pdf.GetPageSize()
	return s
}

// addPage turns to a fresh page.
func (s *sheet) addPage() {
	s.pdf.AddPage()
	s.pages++
	s.y = marginTop
	s.font = style{}
}

// goTo draws what follows on an earlier page.
func (s *sheet) goTo(page int) {
	s.pdf.SetPage(page)
	s.fill(white)
	s.stroke(hair, 0.5)
	s.font = style{}
}

func (s *sheet) body() float64  { return s.width - 2*marginSide }
func (s *sheet) floor() float64 { return s.height - marginBottom }
func (s *sheet) right() float64 { return s.width - marginSide }

// need turns the page unless height is left on it. Heights are sums,
// and what was measured to fill the page must not miss it by their rounding.
func (s *sheet) need(height float64) {
	const rounding = 0.01
	if s.y+height > s.floor()+rounding && s.y > marginTop {
		s.addPage()
	}
}

// space leaves a gap, but not at the top of a page.
func (s *sheet) space(height float64) {
	if s.y > marginTop {
		s.y += height
	}
}

// wrap cleans text and breaks it into lines.
func (s *sheet) wrap(text string, st style, width float64) []line {
	return st.wrap(s.seen.clean(text), width)
}

// tag marks what draw draws as a piece of e. It may not turn the page.
func (s *sheet) tag(e *element, draw func()) {
	s.pdf.RawWriteStr(s.tree.piece(e, s.pdf.PageNo()))
	draw()
	s.pdf.RawWriteStr("EMC")
}

// artifact marks what draw draws as decoration that carries no meaning.
func (s *sheet) artifact(draw func()) {
	s.pdf.RawWriteStr("/Artifact BMC")
	draw()
	s.pdf.RawWriteStr("EMC")
}

// furniture marks what stands at the edge of every page.
func (s *sheet) furniture(edge string, draw func()) {
	s.pdf.RawWriteStr("/Artifact <</Type /Pagination /Subtype /" + edge + ">> BDC")
	draw()
	s.pdf.RawWriteStr("EMC")
}

// write draws one line with its baseline at y.
func (s *sheet) write(x, y float64, l line, st style) {
	if s.font.bold != st.bold || s.font.size != st.size {
		weight := ""
		if st.bold {
			weight = "B"
		}
		s.pdf.SetFont(fontName, weight, st.size)
		s.font = st
	}
	s.pdf.SetTextColor(st.colour[0], st.colour[1], st.colour[2])
	text := visual(string(l.text))
	if l.spaced {
		text += " "
	}
	if text != "" {
		s.pdf.Text(x, y, text)
	}
}

// word draws text that stands on one line, whatever its width.
func (s *sheet) word(x, y float64, text string, st style) {
	t := s.seen.clean(text)
	s.write(x, y, line{text: t, width: st.width(t)}, st)
}

// measure is the width of text on one line.
func (s *sheet) measure(text string, st style) float64 { return st.width(s.seen.clean(text)) }

func (s *sheet) fill(c colour) { s.pdf.SetFillColor(c[0], c[1], c[2]) }

func (s *sheet) stroke(c colour, width float64) {
	s.pdf.SetDrawColor(c[0], c[1], c[2])
	s.pdf.SetLineWidth(width)
}

// box fills a rectangle.
func (s *sheet) box(x, y, width, height float64, c colour) {
	s.fill(c)
	s.pdf.Rect(x, y, width, height, "F")
}

// rule draws a line from left to right.
func (s *sheet) rule(x, y, width float64, c colour, thick float64) {
	s.stroke(c, thick)
	s.pdf.Line(x, y, x+width, y)
}

// link makes the rectangle lead to an address, as part of e.
func (s *sheet) link(e *element, x, y, width, height float64, a annotation) {
	a.page = s.pdf.PageNo()
	a.rect = [4]float64{x, s.height - y - height, x + width, s.height - y}
	s.tree.link(e, &a)
}

// bookmark adds an entry to the outline, here.
func (s *sheet) bookmark(words string, level int) {
	s.tree.marks = append(s.tree.marks, bookmark{words, level, s.pdf.PageNo(), s.height - s.y + 12})
}

// output ends the drawing and gives gofpdf's file.
func (s *sheet) output() (*pdfFile, error) {
	var out bytes.Buffer
	if err := s.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("draw: %w", err)
	}
	return readFile(out.Bytes())
}
