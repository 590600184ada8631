package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"eleven/forms"
)

func TestTheProgrammeCountsWhatEachMayKnow(t *testing.T) {
	p := submitted(t, forms.Full) // shared with CA and NZ
	for as, see := range map[string][]string{
		"lead":          {"Submissions shared: Canada", "Waiting for a reviewer: 1; In review: 0;", "Reviews"},
		"reading lead":  {"Submissions shared: New Zealand", "Waiting for a reviewer: 1;"},
		"stranger":      {"Submissions shared: United Kingdom", "Nothing has been shared with you yet."},
		"secretariat":   {"shared with all five countries", "Nothing has been shared with you yet."},
		"administrator": {"Submissions of all countries", "Waiting for a reviewer: fewer than 5; In review: 0;", "People of the programme", "Audit trail"},
		"auditor":       {"Submissions of all countries", "Waiting for a reviewer: fewer than 5;", "!People of the programme", "Audit trail"},
	} {
		t.Run(as, func(t *testing.T) {
			r := p.get(as, "/en/programme").want(t, http.StatusOK, "!Érable", "!Clavardage", "!Dominique")
			text := factsText(t, r)
			for _, s := range append(see, "Open since: 2 March 2026;", "Closes: No end date is set;") {
				if never, not := strings.CutPrefix(s, "!"); not == strings.Contains(text, never) {
					t.Errorf("%q in %q", s, text)
				}
			}
		})
	}
	p.declared()
	if text := factsText(t, p.get("lead", "/en/programme")); !strings.Contains(text, "reviewer: 0; In review: 1;") {
		t.Error(text)
	}
}

func TestTheTotalsOfTheProgrammeAreCoarse(t *testing.T) {
	p := submitted(t, forms.Full)
	for i := range 6 {
		p.submit(fmt.Sprint("Service ", i), forms.Full, allFeatures, mixed, "UK")
	}
	p.get("auditor", "/en/programme").want(t, http.StatusOK, "<dd>5 or more</dd>", "!>7<")
	p.get("auditor", "/fr/programme").want(t, http.StatusOK, "<dd>5 ou plus</dd>", "Cycle ouvert")
	p.get("stranger", "/en/programme").want(t, http.StatusOK, "<dd>6</dd>")
}

func TestAnEmptyProgrammeSaysWhatComes(t *testing.T) {
	p := newPortal(t)
	p.as(forms.Auditor, "", "all").get("/en/programme").want(t, http.StatusOK, "Nothing has been submitted yet.")
	p.as(forms.Lead, "", "NZ").get("/fr/programme").want(t, http.StatusOK, "Rien ne vous a encore été communiqué", "Nouvelle-Zélande")
}

// TestTheNavigationMarksOneLink names, for each role and page, the links of the
// masthead; the current one stands in brackets.
func TestTheNavigationMarksOneLink(t *testing.T) {
	p := newPortal(t)
	for _, c := range []struct {
		role       forms.Role
		path, want string
	}{
		{forms.Owner, "/company/people", "Assessments [Company]"},
		{forms.Viewer, "/assessments", "[Assessments] Company"},
		{forms.Reviewer, "/reviews", "[Reviews]"},
		{forms.Lead, "/programme", "Reviews [Programme]"},
		{forms.Administrator, "/programme/people", "[People] Audit trail Programme"},
		{forms.Administrator, "/programme", "People Audit trail [Programme]"},
		{forms.Auditor, "/account", "Audit trail Programme"},
	} {
		var got []string
		nav := p.as(c.role, "Rowan", "UK").get("/en" + c.path).doc(t).Find(".masthead__side a")
		for i := range nav.Length() {
			link := nav.Eq(i)
			if href := link.AttrOr("href", ""); href == "/en/account" {
				break
			}
			text := link.Text()
			if link.AttrOr("aria-current", "") == "page" {
				text = "[" + text + "]"
			}
			got = append(got, text)
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s on %s: %s, want %s", c.role, c.path, text, c.want)
		}
	}
}

// factsText is what stands in the page's main part, each fact as "name: value;".
func factsText(t *testing.T, r reply) string {
	t.Helper()
	r.body = strings.NewReplacer("</dt><dd>", ": ", "</dd>", "; ").Replace(r.body)
	return mainText(t, r)
}

func TestALeadCountsTheirOwnReviewsApart(t *testing.T) {
	p := submitted(t, forms.Full) // Canada reviews, New Zealand reads
	p.submit("Forum", forms.Full, allFeatures, mixed, "NZ")
	ours, others := "Reviewed by your own country ", "Reviewed by other countries, for you to read "
	for as, see := range map[string][]string{
		"lead":         {ours + "Waiting for a reviewer: 1;", others + "Waiting for a reviewer: 0;"},
		"reading lead": {ours + "Waiting for a reviewer: 1;", others + "Waiting for a reviewer: 1;"},
	} {
		text := factsText(t, p.get(as, "/en/programme").want(t, http.StatusOK))
		for _, s := range see {
			if !strings.Contains(text, s) {
				t.Errorf("%s: no %q in %q", as, s, text)
			}
		}
	}
	p.get("administrator", "/en/programme").want(t, http.StatusOK, "!"+ours, "!by other countries")
}
