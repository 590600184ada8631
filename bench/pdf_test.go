package main

import "testing"

func TestTheSummaryAndTheBareDocumentsAreOneText(t *testing.T) {
	figures, err := measurePDF(1, 1)
	if err != nil {
		t.Fatal(err)
	}
	if figures.Pages != summaryPages || figures.Lines < 700 {
		t.Errorf("%d pages and %d lines were measured", figures.Pages, figures.Lines)
	}
	for name, c := range map[string]pdfCost{"ours": figures.Ours, "bare": figures.Bare, "bare, cut": figures.BareCut} {
		if c.Took <= 0 || c.Allocated == 0 || c.Size < 10_000 {
			t.Errorf("%s cost %+v", name, c)
		}
	}
}
