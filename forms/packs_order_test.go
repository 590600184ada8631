package forms

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestVersionsAreOrderedByTheirNumbers(t *testing.T) {
	want := []string{"0.9.0", "1.0.0", "1.0.2", "1.0.10", "1.9.0", "1.10.0", "2.0.0"}
	got := slices.Clone(want)
	slices.Sort(got)
	slices.SortFunc(got, compareVersions)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAFolderHoldsThePackItIsNamedAfter(t *testing.T) {
	files := os.DirFS("testdata/pack")
	if _, err := loadRelease(files, "small", "0.1.0"); err != nil {
		t.Errorf("small 0.1.0 was refused: %v", err)
	}
	for _, c := range [][2]string{{"small", "0.1.1"}, {"large", "0.1.0"}} {
		if _, err := loadRelease(files, c[0], c[1]); err == nil || !strings.Contains(err.Error(), "holds small 0.1.0") {
			t.Errorf("%s %s gave %v, want an error that names the pack inside", c[0], c[1], err)
		}
	}
}
