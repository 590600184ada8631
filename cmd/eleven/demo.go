package main

import (
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"eleven/db"
	"eleven/forms"
	"eleven/handlers"
)

type demoCmd struct {
	JSON bool `name:"json" help:"Print the accounts as JSON."`
}

// Run fills an empty data folder with fictional companies, people, answers and
// reviews. Passwords are random for each folder.
func (c demoCmd) Run(s surroundings) error {
	if err := s.emptyFolder(); err != nil {
		return err
	}
	release, err := s.lock()
	if err != nil {
		return err
	}
	defer release()
	accounts, err := s.fill()
	if err != nil {
		return errors.Join(fmt.Errorf("demo: %w", err), s.clear())
	}
	if c.JSON {
		return printJSON(s, accounts)
	}
	_, err = fmt.Fprintf(s.out, "The folder %s holds a demonstration; its accounts stand in %s and on the sign-in page.\n", s.Data, accountsFile)
	return err
}

var errNotEmpty = errors.New("demo fills an empty data folder only")

func (s surroundings) emptyFolder() error {
	if err := s.makeFolder(); err != nil {
		return err
	}
	entries, err := os.ReadDir(s.Data)
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("%w, and %s is not empty", errNotEmpty, s.Data)
	}
	return nil
}

// clear empties the folder again, which was empty when the demo began, so that
// half a demonstration is never served.
func (s surroundings) clear() error {
	entries, err := os.ReadDir(s.Data)
	for _, entry := range entries {
		err = errors.Join(err, os.RemoveAll(s.file(entry.Name())))
	}
	return err
}

// demo is the work under way: what happens in it happens at the time `at`.
type demo struct {
	surroundings
	db       *db.DB
	pack     *forms.Pack
	at       time.Time
	accounts []handlers.DemoAccount
	people   map[string]db.User // by e-mail address
}

func (s surroundings) fill() ([]handlers.DemoAccount, error) {
	now := time.Now()
	d := &demo{surroundings: s, at: now.AddDate(0, -3, 0), people: map[string]db.User{}}
	var err error
	if d.pack, err = forms.Current(); err != nil {
		return nil, err
	}
	d.db, err = db.Open(s.ctx, db.Options{URL: s.Database, Dir: s.Data, Migrate: true, Now: func() time.Time { return d.at }})
	if err != nil {
		return nil, err
	}
	defer func() { _ = d.db.Close() }()
	empty, err := d.db.Empty(s.ctx)
	if err != nil {
		return nil, err
	}
	if !empty {
		return nil, errors.New("the database holds people already; name an empty one")
	}
	if err := d.db.EnsureRound(s.ctx); err != nil {
		return nil, err
	}
	if err := d.governments(); err != nil {
		return nil, err
	}
	for i, f := range firms {
		d.at = now.AddDate(0, 0, -40+4*i)
		if err := d.firm(f); err != nil {
			return nil, fmt.Errorf("%s: %w", f.company, err)
		}
	}
	data, err := jsonBytes(d.accounts)
	if err != nil {
		return nil, err
	}
	return d.accounts, writeFile(s.file(accountsFile), data)
}

// zones are where the demo's people live.
var zones = map[string]string{
	"AU": "Australia/Sydney", "CA": "America/Toronto", "NZ": "Pacific/Auckland",
	"UK": "Europe/London", "US": "America/New_York", "all": "America/Toronto",
}

// officials are the names of the governments' people, reviewer and lead.
var officials = map[string][2]string{
	"AU": {"Robin Fairweather", "Casey Longmire"}, "CA": {"Odile Fictive", "Marin Delorme-Test"},
	"NZ": {"Aroha Example", "Finn Tūī"}, "UK": {"Jules Hartwell", "Morgan Penrose"}, "US": {"Drew Halloway", "Avery Quill"},
}

func (d *demo) governments() error {
	for _, country := range forms.Countries {
		code := strings.ToLower(country)
		for i, role := range []forms.Role{forms.Reviewer, forms.Lead} {
			lang := "en"
			if country == "CA" && i == 0 {
				lang = "fr"
			}
			if err := d.person(string(role)+"."+code+"@government.example", officials[country][i], role, "", country, lang); err != nil {
				return err
			}
		}
	}
	if err := d.person("administrator@programme.example", "Sasha Orderly", forms.Administrator, "", "all", "en"); err != nil {
		return err
	}
	return d.person("auditor@programme.example", "Kim Ledgerwood", forms.Auditor, "", "all", "en")
}

