package forms_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"eleven/forms"
)

const mark = "[removed]"

// harmless is what companies write: their processes, in both languages.
var harmless = []string{
	"",
	"We compare every upload with a list of known material and keep a record.",
	"Do you report to Cybertip.ca?",
	"“Do you report to Cybertip.ca?” is on our form.",
	"\"Do you report to Cybertip.ca?\" (see p. 3)",
	"Reports go to NCMEC, the IWF and Cybertip.ca, then to the police.",
	"Reports go to Cybertip.ca / NCMEC, whichever applies.",
	"Reports to Cybertip.ca: 12 in 2025.",
	"Sent to eSafety.gov.au.",
	"Write to abuse@harbour.example, or to trust+safety@harbour.example.",
	"Our contact is abuse@harbour.example; the backup is safety@harbour.example: both are read daily.",
	"Call 1-866-658-9022 or +1 (613) 555-0100, extension 12.",
	"1 8 6 6 5 5 5 0 1 0 0",
	"Numbers: 1-866-555-0100 1-866-555-0101 1-866-555-0102 1-866-555-0103",
	"Cascade 1-866-555-0100 1-866-555-0101 1-866-555-0102 1-866-555-0103",
	"Decade by decade: 1990 2000 2010 2020",
	"Version v1.2.3, then 2.0.0-rc.1 on 2026-11-23.",
	"Upgraded 1.9/2.0/2.1 in one week.",
	"Reviewed on 2026.11.23, 2026.12.01, 2027.01.15 and 2027.02.28.",
	"2024-01-02 2024-02-03 2024-03-04 2024-04-05 2024-05-06",
	"It costs $1.50/user, or US$0.99/month, or 12.50/hour.",
	"We answer 24/7, and/or within 14:30-15:00 on weekends.",
	"n/a",
	"N/A: we have no live video.",
	"The score was 3.14/5?",
	"Required by 18 U.S.C. 2258A and s.474.25 of the Criminal Code.",
	"See s. 2(1)(b), Art. 5/6, and Part 3:2 of the code.",
	"R. v. Smith, 2019 SCC 1, para. 14:2",
	"training data: we filter it",
	"Training data: . filtered",
	"Training data:\n- filtered\n- dated",
	"Our metadata:title field is checked.",
	"They call it “data:” in the code.",
	"Files are kept as policy.md, rota-2026.xlsx and minutes_v2.final.pdf.",
	"See docs/policy.md and P:\\Policies\\2026\\rota.docx",
	"The policy is in rules/2026/live-streams.pdf",
	"Built with Node.js/Express and Vue.js/Nuxt.",
	"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
	"antidisestablishmentarianismantidisestablishmentarianism",
	strings.Repeat("a", 200),
	strings.Repeat("w", 200) + ".",
	strings.Repeat("Z", 200),
	strings.Repeat("-", 200),
	strings.Repeat("0", 200),
	strings.Repeat(".", 200) + "/" + strings.Repeat("?", 200),
	"p01-q03, p01-q04 and p11-q02 are with the legal team.",
	"I a m n o t s u r e",
	"a b c d e f g h i j k l m n o p q r s t u v w x y z",
	"J. R. R. Smith and A. B. Jones are on the rota.",
	"Dr. M.Sc./Ph.D. required; e.g./i.e. not defined; U.K./U.S. law applies.",
	"Plan A: yes. Plan B : 3 / 5 done.",
	"We wait . . . then we act / report.",
	"TODO: // still to be written",
	"Score: 4/4 (was 2/4)?!",
	"Is it ready?Yes.",
	"Who?(the lead)",
	"The .example ending is for examples.",
	"Hashes are compared on the device; we never see one.",
	"Five steps: a) find; b) stop; c) report; d) keep; e) learn.",
	"A1, A2, B1, B2, C1, C2, D1, D2, E1, E2, F1, F2, A3, B3, C3, D3",
	"We block onions? No, only hidden services.",
	"Caught by rule [3], rule (4) and rule {5}; see [dot] plots.",
	"A colleague (.) is shown as a dot.",
	"Temperature 20 °C; load 0.75; ratio 16:9; 3:1 vote.",
	"\tTabbed\r\nlines\rand\u2028separators\u2029",
	"😀 👩‍👩‍👧 emoji with joiners",
	"ＦＵＬＬ ＷＩＤＴＨ text passes",

	"Signalez-vous à Cybertip.ca?",
	"« Signalez-vous à Cybertip.ca? »",
	"«\u00a0Signalez-vous à Cybertip.ca?\u00a0»",
	"Signalements à Cybertip.ca\u00a0: 12 en 2025.",
	"Signalements à Cybertip.ca : 3 par mois.",
	"Il y a à y penser; l’équipe a 3 personnes et/ou 2 bénévoles.",
	"Nous répondons 24/7, 365 jours/an, en moins de 4 h.",
	"Le délai est de 14 h 30 à 16 h 45, soit 2 h 15.",
	"Coût\u00a0: 1 200,50 $/mois, soit 14 406 $ par an (12,5\u00a0%).",
	"Selon l’al. 163.1(4)b) du Code criminel, p. ex. l’art. 163.1.",
	"Données d’entraînement : nous les filtrons. Data: filtrées.",
	"L’accès est accordé dès le décès du dossier; décédé, fâché, effacé.",
	"Le fichier s’appelle « politique.pdf », à côté de « rota.md ».",
	"Écrivez à signalement@phare.example ou composez le 1 866 555-0100.",
	"Gendarmerie royale du Canada (GRC), CNCEE, Centre canadien de protection de l’enfance",
	"Le/la responsable, un·e bénévole, les employé(e)s.",
	"S.O./N.D.; M.A./B.A.; c.-à-d. « sans objet ».",
	"De 2019 à 2024\u202f: 3 essais; de 2025 à 2026\u202f: 5 essais.",
	"ﬁn de l’œuvre… ½ journée",
}

