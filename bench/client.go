package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// client is one browser on one kept-alive connection. It is lighter than
// net/http's, so that the driver takes little of what it measures.
type client struct {
	addr    string
	conn    net.Conn
	in      *bufio.Reader
	body    bytes.Buffer // of the last answer; the next one overwrites it
	cookies map[string]string
}

// reply is a whole answer; its body lasts until the next one.
type reply struct {
	status int
	header http.Header
	body   []byte
}

const patience = 30 * time.Second

func newClient(addr string) *client { return &client{addr: addr, cookies: map[string]string{}} }

func (c *client) close() {
	if c.conn != nil {
		_ = c.conn.Close()
		c.conn = nil
	}
}

// send asks and reads the whole answer, keeping its cookies. head holds further
// header lines, each with its line end.
func (c *client) send(method, path, head, kind, body string) (reply, error) {
	if c.conn == nil {
		conn, err := (&net.Dialer{Timeout: patience}).Dial("tcp", c.addr)
		if err != nil {
			return reply{}, err
		}
		c.conn, c.in = conn, bufio.NewReaderSize(conn, 64<<10)
	}
	_ = c.conn.SetDeadline(time.Now().Add(patience))
	if _, err := io.WriteString(c.conn, c.request(method, path, head, kind, body)); err != nil {
		c.close()
		return reply{}, err
	}
	r, err := c.answer()
	if err != nil {
		c.close()
	}
	return r, err
}

func (c *client) request(method, path, head, kind, body string) string {
	var b strings.Builder
	b.WriteString(method + " " + path + " HTTP/1.1\r\nHost: " + c.addr + "\r\n" + head)
	if len(c.cookies) > 0 {
		b.WriteString("Cookie: ")
		for name, value := range c.cookies {
			b.WriteString(name + "=" + value + "; ")
		}
		b.WriteString("\r\n")
	}
	if kind != "" {
		b.WriteString("Content-Type: " + kind + "\r\nContent-Length: " + strconv.Itoa(len(body)) + "\r\n")
	}
	b.WriteString("\r\n" + body)
	return b.String()
}

func (c *client) answer() (reply, error) {
	r, err := http.ReadResponse(c.in, nil)
	if err != nil {
		return reply{}, err
	}
	defer func() { _ = r.Body.Close() }()
	c.body.Reset()
	if _, err := c.body.ReadFrom(r.Body); err != nil {
		return reply{}, err
	}
	for _, cookie := range r.Cookies() {
		c.cookies[cookie.Name] = cookie.Value
	}
	if r.Close {
		c.close()
	}
	return reply{r.StatusCode, r.Header, c.body.Bytes()}, nil
}

const (
	formType = "application/x-www-form-urlencoded"
	jsonType = "application/json"
)

// get reads a page that must be there.
func (c *client) get(path string) ([]byte, error) {
	r, err := c.send("GET", path, "", "", "")
	if err == nil && r.status != http.StatusOK {
		err = fmt.Errorf("GET %s: %d", path, r.status)
	}
	return r.body, err
}

// between gives what stands in text behind one piece and before another.
func between(text []byte, before, after string) (string, error) {
	_, rest, found := strings.Cut(string(text), before)
	value, _, closed := strings.Cut(rest, after)
	if !found || !closed {
		return "", fmt.Errorf("no %q in the page", before)
	}
	return value, nil
}
