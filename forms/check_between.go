package forms

import "strings"

// maxShort is the number of words of a short name that a list has room for.
var maxShort = map[string]int{"en": 9, "fr": 12}

// unread reports whether id names a question of a file that could not be read;
// nothing can be said about it until that file is mended.
func (c *checker) unread(id string) bool {
	if !questionID.MatchString(id) {
		return false
	}
	node, ours := c.files[id[:len("p01")]+".yaml"]
	return ours && node == nil
}

// keys checks that each key is one of the sources of the pack.
func (c *checker) keys(file string, path []any, keys []string, p *Pack) {
	if c.files[coverFile] == nil {
		return
	}
	for i, key := range keys {
		if _, ok := p.Source(key); !ok {
			c.at(file, join(path, i), "unknown source “%s”", key)
		}
	}
}

// codes checks that the pack has words for each trait or condition named; one
// that no pack knows is reported where the question is read.
func (c *checker) codes(file string, path []any, named []string, p *Pack) {
	if c.files[coverFile] == nil {
		return
	}
	for i, code := range named {
		if knownCode(code) && !asksFor(p.Traits, code) && !asksFor(p.Conditions, code) {
			c.at(file, join(path, i), "nothing in %s asks for %s", coverFile, code)
		}
	}
}

// references checks what questions say of sources, of codes and of each other.
func (c *checker) references(p *Pack) {
	for _, pr := range p.Principles {
		for i, q := range pr.Questions {
			file, path := principleFile(q.Principle), []any{"questions", i}
			c.keys(file, join(path, "sources"), q.Sources, p)
			c.codes(file, join(path, "traits"), q.Traits, p)
			c.codes(file, join(path, "requires"), q.Requires, p)
			for j, id := range q.After {
				if p.byID[id] == nil && !c.unread(id) {
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

// coverage warns where a service of one trait would have a principle rest on
// one or two questions.
func (c *checker) coverage(p *Pack) {
	for _, trait := range p.Traits {
		profile := Profile{Traits: []string{trait.Code}, Conditions: []string{"USR"}}
		for _, pr := range p.Principles {
			n := 0
			for _, q := range pr.Questions {
				if missing, _ := profile.lacks(q); len(missing) == 0 {
					n++
				}
			}
			if n == 1 || n == 2 {
				c.warn(principleFile(pr.Number), []any{"questions"}, "rests on %d for a service with only %s", n, trait.Code)
			}
		}
	}
}

// shared warns of a word in together that no other question has: work that is
// shared with nothing, or a slip of the pen.
func (c *checker) shared(p *Pack) {
	uses := map[string]int{}
	for _, pr := range p.Principles {
		for _, q := range pr.Questions {
			uses[q.Together]++
		}
	}
	for _, pr := range p.Principles {
		for i, q := range pr.Questions {
			if q.Together != "" && uses[q.Together] == 1 {
				c.warn(principleFile(pr.Number), []any{"questions", i, "together"}, "no other question has “%s”", q.Together)
			}
		}
	}
}

// shorts warns of a short name that is too long for a list, or ends like a sentence.
func (c *checker) shorts(p *Pack) {
	for _, pr := range p.Principles {
		for i, q := range pr.Questions {
			for _, lang := range languages {
				s, path := q.Short.In(lang), []any{"questions", i, "short", lang}
				if n := countWords(s); n > maxShort[lang] {
					c.warn(principleFile(pr.Number), path, "%d words, best at most %d", n, maxShort[lang])
				}
				if strings.HasSuffix(s, ".") {
					c.warn(principleFile(pr.Number), path, "a name has no full stop")
				}
			}
		}
	}
}
