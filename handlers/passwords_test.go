package handlers

import (
	"strings"
	"testing"

	"eleven/forms"
	"eleven/i18n"
)

func TestAPasswordIsJudgedByLengthAndCommonnessAlone(t *testing.T) {
	own := []string{"Aroha Example", "aroha@lantern.example", "Lantern Chat"}
	for _, c := range []struct{ password, key string }{
		{"", "password.empty"},
		{"éléphant ok", "password.short"},
		{"éléphant oui", ""},
		{strings.Repeat("é ö ", 64), "password.common"},
		{strings.Repeat("é ö ü", 52)[:256], ""},
		{strings.Repeat("mnopq", 52), "password.long"},
		{"   padded   pass", ""},
		{"alllowercaseletters", ""},
		{"839201746582", ""},
		{"qwertyuiop12", "password.common"},
		{"QwertyUiop12", "password.common"},
		{"motdepasse1234", "password.common"},
		{"correct horse battery staple", "password.common"},
		{"aaaaaaaaaaaaaa", "password.common"},
		{"eleven-onze-eleven", "password.common"},
		{"Principles2026!", "password.common"},
		{"lantern2026!!", "password.common"},
		{"aroha.example", "password.common"},
		{"seven eleven stores", ""},
		{"my lantern glows", ""},
		{"eleven 8391 7465 2201", ""},
	} {
		bad := checkPassword("password", c.password, own...)
		got := ""
		if p, found := bad.Of("password"); found {
			got = p.Key
		}
		if got != c.key {
			t.Errorf("%q: %q, want %q", c.password, got, c.key)
		}
	}
}

func TestTheListOfCommonPasswordsHoldsNothingThatIsTooShortAnyway(t *testing.T) {
	if len(commonPasswords) < 300 {
		t.Errorf("only %d", len(commonPasswords))
	}
	for password := range commonPasswords {
		if len([]rune(password)) < minPassword || password != strings.ToLower(password) {
			t.Errorf("%q would never be looked up", password)
		}
	}
}

func TestEveryZoneOfTheListExistsAndHasWords(t *testing.T) {
	for _, country := range forms.Countries {
		if len(zonesOf(country)) == 0 {
			t.Errorf("no zone in %s", country)
		}
	}
	for _, g := range zoneGroups {
		for _, zone := range g.zones {
			for _, lang := range []string{"en", "fr"} {
				if !isZone(zone) || zoneName(i18n.For(lang), zone) == zone && zone != "UTC" {
					t.Errorf("%s: %s", lang, zone)
				}
			}
		}
	}
}
