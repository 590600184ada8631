package forms

import (
	"regexp"
	"slices"
	"strings"
)

var (
	packID    = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	versionRe = regexp.MustCompile(`^\d+\.\d+\.\d+$`)
	audiences = []string{"company", "public", "worried"}
)

// cover checks pack.yaml.
func (c *checker) cover(p *Pack) {
	if !packID.MatchString(p.ID) {
		c.at(coverFile, []any{"id"}, "“%s” is not an id such as voluntary-principles", p.ID)
	}
	if !versionRe.MatchString(p.Version) {
		c.at(coverFile, []any{"version"}, "“%s” is not a version such as 1.0.0", p.Version)
	}
	c.both(coverFile, []any{"title"}, p.Title)
	for i, l := range p.Official {
		c.both(coverFile, []any{"official", i, "title"}, l.Title)
		c.https(coverFile, []any{"official", i, "url", "en"}, l.URL.EN)
		c.https(coverFile, []any{"official", i, "url", "fr"}, l.URL.FR)
	}
	c.themes(p)
	c.screening("traits", p.Traits, Traits)
	c.screening("conditions", p.Conditions, conditions)
	c.causes(p)
	c.quick(p)
	c.anchors(p)
	c.sources(p)
	c.help(p)
	c.firms(p)
}

// links checks an address that may differ by language.
// page wants an English page; a French one may be missing.
func (c *checker) page(file string, path []any, url Text) {
	c.https(file, join(path, "en"), url.EN)
	if url.FR != "" {
		c.https(file, join(path, "fr"), url.FR)
	}
}

func (c *checker) themes(p *Pack) {
	seen := map[int]bool{}
	for i, t := range p.Themes {
		c.both(coverFile, []any{"themes", i, "title"}, t.Title)
		for j, n := range t.Principles {
			if seen[n] || n < 1 || n > principles {
				c.at(coverFile, []any{"themes", i, "principles", j}, "principle %d stands twice or does not exist", n)
			}
			seen[n] = true
		}
	}
	for n := 1; n <= principles; n++ {
		if !seen[n] {
			c.at(coverFile, []any{"themes"}, "principle %d stands in no theme", n)
		}
	}
	if len(p.Themes) != 7 {
		c.at(coverFile, []any{"themes"}, "has %d themes instead of 7", len(p.Themes))
	}
}

// screening checks that each code is asked for at most once and no other is. A
// pack may leave a code out, and then offers it to nobody.
func (c *checker) screening(key string, list []Screening, codes []string) {
	seen := map[string]bool{}
	for i, s := range list {
		path := []any{key, i}
		if seen[s.Code] || !slices.Contains(codes, s.Code) {
			c.at(coverFile, join(path, "code"), "“%s” stands twice or is not one of %s", s.Code, strings.Join(codes, ", "))
		}
		seen[s.Code] = true
		c.both(coverFile, join(path, "label"), s.Label)
		c.both(coverFile, join(path, "hint"), s.Hint)
		c.both(coverFile, join(path, "absent"), s.Absent)
	}
}

// asksFor reports whether a pack has words for a code.
func asksFor(list []Screening, code string) bool {
	return slices.ContainsFunc(list, func(s Screening) bool { return s.Code == code })
}

func (c *checker) causes(p *Pack) {
	if len(p.Causes) == 0 {
		c.at(coverFile, []any{"causes"}, "an answer “does not apply” needs at least one cause")
	}
	seen := map[string]bool{}
	for i, cause := range p.Causes {
		if seen[cause.Code] || cause.Code == "" {
			c.at(coverFile, []any{"causes", i, "code"}, "“%s” stands twice or is empty", cause.Code)
		}
		seen[cause.Code] = true
		c.both(coverFile, []any{"causes", i, "label"}, cause.Label)
	}
}

