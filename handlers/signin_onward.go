package handlers

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"eleven/forms"
)

// signInFor is the address of the sign-in page that leads on to the page asked
// for; both are without language.
func (s *Server) signInFor(asked string) string {
	next := s.wanted(asked, anyone...)
	if next == "" {
		return "/sign-in"
	}
	return "/sign-in?" + url.Values{"next": {next}}.Encode()
}

// onward is where a person goes after signing in: the page they asked for, if
// their role may open it, or else the first page of their role.
func (s *Server) onward(role forms.Role, next string) string {
	return cmp.Or(s.wanted(next, role), landing(role))
}

// wanted reads the address of a page, without language, which anybody may have
// written: "" unless one of the roles may open such a page of the portal. A
// query that is not plain is left out.
func (s *Server) wanted(next string, roles ...forms.Role) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil {
		return ""
	}
	opens := func(r route) bool {
		mine := func(role forms.Role) bool { return slices.Contains(r.who, role) }
		return r.method == http.MethodGet && fits(r.path, u.Path) && slices.ContainsFunc(roles, mine)
	}
	if !slices.ContainsFunc(s.pages, opens) {
		return ""
	}
	query := url.Values{}
	for name, values := range u.Query() {
		if plain(name) && !slices.ContainsFunc(values, func(value string) bool { return !plain(value) }) {
			query[name] = values
		}
	}
	if len(query) == 0 {
		return u.Path
	}
	return u.Path + "?" + query.Encode()
}

// fits reports whether a path is of a route's pattern. What stands for a name in
// braces is an id or a number.
func fits(pattern, path string) bool {
	return slices.EqualFunc(strings.Split(pattern, "/"), strings.Split(path, "/"), func(want, have string) bool {
		if strings.HasPrefix(want, "{") {
			return have != "" && plain(have)
		}
		return want == have
	})
}

// plain reports whether a text is made of small letters, digits and hyphens
// only, as ids and numbers are; such a text leads nowhere.
func plain(text string) bool {
	return strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
