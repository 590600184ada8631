package report

import (
	"slices"
	"strings"
	"testing"

	"eleven/forms"
	"eleven/i18n"
)

// found is a released review that gives one must-do each verdict but "confirmed".
func found(t *testing.T) Input {
	t.Helper()
	in := reviewed(submitted(all(chatApp(t), "3", nil), forms.Full))
	for n, p := range in.Review.Principles {
		for id, v := range p.Verdicts {
			v.Verdict = "confirmed"
			p.Verdicts[id] = v
		}
		in.Review.Principles[n] = p
	}
	one := in.Review.Principles[1]
	one.Score, one.Override = 3, true
	one.Verdicts["p01-q01"] = forms.Verdict{Verdict: "not-confirmed", KnownBy: "seen"}
	one.Verdicts["p01-q02"] = forms.Verdict{Verdict: "cannot-tell", KnownBy: "declared"}
	in.Review.Principles[1] = one
	return in
}

func TestTheSecondPageNamesWhatAReleasedReviewDidNotConfirm(t *testing.T) {
	in := found(t)
	refuted, unclear := in.Pack.Question("p01-q01").Short, in.Pack.Question("p01-q02").Short
	for _, lang := range i18n.Languages {
		w := i18n.For(lang)
		want := []string{
			w.T("report.letter.must-own", "18", "18"), w.T("report.letter.not-confirmed", refuted.In(lang)),
			w.T("report.letter.cannot-tell", unclear.In(lang)), w.T("report.letter.override", 1, "1"), w.T("score.unconfirmed", 1),
		}
		in.Lang = lang
		text := textOf(t, draw(t, in), "2", "2")
		for _, words := range want {
			if !strings.Contains(text, plain(words)) {
				t.Errorf("%s: %q is not on page 2", lang, words)
			}
		}
	}
	in.Lang, in.Review.State, in.Assessment.State = "en", forms.Scoring, forms.Submitted
	text := textOf(t, draw(t, in), "2", "2")
	for _, never := range []string{"could not confirm", "cannot tell", "all the same", "By the company’s own"} {
		if strings.Contains(text, never) {
			t.Errorf("%q is on page 2 before the release", never)
		}
	}
}

func TestWhatReviewersDidNotConfirmComesFirstEvenWhereNothingIsLeftToDo(t *testing.T) {
	in := found(t)
	in.Assessment.Answers = all(in, "4", nil).Assessment.Answers
	s := summarize(t, in)
	if s.Front.First == nil || s.Front.First.Note == "" || !strings.HasPrefix(s.Plan.Intro, s.Front.First.Note) {
		t.Errorf("first %+v, plan %q", s.Front.First, s.Plan.Intro)
	}
	sound(t, draw(t, in))
}

func TestTheCoverOfAReviewedSummaryNamesTheCountryAndTheDay(t *testing.T) {
	in := reviewed(submitted(chatApp(t), forms.Full))
	for lang, day := range map[string]string{"en": "23 December 2026", "fr": "23 décembre 2026"} {
		in.Lang, in.Review.ReleasedAt = lang, 1798070000 // minutes before midnight, UTC
		w := i18n.For(lang)
		want := []string{w.T("report.fact.reviewed") + " Canada", w.T("report.fact.released") + " " + day}
		text := textOf(t, draw(t, in), "1", "1")
		for _, words := range want {
			if !strings.Contains(text, words) {
				t.Errorf("%s: %q is not on the cover: %s", lang, words, text)
			}
		}
	}
	in.Review.State, in.Lang = forms.Scoring, "en"
	if strings.Contains(textOf(t, draw(t, in), "1", "1"), "Reviewed by") {
		t.Error("a review that is not released is on the cover")
	}
}

func TestAPrincipleWithoutAnEssentialQuestionIsNotSaidNotToApply(t *testing.T) {
	in := submitted(chatApp(t), forms.Essentials)
	for _, lang := range i18n.Languages {
		words := i18n.For(lang).T("word.beyond")
		in.Lang = lang
		s, w := summarize(t, in), i18n.For(lang)
		p := s.Principles.Items[1]
		if s.Front.Chart.Bars[1].Value != words || s.Numbers.Rows[1][2] != words || p.Score != capital(words) || p.Empty == "" {
			t.Errorf("%s: bar %q, numbers %q, principle %q, %q", lang, s.Front.Chart.Bars[1].Value, s.Numbers.Rows[1], p.Score, p.Empty)
		}
		text := textOf(t, draw(t, in))
		if strings.Contains(text, w.T("report.principles.none")) || !strings.Contains(text, p.Empty) {
			t.Errorf("%s: a principle is said not to apply, or not why it has no score", lang)
		}
	}
	in.HideScores = true
	if p := summarize(t, in).Principles.Items[1]; p.Empty == "" || p.Score != "" {
		t.Errorf("a copy without scores says %q and %q", p.Empty, p.Score)
	}
}

