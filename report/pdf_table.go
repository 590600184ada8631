package report

import (
	"slices"
	"strings"
)

const (
	cellPad = 3.5 // above and below the text of a row
	cellGap = 8   // between columns
)

var (
	cellText = style{size: 8.5, leading: 11.5, colour: ink}
	cellHead = style{size: 8, leading: 11, colour: quiet, bold: true}
)

// table lays a table: its head again on each page, its rows never split.
func (s *sheet) table(parent *element, c column, t Table) {
	t.Columns = s.fit(t, c.width)
	e := parent.add("Table")
	head := s.cells(t.titles(), t, c, cellHead)
	s.need(head.height + 2*cellText.leading)
	s.row(e.add("TR"), head, t, c, func(int) (string, string) { return "TH", "Column" })
	for i, texts := range t.Rows {
		row := s.cells(texts, t, c, cellText)
		if s.y+row.height > s.floor() {
			s.addPage()
			s.artifact(func() { s.draw(head, t, c, nil) })
		}
		row.last = i == len(t.Rows)-1
		s.row(e.add("TR"), row, t, c, func(cell int) (string, string) {
			if cell == 0 {
				return "TH", "Row"
			}
			return "TD", ""
		})
	}
}

// fit widens columns whose longest word would be broken, at the cost of the others.
func (s *sheet) fit(t Table, width float64) []Column {
	least := make([]float64, len(t.Columns))
	for i, col := range t.Columns {
		least[i] = s.longest(col.Title, cellHead)
		for _, row := range t.Rows {
			least[i] = max(least[i], s.longest(row[i], cellText))
		}
		least[i] = (least[i] + cellGap + 1) / width
	}
	out := slices.Clone(t.Columns)
	for range out { // what one column takes may make another too tight
		widen(out, least)
	}
	return out
}

// widen gives every column at least its least share and lets the others shrink.
func widen(columns []Column, least []float64) {
	fixed, free := 0.0, 0.0
	for i, col := range columns {
		if col.Share <= least[i] {
			fixed += least[i]
		} else {
			free += col.Share
		}
	}
	for i, col := range columns {
		if col.Share <= least[i] {
			columns[i].Share = least[i]
		} else {
			columns[i].Share *= (1 - fixed) / free
		}
	}
}

// longest is the width of the widest word.
func (s *sheet) longest(text string, st style) float64 {
	widest := 0.0
	for _, word := range strings.Split(text, " ") {
		widest = max(widest, s.measure(word, st))
	}
	return widest
}

func (t Table) titles() []string {
	out := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = c.Title
	}
	return out
}

// row is the cells of a table's row, broken into lines.
type row struct {
	cells  [][]line
	height float64
	style  style
	last   bool
}

func (s *sheet) cells(texts []string, t Table, c column, st style) row {
	r := row{style: st}
	most := 1
	for i, text := range texts {
		lines := s.wrap(text, st, t.Columns[i].Share*c.width-cellGap)
		r.cells = append(r.cells, lines)
		most = max(most, len(lines))
	}
	r.height = float64(most)*st.leading + 2*cellPad
	return r
}

// row lays one row; kind gives each cell's element and its scope.
func (s *sheet) row(tr *element, r row, t Table, c column, kind func(cell int) (name, scope string)) {
	s.draw(r, t, c, func(cell int, draw func()) {
		name, scope := kind(cell)
		e := tr.add(name)
		e.scope = scope
		s.tag(e, draw)
	})
}

// draw draws a row and moves below it. Mark wraps the drawing of each cell; nil
// draws without, inside an artifact.
func (s *sheet) draw(r row, t Table, c column, mark func(cell int, draw func())) {
	x := c.x
	for i, lines := range r.cells {
		draw := func() { s.cell(x, t.Columns[i], c, lines, r.style) }
		if mark == nil {
			draw()
		} else {
			mark(i, draw)
		}
		x += t.Columns[i].Share * c.width
	}
	s.y += r.height
	under := func() { s.rule(c.x, s.y, c.width, hair, 0.5) }
	switch {
	case mark == nil:
		under()
	case !r.last:
		s.artifact(under)
	}
}

func (s *sheet) cell(x float64, col Column, c column, lines []line, st style) {
	y := s.y + cellPad
	for _, l := range lines {
		at := x
		if col.Right {
			at = x + col.Share*c.width - l.width
			if x+col.Share*c.width < c.x+c.width-1 {
				at -= cellGap
			}
		}
		s.write(at, y+st.baseline(), l, st)
		y += st.leading
	}
}
