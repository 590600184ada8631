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
	efforts    = []string{"hours", "days", "weeks", "months"}
	costs      = []string{"free", "application", "fee", "staff"}
)

// retired names, for each pack, the ids of questions that a later version took
// out. An id is never used again for something else.
var retired = map[string][]string{}

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
		path := []any{"questions", i}
		if q == nil {
			c.at(file, path, "is empty")
			pr.Questions[i] = &Question{Principle: n}
			continue
		}
		q.Principle, q.Order = n, len(pack.byID)
		c.id(pack, file, path, q)
		pack.byID[q.ID] = q
		c.question(file, path, q)
	}
}

func (c *checker) id(pack *Pack, file string, path []any, q *Question) {
	path = join(path, "id")
	if !questionID.MatchString(q.ID) || !strings.HasPrefix(q.ID, fmt.Sprintf("p%02d-", q.Principle)) {
		c.at(file, path, "“%s” is not an id of principle %d such as p%02d-q01", q.ID, q.Principle, q.Principle)
	}
	if pack.byID[q.ID] != nil {
		c.at(file, path, "%s stands twice", q.ID)
	}
	if slices.Contains(retired[pack.ID], q.ID) {
		c.at(file, path, "%s belonged to a question that was taken out, and is not used again", q.ID)
	}
}

func (c *checker) question(file string, path []any, q *Question) {
	c.both(file, join(path, "short"), q.Short)
	c.both(file, join(path, "prompt"), q.Prompt)
	c.both(file, join(path, "why"), q.Why)
	c.both(file, join(path, "evidence"), q.Evidence)
	c.both(file, join(path, "next"), q.Next)
	if q.Note != (Text{}) {
		c.both(file, join(path, "note"), q.Note)
	}
	for _, lang := range languages {
		if s := q.Prompt.In(lang); s != "" && !strings.HasSuffix(s, "?") {
			c.at(file, join(path, "prompt", lang), "a prompt is a question and ends in “?”")
		}
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

// knownCode reports whether code is a trait or a condition.
func knownCode(code string) bool {
	return slices.Contains(Traits, code) || slices.Contains(conditions, code)
}

func (c *checker) traits(file string, path []any, q *Question) {
	if len(q.Traits) == 0 {
		c.at(file, join(path, "traits"), "names at least one trait, or all")
	}
	for i, code := range q.Traits {
		switch {
		case code == "all" && len(q.Traits) > 1:
			c.at(file, join(path, "traits", i), "“all” stands alone")
		case code != "all" && !knownCode(code):
			c.at(file, join(path, "traits", i), "unknown trait “%s”", code)
		}
	}
	for i, code := range q.Requires {
		if !knownCode(code) {
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
		c.page(file, join(here, "url"), r.URL)
		for j, country := range r.Countries {
			if !slices.Contains(Countries, country) {
				c.at(file, join(here, "countries", j), "“%s” is not one of %s", country, strings.Join(Countries, ", "))
			}
		}
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
		c.unique(file, here, t, fmt.Sprintf("%s level %d", q.ID, i))
	}
}

// unique reports a level sentence that another level, called name there, already has.
func (c *checker) unique(file string, path []any, t Text, name string) {
	for _, lang := range languages {
		sentence := strings.ToLower(strings.Join(strings.Fields(t.In(lang)), " "))
		if sentence == "" {
			continue
		}
		if first, ok := c.sentences[lang+" "+sentence]; ok {
			c.at(file, join(path, lang), "the same sentence stands at %s", first)
			continue
		}
		c.sentences[lang+" "+sentence] = name
	}
}

// both reports a text that lacks a language.
func (c *checker) both(file string, path []any, t Text) {
	if strings.TrimSpace(t.EN) == "" {
		c.at(file, join(path, "en"), "the English text is missing")
	}
	if strings.TrimSpace(t.FR) == "" {
		c.at(file, join(path, "fr"), "the French text is missing")
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
