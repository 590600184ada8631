package handlers

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"eleven/forms"
	"eleven/templates"
)

// reviewBody puts one review into words, as far as its reader may see it.
func reviewBody(v Visitor, d dossier) templates.ReviewPage {
	a, may := d.Assessment, d.may
	body := templates.ReviewPage{
		ID: d.ID, Company: d.Company, Service: d.Service, Round: a.Round, Depth: v.Words.T("depth." + string(a.Depth)),
		State: v.Words.T("review.state." + string(d.State)), Tone: reviewTone(d.State),
		Country: v.Words.T("country." + d.Country), Who: whoHas(v, d.QueueRow), Stands: stands(v, d),
		May:      templates.ReviewForms{Take: may.CanTake(), Has: may.Has(), Finish: may.CanFinish(), Release: may.CanRelease()},
		Declared: may.Declared, Mine: may.Mine, Scores: may.SeesScores(),
		Wanted: len(may.Wanted), Scored: len(may.Wanted) - may.Left(), Dots: d.dots(0), Facts: facts(v, a),
	}
	body.Language, body.Lang = otherLanguage(v, a.Language)
	body.Returned = returned(v, d)
	if a.Signed != nil {
		body.Attested = templates.Attested{Name: a.Signed.Name, Position: a.Signed.Position, At: a.Signed.At}
	}
	if may.Has() && len(d.Scores) > 0 {
		body.Drops = v.Words.T("reviewing.drops", len(d.Scores))
	}
	if n := d.unscored(); n > 0 && may.CanScore() {
		key := "reviewing.go-on"
		if len(d.Scores) == 0 {
			key = "reviewing.begin"
		}
		body.Onward = []templates.Onward{{Rest: d.at("/principles/" + strconv.Itoa(n)), Text: v.Words.T(key, n)}}
	}
	if may.SeesScores() {
		body.Overall = overall(v, d)
	}
	if body.Found = may.SeesReview() && len(d.Scores) > 0; body.Found {
		body.Concerns = concerns(v, d)
	}
	body.Features = features(v, d.pack, a.Profile)
	for _, pr := range d.pack.Principles {
		body.Principles = append(body.Principles, d.reviewed(v, pr))
	}
	return body
}

// unscored is the first principle that wants a score and has none; 0 when there
// is none.
func (d dossier) unscored() int {
	for _, n := range d.may.Wanted {
		if _, scored := d.Scores[n]; !scored {
			return n
		}
	}
	return 0
}

// addPeers adds what depends on other reviews and other people: where to go on
// after a review that is done, and whether anybody is left to release it.
func (s *Server) addPeers(ctx context.Context, v Visitor, d dossier, body *templates.ReviewPage) error {
	if d.may.CanTake() && v.User.Role == forms.Lead {
		others, err := s.db.OtherLeads(ctx, v.Actor())
		if err != nil {
			return err
		}
		if others == 0 {
			body.OnlyLead = v.Words.T("reviewing.only-lead", v.Words.T("country."+v.User.Country))
		}
	}
	if !d.may.Mine || d.State == forms.Scoring {
		return nil
	}
	next, err := s.db.NextToReview(ctx, v.Actor())
	if err != nil && !errors.Is(err, forms.ErrNotFound) {
		return err
	}
	if err == nil {
		body.Onward = append(body.Onward, templates.Onward{
			Rest: "/reviews/" + next.ID, Text: v.Words.T("reviewing.next", next.Company, next.Service),
		})
	}
	body.Onward = append(body.Onward, templates.Onward{Rest: "/reviews", Text: v.Words.T("review.back-list")})
	return nil
}

// stands says who does what next where the reader has no form; "" where they have.
func stands(v Visitor, d dossier) string {
	switch {
	case d.Released():
		return v.Words.T("review.stands.released", v.Words.Moment(d.ReleasedAt, v.Zone))
	case !d.may.Ours:
		return v.Words.T("review.stands.reader")
	case d.State == forms.Reconciling:
		return v.Words.T("review.stands.reconciling")
	case d.State == forms.Finished && d.may.Mine:
		return v.Words.T("review.stands.own")
	case d.State == forms.Finished && !d.may.CanRelease():
		return v.Words.T("review.stands.finished")
	case d.may.CanReturn() && d.State == forms.Scoring:
		return v.Words.T("reviewing.scoring")
	case d.State == forms.Scoring && !d.may.Mine:
		return v.Words.T("review.stands.colleague")
	}
	return ""
}

// otherLanguage names a language that people's texts are in, and gives its code;
// both are "" when it is the visitor's, or nobody noted it.
func otherLanguage(v Visitor, lang string) (name, code string) {
	if lang == v.Lang || lang == "" {
		return "", ""
	}
	return v.Words.T("review.language." + lang), lang
}

// dots fills a dot for each principle that this reader may know to be scored.
func (d dossier) dots(here int) []templates.Dot {
	out := make([]templates.Dot, len(d.pack.Principles))
	for i := range out {
		_, scored := d.Scores[i+1]
		out[i] = templates.Dot{Full: scored && d.may.SeesReview(), Here: i+1 == here}
	}
	return out
}

// reviewed is the line of one principle.
func (d dossier) reviewed(v Visitor, pr *forms.Principle) templates.ReviewedPrinciple {
	n, own := pr.Number, d.readiness.Principle(pr.Number)
	out := templates.ReviewedPrinciple{Number: n, Title: pr.Title, Questions: own.Asked, Wanted: own.Counts()}
	given, scored := d.Scores[n]
	if scored && d.may.SeesReview() {
		out.Scored, out.Digit = true, strconv.Itoa(given.Score)
		out.Level = v.Words.T("word." + string(forms.Words[given.Score]))
	}
	if !d.may.SeesScore(n) {
		return out
	}
	out.Own = ownWords(v, d, own)
	if scored && own.Counts() {
		out.Steps = steps(v, forms.Steps(given.Score, own))
	}
	return out
}

// facts are what else the company said of itself and the service.
func facts(v Visitor, a forms.Assessment) []templates.ReviewFact {
	p, out := a.Profile, []templates.ReviewFact{}
	add := func(key, value string, typed bool) {
		if value == "" {
			value = v.Words.T("review.fact.none")
			typed = false
		}
		out = append(out, templates.ReviewFact{Label: v.Words.T("review.fact." + key), Value: value, Typed: typed})
	}
	add("home", countryNames(v, []string{a.Country}), false)
	add("size", band(p.Size), false)
	add("moderators", band(p.Moderators), false)
	add("encrypted", yesNo(v, p.Encrypted), false)
	add("children", yesNo(v, p.Children), false)
	add("users", countryNames(v, p.UserCountries), false)
	add("servers", countryNames(v, p.ServerCountries), false)
	add("domains", strings.Join(p.Domains, ", "), true)
	if a.Signed != nil {
		add("shared", countryNames(v, a.Signed.Countries), false)
	}
	return out
}

func countryNames(v Visitor, codes []string) string {
	var names []string
	for _, code := range codes {
		switch code {
		case "":
		case "other":
			names = append(names, v.Words.T("review.elsewhere"))
		default:
			names = append(names, v.Words.T("country."+code))
		}
	}
	return v.Words.List(names)
}

// band writes a band of people with the dash of a range.
func band(code string) string { return strings.ReplaceAll(code, "-", "–") }

func yesNo(v Visitor, answer string) string {
	if answer == "" {
		return ""
	}
	return v.Words.T("review." + answer)
}
