package handlers

import (
	"slices"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/templates"
)

// planPage orders what to do, and shows what ticked actions would lead to. The
// ticks stand in the address, so the page can be kept and sent on.
func planPage(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	depth := st.scored(c)
	readiness := st.count(depth)
	plan := forms.PlanFor(st.pack, st.tailoring, st.text.Answers, depth)
	say, chosen := st.wording(v, depth), c.QueryArray("do")
	var done []forms.Action
	body := templates.PlanPage{
		ID: st.record.ID, Service: st.text.Service, Query: depthQuery(c), Depth: string(namedDepth(c)), Left: plan.Waiting,
		TotalDays: plan.TotalDays(), Now: scoreView(say, readiness.Overall), Essentials: say.Essentials,
	}
	views := actionViews(v, st.text.Profile.Company, plan.Actions)
	for i, a := range plan.Actions {
		if slices.Contains(chosen, a.Question.ID) {
			views[i].Chosen = true
			body.FindOut = body.FindOut || a.FindOut
			done = append(done, a)
		}
	}
	body.Tiers = tiers(views)
	if len(done) > 0 {
		answers := forms.WhatIf(st.text.Answers, done)
		then := forms.Count(st.pack, st.tailoring, answers, depth, st.review.ConfirmedNA(answers))
		body.WhatIf, body.Then, body.ChosenDays, body.Chosen = true, scoreView(say, then.Overall), forms.TotalDays(done), len(done)
	}
	return show(c, 200, templates.Plan, s.frame(v, "plan.title", st.text.Service), body)
}

// tiers groups the actions as the plan orders them.
func tiers(actions []templates.ActionView) []templates.Tier {
	var out []templates.Tier
	for _, a := range actions {
		if len(out) == 0 || out[len(out)-1].Number != a.Tier {
			out = append(out, templates.Tier{Number: a.Tier})
		}
		last := &out[len(out)-1]
		last.Actions = append(last.Actions, a)
	}
	return out
}