func TestGuardLetsTheWordsOfAFirmThrough(t *testing.T) {
	for _, text := range harmless {
		if cleaned, hit := forms.Guard(text, mark); hit || cleaned != text {
			t.Errorf("stopped %q: %q", text, cleaned)
		}
	}
}

// counting returns n bytes that count up by step: an encoded blob made here, so
// that none stands in the sources.
func counting(n, step int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i * step)
	}
	return b
}

// grouped sets sep after every size characters of s.
func grouped(s, sep string, size int) string {
	var b strings.Builder
	for i := 0; i < len(s); i += size {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(s[i:min(i+size, len(s))])
	}
	return b.String()
}

// stopped is what the portal must not receive.
var stopped = []string{
	"http://shore.example",
	"https://shore.example/a/b.html?c=1#d",
	"HTTPS://SHORE.EXAMPLE",
	"ftp://192.0.2.7/file",
	"tor+http://shore.invalid",
	"x://y",
	"https://",
	"hxxp://shore.example/a",
	"hxxps://shore.example/a",
	"//shore.example/a",
	"//shore.unlisted/a",
	"//files.shore.unlisted/",
	"www.shore.example",
	"WWW.shore",
	"shore.example/",
	"shore.example/a/b",
	"shore.test/a",
	"shore.invalid/a",
	"printer.local/a",
	"wiki.internal/a",
	"shore.example?id=7",
	"shore.example:8080",
	"shore.example.:8080",
	"localhost:8080/x",
	"sub_domain.shore.test/a",
	"söder.example/a",
	"name.tld.ca/x",
	"policy.md/",
	"abcdefgh.onion",
	"abcdefgh.onion/x",
	"192.0.2.7/",
	"192.0.2.7:443",
	"192.0.2.7?x",
	"203.0.113.5/24",
	"[2001:db8::7]/x",
	"[2001:db8::7]:8080",
	"2001:db8::7/x",
	"data:image/png;base64,AAAA",
	"data:,hello",
	"magnet:?xt=urn:btih:none",
	"MAGNET:?xt",
	"ipfs:none",
	"ipfs://none/x",
	strings.Repeat("0a1b", 8),
	strings.Repeat("0A1B", 10),
	strings.Repeat("0a1b2c3d", 8),
	grouped(strings.Repeat("0a1b", 8), ":", 2),
	grouped(strings.Repeat("0a1b", 10), "-", 4),
	grouped(strings.Repeat("0a1b", 8), " ", 8),
	grouped(strings.Repeat("0a1b", 8), " - ", 8),
	strings.Repeat("0", 28) + strings.Repeat("f", 4),
	strings.Repeat("f", 28) + strings.Repeat("0", 4),
	"0x" + strings.Repeat("0a1b", 8),
	strings.Repeat("0a1b", 2) + strings.Repeat("-0a1b", 3) + "-" + strings.Repeat("0a1b", 3), // shaped as a UUID
	base64.StdEncoding.EncodeToString(counting(48, 7)),
	base64.StdEncoding.EncodeToString(counting(31, 37)),
	base64.RawStdEncoding.EncodeToString(counting(600, 11)),
	strings.Repeat("Ab1", 14),
	strings.Repeat("Aaaaaaaaaaaa", 3) + "Aaaa", // the shortest, with the fewest changes
}

