package forms

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"go.yaml.in/yaml/v3"
)

// read takes a pack whose digest says that Check has passed it: each file is
// decoded strictly, all side by side, and nothing is judged again.
func read(fsys fs.FS, digest string) (*Pack, error) {
	pack := &Pack{Digest: digest, byID: map[string]*Question{}}
	for range principles {
		pack.Principles = append(pack.Principles, &Principle{})
	}
	failed := make([]error, principles+1)
	var reading sync.WaitGroup
	reading.Go(func() { failed[0] = decodeStrictly(fsys, coverFile, pack) })
	for i, pr := range pack.Principles {
		reading.Go(func() { failed[i+1] = decodeStrictly(fsys, principleFile(i+1), pr) })
	}
	reading.Wait()
	if err := errors.Join(failed...); err != nil {
		return nil, err
	}
	for i, pr := range pack.Principles {
		for _, q := range pr.Questions {
			q.Principle, q.Order = i+1, len(pack.byID)
			pack.byID[q.ID] = q
		}
	}
	return pack, nil
}

func decodeStrictly(fsys fs.FS, file string, v any) error {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return err
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(v); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}
