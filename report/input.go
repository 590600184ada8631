package report

import (
	"errors"
	"fmt"
	"time"

	"eleven/forms"
	"eleven/i18n"
)

// Input is what a document is made of.
type Input struct {
	Pack *forms.Pack
	// Assessment is the live text or a snapshot; its depth is full in a draft.
	Assessment forms.Assessment
	// Review is nil unless the reader may see it.
	Review *forms.Review
	// HideScores leaves out every score, word, chart and plan of the company:
	// for a reviewer who has not scored yet.
	HideScores bool
	Lang       string
	// Zone is the reader's; nil is UTC.
	Zone *time.Location
	// Operator runs the portal; Classification stands on every page. Both may be empty.
	Operator       string
	Classification string
}

// facts is what every document derives from an Input, once.
type facts struct {
	Input
	words     *i18n.Words
	say       Wording
	tailoring forms.Tailoring
	readiness forms.Readiness
	plan      forms.Plan
}

var errNoPack = errors.New("report: no pack")

// derive checks the input and computes what it comes to.
func derive(in Input) (facts, error) {
	a := in.Assessment
	if in.Pack == nil {
		return facts{}, errNoPack
	}
	if a.Version != "" && a.Version != in.Pack.Version {
		return facts{}, fmt.Errorf("report: assessment %s was made with pack %s %s, not %s", a.ID, a.Pack, a.Version, in.Pack.Version)
	}
	f := facts{Input: in, words: i18n.For(in.Lang)}
	f.Lang = f.words.Lang
	if f.Zone == nil {
		f.Zone = time.UTC
	}
	if f.Assessment.Depth == "" {
		f.Assessment.Depth = forms.Full
	}
	f.say = Wording{Words: f.words, Essentials: f.essentials(), Drafting: f.drafting(), Released: f.released()}
	f.tailoring = forms.Tailor(in.Pack, a.Profile)
	f.readiness = forms.Count(in.Pack, f.tailoring, a.Answers, f.Assessment.Depth, f.confirmed())
	f.plan = forms.PlanFor(in.Pack, f.tailoring, a.Answers, f.Assessment.Depth)
	return f, nil
}

// confirmed names the answers "does not apply" that a released review confirmed.
func (f facts) confirmed() map[string]bool {
	if !f.released() {
		return nil
	}
	return f.Review.ConfirmedNA(f.Assessment.Answers)
}

func (f facts) released() bool { return f.Review != nil && f.Review.State == forms.Released }

// drafting reports that the answers may still change, so that ranges are shown.
func (f facts) drafting() bool {
	return f.Assessment.State.Drafting()
}

func (f facts) essentials() bool { return f.Assessment.Depth == forms.Essentials }

// inDepth reports whether a question belongs to the depth of the assessment.
func (f facts) inDepth(q *forms.Question) bool { return !f.essentials() || q.Essential }

// n writes a whole number. As text it chooses no plural form in a sentence.
func (f facts) n(number int) string { return f.words.Number(number) }

// Own is text that people typed. Lang is its language where it differs from the
// document's, and empty otherwise.
type Own struct {
	Text string
	Lang string
}

// own is text of the company, in is text in the language.
func (f facts) own(text string) Own { return f.in(f.Assessment.Language, text) }

func (f facts) in(lang, text string) Own {
	if lang == f.Lang {
		lang = ""
	}
	return Own{Text: text, Lang: lang}
}
