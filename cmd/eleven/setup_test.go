package main

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// setUpLink reads the file with the set-up link and checks that only its owner can.
func setUpLink(t *testing.T, p place) string {
	t.Helper()
	private(t, filepath.Join(p.dir, setupFile))
	text, err := os.ReadFile(filepath.Join(p.dir, setupFile))
	if err != nil {
		t.Fatal(err)
	}
	link := strings.TrimSuffix(string(text), "\n")
	if strings.ContainsAny(link, " \n") {
		t.Errorf("the file holds more than a link: %q", text)
	}
	return link
}

// private checks that a file is its owner's only.
func private(t *testing.T, path string) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("%s has mode %o", filepath.Base(path), info.Mode().Perm())
	}
}

func TestEachStartWritesASetUpLinkUntilThereIsAnAdministrator(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	first := serve(t, nil, p.onFreePort()...)
	old, ok := strings.CutPrefix(setUpLink(t, p), first.url)
	if !ok {
		t.Fatalf("the link does not lead to %s", first.url)
	}
	first.browser(t).get(old).want(t, http.StatusOK, `id="setup"`)
	if err := first.stop(); err != nil {
		t.Fatal(err)
	}

	second := serve(t, nil, p.onFreePort()...)
	link := strings.TrimPrefix(setUpLink(t, p), second.url)
	b := second.browser(t)
	b.get(old).want(t, http.StatusNotFound)
	form := url.Values{"name": {"Robin Example"}, "email": {"robin@office.example"}, "password": {"a quiet lake at noon"}, "zone": {"UTC"}}
	b.submit(link, link, form).want(t, http.StatusSeeOther)
	if _, err := os.Stat(filepath.Join(p.dir, setupFile)); err == nil {
		t.Error("the used set-up link is still there")
	}
	b.signIn("robin@office.example", "a quiet lake at noon").want(t, http.StatusSeeOther)
	second.browser(t).get(link).want(t, http.StatusNotFound)
	if err := second.stop(); err != nil {
		t.Fatal(err)
	}

	serve(t, nil, p.onFreePort()...)
	if _, err := os.Stat(filepath.Join(p.dir, setupFile)); err == nil {
		t.Error("the last set-up link is still there")
	}
}
