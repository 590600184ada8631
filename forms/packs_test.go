package forms_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"eleven/forms"
)

var update = flag.Bool("update", false, "write packs/digests anew")

// released gives the newest pack, which the tests of tailoring and scores use.
func released(t testing.TB) *forms.Pack {
	t.Helper()
	pack, err := forms.Current()
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// A released version never changes: companies were scored with it, and its
// digest stands in their documents. Text that must change goes into a new
// version, which gets a line of its own in packs/digests. Only before the
// release may -update replace a line.
func TestTheDigestOfAReleasedPackNeverChanges(t *testing.T) {
	packs, err := forms.Packs()
	if err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	for _, p := range packs {
		fmt.Fprintf(&lines, "%s %s %s\n", p.ID, p.Version, p.Digest)
	}
	const file = "packs/digests"
	if *update {
		if err := os.WriteFile(file, []byte(lines.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pinned, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(pinned) != lines.String() {
		t.Errorf("the packs are\n%sand were released as\n%s", lines.String(), pinned)
	}
}

func TestADigestIsTakenOverPathsAndBytesInPathOrder(t *testing.T) {
	files := fstest.MapFS{"b.yaml": {Data: []byte("two")}, "a.yaml": {Data: []byte("one")}}
	sum := sha256.Sum256([]byte("a.yaml\x00oneb.yaml\x00two"))
	got, err := forms.Digest(files)
	if want := "sha256:" + hex.EncodeToString(sum[:]); err != nil || got != want {
		t.Errorf("got %s and %v, want %s", got, err, want)
	}
}

func TestAPackIsFoundByVersionAndLoadedOnce(t *testing.T) {
	current := released(t)
	again, err := forms.ByVersion(current.ID, current.Version)
	if err != nil || again != current {
		t.Errorf("ByVersion gave another pack than Current, or %v", err)
	}
	packs, err := forms.Packs()
	if err != nil || packs[len(packs)-1] != current {
		t.Errorf("the newest of Packs is not Current, or %v", err)
	}
}

func TestAnUnknownPackIsNotFound(t *testing.T) {
	current := released(t)
	for _, c := range [][2]string{{current.ID, "0.0.1"}, {"other-principles", current.Version}, {"", ""}} {
		if pack, err := forms.ByVersion(c[0], c[1]); pack != nil || !errors.Is(err, forms.ErrNotFound) {
			t.Errorf("ByVersion(%q, %q) gave %v and %v, want ErrNotFound", c[0], c[1], pack, err)
		}
	}
}
