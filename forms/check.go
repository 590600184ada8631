package forms

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

var (
	questionID = regexp.MustCompile(`^p\d\d-q\d\d$`)
	versionRe  = regexp.MustCompile(`^\d+\.\d+\.\d+$`)
	efforts    = []string{"hours", "days", "weeks", "months"}
	costs      = []string{"free", "application", "fee", "staff"}
	audiences  = []string{"company", "public", "worried"}
)

// principle checks one file and files its questions in the pack.
func (c *checker) principle(pack *Pack, pr *Principle, n int) {
	file := principleFile(n)
	if pr.Number != n {
		c.at(file, []any{"number"}, "is %d in the file of principle %d", pr.Number, n)
	}
	c.both(file, []any{"title"}, pr.Title)
	c.both(file, []any{"asks"}, pr.Asks)
	if len(pr.Questions) == 0 {
		c.at(file, []any{"questions"}, "a principle has at least one question")
	}
	for i, q := range pr.Questions {
		q.Principle, q.Order = n, len(pack.byID)
		path := []any{"questions", i}
		if !questionID.MatchString(q.ID) || !strings.HasPrefix(q.ID, fmt.Sprintf("p%02d-", n)) {
			c.at(file, join(path, "id"), "“%s” is not an id of principle %d such as p%02d-q01", q.ID, n, n)
		}
		if pack.byID[q.ID] != nil {
			c.at(file, join(path, "id"), "%s stands twice", q.ID)
		}
		if slices.Contains(retired[pack.ID], q.ID) {
			c.at(file, join(path, "id"), "%s belonged to a question that was taken out, and is not used again", q.ID)
		}
		pack.byID[q.ID] = q
		c.question(file, path, q)
	}
}

// retired names, for each pack, the ids of questions that a later version took
// out. An id is never used again for something else.
var retired = map[string][]string{}

func (c *checker) question(file string, path []any, q *Question) {
	for key, t := range map[string]Text{
		"short": q.Short, "prompt": q.Prompt, "why": q.Why, "evidence": q.Evidence, "next": q.Next,
	} {
		c.both(file, join(path, key), t)
	}
	if q.Note != (Text{}) {
		c.both(file, join(path, "note"), q.Note)
	}
	if !strings.HasSuffix(q.Prompt.EN, "?") || !strings.HasSuffix(q.Prompt.FR, "?") {
		c.at(file, join(path, "prompt"), "a prompt is a question and ends in “?”")
	}
	if q.Meaning < 1 {
		c.at(file, join(path, "meaning"), "starts at 1")
	}
	if q.Minutes < 1 || q.Minutes > 10 {
		c.at(file, join(path, "minutes"), "%d is outside 1 to 10", q.Minutes)
	}
	if q.Must && !q.Essential {
		c.at(file, join(path, "essential"), "a must-do is essential")
	}
	c.traits(file, path, q)
	c.effort(file, path, q)
	c.resources(file, path, q)
	c.levels(file, path, q)
}

func (c *checker) traits(file string, path []any, q *Question) {
	if len(q.Traits) == 0 {
		c.at(file, join(path, "traits"), "names at least one trait, or all")
	}
	for i, code := range q.Traits {
		if code == "all" && len(q.Traits) == 1 {
			continue
		}
		if !slices.Contains(Traits, code) && !slices.Contains(conditions, code) {
			c.at(file, join(path, "traits", i), "unknown trait “%s”", code)
		}
	}
	for i, code := range q.Requires {
		if !slices.Contains(Traits, code) && !slices.Contains(conditions, code) {
			c.at(file, join(path, "requires", i), "unknown condition “%s”", code)
		}
	}
}

func (c *checker) effort(file string, path []any, q *Question) {
	if len(q.Effort) != 4 {
		c.at(file, join(path, "effort"), "has %d steps instead of 4", len(q.Effort))
	}
	for i, e := range q.Effort {
		if !slices.Contains(efforts, e) {
			c.at(file, join(path, "effort", i), "“%s” is not one of %s", e, strings.Join(efforts, ", "))
		}
	}
}

func (c *checker) resources(file string, path []any, q *Question) {
	if len(q.Resources) == 0 {
		c.at(file, join(path, "resources"), "a next step names at least one resource")
	}
	for i, r := range q.Resources {
		here := join(path, "resources", i)
		c.both(file, join(here, "name"), r.Name)
		c.https(file, join(here, "url"), r.URL)
		if !slices.Contains(costs, r.Cost) {
			c.at(file, join(here, "cost"), "“%s” is not one of %s", r.Cost, strings.Join(costs, ", "))
		}
	}
}

