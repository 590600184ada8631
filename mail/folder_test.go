package mail

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// opened is a message as a mail program reads it.
type opened struct {
	header      mail.Header
	plain, html string
}

func read(t *testing.T, raw []byte) opened {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("content type %q: %v", kind, err)
	}
	o := opened{header: m.Header}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for _, want := range []struct {
		kind string
		text *string
	}{{"text/plain; charset=UTF-8", &o.plain}, {"text/html; charset=UTF-8", &o.html}} {
		part, err := parts.NextPart()
		if err != nil || part.Header.Get("Content-Type") != want.kind {
			t.Fatalf("not the part %s: %v", want.kind, err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		*want.text = strings.ReplaceAll(string(text), "\r\n", "\n")
	}
	if _, err := parts.NextPart(); err != io.EOF {
		t.Errorf("a third part: %v", err)
	}
	return o
}

func subject(t *testing.T, h mail.Header) string {
	t.Helper()
	s, err := new(mime.WordDecoder).DecodeHeader(h.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// files gives the folder's messages in the order of their names.
func files(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	hidden, err := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil || len(hidden) > 0 {
		t.Errorf("left aside: %v %v", hidden, err)
	}
	return found
}

func content(t *testing.T, file string) []byte {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func newFolder(t *testing.T) (*Folder, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data", "mail")
	folder, err := NewFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	return folder, dir
}

func TestAFolderKeepsEveryMessageWhole(t *testing.T) {
	forEveryLetter(t, func(t *testing.T, lang string, m Message) {
		folder, dir := newFolder(t)
		if err := folder.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		raw := content(t, files(t, dir)[0])
		got := read(t, raw)
		if diff := cmp.Diff([]string{m.Subject, m.Plain, m.HTML}, []string{subject(t, got.header), got.plain, got.html}); diff != "" {
			t.Errorf("kept otherwise than written:\n%s", diff)
		}
		if got.header.Get("Content-Language") != lang {
			t.Errorf("language %q", got.header.Get("Content-Language"))
		}
		if !bytes.Contains(raw, []byte("\r\n"+link+"\r\n")) {
			t.Error("the link cannot be copied from the file as it is")
		}
	})
}

func TestEveryMessageHasTheHeadersOfAutomaticMail(t *testing.T) {
	folder, dir := newFolder(t)
	if err := folder.Send(t.Context(), Reset("fr", reader, link, 60)); err != nil {
		t.Fatal(err)
	}
	raw := content(t, files(t, dir)[0])
	h := read(t, raw).header
	for key, want := range map[string]string{
		"From":             `"Onze" <no-reply@localhost.invalid>`,
		"To":               "<" + reader + ">",
		"Auto-Submitted":   "auto-generated",
		"Content-Language": "fr",
		"Mime-Version":     "1.0",
		"User-Agent":       "",
		"X-Mailer":         "",
	} {
		if got := h.Get(key); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
	if _, err := h.Date(); err != nil {
		t.Errorf("date: %v", err)
	}
	if id := h.Get("Message-Id"); !strings.HasSuffix(id, "@localhost.invalid>") || len(id) < 40 {
		t.Errorf("message id %q", id)
	}
}

func TestAFolderIsReadByItsOwnerOnlyAndSortsByTime(t *testing.T) {
	folder, dir := newFolder(t)
	at := time.Date(2026, 11, 23, 14, 32, 0, 999_999_990, time.UTC)
	folder.now = func() time.Time { at = at.Add(7 * time.Nanosecond); return at }
	for _, subject := range []string{"first", "second", "third"} {
		m := Test("en", reader, link)
		m.Subject = subject
		if err := folder.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	var subjects []string
	for _, file := range files(t, dir) {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != 0o600 || !strings.HasSuffix(file, ".eml") {
			t.Errorf("%s has mode %v", info.Name(), info.Mode())
		}
		subjects = append(subjects, read(t, content(t, file)).header.Get("Subject"))
	}
	if !slices.Equal(subjects, []string{"first", "second", "third"}) {
		t.Errorf("in the order of their names: %v", subjects)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode() != 0o700|fs.ModeDir {
		t.Errorf("the folder has mode %v", info.Mode())
	}
}

func TestTwoMessagesAtOneMomentAreTwoFiles(t *testing.T) {
	folder, dir := newFolder(t)
	folder.now = func() time.Time { return time.Unix(1795460400, 0) }
	for range 50 {
		if err := folder.Send(t.Context(), Test("en", reader, link)); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(files(t, dir)); n != 50 {
		t.Errorf("%d files of 50", n)
	}
}

func TestAFolderThatIsGoneIsAProblemWithoutPathOrAddress(t *testing.T) {
	folder, dir := newFolder(t)
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	err := folder.Send(t.Context(), Test("en", reader, link))
	if err == nil || err.Error() != "folder no such file or directory" {
		t.Errorf("got %v", err)
	}
}

func TestAnAddressThatIsMoreThanOneIsNeverWrittenTo(t *testing.T) {
	folder, dir := newFolder(t)
	for _, to := range []string{
		"", "nobody", "a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example",
		"A <a@b.example>", "a@b.example\n", " a@b.example", "a\x00@b.example", "a@b.example>\r\nRCPT TO:<c@d.example",
	} {
		err := folder.Send(t.Context(), Test("en", to, link))
		if err == nil || err.Error() != "address" {
			t.Errorf("%q: %v", to, err)
		}
	}
	if got := files(t, dir); len(got) > 0 {
		t.Errorf("written: %v", got)
	}
}

func TestNothingTypedAddsAHeader(t *testing.T) {
	from, err := sender(From("Evil\r\nBcc: c@d.example\r\n\r\nbody", "office@portal.example"))
	if err != nil {
		t.Fatal(err)
	}
	folder, dir := newFolder(t)
	folder.from = from
	m := Submitted("en", reader, "A\r\nBcc: c@d.example", "2026\nX-Evil: 1", link)
	m.Subject += "\r\nBcc: c@d.example"
	if err := folder.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	raw := content(t, files(t, dir)[0])
	got := read(t, raw)
	if got.header.Get("Bcc") != "" || got.header.Get("X-Evil") != "" || got.plain != m.Plain {
		t.Errorf("headers were added: %v", got.header)
	}
	list, err := got.header.AddressList("From")
	if err != nil || len(list) != 1 || *list[0] != (mail.Address{Name: "Evil Bcc: c@d.example  body", Address: "office@portal.example"}) {
		t.Errorf("from %v: %v", list, err)
	}
}

func TestTheFolderForgetsWhatIsOldAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	month := time.Now().AddDate(0, 0, -30)
	for name, at := range map[string]time.Time{
		"old.eml": month.Add(-time.Minute), ".writing-old": month.Add(-time.Minute), "new.eml": month.Add(time.Minute), "notes.txt": month.AddDate(-1, 0, 0),
	} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	if err := Forget(dir, month); err != nil {
		t.Fatal(err)
	}
	var left []string
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if err != nil || !slices.Equal(left, []string{"new.eml", "notes.txt"}) {
		t.Errorf("left: %q, %v", left, err)
	}
	if err := Forget(filepath.Join(dir, "nowhere"), month); err != nil {
		t.Error(err)
	}
}
