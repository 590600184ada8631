package report

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// gofpdf would read, cut and pack both fonts anew for each document: half of
// its work. They are packed once here, with the characters of nearly every
// document, and gofpdf never hears of them.

// packed is one weight ready to be put into a file. It is shared by documents
// and never changes. Text in it is UTF-16.
type packed struct {
	name    string // with the six letters that mark a part of a font
	metrics string // of its descriptor
	widths  string
	unicode []byte // from codes to text, compressed
	glyphs  []byte // from codes to glyphs, compressed
	program []byte // the font itself, compressed
	length  int    // of the font before that
}

// packedPair is the font in both weights.
type packedPair struct{ regular, bold *packed }

var commonFonts = sync.OnceValues(func() (packedPair, error) { return packFonts(commonRunes()) })

// fontsFor gives the fonts for text with these characters beside the common ones.
func fontsFor(rare map[rune]bool) (packedPair, error) {
	if len(rare) == 0 {
		return commonFonts()
	}
	runes := commonRunes()
	for r := range rare {
		runes = append(runes, r)
	}
	slices.Sort(runes)
	return packFonts(runes)
}

func packFonts(runes []rune) (p packedPair, err error) {
	if p.regular, err = fonts().regular.pack("DejaVuSansCondensed", runes); err != nil {
		return packedPair{}, err
	}
	p.bold, err = fonts().bold.pack("DejaVuSansCondensed-Bold", runes)
	return p, err
}

// pack cuts the font to the characters.
func (f *face) pack(name string, runes []rune) (*packed, error) {
	glyphs := f.full.glyphsOf(runes)
	program := f.full.cut(glyphs)
	p := &packed{
		name: subsetName(name, runes), metrics: f.full.metrics(),
		widths: f.widths(runes), length: len(program),
	}
	var err error
	if p.program, err = deflate(thorough, program); err != nil {
		return nil, err
	}
	if p.glyphs, err = deflate(thorough, glyphMap(runes, glyphs)); err != nil {
		return nil, err
	}
	p.unicode, err = deflate(thorough, []byte(codeMap(runes)))
	return p, err
}

// subsetName begins with six letters that differ where the characters do.
func subsetName(name string, runes []rune) string {
	sum := sha256.Sum256([]byte(string(runes)))
	for i, b := range sum[:6] {
		sum[i] = 'A' + b%26
	}
	return string(sum[:6]) + "+" + name
}

// widths writes the width of each character, in runs of neighbours.
func (f *face) widths(runes []rune) string {
	var b strings.Builder
	for i, r := range runes {
		switch {
		case i == 0:
			fmt.Fprintf(&b, "%d [", r)
		case r != runes[i-1]+1:
			fmt.Fprintf(&b, "] %d [", r)
		default:
			b.WriteByte(' ')
		}
		fmt.Fprint(&b, max(f.advance[r], 0))
	}
	return b.String() + "]"
}

// metrics writes what a descriptor says of the whole font, in thousandths of
// the size.
func (t ttf) metrics() string {
	head, hhea, os2 := t.table("head"), t.table("hhea"), t.table("OS/2")
	scaled := func(at int) int { return int(int16(t.u16(at))) * 1000 / t.u16(head+18) }
	return fmt.Sprintf("/Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV %d",
		scaled(head+36), scaled(head+38), scaled(head+40), scaled(head+42),
		scaled(hhea+4), scaled(hhea+6), scaled(hhea+4), 50+t.u16(os2+4)*t.u16(os2+4)/(65*65))
}

// glyphMap gives the glyph of every code, two bytes each.
func glyphMap(runes []rune, glyphs []int) []byte {
	out := make([]byte, 2<<16)
	for i, r := range runes {
		binary.BigEndian.PutUint16(out[2*r:], uint16(glyphs[i]))
	}
	return out
}

const codeMapShape = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%d beginbfrange
%sendbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end`

// codeMap says that every code is its character. A range may not pass from one
// high byte to the next; the font has glyphs under 41 of them, and a block may
// hold 100 ranges.
func codeMap(runes []rune) string {
	var rows []rune
	for _, r := range runes {
		rows = append(rows, r>>8)
	}
	rows = slices.Compact(rows)
	var b strings.Builder
	for _, row := range rows {
		fmt.Fprintf(&b, "<%02[1]X00> <%02[1]XFF> <%02[1]X00>\n", row)
	}
	return fmt.Sprintf(codeMapShape, len(rows), b.String())
}

// resources is the object that every page of gofpdf's file takes its fonts from.
const resources = 2

// putFonts gives the file both fonts, under the names of fontKey.
func putFonts(f *pdfFile, rare map[rune]bool) error {
	p, err := fontsFor(rare)
	if err != nil {
		return err
	}
	f.put(resources, fmt.Sprintf("<</ProcSet [/PDF /Text] /Font <<%s %d 0 R %s %d 0 R>>>>",
		fontKey(false), p.regular.put(f), fontKey(true), p.bold.put(f)))
	return nil
}

// put adds the font to a file and gives its number.
func (p *packed) put(f *pdfFile) int {
	program := f.addStream(fmt.Sprintf("/Length1 %d ", p.length), p.program)
	descriptor := f.add(fmt.Sprintf("<</Type /FontDescriptor /FontName /%s %s /FontFile2 %d 0 R>>", p.name, p.metrics, program))
	glyphs, unicode := f.addStream("", p.glyphs), f.addStream("", p.unicode)
	descendant := f.add(fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>>"+
		" /FontDescriptor %d 0 R /W [%s] /CIDToGIDMap %d 0 R>>", p.name, descriptor, p.widths, glyphs))
	return f.add(fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>",
		p.name, descendant, unicode))
}
