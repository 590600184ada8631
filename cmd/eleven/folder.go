package main

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"eleven/handlers"
)

func (s surroundings) file(name string) string { return filepath.Join(s.Data, name) }

// makeFolder makes the data folder where there is none, for its owner only.
func (s surroundings) makeFolder() error {
	if err := os.MkdirAll(s.Data, 0o700); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	return nil
}

// lock holds the data folder for one server; a second one is refused. The lock
// ends with the process, however that ends.
func (s surroundings) lock() (release func(), err error) {
	f, err := os.OpenFile(s.file("lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("the data folder %s is in use by another eleven serve", s.Data)
	}
	return func() {
		// Unlocked by name: a child being started may hold the file a moment longer.
		_ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN)
		_ = f.Close()
	}, nil
}

// secret reads the secret that signs forms, and makes one at the first start.
func (s surroundings) secret() ([]byte, error) {
	path := s.SecretFile
	if path == "" {
		path = s.file("secret")
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && s.SecretFile == "" {
		return newSecret(path)
	}
	if err != nil {
		return nil, fmt.Errorf("secret: %w", err)
	}
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("secret: %s must be readable by its owner only (chmod 600)", filepath.Base(path))
	}
	secret, err := hex.DecodeString(strings.TrimSpace(string(data)))
	if err != nil || len(secret) < 32 {
		return nil, fmt.Errorf("secret: %s must hold at least 64 hexadecimal digits", filepath.Base(path))
	}
	return secret, nil
}

func newSecret(path string) ([]byte, error) {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails since Go 1.24
	return secret, writeFile(path, []byte(hex.EncodeToString(secret)+"\n"))
}

// writeFile writes a private file aside and renames it, so that nobody reads half of it.
func writeFile(path string, data []byte) error {
	aside := path + ".new"
	if err := os.WriteFile(aside, data, 0o600); err != nil {
		return err
	}
	return os.Rename(aside, path)
}

// removeFile removes a file that may not be there.
func removeFile(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

const accountsFile = "demo-accounts.json"

// demoAccounts reads the accounts of a demo folder; none in any other.
func (s surroundings) demoAccounts() ([]handlers.DemoAccount, error) {
	data, err := os.ReadFile(s.file(accountsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	var out []handlers.DemoAccount
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, fmt.Errorf("%s: %w", accountsFile, err)
	}
	return out, nil
}
