package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"eleven/db"
	"eleven/forms"
	"eleven/handlers"
	"eleven/report"
)

type migrateCmd struct{}

// Run brings the database up to date.
func (migrateCmd) Run(s surroundings) error {
	d, err := s.open(true)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.out, "The database is up to date.")
	return d.Close()
}

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run(s surroundings) error {
	pack, err := forms.Current()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "eleven %s, questionnaire %s %s\n", version, pack.ID, pack.Version)
	return err
}

type routesCmd struct {
	JSON bool `name:"json" help:"As JSON."`
}

// Run lists every address with who may use it.
func (r routesCmd) Run(s surroundings) error {
	if r.JSON {
		return printJSON(s, handlers.Routes())
	}
	for _, route := range handlers.Routes() {
		fmt.Fprintf(s.out, "%-4s  %-50s  %s\n", route.Method, route.Path, strings.Join(route.Roles, " "))
	}
	return nil
}

func printJSON(s surroundings, v any) error {
	enc := json.NewEncoder(s.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

type userCmd struct {
	Add userAddCmd `cmd:"" help:"Add a person."`
}

type userAddCmd struct {
	Email         string `required:"" help:"E-mail address."`
	Role          string `required:"" help:"owner, editor, viewer, reviewer, lead, administrator or auditor."`
	Country       string `help:"AU, CA, NZ, UK, US, or all."`
	Company       string `help:"The company's name, for owner, editor and viewer."`
	Name          string `help:"The person's name."`
	Language      string `default:"en" enum:"en,fr" help:"en or fr."`
	Zone          string `default:"UTC" help:"Time zone."`
	PasswordStdin bool   `required:"" help:"Read the password from the first line of standard input."`
}

// Run adds a person; the password comes from standard input, never from the
// command line.
func (u userAddCmd) Run(s surroundings) error {
	role := forms.Role(u.Role)
	if err := u.check(role); err != nil {
		return err
	}
	line, err := bufio.NewReader(s.in).ReadString('\n')
	password := strings.TrimRight(line, "\r\n")
	if err != nil && password == "" {
		return fmt.Errorf("password: %w", err)
	}
	if err := handlers.CheckPassword(password, u.Email, u.Name, u.Company); err != nil {
		return errors.New("password: at least 12 characters, and not a common one")
	}
	hash, err := handlers.HashPassword(password)
	if err != nil {
		return err
	}
	d, err := s.open(true)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	name := u.Name
	if name == "" {
		name, _, _ = strings.Cut(u.Email, "@")
	}
	_, err = d.AddUser(s.ctx, db.System, db.NewUser{
		Email: u.Email, Name: name, PasswordHash: hash, Role: role, Company: u.Company, Country: u.Country,
		Language: u.Language, Zone: u.Zone,
	})
	if errors.Is(err, forms.ErrConflict) {
		return fmt.Errorf("%s has an account already", u.Email)
	}
	return err
}

func (u userAddCmd) check(role forms.Role) error {
	switch {
	case !role.Company() && !role.Government():
		return fmt.Errorf("there is no role %q", u.Role)
	case role.Company() && u.Company == "":
		return errors.New("--company is needed for owner, editor and viewer")
	case role.Government() && u.Company != "":
		return errors.New("--company is for owner, editor and viewer only")
	case !slices.Contains(forms.Countries, u.Country) && (role.Company() || u.Country != "all"):
		return errors.New("--country is one of AU, CA, NZ, UK, US, or all for the programme secretariat")
	case !strings.Contains(u.Email, "@"):
		return fmt.Errorf("%q is not an e-mail address", u.Email)
	}
	return nil
}

type reportCmd struct {
	Assessment string `required:"" help:"The assessment's id."`
	Lang       string `required:"" enum:"en,fr" help:"en or fr."`
	Out        string `required:"" help:"File to write." type:"path"`
}

// Run writes the same document that the company's page gives.
func (r reportCmd) Run(s surroundings) error {
	d, err := s.open(false)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	portal, err := handlers.New(d, s.portal(nil, nil, nil))
	if err != nil {
		return err
	}
	in, err := portal.ReportInput(s.ctx, r.Assessment, r.Lang)
	if errors.Is(err, forms.ErrNotFound) {
		return fmt.Errorf("there is no assessment %s", r.Assessment)
	}
	if err != nil {
		return err
	}
	summary, err := report.Summarize(in)
	if err != nil {
		return err
	}
	body, err := summary.PDF()
	if err != nil {
		return err
	}
	return os.WriteFile(r.Out, body, 0o600)
}

type packCmd struct {
	Check packCheckCmd `cmd:"" help:"Every problem of a pack at once, each with file and line."`
}

type packCheckCmd struct {
	Path string `arg:"" help:"The folder of one version." type:"existingdir"`
}

// Run prints every problem, and how long the questionnaire is for typical firms.
func (p packCheckCmd) Run(s surroundings) error {
	pack, problems := forms.Check(os.DirFS(p.Path))
	bad := 0
	for _, problem := range problems {
		fmt.Fprintln(s.out, problem)
		if !problem.Warning {
			bad++
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d problems", bad)
	}
	fmt.Fprintf(s.out, "%s %s: %d questions, no problem\n\n", pack.ID, pack.Version, len(pack.Questions()))
	fmt.Fprintf(s.out, "%-28s %10s %8s %12s %8s\n", "", "questions", "minutes", "essentials", "minutes")
	for _, f := range pack.Firms {
		t := forms.Tailor(pack, forms.Profile{Traits: f.Traits, Conditions: f.Conditions})
		full := forms.Count(pack, t, nil, forms.Full, nil).Overall
		essentials := forms.Count(pack, t, nil, forms.Essentials, nil).Overall
		fmt.Fprintf(s.out, "%-28s %10d %8d %12d %8d\n", f.Name.EN, full.Asked, full.Minutes, essentials.Asked, essentials.Minutes)
	}
	return nil
}
