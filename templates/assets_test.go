package templates

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestEachBuiltFileHasAnAddressOfItsContent(t *testing.T) {
	address := regexp.MustCompile(`^/static/([a-z]+)\.([0-9a-f]{16})(\.[a-z]+)$`)
	for name, kind := range map[string]string{
		"app.css": "text/css; charset=utf-8", "app.js": "text/javascript; charset=utf-8", "mark.svg": "image/svg+xml",
	} {
		m := address.FindStringSubmatch(Asset(name))
		if m == nil || m[1]+m[3] != name {
			t.Errorf("%s is at %q: run make assets", name, Asset(name))
			continue
		}
		body, got, ok := Content(strings.TrimPrefix(Asset(name), "/static/"))
		sum := sha256.Sum256(body)
		if !ok || len(body) == 0 || got != kind || hex.EncodeToString(sum[:8]) != m[2] {
			t.Errorf("%s: %d bytes of %s, %t, digest %x", name, len(body), got, ok, sum[:8])
		}
	}
}

func TestNothingElseIsServed(t *testing.T) {
	for _, file := range []string{"app.css", "", ".keep", "../templates.go", "app.0000000000000000.css"} {
		if _, _, ok := Content(file); ok {
			t.Errorf("%q is served", file)
		}
	}
	if Asset("missing.css") != "" {
		t.Error("a file that was not built has an address")
	}
}

func TestTheMarkIsElevenDotsInSevenGroups(t *testing.T) {
	drawn, err := os.ReadFile("assets/mark.svg")
	if err != nil {
		t.Fatal(err)
	}
	built, _, _ := Content(strings.TrimPrefix(Asset("mark.svg"), "/static/"))
	if !bytes.Equal(drawn, built) {
		t.Error("the built mark is not the drawn one: run make assets")
	}
	if n := bytes.Count(drawn, []byte("<circle")); n != 11 || len(drawn) > 1000 || !bytes.Contains(drawn, []byte("#0b5d66")) {
		t.Errorf("%d dots in %d bytes", n, len(drawn))
	}
}

// TestNobodyTellsTheTemplatesNotToEscape looks through the program: text never
// becomes markup by a cast, and no page puts text into a script or a style.
func TestNobodyTellsTheTemplatesNotToEscape(t *testing.T) {
	cast := regexp.MustCompile(`\btemplate\.(HTML|HTMLAttr|JS|JSStr|CSS|URL|Srcset)\b`)
	coded := regexp.MustCompile(`(?is)<(script|style)\b[^>]*>[^<]*\{\{`)
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "var" || d.Name() == "bin" || d.Name() == ".git") {
			return filepath.SkipDir
		}
		page, code := strings.HasSuffix(path, ".html"), strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go")
		if !page && !code {
			return nil
		}
		text, err := os.ReadFile(path)
		if code && cast.Match(text) {
			t.Errorf("%s casts: %s", path, cast.Find(text))
		}
		if page && coded.Match(text) {
			t.Errorf("%s writes into code: %s", path, coded.Find(text))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
