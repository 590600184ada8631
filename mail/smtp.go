package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// SMTP is how to reach a mail server.
type SMTP struct {
	Host           string
	Port           int    // 0 is the usual one: 587, implicit 465, none 25
	User, Password string // both empty: the server asks for none
	From           string // as From writes it; empty is an address nobody can answer
	TLS            string // "required" (also when empty), "implicit", or on loopback "none"
}

// conversation is the longest that one message may take.
const conversation = 20 * time.Second

// Mailer delivers through a mail server, one connection for each message.
type Mailer struct {
	server  SMTP
	from    *mail.Address
	timeout time.Duration
	roots   *x509.CertPool // nil: the system's
	now     func() time.Time
}

// NewSMTP refuses settings that cannot work or would send in clear text over a
// network. It does not connect.
func NewSMTP(c SMTP) (*Mailer, error) {
	if c.TLS == "" {
		c.TLS = "required"
	}
	port, known := map[string]int{"required": 587, "implicit": 465, "none": 25}[c.TLS]
	if c.Port == 0 {
		c.Port = port
	}
	from, err := sender(c.From)
	switch {
	case err != nil:
		return nil, errors.New("--smtp-from is not an address such as no-reply@portal.example")
	case c.Host == "" || strings.ContainsAny(c.Host, "/\r\n "):
		return nil, errors.New("--smtp-host is missing or not a host name")
	case !known:
		return nil, fmt.Errorf("--smtp-tls is %q, not required, implicit or none", c.TLS)
	case c.Port < 1 || c.Port > 65535:
		return nil, fmt.Errorf("--smtp-port is %d, not 1 to 65535", c.Port)
	case c.TLS == "none" && !loopback(c.Host):
		return nil, fmt.Errorf("--smtp-tls none is for loopback only, not for %s: choose required or implicit", c.Host)
	case (c.User == "") != (c.Password == ""):
		return nil, errors.New("--smtp-user and --smtp-password go together")
	}
	return &Mailer{server: c, from: from, timeout: conversation, now: time.Now}, nil
}

func loopback(host string) bool {
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}

// Send delivers the message within 20 seconds or says why not.
func (s *Mailer) Send(ctx context.Context, m Message) error {
	msg, err := compose(m, s.from, s.now(), gomail.EncodingQP)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	client, err := s.client(ctx)
	if err != nil {
		return problem{key: "settings"}
	}
	err = client.DialAndSendWithContext(ctx, msg)
	if msg.IsDelivered() {
		// The server has it. A farewell that failed is no reason to send it twice.
		return nil
	}
	return smtpProblem(ctx, err)
}

func (s *Mailer) client(ctx context.Context) (*gomail.Client, error) {
	options := []gomail.Option{
		gomail.WithPort(s.server.Port),
		gomail.WithTimeout(s.timeout),
		gomail.WithHELO(domain(s.from.Address)),
		gomail.WithTLSConfig(s.tls()),
		gomail.WithDialContextFunc(s.dialer(ctx)),
	}
	switch s.server.TLS {
	case "implicit":
		options = append(options, gomail.WithSSL())
	case "none":
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.server.User != "" {
		options = append(options,
			gomail.WithUsername(s.server.User), gomail.WithPassword(s.server.Password),
			gomail.WithOpportunisticSMTPAuth(s.mechanisms()...))
	}
	return gomail.NewClient(s.server.Host, options...)
}

func (s *Mailer) tls() *tls.Config {
	return &tls.Config{ServerName: s.server.Host, RootCAs: s.roots, MinVersion: tls.VersionTLS12}
}

// mechanisms are the ways to sign in, best first. Without TLS, on loopback, the
// plain ones must be asked for by other names.
func (s *Mailer) mechanisms() []gomail.SMTPAuthType {
	if s.server.TLS == "none" {
		return []gomail.SMTPAuthType{gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlainNoEnc, gomail.SMTPAuthLoginNoEnc}
	}
	return []gomail.SMTPAuthType{gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin}
}

// dialer ties the connection to ctx, so that it ends with it: go-mail itself
// looks at its context only while dialing, and forgets to close a connection on
// which the greeting or the sign-in failed.
func (s *Mailer) dialer(ctx context.Context) gomail.DialContextFunc {
	return func(_ context.Context, network, address string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		context.AfterFunc(ctx, func() { _ = conn.Close() })
		if s.server.TLS != "implicit" {
			return conn, nil
		}
		secure := tls.Client(conn, s.tls())
		return secure, secure.HandshakeContext(ctx)
	}
}
