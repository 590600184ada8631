package report

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"eleven/forms"
	"eleven/i18n"
)

func summarize(t *testing.T, in Input) Summary {
	t.Helper()
	s, err := Summarize(in)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// all answers every question of the input with one level, and changes some.
func all(in Input, level forms.Level, change map[string]forms.Level) Input {
	in.Assessment.Answers = map[string]forms.Answer{}
	for _, q := range in.Pack.Questions() {
		in.Assessment.Answers[q.ID] = forms.Answer{Level: level}
	}
	for id, level := range change {
		in.Assessment.Answers[id] = forms.Answer{Level: level, Cause: "other", Reason: "Nothing of the kind here."}
	}
	return in
}

func TestTheHeadlineSaysWhatHoldsTheWord(t *testing.T) {
	few := all(chatApp(t), "3", nil)
	for i, q := range few.Pack.Questions() {
		if i%2 == 0 {
			delete(few.Assessment.Answers, q.ID)
		}
	}
	unknown := all(chatApp(t), "2", map[string]forms.Level{"p01-q04": forms.Unknown})
	for name, c := range map[string]struct {
		in   Input
		want string
	}{
		"all at 3":               {all(chatApp(t), "3", nil), `^75 of 100, established$`},
		"all at 4":               {all(chatApp(t), "4", nil), `^100 of 100, embedded$`},
		"one must-do missing":    {all(chatApp(t), "4", map[string]forms.Level{"p01-q01": "1"}), `^9\d of 100, developing, held at that by 1 missing must-do$`},
		"two must-dos missing":   {all(chatApp(t), "4", map[string]forms.Level{"p01-q01": "1", "p01-q02": "0"}), `^\d\d of 100, developing, held at that by 2 missing must-dos$`},
		"a range while drafting": {unknown, `^49 to 5\d of 100, developing$`},
		"no range once sent":     {submitted(unknown, forms.Full), `^49 of 100, developing$`},
		"so far":                 {few, `^\d+ of \d+ questions answered\. \d+ to \d+ of 100, so far: \w+`},
		"nothing answered":       {all(chatApp(t), "", nil), `^No question answered yet$`},
		"nothing counts":         {all(chatApp(t), forms.NA, nil), `^No score: everything answered does not apply$`},
		"essentials":             {submitted(all(chatApp(t), "3", map[string]forms.Level{"p01-q01": "1"}), forms.Essentials), `^17 of 18 must-dos in place$`},
	} {
		if got := summarize(t, c.in).Front.Headline; !regexp.MustCompile(c.want).MatchString(got) {
			t.Errorf("%s: %q, want %s", name, got, c.want)
		}
	}
}

func TestUnknownsAreSaidInWordsAtSubmission(t *testing.T) {
	in := submitted(all(chatApp(t), "2", map[string]forms.Level{"p01-q04": forms.Unknown, "p01-q05": forms.Unknown}), forms.Full)
	for lang, want := range map[string]string{"en": "2 answers are “I don’t know yet”", "fr": "2 réponses sont «\u00a0Je ne sais pas encore\u00a0»"} {
		in.Lang = lang
		s := summarize(t, in)
		if !strings.Contains(strings.Join(s.Front.Letter, " "), want) {
			t.Errorf("%q is not in the letter %q", want, s.Front.Letter)
		}
		for _, bar := range s.Front.Chart.Bars {
			if bar.Low != bar.High {
				t.Errorf("a range is drawn after submission: %+v", bar)
			}
		}
	}
}

func TestDoesNotApplyIsShownTheOtherWayEquallyLargeWhenItMatters(t *testing.T) {
	for name, c := range map[string]struct {
		change map[string]forms.Level
		depth  forms.Depth
		large  bool
	}{
		"nothing":                {nil, forms.Full, false},
		"one small question":     {map[string]forms.Level{"p01-q04": forms.NA}, forms.Full, false},
		"a must-do":              {map[string]forms.Level{"p01-q01": forms.NA}, forms.Full, true},
		"a must-do, essentials":  {map[string]forms.Level{"p01-q01": forms.NA}, forms.Essentials, true},
		"a question, essentials": {map[string]forms.Level{"p01-q04": forms.NA}, forms.Essentials, false},
	} {
		s := summarize(t, submitted(all(chatApp(t), "3", c.change), c.depth))
		if got := s.Front.Beside != ""; got != c.large {
			t.Errorf("%s: shown large: %t, want %t (%q)", name, got, c.large, s.Front.Beside)
		}
		small := strings.Contains(strings.Join(s.Front.Letter, " "), "counted as level 0")
		if name == "one small question" && !small {
			t.Error("one question that does not apply is not shown the other way at all")
		}
	}
}

func TestMissingMustDosAreNamedNextToTheTotal(t *testing.T) {
	in := submitted(all(chatApp(t), "3", map[string]forms.Level{"p01-q01": "0", "p01-q02": forms.Unknown, "p01-q03": forms.NA}), forms.Full)
	m := summarize(t, in).Front.Missing
	if m == nil || len(m.Items) != 3 || m.Title != "3 must-dos are missing, one of them answered “does not apply” and not confirmed" {
		t.Fatalf("missing: %+v", m)
	}
	for i, want := range []string{"day", "not known yet", "not confirmed"} {
		q := in.Pack.Question([]string{"p01-q01", "p01-q02", "p01-q03"}[i])
		if m.Items[i].Name != q.Short.EN || !strings.Contains(m.Items[i].Quiet, want) {
			t.Errorf("item %d is %+v, want %q with %q", i, m.Items[i], q.Short.EN, want)
		}
	}
	held := summarize(t, in).Principles.Items[0].Held
	for _, item := range m.Items {
		if !strings.Contains(held, item.Name) {
			t.Errorf("%q is not named in %q", item.Name, held)
		}
	}
}

func TestTheOverallScoreOfEssentialsStaysOutOfTheHeadline(t *testing.T) {
	s := summarize(t, submitted(chatApp(t), forms.Essentials))
	for _, text := range append([]string{s.Front.Headline, s.Front.Beside}, s.Front.Letter...) {
		if strings.Contains(text, "of 100") {
			t.Errorf("%q gives a percentage", text)
		}
	}
	for _, p := range s.Principles.Items {
		for _, a := range p.Answers {
			beyond := slices.Contains(a.Tags, "beyond the essentials, not counted")
			if q := chatApp(t).Pack.Question(a.ID); q.Essential == beyond || beyond && a.Next != nil {
				t.Errorf("%s is essential: %t, tags %v", a.ID, q.Essential, a.Tags)
			}
		}
	}
}

func TestNothingOfTheCompanysResultShowsBeforeAReviewerHasScored(t *testing.T) {
	in := submitted(chatApp(t), forms.Full)
	in.HideScores = true
	in.Review = &forms.Review{State: forms.Scoring, Principles: map[int]forms.PrincipleReview{1: {Score: 2, Reason: "Clear and dated."}}}
	s := summarize(t, in)
	if s.Plan != nil || s.Numbers != nil || s.Front.Chart != nil || s.Front.First != nil || s.Front.Missing != nil || s.Front.Beside != "" {
		t.Error("a plan, a chart or a list of what is missing is there")
	}
	text := textOf(t, draw(t, in))
	for _, never := range []string{"of 100,", "+0.", "In this document:", "are missing", "must-do, missing", "Next step", "To reach level", "below the company", "above the company", "same step", "must-dos in place", "so far"} {
		if strings.Contains(text, never) {
			t.Errorf("%q is in the document", never)
		}
	}
	for _, want := range []string{in.Assessment.Answers["p01-q02"].Note, in.Pack.Question("p01-q01").Levels[3].EN, "Clear and dated."} {
		if !strings.Contains(text, plain(want)) {
			t.Errorf("%q is missing", want)
		}
	}
}

func TestADocumentNumberNamesTheAnswersAndTheLanguage(t *testing.T) {
	in := submitted(chatApp(t), forms.Full)
	english := summarize(t, in)
	if !regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(english.Number) || english.Number != number(answersJSON(t, in), "en") {
		t.Errorf("number %q", english.Number)
	}
	in.Lang = "fr"
	if summarize(t, in).Number == english.Number {
		t.Error("both languages have one number")
	}
	in.Lang = "en"
	in.Assessment.Answers["p01-q01"] = forms.Answer{Level: "0"}
	if summarize(t, in).Number == english.Number {
		t.Error("other answers have the same number")
	}
	if text := textOf(t, draw(t, in), "1", "1"); !strings.Contains(text, summarize(t, in).Number) {
		t.Error("the number is not on the cover")
	}
}

func TestTheSecondPageIsOnePage(t *testing.T) {
	aside := chatApp(t)
	aside.Assessment.Answers["p01-q01"] = forms.Answer{Level: forms.NA, Cause: "other", Reason: "Nothing of the kind."}
	letter := chatApp(t)
	letter.Assessment.Country, letter.Assessment.Answers = "US", nil
	letter.Assessment.Profile.Traits, letter.Assessment.Profile.UserCountries = []string{"APP"}, []string{"US"}
	full := reviewed(submitted(aside, forms.Full)) // so much that only the foot says what it is not
	full.Assessment.Country = "US"
	documents := firms(t)
	for name, in := range map[string]Input{
		"the fullest":                   full,
		"a must-do that does not apply": submitted(aside, forms.Full), "nothing answered yet": letter, "a review of the essentials": reviewed(submitted(aside, forms.Essentials)),
		"a draft": chatApp(t), "essentials": submitted(chatApp(t), forms.Essentials), "a review": reviewed(submitted(chatApp(t), forms.Full)),
	} {
		documents[name] = in
	}
	for name, in := range documents {
		for _, lang := range []string{"en", "fr"} {
			in.Lang = lang
			w, s, data := i18n.For(lang), summarize(t, in), draw(t, in)
			text := textOf(t, data, "2", "2")
			want := []string{s.Front.Headline, s.Front.Features.Title, w.T("disclaimer"), "2 / "}
			if name != "the fullest" {
				want = append(want, w.T("report.front.not"))
			}
			if s.Front.First != nil {
				want = append(want, s.Front.Chart.Title, s.Front.First.Title)
				for _, item := range s.Front.First.Items {
					want = append(want, item.Quiet)
				}
			}
			if s.Front.Missing != nil {
				want = append(want, s.Front.Missing.Title)
			}
			for _, words := range want {
				if !strings.Contains(text, plain(words)) {
					t.Errorf("%s, %s: %q is not on page 2", name, lang, words)
				}
			}
			if next := textOf(t, data, "3", "3"); s.Numbers != nil && !strings.Contains(next, w.T("report.numbers.title")) {
				t.Errorf("%s, %s: page 3 does not begin with the numbers", name, lang)
			}
		}
	}
}

func TestEveryNumberOfTheChartStandsInTheTableAndInItsWords(t *testing.T) {
	s := summarize(t, reviewed(submitted(chatApp(t), forms.Full)))
	for i, bar := range s.Front.Chart.Bars {
		row := s.Numbers.Rows[i]
		if row[0] != bar.Label || plain(row[1]) != bar.Value {
			t.Errorf("bar %+v, row %v", bar, row)
		}
		if !strings.Contains(s.Front.Chart.Alt, bar.Label+": "+bar.Value) {
			t.Errorf("%q is not in the words of the chart", bar.Label)
		}
		if low, high := forms.Bounds(bar.Reviewer.Level); bar.Reviewer.Low != low || bar.Reviewer.High != high {
			t.Errorf("the whisker of %q is %+v", bar.Label, bar.Reviewer)
		}
	}
}

func TestEveryAnswerStandsUnderItsPrincipleAndEveryHiddenQuestionHasItsReason(t *testing.T) {
	in := chatApp(t)
	s := summarize(t, in)
	tailoring := forms.Tailor(in.Pack, in.Assessment.Profile)
	shown := map[string]bool{}
	for _, p := range s.Principles.Items {
		for _, a := range p.Answers {
			shown[a.ID] = true
		}
	}
	listed := ""
	for _, g := range s.Hidden.Groups {
		listed += strings.Join(g.Questions, "\n")
		if !strings.Contains(g.Reason, "declared by the company") || strings.Contains(g.Reason, "your") {
			t.Errorf("reason %q", g.Reason)
		}
	}
	for _, q := range in.Pack.Questions() {
		if shown[q.ID] != tailoring.Applies[q.ID] || strings.Contains(listed, q.ID) == tailoring.Applies[q.ID] {
			t.Errorf("%s applies: %t, shown %t", q.ID, tailoring.Applies[q.ID], shown[q.ID])
		}
	}
}

func TestTheStateIsWritten(t *testing.T) {
	for state, want := range map[forms.State]string{
		forms.Draft: "draft", forms.Submitted: "self-assessed", forms.Reviewed: "reviewed",
		forms.Returned: "self-assessed, being changed after a question",
	} {
		in := chatApp(t)
		in.Assessment.State = state
		if got := summarize(t, in).Cover.Facts[1].Value.Text; got != want {
			t.Errorf("%s is written %q, want %q", state, got, want)
		}
	}
}

func TestAScoreThatRestsOnFewQuestionsSaysOnHowMany(t *testing.T) {
	in := all(chatApp(t), "3", nil)
	questions := forms.Tailor(in.Pack, in.Assessment.Profile).Questions(in.Pack.Principle(9))
	for _, q := range questions[:len(questions)-2] {
		in.Assessment.Answers[q.ID] = forms.Answer{Level: forms.NA}
	}
	p := summarize(t, in).Principles.Items[8]
	if !slices.Contains(p.Facts, "rests on 2 questions") {
		t.Errorf("facts %q", p.Facts)
	}
	if slices.ContainsFunc(summarize(t, in).Principles.Items[0].Facts, func(s string) bool { return strings.HasPrefix(s, "rests") }) {
		t.Error("a score of many questions says so too")
	}
}

func TestEveryWordIsUsed(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	source := ""
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		source += string(data)
	}
	for _, key := range i18n.For("en").Keys() {
		family := key[:strings.LastIndex(key, ".")+1] // of words chosen by a code
		if strings.HasPrefix(key, "report.") && !strings.Contains(source, `"`+key+`"`) && !strings.Contains(source, `"`+family+`"`) {
			t.Errorf("%s is never used", key)
		}
	}
}

func TestForbiddenWordsAreNowhere(t *testing.T) {
	never := regexp.MustCompile(`(?i)\b(compliant|certified|pass(ed|es)?|fail(ed|s|ure)?|ranks?|ranked|leading|conforme|certifié)\b`)
	for _, lang := range i18n.Languages {
		w := i18n.For(lang)
		for _, key := range w.Keys() {
			if strings.HasPrefix(key, "report.") && never.MatchString(w.T(key, "a", "b", "c", "d")) {
				t.Errorf("%s %s: %q", lang, key, w.T(key, "a", "b", "c", "d"))
			}
		}
	}
}

func TestTheNextStepNamesTheCompanysOwnCountrysHelpFirst(t *testing.T) {
	in := all(chatApp(t), "1", nil)
	in.Lang = "fr"
	f, err := derive(in)
	if err != nil {
		t.Fatal(err)
	}
	list := f.next(in.Pack.Question("p01-q03")).Resources
	ours := len(list) > 1 && list[0].URL == "https://www.cyberaide.ca/fr/" && list[0].Cost == "gratuit"
	if !ours || list[1].URL != "https://inhope.org/" || list[1].Cost != "gratuit, en anglais" {
		t.Errorf("got %v", list)
	}
}
