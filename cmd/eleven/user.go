package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"slices"
	"strings"
	"time"

	"eleven/db"
	"eleven/forms"
	"eleven/handlers"
)

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
	hash, err := u.password(s)
	if err != nil {
		return err
	}
	d, err := s.open(s.Migrate == "yes")
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

// password reads the first line of standard input and gives its hash.
func (u userAddCmd) password(s surroundings) (hash string, err error) {
	line, err := bufio.NewReader(s.in).ReadString('\n')
	password := strings.TrimRight(line, "\r\n")
	if password == "" && (err == nil || errors.Is(err, io.EOF)) {
		return "", errors.New("password: standard input holds none on its first line")
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("password: %w", err)
	}
	if err := handlers.CheckPassword(password, u.Email, u.Name, u.Company); err != nil {
		return "", errors.New("password: at least 12 and at most 256 characters, and not one that is easy to guess")
	}
	return handlers.HashPassword(password)
}

func (u userAddCmd) check(role forms.Role) error {
	switch {
	case !role.Company() && !role.Government():
		return fmt.Errorf("there is no role %q", u.Role)
	case role.Company() && u.Company == "":
		return errors.New("--company is needed for owner, editor and viewer")
	case role.Government() && u.Company != "":
		return errors.New("--company is for owner, editor and viewer only")
	case role.Company() && !slices.Contains(forms.Countries, u.Country):
		return errors.New("--country of a company is one of AU, CA, NZ, UK, US")
	case !slices.Contains(forms.Countries, u.Country) && u.Country != "all":
		return errors.New("--country is one of AU, CA, NZ, UK, US, or all for the programme secretariat")
	}
	if read, err := mail.ParseAddress(u.Email); err != nil || read.Address != u.Email {
		return fmt.Errorf("%q is not an e-mail address", u.Email)
	}
	if _, err := time.LoadLocation(u.Zone); err != nil {
		return fmt.Errorf("--zone %q is not the name of a time zone such as America/Toronto", u.Zone)
	}
	return nil
}