func (c *checker) levels(file string, path []any, q *Question) {
	if len(q.Levels) != 5 {
		c.at(file, join(path, "levels"), "has %d sentences instead of 5", len(q.Levels))
	}
	for i, t := range q.Levels {
		here := join(path, "levels", i)
		c.both(file, here, t)
		c.level(file, here, i, t)
		for _, lang := range []string{"en", "fr"} {
			key := lang + " " + strings.ToLower(t.In(lang))
			if first, ok := c.sentences[key]; ok && t.In(lang) != "" {
				c.at(file, join(here, lang), "the same sentence stands at %s", first)
			}
			c.sentences[key] = fmt.Sprintf("%s level %d", q.ID, i)
		}
	}
}

// both reports a text that lacks a language.
func (c *checker) both(file string, path []any, t Text) {
	if strings.TrimSpace(t.EN) == "" {
		c.at(file, path, "the English text is missing")
	}
	if strings.TrimSpace(t.FR) == "" {
		c.at(file, path, "the French text is missing")
	}
}

func (c *checker) https(file string, path []any, url string) {
	host, ok := strings.CutPrefix(url, "https://")
	if !ok || !strings.Contains(host, ".") || strings.ContainsAny(url, " <>\"'") {
		c.at(file, path, "“%s” is not an https link", url)
	}
}

func (c *checker) date(file string, path []any, s string) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		c.at(file, path, "“%s” is not a date such as 2026-11-23", s)
	}
}

// pack checks pack.yaml and what holds between files.
func (c *checker) pack(p *Pack) {
	const file = "pack.yaml"
	if c.files[file] == nil {
		return
	}
	if p.ID == "" || !versionRe.MatchString(p.Version) {
		c.at(file, []any{"version"}, "a pack has an id and a version such as 1.0.0")
	}
	c.both(file, []any{"title"}, p.Title)
	c.themes(p)
	c.screening("traits", p.Traits, Traits)
	c.screening("conditions", p.Conditions, conditions)
	for i, cause := range p.Causes {
		c.both(file, []any{"causes", i, "label"}, cause.Label)
	}
	for i, l := range p.Official {
		c.both(file, []any{"official", i, "title"}, l.Title)
		c.https(file, []any{"official", i, "url"}, l.URL.EN)
		c.https(file, []any{"official", i, "url"}, l.URL.FR)
	}
	c.quick(p)
	c.anchors(p)
	c.sources(p)
	c.help(p)
	c.firms(p)
	c.references(p)
	c.coverage(p)
}

func (c *checker) themes(p *Pack) {
	seen := map[int]bool{}
	for i, t := range p.Themes {
		c.both("pack.yaml", []any{"themes", i, "title"}, t.Title)
		for _, n := range t.Principles {
			if seen[n] || n < 1 || n > principles {
				c.at("pack.yaml", []any{"themes", i, "principles"}, "principle %d stands twice or does not exist", n)
			}
			seen[n] = true
		}
	}
	if len(seen) != principles || len(p.Themes) != 7 {
		c.at("pack.yaml", []any{"themes"}, "seven themes hold the eleven principles")
	}
}

func (c *checker) screening(key string, list []Screening, codes []string) {
	var have []string
	for i, s := range list {
		path := []any{key, i}
		have = append(have, s.Code)
		c.both("pack.yaml", join(path, "label"), s.Label)
		c.both("pack.yaml", join(path, "hint"), s.Hint)
		c.both("pack.yaml", join(path, "absent"), s.Absent)
	}
	slices.Sort(have)
	want := slices.Sorted(slices.Values(codes))
	if !slices.Equal(have, want) {
		c.at("pack.yaml", []any{key}, "asks for %v instead of %v", have, want)
	}
}

func (c *checker) quick(p *Pack) {
	if len(p.QuickCheck) != principles {
		c.at("pack.yaml", []any{"quick_check"}, "has %d questions instead of one for each principle", len(p.QuickCheck))
	}
	for i, id := range p.QuickCheck {
		if q := p.byID[id]; q == nil || q.Principle != i+1 {
			c.at("pack.yaml", []any{"quick_check", i}, "%s is not a question of principle %d", id, i+1)
		}
	}
}

