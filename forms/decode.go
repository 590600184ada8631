package forms

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// decode reads one file strictly into v and checks what holds for all prose. It
// reports whether v holds the whole file: after an unknown field or a value of
// the wrong kind it still does, so that the rest is checked too.
func (c *checker) decode(fsys fs.FS, file string, v any) bool {
	c.files[file] = nil
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		c.add(Problem{File: file, Line: 1, Text: "cannot be read: " + cause(err)})
		return false
	}
	node := &yaml.Node{}
	if err := yaml.Unmarshal(data, node); err != nil {
		c.add(syntax(file, data, err))
		return false
	}
	if node.Kind == 0 {
		c.add(Problem{File: file, Line: 1, Text: "is empty"})
		return false
	}
	c.prose(file, node, "")
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	whole := c.shape(file, dec.Decode(v))
	if whole {
		c.files[file] = node
	}
	second := yaml.Node{Line: 1}
	if err := dec.Decode(&second); !errors.Is(err, io.EOF) {
		c.add(Problem{File: file, Line: second.Line, Text: "holds more than one document"})
	}
	return whole
}

func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

var (
	yamlLine      = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)`)
	unknownField  = regexp.MustCompile(`^field (.+) not found in type .*`)
	repeatedField = regexp.MustCompile(`^(?:mapping key|field) "?([^"]+)"? already .*`)
	wrongKind     = regexp.MustCompile(`^cannot unmarshal !!(.+) into (.+)`)
)

// wants says in words what belongs where the library names a Go type; any other
// type is a list or a group of fields.
var wants = map[string]string{"string": "one text", "int": "a whole number", "bool": "true or false"}

// located takes "line 5: what is wrong" apart; the line is 1 when none is named.
func located(message string) (line int, text string) {
	found := yamlLine.FindStringSubmatch(message)
	if found == nil {
		return 1, strings.TrimPrefix(message, "yaml: ")
	}
	line, _ = strconv.Atoi(found[1])
	return line, found[2]
}

// syntax is the problem of a file that is not YAML. For what the parser did not
// expect, the library names the line before the one where the list or mapping
// begins; the line wanted is the first that makes the text wrong.
func syntax(file string, data []byte, err error) Problem {
	line, text := located(err.Error())
	if !strings.HasPrefix(text, "did not find expected") {
		return Problem{File: file, Line: line, Text: text}
	}
	lines := bytes.SplitAfter(data, []byte("\n"))
	line = 1 + sort.Search(len(lines)-1, func(n int) bool {
		err := yaml.Unmarshal(bytes.Join(lines[:n+1], nil), &yaml.Node{})
		return err != nil && strings.HasSuffix(err.Error(), text)
	})
	return Problem{File: file, Line: line, Text: text}
}

// shape reports what of a file had no place in the pack, and whether the rest
// was read whole: the library leaves out a whole mapping with a field that
// stands twice, and then nothing can be said about what follows it.
func (c *checker) shape(file string, err error) (whole bool) {
	var te *yaml.TypeError
	if !errors.As(err, &te) {
		if err != nil {
			line, text := located(err.Error())
			c.add(Problem{File: file, Line: line, Text: text})
		}
		return err == nil
	}
	whole = true
	for _, m := range te.Errors {
		line, text := located(m)
		switch {
		case repeatedField.MatchString(text):
			whole = false
			text = repeatedField.ReplaceAllString(text, "field “$1” stands twice")
		case wrongKind.MatchString(text):
			found := wrongKind.FindStringSubmatch(text)
			whole = whole && !strings.Contains(found[2], "forms.")
			c.unreadAt[place{file, line}] = true
			text = "wants " + cmp.Or(wants[found[2]], "a list or fields") + ", found " + found[1]
		default:
			text = unknownField.ReplaceAllString(text, "unknown field “$1”")
		}
		c.add(Problem{File: file, Line: line, Text: text})
	}
	return whole
}
