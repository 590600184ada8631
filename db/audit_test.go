package db_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"eleven/db"
	"eleven/forms"
)

// housekeeping are the writes that leave no line in the trail: nobody decided them.
var housekeeping = []string{"Post", "MailSent", "MailFailed", "TouchSession", "Sweep", "Migrate", "Close"}

// elsewhere are the writes whose line another test counts.
var elsewhere = []string{"EnsureRound"}

// reading are the methods that change nothing.
var reading = []string{
	"Ready", "Now", "Assessments", "Assessment", "Heading", "AnyAssessment", "Trail", "PendingRegistration", "Link", "Invitations",
	"DueMail", "NextToReview", "OtherLeads", "OwnReviews", "Drafts", "Queue", "SteppedBack", "Review", "ReleasedReview", "OpenRound", "SessionUser", "Sessions", "Snapshot", "User", "UserByEmail",
	"GovernmentPeople", "Colleagues", "ReviewersOf", "HasAdministrator", "Empty",
	"Company", "CompanyPeople", "Colleague", "Progress", "ProgressEverywhere",
}

// ours are the methods that only tests have (export_test.go).
var ours = []string{"Write", "Pools", "Down"}

// change is one public write: what comes before it, and the call.
type change struct {
	before func()
	call   func() error
	lines  int // in the trail; 1 unless said
}

// changes has every public write that a person or a command decides, each
// on something of its own, so that their order does not matter.
func (p *portal) changes() map[string]change {
	ctx := p.t.Context()
	nothing := func() {}
	administrator := p.official(forms.Administrator, "all")
	draft := p.start("Maple Draft")
	must(p.t, p.AddEvidence(ctx, p.owner, draft, "p01-q01", forms.Evidence{ID: "kept"}))
	unsent, submitted := p.start("Maple Unsent"), p.start("Maple Submitted")
	p.submit(submitted, "CA")
	user := db.NewUser{Email: "accepted@example.org", Language: "en", Zone: "UTC"}

	out := map[string]change{
		"AddUser": {nothing, func() error {
			_, err := p.AddUser(ctx, db.System, db.NewUser{Email: "new@example.org", Role: forms.Auditor, Country: "all", Language: "en", Zone: "UTC"})
			return err
		}, 1},
		"Register": {nothing, func() error {
			return p.Register(ctx, db.Registration{TokenHash: "r", Email: "r@example.org"}, db.Mail{To: "r@example.org"})
		}, 1},
		"Confirm":          {func() { p.pending("c", "c@example.org") }, func() error { _, _, err := p.Confirm(ctx, "c"); return err }, 1},
		"DropRegistration": {func() { p.pending("d", "d@example.org") }, func() error { return p.DropRegistration(ctx, "d") }, 1},
		"NewLink": {nothing, func() error {
			return p.NewLink(ctx, administrator, db.Link{TokenHash: "l", Kind: db.LinkInvitation, Email: "l@example.org", Role: forms.Lead, Country: "CA"}, nil)
		}, 1},
		"Accept": {func() { p.invitation("s", "accepted@example.org", forms.Viewer, p.owner.Company, "CA") }, func() error {
			_, err := p.Accept(ctx, db.LinkInvitation, "s", user)
			return err
		}, 1},
		"WithdrawInvitation": {func() { p.invitation("w", "w@example.org", forms.Viewer, p.owner.Company, "CA") }, func() error {
			_, err := p.WithdrawInvitation(ctx, p.owner, p.owner.Company, "w@example.org")
			return err
		}, 1},
		"ResetPassword": {func() { p.resetLink("p", p.owner) }, func() error { return p.ResetPassword(ctx, "p", "hash") }, 1},
		"SetPassword":   {nothing, func() error { return p.SetPassword(ctx, p.owner, p.owner.ID, "hash", "") }, 1},
		"UpdateAccount": {nothing, func() error { return p.UpdateAccount(ctx, p.owner, "N", "fr", "UTC") }, 1},
		"ChangePerson": {nothing, func() error {
			return p.ChangePerson(ctx, administrator, p.official(forms.Reviewer, "CA").ID, forms.Lead, "UK", false)
		}, 2},
		"ChangeColleague":  {nothing, func() error { return p.ChangeColleague(ctx, p.owner, p.viewer.ID, forms.Editor, true) }, 1},
		"RenameCompany":    {nothing, func() error { return p.RenameCompany(ctx, p.owner, "Maple Talk") }, 1},
		"StartSession":     {nothing, func() error { return p.StartSession(ctx, p.owner, "hash", "x", "", "", p.Now()+9) }, 1},
		"EndSession":       {nothing, func() error { return p.EndSession(ctx, p.owner, "x") }, 1},
		"EndOtherSessions": {nothing, func() error { return p.EndOtherSessions(ctx, p.owner, "x") }, 1},
		"EndSessionsOf":    {nothing, func() error { return p.EndSessionsOf(ctx, p.owner, p.viewer.ID) }, 1},
		"Record":           {nothing, func() error { return p.Record(ctx, p.owner, "guard", draft, "p01-q01.note") }, 1},
		"StartAssessment":  {nothing, func() error { _, err := p.StartAssessment(ctx, p.owner, "Maple New", "en", pack); return err }, 1},
		"SaveProfile":      {nothing, func() error { return p.SaveProfile(ctx, p.owner, draft, "Maple Draft", forms.Profile{}, 0) }, 1},
		"SaveAnswers": {nothing, func() error {
			_, err := p.SaveAnswers(ctx, p.owner, draft, []forms.Posted{{Question: "p01-q01", Level: level("1")}, {Question: "p01-q02", Level: level("1")}})
			return err
		}, 2},
		"AddEvidence":     {nothing, func() error { return p.AddEvidence(ctx, p.owner, draft, "p01-q01", forms.Evidence{ID: "e"}) }, 1},
		"RemoveEvidence":  {nothing, func() error { return p.RemoveEvidence(ctx, p.owner, draft, "kept") }, 1},
		"PutBackEvidence": {nothing, func() error { return p.PutBackEvidence(ctx, p.owner, draft, "kept") }, 1},
		"Submit":          {nothing, func() error { return p.trySubmit(unsent, accept, nil, "CA") }, 1},
		"Withdraw":        {nothing, func() error { return p.Withdraw(ctx, p.owner, submitted) }, 1},
	}
	return p.addReviewing(out)
}

