package handlers_test

import (
	"encoding/json"
	"mime"
	"slices"
	"strings"
	"testing"

	"eleven/forms"
	"eleven/handlers"
)

// answersOf reads answers.json as somebody gets it.
func (p *submission) answersOf(as string) (keys []string, reviewed int, state string) {
	p.t.Helper()
	got := p.get(as, p.at("/answers.json")).want(p.t, 200)
	var whole map[string]json.RawMessage
	p.must(json.Unmarshal([]byte(got.body), &whole))
	for key := range whole {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var part struct {
		Assessment struct{ State string }
		Review     struct{ Principles []struct{} }
	}
	p.must(json.Unmarshal([]byte(got.body), &part))
	return keys, len(part.Review.Principles), part.Assessment.State
}

func TestDownloadsHoldScoresAndReasonsWhenTheirReaderMayHaveThem(t *testing.T) {
	p := submitted(t, forms.Full)
	all := len(p.wanted())
	check := func(when, as string, scores, review bool, principles int) {
		t.Helper()
		keys, reviewed, _ := p.answersOf(as)
		if slices.Contains(keys, "scores") != scores || slices.Contains(keys, "review") != review || reviewed != principles {
			t.Errorf("%s: %s gets %v with %d principles reviewed", when, as, keys, reviewed)
		}
		pdf := p.get(as, p.at("/summary.pdf")).want(t, 200)
		if !strings.HasPrefix(pdf.body, "%PDF-") || pdf.header.Get("Content-Type") != "application/pdf" {
			t.Errorf("%s: %s gets no PDF", when, as)
		}
	}
	check("waiting", "reviewer", false, false, 0)
	p.declared()
	p.scoreAll(1)
	check("one left", "reviewer", false, true, all-1)
	check("one left", "lead", false, false, 0)
	check("one left", "reader", false, false, 0)
	p.scoreAll(0)
	check("all scored", "reviewer", true, true, all)
	check("all scored", "lead", false, false, 0)
	p.must(p.db.Finish(t.Context(), p.who("reviewer").user.Actor(), p.review, p.wanted()))
	check("finished", "lead", true, true, all)
	check("finished", "colleague", false, false, 0)
	check("finished", "reading lead", false, false, 0)
	if _, _, state := p.answersOf("lead"); state != "submitted" {
		t.Errorf("state %s before the release", state)
	}
	p.must(p.db.Release(t.Context(), p.who("lead").user.Actor(), p.review, nil))
	for _, as := range []string{"reviewer", "colleague", "lead", "reader", "reading lead"} {
		check("released", as, true, true, all)
	}
	if _, _, state := p.answersOf("reader"); state != "reviewed" {
		t.Errorf("state %s after the release", state)
	}
}

func TestDownloadsAreTheSnapshotAndTheSameEachTime(t *testing.T) {
	p := submitted(t, forms.Full)
	for _, name := range []string{"/summary.pdf", "/answers.json"} {
		first := p.get("reviewer", p.at(name)).want(t, 200)
		again := p.get("colleague", p.at(name)).want(t, 200)
		if first.body != again.body {
			t.Errorf("%s differs from one download to the next", name)
		}
		if kind := first.header.Get("Content-Disposition"); !strings.HasPrefix(kind, "attachment") {
			t.Errorf("%s: %s", name, kind)
		}
	}
}

func TestADownloadIsNamedForItsCompanyAndForHowFarItHasCome(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	name := func() string {
		t.Helper()
		_, params, err := mime.ParseMediaType(p.get("reviewer", p.at("/summary.pdf")).want(t, 200).header.Get("Content-Disposition"))
		p.must(err)
		return params["filename"]
	}
	before := name()
	p.scoreAll(0)
	after := name()
	if !strings.HasSuffix(before, ", before scoring.pdf") || !strings.HasSuffix(after, ", self-assessed.pdf") || strings.HasPrefix(after, "Eleven") {
		t.Errorf("%q before scoring, %q after", before, after)
	}
}

func TestTooManyDownloadsAreRefused(t *testing.T) {
	p := submitted(t, forms.Essentials, func(c *handlers.Config) { c.Limits.Downloads = 2 })
	p.get("reviewer", p.at("/answers.json")).want(t, 200)
	p.get("reviewer", p.at("/summary.pdf")).want(t, 200)
	refused := p.get("reviewer", p.at("/answers.json")).want(t, 429)
	if refused.header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	p.get("colleague", p.at("/answers.json")).want(t, 200)
}
