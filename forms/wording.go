package forms

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

const (
	maxWordsEN = 28 // in a level sentence (product, "How levels are written")
	maxWordsFR = 34
)

var (
	htmlLike  = regexp.MustCompile(`<[A-Za-z/!]|&[A-Za-z]+;|&#`)
	numbers   = regexp.MustCompile(`\d+(?:[.,\x{00A0}\x{202F}]\d+)*`)
	forbidEN  = regexp.MustCompile(`(?i)\b(fully|partly|adequate(ly)?|appropriate(ly)?|regular(ly)?|timely|effective(ly)?|robust(ly)?|sufficient(ly)?|often|as needed|where possible|comprehensive(ly)?|periodic(ally)?)\b`)
	mostEN    = regexp.MustCompile(`(?i)\b(at )?most\b`)
	negateEN  = regexp.MustCompile(`(?i)\b(not|no|never|none|nobody|nothing|without|neither|nor|cannot)\b|n['’]t\b`)
	forbidFR  = wordsFR(`entièrement|pleinement|partiellement|en partie|adéquat(?:e|s|es|ement)?|approprié(?:e|s|es)?|régulier(?:s)?|régulière(?:s|ment)?|en temps opportun|efficace(?:s|ment)?|robuste(?:s)?|suffisant(?:e|s|es)?|suffisamment|la plupart|souvent|au besoin|si possible|dans la mesure du possible|complet(?:s)?|complète(?:s|ment)?|exhaustif(?:s)?|exhaustive(?:s|ment)?|périodique(?:s|ment)?`)
	negateFR  = wordsFR(`ne|n|pas|aucun|aucune|jamais|sans|ni`)
	straight  = regexp.MustCompile(`\p{L}'\p{L}|"`)
	spaceFR   = regexp.MustCompile(`[ \x{00A0}\x{202F}][?!;]|[^\x{00A0}\x{202F}\d]:(\s|$)|[^\x{00A0}\x{202F}]%|«[^\x{00A0}\x{202F}]|[^\x{00A0}\x{202F}]»`)
	doubleGap = regexp.MustCompile(`  |^\s|\s$|\t`)
)

// wordsFR matches any of the alternatives standing alone; \b of the regexp
// package knows ASCII letters only.
func wordsFR(alternatives string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|[^\p{L}])(` + alternatives + `)(?:[^\p{L}]|$)`)
}

// prose checks every en and fr value below a node: quoted, plain text, in good typography.
func (c *checker) prose(file string, n *yaml.Node, key string) {
	if n.Kind == yaml.ScalarNode && (key == "en" || key == "fr") {
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
		c.prose(file, child, next)
	}
}

func (c *checker) sentence(file string, n *yaml.Node, lang string) {
	say := func(text string) { c.add(Problem{File: file, Line: n.Line, Text: lang + ": " + text}) }
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) == 0 {
		say("prose must be quoted")
	}
	if htmlLike.MatchString(n.Value) {
		say("HTML is not allowed")
	}
	if strings.HasPrefix(n.Value, "https://") {
		return
	}
	if doubleGap.MatchString(n.Value) || strings.ContainsFunc(n.Value, unicode.IsControl) {
		say("stray white space")
	}
	if lang != "fr" {
		return
	}
	if m := straight.FindString(n.Value); m != "" {
		say("French wants ’ and « », found " + m)
	}
	if m := spaceFR.FindString(n.Value); m != "" {
		say("French spacing: a no-break space before : and % and inside « », none before ? ! ;, found “" + m + "”")
	}
}

// level checks one level sentence against the writing rules that a program can see.
func (c *checker) level(file string, path []any, level int, t Text) {
	if n := countWords(t.EN); n > maxWordsEN {
		c.at(file, join(path, "en"), "%d words, at most %d", n, maxWordsEN)
	}
	if n := countWords(t.FR); n > maxWordsFR {
		c.at(file, join(path, "fr"), "%d words, at most %d", n, maxWordsFR)
	}
	for _, lang := range []string{"en", "fr"} {
		if word := vague(lang, t.In(lang)); word != "" {
			c.at(file, join(path, lang), "the word “%s” cannot be observed", word)
		}
		if word := negation(lang, t.In(lang)); level >= 2 && word != "" {
			c.at(file, join(path, lang), "levels 2 to 4 say what is there, found “%s”", word)
		}
	}
	en, fr := digitsIn(t.EN), digitsIn(t.FR)
	if !slices.Equal(en, fr) {
		c.at(file, path, "different numbers in English %v and French %v", en, fr)
	}
	if level >= 3 && len(slices.DeleteFunc(en, func(s string) bool { return s == "3" })) == 0 && !period.MatchString(t.EN) {
		c.at(file, path, "levels 3 and 4 name a number or a period")
	}
}

var period = regexp.MustCompile(`(?i)\b(hours?|days?|weeks?|months?|quarters?|years?|daily|weekly|monthly|quarterly|yearly|annual(ly)?)\b`)

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
