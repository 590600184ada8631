package handlers_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"eleven/db"
	"eleven/forms"
	"eleven/handlers"
)

// submission is a portal with one submission of a company that writes French,
// shared with Canada, which reviews it, and New Zealand.
type submission struct {
	*portal
	pack               *forms.Pack
	people             map[string]*person
	assessment, review string
}

// everybody are the people a test may call by name.
var everybody = map[string]struct {
	role             forms.Role
	company, country string
}{
	"owner": {forms.Owner, "Érable", "CA"}, "editor": {forms.Editor, "Érable", "CA"}, "rival": {forms.Owner, "Rowan", "UK"},
	"viewer":   {forms.Viewer, "Érable", "CA"},
	"reviewer": {forms.Reviewer, "", "CA"}, "colleague": {forms.Reviewer, "", "CA"}, "lead": {forms.Lead, "", "CA"},
	"reader": {forms.Reviewer, "", "NZ"}, "reading lead": {forms.Lead, "", "NZ"}, "stranger": {forms.Lead, "", "UK"},
	"secretariat": {forms.Lead, "", "all"}, "administrator": {forms.Administrator, "", "all"}, "auditor": {forms.Auditor, "", "all"},
}

func submitted(t testing.TB, depth forms.Depth, change ...func(*handlers.Config)) *submission {
	t.Helper()
	pack, err := forms.Current()
	if err != nil {
		t.Fatal(err)
	}
	p := &submission{portal: newPortal(t, change...), pack: pack, people: map[string]*person{}}
	p.assessment, p.review = p.submit("Clavardage", depth, allFeatures, mixed, "CA", "NZ")
	return p
}

// who gives a person by name, signed in; a visitor for "".
func (p *submission) who(name string) *person {
	p.t.Helper()
	if p.people[name] == nil {
		p.people[name] = p.visitor()
		if name != "" {
			as := everybody[name]
			p.people[name] = p.as(as.role, as.company, as.country)
		}
	}
	return p.people[name]
}

var allFeatures = forms.Profile{
	Traits: []string{"MSG", "HST", "LIV"}, Conditions: []string{"STR", "REV", "USR"}, Encrypted: "no", Children: "yes",
	Size: "3-9", Moderators: "1-2", UserCountries: []string{"CA", "other"}, ServerCountries: []string{"CA"}, Domains: []string{"erable.example"},
}

// mixed answers every question: must-dos at 3, the others in turn unknown, "does
// not apply" and 1.
func mixed(q *forms.Question) forms.Level {
	if q.Must {
		return "3"
	}
	return []forms.Level{forms.Unknown, forms.NA, "1"}[q.Order%3]
}

// submit answers everything and hands it in; the first country reviews.
func (p *submission) submit(service string, depth forms.Depth, profile forms.Profile, level func(*forms.Question) forms.Level, countries ...string) (assessment, review string) {
	p.t.Helper()
	ctx, owner := p.t.Context(), p.who("owner").user.Actor()
	id, err := p.db.StartAssessment(ctx, owner, service, "fr", p.pack)
	p.must(err)
	p.must(p.db.SaveProfile(ctx, owner, id, service, profile, 0))
	var posts []forms.Posted
	for _, q := range p.pack.Questions() {
		chosen, note, cause, reason := level(q), "Précision sur "+q.ID, "", ""
		if chosen == forms.NA {
			cause, reason = p.pack.Causes[0].Code, "Rien de tel chez nous."
		}
		posts = append(posts, forms.Posted{Question: q.ID, Level: &chosen, Note: &note, Cause: &cause, Reason: &reason})
	}
	_, err = p.db.SaveAnswers(ctx, owner, id, posts)
	p.must(err)
	p.must(p.db.AddEvidence(ctx, owner, id, "p01-q01", forms.Evidence{
		ID: db.NewID(), Title: "Règles de la communauté", Kind: "policy", Date: "2026-02-28", Holder: "Équipe juridique",
		Place: "Classeur partagé", Link: "https://erable.example/regles",
	}))
	signed := forms.Signature{Name: "Dominique Roy", Position: "Présidence", Countries: countries, ReviewingCountry: countries[0]}
	p.must(p.db.Submit(ctx, owner, id, p.pack.Digest, depth, signed, func(forms.Assessment) error { return nil }, nil))
	r, err := p.db.Assessment(ctx, p.who("owner").user.Company, id)
	p.must(err)
	return id, r.Submission.ReviewID
}

