package handlers_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"eleven/db"
	"eleven/forms"
)

// describeService is a chat app's profile as its page posts it.
func describeService() url.Values {
	return url.Values{
		"service": {"BrookChat"}, "traits": {"MSG", "SRC"}, "conditions": {"REV", "USR"}, "encrypted": {"no"},
		"children": {"yes"}, "size": {"1-2"}, "moderators": {"1-2"}, "user_countries": {"CA"}, "server_countries": {"CA"},
		"domains": {"brook.example"}, "revision": {"0"},
	}
}

// assessment starts one and describes its service; it gives the address.
func (w *person) assessment() string {
	w.t.Helper()
	started := w.post("/en/assessments", "/en/assessments", url.Values{"service": {"BrookChat"}}).want(w.t, http.StatusSeeOther)
	w.post(started.location+"/profile", started.location+"/profile", describeService()).want(w.t, http.StatusSeeOther)
	return started.location
}

func pack(t testing.TB) *forms.Pack {
	t.Helper()
	p, err := forms.Current()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// answerAll answers every question of the principle that the page asks.
func (w *person) answerAll(address string, level string) {
	w.t.Helper()
	for n := 1; n <= 11; n++ {
		page := address + "/principles/" + strconv.Itoa(n)
		form := url.Values{}
		w.get(page).want(w.t, http.StatusOK).doc(w.t).Find("[data-question]").Each(func(_ int, q *goquery.Selection) {
			form.Set(q.AttrOr("data-question", "")+".level", level)
		})
		if len(form) > 0 {
			w.post(page, page, form).want(w.t, http.StatusSeeOther)
		}
	}
}

func TestACompanyFindsItsPagesEmptyAtFirst(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Clear Brook", "CA")
	owner.get("/en/assessments").want(t, 200, "Start your first assessment")
	owner.get("/fr/assessments").want(t, 200, "Commencer votre première évaluation", "!Start")
	viewer := p.as(forms.Viewer, "Clear Brook", "CA")
	viewer.get("/en/assessments").want(t, 200, "has not started", "!Start your first assessment")
	viewer.post("/en/account", "/en/assessments", url.Values{"service": {"X"}}).want(t, 404)
}

func TestStartingTheSameServiceTwiceOpensTheFirst(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	first := owner.post("/en/assessments", "/en/assessments", url.Values{"service": {"BrookChat"}})
	second := owner.post("/en/assessments", "/en/assessments", url.Values{"service": {"BrookChat"}})
	if first.location == "" || first.location != second.location {
		t.Errorf("first %q, second %q", first.location, second.location)
	}
}

func TestAnAnswerIsSavedAndShownAgain(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	page := address + "/principles/1"
	note := "Nos règles datent de mars — œuvre de l’équipe « sécurité »."
	owner.post(page, page, url.Values{"p01-q01.level": {"3"}, "p01-q01.note": {note}, "p01-q02.note": {"A note alone"}}).want(t, 303)
	d := owner.get(page).want(t, 200, note, "A note alone", "Saved at").doc(t)
	if d.Find(`input[name="p01-q01.level"][value="3"][checked]`).Length() != 1 {
		t.Error("the level is not shown as chosen")
	}
	if d.Find(`input[name="p01-q02.level"][checked]`).Length() != 0 {
		t.Error("a note alone chose a level")
	}
}

func TestAnAnswerIsSavedByAScript(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	page := owner.assessment() + "/principles/1"
	form := url.Values{"token": {owner.token(page)}, "p01-q01.level": {"2"}, "p01-q01.revision": {"0"}}
	r := owner.send(page, form, "Accept", "application/json").want(t, 200)
	var got struct {
		Saved map[string]struct {
			Revision int64
			Text     string
		}
	}
	if err := json.Unmarshal([]byte(r.body), &got); err != nil || got.Saved["p01-q01"].Revision != 1 || got.Saved["p01-q01"].Text == "" {
		t.Errorf("%v %s", err, r.body)
	}
	form.Set("p01-q01.level", "3")
	owner.send(page, form, "Accept", "application/json").want(t, 409, "message")
}

func TestAConflictShowsBothTextsAndSavesTheRest(t *testing.T) {
	p := newPortal(t)
	owner, editor := p.as(forms.Owner, "Clear Brook", "CA"), p.as(forms.Editor, "Clear Brook", "CA")
	page := owner.assessment() + "/principles/1"
	owner.post(page, page, url.Values{"p01-q01.level": {"1"}, "p01-q01.revision": {"0"}, "p01-q01.note": {"from the owner"}}).want(t, 303)
	r := editor.post(page, page, url.Values{
		"p01-q01.level": {"2"}, "p01-q01.revision": {"0"}, "p01-q01.note": {"from the editor"},
		"p01-q02.level": {"4"}, "p01-q02.revision": {"0"},
	}).want(t, 409, "from the owner", "from the editor", "Fictional owner saved this answer, on", "Question 1: The answer was changed")
	d := r.doc(t)
	if mark := d.Find("#p01-q01 [data-saved]").Text(); mark != "" {
		t.Errorf("what is in conflict is said to be %q", mark)
	}
	if got := d.Find(`input[name="p01-q01.revision"]`).AttrOr("value", ""); got != "1" {
		t.Errorf("the page offers revision %q; saving again would conflict again", got)
	}
	if owner.get(page).doc(t).Find(`input[name="p01-q02.level"][value="4"][checked]`).Length() != 1 {
		t.Error("the other question of the post was not saved")
	}
	editor.post(page, page, url.Values{"p01-q01.level": {"2"}, "p01-q01.revision": {"1"}, "p01-q01.note": {"from the editor"}}).want(t, 303)
	owner.get(page).want(t, 200, "from the editor", "!from the owner")
	editor.post(page, page, url.Values{"p01-q01.level": {"3"}, "p01-q01.revision": {"1"}}).want(t, 409, "You saved this answer in another window, on")
	editor.post(page, page, url.Values{"p01-q03.level": {"3"}, "p01-q03.revision": {"9"}}).want(t, 409, "the answer that is saved now")
}

func TestNothingTypedIsLost(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	page := address + "/principles/1"
	typed := url.Values{"p01-q01.level": {"na"}, "p01-q01.reason": {"short"}, "p01-q01.note": {"a long thought"}, "p01-q02.level": {"4"}}
	owner.post(page, page, typed).want(t, 422, "a long thought", "short", "Write at least 10 characters", "Choose why")
	french := strings.Replace(page, "/en/", "/fr/", 1)
	typed.Set("switch", "fr")
	owner.post(page, french, typed).want(t, 200, "a long thought", `lang="fr"`, "Enregistrer et continuer", "!Il y a un problème")
	typed.Del("switch")
	typed.Set("token", "of another window.")
	owner.send(page, typed).want(t, 403, "a long thought", "open too long")
	if stored := owner.get(page); strings.Contains(stored.body, "a long thought") {
		t.Error("something refused was stored")
	}
}

func TestAPostAfterTheSessionEndedIsSavedAfterSigningIn(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Clear Brook", "CA")
	page := owner.assessment() + "/principles/1"
	form := url.Values{"token": {owner.token(page)}, "p01-q01.level": {"3"}, "p01-q01.note": {"typed over lunch"}}
	p.clock.Advance(13 * 3600 * 1e9)
	d := owner.send(page, form).want(t, 401, "sign-in").doc(t)
	again := url.Values{"email": {owner.user.Email}, "password": {password}}
	d.Find("#sign-in input[type=hidden]").Each(func(_ int, i *goquery.Selection) {
		again.Set(i.AttrOr("name", ""), i.AttrOr("value", ""))
	})
	owner.send("/en/sign-in", again).want(t, 303)
	owner.get(page).want(t, 200, "typed over lunch")
}

func TestAPostOfAnotherPersonIsNotSavedAfterSigningIn(t *testing.T) {
	p := newPortal(t)
	owner, editor := p.as(forms.Owner, "Clear Brook", "CA"), p.as(forms.Editor, "Clear Brook", "CA")
	page := owner.assessment() + "/principles/1"
	form := url.Values{"token": {owner.token(page)}, "p01-q01.note": {"typed by the owner"}}
	p.clock.Advance(13 * 3600 * 1e9)
	d := owner.send(page, form).want(t, 401).doc(t)
	again := url.Values{"email": {editor.user.Email}, "password": {password}}
	d.Find("#sign-in input[type=hidden]").Each(func(_ int, i *goquery.Selection) {
		again.Set(i.AttrOr("name", ""), i.AttrOr("value", ""))
	})
	if r := owner.send("/en/sign-in", again).want(t, 303); !strings.Contains(r.location, "said=not-yours") {
		t.Errorf("led to %s", r.location)
	}
	owner.get(page).want(t, 200, "!typed by the owner")
}

func TestTheGuardStopsAPostInEveryCompanyField(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	bad := "see " + "https://" + "somewhere.example/a now"
	page, profile, evidence := address+"/principles/1", address+"/profile", address+"/evidence/p01-q01"
	for _, c := range []struct {
		name, page string
		form       url.Values
	}{
		{"note", page, url.Values{"p01-q01.note": {bad}, "p01-q02.level": {"4"}}},
		{"reason", page, url.Values{"p01-q01.level": {"na"}, "p01-q01.cause": {pack(t).Causes[0].Code}, "p01-q01.reason": {bad}}},
		{"service", "/en/assessments", url.Values{"service": {bad}}},
		{"profile service", profile, with(describeService(), "service", bad)},
		{"domains", profile, with(describeService(), "domains", bad)},
		{"a page among the domains", profile, with(describeService(), "domains", "brook.example\nhttps://"+"somewhere.example/a")},
		{"evidence title", evidence, evidenceForm("title", bad)},
		{"evidence holder", evidence, evidenceForm("holder", bad)},
		{"evidence place", evidence, evidenceForm("place", bad)},
		{"evidence date", evidence, evidenceForm("date", bad)},
		{"evidence link", evidence, evidenceForm("link", "https://"+"elsewhere.example/a")},
		{"signer", address + "/submit", url.Values{"depth": {"full"}, "name": {bad}, "position": {"Founder"}, "attest": {"yes"}, "countries": {"CA"}, "reviewing_country": {"CA"}}},
		{"position", address + "/submit", url.Values{"depth": {"full"}, "name": {"A"}, "position": {bad}, "attest": {"yes"}, "countries": {"CA"}, "reviewing_country": {"CA"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			owner.post(c.page, c.page, c.form).want(t, 422, "[removed]", "Stop", "Cybertip", "!somewhere.example/a", "!elsewhere.example/a")
		})
	}
	if owner.get(page).doc(t).Find("input[checked]").Length() != 0 {
		t.Error("a stopped post saved another question")
	}
	rows, err := p.db.Trail(context.Background(), trail)
	if err != nil || rows[0].Action != "guard.stopped" || strings.Contains(rows[0].Detail, "somewhere") {
		t.Errorf("%v %+v", err, rows)
	}
}

func with(form url.Values, name, value string) url.Values {
	form.Set(name, value)
	return form
}

func evidenceForm(name, value string) url.Values {
	return with(url.Values{"record": {db.NewID()}, "title": {"Handbook"}, "kind": {"policy"}, "date": {"2026-03-02"}, "holder": {"Safety lead"}, "place": {"Wiki"}}, name, value)
}

func TestAnEvidenceRecordIsAddedRemovedAndPutBack(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	page := address + "/evidence/p01-q01"
	form := evidenceForm("link", "https://docs.brook.example/rules")
	owner.post(page, page, form).want(t, 303)
	owner.post(page, page, form).want(t, 303) // sent twice, kept once
	if n := owner.get(page).want(t, 200, "docs.brook.example/rules", "2\u00a0March\u00a02026", "/profile#domains").doc(t).Find(".records li").Length(); n != 1 {
		t.Errorf("%d records", n)
	}
	removed := owner.post(page, page+"/remove", url.Values{"record": form["record"]}).want(t, 303)
	owner.get(removed.location).want(t, 200, "Put it back", "No record yet")
	owner.post(page, page+"/remove", url.Values{"record": form["record"], "undo": {"1"}}).want(t, 303)
	owner.get(page).want(t, 200, "Handbook")
}

func TestAnotherCompanyNeverLearnsOfAnAssessment(t *testing.T) {
	p := newPortal(t)
	address := p.as(forms.Owner, "Clear Brook", "CA").assessment()
	other := p.as(forms.Owner, "Other Shore", "CA")
	id := strings.TrimPrefix(address, "/en/assessments/")
	none := db.NewID()
	for _, rest := range []string{"", "/profile", "/principles/1", "/results", "/plan", "/check", "/submit", "/summary.pdf", "/answers.json", "/evidence/p01-q01"} {
		theirs, never := other.get(address+rest).want(t, 404), other.get("/en/assessments/"+none+rest).want(t, 404)
		if strings.ReplaceAll(theirs.body, id, "") != strings.ReplaceAll(never.body, none, "") {
			t.Errorf("%s differs from an address that never was", rest)
		}
	}
	for _, rest := range []string{"/profile", "/principles/1", "/submit", "/withdraw", "/evidence/p01-q01", "/evidence/p01-q01/remove"} {
		other.post("/en/assessments", address+rest, url.Values{"p01-q01.level": {"4"}}).want(t, 404)
	}
}

func TestAViewerReadsAndChangesNothing(t *testing.T) {
	p := newPortal(t)
	address := p.as(forms.Owner, "Clear Brook", "CA").assessment()
	viewer := p.as(forms.Viewer, "Clear Brook", "CA")
	for _, rest := range []string{"", "/profile", "/principles/1", "/results", "/plan", "/check", "/submit", "/evidence/p01-q01"} {
		if d := viewer.get(address+rest).want(t, 200).doc(t); d.Find("form#main-form").Length() > 0 {
			t.Errorf("%s offers a form", rest)
		}
	}
	for _, rest := range []string{"/profile", "/principles/1", "/submit", "/withdraw", "/evidence/p01-q01"} {
		viewer.post("/en/account", address+rest, url.Values{"p01-q01.level": {"4"}}).want(t, 404)
	}
}

func TestAPrincipleWithoutQuestionsSaysWhy(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	form := describeService()
	form["traits"], form["conditions"] = []string{"SRC"}, nil
	form.Set("revision", "1")
	owner.post(address+"/profile", address+"/profile", form).want(t, 303)
	owner.get(address+"/principles/5").want(t, 200, "No question here applies", "Hidden because")
	owner.get(address+"/principles/12").want(t, 404)
	owner.get(address+"/principles/01").want(t, 404)
}

func TestAnAssessmentIsHandedInOnceAndTakenBack(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	submit := address + "/submit"
	form := url.Values{"depth": {"full"}, "name": {"Ada Brook"}, "position": {"Founder"}, "attest": {"yes"}, "countries": {"CA", "UK"}, "reviewing_country": {"CA"}}
	owner.post(submit, submit, form).want(t, 422, "have no answer yet", "Ada Brook")
	owner.answerAll(address, "2")
	for name, value := range map[string]string{"attest": "", "countries": "", "reviewing_country": "UK", "depth": "", "name": "", "position": ""} {
		owner.post(submit, submit, with(clone(form), name, value)).want(t, 422)
	}
	owner.post(submit, submit, form).want(t, 303)
	owner.post(submit, submit, form).want(t, 409)
	page := address + "/principles/1"
	owner.post(address, page, url.Values{"p01-q01.level": {"4"}}).want(t, 409)
	owner.get(address).want(t, 200, "Submitted", "Withdraw", "Nobody has opened it yet")
	mails, err := p.db.DueMail(context.Background(), 10)
	if err != nil || len(mails) != 1 || mails[0].To != owner.user.Email {
		t.Errorf("%v %+v", err, mails)
	}
	owner.post(address, address+"/withdraw", nil).want(t, 303)
	owner.post(page, page, url.Values{"p01-q01.level": {"4"}, "p01-q01.revision": {"1"}}).want(t, 303)
}

func clone(form url.Values) url.Values {
	out := url.Values{}
	for name, values := range form {
		out[name] = values
	}
	return out
}

func TestResultsPlanAndDownloadsAgree(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	owner.get(address+"/results").want(t, 200, "No results yet")
	owner.get(address+"/plan").want(t, 200)
	owner.answerAll(address, "1")
	owner.get(address+"/results").want(t, 200, "25 of 100, emerging", "must-dos are missing")
	owner.get(address+"/plan?do=p01-q01").want(t, 200, "With this action done", "Your score goes from 25 to 2")
	r := owner.get(address+"/answers.json").want(t, 200, `"eleven-answers/1"`, `"low": 25`)
	if r.header.Get("Content-Type") != "application/json; charset=utf-8" || r.header.Get("Cache-Control") != "no-store" {
		t.Errorf("%v", r.header)
	}
	pdf := owner.get(address+"/summary.pdf").want(t, 200, "%PDF-")
	if !strings.HasPrefix(pdf.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%v", pdf.header)
	}
}

func TestQuickCheckAnswersComeAlongUnconfirmed(t *testing.T) {
	p := newPortal(t)
	w := p.visitor()
	form := registration("email", "rua@reed.example", "carried", `{"p01-q03":2}`)
	w.post("/en/register", "/en/register", form).want(t, 303)
	link := p.lastLink("rua@reed.example", "confirm")
	w.post(link, link, nil).want(t, 303)
	w.signIn("rua@reed.example", chosen).want(t, 303)
	page := w.assessment() + "/principles/1"
	d := w.get(page).want(t, 200, "From your quick check").doc(t)
	if d.Find(`input[name="p01-q03.level"][value="2"][checked]`).Length() != 1 {
		t.Error("the level did not come along")
	}
	w.post(page, page, url.Values{"p01-q03.level": {"2"}}).want(t, 303)
	w.get(page).want(t, 200, "!From your quick check")
}

func TestAnAnswerIsCleared(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	page := owner.assessment() + "/principles/1"
	owner.post(page, page, url.Values{"p01-q01.level": {"3"}, "p01-q01.note": {"kept"}}).want(t, 303)
	owner.post(page, page, url.Values{"p01-q01.level": {"na"}, "p01-q01.revision": {"1"}, "clear": {"p01-q01"}}).want(t, 303)
	if d := owner.get(page).want(t, 200, "kept").doc(t); d.Find(`input[name="p01-q01.level"][checked]`).Length() != 0 {
		t.Error("the level is still chosen")
	}
}

func TestAReasonIsNotTakenAwayFromDoesNotApply(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	page := owner.assessment() + "/principles/1"
	owner.post(page, page, url.Values{
		"p01-q05.level": {"na"}, "p01-q05.cause": {pack(t).Causes[0].Code}, "p01-q05.reason": {"nothing of the kind here"},
	}).want(t, 303)
	owner.post(page, page, url.Values{"p01-q05.reason": {"short"}, "p01-q05.revision": {"1"}}).want(t, 422, "at least 10")
	owner.post(page, page, url.Values{"p01-q05.cause": {""}, "p01-q05.revision": {"1"}}).want(t, 422, "Choose why")
}

func TestResultsGiveNoNumberWhereNothingCounts(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	for n := 1; n <= 11; n++ {
		page, form := address+"/principles/"+strconv.Itoa(n), url.Values{}
		owner.get(page).doc(t).Find("[data-question]").Each(func(_ int, q *goquery.Selection) {
			id := q.AttrOr("data-question", "")
			form.Set(id+".level", "na")
			form.Set(id+".cause", pack(t).Causes[0].Code)
			form.Set(id+".reason", "nothing of the kind here")
		})
		owner.post(page, page, form).want(t, 303)
	}
	owner.get(address+"/results").want(t, 200, "No score: everything answered does not apply", "!0 of 100", "!points.")
}