// person adds an account with a random password.
func (d *demo) person(email, name string, role forms.Role, company, country, lang string) error {
	b := make([]byte, 10)
	_, _ = rand.Read(b) // never fails since Go 1.24
	password := strings.ToLower(base32.StdEncoding.EncodeToString(b))
	hash, err := handlers.HashPassword(password)
	if err != nil {
		return err
	}
	_, err = d.db.AddUser(d.ctx, db.System, db.NewUser{
		Email: email, Name: name, PasswordHash: hash, Role: role, Company: company, Country: country, Language: lang, Zone: zones[country],
	})
	if err != nil {
		return err
	}
	account := handlers.DemoAccount{Email: email, Password: password, Role: role, Country: country}
	if company != "" {
		account.Company = &company
	}
	d.accounts = append(d.accounts, account)
	d.people[email], err = d.db.UserByEmail(d.ctx, email)
	return err
}

// firm makes one company, its people, its answers and what became of them.
func (d *demo) firm(f firm) error {
	owner := "owner@" + f.domain
	if err := d.person(owner, f.owner, forms.Owner, f.company, f.country, f.lang); err != nil {
		return err
	}
	if f.team {
		for email, role := range map[string]forms.Role{"editor@": forms.Editor, "viewer@": forms.Viewer} {
			name := strings.ToUpper(email[:1]) + email[1:len(email)-1] + " " + "Fictional"
			if err := d.person(email+f.domain, name, role, f.company, f.country, f.lang); err != nil {
				return err
			}
		}
	}
	actor := d.people[owner].Actor()
	for _, service := range f.services {
		if err := d.service(f, actor, service); err != nil {
			return err
		}
	}
	return nil
}

func (d *demo) service(f firm, actor db.Actor, s service) error {
	id, err := d.db.StartAssessment(d.ctx, actor, s.name, f.lang, d.pack)
	if err != nil || s.stage == started {
		return err
	}
	profile := s.profile
	profile.Company, profile.Domains = f.country, []string{f.domain}
	if err := d.db.SaveProfile(d.ctx, actor, id, s.name, profile, 0); err != nil || s.stage == described {
		return err
	}
	d.at = d.at.Add(20 * time.Hour)
	if err := d.answer(f, actor, id, s, forms.Tailor(d.pack, profile)); err != nil || s.stage == halfDone {
		return err
	}
	d.at = d.at.Add(22 * time.Hour)
	if err := d.submit(f, actor, id, s); err != nil || s.stage == submitted {
		return err
	}
	d.at = d.at.Add(30 * time.Hour)
	return d.review(f, actor, id, s)
}

func (d *demo) answer(f firm, actor db.Actor, id string, s service, t forms.Tailoring) error {
	for i, pr := range d.pack.Principles {
		var posts []forms.Posted
		for _, q := range t.Questions(pr) {
			if s.depth == forms.Essentials && !q.Essential || s.stage == halfDone && i >= 5 {
				continue
			}
			posts = append(posts, f.answerTo(q, s, d.pack))
		}
		d.at = d.at.Add(13 * time.Minute)
		if _, err := d.db.SaveAnswers(d.ctx, actor, id, posts); err != nil {
			return err
		}
		for _, q := range t.Questions(pr) {
			e, ok := f.evidenceFor(q)
			if !ok {
				continue
			}
			if err := d.db.AddEvidence(d.ctx, actor, id, q.ID, e); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *demo) submit(f firm, actor db.Actor, id string, s service) error {
	countries := s.countries
	if len(countries) == 0 {
		countries = []string{f.country}
	}
	signed := forms.Signature{Name: f.owner, Position: f.position, Countries: countries, ReviewingCountry: f.country}
	return d.db.Submit(d.ctx, actor, id, d.pack.Digest, s.depth, signed, func(forms.Assessment) error { return nil }, nil)
}
