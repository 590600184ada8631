package main

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAFlagWinsOverTheEnvironmentAndThatOverTheDefault(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what   string
		env    environ
		flags  []string
		prefix string
	}{
		{"the default", environ{"ELEVEN_URL": ""}, nil, "http://127.0.0.1:"},
		{"the environment", environ{"ELEVEN_URL": "http://environment.example"}, nil, "http://environment.example/en/setup/"},
		{"a flag", environ{"ELEVEN_URL": "http://environment.example"}, []string{"--url", "https://flag.example/"}, "https://flag.example/en/setup/"},
		{"this machine by name", nil, []string{"--addr", "localhost:0"}, "http://localhost:"},
	} {
		t.Run(c.what, func(t *testing.T) {
			p := newPlace(t)
			serve(t, c.env, p.onFreePort(c.flags...)...)
			if link := setUpLink(t, p); !strings.HasPrefix(link, c.prefix) || strings.Contains(link, ":0/") {
				t.Errorf("links begin as %.40s", link)
			}
		})
	}
}

func TestTheEnvironmentNamesTheFolder(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	e := environ{"ELEVEN_DATA": p.dir, "ELEVEN_DATABASE": p.database, "ELEVEN_SMTP_PORT": "", "ELEVEN_MIGRATE": ""}
	if _, err := eleven(t, e, "", "migrate"); err != nil {
		t.Fatal(err)
	}
	if entries, err := os.ReadDir(p.dir); p.database == "" && (err != nil || len(entries) == 0) {
		t.Errorf("the folder is empty, %v", err)
	}
}

func TestSettingsThatCannotWorkAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what  string
		flags []string
		says  []string
	}{
		{"an address without a scheme", []string{"--url", "eleven.example"}, []string{"--url", "eleven.example", "https://"}},
		{"a host and port", []string{"--url", "eleven.example:8443"}, []string{"--url", "https://"}},
		{"another scheme", []string{"--url", "ftp://eleven.example"}, []string{"--url", "https://"}},
		{"a scheme alone", []string{"--url", "https://"}, []string{"--url", "name a host"}},
		{"an address with a path", []string{"--url", "https://eleven.example/portal"}, []string{"--url", "end after the host"}},
		{"an address with a question", []string{"--url", "https://eleven.example/?a=b"}, []string{"--url", "end after the host"}},
		{"everybody as proxy", []string{"--behind-proxy", "0.0.0.0/0"}, []string{"--behind-proxy 0.0.0.0/0", "too wide"}},
		{"half of everybody", []string{"--behind-proxy", "10.0.0.1,128.0.0.0/1"}, []string{"128.0.0.0/1", "too wide"}},
		{"everybody in the new way", []string{"--behind-proxy", "::/0"}, []string{"::/0", "too wide"}},
		{"everybody in both ways", []string{"--behind-proxy", "::ffff:0.0.0.0/96"}, []string{"too wide"}},
		{"a proxy by name", []string{"--behind-proxy", "proxy.example"}, []string{"--behind-proxy", "proxy.example", "neither"}},
		{"another database", []string{"--database", "mysql://eleven@db.example/eleven"}, []string{"is not postgres://"}},
		{"a mail server without a sender", []string{"--smtp-host", "mail.example"}, []string{"--smtp-from"}},
		{"a sender without an address", []string{"--smtp-host", "mail.example", "--smtp-from", "nobody"}, nil},
		{"mail kept for less than nothing", []string{"--retention-mail=-1"}, []string{"--retention-mail -1", "days"}},
		{"fewer letters than none", []string{"--limit-mail=-3"}, []string{"--limit-mail -3", "above 0"}},
		{"half a yes", []string{"--migrate", "maybe"}, []string{"--migrate", "yes"}},
		{"no port", []string{"--addr", "127.0.0.1"}, []string{"cannot serve on 127.0.0.1"}},
		{"an unknown flag", []string{"--nonsense"}, []string{"unknown flag --nonsense"}},
		{"an unknown command", []string{"nonsense"}, []string{"unexpected argument nonsense"}},
	} {
		t.Run(c.what, func(t *testing.T) {
			args := append([]string{"serve", "--data", t.TempDir(), "--addr", "127.0.0.1:0"}, c.flags...)
			refuses(t, c.says, args...)
		})
	}
}

func TestProxiesThatMayBeBelieved(t *testing.T) {
	t.Parallel()
	s := settings{BehindProxy: "127.0.0.1, ::1,10.0.0.0/8 2001:db8::/32", RetentionMail: 1, RetentionNetwork: 1}
	if err := s.check(); err != nil {
		t.Error(err)
	}
	if got := proxies(s.BehindProxy); len(got) != 4 {
		t.Errorf("read %q", got)
	}
}

func TestTheSecretIsMadeOnceAndKeptPrivate(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	path := filepath.Join(p.dir, "secret")
	var texts []string
	for range 2 {
		if err := serve(t, nil, p.onFreePort()...).stop(); err != nil {
			t.Fatal(err)
		}
		private(t, path)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	if secret, err := hex.DecodeString(strings.TrimSpace(texts[0])); err != nil || len(secret) != 32 || texts[0] != texts[1] {
		t.Errorf("%d bytes, %v; the same at the next start: %t", len(secret), err, texts[0] == texts[1])
	}
}

func TestASecretThatOthersCanReadOrGuessIsRefused(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("5e", 32)
	for _, c := range []struct {
		what, text string
		mode       os.FileMode
		says       string
	}{
		{"readable by the group", long, 0o640, "readable by its owner only"},
		{"readable by all", long, 0o604, "readable by its owner only"},
		{"short", long[:62], 0o600, "at least 64 hexadecimal digits"},
		{"not hexadecimal", strings.Repeat("xy", 32), 0o600, "at least 64 hexadecimal digits"},
		{"empty", "", 0o600, "at least 64 hexadecimal digits"},
	} {
		t.Run(c.what, func(t *testing.T) {
			p := newPlace(t)
			path := filepath.Join(t.TempDir(), "own")
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(path, c.mode); err != nil {
				t.Fatal(err)
			}
			refuses(t, []string{"secret: own must", c.says}, p.onFreePort("--secret-file", path)...)
		})
	}
	p := newPlace(t)
	refuses(t, []string{"secret:", "no such file"}, p.onFreePort("--secret-file", filepath.Join(p.dir, "missing"))...)
}

func TestHelpIsShownWithoutACommand(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"--help"}} {
		out := does(t, args...)
		for _, text := range []string{"Usage: eleven <command>", "serve", "demo", "--url", "$ELEVEN_URL"} {
			if !strings.Contains(out, text) {
				t.Errorf("%v does not show %q", args, text)
			}
		}
	}
	if out := does(t, "user", "add", "--help"); !strings.Contains(out, "--password-stdin") {
		t.Errorf("user add --help shows %s", out)
	}
}
