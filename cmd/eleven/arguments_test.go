package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"eleven/i18n"
)

// asks are the calls that name words: where the key stands, and what comes
// before it in the catalogue. Arguments follow the key.
var asks = map[string]struct {
	at     int
	prefix string
}{
	"T":           {0, ""},
	"Problematic": {1, "error."},
}

// TestWordsInTheProgramGetTheArgumentsTheyFill compares each call with a key
// written out with the places that the words of the key have.
func TestWordsInTheProgramGetTheArgumentsTheyFill(t *testing.T) {
	seen := 0
	for _, room := range []string{"forms", "handlers", "mail", "report", "templates", "i18n"} {
		err := filepath.WalkDir("../../"+room, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && checkCall(t, files.Position(n.Pos()).String(), call) {
					seen++
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 100 {
		t.Errorf("found %d calls only", seen)
	}
}

// checkCall checks one call, and reports whether it names words.
func checkCall(t *testing.T, where string, call *ast.CallExpr) bool {
	t.Helper()
	name := ""
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		name = f.Sel.Name
	case *ast.Ident:
		name = f.Name
	}
	ask, ok := asks[name]
	if !ok || len(call.Args) <= ask.at || call.Ellipsis.IsValid() {
		return false
	}
	literal, ok := call.Args[ask.at].(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return false
	}
	key, err := strconv.Unquote(literal.Value)
	if err != nil {
		t.Fatal(err)
	}
	checkWords(t, where, ask.prefix+key, len(call.Args)-ask.at-1)
	return true
}

func checkWords(t *testing.T, where, key string, n int) {
	t.Helper()
	given := make([]any, n)
	for i := range given {
		given[i] = "argument " + strconv.Itoa(i)
	}
	for _, lang := range i18n.Languages {
		w := i18n.For(lang)
		text := w.T(key, given...)
		if !w.Has(key) || strings.Contains(text, "<no value>") {
			t.Errorf("%s asks for %q with %d arguments: %s", where, key, n, text)
		}
		for i := 1; i < n; i++ { // the first may only choose between one and many
			if !strings.Contains(text, given[i].(string)) {
				t.Errorf("%s gives %q %d arguments, which fill fewer places: %s", where, key, n, text)
			}
		}
	}
}
