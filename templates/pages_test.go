package templates

import (
	"html/template"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"testing"
	syntax "text/template/parse"

	"github.com/jba/templatecheck"

	"eleven/forms"
	"eleven/i18n"
)

// tried is what the tests need of every page, whatever its own struct.
type tried interface {
	Name() string
	typed(lang string) error
	tree(t *testing.T, lang string) *template.Template
	draw(t *testing.T, f Frame, how filling) string
}

// typed checks every field and call of the page against its struct.
func (p Page[T]) typed(lang string) error {
	set, err := parse(lang, pageFiles...)
	if err != nil {
		return err
	}
	return templatecheck.CheckHTMLStrict(set.Lookup(p.name+".html"), data[T]{})
}

func (p Page[T]) tree(t *testing.T, lang string) *template.Template {
	t.Helper()
	set, err := parse(lang, pageFiles...)
	if err != nil {
		t.Fatal(err)
	}
	return set.Lookup(p.name + ".html")
}

// draw draws the page with every field filled in one way.
func (p Page[T]) draw(t *testing.T, f Frame, how filling) string {
	t.Helper()
	var b strings.Builder
	if err := p.Render(&b, f, filled[T](how)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// questions is the page of one principle with its questions on it.
type questions struct {
	Page[PrinciplePage]
	pack *forms.Pack
	pr   *forms.Principle
}

func questionsOf(t *testing.T, number int) questions {
	t.Helper()
	pack, err := forms.Current()
	if err != nil {
		t.Fatal(err)
	}
	pr := pack.Principle(number)
	return questions{PrincipleForm(pack, pr), pack, pr}
}

func (q questions) Name() string { return "principle " + strconv.Itoa(q.pr.Number) }

func (q questions) typed(lang string) error {
	set, err := parsePrinciple(q.pack, q.pr, lang)
	if err != nil {
		return err
	}
	return templatecheck.CheckHTMLStrict(set.Lookup("principle.html"), data[PrinciplePage]{})
}

func (q questions) tree(t *testing.T, lang string) *template.Template {
	t.Helper()
	set, err := parsePrinciple(q.pack, q.pr, lang)
	if err != nil {
		t.Fatal(err)
	}
	return set.Lookup("questions")
}

// draw asks every question of the principle, filled in one way.
func (q questions) draw(t *testing.T, f Frame, how filling) string {
	t.Helper()
	body := filled[PrinciplePage](how)
	for i, asked := range q.pr.Questions {
		if i >= len(body.Questions) {
			body.Questions = append(body.Questions, filled[QuestionView](how))
		}
		body.Questions[i].ID = asked.ID
	}
	var b strings.Builder
	if err := q.Render(&b, f, body); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// everyPage runs a test on each page in each language, and on one principle's
// with its questions.
func everyPage(t *testing.T, try func(t *testing.T, p tried, lang string)) {
	t.Helper()
	all := []tried{questionsOf(t, 1)}
	for _, page := range pages {
		p, ok := page.(tried)
		if !ok {
			t.Fatalf("%T is no page", page)
		}
		all = append(all, p)
	}
	for _, p := range all {
		for _, lang := range i18n.Languages {
			t.Run(p.Name()+" "+lang, func(t *testing.T) { try(t, p, lang) })
		}
	}
}

func TestEveryPageIsDrawnFromNothing(t *testing.T) {
	if err := Try(); err != nil {
		t.Error(err)
	}
}

// TestEveryPrinciplesQuestionsAreDrawn looks for each question's prose and
// controls on its principle's page.
func TestEveryPrinciplesQuestionsAreDrawn(t *testing.T) {
	for n := range 11 {
		q := questionsOf(t, n+1)
		for _, lang := range i18n.Languages {
			if err := q.typed(lang); err != nil {
				t.Errorf("%s: %v", q.Name(), err)
			}
			doc := document(t, q.draw(t, frames(lang)["somebody"], allYes))
			for _, asked := range q.pr.Questions {
				section := doc.Find(`[data-question="` + asked.ID + `"]`)
				if got := strings.TrimSpace(section.Find("h2").Text()); got != asked.Prompt.In(lang) {
					t.Errorf("%s asks %q", asked.ID, got)
				}
				for i, level := range asked.Levels {
					label := section.Find(`input[value="` + strconv.Itoa(i) + `"] + label span`)
					if label.Text() != level.In(lang) {
						t.Errorf("%s, level %d reads %q", asked.ID, i, label.Text())
					}
				}
				if section.Find(`input[type="radio"]`).Length() != 7 {
					t.Errorf("%s has %d choices", asked.ID, section.Find(`input[type="radio"]`).Length())
				}
			}
		}
	}
}

func TestEveryPageNamesOnlyFieldsItsStructHas(t *testing.T) {
	everyPage(t, func(t *testing.T, p tried, lang string) {
		if err := p.typed(lang); err != nil {
			t.Error(err)
		}
	})
}

func TestEveryFileIsAPage(t *testing.T) {
	known := map[string]bool{"layout.html": true, "parts.html": true, "question.html": true}
	for _, page := range pages {
		known[page.(tried).Name()+".html"] = true
	}
	entries, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !known[e.Name()] {
			t.Errorf("nobody draws %s", e.Name())
		}
	}
}

// Every page and part stands in one set, where a second text of a name would
// take the place of the first.
func TestEveryTemplateIsDefinedOnce(t *testing.T) {
	names, err := fs.Glob(files, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	define := regexp.MustCompile(`{{-? *(?:define|block) "([^"]+)"`)
	first := map[string]string{}
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range define.FindAllStringSubmatch(string(text), -1) {
			if first[m[1]] != "" {
				t.Errorf("%s defines %s, as %s does", name, m[1], first[m[1]])
			}
			first[m[1]] = name
		}
	}
}

// TestWordsGetTheArgumentsTheyFill compares each {{t "key" ...}} with the places
// that the words of the key have.
func TestWordsGetTheArgumentsTheyFill(t *testing.T) {
	everyPage(t, func(t *testing.T, p tried, lang string) {
		for _, part := range p.tree(t, lang).Templates() {
			if part.Tree != nil {
				commands(part.Tree.Root, func(c *syntax.CommandNode) { checkArguments(t, i18n.For(lang), c) })
			}
		}
	})
}

func checkArguments(t *testing.T, w *i18n.Words, c *syntax.CommandNode) {
	t.Helper()
	name, ok := c.Args[0].(*syntax.IdentifierNode)
	if !ok || name.Ident != "t" || len(c.Args) < 2 {
		return
	}
	key, ok := c.Args[1].(*syntax.StringNode)
	if !ok {
		return // a key made of pieces: the drawn pages show whether it exists
	}
	given := make([]any, len(c.Args)-2)
	for i := range given {
		given[i] = "argument " + strconv.Itoa(i)
	}
	text := w.T(key.Text, given...)
	if strings.Contains(text, "<no value>") {
		t.Errorf("{{t %q}} has %d arguments and the words want more: %s", key.Text, len(given), text)
	}
	for i := 1; i < len(given); i++ { // the first may only choose between one and many
		if !strings.Contains(text, given[i].(string)) {
			t.Errorf("{{t %q}} has %d arguments and the words want fewer: %s", key.Text, len(given), text)
		}
	}
}

// commands calls f for every command below a node.
func commands(node syntax.Node, f func(*syntax.CommandNode)) {
	switch n := node.(type) {
	case *syntax.ListNode:
		if n == nil {
			return
		}
		for _, child := range n.Nodes {
			commands(child, f)
		}
	case *syntax.ActionNode:
		commands(n.Pipe, f)
	case *syntax.IfNode:
		branches(&n.BranchNode, f)
	case *syntax.RangeNode:
		branches(&n.BranchNode, f)
	case *syntax.WithNode:
		branches(&n.BranchNode, f)
	case *syntax.TemplateNode:
		commands(n.Pipe, f)
	case *syntax.PipeNode:
		if n == nil {
			return
		}
		for _, c := range n.Cmds {
			commands(c, f)
		}
	case *syntax.CommandNode:
		f(n)
		for _, arg := range n.Args {
			commands(arg, f)
		}
	case *syntax.ChainNode:
		commands(n.Node, f)
	}
}

func branches(n *syntax.BranchNode, f func(*syntax.CommandNode)) {
	commands(n.Pipe, f)
	commands(n.List, f)
	if n.ElseList != nil {
		commands(n.ElseList, f)
	}
}
