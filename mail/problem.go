package mail

import (
	"context"
	"errors"
	"io"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"syscall"

	gomail "github.com/wneessen/go-mail"

	"eleven/i18n"
)

// problem is why a message was not delivered: a key of the words under
// mail.problem, and a number or a cause. It never holds an address, a password,
// or words of a message or of the mail server, which may repeat any of them.
type problem struct{ key, detail string }

// Error is what the outbox keeps; Explain reads it.
func (p problem) Error() string { return strings.TrimSpace(p.key + " " + p.detail) }

// Explain says in words what the outbox keeps as the problem of a message.
func Explain(lang, problem string) string {
	w := i18n.For(lang)
	key, detail, _ := strings.Cut(problem, " ")
	if !w.Has("mail.problem." + key) {
		key, detail = "unknown", ""
	}
	words := w.T("mail.problem." + key)
	if detail != "" {
		words += " (" + detail + ")"
	}
	return words
}

// serverAway reports whether no server has judged this message: it is fair to
// ask again soon, and the message must not wait long once the server is back.
func (p problem) serverAway() bool {
	return p.key == "unreachable" || p.key == "timeout" || p.key == "cut"
}

// asProblem keeps of any error only what may be kept.
func asProblem(err error) problem {
	var p problem
	if errors.As(err, &p) {
		return p
	}
	return problem{key: "unknown"}
}

// smtpProblem tells what went wrong in a conversation with a mail server, whose
// time was limited by ctx.
func smtpProblem(ctx context.Context, err error) problem {
	if refused := new(gomail.SendError); errors.As(err, &refused) && refused.ErrorCode() != 0 {
		return replied(refused.ErrorCode(), refused.EnhancedStatusCode())
	}
	if reply := new(textproto.Error); errors.As(err, &reply) {
		return replied(reply.Code, "")
	}
	dialing := new(net.OpError)
	switch {
	case late(ctx, err):
		return problem{key: "timeout"}
	case errors.As(err, &dialing) && dialing.Op == "dial":
		return problem{key: "unreachable", detail: cause(err)}
	case broken(err):
		return problem{key: "cut"}
	}
	return problem{key: "settings"}
}

// replied reads the server's code: 421 is a server going away, 530 to 538 are
// about signing in.
func replied(code int, status string) problem {
	p := problem{key: "refused", detail: strings.TrimSpace(strconv.Itoa(code) + " " + status)}
	switch {
	case code == 421:
		p.key = "cut"
	case code >= 530 && code <= 538:
		p.key = "settings"
	case code < 500:
		p.key = "postponed"
	}
	return p
}

func late(ctx context.Context, err error) bool {
	var slow net.Error
	return errors.Is(ctx.Err(), context.DeadlineExceeded) || errors.As(err, &slow) && slow.Timeout()
}

// broken reports whether the connection ended before the conversation did.
// go-mail does not unwrap what broke while a message was on its way.
func broken(err error) bool {
	var sending *gomail.SendError
	var op *net.OpError
	if errors.As(err, &op) && (op.Op == "read" || op.Op == "write") {
		return true
	}
	return errors.As(err, &sending) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// cause is the system's own word for what went wrong, such as "connection
// refused" or "no space left on device", without file or address.
func cause(err error) string {
	var number syscall.Errno
	var lookup *net.DNSError
	switch {
	case errors.As(err, &number):
		return number.Error()
	case errors.As(err, &lookup):
		return "no such host"
	}
	return ""
}
