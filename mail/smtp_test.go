package mail

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"
)

func TestAServerTakesEveryMessageAsWritten(t *testing.T) {
	office := new(postOffice).open(t, nil, false)
	mailer := office.mailer(t, nil)
	forEveryLetter(t, func(t *testing.T, _ string, m Message) {
		if err := mailer.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		all := office.messages()
		last := all[len(all)-1]
		got := read(t, last.raw)
		want := []string{"office@portal.example", reader, "portal.example", m.Subject, m.Plain, m.HTML}
		if diff := cmp.Diff(want, []string{last.from, last.to, last.helo, subject(t, got.header), got.plain, got.html}); diff != "" {
			t.Errorf("taken otherwise than written:\n%s", diff)
		}
		if n := bytes.Count(last.raw, []byte("Content-Transfer-Encoding: quoted-printable\r\n")); n != 2 {
			t.Errorf("%d parts are quoted-printable", n)
		}
		for line := range bytes.SplitSeq(last.raw, []byte("\r\n")) {
			if len(line) > 78 || bytes.ContainsFunc(line, func(r rune) bool { return r > '~' || r < ' ' }) {
				t.Errorf("not fit for every server: %q", line)
			}
		}
		from, err := got.header.AddressList("From")
		if err != nil || from[0].Name != "Secrétariat, du programme" {
			t.Errorf("from %v: %v", from, err)
		}
	})
}

func TestAPasswordAndAMessageTravelEncrypted(t *testing.T) {
	cert, pool := certificate(t)
	for _, mode := range []string{"required", "implicit"} {
		office := new(postOffice).open(t, cert, mode == "implicit")
		mailer := office.mailer(t, func(c *SMTP) { c.TLS, c.User, c.Password = mode, "portal", secret })
		mailer.roots = pool
		if err := mailer.Send(t.Context(), Test("en", reader, link)); err != nil {
			t.Errorf("%s: %v", mode, err)
			continue
		}
		if got := office.messages(); len(got) != 1 || !got[0].encrypted {
			t.Errorf("%s: taken %d, in clear text", mode, len(got))
		}
	}
}

func TestOnLoopbackAPasswordMayTravelAsItIs(t *testing.T) {
	office := new(postOffice).open(t, nil, false)
	mailer := office.mailer(t, func(c *SMTP) { c.User, c.Password = "portal", secret })
	if err := mailer.Send(t.Context(), Test("en", reader, link)); err != nil {
		t.Error(err)
	}
}

func TestNothingIsSentWithoutTheEncryptionAskedFor(t *testing.T) {
	cert, pool := certificate(t)
	cases := []struct {
		name     string
		mode     string
		offered  *tls.Certificate
		implicit bool
		trusted  *x509.CertPool
		want     string
	}{
		{"no STARTTLS", "required", nil, false, pool, "settings"},
		{"a certificate nobody knows", "required", cert, false, x509.NewCertPool(), "settings"},
		{"a certificate nobody knows, implicit", "implicit", cert, true, x509.NewCertPool(), "settings"},
		{"clear text where TLS was expected", "implicit", nil, false, pool, "settings"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			office := new(postOffice).open(t, c.offered, c.implicit)
			mailer := office.mailer(t, func(s *SMTP) { s.TLS, s.User, s.Password = c.mode, "portal", secret })
			mailer.roots = c.trusted
			err := mailer.Send(t.Context(), Test("en", reader, link))
			if err == nil || err.Error() != c.want || len(office.messages()) > 0 {
				t.Errorf("got %v, want %s; taken %d", err, c.want, len(office.messages()))
			}
		})
	}
}

