package handlers

import (
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"eleven/templates"
)

// maxBody is the most a form may hold, in bytes.
const maxBody = 1 << 20

// policy lets a page load its own styles, scripts and pictures, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"

// headers go with every response. The values are shared by all of them:
// whoever sets one puts another list in its place.
var headers = lists(map[string]string{
	"Content-Security-Policy":      policy,
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(), microphone=(), geolocation=(), payment=()",
	"Strict-Transport-Security":    "max-age=31536000; includeSubDomains",
	"Cache-Control":                "no-store",
})

func lists(values map[string]string) http.Header {
	out := http.Header{}
	for name, value := range values {
		out.Set(name, value)
	}
	return out
}

// guarded stands around every route: headers on every response and a limit on
// every body.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for name, value := range headers {
			h[name] = value
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}

// static sends a built file; its name holds a digest, so it never changes.
func (s *Server) static(c *gin.Context) {
	body, kind, ok := templates.Content(c.Param("file"))
	if !ok {
		s.page(route{who: everyone, do: notFound})(c)
		return
	}
	c.Header("Cache-Control", "public, max-age=31536000, immutable")
	c.Data(http.StatusOK, kind, body)
}

func (s *Server) ready(c *gin.Context) {
	if err := s.db.Ready(c.Request.Context()); err != nil {
		c.String(http.StatusServiceUnavailable, "not ready\n")
		return
	}
	c.String(http.StatusOK, "ready\n")
}

// weigh reads one part of Accept-Language: "fr-CA;q=0.8" is "fr" and 0.8.
func weigh(part string) (tag string, weight float64) {
	tag, q, found := strings.Cut(strings.TrimSpace(part), ";q=")
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	if !found {
		return tag, 1
	}
	weight, _ = strconv.ParseFloat(q, 64)
	return tag, weight
}

// disposition names a download in both the old way and the one that knows accents.
func disposition(name string) string {
	return mime.FormatMediaType("attachment", map[string]string{"filename": name})
}

// givenBack reports whether a page may give a posted field back: neither the
// token nor a password, which "current" is too.
func givenBack(field string) bool {
	return field != "token" && field != "switch" && field != "current" && !strings.Contains(field, "password")
}

// typedValues are the posted fields that a page can give back.
func typedValues(form url.Values) []templates.Typed {
	var out []templates.Typed
	for name, values := range form {
		if !givenBack(name) {
			continue
		}
		for _, value := range values {
			out = append(out, templates.Typed{Name: name, Value: value})
		}
	}
	slices.SortStableFunc(out, func(a, b templates.Typed) int { return strings.Compare(a.Name, b.Name) })
	return out
}
