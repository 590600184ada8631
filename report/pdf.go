package report

import (
	"fmt"
	"strconv"

	"eleven/forms"
)

// drawing bounds how many documents are drawn at once: each takes a core and
// some 30 MB for a moment.
var drawing = make(chan struct{}, 2)

// PDF draws the summary. It waits while two documents are being drawn. The same
// summary gives the same bytes. It never panics: what goes wrong inside the PDF
// library comes back as an error.
func (s Summary) PDF() ([]byte, error) {
	a := about{lang: s.Lang, title: s.Title, author: s.Author, number: s.Number, changedAt: s.ChangedAt}
	return makePDF(s.Letter, a, s.draw)
}

// makePDF draws with the cut font, and once more with the whole one when the
// text goes beyond it.
func makePDF(letter bool, a about, draw func(*sheet)) (data []byte, err error) {
	drawing <- struct{}{}
	defer func() { <-drawing }()
	defer func() {
		if r := recover(); r != nil {
			data, err = nil, fmt.Errorf("draw document %s: %s", a.number, forms.Harmless(r))
		}
	}()
	s := newSheet(letter, false)
	draw(s)
	if s.seen.rare {
		s = newSheet(letter, true)
		draw(s)
	}
	return s.finish(a)
}

// draw lays the whole document: what stands on the cover about later pages, and
// the edges of all pages, come last.
func (s Summary) draw(on *sheet) {
	root := on.tree.root
	contents := on.cover(root, s.Cover)
	on.front(root, s.Front, s.NotThis)
	if s.Numbers != nil {
		on.numbers(root, *s.Numbers)
	}
	on.principles(root, s.Principles)
	if s.Plan != nil {
		on.plan(root, *s.Plan)
	}
	if s.Hidden != nil {
		on.hidden(root, *s.Hidden)
	}
	on.method(root, s.Method)
	on.contents(contents)
	on.edges(edges{head: s.Head, classification: s.Classification, foot: s.NotThis, cover: true})
}

// edges are what stands at the top and bottom of every page.
type edges struct {
	head, classification, foot string
	cover                      bool // the first page has no head
}

func (s *sheet) edges(e edges) {
	const away = 34 // from the edge of the paper
	for page := 1; page <= s.pages; page++ {
		s.goTo(page)
		s.furniture("Header", func() {
			if page > 1 || !e.cover {
				s.word(marginSide, away+6, s.shorten(e.head, tiny, s.body()*0.7), tiny)
			}
			bold := style{size: 7.5, leading: 10, colour: ink, bold: true}
			s.word(s.right()-s.measure(e.classification, bold), away+6, e.classification, bold)
		})
		s.furniture("Footer", func() {
			count := strconv.Itoa(page) + " / " + strconv.Itoa(s.pages)
			s.rule(marginSide, s.height-away-16, s.body(), hair, 0.5)
			s.word(marginSide, s.height-away, e.foot, tiny)
			s.word(s.right()-s.measure(count, tiny), s.height-away, count, tiny)
		})
	}
}

// shorten cuts text that does not fit on one line.
func (s *sheet) shorten(text string, st style, width float64) string {
	lines := s.wrap(text, st, width)
	if len(lines) == 1 {
		return text
	}
	return string(lines[0].text) + "…"
}
