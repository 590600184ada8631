package report

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// saved writes a document where the tools can read it.
func saved(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// tool runs one of poppler's or qpdf's programs. Without it the test fails.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// textOf is what a copy of the document holds, of the pages named if any. Lines
// are joined, and every kind of space is a plain one, as poppler writes most.
func textOf(t *testing.T, data []byte, pages ...string) string {
	t.Helper()
	args := []string{"-enc", "UTF-8"}
	if len(pages) == 2 {
		args = append(args, "-f", pages[0], "-l", pages[1])
	}
	return plain(tool(t, "pdftotext", append(args, saved(t, data), "-")...))
}

// plain makes every run of white space one space.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

// structure is the tree that a screen reader walks.
func structure(t *testing.T, data []byte) string {
	t.Helper()
	return tool(t, "pdfinfo", "-struct-text", saved(t, data))
}

// sound checks the file with qpdf, which must find nothing.
func sound(t *testing.T, data []byte) {
	t.Helper()
	if out := tool(t, "qpdf", "--check", saved(t, data)); strings.Contains(strings.ToLower(out), "warning") {
		t.Errorf("qpdf --check: %s", out)
	}
}
