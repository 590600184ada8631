package report

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"sort"
	"strconv"
)

// pdfFile is a PDF as gofpdf wrote it, taken apart into objects so that what
// gofpdf cannot write can be put in. objects[0] is object 1.
type pdfFile struct {
	objects [][]byte
}

var errNoObjects = errors.New("report: the drawn file has no list of objects")

// readFile takes gofpdf's output apart. gofpdf writes one list of offsets of
// fixed width at the end, and every object in one piece.
func readFile(data []byte) (*pdfFile, error) {
	start := bytes.LastIndex(data, []byte("\nxref\n"))
	if start < 0 {
		return nil, errNoObjects
	}
	xref := data[start+len("\nxref\n"):]
	var first, count int
	if _, err := fmt.Sscanf(string(xref[:min(len(xref), 24)]), "%d %d", &first, &count); err != nil {
		return nil, fmt.Errorf("%w: %w", errNoObjects, err)
	}
	entries := xref[bytes.IndexByte(xref, '\n')+1:]
	offsets := make([]int, 0, count)
	const width = len("0000000000 00000 n \n")
	for n := 1; n < count; n++ {
		at, err := strconv.Atoi(string(entries[n*width : n*width+10]))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errNoObjects, err)
		}
		offsets = append(offsets, at)
	}
	return &pdfFile{objects: split(data[:start+1], offsets)}, nil
}

// split cuts the objects' bodies out of the file.
func split(data []byte, offsets []int) [][]byte {
	sorted := append(append([]int{}, offsets...), len(data))
	sort.Ints(sorted)
	out := make([][]byte, len(offsets))
	for n, at := range offsets {
		end := sorted[sort.SearchInts(sorted, at+1)]
		body := data[at:end]
		body = body[bytes.Index(body, []byte("obj\n"))+len("obj\n"):]
		out[n] = body[:bytes.LastIndex(body, []byte("\nendobj"))]
	}
	return out
}

// reserve gives the number of a new object to be put later.
func (f *pdfFile) reserve() int {
	f.objects = append(f.objects, nil)
	return len(f.objects)
}

// put sets the body of an object.
func (f *pdfFile) put(number int, body string) { f.objects[number-1] = []byte(body) }

// add appends an object and gives its number.
func (f *pdfFile) add(body string) int {
	n := f.reserve()
	f.put(n, body)
	return n
}

// body gives the body of an object.
func (f *pdfFile) body(number int) string { return string(f.objects[number-1]) }

const (
	streamStart = "\nstream\n"
	streamEnd   = "\nendstream"
)

// compress packs the content of each page.
func (f *pdfFile) compress(pages int) error {
	var packed bytes.Buffer
	z, err := zlib.NewWriterLevel(&packed, zlib.BestSpeed)
	if err != nil {
		return fmt.Errorf("compress: %w", err)
	}
	for page := 1; page <= pages; page++ {
		number := pageObject(page) + 1 // gofpdf writes a page's content after the page
		_, content, _ := bytes.Cut(f.objects[number-1], []byte(streamStart))
		packed.Reset()
		z.Reset(&packed)
		if _, err := z.Write(bytes.TrimSuffix(content, []byte(streamEnd))); err != nil {
			return fmt.Errorf("compress page %d: %w", page, err)
		}
		if err := z.Close(); err != nil {
			return fmt.Errorf("compress page %d: %w", page, err)
		}
		head := fmt.Sprintf("<</Filter /FlateDecode /Length %d>>", packed.Len())
		f.put(number, head+streamStart+packed.String()+streamEnd)
	}
	return nil
}

// bytes writes the file anew. The id names its content.
func (f *pdfFile) bytes(root, info int, id string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(f.objects))
	for i, body := range f.objects {
		offsets[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n", i+1)
		out.Write(body)
		out.WriteString("\nendobj\n")
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(offsets)+1, root, info, id, id, xref)
	return out.Bytes()
}
