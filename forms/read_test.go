package forms

import (
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// What the program reads without judging has been judged here.
func TestEveryReleasedPackIsReadAsCheckHasIt(t *testing.T) {
	all, err := releases()
	if err != nil || len(all) != strings.Count(digests, "\n") {
		t.Fatalf("%d packs and the digests\n%s%v", len(all), digests, err)
	}
	for _, r := range all {
		files, err := fs.Sub(packFiles, "packs/"+r.id+"/"+r.version)
		if err != nil {
			t.Fatal(err)
		}
		checked, problems := Check(files)
		if len(problems) > 0 || !released(r.id, r.version, checked.Digest) {
			t.Errorf("%s %s is not as it was released, or has problems:\n%v", r.id, r.version, problems)
		}
		if pack, err := r.load(); err != nil || !reflect.DeepEqual(pack, checked) {
			t.Errorf("%s %s is read as another pack than Check has, or %v", r.id, r.version, err)
		}
	}
}

func TestAPackThatWasNotReleasedIsChecked(t *testing.T) {
	files := fstest.MapFS{"pack.yaml": {Data: []byte("id: \"small\"\nversion: \"0.1.0\"\n")}}
	if _, err := loadRelease(files, "small", "0.1.0"); err == nil || !strings.Contains(err.Error(), "p11.yaml:1: cannot be read") {
		t.Errorf("got %v, want the problems of Check", err)
	}
}

func TestAReleasedPackIsReadStrictly(t *testing.T) {
	for _, c := range []struct{ what, file, data, want string }{
		{"an unknown field", "p02.yaml", "number: 2\ncolour: \"red\"\n", "p02.yaml: yaml: unmarshal errors:\n  line 2: field colour not found"},
		{"a value of another kind", "pack.yaml", "firms: 3\n", "pack.yaml: yaml: unmarshal errors:\n  line 1: cannot unmarshal"},
		{"a field twice", "p03.yaml", "number: 3\nnumber: 3\n", "already"},
		{"a file that is missing", "p04.yaml", "", "p04.yaml"},
	} {
		t.Run(c.what, func(t *testing.T) {
			files := fstest.MapFS{coverFile: {Data: []byte("id: \"x\"\n")}}
			for n := range principles {
				files[principleFile(n+1)] = &fstest.MapFile{Data: []byte("questions: []\n")}
			}
			files[c.file] = &fstest.MapFile{Data: []byte(c.data)}
			if c.data == "" {
				delete(files, c.file)
			}
			if _, err := read(files, ""); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("gave %v, want %s", err, c.want)
			}
		})
	}
}
