package report

import "testing"

func TestWhatFillsAPageToItsFootStaysOnIt(t *testing.T) {
	s := newSheet(false, false)
	for parts := 1; parts <= 60; parts++ {
		s.addPage()
		const last = 66.5
		step := (s.floor() - last - s.y) / float64(parts)
		for range parts {
			s.y += step
		}
		before := s.pages
		if s.need(last); s.pages != before {
			t.Errorf("%d parts and the last one of %v points turned the page", parts, last)
		}
		if s.need(last + 1); s.pages == before {
			t.Errorf("%d parts: a point more stayed on the page", parts)
		}
	}
}
