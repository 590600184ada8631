package handlers

import (
	"strings"
	"testing"

	"github.com/alexedwards/argon2id"

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
		{strings.Repeat("é ö ü à ç è ñ â ", 16), ""}, // 256 characters
		{strings.Repeat("mnopq", 52), "password.long"},
		{"   padded   pass", ""},
		{"alllowercaseletters", ""},
		{"839201746582", ""},
		{"qwertyuiop12", "password.common"},
		{"QwertyUiop12", "password.common"},
		{"motdepasse1234", "password.common"},
		{"correct horse battery staple", ""},
		{"123456789012", "password.common"},
		{"987654321098", "password.common"},
		{"abcabcabcabc", "password.common"},
		{"1q2w3e4r5t6y", "password.common"},
		{"passw0rd1234", "password.common"},
		{"P@ssw0rd1234", "password.common"},
		{"Pr1nc1p1e2026", "password.common"},
		{"e1even-port41", "password.common"},
		{"mypassword123", "password.common"},
		{"thisisapassword", "password.common"},
		{"michael12345", "password.common"},
		{"liverpool1234", "password.common"},
		{"basketball12", "password.common"},
		{"unbelievable", "password.common"},
		{"elevenportal1", "password.common"},
		{"sécuritépublique1", "password.common"},
		{"my portal grows tall flowers", ""},
		{"michael rowed the boat ashore", ""},
		{"4 grey 7ables sang 0ver 1ce", ""},
		{"password12345", "password.common"},
		{"iloveyou2026", "password.common"},
		{"qazwsxedcrfv", "password.common"},
		{"Sunshine!1234", "password.common"},
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

// An unknown account costs what a known one costs.
func TestNobodysHashIsWorkedAtLikeEveryOther(t *testing.T) {
	params, _, _, err := argon2id.DecodeHash(nobody)
	if err != nil || *params != *passwordCost {
		t.Errorf("nobody's hash has %+v and %v, want %+v", params, err, *passwordCost)
	}
	if same, err := argon2id.ComparePasswordAndHash("", nobody); same || err != nil {
		t.Errorf("an empty password is nobody's: %v, %v", same, err)
	}
}
