package mail

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

const secret = "correct horse battery"

// postOffice is a real mail server on loopback. The functions decide what it
// says; nil is yes.
type postOffice struct {
	onMail, onRcpt func() error
	onData         func(c *smtp.Conn) error // after the whole message was taken
	onReset        func(c *smtp.Conn)

	port int

	mu    sync.Mutex
	taken []taken
}

type taken struct {
	from, to, helo string
	raw            []byte
	encrypted      bool
}

func (p *postOffice) messages() []taken {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]taken(nil), p.taken...)
}

// open serves until the test ends. With a certificate it offers STARTTLS, or
// with implicit speaks TLS from the first byte.
func (p *postOffice) open(t *testing.T, certificate *tls.Certificate, implicit bool) *postOffice {
	t.Helper()
	s := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &counter{office: p, conn: c}, nil
	}))
	s.ErrorLog = log.New(io.Discard, "", 0)
	s.AllowInsecureAuth = certificate == nil
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p.port = listener.Addr().(*net.TCPAddr).Port
	if certificate != nil {
		config := &tls.Config{Certificates: []tls.Certificate{*certificate}}
		if implicit {
			listener = tls.NewListener(listener, config)
		} else {
			s.TLSConfig = config
		}
	}
	var serving sync.WaitGroup
	serving.Go(func() { _ = s.Serve(listener) })
	t.Cleanup(func() { _ = s.Close(); serving.Wait() })
	return p
}

// counter serves one connection.
type counter struct {
	office *postOffice
	conn   *smtp.Conn
	now    taken
}

func asked(f func() error) error {
	if f == nil {
		return nil
	}
	return f()
}

func (c *counter) Mail(from string, _ *smtp.MailOptions) error {
	_, encrypted := c.conn.TLSConnectionState()
	c.now = taken{from: from, helo: c.conn.Hostname(), encrypted: encrypted}
	return asked(c.office.onMail)
}

func (c *counter) Rcpt(to string, _ *smtp.RcptOptions) error {
	c.now.to = to
	return asked(c.office.onRcpt)
}

func (c *counter) Data(r io.Reader) (err error) {
	if c.now.raw, err = io.ReadAll(r); err != nil {
		return err
	}
	c.office.mu.Lock()
	c.office.taken = append(c.office.taken, c.now)
	c.office.mu.Unlock()
	if c.office.onData == nil {
		return nil
	}
	return c.office.onData(c.conn)
}

func (c *counter) Reset() {
	if c.office.onReset != nil {
		c.office.onReset(c.conn)
	}
}

func (c *counter) Logout() error { return nil }

func (c *counter) AuthMechanisms() []string { return []string{sasl.Plain} }

func (c *counter) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "portal" || password != secret {
			return chatty(535, smtp.EnhancedCode{5, 7, 8})()
		}
		return nil
	}), nil
}

func (p *postOffice) mailer(t *testing.T, change func(*SMTP)) *Mailer {
	t.Helper()
	c := SMTP{Host: "127.0.0.1", Port: p.port, TLS: "none", From: From("Secrétariat, du programme", "office@portal.example")}
	if change != nil {
		change(&c)
	}
	m, err := NewSMTP(c)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// certificate is one for 127.0.0.1, and the pool that trusts it.
func certificate(t *testing.T) (*tls.Certificate, *x509.CertPool) {
	t.Helper()
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	pool := x509.NewCertPool()
	pool.AddCert(server.Certificate())
	return &server.TLS.Certificates[0], pool
}

// chatty repeats what must not be kept.
func chatty(code int, status smtp.EnhancedCode) func() error {
	return func() error {
		return &smtp.SMTPError{Code: code, EnhancedCode: status, Message: "no " + reader + " " + link + " " + secret}
	}
}