func (c *checker) quick(p *Pack) {
	if len(p.QuickCheck) != principles {
		c.at(coverFile, []any{"quick_check"}, "has %d questions instead of one for each principle", len(p.QuickCheck))
	}
	for i, id := range p.QuickCheck {
		q := p.byID[id]
		if c.unread(id) || q != nil && q.Principle == i+1 {
			continue
		}
		c.at(coverFile, []any{"quick_check", i}, "%s is not a question of principle %d", id, i+1)
	}
}

func (c *checker) anchors(p *Pack) {
	seen := map[int]bool{}
	for i, a := range p.Anchors {
		path := []any{"anchors", i}
		if seen[a.Principle] || p.Principle(a.Principle) == nil {
			c.at(coverFile, join(path, "principle"), "principle %d stands twice or does not exist", a.Principle)
		}
		seen[a.Principle] = true
		if len(a.Levels) != 5 {
			c.at(coverFile, join(path, "levels"), "has %d sentences instead of 5", len(a.Levels))
		}
		for j, t := range a.Levels {
			c.both(coverFile, join(path, "levels", j), t)
		}
	}
	for n := 1; n <= principles; n++ {
		if !seen[n] {
			c.at(coverFile, []any{"anchors"}, "principle %d has no anchor sentences", n)
		}
	}
}

func (c *checker) sources(p *Pack) {
	seen := map[string]bool{}
	for i, s := range p.Sources {
		path := []any{"sources", i}
		if seen[s.Key] || s.Key == "" {
			c.at(coverFile, join(path, "key"), "“%s” stands twice or is empty", s.Key)
		}
		seen[s.Key] = true
		c.both(coverFile, join(path, "title"), s.Title)
		c.https(coverFile, join(path, "url"), s.URL)
		c.date(coverFile, join(path, "checked"), s.Checked)
	}
}

func (c *checker) help(p *Pack) {
	seen := map[string]bool{}
	for i, h := range p.Help {
		path := []any{"help", i}
		if seen[h.Country] || !slices.Contains(Countries, h.Country) {
			c.at(coverFile, join(path, "country"), "“%s” stands twice or is not one of %s", h.Country, strings.Join(Countries, ", "))
		}
		seen[h.Country] = true
		if h.Emergency == "" || len(h.Bodies) == 0 {
			c.at(coverFile, path, "a country has an emergency number and a reporting body")
		}
		c.both(coverFile, join(path, "law"), h.Law)
		c.date(coverFile, join(path, "checked"), h.Checked)
		c.keys(coverFile, join(path, "law_sources"), h.LawSources, p)
		for j, b := range h.Bodies {
			c.body(join(path, "bodies", j), b, p)
		}
	}
	for _, country := range Countries {
		if !seen[country] {
			c.at(coverFile, []any{"help"}, "nothing is said for %s", country)
		}
	}
}

func (c *checker) body(path []any, b Body, p *Pack) {
	c.both(coverFile, join(path, "name"), b.Name)
	c.both(coverFile, join(path, "does"), b.Does)
	c.page(coverFile, join(path, "url"), b.URL)
	c.keys(coverFile, join(path, "sources"), b.Sources, p)
	if len(b.For) == 0 || slices.ContainsFunc(b.For, func(s string) bool { return !slices.Contains(audiences, s) }) {
		c.at(coverFile, join(path, "for"), "is for any of %s", strings.Join(audiences, ", "))
	}
}

func (c *checker) firms(p *Pack) {
	for i, f := range p.Firms {
		c.both(coverFile, []any{"firms", i, "name"}, f.Name)
		for j, code := range f.Traits {
			if !asksFor(p.Traits, code) {
				c.at(coverFile, []any{"firms", i, "traits", j}, "unknown trait “%s”", code)
			}
		}
		for j, code := range f.Conditions {
			if !asksFor(p.Conditions, code) {
				c.at(coverFile, []any{"firms", i, "conditions", j}, "unknown condition “%s”", code)
			}
		}
	}
}
