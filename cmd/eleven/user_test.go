package main

import (
	"strings"
	"testing"
)

func TestUserAddSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	good := "a quiet lake at noon\n"
	for _, c := range []struct {
		what, flags, password string
		says                  []string
	}{
		{"an unknown role", "--email a@b.example --role chief --country CA", good, []string{`no role "chief"`}},
		{"an owner without a company", "--email a@b.example --role owner --country CA", good, []string{"--company is needed"}},
		{"a reviewer with a company", "--email a@b.example --role reviewer --country CA --company Firm", good, []string{"--company is for owner, editor and viewer only"}},
		{"a company of all countries", "--email a@b.example --role owner --country all --company Firm", good, []string{"--country of a company", "AU, CA, NZ, UK, US"}},
		{"a company of no country", "--email a@b.example --role viewer --company Firm", good, []string{"--country of a company"}},
		{"a lead of no country", "--email a@b.example --role lead", good, []string{"--country is one of", "all"}},
		{"a country by another name", "--email a@b.example --role lead --country GB", good, []string{"--country is one of"}},
		{"no address", "--email nobody --role lead --country UK", good, []string{`"nobody" is not an e-mail address`}},
		{"two addresses", "--email a@b.example,c@d.example --role lead --country UK", good, []string{"is not an e-mail address"}},
		{"no place on earth", "--email a@b.example --role lead --country UK --zone Mars/Olympus", good, []string{"--zone", "Mars/Olympus"}},
		{"a third language", "--email a@b.example --role lead --country UK --language de", good, []string{"--language must be one of"}},
		{"a short password", "--email a@b.example --role lead --country UK", "short\n", []string{"password:", "at least 12"}},
		{"a common password", "--email a@b.example --role lead --country UK", "password1234\n", []string{"password:", "easy to guess"}},
		{"the address as password", "--email somebody@office.example --role lead --country UK", "somebody@office.example\n", []string{"password:", "easy to guess"}},
		{"an empty password", "--email a@b.example --role lead --country UK", "\n" + good, []string{"password:", "first line"}},
		{"no password", "--email a@b.example --role lead --country UK", "", []string{"password:", "first line"}},
	} {
		t.Run(c.what, func(t *testing.T) {
			args := append([]string{"user", "add", "--password-stdin"}, strings.Fields(c.flags)...)
			_, err := eleven(t, nil, c.password, p.args(args...)...)
			refused(t, err, c.says...)
		})
	}
	refuses(t, []string{"--password-stdin"}, p.args("user", "add", "--email", "a@b.example", "--role", "lead", "--country", "UK")...)
	refuses(t, []string{"unknown flag --password"}, p.args("user", "add", "--password", "a quiet lake at noon")...)
}

func TestAnAddressHasOneAccount(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	add := func(email, role string) error {
		_, err := eleven(t, nil, "a quiet lake at noon", p.args("user", "add", "--email", email, "--role", role, "--country", "UK", "--password-stdin")...)
		return err
	}
	if err := add("sam@office.example", "reviewer"); err != nil {
		t.Fatal(err)
	}
	refused(t, add("sam@office.example", "lead"), "sam@office.example has an account already")
	refused(t, add("Sam@Office.example", "lead"), "has an account already")
}
