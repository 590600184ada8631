package i18n

import (
	"fmt"
	"strings"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// text is words cut at their places, beginning with the words before the first.
// Empty words give nil.
type text []piece

// piece is an argument, by its place among them, and the words behind it.
type piece struct {
	arg   int
	words string
}

// cut reads words with places such as {{.a}}; there are no other places.
func cut(words string) (text, error) {
	if words == "" {
		return nil, nil
	}
	before, rest, more := strings.Cut(words, "{{")
	out := text{{words: before}}
	for more {
		place, behind, ended := strings.Cut(rest, "}}")
		if !ended || len(place) != len(".a") || place[0] != '.' || place[1] < 'a' || place[1] > 'z' {
			return nil, fmt.Errorf("%q is no place such as {{.a}}", "{{"+place)
		}
		before, rest, more = strings.Cut(behind, "{{")
		out = append(out, piece{int(place[1] - 'a'), before})
	}
	return out, nil
}

// fill puts each argument in its place, numbers as the language writes them.
func (t text) fill(w *Words, args []any) string {
	if len(t) == 1 {
		return t[0].words
	}
	var b strings.Builder
	b.WriteString(t[0].words)
	for _, p := range t[1:] {
		b.WriteString(w.argument(args, p.arg))
		b.WriteString(p.words)
	}
	return b.String()
}

func (w *Words) argument(args []any, i int) string {
	if i >= len(args) {
		return "<no value>"
	}
	switch a := args[i].(type) {
	case string:
		return a
	case int:
		return w.Number(a)
	default:
		return fmt.Sprint(a)
	}
}

// singulars are the numbers for which go-i18n chooses the form for one. Neither
// language has any above one.
func singulars(lang string) map[int]bool {
	tag := language.Make(lang)
	bundle := goi18n.NewBundle(tag)
	form := &goi18n.Message{ID: "form", One: "one", Many: "many", Other: "other"}
	out := map[int]bool{}
	for _, n := range []int{-1, 0, 1} {
		chosen, err := goi18n.NewLocalizer(bundle, lang).Localize(&goi18n.LocalizeConfig{DefaultMessage: form, PluralCount: n})
		out[n] = err == nil && chosen == form.One
	}
	return out
}
