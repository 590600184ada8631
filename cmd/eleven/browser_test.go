package main

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// browser is a visitor of a served portal.
type browser struct {
	t      *testing.T
	url    string
	host   string // the Host header to send instead of the address; "" for none
	client *http.Client
}

func (s served) browser(t *testing.T) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{t: t, url: s.url, client: &http.Client{
		Jar:           jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// reply is what came back.
type reply struct {
	status   int
	body     []byte
	location string
}

func (b *browser) do(method, path string, form url.Values) reply {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, b.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	req.Host = b.host
	res, err := b.client.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return reply{res.StatusCode, body, res.Header.Get("Location")}
}

func (b *browser) get(path string) reply {
	b.t.Helper()
	return b.do(http.MethodGet, path, nil)
}

// submit posts the form that a page shows, with the page's token.
func (b *browser) submit(page, path string, form url.Values) reply {
	b.t.Helper()
	form.Set("token", b.get(page).page(b.t).Find(`main input[name="token"]`).AttrOr("value", ""))
	return b.do(http.MethodPost, path, form)
}

func (b *browser) signIn(email, password string) reply {
	b.t.Helper()
	return b.submit("/en/sign-in", "/en/sign-in", url.Values{"email": {email}, "password": {password}})
}

func (r reply) page(t *testing.T) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(r.body)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// want checks the status and that the body shows each text.
func (r reply) want(t *testing.T, status int, texts ...string) reply {
	t.Helper()
	if r.status != status {
		t.Errorf("status %d, want %d: %.300s", r.status, status, r.body)
	}
	for _, text := range texts {
		if !strings.Contains(string(r.body), text) {
			t.Errorf("does not show %q", text)
		}
	}
	return r
}
