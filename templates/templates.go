// Package templates holds the pages: one html/template file and one struct
// each. A page is told what to show; it asks nothing and decides nothing.
package templates

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"mime"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"eleven/forms"
	"eleven/i18n"
)

//go:embed *.html
var files embed.FS

//go:embed all:static
var static embed.FS

// Page is one page of the portal, drawn from a T.
type Page[T any] struct {
	name string
	in   parsed
}

// Name is the page's file name without its ending.
func (p Page[T]) Name() string { return p.name }

// data is what a template sees: the frame's fields, and the page's own in Body.
type data[T any] struct {
	Frame
	Body T
}

// Render draws the page in the frame's language. Nothing is written when
// drawing fails.
func (p Page[T]) Render(w io.Writer, f Frame, body T) error {
	set, err := p.in[f.Words.Lang]()
	if err != nil {
		return fmt.Errorf("page %s: %w", p.name, err)
	}
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := set.ExecuteTemplate(b, p.name+".html", data[T]{f, body}); err != nil {
		return fmt.Errorf("page %s: %w", p.name, err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// buffers are used again, grown to the size of a page.
var buffers = sync.Pool{New: func() any { return &bytes.Buffer{} }}

// drawn is what Try needs of every page.
type drawn interface{ check() error }

var pages []drawn

// page remembers a page for Try.
func page[T any](name string) Page[T] {
	p := Page[T]{name, everyFile}
	pages = append(pages, p)
	return p
}

// parsed gives each language's set of templates, parsed at the first call.
type parsed map[string]func() (*template.Template, error)

func inEach(parse func(lang string) (*template.Template, error)) parsed {
	out := parsed{}
	for _, lang := range i18n.Languages {
		out[lang] = sync.OnceValues(func() (*template.Template, error) { return parse(lang) })
	}
	return out
}

// everyFile holds every page and the parts that pages share, with the words bound.
var everyFile = inEach(func(lang string) (*template.Template, error) {
	set, err := parse(lang, pageFiles...)
	return fold(set, lang), err
})

// pageFiles are all files but the questions, which principle.go writes into
// the pages of a questionnaire.
var pageFiles = slices.DeleteFunc(mustGlob("*.html"), func(name string) bool { return name == questionFile })

func mustGlob(pattern string) []string {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		panic(err)
	}
	return names
}

func parse(lang string, patterns ...string) (*template.Template, error) {
	return template.New("pages").Funcs(funcs(lang)).ParseFS(files, patterns...)
}

// check draws the page once in each language from an empty T.
func (p Page[T]) check() error {
	for _, lang := range i18n.Languages {
		var empty T
		if err := p.Render(io.Discard, Frame{Words: i18n.For(lang), Zone: time.UTC}, empty); err != nil {
			return fmt.Errorf("%s: %w", lang, err)
		}
	}
	return nil
}

// Try parses and draws every page in both languages, so that a broken page is
// found at start and not by a visitor. Pages never change: once is enough.
var Try = sync.OnceValue(func() error {
	if len(assets) == 0 {
		return errors.New("this program was built without its style sheet and scripts; build it with make build")
	}
	failed := make([]error, len(pages))
	var drawing sync.WaitGroup
	for i, p := range pages {
		drawing.Go(func() { failed[i] = p.check() })
	}
	drawing.Wait()
	return errors.Join(failed...)
})

func funcs(lang string) template.FuncMap {
	w := i18n.For(lang)
	return template.FuncMap{
		"t":       w.T,
		"say":     func(t forms.Text) string { return t.In(lang) },
		"lang":    func() string { return lang },
		"other":   func() string { return i18n.Other(lang) },
		"href":    func(parts ...any) string { return "/" + lang + join(parts) },
		"number":  w.Number,
		"percent": w.Percent,
		"tenths":  w.Tenths,
		"gain":    w.Gain,
		"days":    w.Days,
		"date":    w.Date,
		"clock":   w.Clock,
		"moment":  w.Moment,
		"list":    w.List,
		"field":   field(w),
		"asset":   Asset,
		"add":     func(a, b int) int { return a + b },
		"str":     func(parts ...any) string { return join(parts) },
		"dots":    dots,
		"minus":   func(n int) int { return -n },
	}
}

// join puts texts and numbers behind one another.
func join(parts []any) string {
	var b strings.Builder
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			b.WriteString(p)
		case int:
			b.WriteString(strconv.Itoa(p))
		default:
			fmt.Fprint(&b, p)
		}
	}
	return b.String()
}

// Field is one labelled control of a form: its label and hint are the words
// field.NAME.label and field.NAME.hint.
type Field struct {
	Name, Label, Hint, Value, Error string
	Options                         []Option
}

// Option is one choice of a list, or one checkbox or radio of a group.
type Option struct {
	Value, Text, Hint string
	Chosen            bool
}

// field makes a Field from the frame, the control's name and its value: a
// string, or a list of options.
func field(w *i18n.Words) func(f Frame, name string, value any) Field {
	return func(f Frame, name string, value any) Field {
		out := Field{Name: name, Label: w.T("field." + name + ".label"), Error: f.Problem(name)}
		if key := "field." + name + ".hint"; w.Has(key) {
			out.Hint = w.T(key)
		}
		if options, ok := value.([]Option); ok {
			out.Options = options
		} else {
			out.Value = fmt.Sprint(value)
		}
		return out
	}
}

// assets maps "app.css" to its address with a digest of its content.
var assets, contents = mustAssets()

// Asset gives the address of a built file, such as "app.css".
func Asset(name string) string { return assets[name] }

// Content gives a built file by the last part of its address, and its type.
func Content(file string) (body []byte, kind string, ok bool) {
	body, ok = contents[file]
	return body, mime.TypeByExtension(path.Ext(file)), ok
}

func mustAssets() (addresses map[string]string, bodies map[string][]byte) {
	addresses, bodies = map[string]string{}, map[string][]byte{}
	err := fs.WalkDir(static, "static", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		body, err := static.ReadFile(p)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(body)
		ext := path.Ext(p)
		file := strings.TrimSuffix(path.Base(p), ext) + "." + hex.EncodeToString(sum[:8]) + ext
		addresses[path.Base(p)], bodies[file] = "/static/"+file, body
		return nil
	})
	if err != nil {
		panic(err)
	}
	return addresses, bodies
}