func TestAPrincipleWithoutAQuestionSaysWhatTheServiceLacks(t *testing.T) {
	in := submitted(chatApp(t), forms.Full)
	in.Assessment.Profile.Traits, in.Assessment.Profile.Conditions = []string{"APP"}, nil
	p := summarize(t, in).Principles.Items[4]
	if p.Score != "Does not apply to this service" || !strings.HasPrefix(p.Empty, "Not declared by the company: messaging; ") {
		t.Errorf("%q, %q", p.Score, p.Empty)
	}
	if !strings.Contains(textOf(t, draw(t, in)), plain(p.Empty)) {
		t.Error("the document does not say why")
	}
}

func TestTheMissingMustDosAddUp(t *testing.T) {
	for name, c := range map[string]struct {
		change   map[string]forms.Level
		lang     string
		headline string
		missing  string
	}{
		"one of three":         {map[string]forms.Level{"p01-q01": "0", "p01-q02": "1", "p01-q03": forms.NA}, "en", "15 of 17 must-dos in place", "3 must-dos are missing, one of them answered “does not apply” and not confirmed"},
		"two of three":         {map[string]forms.Level{"p01-q01": "0", "p01-q02": forms.NA, "p01-q03": forms.NA}, "en", "15 of 16 must-dos in place", "3 must-dos are missing, 2 of them answered “does not apply” and not confirmed"},
		"the only one":         {map[string]forms.Level{"p01-q03": forms.NA}, "en", "17 of 17 must-dos in place", "1 must-do is missing, answered “does not apply” and not confirmed"},
		"one of three, French": {map[string]forms.Level{"p01-q01": "0", "p01-q02": "1", "p01-q03": forms.NA}, "fr", "15 sur 17", "Il manque 3 mesures incontournables" + i18n.For("fr").T("score.missing-na", 1)},
	} {
		in := submitted(all(chatApp(t), "3", c.change), forms.Essentials)
		in.Lang = c.lang
		text := textOf(t, draw(t, in), "2", "2")
		for _, words := range []string{c.headline, c.missing} {
			if !strings.Contains(text, plain(words)) {
				t.Errorf("%s: %q is not on page 2", name, words)
			}
		}
	}
}

func TestWhereFewAnswersStandNotStartedIsTooEarlyToSay(t *testing.T) {
	in := chatApp(t)
	for i, q := range in.Pack.Questions() {
		in.Assessment.Answers[q.ID] = forms.Answer{Level: "1"}
		if i%3 > 0 {
			delete(in.Assessment.Answers, q.ID)
		}
	}
	for _, lang := range i18n.Languages {
		want := i18n.For(lang).T("score.early")
		in.Lang = lang
		if head := summarize(t, in).Front.Headline; !strings.HasSuffix(head, ", "+want) {
			t.Errorf("headline %q", head)
		}
		text, word := textOf(t, draw(t, in)), i18n.For(lang).T("word.not-started")
		if n := strings.Count(text, word); n > 1 { // the table of the five words
			t.Errorf("%s: %q stands %d times in a draft with few answers", lang, word, n)
		}
	}
	if head := summarize(t, submitted(all(chatApp(t), "0", nil), forms.Full)).Front.Headline; !strings.Contains(head, "not started") {
		t.Errorf("with every answer given the headline is %q", head)
	}
}

func TestAPlanBeginsWithItsFirstTier(t *testing.T) {
	for level, want := range map[forms.Level]string{"1": "First: missing must-dos", "2": "First: what is at level 2", "3": "The rest stands: what is at level 3"} {
		if s := summarize(t, all(chatApp(t), level, nil)); !strings.HasPrefix(s.Plan.Tiers[0].Title, want) {
			t.Errorf("a plan from level %s begins %q", level, s.Plan.Tiers[0].Title)
		}
	}
	low := all(chatApp(t), "2", map[string]forms.Level{"p01-q04": "1"})
	if s := summarize(t, low); !strings.HasPrefix(s.Plan.Tiers[0].Title, "First: what is below level 2") || !strings.HasPrefix(s.Plan.Tiers[1].Title, "Then:") {
		t.Errorf("tiers %q, %q", s.Plan.Tiers[0].Title, s.Plan.Tiers[1].Title)
	}
}

