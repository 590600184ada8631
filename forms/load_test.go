package forms_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"eleven/forms"
)

const releasedPack = "packs/voluntary-principles/1.0.0"

// smallPack gives the files of a pack without a problem, for one test to spoil.
func smallPack(t *testing.T) fstest.MapFS {
	t.Helper()
	names, err := fs.Glob(os.DirFS("testdata/pack"), "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, name := range names {
		data, err := os.ReadFile("testdata/pack/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

// spoil replaces the first occurrence of old in a file and gives its line.
func spoil(t *testing.T, files fstest.MapFS, file, old, replacement string) (line int) {
	t.Helper()
	before, after, found := strings.Cut(string(files[file].Data), old)
	if !found {
		t.Fatalf("%s does not hold %q", file, old)
	}
	files[file] = &fstest.MapFile{Data: []byte(before + replacement + after)}
	return 1 + strings.Count(before, "\n")
}

// badFile is one textual change to the small pack, and the one problem it makes:
// down lines below the change, with want in its text.
type badFile struct {
	name     string
	file     string
	old, new string
	down     int
	want     string
}

func (b badFile) check(t *testing.T) {
	t.Helper()
	files := smallPack(t)
	line := spoil(t, files, b.file, b.old, b.new) + b.down
	_, problems := forms.Check(files)
	if len(problems) != 1 {
		t.Fatalf("%d problems instead of one:\n%v", len(problems), problems)
	}
	p := problems[0]
	if p.File != b.file || p.Line != line || !strings.Contains(p.Text, b.want) {
		t.Errorf("got  %v\nwant %s:%d: ... %s ...", p, b.file, line, b.want)
	}
}

func TestTheReleasedPackAndTheSmallOneHaveNoProblem(t *testing.T) {
	for _, dir := range []string{releasedPack, "testdata/pack"} {
		if _, problems := forms.Check(os.DirFS(dir)); len(problems) > 0 {
			t.Errorf("%s:\n%v", dir, problems)
		}
	}
}

func TestEachStructuralRuleRefusesOneBadFile(t *testing.T) {
	for _, b := range []badFile{
		{"an unknown field", "p01.yaml", "    minutes: 2", "    minutes: 2\n    colour: \"red\"", 1, "unknown field “colour”"},
		{"a field twice", "p01.yaml", "    minutes: 2", "    minutes: 2\n    minutes: 3", 1, "“minutes” stands twice"},
		{"a value of the wrong kind", "p01.yaml", "minutes: 2", `minutes: "two"`, 0, "wants a whole number, found str"},
		{"a list where one value belongs", "p01.yaml", `guide: ""`, `guide: []`, 0, "wants one text, found seq"},
		{"a scalar where a question belongs", "p02.yaml", "questions:\n", "questions:\n  - \"p02-q02\"\n", 1, "wants a list or fields, found str"},
		{"a word behind the quotes, in braces", "p02.yaml", `short: {en: "A rule`, `short: {en: "A" rule`, 0, "did not find expected ',' or '}'"},
		{"a word behind the quotes", "p02.yaml", `short: {en: "A rule on Ba", fr: "Une règle sur Ba"}`, "short:\n      en: \"A\" rule\n      fr: \"Une règle\"", 1, "did not find expected key"},
		{"a bare French colon", "p02.yaml", `short: {en: "A rule on Ba", fr: "Une règle sur Ba"}`, "short:\n      en: \"A rule\"\n      fr: Une règle : la voici", 2, "mapping values are not allowed"},
		{"a quote that never ends", "p11.yaml", `fr: "https://guide.example/"}}`, `fr: "https://guide.example/}}`, 0, "found unexpected end of stream"},
		{"two documents", "p11.yaml", "https://guide.example/\"}}\n", "https://guide.example/\"}}\n---\nnumber: 12\n", 1, "more than one document"},
		{"an anchor", "p01.yaml", `why: {en: "A rule`, `why: {en: &again "A rule`, 0, "anchors and aliases"},
		{"an empty question", "p01.yaml", "questions:\n", "questions:\n  -\n", 1, "is empty"},
		{"the number of another file", "p01.yaml", "number: 1", "number: 2", 0, "is 2 in the file of principle 1"},
		{"a title without French", "p01.yaml", `, fr: "Principe A"}`, "}", 0, "title.fr: the French text is missing"},
		{"an English text of spaces", "p01.yaml", `asks: {en: "It asks for a rule. It asks for a record."`, `asks: {en: ""`, 0, "asks.en: the English text is missing"},
		{"an id of another shape", "p01.yaml", `id: "p01-q03"`, `id: "p01-3"`, 0, "“p01-3” is not an id of principle 1"},
		{"an id of another principle", "p01.yaml", `id: "p01-q03"`, `id: "p02-q03"`, 0, "“p02-q03” is not an id of principle 1"},
		{"an id twice", "p01.yaml", `id: "p01-q03"`, `id: "p01-q02"`, 0, "p01-q02 stands twice"},
		{"no meaning", "p01.yaml", "meaning: 1", "meaning: 0", 0, "starts at 1"},
		{"a must-do that is not essential", "p01.yaml", "essential: true", "essential: false", 0, "a must-do is essential"},
		{"no trait", "p01.yaml", `traits: ["all"]`, "traits: []", 0, "at least one trait"},
		{"an unknown trait", "p02.yaml", `traits: ["ISP"]`, `traits: ["ISP", "XXL"]`, 0, "unknown trait “XXL”"},
		{"all beside a trait", "p02.yaml", `traits: ["ISP"]`, `traits: ["all", "ISP"]`, 0, "“all” stands alone"},
		{"an unknown condition", "p01.yaml", "requires: []", `requires: ["all"]`, 0, "unknown condition “all”"},
		{"three steps of effort", "p01.yaml", `["hours", "days", "weeks", "months"]`, `["hours", "days", "weeks"]`, 0, "3 steps instead of 4"},
		{"an unknown effort", "p01.yaml", `["hours", "days", "weeks", "months"]`, `["hours", "days", "weeks", "years"]`, 0, "“years” is not one of"},
		{"no minutes", "p01.yaml", "minutes: 2", "minutes: 0", 0, "0 is outside 1 to 10"},
		{"eleven minutes", "p01.yaml", "minutes: 2", "minutes: 11", 0, "11 is outside 1 to 10"},
		{"after a question that does not exist", "p01.yaml", `after: ["p01-q01"]`, `after: ["p01-q09"]`, 0, "unknown question “p01-q09”"},
		{"after itself", "p01.yaml", `after: ["p01-q01"]`, `after: ["p01-q02"]`, 0, "p01-q02 comes after itself"},
		{"an unknown source", "p01.yaml", `sources: ["S1"]`, `sources: ["S1", "S2"]`, 0, "unknown source “S2”"},
		{"no short name", "p01.yaml", `short: {en: "A rule on Aa", `, `short: {`, 0, "short.en: the English text is missing"},
		{"a prompt that does not ask", "p01.yaml", `Do you have a rule on Aa?`, `You have a rule on Aa.`, 0, "prompt.en: a prompt is a question"},
		{"a French prompt that does not ask", "p01.yaml", `Avez-vous une règle sur Aa?`, `Vous avez une règle sur Aa.`, 0, "prompt.fr: a prompt is a question"},
		{"no French reason why", "p01.yaml", `, fr: "Une règle sur Aa aide."`, "", 0, "why.fr: the French text is missing"},
		{"no English evidence", "p01.yaml", `evidence: {en: "Its title and date.", `, "evidence: {", 0, "evidence.en: the English text is missing"},
		{"no French next step", "p01.yaml", `, fr: "Écrivez la règle sur Aa."`, "", 0, "next.fr: the French text is missing"},
		{"a note in one language", "p01.yaml", `, fr: "Un mot de prudence."`, "", 0, "note.fr: the French text is missing"},
		{"no resource", "p02.yaml", "    resources:\n      - {name: {en: \"A guide to Ba\", fr: \"Un guide sur Ba\"}, cost: \"free\", url: {en: \"https://guide.example/\", fr: \"https://guide.example/\"}}", "    resources: []", 0, "at least one resource"},
		{"a resource without French", "p01.yaml", `, fr: "Un guide sur Aa"`, "", 0, "resources[0].name.fr: the French text is missing"},
		{"an unknown cost", "p01.yaml", `cost: "free"`, `cost: "cheap"`, 0, "“cheap” is not one of free"},
		{"a resource over http", "p01.yaml", "https://guide.example/", "http://guide.example/", 0, "is not an https link"},
		{"a resource without a host", "p01.yaml", "https://guide.example/", "https://guide", 0, "is not an https link"},
		{"no resource address", "p01.yaml", `, url: {en: "https://guide.example/", fr: "https://guide.example/"}`, "", 0, "is not an https link"},
		{"a resource in French only", "p01.yaml", `{en: "https://guide.example/", fr`, "{fr", 0, "url.en: “” is not an https link"},
		{"a French page over http", "p01.yaml", `fr: "https://guide`, `fr: "http://guide`, 0, "url.fr: “http://guide.example/” is not an https link"},
		{"one address for both languages", "p01.yaml", `{en: "https://guide.example/", fr: "https://guide.example/"}`, `"https://guide.example/"`, 0, "wants a list or fields, found str"},
		{"a resource of a country that takes no part", "p01.yaml", `cost: "free"`, `cost: "free", countries: ["CA", "FR"]`, 0, "resources[0].countries[1]: “FR” is not one of AU, CA, NZ, UK, US"},
	} {
		t.Run(b.name, b.check)
	}
}

func TestEachQuestionOfARingIsNamed(t *testing.T) {
	files := smallPack(t)
	spoil(t, files, "p01.yaml", "after: []", `after: ["p01-q03"]`)
	_, problems := forms.Check(files)
	for _, id := range []string{"p01-q01", "p01-q03"} {
		if !strings.Contains(problems.Error(), id+" comes after itself") {
			t.Errorf("%s is not named:\n%v", id, problems)
		}
	}
}

func TestFilesThatAreMissingEmptyOrStrayAreNamed(t *testing.T) {
	for _, c := range []struct {
		name, file string
		data       []byte // nil takes the file away
		want       string
	}{
		{"no questions file", "p07.yaml", nil, "cannot be read: file does not exist"},
		{"no cover", "pack.yaml", nil, "cannot be read: file does not exist"},
		{"an empty file", "p07.yaml", []byte("# nothing yet\n"), "is empty"},
		{"a stray file", "p12.yaml", []byte("number: 12\n"), "no such file belongs to a pack"},
		{"bytes that are not UTF-8", "p07.yaml", []byte("number: \xff\n"), "UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := smallPack(t)
			delete(files, c.file)
			if c.data != nil {
				files[c.file] = &fstest.MapFile{Data: c.data}
			}
			_, problems := forms.Check(files)
			if len(problems) != 1 || problems[0].File != c.file || problems[0].Line != 1 || !strings.Contains(problems[0].Text, c.want) {
				t.Errorf("got:\n%v\nwant %s:1: ... %s", problems, c.file, c.want)
			}
		})
	}
}

func TestAPrincipleWithoutQuestionsIsRefused(t *testing.T) {
	files := smallPack(t)
	head, _, _ := strings.Cut(string(files["p07.yaml"].Data), "questions:")
	files["p07.yaml"] = &fstest.MapFile{Data: []byte(head + "questions: []\n")}
	_, problems := forms.Check(files)
	for _, want := range []string{"p07.yaml:4: questions: a principle has at least one question", "p07-q01 is not a question of principle 7"} {
		if !strings.Contains(problems.Error(), want) {
			t.Errorf("missing %q in:\n%v", want, problems)
		}
	}
}

func TestLoadGivesEveryProblemOfEveryFileAtOnceInOrder(t *testing.T) {
	files := smallPack(t)
	spoil(t, files, "p09.yaml", "minutes: 2", "minutes: 90")
	spoil(t, files, "p02.yaml", `cost: "free"`, `cost: "cheap"`)
	spoil(t, files, "p02.yaml", "meaning: 1", "meaning: -1\n    colour: \"red\"")
	pack, err := forms.Load(files)
	var problems forms.Problems
	if pack != nil || !errors.As(err, &problems) {
		t.Fatalf("Load gave %v and %v, want no pack and Problems", pack, err)
	}
	want := []string{
		"p02.yaml:6: questions[0].meaning: starts at 1",
		"p02.yaml:7: unknown field “colour”",
		"p02.yaml:29: questions[0].resources[0].cost: “cheap” is not one of free, application, fee, staff",
		"p09.yaml:12: questions[0].minutes: 90 is outside 1 to 10",
	}
	if got := problems.Error(); got != strings.Join(want, "\n") {
		t.Errorf("got:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
}

func TestAWarningDoesNotStopAPackFromLoading(t *testing.T) {
	for _, b := range []badFile{
		{"a principle that rests on two questions", "p01.yaml", `traits: ["all"]`, `traits: ["ISP"]`, 0, "rests on 2 for a service with only"},
		{"a name of ten words", "p01.yaml", `short: {en: "A rule on Aa"`, `short: {en: "a b c d e f g h i j"`, 0, "questions[0].short.en: 10 words, best at most 9"},
		{"a French name of thirteen words", "p01.yaml", `fr: "Une règle sur Aa"`, `fr: "a b c d e f g h i j k l m"`, 0, "questions[0].short.fr: 13 words, best at most 12"},
		{"a name that ends like a sentence", "p01.yaml", `short: {en: "A rule on Aa"`, `short: {en: "A rule on Aa."`, 0, "questions[0].short.en: a name has no full stop"},
		{"work that is shared with nothing", "p01.yaml", `together: "rules"`, `together: "rulez"`, 0, "no other question has “rulez”"},
	} {
		t.Run(b.name, func(t *testing.T) {
			files := smallPack(t)
			spoil(t, files, b.file, b.old, b.new)
			_, problems := forms.Check(files)
			if !strings.Contains(problems.Error(), "warning: ") || !strings.Contains(problems.Error(), b.want) {
				t.Errorf("got:\n%v\nwant a warning that %s", problems, b.want)
			}
			if _, err := forms.Load(files); err != nil {
				t.Errorf("Load refused it: %v", err)
			}
		})
	}
}
