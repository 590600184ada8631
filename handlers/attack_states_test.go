package handlers_test

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"eleven/db"
	"eleven/db/dbtest"
	"eleven/forms"
	"eleven/handlers"
)

// skip is something that somebody posts out of turn, and how it is refused.
type skip struct {
	as, path string
	form     url.Values
	want     int
}

// refuses posts each out of turn; nothing at all may change.
func (p *submission) refuses(when string, skips ...skip) {
	p.t.Helper()
	for name := range everybody {
		p.who(name)
	}
	content := dbtest.Content(p.t, p.kept)
	before := content()
	for _, s := range skips {
		if r := p.post(s.as, s.path, s.form); r.status != s.want {
			p.t.Errorf("%s: %s posts %s: %d, want %d", when, s.as, s.path, r.status, s.want)
		}
	}
	if !maps.Equal(before, content()) {
		p.t.Errorf("%s: something changed", when)
	}
}

// review is every post to a review by somebody, each refused with the same
// status, but for those named in may.
func (p *submission) reviewSkips(as string, want int, score url.Values, may ...string) []skip {
	var out []skip
	for rest, form := range map[string]url.Values{
		"/take": nil, "/hand-back": nil, "/conflict": {"conflict": {"none"}}, "/finish": nil, "/release": nil, "/principles/1": score,
	} {
		want := want
		if rest == "/release" && everybody[as].role != forms.Lead {
			want = http.StatusNotFound
		}
		if !strings.Contains(strings.Join(may, " "), rest) {
			out = append(out, skip{as, p.at(rest), form, want})
		}
	}
	return out
}

// companySkips is every post that would change an assessment, all refused.
func (p *submission) companySkips(as string, want int, may ...string) []skip {
	at := "/en/assessments/" + p.assessment
	var out []skip
	for rest, form := range map[string]url.Values{
		"/profile": with(describeService(), "revision", "1"), "/principles/1": {"p01-q01.level": {"4"}, "p01-q01.revision": {"1"}},
		"/evidence/p01-q01": evidenceForm("title", "Late"), "/evidence/p01-q01/remove": {"record": {strings.Repeat("a", 26)}}, "/withdraw": nil,
		"/submit": {"depth": {"full"}, "name": {"A"}, "position": {"B"}, "attest": {"yes"}, "countries": {"CA"}, "reviewing_country": {"CA"}},
	} {
		want := want
		if as == "editor" && (rest == "/withdraw" || rest == "/submit") {
			want = http.StatusNotFound
		}
		if !strings.Contains(strings.Join(may, " "), rest) {
			out = append(out, skip{as, at + rest, form, want})
		}
	}
	return out
}

// TestNoStepIsSkippedAndNoneIsTakenTwice goes through the life of a submission;
// at each stage everybody tries everything that is not their turn.
func TestNoStepIsSkippedAndNoneIsTakenTwice(t *testing.T) {
	p := submitted(t, forms.Full)
	score := p.score(1, 2)
	outsiders := func(when string) {
		t.Helper()
		for _, as := range []string{"reader", "reading lead", "stranger", "secretariat", "administrator", "auditor", "owner"} {
			p.refuses(when, p.reviewSkips(as, 404, score)...)
		}
		for _, as := range []string{"viewer", "rival", "reviewer", "lead", "administrator"} {
			p.refuses(when, p.companySkips(as, 404)...)
		}
		p.refuses(when, p.companySkips("editor", 409)...)
	}
	outsiders("waiting")
	p.refuses("waiting", p.companySkips("owner", 409, "/withdraw")...)
	for _, as := range []string{"reviewer", "colleague", "lead"} {
		p.refuses("waiting", p.reviewSkips(as, 409, score, "/take")...)
	}
	reviewer := p.who("reviewer").user.Actor()
	p.must(p.db.Take(t.Context(), reviewer, p.review))
	p.refuses("taken", p.companySkips("owner", 409)...)
	p.refuses("taken", p.reviewSkips("reviewer", 409, score, "/hand-back", "/conflict")...)
	p.refuses("taken", p.reviewSkips("colleague", 409, score)...)
	p.refuses("taken", p.reviewSkips("lead", 409, score)...)
	p.must(p.db.DeclareNoConflict(t.Context(), reviewer, p.review))
	p.scoreAll(1)
	p.refuses("one left", p.reviewSkips("reviewer", 409, score, "/hand-back", "/conflict", "/principles/1")...)
	p.refuses("one left", p.reviewSkips("colleague", 409, score)...)
	p.refuses("one left", p.reviewSkips("lead", 409, score)...)
	p.scoreAll(0)
	p.must(p.db.Finish(t.Context(), reviewer, p.review, p.wanted()))
	outsiders("finished")
	p.refuses("finished", p.companySkips("owner", 409)...)
	p.refuses("finished", p.reviewSkips("reviewer", 409, score)...)
	p.refuses("finished", p.reviewSkips("colleague", 409, score)...)
	p.refuses("finished", p.reviewSkips("lead", 409, score, "/release")...)
	p.must(p.db.Release(t.Context(), p.who("lead").user.Actor(), p.review, nil))
	outsiders("released")
	p.refuses("released", p.companySkips("owner", 409)...)
	for _, as := range []string{"reviewer", "colleague", "lead"} {
		p.refuses("released", p.reviewSkips(as, 409, score)...)
	}
}

