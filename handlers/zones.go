package handlers

import (
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // many small machines have no zones of their own

	"eleven/forms"
	"eleven/i18n"
	"eleven/templates"
)

// zoneGroups are the time zones to choose from: those of the five countries, the
// likeliest of each first, then some for people elsewhere.
var zoneGroups = []struct {
	country string
	zones   []string
}{
	{"AU", []string{"Australia/Sydney", "Australia/Hobart", "Australia/Brisbane", "Australia/Adelaide", "Australia/Darwin", "Australia/Perth"}},
	{"CA", []string{
		"America/Toronto", "America/St_Johns", "America/Halifax", "America/Winnipeg", "America/Regina",
		"America/Edmonton", "America/Vancouver", "America/Whitehorse",
	}},
	{"NZ", []string{"Pacific/Auckland", "Pacific/Chatham"}},
	{"UK", []string{"Europe/London"}},
	{"US", []string{
		"America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
		"America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico",
	}},
	{"", []string{
		"UTC", "America/Mexico_City", "America/Bogota", "America/Sao_Paulo", "America/Argentina/Buenos_Aires",
		"Europe/Dublin", "Europe/Lisbon", "Europe/Paris", "Europe/Madrid", "Europe/Berlin", "Europe/Stockholm",
		"Europe/Warsaw", "Europe/Athens", "Europe/Kyiv", "Africa/Lagos", "Africa/Johannesburg", "Africa/Nairobi",
		"Asia/Jerusalem", "Asia/Dubai", "Asia/Kolkata", "Asia/Singapore", "Asia/Manila", "Asia/Tokyo",
	}},
}

// zonesOf gives the zones of one of the five countries, the proposal first; nil
// for any other.
func zonesOf(country string) []string {
	for _, g := range zoneGroups {
		if g.country == country && country != "" {
			return g.zones
		}
	}
	return nil
}

// proposedZone is the zone to propose to somebody of a country, or, for people
// of none of the five, the one their browser's language suggests.
func proposedZone(country, acceptLanguage string) string {
	for _, code := range []string{country, regionOf(acceptLanguage), "CA"} {
		if zones := zonesOf(code); zones != nil {
			return zones[0]
		}
	}
	return "UTC"
}

// settledZone lets a proposal that was left as it was follow the country chosen
// beside it; a zone that somebody chose stays.
func settledZone(zone, proposed, country string) string {
	if zones := zonesOf(country); zones != nil && zone == proposed && !slices.Contains(zones, zone) {
		return zones[0]
	}
	return zone
}

// regionOf reads the country out of Accept-Language: "en-GB,en;q=0.9" is UK.
func regionOf(acceptLanguage string) string {
	first, _, _ := strings.Cut(acceptLanguage, ",")
	first, _, _ = strings.Cut(first, ";")
	_, region, _ := strings.Cut(strings.TrimSpace(first), "-")
	if region = strings.ToUpper(region); region == "GB" {
		return "UK"
	}
	return region
}

// zoneOptions lists the zones; a chosen one that is not listed is added.
func zoneOptions(w *i18n.Words, chosen string) []templates.Option {
	var out []templates.Option
	found := false
	for _, g := range zoneGroups {
		for _, zone := range g.zones {
			found = found || zone == chosen
			out = append(out, templates.Option{Value: zone, Text: zoneName(w, zone), Chosen: zone == chosen})
		}
	}
	if !found && isZone(chosen) {
		out = append(out, templates.Option{Value: chosen, Text: chosen, Chosen: true})
	}
	return out
}

func zoneName(w *i18n.Words, zone string) string {
	if key := "zone." + zone; w.Has(key) {
		return w.T(key)
	}
	return zone
}

// isZone reports whether the name is one of the world's time zones.
func isZone(name string) bool {
	if name == "" || name == "Local" || len(name) > 64 {
		return false
	}
	_, err := time.LoadLocation(name)
	return err == nil
}

func checkZone(zone string) forms.Invalid {
	if !isZone(zone) {
		return forms.Invalid{forms.Problematic("zone", "zone")}
	}
	return nil
}
