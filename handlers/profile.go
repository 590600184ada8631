package handlers

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/templates"
)

// profileForm is what the page shows and posts.
type profileForm struct {
	service  string
	profile  forms.Profile
	domains  string
	revision int64
}

// maxDomains is how many names a company may declare (product, section 4).
const maxDomains = 5

func profilePage(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	form := profileForm{st.text.Service, st.text.Profile, strings.Join(st.text.Profile.Domains, "\n"), st.record.ProfileRevision}
	return s.showProfile(c, v, st, http.StatusOK, form, nil)
}

func (s *Server) showProfile(c *gin.Context, v Visitor, st standing, status int, form profileForm, bad forms.Invalid) error {
	p := form.profile
	body := templates.ProfilePage{
		ID: st.record.ID, Query: wayQuery(c), Back: st.before(c), FromCheck: comesFromCheck(c), Service: form.service, Revision: form.revision, Domains: form.domains,
		CanEdit:    forms.CanEdit(v.User.Role, st.text.State),
		Traits:     screening(v, st.pack.Traits, p.Traits),
		Conditions: screening(v, posted(st.pack.Conditions), p.Conditions),
		Encrypted:  choices(v, "profile.yes-no.", []string{"yes", "no"}, p.Encrypted),
		Children:   choices(v, "profile.yes-no.", []string{"yes", "no"}, p.Children),
		Size:       bands(v, "profile.size.", forms.Sizes, p.Size),
		Moderators: bands(v, "profile.moderators.", forms.ModeratorBands, p.Moderators),
		Users:      choices(v, "country.", append(slices.Clone(forms.Countries), "other"), p.UserCountries...),
		Servers:    choices(v, "country.", append(slices.Clone(forms.Countries), "other"), p.ServerCountries...),
	}
	f := s.formFrame(c, v, "main-form", st.at("/profile"+wayQuery(c)), "profile.title")
	if !body.CanEdit {
		f = s.frame(v, "profile.title")
	}
	f.About = st.text.Service
	return show(c, status, templates.ProfileForm, s.withProblems(c, v, f, bad), body)
}

func screening(v Visitor, list []forms.Screening, chosen []string) []templates.Option {
	var out []templates.Option
	for _, q := range list {
		out = append(out, templates.Option{
			Value: q.Code, Text: q.Label.In(v.Lang), Hint: q.Hint.In(v.Lang), Chosen: slices.Contains(chosen, q.Code),
		})
	}
	return out
}

// posted are the conditions of a pack that a company ticks; US follows from countries.
func posted(conditions []forms.Screening) []forms.Screening {
	return slices.DeleteFunc(slices.Clone(conditions), func(q forms.Screening) bool { return q.Code == forms.US })
}

func codes(list []forms.Screening) []string {
	var out []string
	for _, q := range list {
		out = append(out, q.Code)
	}
	return out
}

// choices makes options whose words are keys: prefix and value.
func choices(v Visitor, prefix string, values []string, chosen ...string) []templates.Option {
	var out []templates.Option
	for _, value := range values {
		out = append(out, templates.Option{Value: value, Text: v.Words.T(prefix + value), Chosen: slices.Contains(chosen, value)})
	}
	return out
}

// bands makes a list that begins with "choose".
func bands(v Visitor, prefix string, values []string, chosen string) []templates.Option {
	first := templates.Option{Text: v.Words.T("profile.choose"), Chosen: chosen == ""}
	return append([]templates.Option{first}, choices(v, prefix, values, chosen)...)
}

// saveProfile keeps the description; the questions that no longer apply keep
// their answers and come back unharmed.
func saveProfile(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	if !forms.CanEdit(v.User.Role, st.text.State) {
		return forms.ErrLocked
	}
	form, bad := readProfile(v, st.pack, v.Form)
	if status, again := v.redo(bad); again {
		return s.showProfile(c, v, st, status, form, bad)
	}
	form.profile.Company = v.User.Country
	err = s.db.SaveProfile(c.Request.Context(), v.Actor(), st.record.ID, form.service, form.profile, form.revision)
	if errors.Is(err, forms.ErrConflict) {
		form.revision = st.record.ProfileRevision
		return s.showProfile(c, v, st, http.StatusConflict, form, forms.Invalid{forms.Problematic("service", "profile.conflict")})
	}
	if err != nil {
		return err
	}
	return seeOther(c, v, st.before(c), "profile")
}

func readProfile(v Visitor, pack *forms.Pack, form url.Values) (profileForm, forms.Invalid) {
	f := profileForm{service: forms.Clean(form.Get("service")), domains: forms.Clean(form.Get("domains"))}
	f.revision, _ = strconv.ParseInt(form.Get("revision"), 10, 64)
	countries := append(slices.Clone(forms.Countries), "other")
	f.profile = forms.Profile{
		Traits:     known(form["traits"], codes(pack.Traits)),
		Conditions: known(form["conditions"], codes(posted(pack.Conditions))),
		Encrypted:  oneOf(form.Get("encrypted"), "yes", "no"), Children: oneOf(form.Get("children"), "yes", "no"),
		Size: oneOf(form.Get("size"), forms.Sizes...), Moderators: oneOf(form.Get("moderators"), forms.ModeratorBands...),
		UserCountries: known(form["user_countries"], countries), ServerCountries: known(form["server_countries"], countries),
	}
	mark := v.Words.T("mark.removed")
	bad := checkLine("service", &f.service, mark)
	for _, need := range []struct{ field, value string }{
		{"encrypted", f.profile.Encrypted}, {"children", f.profile.Children}, {"size", f.profile.Size}, {"moderators", f.profile.Moderators},
	} {
		if need.value == "" {
			bad = append(bad, forms.Problematic(need.field, "profile."+need.field))
		}
	}
	return f, append(bad, f.readDomains(mark)...)
}

// readDomains reads one declared domain a line. A line that is the address of a
// site and nothing more is taken as the site's name.
func (f *profileForm) readDomains(mark string) forms.Invalid {
	lines := strings.Split(f.domains, "\n")
	for i, line := range lines {
		lines[i] = siteName(line)
	}
	f.domains = strings.Join(lines, "\n")
	if bad := forms.CheckText("domains", &f.domains, 0, 1500, mark); len(bad) > 0 {
		return bad
	}
	for _, line := range strings.Fields(f.domains) {
		name, err := forms.CheckDomain(line)
		if err != nil {
			return forms.Invalid{forms.Problematic("domains", "profile.domain", line)}
		}
		if !slices.Contains(f.profile.Domains, name) {
			f.profile.Domains = append(f.profile.Domains, name)
		}
	}
	if len(f.profile.Domains) > maxDomains {
		return forms.Invalid{forms.Problematic("domains", "profile.domains", maxDomains)}
	}
	return nil
}

// siteName gives the name in https://name or https://www.name/, and any other
// text as it is: the guard sees every address that leads further.
func siteName(line string) string {
	const scheme = "https://"
	address := strings.TrimSpace(line)
	if len(address) <= len(scheme) || !strings.EqualFold(address[:len(scheme)], scheme) {
		return line
	}
	name := strings.TrimPrefix(strings.TrimSuffix(address[len(scheme):], "/"), "www.")
	if _, err := forms.CheckDomain(name); err != nil {
		return line
	}
	return name
}

// known keeps the values of a list, each once, in the list's order.
func known(values, list []string) []string {
	out := []string{}
	for _, one := range list {
		if slices.Contains(values, one) {
			out = append(out, one)
		}
	}
	return out
}

func oneOf(value string, list ...string) string {
	if slices.Contains(list, value) {
		return value
	}
	return ""
}