// get asks for an address as somebody.
func (p *submission) get(as, path string) reply { p.t.Helper(); return p.who(as).get(path) }

// post sends a form as somebody, with the token of their session.
func (p *submission) post(as, path string, form url.Values) reply {
	p.t.Helper()
	return p.who(as).post("/en/accessibility", path, form)
}

// at gives an address of the review in English.
func (p *submission) at(rest string) string { return "/en/reviews/" + p.review + rest }

// principle gives the address of a principle of the review in English.
func (p *submission) principle(n int) string { return fmt.Sprintf("%s/principles/%d", p.at(""), n) }

// declared has the reviewer take the review and declare no conflict.
func (p *submission) declared() {
	p.t.Helper()
	by := p.who("reviewer").user.Actor()
	p.must(p.db.Take(p.t.Context(), by, p.review))
	p.must(p.db.DeclareNoConflict(p.t.Context(), by, p.review))
}

// scoreAll gives every principle but the last ones a 2.
func (p *submission) scoreAll(but int) {
	p.t.Helper()
	wanted := p.wanted()
	for _, n := range wanted[:len(wanted)-but] {
		given := forms.PrincipleReview{Score: 2, Reason: "Written and owned, without records."}
		p.must(p.db.SaveScore(p.t.Context(), p.who("reviewer").user.Actor(), p.review, n, given))
	}
}

// finished has every principle scored and the scoring ended.
func (p *submission) finished() {
	p.t.Helper()
	p.declared()
	p.scoreAll(0)
	p.must(p.db.Finish(p.t.Context(), p.who("reviewer").user.Actor(), p.review, p.wanted()))
}

// now is the review as the database has it.
func (p *submission) now() db.Review {
	p.t.Helper()
	r, err := p.db.Review(p.t.Context(), p.who("lead").user.Actor(), p.review)
	p.must(err)
	return r
}

// readiness counts the submission, as only those see it who may.
func (p *submission) readiness() forms.Readiness {
	p.t.Helper()
	a := p.now().Assessment
	return forms.Count(p.pack, forms.Tailor(p.pack, a.Profile), a.Answers, a.Depth, nil)
}

// wanted are the principles to score.
func (p *submission) wanted() []int { p.t.Helper(); return forms.ToScore(p.readiness()) }

// need are the questions of a principle that want a verdict.
func (p *submission) need(n int) []*forms.Question {
	p.t.Helper()
	a := p.now().Assessment
	return forms.NeedVerdict(forms.Tailor(p.pack, a.Profile), p.pack.Principle(n), a.Answers, a.Depth)
}

const soundReason = "The rules are dated and a named person keeps them."

// score is a sound form for a principle: every verdict confirmed.
func (p *submission) score(n, level int) url.Values {
	p.t.Helper()
	form := url.Values{"score": {fmt.Sprint(level)}, "reason": {soundReason}}
	for _, q := range p.need(n) {
		form.Set(q.ID+".verdict", "confirmed")
		form.Set(q.ID+".known_by", "documented")
	}
	return form
}

func (p *submission) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// mainText is what stands in the page's main part, white space folded.
func mainText(t testing.TB, r reply) string {
	t.Helper()
	return strings.Join(strings.Fields(r.doc(t).Find("main").Text()), " ")
}

// formsOn are the last parts of the addresses that the page's own forms post to.
func formsOn(t testing.TB, r reply) string {
	t.Helper()
	var out []string
	r.doc(t).Find("main form").Each(func(_ int, s *goquery.Selection) {
		action := s.AttrOr("action", "")
		out = append(out, action[strings.LastIndex(action, "/")+1:])
	})
	return strings.Join(out, " ")
}

// typedIn is what a control of the page holds: its text, or the value chosen.
func typedIn(t testing.TB, r reply, name string) string {
	t.Helper()
	all := r.doc(t).Find(`[name="` + name + `"]`)
	if all.Length() == 0 {
		t.Errorf("the page has no %s", name)
		return ""
	}
	switch goquery.NodeName(all) {
	case "textarea":
		return strings.TrimPrefix(all.Text(), "\n")
	case "select":
		return all.Find("option[selected]").AttrOr("value", "")
	}
	return all.Filter("[checked]").AttrOr("value", "")
}

// leads expects a 303 to the address.
func leads(t testing.TB, r reply, to string) {
	t.Helper()
	r.want(t, 303)
	if r.location != to {
		t.Errorf("leads to %s, want %s", r.location, to)
	}
}
