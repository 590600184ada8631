package forms_test

import (
	"strings"
	"testing"

	"eleven/forms"
)

// The sentences of p01-q01 that the cases below spoil, one for each level.
const (
	levelOneEN   = "Somebody knows the rule on Aa."
	levelOneFR   = "Quelqu’un connaît la règle sur Aa."
	levelTwoEN   = "A named person keeps the rule on Aa."
	levelTwoFR   = "Une personne désignée tient la règle sur Aa."
	levelThreeEN = "Every part follows the rule on Aa within 30 days."
	levelThreeFR = "Chaque partie suit la règle sur Aa en 30 jours."
	levelFour    = `{en: "As at 3, and the rule on Aa was tested within 12 months.", fr: "Comme au niveau 3; de plus, la règle sur Aa a été mise à l’essai depuis 12 mois."}`
	levelThree   = `{en: "` + levelThreeEN + `", fr: "` + levelThreeFR + `"}`
	levelTwo     = `{en: "` + levelTwoEN + `", fr: "` + levelTwoFR + `"}`
)

func TestEachRuleForProseRefusesOneBadFile(t *testing.T) {
	for _, b := range []badFile{
		{"a bare text", "p01.yaml", `{en: "Its title and date.", `, "{en: Its title and date., ", 0, "en: prose must be quoted"},
		{"a folded text", "p01.yaml", `why: {en: "A rule on Aa helps.", fr: "Une règle sur Aa aide."}`, "why:\n      en: >-\n        A rule on Aa helps.\n      fr: \"Une règle sur Aa aide.\"", 1, "en: prose must be quoted"},
		{"an element", "p01.yaml", "Its title and date.", "Its <b>title</b> and date.", 0, "en: HTML is not allowed"},
		{"a comment", "p01.yaml", "Son titre et sa date.", "Son titre <!-- et --> sa date.", 0, "fr: HTML is not allowed"},
		{"an entity", "p01.yaml", "Its title and date.", "Its title &amp; date.", 0, "en: HTML is not allowed"},
		{"a numbered entity", "pack.yaml", "It has MSG", "It has&#160;MSG", 0, "en: HTML is not allowed"},
		{"a link over http", "p01.yaml", "Its title and date.", "Its title, see http://guide.example/ for more.", 0, "en: a link is https"},
		{"two spaces", "p01.yaml", "Its title and date.", "Its title  and date.", 0, "en: stray white space"},
		{"a space at the end", "p01.yaml", "Son titre et sa date.", "Son titre et sa date. ", 0, "fr: stray white space"},
		{"a line break", "p01.yaml", "Its title and date.", `Its title\nand date.`, 0, "en: stray white space"},
		{"a straight apostrophe", "p01.yaml", "Son titre et sa date.", "Son titre et l'heure.", 0, "fr: French wants ’ and « », found l'h"},
		{"straight quotation marks", "p01.yaml", "Son titre et sa date.", `Son \"titre\" et sa date.`, 0, "fr: French wants ’ and « »"},
		{"a space before a question mark", "p01.yaml", "Avez-vous une règle sur Aa?", "Avez-vous une règle sur Aa ?", 0, "fr: French spacing"},
		{"a no-break space before a semicolon", "p01.yaml", "Son titre et sa date.", `Son titre\u00A0; sa date.`, 0, "fr: French spacing"},
		{"a space before a colon", "p01.yaml", "Son titre et sa date.", "Deux choses : titre et date.", 0, "fr: French spacing"},
		{"nothing before a colon", "p01.yaml", "Son titre et sa date.", "Au niveau 3: titre et date.", 0, "fr: French spacing"},
		{"nothing before a colon at the end", "p01.yaml", "Son titre et sa date.", "Son titre et sa date:", 0, "fr: French spacing"},
		{"a space before a percent sign", "p01.yaml", "Son titre et sa date.", "Au moins 80 % des dates.", 0, "fr: French spacing"},
		{"a space inside guillemets", "p01.yaml", "Son titre et sa date.", `Son « titre\u00A0» et sa date.`, 0, "fr: French spacing"},
		{"nothing inside guillemets", "p01.yaml", "Son titre et sa date.", `Son «\u00A0titre» et sa date.`, 0, "fr: French spacing"},
	} {
		t.Run(b.name, b.check)
	}
}