// disguises are the ways an address is written so that it does not look like
// one.
var disguises = []struct {
	name string
	put  func(string) string
}{
	{"plain", func(s string) string { return s }},
	{"spaced", func(s string) string { return strings.Join(strings.Split(s, ""), " ") }},
	{"spaced with tabs and lines", func(s string) string { return strings.Join(strings.Split(s, ""), "\t\n") }},
	{"spaced with fixed spaces", func(s string) string { return strings.Join(strings.Split(s, ""), "\u00a0") }},
	{"full-width", fullWidth},
	{"spaced full-width", func(s string) string { return strings.Join(strings.Split(fullWidth(s), ""), "\u3000") }},
	{"with zero-width characters", func(s string) string { return strings.Join(strings.Split(s, ""), "\u200b") }},
	{"with soft hyphens and NUL", func(s string) string { return strings.Join(strings.Split(s, ""), "\u00ad\x00") }},
	{"with accents set over it", func(s string) string { return strings.Join(strings.Split(s, ""), "\u0336") }},
	{"with bad UTF-8 in it", func(s string) string { return strings.Join(strings.Split(s, ""), "\xff") }},
}

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r + 0xfee0
		}
		return r
	}, s)
}

func TestGuardStopsMaterialHoweverItIsWritten(t *testing.T) {
	for _, d := range disguises {
		t.Run(d.name, func(t *testing.T) {
			for _, text := range stopped {
				mustStop(t, d.put(text))
			}
		})
	}
}

// mustStop checks that text is caught alone and in a sentence, in which nothing
// but text is taken out.
func mustStop(t *testing.T, text string) {
	t.Helper()
	if _, hit := forms.Guard(text, mark); !hit {
		t.Errorf("let through %q", text)
		return
	}
	for _, around := range [][2]string{{"We saw ", " yesterday."}, {"Vu l’été dernier\u00a0: ", " — à Montréal."}} {
		cleaned, hit := forms.Guard(around[0]+text+around[1], mark)
		if !hit || !strings.HasPrefix(cleaned, around[0]) || !strings.HasSuffix(cleaned, around[1]) {
			t.Errorf("in a sentence, %q came back as %q", text, cleaned)
		}
	}
}

func TestGuardStopsDefangedAddresses(t *testing.T) {
	pairs := map[string]*strings.Replacer{
		"brackets":         strings.NewReplacer(".", "[.]"),
		"round brackets":   strings.NewReplacer(".", "(.)"),
		"braces":           strings.NewReplacer(".", "{.}"),
		"the word dot":     strings.NewReplacer(".", "[dot]"),
		"the word, round":  strings.NewReplacer(".", "(DOT)"),
		"the word, French": strings.NewReplacer(".", "[point]"),
		"hxxp":             strings.NewReplacer("http", "hXXp", ".", "[.]"),
		"colon too":        strings.NewReplacer("http", "hxxp", ":", "[:]", ".", "[.]"),
		"slashes too":      strings.NewReplacer("://", "[://]", "/", "[/]", ".", "[.]"),
		"spaces inside":    strings.NewReplacer(":", "[ : ]", ".", "[ . ]", "/", "[ / ]"),
		"spaces around":    strings.NewReplacer(".", " [.] "),
		"ideographic stop": strings.NewReplacer(".", "。"),
		"half-width stop":  strings.NewReplacer(".", "｡"),
		"leader":           strings.NewReplacer(".", "․"),
		"division slash":   strings.NewReplacer("/", "∕"),
		"ratio colon":      strings.NewReplacer(":", "∶"),
	}
	addresses := []string{
		"https://shore.example/a", "www.shore.example", "shore.example/a", "files.shore.test:8080",
		"abcdefgh.onion", "192.0.2.7/a", "//shore.example/a",
	}
	for name, defang := range pairs {
		t.Run(name, func(t *testing.T) {
			for _, address := range addresses {
				mustStop(t, defang.Replace(address))
			}
		})
	}
}

