package handlers

import (
	"eleven/forms"
	"eleven/templates"
)

// describedBy gives the parts of the description that no feature names;
// they are attested too. What was not said yet is left out.
func describedBy(v Visitor, p forms.Profile) []templates.Fact {
	countries := func(codes []string, none string) string {
		if len(codes) == 0 && p.Described() {
			return v.Words.T(none)
		}
		var names []string
		for _, code := range codes {
			names = append(names, v.Words.T("country."+code))
		}
		return v.Words.List(names)
	}
	choice := func(prefix, value string) string {
		if value == "" {
			return ""
		}
		return v.Words.T(prefix + value)
	}
	all := []templates.Fact{
		{Label: "encrypted", Value: choice("profile.yes-no.", p.Encrypted)},
		{Label: "children", Value: choice("profile.yes-no.", p.Children)},
		{Label: "user_countries", Value: countries(p.UserCountries, "profile.no-users")},
		{Label: "server_countries", Value: countries(p.ServerCountries, "profile.no-servers")},
		{Label: "size", Value: choice("profile.size.", p.Size)},
		{Label: "moderators", Value: choice("profile.moderators.", p.Moderators)},
		{Label: "domains", Value: v.Words.List(p.Domains)},
	}
	var out []templates.Fact
	for _, one := range all {
		if one.Value != "" {
			out = append(out, templates.Fact{Label: v.Words.T("field." + one.Label + ".label"), Value: one.Value})
		}
	}
	return out
}

// features names what the service has, in the pack's words.
func features(v Visitor, pack *forms.Pack, p forms.Profile) []string {
	var out []string
	for _, q := range pack.Declared(p) {
		out = append(out, q.Label.In(v.Lang))
	}
	return out
}
