package main

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/go-fonts/dejavu/dejavusanscondensed"
	"github.com/go-fonts/dejavu/dejavusanscondensedbold"
	"github.com/jung-kurt/gofpdf"
)

// fontPair is a font in two weights. A document clones the bytes, because
// gofpdf writes into them.
type fontPair struct{ regular, bold []byte }

var wholeFonts = fontPair{dejavusanscondensed.TTF, dejavusanscondensedbold.TTF}

// cutFonts cuts the fonts to the characters of one document, as a programmer
// might who knows them beforehand.
func cutFonts(pages [][]textLine) fontPair {
	var text string
	for _, page := range pages {
		for _, l := range page {
			text += l.text
		}
	}
	return fontPair{
		gofpdf.UTF8CutFont(slices.Clone(wholeFonts.regular), text),
		gofpdf.UTF8CutFont(slices.Clone(wholeFonts.bold), text),
	}
}

// drawBare sets the lines where they stand, as a plain gofpdf program does: no
// lines to break, no structure, no bookmarks, no links, no boxes, no colours.
func drawBare(pages [][]textLine, fonts fontPair) ([]byte, error) {
	pdf := gofpdf.New("P", "pt", "A4", "")
	pdf.AddUTF8FontFromBytes("text", "", slices.Clone(fonts.regular))
	pdf.AddUTF8FontFromBytes("text", "B", slices.Clone(fonts.bold))
	for _, page := range pages {
		pdf.AddPage()
		_, height := pdf.GetPageSize()
		for _, l := range page {
			weight := ""
			if l.bold {
				weight = "B"
			}
			pdf.SetFont("text", weight, l.size)
			pdf.Text(l.x, height-l.y, l.text)
		}
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("draw the bare document: %w", err)
	}
	return out.Bytes(), nil
}
