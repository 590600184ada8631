package handlers

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/mail"
	"eleven/templates"
)

// How long one-time links live.
const (
	hoursToConfirm = 72
	hoursToAccept  = 72
	minutesToReset = 60
)

// registration is what the form holds.
type registration struct {
	company, country, name, email, password string
	zone, proposed                          string
	carried                                 string
}

func (s *Server) readRegistration(v Visitor) registration {
	r := registration{
		company: v.line("company"), country: v.Form.Get("country"), name: v.line("name"), email: v.line("email"),
		password: v.Form.Get("password"), proposed: v.Form.Get("proposed"),
		carried: carriedAnswers(s.pack, v.Form.Get("carried")),
	}
	r.zone = settledZone(v.Form.Get("zone"), r.proposed, r.country)
	return r
}

// problems says what is wrong and takes out what the guard caught.
func (r *registration) problems(mark string) forms.Invalid {
	return slices.Concat(
		checkLine("company", &r.company, mark),
		checkChoice("country", "country", r.country, forms.Countries),
		checkLine("name", &r.name, mark),
		checkEmail("email", &r.email, mark),
		checkPassword("password", r.password, r.company, r.name, r.email),
		checkZone(r.zone),
	)
}

func registerPage(s *Server, c *gin.Context, v Visitor) error {
	zone := proposedZone("", c.GetHeader("Accept-Language"))
	return s.showRegister(c, v, http.StatusOK, registration{zone: zone}, nil)
}

func (s *Server) showRegister(c *gin.Context, v Visitor, status int, r registration, bad forms.Invalid) error {
	f := s.withProblems(c, v, s.formFrame(c, v, "register", "/register", "register.title"), bad)
	return show(c, status, templates.Register, f, templates.RegisterPage{
		Company: r.company, Name: r.name, Email: r.email,
		Countries: unchosen(v, "register.choose-country", choices(v, "country.", forms.Countries, r.country)),
		Zones:     zoneOptions(v.Words, r.zone), Proposed: r.zone, Carried: r.carried,
	})
}

// register keeps a registration until its address is confirmed. An address that
// has an account gets the same answer in the same time, and another letter.
func register(s *Server, c *gin.Context, v Visitor) error {
	if v.Form.Has("carried") && !v.Form.Has("email") {
		// The quick check sends its answers here before the form was seen.
		r := registration{zone: proposedZone("", c.GetHeader("Accept-Language")), carried: carriedAnswers(s.pack, v.Form.Get("carried"))}
		return s.showRegister(c, v, http.StatusOK, r, nil)
	}
	r := s.readRegistration(v)
	var bad forms.Invalid
	if !v.Switch {
		bad = r.problems(v.mark())
	}
	if status, again := v.redo(bad); again {
		return s.showRegister(c, v, status, r, bad)
	}
	if !s.gates.registration.use("register " + networkOf(c)) {
		s.tooMany(c, v, 3600)
		return s.showRegister(c, v, http.StatusTooManyRequests, r, forms.Invalid{forms.Problematic("", "account.many")})
	}
	if err := s.keepRegistration(c, v, r); err != nil {
		return err
	}
	s.Wake()
	return s.sent(c, v, "register", r.email)
}

func (s *Server) keepRegistration(c *gin.Context, v Visitor, r registration) error {
	hash, err := s.hash(r.password)
	if err != nil {
		return err
	}
	browser := digest(s.browser(c)) // a mark is set here or nowhere: it must not tell the two answers apart
	if !s.mayWrite(c, v, r.email) {
		return nil // and the page says what it always says
	}
	known, err := s.db.UserByEmail(c.Request.Context(), r.email)
	if err == nil {
		m := mail.AlreadyRegistered(known.Language, known.Email, s.URL+"/"+known.Language+"/sign-in")
		return s.db.Post(c.Request.Context(), letter(m))
	}
	if !errors.Is(err, forms.ErrNotFound) {
		return err
	}
	token := randomToken()
	// To the address as it is kept: writing it in small letters may make it another's.
	m := mail.Confirm(v.Lang, db.Fold(r.email), s.URL+v.At("/confirm/"+token), hoursToConfirm)
	return s.db.Register(c.Request.Context(), db.Registration{
		TokenHash: digest(token), BrowserHash: browser,
		Company: r.company, Country: r.country, Name: r.name, Email: r.email, PasswordHash: hash,
		Language: v.Lang, Zone: r.zone, Carried: r.carried,
		ExpiresAt: s.Now().Add(hoursToConfirm * time.Hour).Unix(),
	}, letter(m))
}

func registerSent(s *Server, c *gin.Context, v Visitor) error {
	return s.showSent(c, v, "register")
}

// maxCarried is the most that the quick check may bring along, in bytes.
const maxCarried = 2048

// carriedAnswers reads the quick check's answers, question id to level, and
// writes them anew. Whatever the quick check could not have said makes it "":
// nobody typed it, so nobody could put it right.
func carriedAnswers(pack *forms.Pack, text string) string {
	levels, ok := readCarried(pack, text)
	if !ok {
		return ""
	}
	out, err := json.Marshal(levels)
	if err != nil {
		return ""
	}
	return string(out)
}

func readCarried(pack *forms.Pack, text string) (map[string]forms.Level, bool) {
	var levels map[string]forms.Level
	if len(text) > maxCarried || json.Unmarshal([]byte(text), &levels) != nil {
		return nil, false
	}
	for id, level := range levels {
		if !slices.Contains(pack.QuickCheck, id) {
			return nil, false
		}
		if !level.Answered() {
			delete(levels, id)
		}
	}
	return levels, len(levels) > 0
}
