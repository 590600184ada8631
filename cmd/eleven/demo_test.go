package main

import (
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"eleven/db"
	"eleven/forms"
	"eleven/handlers"
)

// demonstration is a demo folder that is being served.
type demonstration struct {
	place
	served
	accounts []handlers.DemoAccount
}

// TestADemonstration fills one folder and looks at it from every side: filling
// it takes the longest of all.
func TestADemonstration(t *testing.T) {
	d := demonstration{place: newPlace(t)}
	printed := does(t, d.args("demo", "--json")...)
	d.served = serve(t, nil, d.onFreePort()...)
	t.Run("says the same in its file as in print", func(t *testing.T) { d.saysTheSame(t, printed) })
	if err := json.Unmarshal([]byte(printed), &d.accounts); err != nil {
		t.Fatal(err)
	}
	t.Run("has the people of the contract", d.hasThePeople)
	t.Run("has companies of five countries in every state", d.hasEveryState)
	t.Run("refuses a folder that is not empty", func(t *testing.T) {
		refuses(t, []string{"demo fills an empty data folder only", d.dir}, d.args("demo")...)
	})
	t.Run("is served on loopback only", func(t *testing.T) {
		for _, addr := range []string{"0.0.0.0:0", ":0", "192.0.2.1:80"} {
			refuses(t, []string{"demo folder", "loopback only", addr}, d.args("serve", "--addr", addr)...)
		}
	})
	t.Run("lets everybody sign in", d.letsEverybodyIn)
	t.Run("shows its accounts under a banner", func(t *testing.T) {
		page := d.browser(t).get("/en/sign-in").want(t, http.StatusOK, d.accounts[0].Email, d.accounts[0].Password)
		if page.page(t).Find(".banner--demo").Length() != 1 {
			t.Error("there is no banner")
		}
	})
	t.Run("gives the same document by command and by page", d.givesTheSameDocument)
}

// saysTheSame checks the file with the accounts: private, and with exactly the
// contract's keys.
func (d demonstration) saysTheSame(t *testing.T, printed string) {
	private(t, filepath.Join(d.dir, accountsFile))
	text, err := os.ReadFile(filepath.Join(d.dir, accountsFile))
	if err != nil {
		t.Fatal(err)
	}
	var kept, shown []map[string]any
	if err := json.Unmarshal(text, &kept); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(printed), &shown); err != nil {
		t.Fatal(err)
	}
	if !slices.EqualFunc(kept, shown, maps.Equal) {
		t.Errorf("the file holds %v, printed was %v", kept, shown)
	}
	passwords := map[any]bool{}
	for _, account := range kept {
		keys := slices.Sorted(maps.Keys(account))
		if !slices.Equal(keys, []string{"company", "country", "email", "password", "role", "totp"}) || account["totp"] != "" {
			t.Errorf("an account is %v", account)
		}
		passwords[account["password"]] = true
	}
	if len(passwords) != len(kept) {
		t.Errorf("%d passwords for %d people", len(passwords), len(kept))
	}
}

func (d demonstration) hasThePeople(t *testing.T) {
	government, companies := map[string]int{}, map[string][]string{}
	for _, a := range d.accounts {
		if a.Role.Government() {
			government[string(a.Role)+" "+a.Country]++
			if a.Company != nil {
				t.Errorf("%s has a company", a.Email)
			}
			continue
		}
		companies[*a.Company] = append(companies[*a.Company], string(a.Role))
	}
	for _, country := range forms.Countries {
		if government["reviewer "+country] == 0 || government["lead "+country] == 0 {
			t.Errorf("%s has no reviewer or no lead", country)
		}
	}
	if government["administrator all"] == 0 || government["auditor all"] == 0 {
		t.Error("there is no administrator or no auditor of all")
	}
	whole := false
	for _, roles := range companies {
		slices.Sort(roles)
		whole = whole || slices.Equal(roles, []string{"editor", "owner", "viewer"})
	}
	if !whole {
		t.Errorf("no company has owner, editor and viewer: %v", companies)
	}
}

