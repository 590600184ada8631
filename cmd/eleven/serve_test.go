package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestServeNamesItsAddressAndIsReady(t *testing.T) {
	t.Parallel()
	b := serve(t, nil, newPlace(t).onFreePort()...).browser(t)
	b.get("/readyz").want(t, http.StatusOK)
	b.get("/healthz").want(t, http.StatusOK)
	b.get("/fr").want(t, http.StatusOK, `lang="fr"`)
}

func TestAStoppedServeFinishesTheRequestsUnderWay(t *testing.T) {
	t.Parallel()
	s := serve(t, nil, newPlace(t).onFreePort()...)
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	body := url.Values{"email": {"nobody@nowhere.example"}, "password": {"a quiet lake at noon"}}.Encode()
	request := "POST /en/sign-in HTTP/1.1\r\nHost: eleven.example\r\nContent-Type: application/x-www-form-urlencoded\r\n" +
		"Content-Length: " + strconv.Itoa(len(body)) + "\r\nExpect: 100-continue\r\n\r\n"
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	answers := bufio.NewReader(conn)
	if line, err := answers.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("the portal does not read the form: %q, %v", line, err)
	}
	if _, err := answers.ReadString('\n'); err != nil { // the empty line behind it
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.stop() }()
	waitUntilRefused(t, s.url)
	if _, err := io.WriteString(conn, body); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(answers, nil)
	if err != nil {
		t.Fatalf("the request under way got no answer: %v", err)
	}
	defer func() { _ = res.Body.Close() }()
	page, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusForbidden || !strings.Contains(string(page), "nobody@nowhere.example") {
		t.Errorf("the request under way got %d, %v: %.200s", res.StatusCode, err, page)
	}
	if err := <-ended; err != nil {
		t.Errorf("stopped with %v", err)
	}
}

// waitUntilRefused returns once the portal takes no new connection.
func waitUntilRefused(t *testing.T, address string) {
	t.Helper()
	for t.Context().Err() == nil {
		conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
		if err != nil {
			return
		}
		_ = conn.Close()
	}
	t.Fatal("still takes connections")
}

func TestASecondServeOnTheSameFolderIsRefused(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	first := serve(t, nil, p.onFreePort()...)
	refuses(t, []string{p.dir, "in use by another eleven serve"}, p.onFreePort()...)
	first.browser(t).get("/readyz").want(t, http.StatusOK)
	if err := first.stop(); err != nil {
		t.Fatal(err)
	}
	serve(t, nil, p.onFreePort()...).browser(t).get("/readyz").want(t, http.StatusOK)
}

func TestATakenAddressIsRefused(t *testing.T) {
	t.Parallel()
	s := serve(t, nil, newPlace(t).onFreePort()...)
	refuses(t, []string{"cannot serve on", "address already in use"}, newPlace(t).args("serve", "--addr", strings.TrimPrefix(s.url, "http://"))...)
}

func TestOtherCommandsWorkBesideARunningServe(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	s := serve(t, nil, p.onFreePort()...)
	if out, err := eleven(t, nil, "a quiet lake at noon\n", p.args("user", "add", "--email", "lead@office.example", "--role", "lead", "--country", "NZ", "--password-stdin")...); err != nil || out != "" {
		t.Fatalf("user add: %q, %v", out, err)
	}
	if to := s.browser(t).signIn("lead@office.example", "a quiet lake at noon").want(t, http.StatusSeeOther).location; to != "/en/reviews" {
		t.Errorf("signed in to %s", to)
	}
	if out := does(t, p.args("routes")...); !strings.Contains(out, "/en/reviews/{id}") {
		t.Errorf("routes printed %s", out)
	}
	does(t, p.args("migrate")...)
	refuses(t, []string{"there is no assessment nothing"}, p.args("report", "--assessment", "nothing", "--lang", "en", "--out", filepath.Join(p.dir, "nothing.pdf"))...)
	refuses(t, []string{p.dir, "is not empty"}, p.args("demo")...)
	s.browser(t).get("/readyz").want(t, http.StatusOK)
}

func TestWithoutMigrationAnOldDatabaseIsRefusedWithWhatToDo(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	refuses(t, []string{"schema 0", "run eleven migrate"}, p.onFreePort("--migrate=no")...)
	if out := does(t, p.args("migrate")...); out != "The database is up to date.\n" {
		t.Errorf("migrate printed %q", out)
	}
	serve(t, nil, p.onFreePort("--migrate=no")...).browser(t).get("/readyz").want(t, http.StatusOK)
}

func TestAFolderThatIsNotThereIsNotMadeForReading(t *testing.T) {
	t.Parallel()
	p := place{dir: filepath.Join(t.TempDir(), "nowhere")}
	refuses(t, []string{"there is no data folder " + p.dir, "--data"}, p.args("report", "--assessment", "x", "--lang", "en", "--out", "x.pdf")...)
	if _, err := os.Stat(p.dir); err == nil {
		t.Error("report made the folder")
	}
}
