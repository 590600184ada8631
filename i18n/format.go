package i18n

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

const nbsp = "\u00a0"

var months = map[string][]string{
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	"fr": {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
}

// Number writes a whole number: "1,234" or "1 234" with a no-break space.
func (w *Words) Number(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:]
	}
	gap := ","
	if w.Lang == "fr" {
		gap = nbsp
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + gap + s[i:]
	}
	return sign + s
}

// Tenths writes tenths with one decimal: 14 is "1.4" or "1,4".
func (w *Words) Tenths(n int) string {
	point, sign := ".", ""
	if w.Lang == "fr" {
		point = ","
	}
	if n < 0 {
		sign, n = "−", -n
	}
	return sign + w.Number(n/10) + point + strconv.Itoa(n%10)
}

// Gain writes a rise in tenths of a point: "+1.4 points". French keeps the
// singular below two; English has none where a decimal is written.
func (w *Words) Gain(tenths int) string {
	if w.Lang == "fr" && tenths < 20 {
		return w.T("unit.gain-one", w.Tenths(tenths))
	}
	return w.T("unit.gain", w.Tenths(tenths))
}

// Percent writes "52%" or "52 %" with a no-break space.
func (w *Words) Percent(n int) string {
	if w.Lang == "fr" {
		return w.Number(n) + nbsp + "%"
	}
	return w.Number(n) + "%"
}

// Days writes a rough effort in person-days: "half a day", "3 days".
func (w *Words) Days(days float64) string {
	if days <= 0.5 {
		return w.T("unit.half-day")
	}
	return w.T("unit.days", int(days+0.5))
}

// Cost writes what a resource costs, and that its page is in English when that
// is not the reader's language.
func (w *Words) Cost(cost string, inEnglish bool) string {
	if inEnglish {
		return w.T("cost.in-english", w.T("cost."+cost))
	}
	return w.T("cost." + cost)
}

// zones are those read so far; unknown names are not among them.
var zones sync.Map

// Zone reads an IANA zone name; an unknown one is UTC.
func Zone(name string) *time.Location {
	if name == "" {
		return time.UTC
	}
	if zone, ok := zones.Load(name); ok {
		return zone.(*time.Location)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	zones.Store(name, zone)
	return zone
}

// Date writes seconds since 1970 as "23 November 2026" in the zone; 0 is no
// time, here and below, and gives "".
func (w *Words) Date(seconds int64, zone *time.Location) string {
	if seconds == 0 {
		return ""
	}
	t := time.Unix(seconds, 0).In(zone)
	day := strconv.Itoa(t.Day())
	if w.Lang == "fr" && t.Day() == 1 {
		day = "1er"
	}
	return day + nbsp + months[w.Lang][t.Month()-1] + nbsp + strconv.Itoa(t.Year())
}

// Clock writes seconds since 1970 as "14:32 EST" or "14 h 32 HNE" in the zone,
// which it names.
func (w *Words) Clock(seconds int64, zone *time.Location) string {
	if seconds == 0 {
		return ""
	}
	t := time.Unix(seconds, 0).In(zone)
	if w.Lang == "fr" {
		return fmt.Sprintf("%d%sh%s%02d%s%s", t.Hour(), nbsp, nbsp, t.Minute(), nbsp, frenchZone(t))
	}
	return t.Format("15:04") + nbsp + zoneName(t)
}

// Moment writes date and time.
func (w *Words) Moment(seconds int64, zone *time.Location) string {
	if seconds == 0 {
		return ""
	}
	return w.T("unit.moment", w.Date(seconds, zone), w.Clock(seconds, zone))
}

// zoneName is the zone's short name; where Go knows only an offset such as
// "+13" or "+0545" it is written "UTC+13", "UTC+05:45".
func zoneName(t time.Time) string {
	name, _ := t.Zone()
	if !strings.HasPrefix(name, "+") && !strings.HasPrefix(name, "-") {
		return name
	}
	if len(name) == len("+0545") {
		name = name[:3] + ":" + name[3:]
	}
	return "UTC" + strings.Replace(name, "-", "−", 1)
}

// frenchZones are the Canadian names; other zones keep their own.
var frenchZones = map[string]string{
	"EST": "HNE", "EDT": "HAE", "CST": "HNC", "CDT": "HAC", "MST": "HNR", "MDT": "HAR",
	"PST": "HNP", "PDT": "HAP", "AST": "HNA", "ADT": "HAA", "NST": "HNT", "NDT": "HAT",
}

func frenchZone(t time.Time) string {
	name := zoneName(t)
	if strings.HasPrefix(t.Location().String(), "America/") {
		if french, ok := frenchZones[name]; ok {
			return french
		}
	}
	return name
}

// List joins words as a sentence does: "a, b and c".
func (w *Words) List(items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	last := len(items) - 1
	return w.T("unit.list", strings.Join(items[:last], ", "), items[last])
}
