package forms_test

import (
	"reflect"
	"slices"
	"testing"

	"eleven/forms"
)

// services gives every service of one or two traits, under every combination
// of conditions.
func services(yield func(forms.Profile) bool) {
	for i, first := range forms.Traits {
		for _, second := range forms.Traits[i:] {
			for mask := range 1 << (len(forms.Conditions) + 1) {
				p := forms.Profile{Traits: slices.Compact([]string{first, second})}
				for bit, code := range forms.Conditions {
					if mask>>bit&1 == 1 {
						p.Conditions = append(p.Conditions, code)
					}
				}
				if mask>>len(forms.Conditions) == 1 {
					p.ServerCountries = []string{forms.US}
				}
				if !yield(p) {
					return
				}
			}
		}
	}
}

// There is no exception among services of one or two traits. One that could not
// be avoided would be named here, with the reason.
func TestAPrincipleRestsOnNoQuestionOrAtLeastThree(t *testing.T) {
	pack := released(t)
	for service := range services {
		tailored := forms.Tailor(pack, service)
		for _, pr := range pack.Principles {
			if n := len(tailored.Questions(pr)); n == 1 || n == 2 {
				t.Errorf("principle %d rests on %d for %v with %v", pr.Number, n, service.Traits, service.AllConditions())
			}
		}
	}
}

func TestEssentialsAreBetween13And27ForEveryService(t *testing.T) {
	pack := released(t)
	least, most := 99, 0
	for service := range services {
		n := 0
		for id := range forms.Tailor(pack, service).Applies {
			if pack.Question(id).Essential {
				n++
			}
		}
		least, most = min(least, n), max(most, n)
	}
	if least != 13 || most != 27 {
		t.Errorf("%d to %d essentials, want 13 to 27", least, most)
	}
}

// The must-dos are the questions marked M where the practices were listed; the
// essentials are those and six more.
func TestMustDosAndEssentialsAreThoseThatWereDecided(t *testing.T) {
	mustDos := []string{
		"p01-q01", "p01-q02", "p01-q03", "p01-q06", "p01-q08", "p02-q03", "p03-q01", "p03-q06", "p04-q01", "p04-q06", "p05-q01",
		"p05-q03", "p06-q01", "p06-q02", "p07-q01", "p07-q03", "p08-q01", "p09-q01", "p09-q02", "p10-q03", "p11-q04",
	}
	essentials := append([]string{"p01-q04", "p03-q02", "p05-q02", "p07-q02", "p08-q02", "p11-q01"}, mustDos...)
	slices.Sort(essentials)
	var must, essential []string
	for _, q := range released(t).Questions() {
		if q.Must {
			must = append(must, q.ID)
		}
		if q.Essential {
			essential = append(essential, q.ID)
		}
	}
	if !slices.Equal(must, mustDos) {
		t.Errorf("the must-dos are %v\nwant %v", must, mustDos)
	}
	if !slices.Equal(essential, essentials) {
		t.Errorf("the essentials are %v\nwant %v", essential, essentials)
	}
}

