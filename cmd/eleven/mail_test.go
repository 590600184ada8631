package main

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// soon is how long a message may take to be in the folder.
const soon = 2 * time.Second

func TestARegistrationSendsOneLinkThatWorks(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := serve(t, nil, p.onFreePort("--url", "http://127.0.0.9/")...)
	b := s.browser(t)
	b.host = "elsewhere.example"
	b.submit("/en/register", "/en/register", url.Values{
		"company": {"Quiet Lake Ltd (fictional)"}, "country": {"NZ"}, "name": {"Robin Example"},
		"email": {"robin@quietlake.example"}, "password": {"a grey heron at noon"}, "zone": {"Pacific/Auckland"},
	}).want(t, http.StatusSeeOther)

	file := letter(t, filepath.Join(p.dir, "mail"))
	private(t, file)
	link := onlyLink(t, file)
	rest, ok := strings.CutPrefix(link, "http://127.0.0.9/en/confirm/")
	if !ok {
		t.Fatalf("the link is %q", link)
	}
	b.submit("/en/confirm/"+rest, "/en/confirm/"+rest, url.Values{}).want(t, http.StatusSeeOther)
	if to := b.signIn("robin@quietlake.example", "a grey heron at noon").want(t, http.StatusSeeOther).location; to != "/en/assessments" {
		t.Errorf("signed in to %s", to)
	}
}

// letter waits for the only message in the mail folder.
func letter(t *testing.T, folder string) string {
	t.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	late := time.After(soon)
	for {
		files, err := filepath.Glob(filepath.Join(folder, "*.eml"))
		if err != nil || len(files) > 1 {
			t.Fatalf("messages %v, %v", files, err)
		}
		if len(files) == 1 {
			return files[0]
		}
		select {
		case <-look.C:
		case <-late:
			t.Fatalf("no message within %s", soon)
		}
	}
}

// onlyLink gives the one link in the text of a message, which stands alone on
// its line; the host that the request named stands nowhere.
func onlyLink(t *testing.T, file string) string {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(raw, []byte("elsewhere.example")) {
		t.Error("the message repeats the Host header")
	}
	var links []string
	for line := range strings.Lines(textPart(t, raw)) {
		if strings.Contains(line, "://") {
			links = append(links, strings.TrimRight(line, "\r\n"))
		}
	}
	if len(links) != 1 {
		t.Fatalf("links %q", links)
	}
	return links[0]
}

// textPart gives the plain text of a message in two forms.
func textPart(t *testing.T, raw []byte) string {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if to := m.Header.Get("To"); !strings.Contains(to, "robin@quietlake.example") {
		t.Errorf("to %s", to)
	}
	_, parameters, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := multipart.NewReader(m.Body, parameters["boundary"])
	for {
		part, err := parts.NextPart()
		if err != nil {
			t.Fatalf("no plain text: %v", err)
		}
		if strings.HasPrefix(part.Header.Get("Content-Type"), "text/plain") {
			text, err := io.ReadAll(part)
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
	}
}
