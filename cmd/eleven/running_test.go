package main

import (
	"os"
	"regexp"
	"testing"
)

// TestEveryFlagOfTheManualExists looks each flag that docs/running.md names up
// in the help of the commands it speaks of.
func TestEveryFlagOfTheManualExists(t *testing.T) {
	t.Parallel()
	manual, err := os.ReadFile("../../docs/running.md")
	if err != nil {
		t.Fatal(err)
	}
	flag := regexp.MustCompile(`--[a-z]+(-[a-z]+)*`)
	known := map[string]bool{}
	for _, command := range [][]string{{"serve", "--help"}, {"user", "add", "--help"}} {
		for _, name := range flag.FindAllString(does(t, command...), -1) {
			known[name] = true
		}
	}
	named := flag.FindAllString(string(manual), -1)
	if len(named) < 20 {
		t.Errorf("the manual names %d flags only", len(named))
	}
	for _, name := range named {
		if !known[name] {
			t.Errorf("the manual names %s, which is no flag", name)
		}
	}
}

// TestTheMailServerIsSetByFlags sets every one of them.
func TestTheMailServerIsSetByFlags(t *testing.T) {
	t.Parallel()
	does(t, "version", "--smtp-host", "mail.example", "--smtp-port", "587", "--smtp-user", "eleven",
		"--smtp-password", "example", "--smtp-from", "eleven@portal.example", "--smtp-tls", "implicit")
	_, err := eleven(t, nil, "", "version", "--smtp-tls", "perhaps")
	refused(t, err, "--smtp-tls")
}