// addReviewing adds what reviewers decide, each on a review of its own.
func (p *portal) addReviewing(out map[string]change) map[string]change {
	reviewer, lead := p.official(forms.Reviewer, "CA"), p.official(forms.Lead, "CA")
	for name, before := range map[string][]string{
		"Take": nil, "HandBack": {"Take"}, "DeclareNoConflict": {"Take"}, "StepBack": {"Take"},
		"SaveScore": {"Take", "DeclareNoConflict"}, "SaveDraft": {"Take", "DeclareNoConflict"}, "Return": {"Take"}, "Finish": {"Take", "DeclareNoConflict", "SaveScore"},
		"Release": {"Take", "DeclareNoConflict", "SaveScore", "Finish"},
	} {
		review := p.submit(p.start("Maple "+name), "CA")
		steps := p.reviewing(reviewer, review)
		last, lines := steps[name], 1
		switch name {
		case "Release":
			last = p.reviewing(lead, review)[name]
		case "Return":
			last = p.returning(lead, review, forms.Scoring)
		case "SaveDraft":
			lines = 0
		}
		out[name] = change{func() {
			for _, step := range before {
				must(p.t, steps[step]())
			}
		}, last, lines}
	}
	review := p.submit(p.start("Maple NoteReading"), "CA")
	out["NoteReading"] = change{func() {}, func() error { return p.NoteReading(p.t.Context(), reviewer, review, "read") }, 1}
	return out
}

func TestEveryChangeLeavesItsLineInTheTrail(t *testing.T) {
	p := open(t)
	all := p.changes()
	for name, c := range all {
		t.Run(name, func(t *testing.T) {
			c.before()
			before := p.count("SELECT COUNT(*) FROM audit")
			must(t, c.call())
			want(t, "lines", p.count("SELECT COUNT(*) FROM audit")-before, c.lines)
		})
	}
	known := slices.Concat(housekeeping, elsewhere, reading, ours)
	methods := reflect.TypeFor[*db.DB]()
	for i := range methods.NumMethod() {
		name := methods.Method(i).Name
		if _, ok := all[name]; !ok && !slices.Contains(known, name) {
			t.Errorf("%s is in none of the lists of this test", name)
		}
	}
}

