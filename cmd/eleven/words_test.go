package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"eleven/i18n"
)

var (
	// Beginnings to which something is joined: "state." and "submission." in code or page.
	beginning = regexp.MustCompile(`"([a-z][A-Za-z0-9.-]*\.(?:[a-z-]+-)?)"`)
	inPage    = regexp.MustCompile(`\{\{-?\s*t "([^"]+)"`)
)

// sources are the texts of the pages and of the program, tests aside.
func sources(t *testing.T) (pages, all string) {
	t.Helper()
	var p, a strings.Builder
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "var" || d.Name() == ".git" || d.Name() == "bin") {
			return filepath.SkipDir
		}
		page := strings.HasSuffix(path, ".html")
		if !page && (!strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go")) {
			return nil
		}
		text, err := os.ReadFile(path)
		if page {
			p.Write(text)
		}
		a.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return p.String(), a.String()
}

func TestEveryWordAPageAsksForExists(t *testing.T) {
	pages, _ := sources(t)
	for _, m := range inPage.FindAllStringSubmatch(pages, -1) {
		if !i18n.For("en").Has(m[1]) {
			t.Errorf("a page asks for %q, which has no words", m[1])
		}
	}
}

func TestEveryWordIsUsed(t *testing.T) {
	_, all := sources(t)
	begun := map[string]bool{}
	for _, m := range beginning.FindAllStringSubmatch(all, -1) {
		begun[m[1]] = true
	}
	for _, key := range i18n.For("en").Keys() {
		if !strings.Contains(all, `"`+key+`"`) && !joined(key, begun) && !halved(key, all) {
			t.Errorf("nobody uses the words %q", key)
		}
	}
}

// joined reports whether a key is made from a beginning that the program joins
// something to, or one behind "error.", "said." or "field.".
func joined(key string, begun map[string]bool) bool {
	for _, prefix := range []string{"error.", "said.", "field."} {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	for i := range key {
		if begun[key[:i]] {
			return true
		}
	}
	return false
}

// halved reports whether the program holds a key in two halves, such as
// "people" and ".title".
func halved(key, all string) bool {
	for i := range key {
		if key[i] == '.' && strings.Contains(all, `"`+key[:i]+`"`) && strings.Contains(all, `"`+key[i:]+`"`) {
			return true
		}
	}
	return false
}
