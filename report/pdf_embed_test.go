package report

import (
	"bytes"
	"compress/zlib"
	"io"
	"strings"
	"testing"
)

func TestEveryCharacterOfTheFontCanBePacked(t *testing.T) {
	var all []rune
	rows := map[rune]bool{}
	for r := range rune(1 << 16) {
		if fonts().drawable(r) {
			all = append(all, r)
			rows[r>>8] = true
		}
	}
	if len(all) < 5000 || len(rows) > 100 {
		t.Errorf("%d characters under %d high bytes; a block of the code map holds 100", len(all), len(rows))
	}
	p, err := packFonts(all)
	if err != nil {
		t.Fatal(err)
	}
	for _, weight := range []*packed{p.regular, p.bold} {
		glyphs := inflated(t, weight.glyphs)
		for _, r := range all {
			if glyphs[2*r] == 0 && glyphs[2*r+1] == 0 {
				t.Errorf("%s has no glyph for %q", weight.name, r)
			}
		}
	}
}

func TestACutFontKeepsTheOutlinesItNeeds(t *testing.T) {
	for name, f := range map[string]*face{"regular": fonts().regular, "bold": fonts().bold} {
		glyphs := f.full.glyphsOf([]rune("aéœ ≥"))
		cut := f.full.cut(glyphs)
		if checksum(cut) != 0xb1b0afba {
			t.Errorf("%s: the sum over the font is %x", name, checksum(cut))
		}
		kept := map[int]bool{0: true}
		for _, glyph := range glyphs {
			f.full.keep(kept, glyph)
		}
		if len(kept) <= len(glyphs)+1 {
			t.Errorf("%s: é is drawn without its accent", name)
		}
		for glyph := range f.full.count() {
			if kept[glyph] && !bytes.Equal(cut.outline(glyph), f.full.outline(glyph)) {
				t.Errorf("%s: glyph %d is drawn another way", name, glyph)
			}
			if !kept[glyph] && len(cut.outline(glyph)) > 0 {
				t.Errorf("%s: glyph %d is still there", name, glyph)
			}
		}
	}
}

func TestFilesWithDifferentCharactersNameTheirFontsApart(t *testing.T) {
	fonts := func(service string) string {
		in := chatApp(t)
		in.Assessment.Service = service
		return tool(t, "pdffonts", saved(t, draw(t, in)))
	}
	plain := fonts("Brook")
	if plain != fonts("Ruisseau à l’œil") {
		t.Error("two documents in Latin letters carry different fonts")
	}
	if strings.SplitN(plain, "+", 2)[0] == strings.SplitN(fonts("Ручей"), "+", 2)[0] {
		t.Error("fonts with and without Cyrillic letters have one name")
	}
}

func inflated(t *testing.T, data []byte) []byte {
	t.Helper()
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
