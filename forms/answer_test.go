package forms_test

import (
	"encoding/json"
	"errors"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"eleven/forms"
)

func TestALevelIsWrittenAndReadAsTheContractSays(t *testing.T) {
	for level, want := range map[forms.Level]string{"": "null", "0": "0", "1": "1", "2": "2", "3": "3", "4": "4", forms.Unknown: `"unknown"`, forms.NA: `"na"`} {
		data, err := json.Marshal(level)
		if err != nil || string(data) != want {
			t.Errorf("%q is written %s and %v, want %s", level, data, err, want)
		}
		again := forms.Level("9")
		if err := json.Unmarshal(data, &again); err != nil || again != level {
			t.Errorf("%s is read %q and %v, want %q", data, again, err, level)
		}
	}
}

func TestALevelRefusesEverythingElse(t *testing.T) {
	for _, data := range []string{"5", "-1", "3.0", "1e0", `"3"`, `""`, `"null"`, `"NA"`, `" na"`, "true", "[]", "{}"} {
		level := forms.Level("2")
		if err := json.Unmarshal([]byte(data), &level); !errors.Is(err, forms.ErrInvalid) || level != "2" {
			t.Errorf("%s was read %q with %v, want ErrInvalid", data, level, err)
		}
	}
}

// asked is what the tables below post answers to.
func asked() (*forms.Pack, []*forms.Question) {
	pack := quiz("...")
	pack.Causes = []forms.Cause{{Code: "other"}}
	return pack, pack.Principles[0].Questions
}

func form(fields ...string) url.Values {
	out := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		out.Add(fields[i], fields[i+1])
	}
	return out
}

