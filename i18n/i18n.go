// Package i18n holds the interface's words in English and French, and writes
// numbers, dates and times as each language does. A key stands in both
// languages or the program does not start.
package i18n

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v3"
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
	Lang     string
	messages map[string]message
	singular map[int]bool // the numbers that take the form for one
}

// message is what a key says: one is nil where numbers change nothing.
type message struct{ one, other text }

var all = sync.OnceValue(func() map[string]*Words {
	words, err := load(files)
	if err != nil {
		panic(err)
	}
	return words
})

// For gives the words of "fr", and English for any other. The first call reads
// them, and panics when a key is missing in one language.
func For(lang string) *Words {
	if lang == "fr" {
		return all()["fr"]
	}
	return all()["en"]
}

// T gives the words for a key. Arguments fill {{.a}}, {{.b}}, ... in order; a
// whole number in front also chooses singular or plural. Words among the
// arguments stand as they are: the pages escape them. An unknown key gives the
// key itself in brackets, which a test refuses.
func (w *Words) T(key string, args ...any) string {
	m, ok := w.messages[key]
	if !ok {
		return "[" + key + "]"
	}
	if m.one != nil && len(args) > 0 {
		if n, ok := args[0].(int); ok && w.singular[n] {
			return m.one.fill(w, args)
		}
	}
	return m.other.fill(w, args)
}

// Has reports whether a key exists.
func (w *Words) Has(key string) bool {
	_, ok := w.messages[key]
	return ok
}

// Keys gives every key in order.
func (w *Words) Keys() []string { return slices.Sorted(maps.Keys(w.messages)) }

func load(fsys fs.FS) (map[string]*Words, error) {
	words, failed := make([]*Words, len(Languages)), make([]error, len(Languages))
	var loading sync.WaitGroup
	for i, lang := range Languages {
		loading.Go(func() { words[i], failed[i] = loadOne(fsys, lang) })
	}
	loading.Wait()
	if err := errors.Join(failed...); err != nil {
		return nil, err
	}
	out := map[string]*Words{}
	for _, w := range words {
		out[w.Lang] = w
	}
	return out, same(out["en"], out["fr"])
}

func loadOne(fsys fs.FS, lang string) (*Words, error) {
	w := &Words{Lang: lang, messages: map[string]message{}, singular: singulars(lang)}
	names, err := fs.Glob(fsys, "words/*."+lang+".yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := w.read(fsys, name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return w, nil
}

// read takes the words of one file. go-i18n's own reader refuses a key named
// "other" or "many" beside ordinary ones, and some codes are named so.
func (w *Words) read(fsys fs.FS, name string) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	var tree map[string]any
	if err := yaml.Unmarshal(data, &tree); err != nil {
		return err
	}
	for _, m := range messages("", tree) {
		if w.Has(m.ID) {
			return fmt.Errorf("%s stands twice", m.ID)
		}
		if m.Other == "" {
			return fmt.Errorf("%s is empty", m.ID)
		}
		one, bad := cut(m.One)
		other, worse := cut(m.Other)
		if err := errors.Join(bad, worse); err != nil {
			return fmt.Errorf("%s: %w", m.ID, err)
		}
		w.messages[m.ID] = message{one, other}
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
			out = append(out, &goi18n.Message{ID: id, One: one, Other: other})
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
		case (en.messages[k].one == nil) != (fr.messages[k].one == nil):
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