func TestTheTrailIsPagedNewestFirstAndNamesPeople(t *testing.T) {
	p, ctx := open(t), t.Context()
	lead := p.official(forms.Lead, "NZ")
	lead.Network = "203.0.113.1"
	for i := range 30 {
		must(t, p.Record(ctx, lead, "mark.made", fmt.Sprint(i), ""))
		p.clock.Advance(time.Second)
	}
	must(t, p.Record(ctx, db.System, "mark.made", "system", ""))
	must(t, p.Record(ctx, db.System, "marked.not", "system", ""))
	u, err := p.User(ctx, lead.ID)
	must(t, err)

	var all []db.AuditRow
	for before := int64(0); ; before = all[len(all)-1].Seq {
		page, err := p.Trail(ctx, db.TrailQuery{Families: []string{"none", "mark"}, Before: before, Limit: 7})
		must(t, err)
		if len(page) == 0 {
			break
		}
		all = append(all, page...)
	}
	want(t, "lines", len(all), 31)
	want(t, "newest", all[0].Object+" by "+all[0].Actor, "system by system")
	want(t, "a person's", all[1], db.AuditRow{
		Seq: all[0].Seq - 1, At: p.Now() - 1, Actor: u.ID, Name: u.Name, Role: forms.Lead, Country: "NZ", Action: "mark.made", Object: "29", Network: "203.0.113.1",
	})
	want(t, "in order", slices.IsSortedFunc(all, func(a, b db.AuditRow) int { return int(b.Seq - a.Seq) }), true)
}

func TestTheTrailIsReadFarBeyondFourThousandMillionLines(t *testing.T) {
	p := open(t)
	far := int64(1) << 40
	p.run("INSERT INTO audit (seq, at, actor, role, company, country, action, object, detail) VALUES ($1, 0, 'system', '', '', '', 'mark.made', '', '')", far)
	rows, err := p.Trail(t.Context(), db.TrailQuery{Families: []string{"mark"}, Before: far + 1, Limit: 1})
	must(t, err)
	want(t, "line", rows[0].Seq, far)
}

func TestTheTrailNeverNamesACompanyItsPeopleOrTheirNetworks(t *testing.T) {
	p, ctx := open(t), t.Context()
	lead, owner := p.official(forms.Lead, "NZ"), p.owner
	owner.Network = "203.0.113.9"
	must(t, p.Record(ctx, owner, "mark.by", owner.ID, ""))
	must(t, p.Record(ctx, db.Actor{Network: "203.0.113.9"}, "mark.about", owner.ID, ""))
	must(t, p.Record(ctx, lead, "mark.official", lead.ID, ""))
	rows, err := p.Trail(ctx, db.TrailQuery{Families: []string{"mark"}, Limit: 10})
	must(t, err)
	seq := rows[2].Seq
	u, err := p.User(ctx, lead.ID)
	must(t, err)
	want(t, "lines", fmt.Sprintf("%+v", rows), fmt.Sprintf("%+v", []db.AuditRow{
		{Seq: seq + 2, At: p.Now(), Actor: lead.ID, Name: u.Name, Role: forms.Lead, Country: "NZ", Action: "mark.official", Object: lead.ID, ObjectName: u.Name},
		{Seq: seq + 1, At: p.Now(), Action: "mark.about", Object: owner.ID},
		{Seq: seq, At: p.Now(), Actor: owner.ID, Role: forms.Owner, Action: "mark.by", Object: owner.ID},
	}))
	for about, lines := range map[string]int{owner.ID: 2, lead.ID: 1, "nothing": 0} {
		rows, err := p.Trail(ctx, db.TrailQuery{Families: []string{"mark"}, About: about, Limit: 10})
		must(t, err)
		want(t, "lines about "+about, len(rows), lines)
	}
	rows, err = p.Trail(ctx, db.TrailQuery{Limit: 10})
	must(t, err)
	want(t, "lines of who may read none", len(rows), 0)
}

func TestThePageOfTheTrailPassesTheAnswersBy(t *testing.T) {
	p := openSQLite(t)
	for _, about := range []string{"", "x"} {
		query, args := db.TrailSQL(db.TrailQuery{Families: forms.TrailOf(forms.Auditor), About: about, Limit: 51})
		if text := p.plan(query, args...); !strings.Contains(text, "SEARCH a USING INDEX audit_shown") || strings.Contains(text, "TEMP B-TREE") {
			t.Errorf("the plan is\n%s", text)
		}
	}
}
