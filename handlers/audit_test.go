package handlers_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"eleven/db"
	"eleven/forms"
	"eleven/i18n"
)

func TestTheTrailSaysWhoDidWhatAndNothingThatWasTyped(t *testing.T) {
	p := newPortal(t)
	auditor, owner := p.as(forms.Auditor, "", "NZ"), p.as(forms.Owner, "Rowan", "UK")
	owner.post("/en/account", "/en/account", url.Values{"name": {"Somebody Else"}, "language": {"en"}, "zone": {"UTC"}}).want(t, http.StatusSeeOther)
	owner.post("/en/account", "/en/account", url.Values{"name": {"a https://rowan.example/b"}, "language": {"en"}, "zone": {"UTC"}}).want(t, http.StatusUnprocessableEntity)
	p.visitor().post("/en/register", "/en/register", registration("company", "data:x")).want(t, http.StatusUnprocessableEntity)
	page := auditor.get("/en/audit").want(t, http.StatusOK,
		owner.user.Email, "Changed their account", "A text was stopped and not stored", "Signed in", "Nobody signed in", "The portal", "United Kingdom", "EST",
		owner.user.ID[:8]+"…", "!"+owner.user.ID, "!Somebody Else", "!Rowan", "!rowan.example", "!data:x", "!2026</code>", "!Older events")
	if got := page.doc(t).Find("main table tbody tr").First().Text(); !strings.Contains(got, "A text was stopped") {
		t.Errorf("the newest is %q", got)
	}
	auditor.get("/fr/audit").want(t, http.StatusOK, "Compte modifié par la personne", "Royaume-Uni")
}

func TestTheTrailIsListedByKey(t *testing.T) {
	p := newPortal(t)
	admin := p.as(forms.Administrator, "", "all")
	for range 120 {
		if err := p.db.Record(t.Context(), db.System, "something.new", "", ""); err != nil {
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
	all, err := p.db.Trail(t.Context(), 0, 1000)
	if err != nil || seen != len(all) {
		t.Errorf("%d lines seen of %d, %v", seen, len(all), err)
	}
	admin.get("/en/audit").want(t, http.StatusOK, "something.new")
	admin.get("/en/audit?before=1").want(t, http.StatusOK, "There are no older events.", "Newest events")
	admin.get("/en/audit?before=x").want(t, http.StatusOK, "something.new")
}

var action = regexp.MustCompile(`"([a-z]+\.[a-z]+(?:-[a-z]+)*)"`)

func TestEveryActionInTheTrailHasWords(t *testing.T) {
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
				if !i18n.For("en").Has("audit." + m[1]) {
					t.Errorf("%s: %s has no words", file, m[1])
				}
			}
		}
	}
	if known < 25 {
		t.Errorf("only %d actions found", known)
	}
}
