package mail

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Folder keeps each message as a file where there is no mail server. Only the
// portal's own user may read it: a message may hold a link that opens an account.
type Folder struct {
	dir  string
	from *mail.Address
	now  func() time.Time
}

// NewFolder makes the folder when it is not there yet.
func NewFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("mail folder: %w", err)
	}
	from, err := sender("")
	if err != nil {
		return nil, err
	}
	return &Folder{dir: dir, from: from, now: time.Now}, nil
}

// Send writes the message aside and renames it, so that nobody reads half of one.
// Names sort by time. The text is not encoded: a link can be copied from the file.
func (f *Folder) Send(_ context.Context, m Message) error {
	at := f.now().UTC()
	msg, err := compose(m, f.from, at, gomail.NoEncoding)
	if err != nil {
		return err
	}
	file := at.Format("20060102T150405.000000000Z") + "-" + rand.Text()[:8] + ".eml"
	if err := writeAside(filepath.Join(f.dir, file), msg); err != nil {
		return problem{key: "folder", detail: cause(err)}
	}
	return nil
}

// writeAside writes beside path, makes it durable, and renames it to path. What
// could not be finished is removed.
func writeAside(path string, content io.WriterTo) (err error) {
	file, err := os.CreateTemp(filepath.Dir(path), ".writing-*") // mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name())
		}
	}()
	if _, err := content.WriteTo(file); err != nil {
		_ = file.Close()
		return err
	}
	if err := file.Sync(); err != nil {
		_ = file.Close()
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// Forget removes the messages of a folder that were written before a time, and
// what was never finished. A folder that is not there holds none.
func Forget(dir string, before time.Time) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, entry := range entries {
		info, gone := entry.Info()
		ours := strings.HasSuffix(entry.Name(), ".eml") || strings.HasPrefix(entry.Name(), ".writing-")
		if gone == nil && ours && info.ModTime().Before(before) {
			err = errors.Join(err, os.Remove(filepath.Join(dir, entry.Name())))
		}
	}
	return err
}
