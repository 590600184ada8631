package forms

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed packs
var packFiles embed.FS

// currentID is the pack that a new assessment begins with.
const currentID = "voluntary-principles"

// release is one folder of packs/<id>/<version>. load reads it at its first
// call and gives the same pack ever after.
type release struct {
	id, version string
	load        func() (*Pack, error)
}

// releases lists what the program carries, by id and then oldest version first.
var releases = sync.OnceValues(func() ([]release, error) {
	dirs, err := fs.Glob(packFiles, "packs/*/*")
	if err != nil {
		return nil, fmt.Errorf("list the packs: %w", err)
	}
	var out []release
	for _, dir := range dirs {
		part := strings.Split(dir, "/")
		r := release{id: part[1], version: part[2]}
		files, err := fs.Sub(packFiles, dir)
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", dir, err)
		}
		r.load = sync.OnceValues(func() (*Pack, error) { return loadRelease(files, r.id, r.version) })
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b release) int {
		return cmp.Or(cmp.Compare(a.id, b.id), compareVersions(a.version, b.version))
	})
	return out, nil
})

// digests names every pack that was released: its id, version and digest. Its
// text passed every check then, and is only read now.
//
//go:embed packs/digests
var digests string

// loadRelease loads a pack and holds it to the names of its folders.
func loadRelease(files fs.FS, id, version string) (*Pack, error) {
	digest, err := Digest(files)
	if err != nil {
		return nil, err
	}
	load := Load
	if released(id, version, digest) {
		load = func(files fs.FS) (*Pack, error) { return read(files, digest) }
	}
	pack, err := load(files)
	if err != nil {
		return nil, fmt.Errorf("load pack %s %s: %w", id, version, err)
	}
	if pack.ID != id || pack.Version != version {
		return nil, fmt.Errorf("the folder of pack %s %s holds %s %s", id, version, pack.ID, pack.Version)
	}
	return pack, nil
}

func released(id, version, digest string) bool {
	return strings.Contains("\n"+digests, "\n"+id+" "+version+" "+digest+"\n")
}

// compareVersions orders versions such as 1.9.0 and 1.10.0 by their numbers.
func compareVersions(a, b string) int {
	return slices.Compare(versionNumbers(a), versionNumbers(b))
}

func versionNumbers(version string) []int {
	var out []int
	for part := range strings.SplitSeq(version, ".") {
		n, _ := strconv.Atoi(part) // a folder that is no version fails to load
		out = append(out, n)
	}
	return out
}

// Packs gives every released pack, by id and then oldest version first. Each
// is loaded once, and shared by everybody who asks.
func Packs() ([]*Pack, error) {
	all, err := releases()
	if err != nil {
		return nil, err
	}
	var packs []*Pack
	var bad []error
	for _, r := range all {
		pack, err := r.load()
		packs, bad = append(packs, pack), append(bad, err)
	}
	if err := errors.Join(bad...); err != nil {
		return nil, err
	}
	return packs, nil
}

// Current gives the newest released version of the Voluntary Principles.
func Current() (*Pack, error) {
	all, err := releases()
	if err != nil {
		return nil, err
	}
	return newest(all, currentID)
}

// newest loads the last of all, which are in order, that has the id.
func newest(all []release, id string) (*Pack, error) {
	for _, r := range slices.Backward(all) {
		if r.id == id {
			return r.load()
		}
	}
	return nil, fmt.Errorf("pack %s: %w", id, ErrNotFound)
}

// ByVersion gives one released pack, or ErrNotFound.
func ByVersion(id, version string) (*Pack, error) {
	all, err := releases()
	if err != nil {
		return nil, err
	}
	for _, r := range all {
		if r.id == id && r.version == version {
			return r.load()
		}
	}
	return nil, fmt.Errorf("pack %s %s: %w", id, version, ErrNotFound)
}
