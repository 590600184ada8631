package forms_test

import (
	"testing"

	"eleven/forms"
)

func TestANameThatLeadsElsewhere(t *testing.T) {
	for name, want := range map[string]bool{
		"": false, "Lantern Chat": false, "Example Inc.": false, "St. John’s Games": false, "Studio 54": false, "O’Neill & Co., Ltd.": false,
		"J.-P. Côté": false, "Route 66-2026": false, "Jeux 9,5": false,
		"lantern.example": true, "Win at prizes.com now": true, "See (prizes.com)": true, "ｐｒｉｚｅｓ．ｃｏｍ": true, "a@b": true,
		"prizes.co.uk.": true, "Call +1 416 555 0100": true, "(416) 555-0100": true, "555.01.00": true, "192.0.2.1": true,
	} {
		if got := forms.LeadsElsewhere(name); got != want {
			t.Errorf("%q: %t", name, got)
		}
	}
}
