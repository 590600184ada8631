package forms_test

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"eleven/forms"
)

// steps writes a plan down, an action a word: question, levels, days, gain in
// percent points; ? finds out and ! begins now.
func steps(actions []forms.Action) string {
	var out []string
	for _, a := range actions {
		word := fmt.Sprintf("%s:%d>%d:%gd:+%d.%d", a.Question.ID[4:], a.From, a.To, a.Days, a.Gain()/10, a.Gain()%10)
		if a.FindOut {
			word = fmt.Sprintf("%s:?:%gd", a.Question.ID[4:], a.Days)
		}
		if a.BeginNow {
			word += "!"
		}
		out = append(out, word)
	}
	return strings.Join(out, " ")
}

// planFor plans for one principle. Efforts are one word for each question: a
// letter for each step, h d w m; without words each step takes days.
func planFor(word, answers string, efforts ...string) (*forms.Pack, forms.Plan) {
	pack := quiz(word)
	setEfforts(pack, efforts...)
	return pack, forms.PlanFor(pack, everyone(pack), given(answers), forms.Full)
}

func setEfforts(pack *forms.Pack, efforts ...string) {
	words := map[rune]string{'h': "hours", 'd': "days", 'w': "weeks", 'm': "months"}
	for i, word := range efforts {
		for step, letter := range word {
			pack.Principles[0].Questions[i].Effort[step] = words[letter]
		}
	}
}

func TestPlansWorkedByHand(t *testing.T) {
	for _, c := range []struct {
		name, pack, answers string
		efforts             []string
		want                string
	}{
		{
			// of 4x(4+2) = 24: 2x2 = 4 is 16.7, 1 is 4.2. The two steps of the must-do take 3 + 3 days
			"missing must-dos to 2, then below 2, then at 2, then at 3", "....M", "32100", nil,
			"q05:0>2:6d:+16.7 q03:1>2:3d:+4.2 q04:0>1:3d:+4.2 q02:2>3:3d:+4.2 q01:3>4:3d:+4.2",
		}, {
			// a must-do at 2 is met: it waits with the others at 2; of 12, 2 is 16.7 and 1 is 8.3
			"a met must-do is no first step", "M.", "21", nil,
			"q02:1>2:3d:+8.3 q01:2>3:3d:+16.7",
		}, {
			"nothing is left to do at 4, and na is left alone", "M..", "n4n", nil, "",
		}, {
			// of 4x(2+2+1+1) = 24; nothing is promised for what is not known, and finding out takes half a day
			"what is unknown is found out, after what promises a gain", "MM..", "?0?0", nil,
			"q02:0>2:6d:+16.7 q01:?:0.5d q04:0>1:3d:+4.2 q03:?:0.5d",
		}, {
			"an unanswered must-do is found out, other questions want an answer first", "M.", "--", nil, "q01:?:0.5d",
		}, {
			// each gains 1 of 16 = 6.25, up to 6.3; the shorter the work the more a day
			"the most gain a day first", "....", "1111",
			[]string{"dwdd", "dhdd", "dmdd", "dddd"},
			"q02:1>2:0.5d:+6.3 q04:1>2:3d:+6.3 q01:1>2:10d:+6.3 q03:1>2:40d:+6.3",
		}, {
			// 2 of 16 (12.5) in 3 days and 4 of 16 (25.0) in 6 days are the same gain a day
			"question order when the gain a day is the same", "MM", "10", nil,
			"q01:1>2:3d:+12.5 q02:0>2:6d:+25.0",
		}, {
			// hours and weeks: 0.5 + 10 days; 2x2 = 4 of 8
			"both steps of a must-do count", "M", "0",
			[]string{"hwdd"},
			"q01:0>2:10.5d:+50.0",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, plan := planFor(c.pack, c.answers, c.efforts...); steps(plan.Actions) != c.want {
				t.Errorf("got  %s\nwant %s", steps(plan.Actions), c.want)
			}
		})
	}
}

func TestAnActionAsksForTheLevelItsDaysLeadTo(t *testing.T) {
	for answer, want := range map[string]string{"0": "next>2", "1": "next>2", "2": ">3", "3": ">4", "?": ""} {
		pack, _ := planFor("M", answer)
		q := pack.Principles[0].Questions[0]
		q.Next.EN = "next"
		for i := range 5 {
			q.Levels = append(q.Levels, forms.Text{EN: ">" + strconv.Itoa(i)})
		}
		plan := forms.PlanFor(pack, everyone(pack), given(answer), forms.Full)
		a, ok := plan.For(q)
		if begin, reach := a.Says(); !ok || begin.EN+reach.EN != want {
			t.Errorf("at %s: %q, want %q", answer, begin.EN+reach.EN, want)
		}
	}
	if pack, plan := planFor("M", "4"); len(plan.Actions) > 0 {
		t.Error("there is an action at 4")
	} else if _, ok := plan.For(pack.Principles[0].Questions[0]); ok {
		t.Error("an action is found that is not in the plan")
	}
}

