package handlers

import (
	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/report"
	"eleven/templates"
)

// resultsPage says where the company stands: the sentence first, then what is
// missing, the chart, and what to do first.
func resultsPage(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	depth := st.scored(c)
	readiness := st.count(depth)
	say := st.wording(v, depth)
	plan := forms.PlanFor(st.pack, st.tailoring, st.text.Answers, depth)
	body := templates.ResultsPage{
		ID: st.record.ID, Service: st.text.Service, Round: st.text.Round, State: string(st.text.State),
		Depth: string(depth), Query: depthQuery(c), Overall: scoreView(say, readiness.Overall),
		Started: readiness.Overall.Answered > 0, Actions: actionViews(v, st.text.Profile.Company, plan.First()),
		CanEdit: forms.CanEdit(v.User.Role, st.text.State), Reviewed: st.review != nil,
		Drafting: st.text.State.Drafting(), Headline: say.Headline(readiness.Overall), Beside: say.Beside(readiness.Overall),
		Missing: say.Missing(readiness.Overall, st.text.Answers),
	}
	for i := range readiness.Principles {
		body.Principles = append(body.Principles, principleScore(v, st, say, readiness, i+1))
	}
	if st.review != nil {
		body.Compared = say.Compared(readiness, st.review)
		addOutcome(v, st, &body)
	}
	return show(c, 200, templates.Results, s.frame(v, "results.title", st.text.Service), body)
}

// wording says the scores of the company at a depth.
func (st standing) wording(v Visitor, depth forms.Depth) report.Wording {
	return report.Wording{Words: v.Words, Essentials: depth == forms.Essentials, Drafting: st.text.State.Drafting(), Released: st.review != nil}
}

func scoreView(say report.Wording, score forms.Score) templates.ScoreView {
	out := templates.ScoreView{
		Counts: score.Counts(), Few: score.Few(), RestsOn: score.RestsOn, Low: score.Low(), High: score.High(), Points: score.Points, Of: score.Of,
		Asked: score.Asked, Left: score.Left(), Unknown: score.Unknown, Must: score.Must, MustMet: score.MustMet,
		Text: say.Score(score), Stage: say.Stage(score), Hold: say.Hold(score),
	}
	if score.Counts() && score.NAWeight > 0 {
		out.NA, out.NALarge = say.NAAsZero(score), score.ShowNAAsZero()
	}
	for _, q := range score.Missing {
		out.Missing = append(out.Missing, templates.MissingMust{ID: q.ID, Number: q.Principle, Short: q.Short})
	}
	return out
}

func principleScore(v Visitor, st standing, say report.Wording, r forms.Readiness, n int) templates.PrincipleScore {
	score := r.Principle(n)
	out := templates.PrincipleScore{
		Number: n, Title: st.pack.Principle(n).Title, Score: scoreView(say, score),
		Bar: templates.Bar{Low: score.Low(), Range: score.High() - score.Low(), Shown: score.Counts()},
	}
	out.Beyond = st.tailoring.Beyond(st.pack.Principle(n), r.Depth)
	if !score.Counts() && !out.Beyond {
		if hidden := st.tailoring.HiddenIn(n); len(hidden) > 0 && score.Asked == 0 {
			out.Because = because(v, st.pack, hidden[0])
		}
	}
	if st.review == nil {
		return out
	}
	if p, ok := st.review.Principles[n]; ok {
		low, high := forms.Bounds(p.Score)
		out.Reviewed, out.Level, out.Reason = true, p.Score, p.Reason
		out.ReasonLanguage, out.ReasonLang = otherLanguage(v, p.Language)
		out.LevelWord = v.Words.T("word." + string(forms.Words[p.Score]))
		out.Steps = forms.Steps(p.Score, score)
		found := findings(st.pack, n, st.text.Answers, p)
		out.Findings = viewsOf(v, found, func(finding) bool { return true })
		out.Override = overrides(found, p)
		out.Bar.Reviewed, out.Bar.BandLow, out.Bar.BandWide, out.Bar.Middle = true, low, high-low, (low+high)/2
	}
	return out
}

func actionViews(v Visitor, country string, actions []forms.Action) []templates.ActionView {
	var out []templates.ActionView
	for _, a := range actions {
		view := templates.ActionView{
			ID: a.Question.ID, Number: a.Question.Principle, Short: a.Question.Short,
			FindOut: a.FindOut, Days: a.Days, Gain: a.Gain(), BeginNow: a.BeginNow, Tier: a.Tier, To: a.To,
		}
		if view.Begin, view.Reach = a.Says(); view.Begin != (forms.Text{}) {
			view.Resources = resources(v, a.Question, country)
		}
		out = append(out, view)
	}
	return out
}
