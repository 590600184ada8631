package forms

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

// languages are those of the portal, in the order of every Text.
var languages = []string{"en", "fr"}

// maxWords of a level sentence (product, "How levels are written").
var maxWords = map[string]int{"en": 28, "fr": 34}

var (
	htmlLike = regexp.MustCompile(`<[A-Za-z/!]|&[A-Za-z]+;|&#`)
	straight = regexp.MustCompile(`\p{L}'\p{L}|"`)
	numbers  = regexp.MustCompile(`\d+(?:[.,\x{00A0}\x{202F}]\d+)*`)

	forbidEN = regexp.MustCompile(`(?i)\b(fully|partly|adequate(ly)?|appropriate(ly)?|regular(ly)?|timely|effective(ly)?|robust(ly)?|sufficient(ly)?|often|as needed|where possible|comprehensive(ly)?|periodic(ally)?)\b`)
	mostEN   = regexp.MustCompile(`(?i)\b(at )?most\b`)
	negateEN = regexp.MustCompile(`(?i)\b(not|no|never|none|nobody|nothing|without|neither|nor|cannot)\b|n['’]t\b`)
	forbidFR = wordsFR(`entièrement|pleinement|partiellement|en partie|adéquat(?:e|s|es|ement)?|approprié(?:e|s|es)?|régulier(?:s)?|régulière(?:s|ment)?|en temps opportun|efficace(?:s|ment)?|robuste(?:s)?|suffisant(?:e|s|es)?|suffisamment|la plupart|souvent|au besoin|si possible|dans la mesure du possible|complet(?:s)?|complète(?:s|ment)?|exhaustif(?:s)?|exhaustive(?:s|ment)?|périodique(?:s|ment)?`)
	negateFR = wordsFR(`ne|n|pas|aucun|aucune|jamais|sans|ni`)
)

// standsOn is how a sentence names the level it builds on; that number counts
// as none of its own.
var standsOn = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)\bas at \d`),
	"fr": regexp.MustCompile(`(?i)comme au niveau \d`),
}

// dated finds a number or a period.
var dated = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)\d|\b(hours?|days?|weeks?|months?|quarters?|years?|daily|weekly|monthly|quarterly|yearly|annual(ly)?)\b`),
	"fr": regexp.MustCompile(`(?i)\d|(?:^|[^\p{L}])(?:heures?|jours?|semaines?|mois|trimestres?|ans?|années?|quotidien(?:s|ne|nes|nement)?|hebdomadaires?|mensuel(?:s|le|les|lement)?|trimestriel(?:s|le|les|lement)?|annuel(?:s|le|les|lement)?)(?:[^\p{L}]|$)`),
}

// wordsFR matches any of the alternatives standing alone; \b of the regexp
// package knows ASCII letters only.
func wordsFR(alternatives string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[^\p{L}])(` + alternatives + `)(?:[^\p{L}]|$)`)
}

// prose checks every en and fr value below a node, addresses aside: quoted, plain
// text, in good typography. Anchors and aliases are refused everywhere: each
// text stands where it is read.
func (c *checker) prose(file string, n *yaml.Node, key string) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		c.add(Problem{File: file, Line: n.Line, Text: "anchors and aliases are not allowed"})
		return
	}
	if n.Kind == yaml.ScalarNode && slices.Contains(languages, key) {
		c.sentence(file, n, key)
	}
	for i, child := range n.Content {
		next := ""
		if n.Kind == yaml.MappingNode {
			if i%2 == 0 {
				continue
			}
			next = n.Content[i-1].Value
		}
		if key == "url" {
			next = key
		}
		c.prose(file, child, next)
	}
}

func (c *checker) sentence(file string, n *yaml.Node, lang string) {
	say := func(text string) { c.add(Problem{File: file, Line: n.Line, Text: lang + ": " + text}) }
	s := n.Value
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) == 0 {
		say("prose must be quoted")
	}
	if strings.ContainsAny(s, "<&") && htmlLike.MatchString(s) {
		say("HTML is not allowed")
	}
	if strings.Contains(s, "http://") {
		say("a link is https")
	}
	if strings.Contains(s, "  ") || strings.TrimSpace(s) != s || strings.ContainsFunc(s, unicode.IsControl) {
		say("stray white space")
	}
	if lang != "fr" {
		return
	}
	if strings.ContainsAny(s, `'"`) {
		if m := straight.FindString(s); m != "" {
			say("French wants ’ and « », found " + m)
		}
	}
	if m := spacedBadly(s); m != "" {
		say("French spacing: a no-break space before : and % and inside « », none before ? ! ;, found “" + m + "”")
	}
}

// spacedBadly gives the first place where French spacing is off, or nothing.
func spacedBadly(s string) string {
	runes := []rune(s)
	at := func(i int) rune {
		if i < 0 || i >= len(runes) {
			return 0
		}
		return runes[i]
	}
	for i, r := range runes {
		before, after, bad := at(i-1), at(i+1), false
		switch r {
		case '?', '!', ';':
			bad = before == ' ' || noBreak(before)
		case ':':
			bad = !noBreak(before) && (after == 0 || unicode.IsSpace(after))
		case '%', '»':
			bad = !noBreak(before)
		case '«':
			bad = !noBreak(after)
		}
		if bad {
			return string(runes[max(i-1, 0):min(i+2, len(runes))])
		}
	}
	return ""
}

// noBreak knows the no-break space and its narrow kin.
func noBreak(r rune) bool { return r == 0x00A0 || r == 0x202F }

// level checks one level sentence against the writing rules that a program can see.
func (c *checker) level(file string, path []any, level int, t Text) {
	for _, lang := range languages {
		s, here := t.In(lang), join(path, lang)
		if n := countWords(s); n > maxWords[lang] {
			c.at(file, here, "%d words, at most %d", n, maxWords[lang])
		}
		if word := vague(lang, s); word != "" {
			c.at(file, here, "the word “%s” cannot be observed", word)
		}
		if word := negation(lang, s); level >= 2 && word != "" {
			c.at(file, here, "levels 2 to 4 say what is there, found “%s”", word)
		}
		if level >= 3 && s != "" && !dated[lang].MatchString(standsOn[lang].ReplaceAllString(s, "")) {
			c.at(file, here, "levels 3 and 4 name a number or a period")
		}
	}
	if t.EN == "" || t.FR == "" {
		return
	}
	if en, fr := digitsIn(t.EN), digitsIn(t.FR); !slices.Equal(en, fr) {
		c.at(file, path, "different numbers in English %v and French %v", en, fr)
	}
}

func vague(lang, s string) string {
	if lang == "fr" {
		return submatch(forbidFR, s)
	}
	for _, m := range mostEN.FindAllString(s, -1) {
		if !strings.HasPrefix(strings.ToLower(m), "at ") {
			return m
		}
	}
	return forbidEN.FindString(s)
}

func negation(lang, s string) string {
	if lang == "fr" {
		return submatch(negateFR, s)
	}
	return negateEN.FindString(s)
}

func submatch(re *regexp.Regexp, s string) string {
	if m := re.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return ""
}

// countWords counts what holds a letter or a digit between white space.
func countWords(s string) int {
	n := 0
	for _, f := range strings.Fields(s) {
		if strings.ContainsFunc(f, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

// digitsIn gives the numbers of a sentence in order of size, without separators.
func digitsIn(s string) []string {
	var out []string
	for _, m := range numbers.FindAllString(s, -1) {
		out = append(out, strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return r
			}
			return -1
		}, m))
	}
	slices.Sort(out)
	return out
}
