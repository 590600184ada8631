package report

import (
	"bytes"
	"strings"
	"testing"

	"eleven/forms"
)

func TestTheQuickCheckCountsWhatAppliesAtTwoOrAbove(t *testing.T) {
	pack := realPack(t)
	ids := pack.QuickCheck
	some := map[string]forms.Level{
		ids[0]: "2", ids[1]: "3", ids[2]: "4", ids[3]: "2", ids[4]: "2", ids[5]: "2", ids[6]: "2",
		ids[7]: forms.NA, ids[8]: forms.NA, ids[9]: "1", ids[10]: forms.Unknown,
		"p01-q01": "4", "no-such": "0",
	}
	for name, c := range map[string]struct {
		answers map[string]forms.Level
		met, of int
		gaps    []string
	}{
		"some":     {some, 7, 9, []string{ids[9], ids[10]}},
		"nothing":  {nil, 0, 11, ids},
		"none fit": {everyQuick(ids, forms.NA), 0, 0, nil},
		"all at 2": {everyQuick(ids, "2"), 11, 11, nil},
		"all at 1": {everyQuick(ids, "1"), 0, 11, ids},
	} {
		q := NewQuickCheck(pack, c.answers, "en")
		var gaps []string
		for _, g := range q.Gaps {
			gaps = append(gaps, g.Question.ID)
			if g.Level != c.answers[g.Question.ID] {
				t.Errorf("%s: the level of %s is %q", name, g.Question.ID, g.Level)
			}
		}
		if q.Met != c.met || q.Of != c.of || strings.Join(gaps, " ") != strings.Join(c.gaps, " ") {
			t.Errorf("%s: %d of %d, gaps %v", name, q.Met, q.Of, gaps)
		}
	}
	if head := NewQuickCheck(pack, some, "en").sheet().headline; head != "7 of the 9 that apply are at level 2 or above" {
		t.Errorf("headline %q", head)
	}
}

func everyQuick(ids []string, level forms.Level) map[string]forms.Level {
	out := map[string]forms.Level{}
	for _, id := range ids {
		out[id] = level
	}
	return out
}

func TestTheQuickCheckPDFHoldsEachGapsNextStepAndNoPercentage(t *testing.T) {
	pack := realPack(t)
	answers := map[string]forms.Level{pack.QuickCheck[0]: "3", pack.QuickCheck[1]: forms.NA}
	for _, lang := range []string{"en", "fr"} {
		q := NewQuickCheck(pack, answers, lang)
		data, err := q.PDF()
		if err != nil {
			t.Fatal(err)
		}
		sound(t, data)
		text := textOf(t, data)
		for _, g := range q.Gaps {
			if !strings.Contains(text, plain(g.Question.Next.In(lang))) {
				t.Errorf("%s: the next step of %s is missing", lang, g.Question.ID)
			}
		}
		for _, never := range []string{"of 100", "sur 100", "emerging", "émergence", "[report.", "□"} {
			if strings.Contains(text, never) {
				t.Errorf("%s: %q is in the document", lang, never)
			}
		}
		if !strings.Contains(structure(t, data), "H1 (block)") || !strings.Contains(text, q.sheet().notThis) {
			t.Errorf("%s: a heading, or what it is not, is missing", lang)
		}
		again, err := NewQuickCheck(pack, answers, lang).PDF()
		if err != nil || !bytes.Equal(again, data) {
			t.Errorf("%s: the same answers give other bytes, error %v", lang, err)
		}
	}
}
