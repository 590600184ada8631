package handlers_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"eleven/handlers"
)

// TestAFormThatArrivesTooSlowlyIsCutOff sends the beginning of one and no more,
// from many connections, while somebody else signs in.
func TestAFormThatArrivesTooSlowlyIsCutOff(t *testing.T) {
	p := newPortal(t, func(c *handlers.Config) { c.FormTime = 50 * time.Millisecond })
	known := p.person()
	var slow []net.Conn
	for i := range 30 {
		conn, err := net.Dial("tcp", p.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		length := "Content-Length: 500"
		body := "email=marigold"
		if i%2 > 0 {
			length, body = "Transfer-Encoding: chunked", "e\r\nemail=marigold\r\n"
		}
		_, err = fmt.Fprintf(conn, "POST /fr/sign-in HTTP/1.1\r\nHost: eleven.example\r\nContent-Type: application/x-www-form-urlencoded\r\n%s\r\n\r\n%s", length, body)
		if err != nil {
			t.Fatal(err)
		}
		slow = append(slow, conn)
	}
	p.visitor().signIn(known, password).want(t, http.StatusSeeOther)
	for _, conn := range slow {
		answers := bufio.NewReader(conn)
		res, err := http.ReadResponse(answers, nil)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != http.StatusRequestTimeout || !strings.Contains(string(page), "trop de temps") || strings.Contains(string(page), "marigold") {
			t.Errorf("%d, %v: %.300s", res.StatusCode, err, page)
		}
		if _, err := answers.ReadByte(); err == nil {
			t.Error("the connection stays open")
		}
		_ = res.Body.Close()
	}
}
