package report

import (
	"encoding/binary"
	"math"
	"slices"
	"sync"

	"github.com/go-fonts/dejavu/dejavusanscondensed"
	"github.com/go-fonts/dejavu/dejavusanscondensedbold"
	"github.com/jung-kurt/gofpdf"
)

// face is one weight of the document's font.
type face struct {
	// advance holds each character's width in thousandths of the size, or
	// missing where the font has no glyph.
	advance [1 << 16]int16
	// common is the font cut to the characters of most documents: a third less
	// work than full. full keeps every glyph.
	common, full []byte
}

const missing = -1

// family is the font in both weights. Its bytes are cloned for each document:
// gofpdf writes into them.
type family struct{ regular, bold *face }

var fonts = sync.OnceValue(func() family {
	return family{newFace(dejavusanscondensed.TTF), newFace(dejavusanscondensedbold.TTF)}
})

func newFace(ttf []byte) *face {
	return &face{
		advance: advances(ttf),
		common:  gofpdf.UTF8CutFont(slices.Clone(ttf), commonRunes()),
		full:    ttf,
	}
}

// bytes gives a document its own copy of the font.
func (f *face) bytes(full bool) []byte {
	if full {
		return slices.Clone(f.full)
	}
	return slices.Clone(f.common)
}

func (f family) of(bold bool) *face {
	if bold {
		return f.bold
	}
	return f.regular
}

// drawable reports whether both weights have a glyph for r.
func (f family) drawable(r rune) bool {
	return r >= 0 && r < 1<<16 && f.regular.advance[r] != missing && f.bold.advance[r] != missing
}

// isCommon reports whether r is in the cut font: Latin, punctuation, currency,
// arrows, mathematical signs and shapes.
func isCommon(r rune) bool {
	return r >= 0x20 && r < 0x250 || r >= 0x2000 && r < 0x20d0 || r >= 0x2190 && r < 0x2270 || r >= 0x25a0 && r < 0x2600
}

func commonRunes() string {
	var out []rune
	for r := rune(0); r < 0x2600; r++ {
		if isCommon(r) {
			out = append(out, r)
		}
	}
	return string(out)
}

// ttf reads a TrueType font's tables. The font is part of the program, so that
// its offsets are trusted.
type ttf []byte

func (t ttf) u16(at int) int { return int(binary.BigEndian.Uint16(t[at:])) }
func (t ttf) u32(at int) int { return int(binary.BigEndian.Uint32(t[at:])) }

// table gives where a table begins.
func (t ttf) table(tag string) int {
	for i := range t.u16(4) {
		if at := 12 + 16*i; string(t[at:at+4]) == tag {
			return t.u32(at + 8)
		}
	}
	return 0
}

// advances reads the width of every character, rounded as gofpdf rounds it.
func advances(font []byte) [1 << 16]int16 {
	t := ttf(font)
	scale := 1000 / float64(t.u16(t.table("head")+18))
	metrics, count := t.table("hmtx"), t.u16(t.table("hhea")+34)
	var out [1 << 16]int16
	for r := range out {
		out[r] = missing
	}
	t.glyphs(func(r, glyph int) {
		if glyph != 0 && r < 0xffff {
			width := t.u16(metrics + 4*min(glyph, count-1))
			out[r] = int16(math.Round(scale * float64(width)))
		}
	})
	return out
}

// glyphs calls see for every character and its glyph in the font's format 4 map.
func (t ttf) glyphs(see func(r, glyph int)) {
	cmap := t.unicodeMap()
	segments := t.u16(cmap+6) / 2
	ends := cmap + 14
	starts := ends + 2*segments + 2
	deltas := starts + 2*segments
	offsets := deltas + 2*segments
	for s := range segments {
		delta, offset := t.u16(deltas+2*s), t.u16(offsets+2*s)
		for r := t.u16(starts + 2*s); r <= t.u16(ends+2*s); r++ {
			glyph := r
			if offset != 0 {
				glyph = t.u16(offsets + 2*s + offset + 2*(r-t.u16(starts+2*s)))
			}
			if offset == 0 || glyph != 0 {
				glyph = (glyph + delta) & 0xffff
			}
			see(r, glyph)
		}
	}
}

// unicodeMap finds the character map of the Basic Multilingual Plane.
func (t ttf) unicodeMap() int {
	cmap := t.table("cmap")
	for i := range t.u16(cmap + 2) {
		at := cmap + 4 + 8*i
		if t.u16(at) == 3 && t.u16(at+2) == 1 {
			return cmap + t.u32(at+4)
		}
	}
	return 0
}
