package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows are the drawing in CONTRIBUTING.md: which rooms a room may import.
var arrows = map[string][]string{
	"eleven/cmd/eleven": {"eleven/handlers", "eleven/db", "eleven/templates", "eleven/report", "eleven/mail", "eleven/forms", "eleven/i18n"},
	"eleven/handlers":   {"eleven/db", "eleven/templates", "eleven/report", "eleven/mail", "eleven/forms", "eleven/i18n"},
	"eleven/db":         {"eleven/forms"},
	"eleven/db/dbtest":  {"eleven/db"},
	"eleven/templates":  {"eleven/forms", "eleven/i18n"},
	"eleven/report":     {"eleven/forms", "eleven/i18n"},
	"eleven/mail":       {"eleven/forms", "eleven/i18n"},
	"eleven/forms":      nil,
	"eleven/i18n":       nil,
}

// owners are the only rooms that may import a library.
var owners = map[string][]string{
	"github.com/gin-gonic/gin":              {"eleven/handlers"},
	"github.com/gorilla/sessions":           {"eleven/handlers"},
	"github.com/mattn/go-sqlite3":           {"eleven/db"},
	"github.com/jackc/pgx/v5/stdlib":        {"eleven/db"},
	"github.com/jung-kurt/gofpdf":           {"eleven/report"},
	"go.yaml.in/yaml/v3":                    {"eleven/forms", "eleven/i18n"},
	"github.com/wneessen/go-mail":           {"eleven/mail"},
	"html/template":                         {"eleven/templates", "eleven/mail"},
	"database/sql":                          {"eleven/db", "eleven/db/dbtest"},
	"github.com/pressly/goose/v3":           {"eleven/db"},
	"github.com/nicksnyder/go-i18n/v2/i18n": {"eleven/i18n"},
}

// pure are rooms that know no requests, no clock beyond what they are handed, no logs.
var pure = []string{"net/http", "log/slog", "log", "context", "html/template", "os"}

func TestImportsFollowTheArrows(t *testing.T) {
	for room, imports := range imports(t) {
		allowed, known := arrows[room]
		if !known {
			t.Errorf("%s is a room nobody drew", room)
		}
		for _, imported := range imports {
			if strings.HasPrefix(imported, "eleven/") && !slices.Contains(allowed, imported) {
				t.Errorf("%s must not import %s", room, imported)
			}
			if rooms, owned := owners[imported]; owned && !slices.Contains(rooms, room) {
				t.Errorf("%s must not import %s", room, imported)
			}
			if room == "eleven/forms" && slices.Contains(pure, imported) {
				t.Errorf("forms is pure and must not import %s", imported)
			}
		}
	}
}

// imports gives what each room imports, tests aside.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "eleven/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	rooms := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		rooms[fields[0]] = fields[1:]
	}
	if len(rooms) != len(arrows) {
		t.Errorf("%d rooms, %d drawn", len(rooms), len(arrows))
	}
	return rooms
}
