package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// holes are packages that no room needs, each with what it would let in.
var holes = map[string]string{
	"math/rand": "a secret that can be guessed", "math/rand/v2": "a secret that can be guessed", "os/exec": "a shell",
	"crypto/md5": "a digest that can be forged", "crypto/sha1": "a digest that can be forged", "crypto/des": "a weak cipher", "crypto/rc4": "a weak cipher",
	"encoding/gob": "values of any kind", "encoding/xml": "outside entities", "plugin": "foreign code", "unsafe": "memory of others",
	"net/http/pprof": "a look inside", "expvar": "a look inside", "text/template": "pages that escape nothing",
}

func TestNoRoomImportsAHole(t *testing.T) {
	for room, imports := range imports(t) {
		for _, imported := range imports {
			if what, hole := holes[imported]; hole {
				t.Errorf("%s imports %s: %s", room, imported, what)
			}
		}
	}
}

// words are what would switch a protection off, by kind of file.
var words = map[string][]string{
	".go":   {"InsecureSkip" + "Verify", "template." + "HTML(", "template." + "JS(", "template." + "URL(", "template." + "CSS(", "template." + "HTMLAttr("},
	".js":   {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"},
	".html": {"<style", " onclick=", " onload=", "javascript:", "style=\""},
}

func TestNoSourceSwitchesAProtectionOff(t *testing.T) {
	read := 0
	for _, pattern := range []string{"../../*/*.go", "../../*/*/*.go", "../../templates/*.html", "../../templates/assets/*.js"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range slices.DeleteFunc(files, func(f string) bool { return strings.Contains(f, "node_modules") }) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			read++
			for _, word := range words[filepath.Ext(file)] {
				if strings.Contains(string(text), word) && !strings.HasSuffix(file, "holes_test.go") {
					t.Errorf("%s holds %s", file, word)
				}
			}
		}
	}
	if read < 100 {
		t.Errorf("%d files read only", read)
	}
}