func TestOnlyWhatMakesNoActionWaitsForAnAnswer(t *testing.T) {
	// a must-do without an answer is in the plan already, as something to find out
	if pack, plan := planFor("M..M.", "--2-n"); len(plan.Actions) != 3 || plan.Waiting != 1 {
		t.Errorf("%d actions and %d waiting of %d questions", len(plan.Actions), plan.Waiting, len(pack.Principles[0].Questions))
	}
}

func TestTheLargestStepNamesTheEffort(t *testing.T) {
	for efforts, want := range map[string]string{"hhdd": "hours", "hddd": "days", "wddd": "weeks", "mwdd": "months"} {
		if _, plan := planFor("M", "0", efforts); plan.Actions[0].Effort != want {
			t.Errorf("%s gives %s, want %s", efforts, plan.Actions[0].Effort, want)
		}
	}
}

func TestWhatAfterNamesComesFirstWithinItsTier(t *testing.T) {
	pack := quiz("...M.")
	q := pack.Principles[0].Questions
	setEfforts(pack, "hhhh", "dddd", "wwww", "mmmm", "hhhh")
	q[0].After = []string{"p01-q03", "p01-q05"} // q05 stands in a later tier
	q[2].After = []string{"p01-q02", "p01-q09"} // q09 is not in the plan
	q[3].After = []string{"p01-q01"}            // a must-do waits for no lower tier
	plan := forms.PlanFor(pack, everyone(pack), given("11113"), forms.Full)
	// of 24: 1 is 4.2 and 2 is 8.3
	want := "q04:1>2:40d:+8.3 q02:1>2:3d:+4.2 q03:1>2:10d:+4.2 q01:1>2:0.5d:+4.2 q05:3>4:0.5d:+4.2"
	if got := steps(plan.Actions); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestSharedWorkCountsItsLargestEffortOnce(t *testing.T) {
	pack := quiz(".....")
	setEfforts(pack, "hhhh", "dddd", "wwww", "dddd", "hhhh")
	for i, together := range []string{"rules", "rules", "rules", "training", ""} {
		pack.Principles[0].Questions[i].Together = together
	}
	plan := forms.PlanFor(pack, everyone(pack), given("00000"), forms.Full)
	// rules 10, training 3, alone 0.5
	if got := plan.TotalDays(); got != 13.5 {
		t.Errorf("%v days, want 13.5", got)
	}
	// the three that take days or less: rules 3, alone 0.5
	if got := forms.TotalDays([]forms.Action{plan.Actions[0], plan.Actions[1], plan.Actions[2]}); got != 3.5 {
		t.Errorf("%v days for %s, want 3.5", got, steps(plan.Actions[:3]))
	}
}

func TestTheFirstSixHoldOneLongMissingMustDo(t *testing.T) {
	const short, long = "hhhh", "hwhh"
	for _, c := range []struct {
		name, pack, answers string
		efforts             []string
		want                string // the questions, the one to begin now with !
	}{
		{"drawn up from behind", "MMMMMMMM", "11111111", []string{short, short, short, short, short, short, long, long}, "q01 q02 q03 q04 q05 q07!"},
		{"marked where it stands", "MMM.....", "11111111", []string{short, short, long, short, short, short, short, short}, "q01 q02 q03! q04 q05 q06"},
		{"in a plan of two", "M.", "11", []string{long, short}, "q01! q02"},
		{"no long work of other questions", "M.......", "11111111", []string{short, short, short, short, short, short, short, long}, "q01 q02 q03 q04 q05 q06"},
		{"no long work on a must-do that is met", "M.", "21", []string{"hhwh", short}, "q02 q01"},
		{"nothing to do", "M", "4", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, plan := planFor(c.pack, c.answers, c.efforts...)
			before := steps(plan.Actions)
			var got []string
			for _, a := range plan.First() {
				word := a.Question.ID[4:]
				if a.BeginNow {
					word += "!"
				}
				got = append(got, word)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got  %v\nwant %s", got, c.want)
			}
			if steps(plan.Actions) != before {
				t.Errorf("the plan itself became %s", steps(plan.Actions))
			}
		})
	}
}

func TestAnEssentialsPlanHoldsOnlyEssentials(t *testing.T) {
	pack := quiz("Me..")
	plan := forms.PlanFor(pack, everyone(pack), given("1111"), forms.Essentials)
	// of 12: 2 is 16.7 and 1 is 8.3
	if got, want := steps(plan.Actions), "q01:1>2:3d:+16.7 q02:1>2:3d:+8.3"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestWhatIfRaisesACopy(t *testing.T) {
	pack, plan := planFor("M.?", "0?n")
	answers := given("0?n")
	answers["p01-q01"] = forms.Answer{Level: "0", Note: "kept"}
	got := forms.WhatIf(answers, plan.Actions)
	want := given("2?n")
	want["p01-q01"] = forms.Answer{Level: "2", Note: "kept"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if answers["p01-q01"].Level != "0" {
		t.Error("the answers given were changed")
	}
	if !reflect.DeepEqual(forms.PlanFor(pack, everyone(pack), given("0?n"), forms.Full), plan) {
		t.Error("the same answers gave another plan")
	}
}
