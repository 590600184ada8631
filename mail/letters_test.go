package mail

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"eleven/forms"
	"eleven/i18n"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	reader = "founder@northpine.example"
	link   = "https://portal.example/somewhere/q3Zr8VbT1mXy5LkWc0NdUe7HsPgJ2aFi9oRt4Bx6YvE?a=1&b=2"
)

// everyLetter writes each message once in a language, all with the same link.
func everyLetter(lang string) []Message {
	when := i18n.For(lang).Moment(1795460400, i18n.Zone("America/Toronto"))
	return []Message{
		Confirm(lang, reader, link, 72),
		AlreadyRegistered(lang, reader, link),
		Reset(lang, reader, link, 60),
		ResetUnknown(lang, reader, link),
		Invitation(lang, reader, "Amélie O’Neill", "reviewer", "Canada", link, 1),
		Submitted(lang, reader, "Pine Chat", "2026", link),
		Released(lang, reader, "Pine Chat", "2026", link),
		NewDevice(lang, reader, "Firefox, Linux", when, link),
		Test(lang, reader, link),
	}
}

func forEveryLetter(t *testing.T, test func(t *testing.T, lang string, m Message)) {
	t.Helper()
	for _, lang := range i18n.Languages {
		for _, m := range everyLetter(lang) {
			t.Run(m.Kind+"."+lang, func(t *testing.T) { test(t, lang, m) })
		}
	}
}

func TestEveryMessageReadsAsItsGoldenFile(t *testing.T) {
	forEveryLetter(t, func(t *testing.T, lang string, m Message) {
		got := "Subject: " + m.Subject + "\n\n" + m.Plain
		file := filepath.Join("testdata", m.Kind+"."+lang+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("the text changed (-file +now):\n%s", diff)
		}
	})
}

func TestEveryMessageHasOneLinkAloneOnItsLineAndTheSameInHTML(t *testing.T) {
	forEveryLetter(t, func(t *testing.T, _ string, m Message) {
		var alone []string
		for line := range strings.Lines(m.Plain) {
			if strings.Contains(line, "://") {
				alone = append(alone, line)
			}
		}
		if diff := cmp.Diff([]string{link + "\n"}, alone); diff != "" {
			t.Errorf("lines with a link:\n%s", diff)
		}
		anchors := parsed(t, m).Find("[href]")
		if href, _ := anchors.Attr("href"); anchors.Length() != 1 || href != link {
			t.Errorf("%d links in HTML, the first to %q", anchors.Length(), href)
		}
	})
}

func TestHTMLSaysWhatTheTextSays(t *testing.T) {
	forEveryLetter(t, func(t *testing.T, lang string, m Message) {
		doc := parsed(t, m)
		if got, _ := doc.Find("html").Attr("lang"); got != lang || m.lang() != lang {
			t.Errorf("the language is %q and %q, want %q", got, m.lang(), lang)
		}
		if got := doc.Find("title").Text(); got != m.Subject {
			t.Errorf("the title is %q", got)
		}
		if n := doc.Find("img, script, link, iframe, form, style").Length(); n > 0 {
			t.Errorf("%d elements that do not belong in mail", n)
		}
		body := doc.Find("body").Text()
		for paragraph := range strings.SplitSeq(strings.TrimSpace(m.Plain), "\n\n") {
			if paragraph != link && !strings.Contains(body, paragraph) {
				t.Errorf("HTML lacks %q", paragraph)
			}
		}
	})
}

func TestEveryMessageEndsWithWhatThePortalIsNot(t *testing.T) {
	forEveryLetter(t, func(t *testing.T, lang string, m Message) {
		w := i18n.For(lang)
		if !strings.HasSuffix(m.Plain, "\n\n"+w.T("name.product")+". "+w.T("disclaimer")+"\n") {
			t.Errorf("the last line is not the disclaimer:\n%s", m.Plain)
		}
		if strings.ContainsAny(m.Plain+m.Subject, "[]{}") {
			t.Errorf("a word is missing:\n%s\n%s", m.Subject, m.Plain)
		}
		if m.To != reader {
			t.Errorf("it goes to %q", m.To)
		}
	})
}

func TestEveryRoleHasWords(t *testing.T) {
	for _, lang := range i18n.Languages {
		for _, role := range append(forms.CompanyRoles, forms.GovernmentRoles...) {
			if !i18n.For(lang).Has("mail.role." + string(role)) {
				t.Errorf("%s has no words in %s", role, lang)
			}
		}
	}
}

func TestNamesStayInsideTheirSentence(t *testing.T) {
	cases := []struct{ name, want string }{
		{"A\r\n\r\nBcc: b@c.example\r\n", "“A  Bcc: b@c.example”"},
		{"A\u2028B\tC", "“A B C”"},
		{"\u202eevil", "“evil”"},
		{"<b>A</b> & {{.b}}", "“<b>A</b> & {{.b}}”"},
		{strings.Repeat("é", 200), "“" + strings.Repeat("é", 99) + "…”"},
	}
	for _, c := range cases {
		m := Submitted("en", reader, c.name, "2026", link)
		if !strings.Contains(m.Plain, "assessment of "+c.want) {
			t.Errorf("%q became\n%s", c.name, m.Plain)
		}
		doc := parsed(t, m)
		if doc.Find("b").Length() > 0 || !strings.Contains(doc.Find("body").Text(), c.want) {
			t.Errorf("%q became in HTML\n%s", c.name, m.HTML)
		}
	}
}

func TestNoNameBecomesASecondLineOfTheSubject(t *testing.T) {
	m := Invitation("fr", reader, "A\r\nBcc: b", "owner", "X\nY", link, 2)
	if want := "Onze\u00a0: A Bcc: b vous invite"; m.Subject != want {
		t.Errorf("subject %q, want %q", m.Subject, want)
	}
}

func TestAnInvitationIsNobodysAdvertisement(t *testing.T) {
	for _, lang := range i18n.Languages {
		m := Invitation(lang, reader, "Win at prizes.example", "owner", "Call +1 416 555 0100", link, 2)
		for _, text := range []string{m.Subject, m.Plain, m.HTML} {
			if strings.Contains(text, "prizes") || strings.Contains(text, "555") {
				t.Errorf("the letter says %s", text)
			}
		}
		long := strings.Repeat("é", 200)
		if m := Invitation(lang, reader, long, "owner", long, link, 2); strings.Contains(m.Plain, long[:2*60]) || !strings.Contains(m.Plain, long[:2*59]+"…") {
			t.Errorf("the letter says %s", m.Plain)
		}
	}
}

func TestNoStyleOfTheTemplateHoldsAnAction(t *testing.T) {
	if found := regexp.MustCompile(`style="[^"]*\{\{`).FindString(letterHTML); found != "" {
		t.Errorf("found %s", found)
	}
}

func parsed(t *testing.T, m Message) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(m.HTML))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
