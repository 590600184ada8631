// Package i18n holds the interface's words in English and French, and writes
// numbers, dates and times as each language does. A key stands in both
// languages or the program does not start.
package i18n

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

//go:embed words/*.yaml
var files embed.FS

// Languages are the portal's two, in the order shown.
var Languages = []string{"en", "fr"}

// Other gives the other language.
func Other(lang string) string {
	if lang == "fr" {
		return "en"
	}
	return "fr"
}

// Words are the interface's words in one language. Safe for concurrent use.
type Words struct {
	Lang   string
	plain  map[string]string
	lookup *goi18n.Localizer
	keys   map[string]bool
}

var all = mustLoad()

// For gives the words of "fr", and English for any other.
func For(lang string) *Words {
	if lang == "fr" {
		return all["fr"]
	}
	return all["en"]
}

// T gives the words for a key. Arguments fill {{.a}}, {{.b}}, ... in order; a
// whole number in front also chooses singular or plural. Words among the
// arguments stand as they are: the pages escape them. An unknown key gives the
// key itself in brackets, which a test refuses.
func (w *Words) T(key string, args ...any) string {
	if len(args) == 0 {
		if s, ok := w.plain[key]; ok {
			return s
		}
	}
	data := map[string]any{}
	for i, a := range args {
		if n, ok := a.(int); ok {
			a = w.Number(n)
		}
		data[string(rune('a'+i))] = a
	}
	c := &goi18n.LocalizeConfig{MessageID: key, TemplateData: data}
	if len(args) > 0 {
		if n, ok := args[0].(int); ok {
			c.PluralCount = n
		}
	}
	s, err := w.lookup.Localize(c)
	if err != nil {
		return "[" + key + "]"
	}
	return s
}

// Has reports whether a key exists.
func (w *Words) Has(key string) bool { return w.keys[key] }

// Keys gives every key in order.
func (w *Words) Keys() []string { return slices.Sorted(maps.Keys(w.keys)) }

func mustLoad() map[string]*Words {
	words, err := load(files)
	if err != nil {
		panic(err)
	}
	return words
}

func load(fsys fs.FS) (map[string]*Words, error) {
	bundle := goi18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	out := map[string]*Words{}
	for _, lang := range Languages {
		w := &Words{Lang: lang, plain: map[string]string{}, keys: map[string]bool{}}
		names, err := fs.Glob(fsys, "words/*."+lang+".yaml")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if err := w.read(bundle, fsys, name); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
		w.lookup = goi18n.NewLocalizer(bundle, lang)
		out[lang] = w
	}
	return out, same(out["en"].Keys(), out["fr"].Keys())
}

func (w *Words) read(bundle *goi18n.Bundle, fsys fs.FS, name string) error {
	file, err := bundle.LoadMessageFileFS(fsys, name)
	if err != nil {
		return err
	}
	for _, m := range file.Messages {
		if w.keys[m.ID] {
			return fmt.Errorf("%s stands twice", m.ID)
		}
		w.keys[m.ID] = true
		if m.One == "" && !strings.Contains(m.Other, "{{") {
			w.plain[m.ID] = m.Other
		}
	}
	return nil
}

// same refuses keys that stand in one language only.
func same(en, fr []string) error {
	var lonely []string
	for _, k := range en {
		if !slices.Contains(fr, k) {
			lonely = append(lonely, k+" has no French")
		}
	}
	for _, k := range fr {
		if !slices.Contains(en, k) {
			lonely = append(lonely, k+" has no English")
		}
	}
	if len(lonely) > 0 {
		return fmt.Errorf("words: %s", strings.Join(lonely, ", "))
	}
	return nil
}
