package handlers_test

import (
	"encoding/base64"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"eleven/db"
	"eleven/forms"
)

// marker is a word that nobody writes, to be looked for afterwards.
const marker = "zvqmarkerqvz"

// poisons are what the guard must stop, made here so that no file holds one.
var poisons = []string{
	marker + " " + "https:" + "//" + "somewhere" + ".example/a",
	marker + " " + strings.Repeat("k3wz", 14) + "." + "onion",
	marker + " " + "data" + ":" + "image/png;base64," + base64.StdEncoding.EncodeToString([]byte(marker)),
}

// TestTheGuardStandsInFrontOfEveryFreeField walks every form of every page. What
// the guard must stop is stopped in each free field; in every other field it is
// refused or ignored. Afterwards no table and no log knows anything of it.
func TestTheGuardStandsInFrontOfEveryFreeField(t *testing.T) {
	b := besiege(t)
	tried := map[string]bool{}
	b.everyForm("en", func(as, path string, f form) {
		for _, name := range f.free {
			tried[name] = true
			for _, poison := range poisons {
				r := b.who(as).send(f.action, f.changed(name, poison))
				if r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "[removed]") || !strings.Contains(r.body, `class="stop"`) {
					t.Errorf("%q on %s: %s passes %.40q with %d", as, path, name, poison, r.status)
				}
			}
		}
		for _, name := range f.others {
			for _, poison := range []string{poisons[0], marker + "magnet" + ":?xt=abc"} { // one as long as an id
				if r := b.who(as).send(f.action, f.changed(name, poison)); r.status >= http.StatusInternalServerError {
					t.Errorf("%q on %s: %s gives %d", as, path, name, r.status)
				}
			}
		}
	})
	for _, name := range []string{
		"company", "name", "email", "service", "domains", "title", "date", "holder", "place", "link", "position",
		"p01-q01.note", "p01-q01.reason", "p01-q01.how", "MSG.how", "reason",
	} {
		if !tried[name] {
			t.Errorf("the walk never came to %s", name)
		}
	}
	b.neverKept(marker, slices.Collect(maps.Keys(b.content()))...)
}

func TestTheGuardStandsInFrontOfTheSetUpPage(t *testing.T) {
	p := newPortal(t)
	w := p.visitor()
	link := p.offer(db.Link{Kind: db.LinkSetup, Role: forms.Administrator, Country: "all"})
	for _, f := range formsOf(t, w.get(link).want(t, 200)) {
		for _, name := range f.free {
			for _, poison := range poisons {
				w.send(f.action, f.changed(name, poison)).want(t, 422, "[removed]", `class="stop"`)
			}
		}
	}
}

// TestNothingTypedReachesTheLogOrTheTrail sends a word through every field, the
// address, the headers and unknown fields, also past a session and a database
// that are gone.
func TestNothingTypedReachesTheLogOrTheTrail(t *testing.T) {
	b := besiege(t)
	var sent []form
	b.everyForm("fr", func(as, _ string, f form) {
		values := f.all("Parole " + marker)
		if values.Has("email") {
			values.Set("email", marker+"@people.example")
		}
		values.Set(marker, marker)
		b.who(as).send(f.action+"?"+marker+"="+marker, values, "User-Agent", marker, "Referer", "http://"+marker+".example/")
		b.visitor().send(f.action, values)
		sent = append(sent, f)
	})
	b.get("owner", "/en/assessments/"+marker).want(t, 404)
	b.neverKept(marker, "audit")
	b.must(b.db.Close())
	for _, f := range sent {
		if r := b.visitor().send(f.action, f.all(marker)); r.status == http.StatusOK || r.status == http.StatusSeeOther {
			t.Errorf("%s answers %d without a database", f.action, r.status)
		}
	}
	b.silent(marker)
}

// neverKept expects that neither the log nor one of the tables holds a word.
func (b *besieged) neverKept(word string, tables ...string) {
	b.t.Helper()
	content := b.content()
	for _, name := range tables {
		if strings.Contains(content[name], word) {
			b.t.Errorf("the table %s holds what was typed", name)
		}
	}
	b.silent(word)
}

