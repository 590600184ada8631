package forms

import (
	"errors"
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

func TestTheCurrentPackIsTheNewestOfItsID(t *testing.T) {
	var all []release
	for _, name := range []string{"big 3.0.0", "small 1.9.0", "small 1.10.0", "tall 2.0.0"} {
		id, version, _ := strings.Cut(name, " ")
		all = append(all, release{id: id, version: version, load: func() (*Pack, error) { return &Pack{ID: id, Version: version}, nil }})
	}
	if pack, err := newest(all, "small"); err != nil || pack.ID != "small" || pack.Version != "1.10.0" {
		t.Errorf("got %+v and %v, want small 1.10.0", pack, err)
	}
	if _, err := newest(all, "wide"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a pack that is not there gave %v, want ErrNotFound", err)
	}
}
