package forms

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Problem is one thing wrong with a pack. A warning does not stop it from loading.
type Problem struct {
	File    string
	Line    int
	Text    string
	Warning bool
}

func (p Problem) String() string {
	kind := ""
	if p.Warning {
		kind = "warning: "
	}
	return fmt.Sprintf("%s:%d: %s%s", p.File, p.Line, kind, p.Text)
}

// Problems is every problem of a pack, in file and line order.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

const principles = 11

// Load reads the pack whose files stand at the root of fsys: pack.yaml and
// p01.yaml to p11.yaml. Decoding is strict. When anything is wrong the error is
// Problems, holding every problem at once with file and line.
func Load(fsys fs.FS) (*Pack, error) {
	pack, problems := Check(fsys)
	errs := slices.DeleteFunc(slices.Clone(problems), func(p Problem) bool { return p.Warning })
	if len(errs) > 0 {
		return nil, errs
	}
	return pack, nil
}

// Check reads a pack as Load does and gives all problems, with as much of the
// pack as could be read. Warnings come once nothing else is wrong.
func Check(fsys fs.FS) (*Pack, Problems) {
	c := &checker{files: map[string]*yaml.Node{}, sentences: map[string]string{}, unreadAt: map[place]bool{}}
	pack := &Pack{byID: map[string]*Question{}}
	covered := c.decode(fsys, coverFile, pack)
	for n := 1; n <= principles; n++ {
		pr := &Principle{}
		if c.decode(fsys, principleFile(n), pr) {
			c.principle(pack, pr, n)
		} else {
			pr = &Principle{Number: n}
		}
		pack.Principles = append(pack.Principles, pr)
	}
	if covered {
		c.cover(pack)
	}
	c.references(pack)
	if len(c.problems) == 0 {
		c.coverage(pack)
		c.shared(pack)
		c.shorts(pack)
	}
	if digest, err := Digest(fsys); err == nil {
		pack.Digest = digest
	}
	c.known(fsys)
	sort.SliceStable(c.problems, func(i, j int) bool {
		a, b := c.problems[i], c.problems[j]
		return a.File < b.File || a.File == b.File && a.Line < b.Line
	})
	return pack, c.problems
}

// Digest is "sha256:" and the hex SHA-256 over each file's path, a NUL and its
// bytes, in path order.
func Digest(fsys fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, path)
		if err != nil {
			return err
		}
		sum.Write([]byte(path + "\x00"))
		sum.Write(data)
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("digest of a pack: %w", err)
	}
	return "sha256:" + hex.EncodeToString(sum.Sum(nil)), nil
}

const coverFile = "pack.yaml"

func principleFile(n int) string { return fmt.Sprintf("p%02d.yaml", n) }

// checker gathers the problems of one pack.
type checker struct {
	files     map[string]*yaml.Node // by name; nil for a file that could not be read
	problems  Problems
	sentences map[string]string // level sentence -> question that used it first
	unreadAt  map[place]bool    // where a value is of the wrong kind, and says nothing more
}

type place struct {
	file string
	line int
}

// at reports a problem at the deepest node that path leads to.
func (c *checker) at(file string, path []any, format string, args ...any) {
	line := lineOf(c.files[file], path)
	if !c.unreadAt[place{file, line}] {
		c.add(Problem{File: file, Line: line, Text: where(path) + fmt.Sprintf(format, args...)})
	}
}

func (c *checker) warn(file string, path []any, format string, args ...any) {
	c.add(Problem{File: file, Line: lineOf(c.files[file], path), Text: where(path) + fmt.Sprintf(format, args...), Warning: true})
}

func (c *checker) add(p Problem) {
	if !slices.Contains(c.problems, p) {
		c.problems = append(c.problems, p)
	}
}

// known reports files that belong to no pack.
func (c *checker) known(fsys fs.FS) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		c.add(Problem{File: ".", Line: 1, Text: err.Error()})
	}
	for _, e := range entries {
		if _, ok := c.files[e.Name()]; !ok {
			c.add(Problem{File: e.Name(), Line: 1, Text: "no such file belongs to a pack"})
		}
	}
}

// lineOf finds the line of the value that path leads to in a document, or of
// the last part of it that exists.
func lineOf(n *yaml.Node, path []any) int {
	if n == nil {
		return 1
	}
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	for _, step := range path {
		next := child(n, step)
		if next == nil {
			break
		}
		n = next
	}
	return max(n.Line, 1)
}

func child(n *yaml.Node, step any) *yaml.Node {
	switch s := step.(type) {
	case int:
		if n.Kind == yaml.SequenceNode && s < len(n.Content) {
			return n.Content[s]
		}
	case string:
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == s {
				return n.Content[i+1]
			}
		}
	}
	return nil
}

// where writes a path as a reader would say it: "questions[3].levels[2].fr: ".
func where(path []any) string {
	if len(path) == 0 {
		return ""
	}
	var b strings.Builder
	for _, step := range path {
		switch s := step.(type) {
		case int:
			fmt.Fprintf(&b, "[%d]", s)
		case string:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(s)
		}
	}
	return b.String() + ": "
}

// join makes a longer path without sharing the first one's memory.
func join(path []any, more ...any) []any {
	return append(slices.Clone(path), more...)
}
