package main

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"unicode/utf16"
)

// textLine is one line of text on a page, in points from the bottom left.
type textLine struct {
	x, y, size float64
	bold       bool
	text       string
}

// What is looked for in a file that gofpdf wrote, or that the portal made of one.
var (
	contents = regexp.MustCompile(`/Type /Page\s[^>]*(?:>>[^>]*)*?/Contents (\d+) 0 R`)
	stream   = regexp.MustCompile(`^<</Filter /FlateDecode /Length (\d+)>>\nstream\n`)
	resource = regexp.MustCompile(`/(\w+) (\d+) 0 R`)
	boldFont = regexp.MustCompile(`^<</Type /Font\s+/Subtype /Type0\s+/BaseFont /\S*B(?:old)?\s`)
	operator = regexp.MustCompile(`BT(?: /(\w+) ([\d.]+) Tf)?(?: ET| ([-\d.]+) ([-\d.]+) Td \()`)
)

// linesOf reads the lines of every page.
func linesOf(data []byte) ([][]textLine, error) {
	bold := map[string]bool{}
	for _, r := range resource.FindAllSubmatch(data, -1) {
		bold[string(r[1])] = boldFont.Match(object(data, r[2]))
	}
	var pages [][]textLine
	for _, page := range contents.FindAllSubmatch(data, -1) {
		content, err := unpack(object(data, page[1]))
		if err != nil {
			return nil, fmt.Errorf("unpack page %d: %w", len(pages)+1, err)
		}
		pages = append(pages, linesOn(content, bold))
	}
	return pages, nil
}

// object gives the file from where the object with this number begins.
func object(data, number []byte) []byte {
	_, body, _ := bytes.Cut(data, []byte("\n"+string(number)+" 0 obj\n"))
	return body
}

var errNoStream = errors.New("no compressed stream")

// unpack reads a compressed stream.
func unpack(object []byte) ([]byte, error) {
	at := stream.FindSubmatchIndex(object)
	if at == nil {
		return nil, errNoStream
	}
	length, err := strconv.Atoi(string(object[at[2]:at[3]]))
	if err != nil {
		return nil, err
	}
	z, err := zlib.NewReader(bytes.NewReader(object[at[1] : at[1]+length]))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// linesOn reads the lines of one page.
func linesOn(content []byte, bold map[string]bool) (lines []textLine) {
	var now textLine
	for {
		at := operator.FindSubmatchIndex(content)
		if at == nil {
			return lines
		}
		part := func(n int) string { return string(content[at[2*n]:at[2*n+1]]) }
		if at[2] >= 0 {
			now.bold, now.size = bold[part(1)], number(part(2))
		}
		if at[6] < 0 {
			content = content[at[1]:]
			continue
		}
		now.x, now.y = number(part(3)), number(part(4))
		now.text, content = quoted(content[at[1]:])
		lines = append(lines, now)
	}
}

func number(s string) float64 {
	n, _ := strconv.ParseFloat(s, 64) // the pattern lets only numbers through
	return n
}

// quoted reads a string up to its closing bracket.
func quoted(content []byte) (text string, rest []byte) {
	var raw []byte
	for i := 0; i < len(content); i++ {
		switch c := content[i]; c {
		case ')':
			return fromUTF16(raw), content[i+1:]
		case '\\':
			i++
			raw = append(raw, unescaped(content[i]))
		default:
			raw = append(raw, c)
		}
	}
	return fromUTF16(raw), nil
}

func unescaped(c byte) byte {
	if c == 'r' {
		return '\r'
	}
	return c
}

func fromUTF16(raw []byte) string {
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(raw[2*i:])
	}
	return string(utf16.Decode(units))
}
