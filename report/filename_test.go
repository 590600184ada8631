package report

import (
	"regexp"
	"strings"
	"testing"

	"eleven/forms"
	"eleven/i18n"
)

func TestAFileNameSaysWhoseWhatAndHowFar(t *testing.T) {
	blind := submitted(chatApp(t), forms.Full)
	blind.HideScores = true
	french := reviewed(submitted(chatApp(t), forms.Full))
	french.Lang = "fr"
	for want, in := range map[string]Input{
		"Clear Brook Inc, BrookChat, 2026, readiness summary, draft":                                                              chatApp(t),
		"Clear Brook Inc, BrookChat, 2026, readiness summary, before scoring":                                                     blind,
		"Clear Brook Inc, BrookChat, 2026, readiness summary, self-assessed":                                                      submitted(chatApp(t), forms.Full),
		"Clear Brook Inc, BrookChat, 2026, readiness summary, reviewed":                                                           reviewed(submitted(chatApp(t), forms.Full)),
		"Clear Brook Inc, BrookChat, 2026, " + i18n.For("fr").T("report.file.summary", i18n.For("fr").T("report.state.reviewed")): french,
	} {
		if got := SummaryName(in); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := AnswersName(blind); got != "Clear Brook Inc, BrookChat, 2026, answers, before scoring" {
		t.Errorf("answers are called %q", got)
	}
}

func TestAFileNameIsSafeWhateverSomebodyTyped(t *testing.T) {
	unsafe := regexp.MustCompile(`[/\\:*?"<>|\x00-\x1f\x{202a}-\x{202e}\x{2066}-\x{2069}]|^[. ]|[. ]$`)
	for name, text := range hostile {
		in := chatApp(t)
		in.Assessment.Company, in.Assessment.Service, in.Assessment.Round = text, "../"+text, text
		if got := SummaryName(in); unsafe.MatchString(got) || len([]rune(got)) > 200 || strings.Contains(got, "..") {
			t.Errorf("%s: %q", name, got)
		}
	}
}