func TestEachRuleForLevelsRefusesOneBadFile(t *testing.T) {
	words := func(n int) string { return strings.TrimSpace(strings.Repeat("word ", n)) }
	for _, b := range []badFile{
		{"four levels", "p01.yaml", "\n      - " + levelFour, "", -3, "levels: has 4 sentences instead of 5"},
		{"six levels", "p01.yaml", levelFour, levelFour + "\n      - {en: \"Within 6 days.\", fr: \"En 6 jours.\"}", -4, "levels: has 6 sentences instead of 5"},
		{"a level without English", "p01.yaml", `en: "` + levelOneEN + `", `, "", 0, "levels[1].en: the English text is missing"},
		{"a level without French", "p01.yaml", `, fr: "` + levelThreeFR + `"`, "", 0, "levels[3].fr: the French text is missing"},
		{"a sentence of the same question", "p01.yaml", levelTwoEN, levelOneEN, 0, "levels[2].en: the same sentence stands at p01-q01 level 1"},
		{"a sentence of another question", "p02.yaml", "Quelqu’un connaît la règle sur Ba.", "Quelqu’un connaît la RÈGLE sur Aa.", 0, "levels[1].fr: the same sentence stands at p01-q01 level 1"},
		{"29 English words", "p01.yaml", levelOneEN, words(29), 0, "levels[1].en: 29 words, at most 28"},
		{"35 French words", "p01.yaml", levelOneFR, words(35), 0, "levels[1].fr: 35 words, at most 34"},
		{"a number in one language", "p01.yaml", levelOneFR, "Quelqu’un connaît 2 règles sur Aa.", 0, "levels[1]: different numbers in English [] and French [2]"},
		{"other numbers", "p01.yaml", levelThreeFR, "Chaque partie suit la règle sur Aa en 31 jours.", 0, "different numbers in English [30] and French [31]"},
		{"level 3 without a period", "p01.yaml", levelThree, `{en: "Every part follows the rule on Aa.", fr: "Chaque partie suit la règle sur Aa depuis un mois."}`, 0, "levels[3].en: levels 3 and 4 name a number or a period"},
		{"level 3 without a French period", "p01.yaml", levelThree, `{en: "Every part follows the rule on Aa monthly.", fr: "Chaque partie suit la règle sur Aa."}`, 0, "levels[3].fr: levels 3 and 4 name a number or a period"},
		{"level 4 with only the number of level 3", "p01.yaml", levelFour, `{en: "As at 3, and the rule on Aa was tested.", fr: "Comme au niveau 3; de plus, la règle sur Aa a été mise à l’essai depuis un mois."}`, 0, "levels[4].en: levels 3 and 4 name a number or a period"},
	} {
		t.Run(b.name, b.check)
	}
}

func TestLevelsMayBeAsLongAsTheRulesAllowAndSaySoInWords(t *testing.T) {
	words := func(n int) string { return strings.TrimSpace(strings.Repeat("word ", n)) }
	for _, c := range []struct{ name, old, new string }{
		{"28 English words", levelOneEN, words(28)},
		{"34 French words, typography aside", levelOneFR, words(33) + ` «\u00A0mot\u00A0»`},
		{"a negation at level 1", levelOneEN, "Nobody here keeps a rule, and there is no list."},
		{"at most", levelTwoEN, "A named person keeps the rule and needs at most a day."},
		{"words that only look forbidden", levelTwoFR, "Une personne désignée tient la partie sur Aa, partout, avec ses annexes."},
		{"a period without a digit", levelThree, `{en: "Every part follows the rule on Aa monthly.", fr: "Chaque partie suit la règle sur Aa chaque mois."}`},
		{"the same thousand, written as each language writes it", levelTwo, `{en: "A named person keeps 1,000 rules.", fr: "Une personne désignée tient 1\u00A0000 règles."}`},
		{"a number 3 of its own at level 4", levelFour, `{en: "As at 3, and 3 people tested it.", fr: "Comme au niveau 3; de plus, 3 personnes l’ont mis à l’essai."}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := smallPack(t)
			spoil(t, files, "p01.yaml", c.old, c.new)
			if _, problems := forms.Check(files); len(problems) > 0 {
				t.Errorf("got:\n%v", problems)
			}
		})
	}
}

func TestEachWordThatCannotBeObservedIsRefused(t *testing.T) {
	for lang, words := range map[string]string{
		"en": "fully partly adequate adequately appropriate regular regularly timely effective robust sufficient most Often as+needed where+possible comprehensive periodic periodically",
		"fr": "entièrement pleinement partiellement en+partie adéquat adéquate approprié appropriées régulier régulière régulièrement en+temps+opportun efficace efficacement robuste suffisant suffisamment la+plupart Souvent au+besoin si+possible dans+la+mesure+du+possible complet complète exhaustif exhaustives périodique périodiquement",
	} {
		for word := range strings.FieldsSeq(words) {
			word = strings.ReplaceAll(word, "+", " ")
			t.Run(word, func(t *testing.T) {
				old := map[string]string{"en": levelOneEN, "fr": levelOneFR}[lang]
				badFile{"", "p01.yaml", old, "x " + word + ", y", 0, "levels[1]." + lang + ": the word “" + word + "” cannot be observed"}.check(t)
			})
		}
	}
}

func TestEachNegationIsRefusedFromLevelTwo(t *testing.T) {
	for lang, words := range map[string]string{
		"en": "not no never none nobody nothing without neither nor cannot don’t Never",
		"fr": "ne n’a pas aucun aucune jamais sans ni Sans",
	} {
		for word := range strings.FieldsSeq(words) {
			t.Run(word, func(t *testing.T) {
				old := map[string]string{"en": levelTwoEN, "fr": levelTwoFR}[lang]
				badFile{"", "p01.yaml", old, "x " + word + " y", 0, "levels[2]." + lang + ": levels 2 to 4 say what is there"}.check(t)
			})
		}
	}
}
