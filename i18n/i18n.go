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
	plural map[string]bool // keys with a form for one
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
	if s, ok := w.plain[key]; ok {
		return s
	}
	data := map[string]any{}
	for i, a := range args {
		if n, ok := a.(int); ok {
			a = w.Number(n)
		}
		data[string(rune('a'+i))] = a
	}
	c := &goi18n.LocalizeConfig{MessageID: key, TemplateData: data}
	if len(args) > 0 && w.plural[key] {
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
	out := map[string]*Words{}
	for _, lang := range Languages {
		w := &Words{Lang: lang, plain: map[string]string{}, keys: map[string]bool{}, plural: map[string]bool{}}
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
	return out, same(out["en"], out["fr"])
}

// read takes the words of one file. go-i18n's own reader refuses a key named
// "other" or "many" beside ordinary ones, and some codes are named so.
func (w *Words) read(bundle *goi18n.Bundle, fsys fs.FS, name string) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	var tree map[string]any
	if err := yaml.Unmarshal(text, &tree); err != nil {
		return err
	}
	for _, m := range messages("", tree) {
		if w.keys[m.ID] {
			return fmt.Errorf("%s stands twice", m.ID)
		}
		if m.Other == "" {
			return fmt.Errorf("%s is empty", m.ID)
		}
		w.keys[m.ID], w.plural[m.ID] = true, m.One != ""
		if m.One == "" && !strings.Contains(m.Other, "{{") {
			w.plain[m.ID] = m.Other
		}
		if err := bundle.AddMessages(language.Make(w.Lang), m); err != nil {
			return fmt.Errorf("%s: %w", m.ID, err)
		}
	}
	return nil
}

// messages flattens nested keys: they join with a dot. A map of exactly one and
// other is one message in two forms.
func messages(prefix string, tree map[string]any) []*goi18n.Message {
	var out []*goi18n.Message
	for _, key := range slices.Sorted(maps.Keys(tree)) {
		id := prefix + key
		branch, nested := branchOf(tree[key])
		one, isOne := branch["one"].(string)
		other, isOther := branch["other"].(string)
		switch {
		case nested && isOne && isOther && len(branch) == 2:
			// French counts whole millions as "many", which here read like the rest.
			out = append(out, &goi18n.Message{ID: id, One: one, Many: other, Other: other})
		case nested:
			out = append(out, messages(id+".", branch)...)
		default:
			out = append(out, &goi18n.Message{ID: id, Other: fmt.Sprint(tree[key])})
		}
	}
	return out
}

// branchOf reads a nested map; a key such as 0 or 1, which YAML takes for a
// number, is its text.
func branchOf(v any) (map[string]any, bool) {
	if branch, ok := v.(map[string]any); ok {
		return branch, true
	}
	mixed, ok := v.(map[any]any)
	branch := make(map[string]any, len(mixed))
	for key, value := range mixed {
		branch[fmt.Sprint(key)] = value
	}
	return branch, ok
}

// same refuses keys that stand in one language only, and plurals of one only.
func same(en, fr *Words) error {
	var lonely []string
	for _, k := range en.Keys() {
		switch {
		case !fr.Has(k):
			lonely = append(lonely, k+" has no French")
		case en.plural[k] != fr.plural[k]:
			lonely = append(lonely, k+" has a plural in one language only")
		}
	}
	for _, k := range fr.Keys() {
		if !en.Has(k) {
			lonely = append(lonely, k+" has no English")
		}
	}
	if len(lonely) > 0 {
		return fmt.Errorf("words: %s", strings.Join(lonely, ", "))
	}
	return nil
}