func TestWhatWasWithdrawnOrSteppedBackFromIsGone(t *testing.T) {
	p := submitted(t, forms.Full)
	score := p.score(1, 2)
	p.declared()
	p.post("reviewer", p.at("/conflict"), url.Values{"conflict": {"step-back"}}).want(t, 303)
	p.refuses("stepped back", p.reviewSkips("reviewer", 404, score)...)
	p.post("owner", "/en/assessments/"+p.assessment+"/withdraw", nil).want(t, 303)
	for _, as := range []string{"reviewer", "colleague", "lead", "reader"} {
		p.refuses("withdrawn", p.reviewSkips(as, 404, score)...)
		p.get(as, p.at("")).want(t, 404)
		p.get(as, p.at("/answers.json")).want(t, 404)
	}
	p.refuses("withdrawn", skip{"owner", "/en/assessments/" + p.assessment + "/withdraw", nil, 409})
}

// TestOfManyAtOnceOneSucceeds sends the same step from many windows at once.
func TestOfManyAtOnceOneSucceeds(t *testing.T) {
	p := submitted(t, forms.Full)
	at := "/en/assessments/" + p.assessment
	p.must(p.db.Withdraw(t.Context(), p.who("owner").user.Actor(), p.assessment))
	signed := url.Values{"depth": {"full"}, "name": {"A"}, "position": {"B"}, "attest": {"yes"}, "countries": {"CA", "NZ"}, "reviewing_country": {"CA"}}
	p.once("owner", at+"/submit", signed)
	r, err := p.db.Assessment(t.Context(), p.who("owner").user.Company, p.assessment)
	p.must(err)
	p.review = r.Submission.ReviewID
	p.once("reviewer colleague lead", p.at("/take"), nil)
	if now := p.now(); now.State != forms.Scoring || now.ReviewerID == "" {
		t.Errorf("after the takes: %s", now.State)
	}
	queue, err := p.db.Queue(t.Context(), "CA", db.Key{}, 10)
	if err != nil || len(queue) != 1 {
		t.Errorf("%d in the queue, %v", len(queue), err)
	}
}

// once posts the same thing fifty times at once, by people in turn; one succeeds.
func (p *submission) once(people, path string, form url.Values) {
	p.t.Helper()
	names := strings.Fields(people)
	tokens := map[string]string{}
	for _, as := range names {
		tokens[as] = p.who(as).token("/en/account")
	}
	var mu sync.Mutex
	var all sync.WaitGroup
	got := map[int]int{}
	for i := range 50 {
		as := names[i%len(names)]
		who := p.who(as)
		all.Go(func() {
			r := who.send(path, plusAll(form, "token", tokens[as]))
			mu.Lock()
			defer mu.Unlock()
			got[r.status]++
		})
	}
	all.Wait()
	if got[303] != 1 || got[409] != 49 {
		p.t.Errorf("%s fifty times: %v", path, got)
	}
}

// TestAnIDOfOthersIsNoID asks for what others have, on every route: the answer is
// the one for an id that never was, letter for letter.
func TestAnIDOfOthersIsNoID(t *testing.T) {
	b := besiege(t)
	for _, route := range handlers.Routes() {
		if !strings.HasPrefix(route.Path, "/en/") || !strings.Contains(route.Path, "{id}") {
			continue
		}
		as, id := "rival", b.draft
		switch {
		case strings.Contains(route.Path, "/reviews/"):
			as, id = "stranger", b.review
		case strings.Contains(route.Path, "/programme/people/"):
			as, id = "administrator", b.who("editor").user.ID
		case strings.Contains(route.Path, "/company/people/"):
			id = b.who("editor").user.ID
		}
		ask := func(id string) string {
			path := strings.NewReplacer("{id}", id, "{n}", "1", "{question}", "p01-q01").Replace(route.Path)
			r := b.get(as, path)
			if route.Method == http.MethodPost {
				r = b.post(as, path, url.Values{"p01-q01.level": {"4"}, "score": {"4"}, "role": {"viewer"}, "record": {strings.Repeat("a", 26)}})
			}
			return strings.ReplaceAll(strconv.Itoa(r.status)+r.body, id, "")
		}
		if theirs, never := ask(id), ask(db.NewID()); theirs != never || !strings.HasPrefix(theirs, "404") {
			t.Errorf("%s %s as %s: %.300s", route.Method, route.Path, as, theirs)
		}
	}
}

// percent is a percentage inside an attribute, where a score could hide.
var percent = regexp.MustCompile(`="[^"]*\d[\s\x{a0}]?%[^"]*"|data-score|<svg class="bar|"low"|"na_as_zero"`)

// TestNoScoreHidesInWhatAReviewerIsSent looks at all that is sent before the own
// score is saved: attributes and headers too.
func TestNoScoreHidesInWhatAReviewerIsSent(t *testing.T) {
	b := besiege(t)
	for _, as := range []string{"reviewer", "colleague", "lead", "reader"} {
		b.crawl("en", func(role, path string) {
			if role != "reviewer" || !strings.HasPrefix(path, "/en/reviews") || strings.HasSuffix(path, ".pdf") {
				return
			}
			r := b.get(as, path).want(t, 200)
			if found := percent.FindString(r.body); found != "" {
				t.Errorf("%s is sent %q with %s", as, found, path)
			}
		})
	}
}
