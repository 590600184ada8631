// Package handlers is the portal over HTTP: read the request, call, choose a
// page. server.go is the map: every address, who may use it, and the function
// that answers it.
package handlers

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/sessions"

	"eleven/db"
	"eleven/forms"
	"eleven/i18n"
	"eleven/templates"
)

// Config is what the portal is told about its surroundings. Its zero values
// work for a test.
type Config struct {
	// URL heads every link in mail; Host is never trusted.
	URL            string
	Operator       forms.Text
	Contact        string
	Classification string
	// Secret signs form tokens: 32 random bytes of this data folder.
	Secret []byte
	// TrustedProxies are the addresses whose X-Forwarded-For is believed; none by default.
	TrustedProxies []string
	// Demo are the accounts shown on the sign-in page of a demo folder.
	Demo   []DemoAccount
	Limits Limits
	// FormTime is how long the sending of a form may take; 15 seconds unless said.
	FormTime time.Duration
	// MailDays and NetworkDays are how long messages, and where somebody signed in, are kept.
	MailDays, NetworkDays int
	Now                   func() time.Time
	Log                   *slog.Logger
	// Ready is called once the first administrator has an account.
	Ready func()
	// Wake tells the outbox that a message waits; it never blocks.
	Wake func()
}

// DemoAccount is one line of demo-accounts.json (contract, section 5).
type DemoAccount struct {
	Email    string     `json:"email"`
	Password string     `json:"password"`
	TOTP     string     `json:"totp"`
	Role     forms.Role `json:"role"`
	Company  *string    `json:"company"`
	Country  string     `json:"country"`
}

// Server answers every address of the portal.
type Server struct {
	Config
	db       *db.DB
	pack     *forms.Pack // the newest released version
	engine   *gin.Engine
	pages    []route
	handler  http.Handler
	cross    *http.CrossOriginProtection
	sessions sessions.Store
	gates    *gates
	letters  *letters
	secure   bool // cookies are for https only
}

// New makes the portal over a database. It draws every page once and refuses to
// start with one that does not draw.
func New(d *db.DB, c Config) (*Server, error) {
	if err := templates.Try(); err != nil {
		return nil, err
	}
	pack, err := forms.Current()
	if err != nil {
		return nil, fmt.Errorf("the questionnaire: %w", err)
	}
	s := &Server{Config: c.withDefaults(), db: d, pack: pack, cross: http.NewCrossOriginProtection()}
	s.gates = newGates(s.Limits, s.Now)
	s.letters = &letters{last: map[string]sentLetter{}}
	s.secure = isSecure(s.URL)
	s.sessions = &store{db: d, secure: s.secure, now: s.Now}
	if err := s.route(); err != nil {
		return nil, err
	}
	return s, nil
}

func (c Config) withDefaults() Config {
	if c.URL == "" {
		c.URL = "http://127.0.0.1:8080"
	}
	c.URL = strings.TrimSuffix(c.URL, "/")
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Wake == nil {
		c.Wake = func() {}
	}
	if c.Ready == nil {
		c.Ready = func() {}
	}
	if c.FormTime == 0 {
		c.FormTime = 15 * time.Second
	}
	c.Limits = c.Limits.withDefaults()
	return c
}

// isSecure reports whether cookies are for https only, as everywhere but on
// loopback http.
func isSecure(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" {
		return true
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return u.Hostname() != "localhost" && (err != nil || !ip.IsLoopback())
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// access says who may use an address.
type access []forms.Role

// The groups of the route table. everyone stands for visitors too.
var (
	everyone       = access{}
	anyone         = access{forms.Owner, forms.Editor, forms.Viewer, forms.Reviewer, forms.Lead, forms.Administrator, forms.Auditor}
	companies      = access{forms.Owner, forms.Editor, forms.Viewer}
	editors        = access{forms.Owner, forms.Editor}
	owners         = access{forms.Owner}
	reviewers      = access{forms.Reviewer, forms.Lead}
	leads          = access{forms.Lead}
	administrators = access{forms.Administrator}
	auditors       = access{forms.Auditor, forms.Administrator}
	officials      = access{forms.Lead, forms.Administrator, forms.Auditor}
)

// answer is one handler: it answers the request or gives the error that
// errors.go turns into a page.
type answer func(s *Server, c *gin.Context, v Visitor) error

type route struct {
	method, path string
	who          access
	do           answer
}

// routes is every page of the portal; each stands under /en and /fr.
var routes = concat(publicRoutes, accountRoutes, companyRoutes, reviewRoutes, programmeRoutes)

func concat(groups ...[]route) []route {
	var out []route
	for _, g := range groups {
		out = append(out, g...)
	}
	return out
}

func (s *Server) route() error {
	gin.SetMode(gin.ReleaseMode)
	s.engine = gin.New()
	s.engine.RedirectTrailingSlash = false
	s.engine.HandleMethodNotAllowed = true
	s.engine.RemoteIPHeaders = []string{"X-Forwarded-For"}
	if err := s.engine.SetTrustedProxies(s.TrustedProxies); err != nil {
		return fmt.Errorf("trusted proxies: %w", err)
	}
	s.engine.Use(s.recovered)
	s.engine.Match(reading, "/", s.root)
	s.engine.Match(reading, "/static/:file", s.static)
	s.engine.Match(reading, "/healthz", func(c *gin.Context) { c.String(http.StatusOK, "ok\n") })
	s.engine.Match(reading, "/readyz", s.ready)
	s.engine.NoRoute(s.page(route{who: everyone, do: notFound}))
	s.engine.NoMethod(s.page(route{who: everyone, do: wrongMethod}))
	for _, lang := range i18n.Languages {
		for _, r := range routes {
			s.engine.Match(methods(r.method), "/"+lang+ginPath(r.path), s.page(r))
		}
	}
	s.pages = routes
	s.handler = guarded(s.engine)
	return nil
}

// reading are the methods of a page: whoever may read it may ask for its head alone.
var reading = []string{http.MethodGet, http.MethodHead}

func methods(method string) []string {
	if method == http.MethodGet {
		return reading
	}
	return []string{method}
}

// ginPath writes /reviews/{id} as gin does: /reviews/:id.
func ginPath(path string) string {
	return strings.NewReplacer("{", ":", "}", "").Replace(path)
}

// RouteInfo is one line of `eleven routes --json`.
type RouteInfo struct {
	Method string   `json:"method"`
	Path   string   `json:"path"`
	Roles  []string `json:"roles"`
}

// Routes lists every address with who may use it; "visitor" stands for nobody signed in.
func Routes() []RouteInfo {
	out := []RouteInfo{
		{"GET", "/", names(everyone)},
		{"GET", "/static/{file}", names(everyone)},
		{"GET", "/healthz", names(everyone)},
		{"GET", "/readyz", names(everyone)},
	}
	for _, lang := range i18n.Languages {
		for _, r := range routes {
			out = append(out, RouteInfo{r.method, "/" + lang + r.path, names(r.who)})
		}
	}
	return out
}

func names(who access) []string {
	out := []string{}
	if len(who) == 0 {
		out, who = append(out, "visitor"), anyone
	}
	for _, role := range who {
		out = append(out, string(role))
	}
	return out
}
