package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eleven/forms"
)

const released = "../../forms/packs/voluntary-principles/1.0.0"

func TestAGoodPackHasNoProblem(t *testing.T) {
	t.Parallel()
	pack, err := forms.ByVersion("voluntary-principles", "1.0.0")
	if err != nil {
		t.Fatal(err)
	}
	out := does(t, "pack", "check", released)
	for _, text := range []string{fmt.Sprintf("%s %s: %d questions, no problem", pack.ID, pack.Version, len(pack.Questions())), "essentials", "minutes"} {
		if !strings.Contains(out, text) {
			t.Errorf("does not say %q: %s", text, out)
		}
	}
}

func TestASpoiledPackNamesEveryProblemWithFileAndLine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(released)); err != nil {
		t.Fatal(err)
	}
	spoil(t, filepath.Join(dir, "p03.yaml"), `must: true`, `must: perhaps`)
	_, err := eleven(t, nil, "", "pack", "check", dir)
	if refused(t, err, "1 problem"); strings.Contains(err.Error(), "problems") {
		t.Errorf("says %v", err)
	}
	spoil(t, filepath.Join(dir, "p07.yaml"), `id: "p07-q01"`, `id: "p70-q01"`)
	out, err := eleven(t, nil, "", "pack", "check", dir)
	refused(t, err, "problem")
	for _, file := range []string{"p03.yaml:", "p07.yaml:"} {
		named := slices.ContainsFunc(strings.Split(out, "\n"), func(line string) bool {
			rest, ok := strings.CutPrefix(line, file)
			return ok && rest[0] >= '1' && rest[0] <= '9'
		})
		if !named {
			t.Errorf("no problem in %s with its line: %s", file, out)
		}
	}
	refuses(t, []string{"no such file"}, "pack", "check", filepath.Join(dir, "nowhere"))
}

func spoil(t *testing.T, path, good, bad string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	spoiled := strings.Replace(string(text), good, bad, 1)
	if spoiled == string(text) {
		t.Fatalf("%s has no %q", path, good)
	}
	if err := os.WriteFile(path, []byte(spoiled), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestRoutesListEveryAddressInTheContractsShape(t *testing.T) {
	t.Parallel()
	var lines []map[string]any
	if err := json.Unmarshal([]byte(does(t, "routes", "--json")), &lines); err != nil {
		t.Fatal(err)
	}
	listed := map[string][]any{}
	for _, line := range lines {
		roles, ok := line["roles"].([]any)
		method, path := line["method"].(string), line["path"].(string)
		if !ok || len(line) != 3 || len(roles) == 0 || method != "GET" && method != "POST" || !strings.HasPrefix(path, "/") {
			t.Errorf("a line is %v", line)
		}
		listed[method+" "+path] = roles
	}
	for key, roles := range listed {
		if other := strings.Replace(key, " /en", " /fr", 1); len(listed[other]) != len(roles) {
			t.Errorf("%s is not the same in French", key)
		}
	}
	for _, want := range []string{
		"GET /", "GET /healthz", "GET /readyz", "GET /en", "GET /en/principles/{n}", "POST /en/quick-check/summary.pdf",
		"POST /en/register", "POST /en/sign-out", "GET /en/confirm/{token}", "GET /en/setup/{token}", "GET /en/help",
		"POST /en/assessments", "POST /en/assessments/{id}/principles/{n}", "POST /en/assessments/{id}/withdraw",
		"GET /en/assessments/{id}/summary.pdf", "GET /en/assessments/{id}/answers.json", "GET /en/reviews",
		"POST /en/reviews/{id}/hand-back", "POST /en/reviews/{id}/release", "GET /en/programme/people", "GET /en/audit", "GET /en/account",
	} {
		if listed[want] == nil {
			t.Errorf("%s is not listed", want)
		}
	}
	if roles := listed["POST /en/reviews/{id}/release"]; len(roles) != 1 || roles[0] != "lead" {
		t.Errorf("release is for %v", roles)
	}
	plain := does(t, "routes")
	if n := strings.Count(plain, "\n"); n != len(lines) {
		t.Errorf("%d lines in print, %d as JSON", n, len(lines))
	}
}

func TestTheVersionNamesTheQuestionnaire(t *testing.T) {
	t.Parallel()
	pack, err := forms.ByVersion("voluntary-principles", "1.0.0")
	if err != nil {
		t.Fatal(err)
	}
	if out := does(t, "version"); out != "eleven "+version+", questionnaire "+pack.ID+" "+pack.Version+"\n" {
		t.Errorf("printed %q", out)
	}
}
