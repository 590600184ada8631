package forms_test

import (
	"errors"
	"strings"
	"testing"

	"eleven/forms"
)

func TestEvidenceLinksStayOnDeclaredDomains(t *testing.T) {
	declared := []string{"harbour.example", "Söder.test", "github.io", "google.com", "not a domain"}
	for _, c := range []struct {
		link string
		want error
	}{
		{"https://harbour.example", nil},
		{"https://harbour.example/", nil},
		{"https://trust.harbour.example/policy/2026.html", nil},
		{"HTTPS://Trust.Harbour.EXAMPLE/Policy", nil},
		{"https://harbour.example/sécurité/politique-d’usage", nil},
		{"https://söder.test/regler", nil},
		{"https://xn--sder-5qa.test/regler", nil},
		{"https://policies.google.com/terms", nil},

		{"http://harbour.example/", forms.ErrLinkScheme},
		{"harbour.example/policy", forms.ErrLinkScheme},
		{"//harbour.example/policy", forms.ErrLinkScheme},
		{"https:harbour.example", forms.ErrLinkScheme},
		{"javascript:alert(1)", forms.ErrLinkScheme},
		{"data:text/plain,x", forms.ErrLinkScheme},

		{"https://other.example/policy", forms.ErrLinkDomain},
		{"https://notharbour.example/", forms.ErrLinkDomain},
		{"https://harbour.example.other.test/", forms.ErrLinkDomain},
		{"https://somebody.github.io/", forms.ErrLinkDomain},
		{"https://docs.google.com/document", forms.ErrLinkDomain},
		{"https://192.0.2.7/", forms.ErrLinkDomain},
		{"https://localhost/", forms.ErrLinkDomain},
		{"https://harbour.example./", forms.ErrLinkDomain},

		{"https://harbour.example/?q=1", forms.ErrLinkParts},
		{"https://harbour.example/?", forms.ErrLinkParts},
		{"https://harbour.example/#part", forms.ErrLinkParts},
		{"https://harbour.example/#", forms.ErrLinkParts},
		{"https://harbour.example:443/", forms.ErrLinkParts},
		{"https://harbour.example:/", forms.ErrLinkParts},
		{"https://me@harbour.example/", forms.ErrLinkParts},
		{"https://harbour.example@other.example/", forms.ErrLinkParts},
		{"https://[2001:db8::7]/", forms.ErrLinkParts},

		{"", forms.ErrLinkForm},
		{"https://", forms.ErrLinkForm},
		{"https:///policy", forms.ErrLinkForm},
		{"https://harbour.example/a b", forms.ErrLinkForm},
		{" https://harbour.example/", forms.ErrLinkForm},
		{"https://harbour.example\\@other.example/", forms.ErrLinkForm},
		{"https://harbour.example/\u202e", forms.ErrLinkForm},
		{"https://harbour.example/\u200b", forms.ErrLinkForm},
		{"https://harbour.example/%zz", forms.ErrLinkForm},
		{"https://harbour.example/to/https://other.example", forms.ErrLinkForm},
		{"https://harbour.example/to/https%3A%2F%2Fother.example", forms.ErrLinkForm},
		{"https://harbour.example/to/other.example/x", forms.ErrLinkForm},
		{"https://harbour.example/" + strings.Repeat("a", 2000), forms.ErrLinkForm},
	} {
		if err := forms.CheckLink(c.link, declared); !errors.Is(err, c.want) {
			t.Errorf("%q: %v, want %v", c.link, err, c.want)
		}
	}
}

func TestALinkNeedsADeclaredDomain(t *testing.T) {
	if err := forms.CheckLink("https://harbour.example/", nil); !errors.Is(err, forms.ErrLinkDomain) {
		t.Errorf("without domains: %v", err)
	}
}

func TestDeclaredDomainsAreNamesACompanyCanHave(t *testing.T) {
	for typed, want := range map[string]string{
		"harbour.example":       "harbour.example",
		"  Harbour.EXAMPLE \t":  "harbour.example",
		"trust.harbour.co.uk":   "trust.harbour.co.uk",
		"Söder.se":              "xn--sder-5qa.se",
		"harbour.github.io":     "harbour.github.io",
		"harbour.invalid":       "harbour.invalid",
		"ｈａｒｂｏｕｒ.test":          "harbour.test",
		"harbour。ca":            "harbour.ca",
		"a-1.on.ca":             "a-1.on.ca",
		"xn--sder-5qa.se":       "xn--sder-5qa.se",
		"harbour.gouv.qc.ca":    "harbour.gouv.qc.ca",
		"eleven.example.nz":     "eleven.example.nz",
		"deep.sub.harbour.test": "deep.sub.harbour.test",
	} {
		if got, err := forms.CheckDomain(typed); err != nil || got != want {
			t.Errorf("%q: %q, %v, want %q", typed, got, err, want)
		}
	}
}

func TestSuffixesFreeHostsAndOtherNamesAreNotDeclared(t *testing.T) {
	for _, typed := range []string{
		"", ".", "com", "ca", "co.uk", "on.ca", "github.io", "blogspot.com", "example", "test",
		"localhost", "printer.local", "wiki.internal", "abcdefgh.onion", "harbour.unlisted",
		"pastebin.com", "www.dropbox.com", "docs.google.com", "bit.ly",
		"192.0.2.7", "2001:db8::7", "[2001:db8::7]", "https://harbour.example", "harbour.example/",
		"harbour.example:443", "me@harbour.example", "*.harbour.example", "harbour..example", ".harbour.example",
		"harbour.example.", "har bour.example", "har_bour.example", "-harbour.example", "xn--a.example",
		strings.Repeat("a", 64) + ".example", strings.Repeat("a.", 130) + "example", "har\x00bour.example", "\xff.example",
	} {
		if got, err := forms.CheckDomain(typed); !errors.Is(err, forms.ErrDomain) || got != "" {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
}