func TestPostedAnswersAreReadOrSayWhatIsWrong(t *testing.T) {
	const guarded = "see https://harbour.example/x now"
	for _, c := range []struct {
		name string
		form url.Values
		want []string // field and key of each problem, in field order
	}{
		{"nothing posted", form(), nil},
		{"a level", form("p01-q01.level", "3"), nil},
		{"I don't know yet", form("p01-q01.level", "unknown"), nil},
		{"the answer cleared", form("p01-q01.level", ""), nil},
		{"a note without a level", form("p01-q01.note", "We are on it."), nil},
		{"a level that does not exist", form("p01-q01.level", "5"), []string{"p01-q01.level answer.level"}},
		{"a note at the limit", form("p01-q01.note", strings.Repeat("é", 5000)), nil},
		{"a note one longer", form("p01-q01.note", strings.Repeat("é", 5001)), []string{"p01-q01.note text.long"}},
		{"a note that only white space makes longer", form("p01-q01.note", strings.Repeat("é", 5000)+"\n"), []string{"p01-q01.note text.long"}},
		{"a note at the limit typed with combining accents and CRLF", form("p01-q01.note", strings.Repeat("e\u0301\r\n", 2500)), nil},
		{"na with cause and reason", form("p01-q01.level", "na", "p01-q01.cause", "other", "p01-q01.reason", "No uploads here."), nil},
		{"na alone", form("p01-q01.level", "na"), []string{"p01-q01.cause answer.cause", "p01-q01.reason answer.reason"}},
		{"na with empty fields", form("p01-q01.level", "na", "p01-q01.cause", "", "p01-q01.reason", " "), []string{"p01-q01.cause answer.cause", "p01-q01.reason answer.reason"}},
		{"na with a cause from elsewhere", form("p01-q01.level", "na", "p01-q01.cause", "mine", "p01-q01.reason", "No uploads here."), []string{"p01-q01.cause answer.cause"}},
		{"a reason at the least", form("p01-q01.level", "na", "p01-q01.cause", "other", "p01-q01.reason", strings.Repeat("é", 10)), nil},
		{"a reason one shorter", form("p01-q01.level", "na", "p01-q01.cause", "other", "p01-q01.reason", strings.Repeat("é", 9)+" "), []string{"p01-q01.reason text.short"}},
		{"a reason at the limit", form("p01-q01.level", "na", "p01-q01.cause", "other", "p01-q01.reason", strings.Repeat("é", 1000)), nil},
		{"a reason one longer", form("p01-q01.level", "na", "p01-q01.cause", "other", "p01-q01.reason", strings.Repeat("é", 1001)), []string{"p01-q01.reason text.long"}},
		{"a short reason beside a level is kept and ignored", form("p01-q01.level", "2", "p01-q01.cause", "", "p01-q01.reason", "no"), nil},
		{"a cause from elsewhere beside a level", form("p01-q01.level", "2", "p01-q01.cause", "mine"), []string{"p01-q01.cause answer.cause"}},
		{"a guarded note", form("p01-q01.level", "2", "p01-q01.note", guarded), []string{"p01-q01.note guard"}},
		{"a guarded reason that is ignored is still stopped", form("p01-q01.level", "2", "p01-q01.reason", guarded), []string{"p01-q01.reason guard"}},
		{
			"every problem of every question", form("p01-q02.level", "x", "p01-q02.note", guarded, "p01-q01.level", "na"),
			[]string{"p01-q01.cause answer.cause", "p01-q01.reason answer.reason", "p01-q02.level answer.level", "p01-q02.note guard"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			pack, questions := asked()
			_, bad := forms.ReadAnswers(pack, questions, c.form, mark)
			if got := problems(bad); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func problems(bad forms.Invalid) []string {
	var out []string
	for _, p := range bad {
		out = append(out, p.Field+" "+p.Key)
	}
	return out
}

func TestAPostTouchesOnlyTheFieldsItCarries(t *testing.T) {
	before := forms.Answer{Level: "na", Note: "note", Cause: "other", Reason: "a reason long enough", Revision: 7, Evidence: []forms.Evidence{{ID: "e"}}}
	for _, c := range []struct {
		name string
		form url.Values
		want func(*forms.Answer)
	}{
		{"a level", form("p01-q01.level", "3"), func(a *forms.Answer) { a.Level = "3" }},
		{"a cleared answer", form("p01-q01.level", ""), func(a *forms.Answer) { a.Level = "" }},
		{"a note", form("p01-q01.note", "new\r\nlines"), func(a *forms.Answer) { a.Note = "new\nlines" }},
		{"an emptied note", form("p01-q01.note", ""), func(a *forms.Answer) { a.Note = "" }},
		{"a cause and a reason", form("p01-q01.cause", "", "p01-q01.reason", "new"), func(a *forms.Answer) { a.Cause, a.Reason = "", "new" }},
		{"the first of two values", form("p01-q01.level", "1", "p01-q01.level", "4"), func(a *forms.Answer) { a.Level = "1" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			pack, questions := asked()
			posted, bad := forms.ReadAnswers(pack, questions, c.form, mark)
			if len(posted) != 1 || bad != nil {
				t.Fatalf("read %v and %v, want one answer", posted, bad)
			}
			want := before
			c.want(&want)
			if got := posted[0].Over(before); !reflect.DeepEqual(got, want) || got.Same(before) {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestAQuestionWithoutPostedFieldsIsLeftOut(t *testing.T) {
	pack, questions := asked()
	posted, bad := forms.ReadAnswers(pack, questions, form("p01-q03.level", "2", "p01-q03.revision", "12", "p01-q02.revision", "4", "p09-q01.level", "3"), mark)
	if bad != nil || len(posted) != 1 || posted[0].Question != "p01-q03" || posted[0].Revision != 12 || posted[0].Note != nil {
		t.Errorf("read %+v and %v, want only p01-q03 at revision 12", posted, bad)
	}
}

func TestEverythingTypedComesBackButWhatTheGuardCaught(t *testing.T) {
	pack, questions := asked()
	posted, bad := forms.ReadAnswers(pack, questions, form(
		"p01-q01.level", "7", "p01-q01.note", "see https://harbour.example/x now", "p01-q01.cause", "mine", "p01-q01.reason", strings.Repeat("a ", 600),
	), mark)
	if len(posted) != 1 || !bad.Guarded() {
		t.Fatalf("read %v and %v", posted, bad)
	}
	p := posted[0]
	if *p.Level != "7" || *p.Note != "see [removed] now" || *p.Cause != "mine" || *p.Reason != strings.Repeat("a ", 600) {
		t.Errorf("came back as %q, %q, %q and %d characters", *p.Level, *p.Note, *p.Cause, len(*p.Reason))
	}
}

func TestTheSameAnswerIsTheSameAtAnyRevision(t *testing.T) {
	a := forms.Answer{Level: "2", Note: "n", Cause: "c", Reason: "r", Revision: 1, ChangedAt: 5}
	b := forms.Answer{Level: "2", Note: "n", Cause: "c", Reason: "r", Revision: 2, ChangedAt: 6, Evidence: []forms.Evidence{{ID: "e"}}}
	if !a.Same(b) {
		t.Error("revision, time and evidence make a difference")
	}
}