func TestAProblemHoldsTheCodeAndNothingElse(t *testing.T) {
	cases := []struct {
		name   string
		office *postOffice
		change func(*SMTP)
		want   string
	}{
		{"5xx at the sender", &postOffice{onMail: chatty(553, smtp.EnhancedCode{5, 7, 1})}, nil, "refused 553 5.7.1"},
		{"5xx at the recipient", &postOffice{onRcpt: chatty(550, smtp.EnhancedCode{5, 1, 1})}, nil, "refused 550 5.1.1"},
		{"4xx at the recipient", &postOffice{onRcpt: chatty(451, smtp.EnhancedCode{4, 7, 1})}, nil, "postponed 451 4.7.1"},
		{"5xx after the message", &postOffice{onData: func(*smtp.Conn) error { return chatty(554, smtp.EnhancedCode{5, 6, 0})() }}, nil, "refused 554 5.6.0"},
		{"a server going away", &postOffice{onMail: chatty(421, smtp.EnhancedCode{4, 3, 2})}, nil, "cut 421 4.3.2"},
		{"sign-in first", &postOffice{onMail: chatty(530, smtp.EnhancedCode{5, 7, 0})}, nil, "settings 530 5.7.0"},
		{"cut after the message", &postOffice{onData: func(c *smtp.Conn) error { return c.Conn().Close() }}, nil, "cut"},
		{"a wrong password", &postOffice{}, func(c *SMTP) { c.User, c.Password = "portal", "wrong"+secret }, "settings 535"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.office.open(t, nil, false)
			err := c.office.mailer(t, c.change).Send(t.Context(), Test("en", reader, link))
			if err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestARefusedConnectionIsUnreachable(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := postOffice{port: listener.Addr().(*net.TCPAddr).Port}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	err = closed.mailer(t, nil).Send(t.Context(), Test("en", reader, link))
	if err == nil || err.Error() != "unreachable connection refused" {
		t.Errorf("got %v", err)
	}
}

func TestASilentServerTakesNoLongerThanTheLimit(t *testing.T) {
	for _, mode := range []string{"none", "required", "implicit"} {
		listener, err := net.Listen("tcp", "127.0.0.1:0") // nobody ever answers here
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = listener.Close() })
		silent := postOffice{port: listener.Addr().(*net.TCPAddr).Port}
		mailer := silent.mailer(t, func(c *SMTP) { c.TLS = mode })
		mailer.timeout = 50 * time.Millisecond
		if err := mailer.Send(t.Context(), Test("en", reader, link)); err == nil || err.Error() != "timeout" {
			t.Errorf("%s: got %v", mode, err)
		}
	}
}

func TestAServerSlowAfterTheMessageIsLeftAlone(t *testing.T) {
	answer := make(chan struct{})
	office := &postOffice{onData: func(*smtp.Conn) error { <-answer; return nil }}
	office.open(t, nil, false)
	defer close(answer)
	mailer := office.mailer(t, nil)
	mailer.timeout = 100 * time.Millisecond
	if err := mailer.Send(t.Context(), Test("en", reader, link)); err == nil || err.Error() != "timeout" {
		t.Errorf("got %v", err)
	}
}

func TestAMessageTheServerTookIsSentEvenIfTheFarewellFails(t *testing.T) {
	office := &postOffice{onReset: func(c *smtp.Conn) { _ = c.Conn().Close() }}
	office.open(t, nil, false)
	if err := office.mailer(t, nil).Send(t.Context(), Test("en", reader, link)); err != nil {
		t.Errorf("got %v", err)
	}
	if n := len(office.messages()); n != 1 {
		t.Errorf("taken %d times", n)
	}
}

func TestSettingsThatCannotWorkAreRefused(t *testing.T) {
	cases := []struct {
		settings SMTP
		want     string
	}{
		{SMTP{}, "host"},
		{SMTP{Host: "mail.example\r\nX"}, "host"},
		{SMTP{Host: "mail.example", TLS: "none"}, "loopback only"},
		{SMTP{Host: "127.0.0.1.mail.example", TLS: "none"}, "loopback only"},
		{SMTP{Host: "mail.example", TLS: "maybe"}, `"maybe"`},
		{SMTP{Host: "mail.example", Port: 70000}, "70000"},
		{SMTP{Host: "mail.example", User: "portal"}, "go together"},
		{SMTP{Host: "mail.example", From: "nobody"}, "not an address"},
		{SMTP{Host: "mail.example", From: From("A", "a@b.example\r\nBcc: c@d.example")}, "not an address"},
		{SMTP{Host: "mail.example", From: "A <a@b.example>\r\nBcc: c@d.example"}, "not an address"},
	}
	for _, c := range cases {
		_, err := NewSMTP(c.settings)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.settings, err, c.want)
		}
	}
}

func TestEachWayOfEncryptingHasItsPort(t *testing.T) {
	for mode, port := range map[string]int{"": 587, "required": 587, "implicit": 465, "none": 25} {
		m, err := NewSMTP(SMTP{Host: "localhost", TLS: mode})
		if err != nil || m.server.Port != port {
			t.Errorf("%q: port %s, %v", mode, strconv.Itoa(m.server.Port), err)
		}
	}
}

func TestMailWithoutANameBearsTheProductInItsLanguage(t *testing.T) {
	office := new(postOffice).open(t, nil, false)
	mailer := office.mailer(t, func(c *SMTP) { c.From = "office@portal.example" })
	for _, lang := range []string{"en", "fr"} {
		if err := mailer.Send(t.Context(), Test(lang, reader, link)); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []string{`"Eleven" <office@portal.example>`, `"Onze" <office@portal.example>`} {
		if got := read(t, office.messages()[i].raw).header.Get("From"); got != want {
			t.Errorf("from %s, want %s", got, want)
		}
	}
}
