package handlers_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"eleven/db"
	"eleven/forms"
	"eleven/i18n"
)

// trail is all of the trail that anybody may read.
var trail = db.TrailQuery{Families: forms.TrailOf(forms.Auditor), Limit: 1000}

func TestTheTrailSaysWhoDidWhatAndNothingThatWasTyped(t *testing.T) {
	p := newPortal(t)
	admin, owner, lead := p.as(forms.Administrator, "", "NZ"), p.as(forms.Owner, "Rowan", "UK"), p.as(forms.Lead, "", "CA")
	owner.post("/en/account", "/en/account", url.Values{"name": {"Somebody Else"}, "language": {"en"}, "zone": {"UTC"}}).want(t, http.StatusSeeOther)
	owner.post("/en/account", "/en/account", url.Values{"name": {"a https://rowan.example/b"}, "language": {"en"}, "zone": {"UTC"}}).want(t, http.StatusUnprocessableEntity)
	p.visitor().post("/en/register", "/en/register", registration("company", "data:x")).want(t, http.StatusUnprocessableEntity)
	p.visitor().signIn(owner.user.Email, "not that one").want(t, http.StatusUnprocessableEntity)
	p.visitor().signIn(lead.user.Email, "not that one").want(t, http.StatusUnprocessableEntity)
	page := "/en/programme/people/" + lead.user.ID
	admin.post(page, page, url.Values{"role": {"reviewer"}, "country": {"UK"}, "disabled": {"yes"}}).want(t, http.StatusSeeOther)

	rows := admin.get("/en/audit").want(t, http.StatusOK,
		"!"+owner.user.Email, "!Fictional owner", "!Somebody Else", "!Rowan", "!rowan.example", "!data:x", "!Older events", "EST",
	).doc(t).Find("main table tbody tr")
	for i, want := range [][]string{
		{admin.user.Name + ", Administrator, New Zealand", "Changed a person’s role, country or sign-in (Reviewer, United Kingdom, May not sign in)", lead.user.Name},
		{"Nobody signed in", "Sign-in refused: wrong password (from 127.0.0.1)", lead.user.Name},
		{"Nobody signed in", "Sign-in refused: wrong password", "Person of a company, " + owner.user.ID[:8]},
		{"Nobody signed in", "A text was stopped and not stored (Company", ""},
		{"Person of a company, " + owner.user.ID[:8] + ", Owner", "A text was stopped and not stored (Your name)", ""},
		{"Person of a company, " + owner.user.ID[:8] + ", Owner", "Changed their account", ""},
		{lead.user.Name + ", Lead reviewer, Canada", "Signed in (from 127.0.0.1)", ""},
	} {
		cells := rows.Eq(i).Find("td")
		for j, text := range want {
			if got := cells.Eq(j + 1).Text(); got != text && !(j == 1 && strings.HasPrefix(got, text)) || j == 1 && strings.Contains(got, "127.0.0.1") != strings.Contains(text, "127.0.0.1") {
				t.Errorf("line %d says %q, not %q", i, got, text)
			}
		}
	}
	admin.get("/fr/audit").want(t, http.StatusOK, "Compte modifié par la personne", "Royaume-Uni", "Personne d’une entreprise, "+owner.user.ID[:8])
	admin.get("/en/audit?about="+lead.user.ID).want(t, http.StatusOK, "Signed in", "Changed a person’s role", "Only events of one person", "!Changed their account", "!A text was stopped")
	admin.get("/en/audit?about=nobody").want(t, http.StatusOK, "There are no older events.", "Show all events")
}

// TestNobodyLearnsFromTheTrailHowFarACompanyIs reads it beside a submission under
// review: /programme tells administrators and auditors no single company's steps.
func TestNobodyLearnsFromTheTrailHowFarACompanyIs(t *testing.T) {
	p := submitted(t, forms.Full)
	p.declared()
	p.get("reviewer", p.at("/summary.pdf")).want(t, http.StatusOK)
	for _, reader := range []string{"reviewer", "colleague", "reader", "reader"} {
		p.get(reader, p.principle(1)).want(t, http.StatusOK)
	}
	admin, auditor := p.as(forms.Administrator, "", "all"), p.as(forms.Auditor, "", "all")
	never := []string{"!Érable", "!Clavardage", "!ubmitted an", "!nswer", "!profile", "!@"}
	review := "Review " + p.review[:8]
	admin.get("/en/audit").want(t, http.StatusOK, append(never, "Signed in", "!Took a review", "!"+review)...)
	page := auditor.get("/en/audit").want(t, http.StatusOK, append(never, "Signed in", "Took a review", "Downloaded a submission for the first time", review)...)
	if got := strings.Count(page.body, "Read a submission for the first time"); got != 3 {
		t.Errorf("%d people read it for the first time, want 3", got)
	}
	auditor.get("/en/audit?about="+p.review).want(t, http.StatusOK, "Took a review", review, "!Signed in")
	admin.get("/en/audit?about="+p.review).want(t, http.StatusOK, "There are no older events.", "!Took a review")
}

func TestTheTrailIsListedByKey(t *testing.T) {
	p := newPortal(t)
	admin := p.as(forms.Administrator, "", "all")
	for range 120 {
		if err := p.db.Record(t.Context(), db.System, "session.ended", "", ""); err != nil {
			t.Fatal(err)
		}
	}
	seen := 0
	for next, pages := "/en/audit", 0; next != ""; pages++ {
		page := admin.get(next).want(t, http.StatusOK)
		rows := page.doc(t).Find("main table tbody tr").Length()
		if seen += rows; rows > 50 || pages > 3 {
			t.Fatalf("%d rows on page %d", rows, pages)
		}
		next = page.doc(t).Find(`a[rel="next"]`).AttrOr("href", "")
	}
	all, err := p.db.Trail(t.Context(), trail)
	if err != nil || seen != len(all) {
		t.Errorf("%d lines seen of %d, %v", seen, len(all), err)
	}
	admin.get("/en/audit").want(t, http.StatusOK, "Signed out")
	admin.get("/en/audit?before=1").want(t, http.StatusOK, "There are no older events.", "Newest events")
	admin.get("/en/audit?before=x").want(t, http.StatusOK, "Signed out")
}

var action = regexp.MustCompile(`"([a-z]+\.[a-z]+(?:-[a-z]+)*)"`)

// unread are the beginnings of what a company's people do with their assessment.
var unread = []string{"answer", "assessment", "company", "evidence", "profile"}

func TestEveryActionInTheTrailHasWordsOrIsReadByNobody(t *testing.T) {
	var files []string
	for _, room := range []string{"../db/*.go", "*.go", "../cmd/eleven/*.go"} {
		found, err := filepath.Glob(room)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	known := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for line := range strings.Lines(string(text)) {
			if !strings.Contains(line, "audit(") && !strings.Contains(line, "Record(") && !strings.Contains(line, "action ") &&
				!strings.Contains(line, "t.move(") && !strings.Contains(line, "andBack(") {
				continue
			}
			for _, m := range action.FindAllStringSubmatch(line, -1) {
				known++
				family, _, _ := strings.Cut(m[1], ".")
				if slices.Contains(unread, family) == slices.Contains(trail.Families, family) {
					t.Errorf("%s: nobody decided who reads %s", file, m[1])
				}
				if slices.Contains(trail.Families, family) && !i18n.For("en").Has("audit."+m[1]) {
					t.Errorf("%s: %s has no words", file, m[1])
				}
			}
		}
	}
	if known < 25 {
		t.Errorf("only %d actions found", known)
	}
}