func (b *besieged) silent(word string) {
	b.t.Helper()
	if log := b.log.String(); strings.Contains(log, word) {
		b.t.Errorf("the log holds what was typed: %.300s", log[strings.Index(log, word):])
	}
}

// TestReadingChangesNothing reads every page as everybody, twice. The first time
// a country opens a submission is remembered, and that is all.
func TestReadingChangesNothing(t *testing.T) {
	b := besiege(t)
	b.crawl("en", func(as, _ string) { b.who(as) }) // sign everybody in
	readAll := func(lang string) {
		b.crawl(lang, func(as, path string) {
			if r := b.get(as, path+"?do=p01-q01&depth=essentials&said=saved"); r.status != http.StatusOK {
				t.Errorf("%q reads %s: %d", as, path, r.status)
			}
		})
	}
	before := b.content()
	readAll("en")
	first := b.content()
	for table := range before {
		if before[table] != first[table] && table != "readings" && table != "audit" && table != "sqlite_sequence" {
			t.Errorf("reading changed %s", table)
		}
	}
	if news := strings.TrimPrefix(first["audit"], before["audit"]); strings.Count(news, "\n") != strings.Count(news, "review.first-") {
		t.Errorf("the trail says more than first readings: %s", news)
	}
	readAll("fr")
	if !maps.Equal(first, b.content()) {
		t.Error("reading again changed something")
	}
}

// TestMoreFieldsThanAskedChangeNothing sends what nobody may decide along with
// every form, and the form itself in the address.
func TestMoreFieldsThanAskedChangeNothing(t *testing.T) {
	b := besiege(t)
	extra := url.Values{
		"id": {db.NewID()}, "role": {"administrator"}, "company_id": {b.who("rival").user.Company}, "company": {"Rowan"}, "user_id": {b.who("rival").user.ID},
		"state": {"reviewed"}, "score": {"4"}, "reviewer_id": {b.who("colleague").user.ID}, "disabled": {"yes"}, "released_by": {"x"}, "pack": {"x"}, "round": {"x"},
	}
	owner, reviewer := b.who("owner"), b.who("reviewer")
	draft := "/en/assessments/" + b.draft
	owner.post("/en/account", "/en/account?name=Mallory", plusAll(extra, "name", "Dominique", "language", "fr", "zone", "UTC")).want(t, 303)
	owner.post("/en/account", draft+"/principles/1?p01-q02.level=4", plusAll(extra, "p01-q01.level", "1")).want(t, 303)
	owner.post("/en/account", draft+"/principles/1", plusAll(extra, "p03-q01.level", "4")).want(t, 303)
	reviewer.post("/en/account", b.principle(1), func() url.Values { f := b.score(1, 2); f.Set("state", "released"); f.Set("principle", "2"); return f }()).want(t, 303)
	user, err := b.db.User(t.Context(), owner.user.ID)
	b.must(err)
	if user.Name != "Dominique" || user.Role != forms.Owner || user.Company != owner.user.Company || user.Disabled || user.Email != owner.user.Email {
		t.Errorf("the account became %+v", user)
	}
	r, err := b.db.Assessment(t.Context(), owner.user.Company, b.draft)
	b.must(err)
	if r.State != forms.Draft || r.Answers["p01-q01"].Level != "1" || r.Answers["p01-q02"].Level != "" || r.Answers["p03-q01"].Level != "" {
		t.Errorf("the draft became %s: %+v", r.State, r.Answers)
	}
	if now := b.now(); now.State != forms.Scoring || len(now.Scores) != 1 || now.ReviewerID != reviewer.user.ID {
		t.Errorf("the review became %s with %d scores", now.State, len(now.Scores))
	}
	first := url.Values{"name": {"First", "Second"}, "language": {"en", "fr"}, "zone": {"UTC", "nowhere"}}
	owner.post("/en/account", "/en/account", first).want(t, 303)
	if user, err = b.db.User(t.Context(), owner.user.ID); err != nil || user.Name != "First" {
		t.Errorf("of two values %q won, %v", user.Name, err)
	}
}

func plusAll(extra url.Values, pairs ...string) url.Values {
	out := clone(extra)
	for i := 0; i+1 < len(pairs); i += 2 {
		out.Set(pairs[i], pairs[i+1])
	}
	return out
}
