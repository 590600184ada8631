package forms

import (
	"cmp"
	"maps"
	"slices"
)

// Days is the effort of one step in person-days (product, "The questionnaire").
var Days = map[string]float64{"hours": 0.5, "days": 3, "weeks": 10, "months": 40}

// Tiers of a plan, in order.
const (
	TierMust  = 1 // missing must-dos, raised to 2
	TierBelow = 2 // other questions below 2, one level
	TierTwo   = 3 // those at 2, one level
	TierThree = 4 // those at 3, when the rest stands
)

// Action is one thing to do next. FindOut means that the answer is not known
// yet: it takes hours, and no gain can be promised.
type Action struct {
	Question *Question
	Tier     int
	From, To int
	FindOut  bool
	// Effort is the largest step's word; Days the sum of all steps.
	Effort string
	Days   float64
	// Points is the exact rise of the overall points, out of Of.
	Points, Of int
	// BeginNow marks, in Plan.First, the missing must-do that takes weeks or more.
	BeginNow bool
}

// Gain is the rise of the overall low score in tenths of a percent point, halves up.
func (a Action) Gain() int {
	if a.Of == 0 {
		return 0
	}
	return (2000*a.Points + a.Of) / (2 * a.Of)
}

// Says is what an action asks for: below level 2 where to begin, and always the
// sentence that is true once it is done. The days are for both. What is to be
// found out has neither.
func (a Action) Says() (begin, reach Text) {
	if a.FindOut {
		return begin, reach
	}
	if a.From < 2 {
		begin = a.Question.Next
	}
	return begin, a.Question.Levels[a.To]
}

// gainPerDay orders actions. Equal shares compare equal: days are halves, and a
// division of exact numbers is rounded the same way.
func (a *Action) gainPerDay() float64 { return float64(a.Points) / a.Days }

// long reports work of weeks or more.
func (a Action) long() bool { return a.Effort == "weeks" || a.Effort == "months" }

// Plan is what to do, in order. The same answers give the same plan. Waiting
// counts the questions without an answer that make no action yet.
type Plan struct {
	Actions []Action
	Waiting int
}

// For gives the action on a question, if there is one.
func (p Plan) For(q *Question) (Action, bool) {
	i := slices.IndexFunc(p.Actions, func(a Action) bool { return a.Question == q })
	if i < 0 {
		return Action{}, false
	}
	return p.Actions[i], true
}

// startHere is how many actions a plan begins with.
const startHere = 6

// First gives the actions to start with: the first six, with one long missing
// must-do among them if there is one, marked BeginNow.
func (p Plan) First() []Action {
	first := slices.Clone(p.Actions[:min(startHere, len(p.Actions))])
	long := slices.IndexFunc(p.Actions, func(a Action) bool { return a.Tier == TierMust && a.long() })
	if long < 0 {
		return first
	}
	place := min(long, startHere-1)
	first[place] = p.Actions[long]
	first[place].BeginNow = true
	return first
}

// TotalDays sums the efforts; work that is together counts its largest once. A
// rough figure.
func (p Plan) TotalDays() float64 { return TotalDays(p.Actions) }

// TotalDays sums the efforts of some actions as Plan.TotalDays does.
func TotalDays(actions []Action) float64 {
	total, shared := 0.0, map[string]float64{}
	for _, a := range actions {
		if a.Question.Together == "" {
			total += a.Days
			continue
		}
		shared[a.Question.Together] = max(shared[a.Question.Together], a.Days)
	}
	for _, days := range shared {
		total += days
	}
	return total
}

// PlanFor orders what an assessment should do next (product, "The plan"). An
// unanswered question that is no must-do makes no action: it wants an answer first.
func PlanFor(pack *Pack, t Tailoring, answers map[string]Answer, depth Depth) Plan {
	of := Count(pack, t, answers, depth, nil).Overall.Of
	actions, waiting := make([]Action, 0, len(t.Applies)), 0
	for _, pr := range pack.Principles {
		for _, q := range pr.Questions {
			if !t.Applies[q.ID] || !depth.asks(q) {
				continue
			}
			if a, ok := actionFor(q, answers[q.ID].Level, of); ok {
				actions = append(actions, a)
			} else if !answers[q.ID].Level.Answered() {
				waiting++
			}
		}
	}
	return Plan{Actions: inOrder(actions), Waiting: waiting}
}

func actionFor(q *Question, level Level, of int) (Action, bool) {
	n, known := level.Number()
	a := Action{Question: q, From: n, To: n + 1, Of: of, Tier: tierOf(q, n)}
	switch {
	case level == NA, n == 4, level == "" && !q.Must:
		return a, false
	case !known:
		a.To, a.FindOut, a.Effort, a.Days = 0, true, "hours", Days["hours"]
		return a, true
	case a.Tier == TierMust:
		a.To = 2
	}
	a.Points = (a.To - a.From) * q.Weight()
	for _, e := range q.Effort[a.From:a.To] {
		a.Days += Days[e]
		if Days[e] >= Days[a.Effort] {
			a.Effort = e
		}
	}
	return a, true
}

func tierOf(q *Question, level int) int {
	switch {
	case level < 2 && q.Must:
		return TierMust
	case level < 2:
		return TierBelow
	case level == 2:
		return TierTwo
	}
	return TierThree
}

// inOrder gives the actions by tier, then gain per day, then question order; in
// a tier, what a question names in after comes first.
func inOrder(actions []Action) []Action {
	order, place := make([]int, len(actions)), make(map[string]int, len(actions))
	for i, a := range actions {
		order[i], place[a.Question.ID] = i, i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &actions[i], &actions[j]
		return cmp.Or(cmp.Compare(a.Tier, b.Tier), cmp.Compare(b.gainPerDay(), a.gainPerDay()))
	})
	out := make([]Action, 0, len(actions))
	done := make([]bool, len(actions))
	var visit func(i int)
	visit = func(i int) {
		if done[i] {
			return
		}
		done[i] = true
		for _, id := range actions[i].Question.After {
			if j, ok := place[id]; ok && actions[j].Tier == actions[i].Tier {
				visit(j)
			}
		}
		out = append(out, actions[i])
	}
	for _, i := range order {
		visit(i)
	}
	return out
}

// WhatIf gives the answers as they would be with the chosen actions done; the
// answers given stay as they are. Finding out changes nothing yet.
func WhatIf(answers map[string]Answer, done []Action) map[string]Answer {
	out := make(map[string]Answer, len(answers)+len(done))
	maps.Copy(out, answers)
	for _, a := range done {
		if a.FindOut {
			continue
		}
		answer := out[a.Question.ID]
		answer.Level = Level(rune('0' + a.To))
		out[a.Question.ID] = answer
	}
	return out
}
