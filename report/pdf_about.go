package report

import (
	"fmt"
	"strings"
	"time"
)

// about is what a file says of itself beside its pages.
type about struct {
	lang, title, author string
	number              string // 16 hexadecimal digits
	changedAt           int64  // seconds since 1970; 0 leaves every date out
}

// finish gives the drawn file its structure, outline and description, which
// gofpdf cannot write, and returns the whole file.
func (s *sheet) finish(a about) ([]byte, error) {
	f, err := s.output()
	if err != nil {
		return nil, err
	}
	catalog := len(f.objects) // gofpdf writes the catalog last and the description before it
	info := catalog - 1
	if err := f.compress(s.pages); err != nil {
		return nil, err
	}
	s.tree.root.lang = a.lang
	root := s.tree.write(f, s.pages)
	for page := 1; page <= s.pages; page++ {
		f.put(pageObject(page), pageBody(f.body(pageObject(page)), page, s.tree.links))
	}
	outline := putOutline(f, s.tree.marks)
	xmp := a.xmp()
	metadata := f.add(fmt.Sprintf("<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", len(xmp), xmp))
	f.put(info, a.info())
	f.put(catalog, fmt.Sprintf("<</Type /Catalog /Pages 1 0 R /Outlines %d 0 R /PageMode /UseOutlines /StructTreeRoot %d 0 R"+
		" /MarkInfo <</Marked true>> /Lang %s /ViewerPreferences <</DisplayDocTitle true>> /Metadata %d 0 R>>",
		outline, root, textString(a.lang), metadata))
	return f.bytes(catalog, info, a.number+a.number), nil
}

// pageBody adds to a page where its content stands in the structure, and its links.
func pageBody(body string, page int, links []*annotation) string {
	var annots []string
	for _, a := range links {
		if a.page == page {
			annots = append(annots, fmt.Sprintf("%d 0 R", a.object))
		}
	}
	more := fmt.Sprintf("<</StructParents %d /Tabs /S ", page-1)
	if len(annots) > 0 {
		more += "/Annots [" + strings.Join(annots, " ") + "] "
	}
	return more + strings.TrimPrefix(body, "<<")
}

// info is the file's description as old readers look for it.
func (a about) info() string {
	body := fmt.Sprintf("<</Title %s /Author %s /Creator %s /Producer %s",
		textString(a.title), textString(a.author), textString("Eleven"), textString("Eleven (gofpdf)"))
	if a.changedAt != 0 {
		date := time.Unix(a.changedAt, 0).UTC().Format("D:20060102150405Z")
		body += fmt.Sprintf(" /CreationDate (%s) /ModDate (%s)", date, date)
	}
	return body + ">>"
}

const xmpShape = `<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%[1]s</rdf:li><rdf:li xml:lang="%[3]s">%[1]s</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>%[2]s</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>%[3]s</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>Eleven (gofpdf)</pdf:Producer><xmp:CreatorTool>Eleven</xmp:CreatorTool>%[4]s
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`

// xmp is the same description as XML.
func (a about) xmp() string {
	dates := ""
	if a.changedAt != 0 {
		date := time.Unix(a.changedAt, 0).UTC().Format(time.RFC3339)
		dates = fmt.Sprintf("<xmp:CreateDate>%[1]s</xmp:CreateDate><xmp:ModifyDate>%[1]s</xmp:ModifyDate>", date)
	}
	return fmt.Sprintf(xmpShape, xmlText(a.title), xmlText(a.author), a.lang, dates)
}

// xmlText escapes text for XML and leaves out what XML cannot hold.
func xmlText(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, string(undrawable)) {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r < ' ' || r == 0xfffe || r == 0xffff:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
