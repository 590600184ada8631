package handlers

import (
	"net/url"
	"slices"
	"testing"

	"eleven/forms"
	"eleven/i18n"
)

// TestAProfileAsksWhatItsPackAsks takes packs that know fewer conditions than
// the program, and more; US is never ticked, wherever it stands.
func TestAProfileAsksWhatItsPackAsks(t *testing.T) {
	v := Visitor{Lang: "en", Words: i18n.For("en")}
	for _, c := range []struct {
		what string
		has  []string
		asks []string
	}{
		{"fewer", []string{"STR", "US"}, []string{"STR"}},
		{"as many", append(slices.Clone(forms.Conditions), forms.US), forms.Conditions},
		{"more", append([]string{"US", "NEW"}, forms.Conditions...), append([]string{"NEW"}, forms.Conditions...)},
		{"none", nil, nil},
	} {
		t.Run(c.what, func(t *testing.T) {
			pack := &forms.Pack{Traits: []forms.Screening{{Code: "MSG"}}}
			for _, code := range c.has {
				pack.Conditions = append(pack.Conditions, forms.Screening{Code: code})
			}
			var shown []string
			for _, o := range screening(v, posted(pack.Conditions), nil) {
				shown = append(shown, o.Value)
			}
			form, _ := readProfile(v, pack, url.Values{
				"traits": {"MSG", "HST"}, "conditions": append([]string{"US", "NONE"}, c.asks...),
			})
			if !slices.Equal(shown, c.asks) || !slices.Equal(form.profile.Conditions, c.asks) {
				t.Errorf("shows %v, reads %v, want %v", shown, form.profile.Conditions, c.asks)
			}
			if !slices.Equal(form.profile.Traits, []string{"MSG"}) {
				t.Errorf("reads %v", form.profile.Traits)
			}
		})
	}
}
