package handlers_test

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/alexedwards/argon2id"

	"eleven/db"
	"eleven/db/dbtest"
	"eleven/forms"
	"eleven/handlers"
)

// portal is a whole portal over a real database, for one test.
type portal struct {
	*httptest.Server
	t     testing.TB
	db    *db.DB
	kept  db.Options // where the database is
	clock *dbtest.Clock
	hash  string
}

// cheap makes hashes that take no time: a test signs in more people than it guesses.
var cheap = &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// password is everybody's in these tests.
const password = "a quiet lake at noon"

func newPortal(t testing.TB, change ...func(*handlers.Config)) *portal {
	t.Helper()
	p := &portal{t: t, clock: dbtest.NewClock()}
	p.kept = dbtest.Migrated(t, p.clock)
	var err error
	if p.db, err = db.Open(context.Background(), p.kept); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.db.Close() })
	if err := p.db.EnsureRound(context.Background()); err != nil {
		t.Fatal(err)
	}
	c := handlers.Config{Secret: []byte(strings.Repeat("s", 32)), Now: p.clock.Now}
	for _, f := range change {
		f(&c)
	}
	h, err := handlers.New(p.db, c)
	if err != nil {
		t.Fatal(err)
	}
	p.Server = httptest.NewServer(h)
	t.Cleanup(p.Close)
	if p.hash, err = argon2id.CreateHash(password, cheap); err != nil {
		t.Fatal(err)
	}
	return p
}

// person is a browser, signed in or not.
type person struct {
	*portal
	client *http.Client
	user   db.User
}

// visitor is a browser nobody is signed in with.
func (p *portal) visitor() *person {
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	return &person{portal: p, client: &http.Client{
		Jar:           jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// as adds a person with the role and signs them in. Government people have no
// company.
func (p *portal) as(role forms.Role, company, country string) *person {
	p.t.Helper()
	email := string(role) + "." + db.NewID()[:6] + "@people.example"
	if !role.Company() {
		company = ""
	}
	_, err := p.db.AddUser(context.Background(), db.System, db.NewUser{
		Email: email, Name: "Fictional " + string(role), PasswordHash: p.hash, Role: role,
		Company: company, Country: country, Language: "en", Zone: "America/Toronto",
	})
	if err != nil {
		p.t.Fatal(err)
	}
	who := p.visitor()
	if who.user, err = p.db.UserByEmail(context.Background(), email); err != nil {
		p.t.Fatal(err)
	}
	if a := who.signIn(email, password); a.status != http.StatusSeeOther {
		p.t.Fatalf("sign-in gave %d", a.status)
	}
	return who
}

func (w *person) signIn(email, password string) reply {
	w.t.Helper()
	return w.post("/en/sign-in", "/en/sign-in", url.Values{"email": {email}, "password": {password}})
}

// reply is what came back.
type reply struct {
	status   int
	header   http.Header
	body     string
	location string
}

// doc reads the reply as a page.
func (r reply) doc(t testing.TB) *goquery.Document {
	t.Helper()
	d, err := goquery.NewDocumentFromReader(strings.NewReader(r.body))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (w *person) do(req *http.Request) reply {
	w.t.Helper()
	res, err := w.client.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return reply{res.StatusCode, res.Header, string(body), res.Header.Get("Location")}
}

func (w *person) get(path string) reply {
	w.t.Helper()
	req, err := http.NewRequest(http.MethodGet, w.URL+path, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.do(req)
}

// token is the form token of a page.
func (w *person) token(page string) string {
	w.t.Helper()
	value, _ := w.get(page).doc(w.t).Find(`input[name="token"]`).Last().Attr("value")
	return value
}

// post sends a form as the page would: with the token the page holds.
func (w *person) post(page, path string, form url.Values) reply {
	w.t.Helper()
	values := url.Values{"token": {w.token(page)}}
	for name, v := range form {
		values[name] = v
	}
	return w.send(path, values)
}

// send posts a form as it is.
func (w *person) send(path string, form url.Values, headers ...string) reply {
	w.t.Helper()
	req, err := http.NewRequest(http.MethodPost, w.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
	}
	return w.do(req)
}

// want checks a reply's status and what it must and must not show; a text that
// begins with "!" must not be there.
func (r reply) want(t testing.TB, status int, texts ...string) reply {
	t.Helper()
	if r.status != status {
		t.Errorf("status %d, want %d: %.300s", r.status, status, r.body)
	}
	for _, text := range texts {
		never, not := strings.CutPrefix(text, "!")
		if not && strings.Contains(r.body, never) {
			t.Errorf("shows %q", never)
		}
		if !not && !strings.Contains(r.body, text) {
			t.Errorf("does not show %q", text)
		}
	}
	return r
}

// person adds an owner of a company, signed in nowhere, and gives the address.
func (p *portal) person() string {
	p.t.Helper()
	email := db.NewID()[:6] + "@people.example"
	_, err := p.db.AddUser(p.t.Context(), db.System, db.NewUser{
		Email: email, Name: "Fictional owner", PasswordHash: p.hash, Role: forms.Owner, Company: "Rowan", Country: "UK", Language: "en", Zone: "UTC",
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return email
}
