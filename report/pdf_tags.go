package report

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// element is one node of the document's structure: a heading, a paragraph, a
// table cell. Its kids are elements, pieces of page content, and links.
type element struct {
	kind   string // the standard name: "H1", "P", "TD"
	lang   string // where it differs from the document's
	alt    string // a figure in words
	title  string
	actual string // what a sign stands for
	scope  string // of a header cell: "Column" or "Row"
	box    string // of a figure: left, bottom, right, top in points
	kids   []any

	parent *element
	object int // its number in the file, once written
}

// piece is marked content: its page and its number on that page.
type piece struct{ page, id int }

// annotation is a link on a page. Rect is left, bottom, right, top in points.
type annotation struct {
	page    int
	rect    [4]float64
	uri     string // elsewhere, or
	to      int    // a page of this document
	toTop   float64
	words   string
	element *element
	object  int
}

// tree is the structure of a document while it is being drawn.
type tree struct {
	root   *element
	pieces map[int][]*element // by page: who owns piece n
	links  []*annotation
	marks  []bookmark
}

// bookmark is one entry of the outline, nested by level from 1.
type bookmark struct {
	words string
	level int
	page  int
	top   float64 // points from the bottom of the page
}

func newTree() *tree {
	return &tree{root: &element{kind: "Document"}, pieces: map[int][]*element{}}
}

// add appends a new element to e.
func (e *element) add(kind string) *element {
	kid := &element{kind: kind, parent: e}
	e.kids = append(e.kids, kid)
	return kid
}

// piece gives e the next piece of a page and the operator that begins it.
func (t *tree) piece(e *element, page int) string {
	id := len(t.pieces[page])
	t.pieces[page] = append(t.pieces[page], e)
	e.kids = append(e.kids, piece{page, id})
	return fmt.Sprintf("/%s <</MCID %d>> BDC", e.kind, id)
}

// link makes e carry a link.
func (t *tree) link(e *element, a *annotation) {
	a.element = e
	t.links = append(t.links, a)
	e.kids = append(e.kids, a)
}

// write puts the whole structure into the file: elements, the table that leads
// from page content back to them, and the links.
func (t *tree) write(f *pdfFile, pages int) (root int) {
	root = f.reserve()
	t.reserve(f, t.root)
	for _, a := range t.links {
		a.object = f.reserve()
	}
	t.put(f, t.root, root)
	for i, a := range t.links {
		f.put(a.object, a.body(pages+i))
	}
	parents := f.add(t.parents(pages))
	f.put(root, fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>",
		t.root.object, parents, pages+len(t.links)))
	return root
}

func (t *tree) reserve(f *pdfFile, e *element) {
	e.object = f.reserve()
	for _, kid := range e.kids {
		if kid, ok := kid.(*element); ok {
			t.reserve(f, kid)
		}
	}
}

func (t *tree) put(f *pdfFile, e *element, parent int) {
	f.put(e.object, e.body(parent))
	for _, kid := range e.kids {
		if kid, ok := kid.(*element); ok {
			t.put(f, kid, e.object)
		}
	}
}

// body writes an element as a PDF dictionary.
func (e *element) body(parent int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type /StructElem /S /%s /P %d 0 R", e.kind, parent)
	if page := e.page(); page > 0 {
		fmt.Fprintf(&b, " /Pg %d 0 R", pageObject(page))
	}
	if e.lang != "" {
		b.WriteString(" /Lang " + textString(e.lang))
	}
	if e.title != "" {
		b.WriteString(" /T " + textString(e.title))
	}
	if e.alt != "" {
		b.WriteString(" /Alt " + textString(e.alt))
	}
	if e.actual != "" {
		b.WriteString(" /ActualText " + textString(e.actual))
	}
	if e.scope != "" {
		b.WriteString(" /A <</O /Table /Scope /" + e.scope + ">>")
	}
	if e.box != "" {
		b.WriteString(" /A <</O /Layout /BBox [" + e.box + "]>>")
	}
	b.WriteString(" /K [")
	e.writeKids(&b)
	b.WriteString("]>>")
	return b.String()
}

// page is the page of the element's first piece; 0 when it has none of its own.
func (e *element) page() int {
	for _, kid := range e.kids {
		if p, ok := kid.(piece); ok {
			return p.page
		}
	}
	return 0
}

func (e *element) writeKids(b *strings.Builder) {
	page := e.page()
	for i, kid := range e.kids {
		if i > 0 {
			b.WriteByte(' ')
		}
		switch k := kid.(type) {
		case *element:
			fmt.Fprintf(b, "%d 0 R", k.object)
		case *annotation:
			fmt.Fprintf(b, "<</Type /OBJR /Pg %d 0 R /Obj %d 0 R>>", pageObject(k.page), k.object)
		case piece:
			if k.page == page {
				b.WriteString(strconv.Itoa(k.id))
				continue
			}
			fmt.Fprintf(b, "<</Type /MCR /Pg %d 0 R /MCID %d>>", pageObject(k.page), k.id)
		}
	}
}

// body writes a link; key leads from it to its element.
func (a *annotation) body(key int) string {
	target := fmt.Sprintf("/Dest [%d 0 R /XYZ 0 %.2f null]", pageObject(a.to), a.toTop)
	if a.uri != "" {
		target = "/A <</S /URI /URI " + byteString(a.uri) + ">>"
	}
	return fmt.Sprintf("<</Type /Annot /Subtype /Link /Rect [%.2f %.2f %.2f %.2f] /Border [0 0 0] /F 4 /P %d 0 R /StructParent %d /Contents %s %s>>",
		a.rect[0], a.rect[1], a.rect[2], a.rect[3], pageObject(a.page), key, textString(a.words), target)
}

// parents writes the table from pages and links to elements.
func (t *tree) parents(pages int) string {
	var b strings.Builder
	b.WriteString("<</Nums [")
	for page := 1; page <= pages; page++ {
		fmt.Fprintf(&b, "%d [", page-1)
		for _, e := range t.pieces[page] {
			fmt.Fprintf(&b, "%d 0 R ", e.object)
		}
		b.WriteString("]\n")
	}
	for i, a := range t.links {
		fmt.Fprintf(&b, "%d %d 0 R\n", pages+i, a.element.object)
	}
	b.WriteString("]>>")
	return b.String()
}

// pageObject is the number of a page in gofpdf's file: 3, 5, 7, ...
func pageObject(page int) int { return 1 + 2*page }

// textString writes any text as a PDF string, UTF-16 in hexadecimal.
func textString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	b.WriteByte('>')
	return b.String()
}

// byteString writes an address as a PDF string.
func byteString(s string) string { return fmt.Sprintf("<%X>", s) }