func (d demonstration) hasEveryState(t *testing.T) {
	store, err := db.Open(t.Context(), db.Options{Dir: d.dir, URL: d.database})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	pack, err := forms.Current()
	if err != nil {
		t.Fatal(err)
	}
	companies, countries, stages := map[string]bool{}, map[string]bool{}, map[string]int{}
	for _, a := range d.accounts {
		if a.Role != forms.Owner {
			continue
		}
		user, err := store.UserByEmail(t.Context(), a.Email)
		if err != nil {
			t.Fatal(err)
		}
		companies[user.Company], countries[user.Country] = true, true
		rows, err := store.Assessments(t.Context(), user.Company)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			record, err := store.Assessment(t.Context(), user.Company, row.ID)
			if err != nil {
				t.Fatal(err)
			}
			stages[stageOf(pack, record)]++
		}
	}
	if len(companies) < 8 || len(countries) != 5 {
		t.Errorf("%d companies in %d countries", len(companies), len(countries))
	}
	for _, stage := range []string{"just started", "half done", "submitted", "in review", "reviewed"} {
		if stages[stage] == 0 {
			t.Errorf("none is %s: %v", stage, stages)
		}
	}
}

// stageOf says how far an assessment has come.
func stageOf(pack *forms.Pack, r db.Record) string {
	own := forms.Count(pack, forms.Tailor(pack, r.Profile), r.Answers, forms.Full, nil).Overall
	switch {
	case r.Submission != nil && r.Submission.Review == forms.Released && r.State == forms.Reviewed:
		return "reviewed"
	case r.Submission != nil && r.Submission.Review == forms.Scoring:
		return "in review"
	case r.Submission != nil && r.Submission.Review == forms.Waiting && r.State == forms.Submitted:
		return "submitted"
	case r.State == forms.Draft && len(r.Answers) == 0:
		return "just started"
	case r.State == forms.Draft && own.Answered*4 > own.Asked && own.Answered < own.Asked:
		return "half done"
	}
	return "something else"
}

func (d demonstration) letsEverybodyIn(t *testing.T) {
	seen := map[forms.Role]bool{}
	for _, a := range d.accounts {
		if seen[a.Role] {
			continue // one of each role: checking a password takes long on purpose
		}
		seen[a.Role] = true
		b := d.browser(t)
		first := b.signIn(a.Email, a.Password).want(t, http.StatusSeeOther).location
		page := b.get(first).want(t, http.StatusOK)
		if a.Company != nil && !strings.Contains(page.page(t).Find(".masthead").Text(), *a.Company) {
			t.Errorf("%s is not told that they are of %s", a.Email, *a.Company)
		}
	}
	if len(seen) != 7 {
		t.Errorf("%d roles", len(seen))
	}
}

func (d demonstration) givesTheSameDocument(t *testing.T) {
	i := slices.IndexFunc(d.accounts, func(a handlers.DemoAccount) bool { return a.Role == forms.Owner })
	b := d.browser(t)
	b.signIn(d.accounts[i].Email, d.accounts[i].Password).want(t, http.StatusSeeOther)
	links := b.get("/en/assessments").page(t).Find(".govuk-task-list__link")
	if links.Length() == 0 {
		t.Fatal("the company has no assessment")
	}
	out := filepath.Join(t.TempDir(), "summary.pdf")
	for j := range links.Nodes {
		id := filepath.Base(links.Eq(j).AttrOr("href", ""))
		for _, lang := range []string{"en", "fr"} {
			does(t, d.args("report", "--assessment", id, "--lang", lang, "--out", out)...)
			private(t, out)
			written, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			page := b.get("/"+lang+"/assessments/"+id+"/summary.pdf").want(t, http.StatusOK, "%PDF-")
			if string(written) != string(page.body) {
				t.Errorf("%s in %s: %d bytes by command, %d by page, and not the same", id, lang, len(written), len(page.body))
			}
		}
	}
}

func TestADemonstrationWantsADatabaseWithoutPeople(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	if p.database == "" {
		p.dir = filepath.Join(p.dir, "taken") // with SQLite the people are in the folder
	}
	if _, err := eleven(t, nil, "a quiet lake at noon\n", p.args("user", "add", "--email", "a@b.example", "--role", "auditor", "--country", "all", "--password-stdin")...); err != nil {
		t.Fatal(err)
	}
	want := "demo fills an empty data folder only"
	if p.database != "" {
		p.dir, want = t.TempDir(), "the database holds people already"
	}
	refuses(t, []string{want}, p.args("demo")...)
	entries, err := os.ReadDir(p.dir)
	if p.database != "" && (err != nil || len(entries) > 0) {
		t.Errorf("left %v behind, %v", entries, err)
	}
}