func (c *checker) anchors(p *Pack) {
	for n := 1; n <= principles; n++ {
		if len(p.AnchorsOf(n)) != 5 {
			c.at("pack.yaml", []any{"anchors"}, "principle %d needs five anchor sentences", n)
		}
	}
	for i, a := range p.Anchors {
		for j, t := range a.Levels {
			c.both("pack.yaml", []any{"anchors", i, "levels", j}, t)
		}
	}
}

func (c *checker) sources(p *Pack) {
	seen := map[string]bool{}
	for i, s := range p.Sources {
		path := []any{"sources", i}
		if seen[s.Key] || s.Key == "" {
			c.at("pack.yaml", join(path, "key"), "“%s” stands twice or is empty", s.Key)
		}
		seen[s.Key] = true
		c.both("pack.yaml", join(path, "title"), s.Title)
		c.https("pack.yaml", join(path, "url"), s.URL)
		c.date("pack.yaml", join(path, "checked"), s.Checked)
	}
}

func (c *checker) help(p *Pack) {
	for _, country := range Countries {
		if _, ok := p.HelpIn(country); !ok {
			c.at("pack.yaml", []any{"help"}, "nothing is said for %s", country)
		}
	}
	for i, h := range p.Help {
		path := []any{"help", i}
		if h.Emergency == "" || len(h.Bodies) == 0 {
			c.at("pack.yaml", path, "a country has an emergency number and a reporting body")
		}
		c.both("pack.yaml", join(path, "law"), h.Law)
		c.date("pack.yaml", join(path, "checked"), h.Checked)
		c.keys("pack.yaml", join(path, "law_sources"), h.LawSources, p)
		for j, b := range h.Bodies {
			c.body(join(path, "bodies", j), b, p)
		}
	}
}

func (c *checker) body(path []any, b Body, p *Pack) {
	c.both("pack.yaml", join(path, "name"), b.Name)
	c.both("pack.yaml", join(path, "does"), b.Does)
	c.https("pack.yaml", join(path, "url"), b.URL.EN)
	c.https("pack.yaml", join(path, "url"), b.URL.FR)
	c.keys("pack.yaml", join(path, "sources"), b.Sources, p)
	if len(b.For) == 0 || slices.ContainsFunc(b.For, func(s string) bool { return !slices.Contains(audiences, s) }) {
		c.at("pack.yaml", join(path, "for"), "is for any of %s", strings.Join(audiences, ", "))
	}
}

func (c *checker) firms(p *Pack) {
	for i, f := range p.Firms {
		c.both("pack.yaml", []any{"firms", i, "name"}, f.Name)
		for _, code := range slices.Concat(f.Traits, f.Conditions) {
			if !slices.Contains(Traits, code) && !slices.Contains(conditions, code) {
				c.at("pack.yaml", []any{"firms", i}, "unknown trait “%s”", code)
			}
		}
	}
}

func (c *checker) keys(file string, path []any, keys []string, p *Pack) {
	for i, key := range keys {
		if _, ok := p.Source(key); !ok {
			c.at(file, join(path, i), "unknown source “%s”", key)
		}
	}
}

// references checks what questions say of sources and of each other.
func (c *checker) references(p *Pack) {
	for _, pr := range p.Principles {
		for i, q := range pr.Questions {
			file, path := principleFile(q.Principle), []any{"questions", i}
			c.keys(file, join(path, "sources"), q.Sources, p)
			for j, id := range q.After {
				if p.byID[id] == nil {
					c.at(file, join(path, "after", j), "unknown question “%s”", id)
				}
			}
			if p.comesAfter(q, q.ID, map[string]bool{}) {
				c.at(file, join(path, "after"), "%s comes after itself", q.ID)
			}
		}
	}
}

// comesAfter reports whether id is named by q's after list, directly or through others.
func (p *Pack) comesAfter(q *Question, id string, seen map[string]bool) bool {
	for _, before := range q.After {
		if before == id {
			return true
		}
		next := p.byID[before]
		if next == nil || seen[before] {
			continue
		}
		seen[before] = true
		if p.comesAfter(next, id, seen) {
			return true
		}
	}
	return false
}

// coverage warns where a service of one trait would have a principle rest on one or two questions.
func (c *checker) coverage(p *Pack) {
	for _, trait := range Traits {
		profile := Profile{Traits: []string{trait}, Conditions: []string{"USR"}}
		for _, pr := range p.Principles {
			n := 0
			for _, q := range pr.Questions {
				if len(profile.lacks(q)) == 0 {
					n++
				}
			}
			if n == 1 || n == 2 {
				c.warn(principleFile(pr.Number), []any{"questions"}, "rests on %d for a service with only %s", n, trait)
			}
		}
	}
}