func TestGuardStopsAddressesWithSpacesAroundTheirSigns(t *testing.T) {
	for _, text := range []string{
		"https : / / shore . example / a",
		"https: //shore.example",
		"http ://shore.example",
		"shore . example / a",
		"shore . example : 8080",
		"shore [.] example / a",
		"www . shore . example",
		"abcdefgh . onion",
		"192 . 0 . 2 . 7 / a",
	} {
		mustStop(t, text)
	}
}

func TestGuardReplacesOnlyTheCaughtRun(t *testing.T) {
	fingerprint := strings.Repeat("0a1b", 8)
	for _, c := range []struct{ text, want string }{
		{"See https://shore.example/a, then stop.", "See [removed], then stop."},
		{"(voir shore.example/a)", "(voir [removed])"},
		{"« www.shore.example »", "« [removed] »"},
		{"One //shore.test/x two", "One [removed] two"},
		{"h t t p s : / / s . test and more", "[removed] and more"},
		{"Sum " + fingerprint + ". Next", "Sum [removed]. Next"},
		{"a.test/1 and b.test/2", "[removed] and [removed]"},
		{"e\u0301te\u0301 shore[.]example/a \xff", "e\u0301te\u0301 [removed] \xff"},
		{"ｈｔｔｐ：／／ｓｈｏｒｅ。", "[removed]。"},
		{"data:x\r\nnext", "[removed]\r\nnext"},
	} {
		if cleaned, hit := forms.Guard(c.text, mark); !hit || cleaned != c.want {
			t.Errorf("%q became %q, want %q", c.text, cleaned, c.want)
		}
	}
}

func TestGuardCountsAsTheRulesCount(t *testing.T) {
	for _, c := range []struct {
		name, text string
		hit        bool
	}{
		{"www. alone", "www.", true},
		{"www. alone, spaced", "w w w .", true},
		{"www. behind a letter set apart", "à w w w . s h o r e", true},
		{"an address behind a letter set apart", "à 1 9 2 . 0 . 2 . 7 / a", true},
		{"data: behind a letter set apart", "à d a t a : x", true},
		{"a version of four numbers", "v1.2.3.4/5", false},
		{"31 hexadecimal digits", strings.Repeat("0a1b", 8)[1:], false},
		{"three letters", strings.Repeat("0", 29) + "fff", false},
		{"three numerals", strings.Repeat("f", 29) + "000", false},
		{"a comma ends the digits", strings.Repeat("0a1b", 4) + "," + strings.Repeat("0a1b", 4), false},
		{"39 characters of base64", strings.Repeat("Xy1", 13), false},
		{"five changes", strings.Repeat("A", 10) + strings.Repeat("a1", 2) + "a" + strings.Repeat("a", 30), false},
		{"six changes", strings.Repeat("A", 10) + strings.Repeat("a1", 3) + strings.Repeat("1", 30), true},
		{"a hyphen ends a run", strings.Repeat("Xy1", 10) + "-" + strings.Repeat("Xy1", 10), false},
		{"an underscore ends a run", strings.Repeat("Xy1", 10) + "_" + strings.Repeat("Xy1", 10), false},
	} {
		if _, hit := forms.Guard(c.text, mark); hit != c.hit {
			t.Errorf("%s: hit is %v", c.name, hit)
		}
	}
}

func TestGuardGivesUpTheFieldWhenTheMarkItselfIsCaught(t *testing.T) {
	if cleaned, hit := forms.Guard("see shore.example/a", "www."); !hit || cleaned != "www." {
		t.Errorf("got %q, %v", cleaned, hit)
	}
}
