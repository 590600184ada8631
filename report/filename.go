package report

import (
	"strings"
	"unicode"

	"eleven/i18n"
)

// SummaryName is what a summary is called as a file, without its ending:
// company, service and round, then in the reader's language what it is and how
// far it has come.
func SummaryName(in Input) string {
	return in.fileName(i18n.For(in.Lang).T("report.file.summary", in.stage()))
}

// AnswersName is what answers.json is called as a file, without its ending.
func AnswersName(in Input) string {
	return in.fileName(i18n.For(in.Lang).T("report.file.answers", in.stage()))
}

// stage is the state of the text, or that its reader has not scored it yet.
func (in Input) stage() string {
	words := i18n.For(in.Lang)
	if in.HideScores {
		return words.T("report.file.blind")
	}
	return facts{Input: in, words: words}.stateWord()
}

func (in Input) fileName(kind string) string {
	a := in.Assessment
	return strings.Join([]string{filePart(a.Company), filePart(a.Service), filePart(a.Round), kind}, ", ")
}

// longPart keeps a name within what every file system takes.
const longPart = 40

// filePart makes typed text safe in the name of a file: nothing that separates
// folders, hides or turns round what follows, and no dot at an end.
func filePart(text string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r):
			return '-'
		case r == unicode.ReplacementChar, !unicode.IsPrint(r) && !unicode.IsSpace(r):
			return -1
		}
		return r
	}, text)
	clean = strings.Join(strings.Fields(clean), " ")
	if runes := []rune(clean); len(runes) > longPart {
		clean = string(runes[:longPart])
	}
	if clean = strings.Trim(clean, ". "); clean == "" {
		return "-"
	}
	return clean
}