func TestTheQuickCheckAsksTheElevenThatWereDecided(t *testing.T) {
	want := []string{"p01-q03", "p02-q01", "p03-q06", "p04-q01", "p05-q01", "p06-q01", "p07-q01", "p08-q01", "p09-q01", "p10-q03", "p11-q01"}
	if got := released(t).QuickCheck; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Nobody is asked about a search, a stream or payments that they do not have.
// Access to the internet counts with networks, whether or not INF was ticked.
func TestQuestionsHideWithoutTheFeatureTheyAreAbout(t *testing.T) {
	pack := released(t)
	for _, c := range []struct {
		questions []string
		any, all  []string
	}{
		{questions: []string{"p04-q03"}, all: []string{"PAY"}},
		{questions: []string{"p05-q02", "p05-q03", "p05-q04", "p05-q05"}, all: []string{"LIV", "STR"}},
		{questions: []string{"p05-q06", "p05-q07"}, all: []string{"LIV"}},
		{questions: []string{"p06-q01"}, any: []string{"SRC", "APP", "GEN"}},
		{questions: []string{"p06-q02"}, any: []string{"SRC", "APP"}},
		{questions: []string{"p06-q03"}, any: []string{"SRC", "GEN", "ISP"}},
		{questions: []string{"p06-q04", "p06-q05"}, any: []string{"SRC"}},
		{questions: []string{"p06-q06"}, any: []string{"SRC", "APP", "INF", "ISP"}},
		{questions: []string{"p06-q07"}, any: []string{"GEN"}},
		{questions: []string{"p06-q08"}, any: []string{"INF"}},
		{questions: []string{"p06-q09"}, any: []string{"INF", "ISP"}},
	} {
		for service := range services {
			want := len(c.any) == 0 || slices.ContainsFunc(c.any, service.Has)
			for _, code := range c.all {
				want = want && service.Has(code)
			}
			tailored := forms.Tailor(pack, service)
			for _, id := range c.questions {
				if tailored.Applies[id] != want {
					t.Fatalf("%s applies: %v for %v with %v", id, !want, service.Traits, service.Conditions)
				}
			}
		}
	}
}

func TestSizeNeverHidesAQuestion(t *testing.T) {
	pack := released(t)
	service := forms.Profile{Traits: []string{"MSG", "GAM"}, Conditions: []string{"USR"}}
	want := forms.Tailor(pack, service)
	for _, size := range forms.Sizes {
		for _, moderators := range forms.ModeratorBands {
			for _, said := range []string{"", "yes", "no"} {
				service.Size, service.Moderators, service.Encrypted, service.Children = size, moderators, said, said
				if !reflect.DeepEqual(forms.Tailor(pack, service), want) {
					t.Fatalf("size %s, moderators %s and %q for the rest change what applies", size, moderators, said)
				}
			}
		}
	}
}

func TestTheUnitedStatesFollowFromCompanyUsersAndServers(t *testing.T) {
	for _, c := range []struct {
		name    string
		profile forms.Profile
		want    bool
	}{
		{"the company", forms.Profile{Company: "US"}, true},
		{"users", forms.Profile{Company: "CA", UserCountries: []string{"CA", "US"}}, true},
		{"servers", forms.Profile{Company: "NZ", ServerCountries: []string{"US"}}, true},
		{"nowhere", forms.Profile{Company: "UK", UserCountries: []string{"UK", "other"}, ServerCountries: []string{"AU"}}, false},
		{"a posted condition", forms.Profile{Company: "CA", Conditions: []string{"US"}}, false},
	} {
		if got := c.profile.Has(forms.US); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		if got := forms.Tailor(released(t), c.profile).Applies["p04-q06"]; got != c.want {
			t.Errorf("%s: p04-q06 applies: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAHiddenQuestionSaysWhatTheServiceLacks(t *testing.T) {
	pack := &forms.Pack{Principles: []*forms.Principle{{Number: 1, Questions: []*forms.Question{
		{ID: "any", Principle: 1, Traits: []string{"LIV", "GAM"}},
		{ID: "both", Principle: 1, Traits: []string{"all"}, Requires: []string{"USR", "REV", "STR"}},
		{ID: "first", Principle: 1, Traits: []string{"DAT"}, Requires: []string{"STR"}},
		{ID: "shown", Principle: 1, Traits: []string{"DAT", "MSG"}, Requires: []string{"USR"}},
	}}}}
	tailored := forms.Tailor(pack, forms.Profile{Traits: []string{"MSG"}, Conditions: []string{"USR"}})
	q := pack.Principles[0].Questions
	want := []forms.Hidden{
		{Question: q[0], Lacks: []string{"LIV", "GAM"}, AnyOf: true},
		{Question: q[1], Lacks: []string{"REV", "STR"}},
		{Question: q[2], Lacks: []string{"DAT"}, AnyOf: true},
	}
	if !reflect.DeepEqual(tailored.HiddenIn(1), want) || tailored.HiddenIn(2) != nil {
		t.Errorf("got %+v, want %+v", tailored.HiddenIn(1), want)
	}
	if got := tailored.Questions(pack.Principles[0]); len(got) != 1 || got[0] != q[3] {
		t.Errorf("the applicable questions are %v, want the last one", got)
	}
}

func TestADepthSplitsWhatAppliesAndSaysWhereItAsksNothing(t *testing.T) {
	pack := released(t)
	beyond := 0
	for _, p := range []forms.Profile{{Traits: []string{"MSG", "SRC"}, Conditions: []string{"REV", "USR"}}, {Traits: []string{"SRC"}}} {
		tailoring := forms.Tailor(pack, p)
		for _, pr := range pack.Principles {
			few, more := tailoring.Split(pr, forms.Essentials)
			all, none := tailoring.Split(pr, forms.Full)
			if len(few)+len(more) != len(all) || len(none) != 0 || len(all) != len(tailoring.Questions(pr)) {
				t.Errorf("principle %d: %d and %d of %d", pr.Number, len(few), len(more), len(all))
			}
			if tailoring.Beyond(pr, forms.Full) || tailoring.Beyond(pr, forms.Essentials) != (len(few) == 0 && len(all) > 0) {
				t.Errorf("principle %d: asked %d of %d", pr.Number, len(few), len(all))
			}
			if tailoring.Beyond(pr, forms.Essentials) {
				beyond++
			}
		}
	}
	if beyond == 0 {
		t.Error("no principle lies beyond the essentials; the test tries nothing")
	}
}