func TestABlindCopyPromisesNoScores(t *testing.T) {
	in := submitted(chatApp(t), forms.Full)
	for _, lang := range i18n.Languages {
		in.Lang, in.HideScores = lang, false
		w := i18n.For(lang)
		open := textOf(t, draw(t, in))
		in.HideScores = true
		blind := textOf(t, draw(t, in))
		if whole := plain(w.T("report.verify.answers")); !strings.Contains(open, whole) || strings.Contains(blind, whole) || !strings.Contains(blind, plain(w.T("report.verify.blind"))) {
			t.Errorf("%s: a copy does not say what its answers hold", lang)
		}
		if strings.Contains(open+blind, "answers.json") {
			t.Errorf("%s: a file is named that has another name", lang)
		}
	}
}

func TestADocumentForReviewersSpeaksOfTheCompany(t *testing.T) {
	in := submitted(chatApp(t), forms.Full)
	for profile, traits := range map[string][]string{"chat": {"MSG", "HST", "SRC"}, "host": {"INF"}, "nothing": nil} {
		in.Assessment.Profile.Traits = traits
		for lang, never := range map[string][]string{"en": {"you", "your", "yours"}, "fr": {"vous", "votre", "vos"}} {
			in.Lang, in.Assessment.Profile.Conditions = lang, []string{"REV", "DET"}
			if profile == "nothing" {
				in.Assessment.Profile.Conditions = nil
			}
			s := summarize(t, in)
			said := strings.Join(s.Front.Features.Items, " ")
			for _, g := range s.Hidden.Groups {
				said += " " + g.Reason
			}
			for _, word := range strings.FieldsFunc(strings.ToLower(said), func(r rune) bool { return strings.ContainsRune(" ;:.,’\u00a0", r) }) {
				if slices.Contains(never, word) {
					t.Errorf("%s, %s: %q speaks to the company", profile, lang, said)
					break
				}
			}
		}
	}
}

func TestTheHiddenQuestionsOfAWebHostTakeTwoPagesAtMost(t *testing.T) {
	in := submitted(chatApp(t), forms.Full)
	in.Assessment.Profile.Traits, in.Assessment.Profile.Conditions = []string{"INF"}, nil
	for _, lang := range i18n.Languages {
		in.Lang = lang
		s, data := summarize(t, in), draw(t, in)
		text := textOf(t, data)
		start, end := strings.LastIndex(text, s.Hidden.Title), strings.LastIndex(text, s.Method.Title)
		if start < 0 || end < start {
			t.Fatalf("%s: the parts are not in order", lang)
		}
		if breaks := strings.Count(text[start:end], s.Head); breaks > 2 {
			t.Errorf("%s: the part goes over %d page ends", lang, breaks)
		}
		reasons := map[string]bool{}
		for _, g := range s.Hidden.Groups {
			if reasons[g.Reason] || !strings.Contains(text[start:end], plain(g.Reason)) {
				t.Errorf("%s: %q stands twice, or not at all", lang, g.Reason)
			}
			reasons[g.Reason] = true
		}
	}
}

func TestADraftPromisesNoGainThatNobodyKnows(t *testing.T) {
	in := all(chatApp(t), "", nil)
	if s := summarize(t, in); s.Front.Chart != nil || s.Front.First != nil || s.Numbers != nil {
		t.Error("an empty draft has a chart, its numbers or first actions")
	}
	in = all(chatApp(t), forms.Unknown, nil)
	if sum := summarize(t, in).Front.First.Sum; strings.Contains(sum, "+") {
		t.Errorf("where all is to be found out: %q", sum)
	}
}

func TestLongNamesLeaveTheContentsOnTheCover(t *testing.T) {
	in := reviewed(submitted(chatApp(t), forms.Full))
	in.Lang, in.Assessment.Country = "fr", "US"
	in.Assessment.Company = "Société coopérative québécoise d’édition de logiciels de messagerie et d’hébergement d’images de l’Outaouais et des Laurentides inc."
	in.Assessment.Service = "Clavardage intercollégial de la Coopérative des étudiantes et étudiants du Saguenay–Lac-Saint-Jean, édition éducative"
	if !strings.Contains(textOf(t, draw(t, in), "1", "1"), i18n.For("fr").T("report.contents")) {
		t.Error("the contents are not on the cover")
	}
}
