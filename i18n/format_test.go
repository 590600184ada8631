package i18n

import (
	"testing"
	"time"
	_ "time/tzdata"
)

// written is what each language makes of one value; "~" stands for a no-break space.
type written struct{ what, got, want string }

func checkWritten(t *testing.T, cases []written) {
	t.Helper()
	for _, c := range cases {
		if got := visible(c.got); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

// visible shows no-break spaces as "~".
func visible(s string) string {
	var out []rune
	for _, r := range s {
		if string(r) == nbsp {
			r = '~'
		}
		out = append(out, r)
	}
	return string(out)
}

func TestNumbersAreWrittenAsEachLanguageDoes(t *testing.T) {
	en, fr := For("en"), For("fr")
	checkWritten(t, []written{
		{"nothing", en.Number(0), "0"},
		{"hundreds", en.Number(999), "999"},
		{"thousands", en.Number(1234), "1,234"},
		{"millions", en.Number(1234567), "1,234,567"},
		{"below zero", en.Number(-1234), "−1,234"},
		{"thousands in French", fr.Number(1234), "1~234"},
		{"millions in French", fr.Number(-1234567), "−1~234~567"},
		{"tenths", en.Tenths(14), "1.4"},
		{"less than one", en.Tenths(4), "0.4"},
		{"tenths of thousands", en.Tenths(12345), "1,234.5"},
		{"tenths below zero", en.Tenths(-14), "−1.4"},
		{"a little below zero", en.Tenths(-4), "−0.4"},
		{"tenths in French", fr.Tenths(12345), "1~234,5"},
		{"tenths below zero in French", fr.Tenths(-14), "−1,4"},
		{"percent", en.Percent(52), "52%"},
		{"percent in French", fr.Percent(52), "52~%"},
		{"a gain", en.Gain(14), "+1.4~points"},
		{"a gain of one", en.Gain(10), "+1.0~points"},
		{"a gain in French", fr.Gain(20), "+2,0~points"},
		{"a gain below two in French", fr.Gain(19), "+1,9~point"},
		{"a gain of nothing in French", fr.Gain(0), "+0,0~point"},
		{"half a day", en.Days(0.5), "half a day"},
		{"a day", en.Days(1), "1~day"},
		{"days", en.Days(10), "10~days"},
		{"many days", en.Days(1200), "1,200~days"},
		{"half a day in French", fr.Days(0.5), "une demi-journée"},
		{"a day and a half in French", fr.Days(1.4), "1~jour"},
		{"days in French", fr.Days(10), "10~jours"},
	})
}

func TestDatesAreWrittenAsEachLanguageDoes(t *testing.T) {
	en, fr := For("en"), For("fr")
	at := time.Date(2026, 11, 23, 3, 5, 0, 0, time.UTC).Unix()
	first := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC).Unix()
	checkWritten(t, []written{
		{"a day", en.Date(at, time.UTC), "23~November~2026"},
		{"no day", en.Date(0, time.UTC) + fr.Clock(0, time.UTC) + en.Moment(0, time.UTC), ""},
		{"a day in French", fr.Date(at, time.UTC), "23~novembre~2026"},
		{"the first", en.Date(first, time.UTC), "1~August~2026"},
		{"the first in French", fr.Date(first, time.UTC), "1er~août~2026"},
		{"still the day before", en.Date(at, Zone("America/Toronto")), "22~November~2026"},
		{"date and time", en.Moment(at, time.UTC), "23~November~2026 at 03:05~UTC"},
		{"date and time in French", fr.Moment(at, time.UTC), "23~novembre~2026 à 3~h~05~UTC"},
	})
}

func TestTimesNameTheirZone(t *testing.T) {
	winter := time.Date(2026, 1, 15, 19, 5, 0, 0, time.UTC).Unix()
	summer := time.Date(2026, 7, 15, 19, 5, 0, 0, time.UTC).Unix()
	for _, c := range []struct {
		zone            string
		at              int64
		english, french string
	}{
		{"UTC", winter, "19:05~UTC", "19~h~05~UTC"},
		{"", winter, "19:05~UTC", "19~h~05~UTC"},
		{"Mars/Olympus", winter, "19:05~UTC", "19~h~05~UTC"},
		{"../../etc/passwd", winter, "19:05~UTC", "19~h~05~UTC"},
		{"America/Toronto", winter, "14:05~EST", "14~h~05~HNE"},
		{"America/Toronto", summer, "15:05~EDT", "15~h~05~HAE"},
		{"America/St_Johns", winter, "15:35~NST", "15~h~35~HNT"},
		{"America/Vancouver", summer, "12:05~PDT", "12~h~05~HAP"},
		{"America/New_York", summer, "15:05~EDT", "15~h~05~HAE"},
		{"Pacific/Auckland", winter, "08:05~NZDT", "8~h~05~NZDT"},
		{"Pacific/Auckland", summer, "07:05~NZST", "7~h~05~NZST"},
		{"Australia/Perth", winter, "03:05~AWST", "3~h~05~AWST"},
		{"Europe/London", summer, "20:05~BST", "20~h~05~BST"},
		{"America/Sao_Paulo", winter, "16:05~UTC−03", "16~h~05~UTC−03"},
		{"Asia/Kathmandu", winter, "00:50~UTC+05:45", "0~h~50~UTC+05:45"},
	} {
		zone := Zone(c.zone)
		checkWritten(t, []written{
			{c.zone, For("en").Clock(c.at, zone), c.english},
			{c.zone + " in French", For("fr").Clock(c.at, zone), c.french},
		})
	}
}

func TestAListReadsAsASentenceDoes(t *testing.T) {
	for _, c := range []struct {
		items       []string
		english, fr string
	}{
		{nil, "", ""},
		{[]string{"a"}, "a", "a"},
		{[]string{"a", "b"}, "a and b", "a et b"},
		{[]string{"a", "b", "c"}, "a, b and c", "a, b et c"},
	} {
		if got := For("en").List(c.items); got != c.english {
			t.Errorf("%q, want %q", got, c.english)
		}
		if got := For("fr").List(c.items); got != c.fr {
			t.Errorf("%q, want %q", got, c.fr)
		}
	}
}
