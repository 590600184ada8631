package report

import (
	"encoding/binary"
	"slices"
)

// tableCount is how many tables a cut font has.
const tableCount = 9

// fontTable is one part of a TrueType font.
type fontTable struct {
	tag  string
	data []byte
}

// cut gives the font with the outlines of these glyphs alone. Glyphs keep their
// numbers; what a PDF does not need of a font is left out.
func (t ttf) cut(glyphs []int) ttf {
	kept := map[int]bool{}
	t.keep(kept, 0)
	for _, glyph := range glyphs {
		t.keep(kept, glyph)
	}
	outlines, places := t.outlines(kept)
	head := slices.Clone(t.whole("head"))
	binary.BigEndian.PutUint32(head[8:], 0)  // where the sum over the file comes
	binary.BigEndian.PutUint16(head[50:], 1) // places take four bytes
	return assemble([tableCount]fontTable{
		{"cvt ", t.whole("cvt ")},
		{"fpgm", t.whole("fpgm")},
		{"glyf", outlines},
		{"head", head},
		{"hhea", t.whole("hhea")},
		{"hmtx", t.sides(kept)},
		{"loca", places},
		{"maxp", t.whole("maxp")},
		{"prep", t.whole("prep")},
	})
}

// keep adds a glyph, and those it is made of.
func (t ttf) keep(kept map[int]bool, glyph int) {
	if kept[glyph] {
		return
	}
	kept[glyph] = true
	outline := ttf(t.outline(glyph))
	if len(outline) == 0 || int16(outline.u16(0)) >= 0 {
		return
	}
	for at, more := 10, true; more; {
		flags := outline.u16(at)
		t.keep(kept, outline.u16(at+2))
		at += componentSize(flags)
		more = flags&0x20 != 0
	}
}

// componentSize is how long a component of a glyph is: its flags and number,
// its place in bytes or words, and its scale in one, two or four numbers.
func componentSize(flags int) int {
	size := 6
	if flags&0x01 != 0 {
		size += 2
	}
	switch {
	case flags&0x08 != 0:
		size += 2
	case flags&0x40 != 0:
		size += 4
	case flags&0x80 != 0:
		size += 8
	}
	return size
}

// count is the number of glyphs.
func (t ttf) count() int { return t.u16(t.table("maxp") + 4) }

// outline gives a glyph's drawing; a space has none.
func (t ttf) outline(glyph int) []byte {
	glyf, loca := t.table("glyf"), t.table("loca")
	if t.u16(t.table("head")+50) == 0 {
		return t[glyf+2*t.u16(loca+2*glyph) : glyf+2*t.u16(loca+2*glyph+2)]
	}
	return t[glyf+t.u32(loca+4*glyph) : glyf+t.u32(loca+4*glyph+4)]
}

// outlines gives the drawings that are kept, and where that of each glyph begins.
func (t ttf) outlines(kept map[int]bool) (outlines, places []byte) {
	places = make([]byte, 0, 4*t.count()+4)
	for glyph := range t.count() {
		places = binary.BigEndian.AppendUint32(places, uint32(len(outlines)))
		if kept[glyph] {
			outlines = append(outlines, t.outline(glyph)...)
		}
	}
	return outlines, binary.BigEndian.AppendUint32(places, uint32(len(outlines)))
}

// sides gives the horizontal metrics of the glyphs kept, and zeros for the
// others. The last glyphs share the width of the last full entry.
func (t ttf) sides(kept map[int]bool) []byte {
	all, full := t.whole("hmtx"), t.u16(t.table("hhea")+34)
	out := make([]byte, len(all))
	copy(out[4*full-4:4*full], all[4*full-4:])
	for glyph := range kept {
		at, size := 4*glyph, 4
		if glyph >= full {
			at, size = 2*(full+glyph), 2
		}
		copy(out[at:at+size], all[at:])
	}
	return out
}

// assemble writes a font of these tables.
func assemble(tables [tableCount]fontTable) ttf {
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, n := range []uint16{tableCount, 16 * 8, 3, 16 * (tableCount - 8)} { // 8, of 3 bits, is the power of two below
		out = binary.BigEndian.AppendUint16(out, n)
	}
	at, head := uint32(12+16*tableCount), uint32(0)
	for _, table := range tables {
		if table.tag == "head" {
			head = at
		}
		out = append(out, table.tag...)
		for _, n := range []uint32{checksum(table.data), at, uint32(len(table.data))} {
			out = binary.BigEndian.AppendUint32(out, n)
		}
		at += uint32(len(padded(table.data)))
	}
	for _, table := range tables {
		out = append(out, padded(table.data)...)
	}
	binary.BigEndian.PutUint32(out[head+8:], 0xb1b0afba-checksum(out))
	return out
}

// padded ends data at a multiple of four bytes.
func padded(data []byte) []byte {
	return append(slices.Clip(data), make([]byte, -len(data)&3)...)
}

// checksum is a TrueType font's own.
func checksum(data []byte) (sum uint32) {
	data = padded(data)
	for at := 0; at < len(data); at += 4 {
		sum += binary.BigEndian.Uint32(data[at:])
	}
	return sum
}
