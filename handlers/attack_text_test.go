package handlers_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"eleven/forms"
)

// hostile are texts that become something else wherever one page, document or
// message forgets that they are texts.
var hostile = []string{
	`</textarea></title></script><script>alert(1)</script><img src=x onerror=alert(2)> {{.Token}} %s%n%d ${7*7} ' onmouseover='alert(3)`,
	`"><svg onload=alert(4)><iframe srcdoc=x></iframe><a href="javascript:alert(5)">x</a><!-- ]]> "autofocus onfocus=alert(6)`,
}

// alive finds whatever of a hostile text would be more than text.
const alive = "[onerror], [onload], [onmouseover], [onfocus], [srcdoc], iframe, img, object, embed, base, script:not([src]), a[href^=javascript]"

// TestTypedTextIsTextEverywhere writes hostile texts into every field there is,
// hands them in, scores and releases them, and then looks at every page,
// document and message as everybody.
func TestTypedTextIsTextEverywhere(t *testing.T) {
	b := besiege(t)
	b.everyForm("fr", func(as, _ string, f form) {
		for _, text := range hostile {
			values := f.all(text)
			for _, name := range []string{"email", "date", "domains", "link"} {
				if values.Has(name) {
					values.Set(name, f.values.Get(name))
				}
			}
			if r := b.who(as).send(f.action, values); r.status >= http.StatusInternalServerError {
				t.Errorf("%s gives %d", f.action, r.status)
			} else {
				b.lifeless(f.action, r.body)
			}
		}
	})
	id, review := b.hostileSubmission()
	b.assessment, b.review = id, review
	b.finished()
	b.post("lead", b.at("/release"), nil).want(t, 303)
	shown := 0
	b.crawl("en", func(as, path string) {
		if strings.HasSuffix(path, ".pdf") {
			return
		}
		r := b.get(as, path)
		b.lifeless(path, r.body)
		shown += strings.Count(r.body, "onerror=alert(2)&gt;")
	})
	if shown < 100 {
		t.Errorf("the texts were seen %d times only", shown)
	}
	b.documents()
}

// hostileSubmission hands in an assessment all of whose texts are hostile.
func (b *besieged) hostileSubmission() (id, review string) {
	b.t.Helper()
	ctx, owner := b.t.Context(), b.who("owner").user.Actor()
	id, err := b.db.StartAssessment(ctx, owner, hostile[0], "en", b.pack)
	b.must(err)
	b.must(b.db.SaveProfile(ctx, owner, id, hostile[0], allFeatures, 0))
	b.must(b.db.AddEvidence(ctx, owner, id, "p01-q01", forms.Evidence{
		ID: strings.Repeat("a", 26), Title: hostile[0], Kind: "policy", Date: "2026-02-28", Holder: hostile[1], Place: hostile[0],
	}))
	var posts []forms.Posted
	for i, q := range b.pack.Questions() {
		level, cause := mixed(q), b.pack.Causes[0].Code
		posts = append(posts, forms.Posted{Question: q.ID, Level: &level, Note: &hostile[i%2], Cause: &cause, Reason: &hostile[0]})
	}
	_, err = b.db.SaveAnswers(ctx, owner, id, posts)
	b.must(err)
	b.who("owner").post("/en/account", "/en/assessments/"+id+"/submit", url.Values{
		"depth": {"full"}, "name": {hostile[0][:120]}, "position": {hostile[1][:120]}, "attest": {"yes"}, "countries": {"CA", "NZ"}, "reviewing_country": {"CA"},
	}).want(b.t, 303)
	r, err := b.db.Assessment(ctx, owner.Company, id)
	b.must(err)
	return id, r.Submission.ReviewID
}

// documents looks at the downloads and the messages.
func (b *besieged) documents() {
	b.t.Helper()
	for _, as := range []string{"owner", "lead", "reader"} {
		at := "/en/reviews/" + b.review
		if as == "owner" {
			at = "/en/assessments/" + b.assessment
		}
		var got struct {
			Answers map[string]struct{ Note string }
		}
		body := b.get(as, at+"/answers.json").want(b.t, 200).body
		if err := json.Unmarshal([]byte(body), &got); err != nil || got.Answers[b.pack.Questions()[0].ID].Note != hostile[0] {
			b.t.Errorf("the JSON of %s: %v, %q", as, err, got.Answers[b.pack.Questions()[0].ID].Note)
		}
		name := b.get(as, at+"/summary.pdf").want(b.t, 200, "%PDF-", "!/JavaScript", "!/Launch").header.Get("Content-Disposition")
		if !strings.HasPrefix(name, "attachment; filename") || strings.ContainsAny(name, "\r\n<>") {
			b.t.Errorf("the PDF of %s is named %q", as, name)
		}
	}
	mails, err := b.db.DueMail(b.t.Context(), 1000)
	b.must(err)
	if len(mails) < 5 {
		b.t.Errorf("%d messages only", len(mails))
	}
	for _, m := range mails {
		b.lifeless("mail "+m.Kind, m.HTML)
		if strings.ContainsAny(m.Subject+m.To, "\r\n") {
			b.t.Errorf("the message %s to %q, %q", m.Kind, m.To, m.Subject)
		}
	}
}

// lifeless expects that nothing typed became a part of the page.
func (b *besieged) lifeless(where, body string) {
	b.t.Helper()
	if strings.HasPrefix(body, "%PDF") || strings.HasPrefix(body, "{") {
		return
	}
	d, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	b.must(err)
	if found := d.Find(alive); found.Length() > 0 {
		b.t.Errorf("%s: a typed text became %s", where, goquery.NodeName(found))
	}
}

// TestNoTextIsTooMuch posts what no browser would, to fields of each kind: it is
// kept without what the portal drops, or refused, and never an error.
func TestNoTextIsTooMuch(t *testing.T) {
	b := besiege(t)
	page := "/en/assessments/" + b.draft + "/principles/1"
	for _, c := range []struct {
		what, text string
		status     int
		kept       string
	}{
		{"NUL and controls", "a\x00b\x1b[31mc\x07", 303, "ab[31mc"},
		{"bytes that are no text", "caf\xe9 \xff\xfe\xc0\x80 end", 303, "caf  end"},
		{"direction turned", "safe \u202egnp.exe\u202c \u2066x\u2069", 303, "safe gnp.exe x"},
		{"line ends of all kinds", "a\r\nb\rc\u2028d", 303, "a\nb\nc\nd"},
		{"beyond the fonts", "🙂👩‍👩‍👧 𝕏 ﷽ \U0010ffff", 303, "🙂👩‍👩‍👧 𝕏 ﷽ \U0010ffff"},
		{"marks upon marks", "z" + strings.Repeat("\u0301", 400), 303, ""},
		{"one endless word", strings.Repeat("w", 4900), 303, strings.Repeat("w", 4900)},
		{"decoded once and not twice", "%253Cscript%253E %2e%2e %00", 303, "%253Cscript%253E %2e%2e %00"},
		{"a formula", "=HYPERLINK(1)+cmd|' /C calc'!A0", 303, "=HYPERLINK(1)+cmd|' /C calc'!A0"},
		{"one too many", strings.Repeat("é", 5001), 422, ""},
		{"nearly a megabyte", strings.Repeat("long text ", 100_000), 422, ""},
		{"a megabyte of marks", "z" + strings.Repeat("\u0301", 170_000), 422, ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			now, err := b.db.Assessment(t.Context(), b.who("owner").user.Company, b.draft)
			b.must(err)
			form := url.Values{"p01-q01.note": {c.text}, "p01-q01.revision": {fmt.Sprint(now.Answers["p01-q01"].Revision)}}
			b.post("owner", page, form).want(t, c.status)
			now, err = b.db.Assessment(t.Context(), b.who("owner").user.Company, b.draft)
			b.must(err)
			if got := now.Answers["p01-q01"].Note; c.kept != "" && got != c.kept {
				t.Errorf("kept %.100q, want %.100q", got, c.kept)
			}
			b.get("owner", page).want(t, 200)
			b.get("owner", "/en/assessments/"+b.draft+"/summary.pdf").want(t, 200, "%PDF-")
		})
	}
}

// TestNoNumberOfFieldsIsTooMuch posts many fields, odd numbers and broken encodings.
func TestNoNumberOfFieldsIsTooMuch(t *testing.T) {
	b := besiege(t)
	many := url.Values{}
	for i := range 5000 {
		many.Add(fmt.Sprintf("f%d", i%1000), "x")
	}
	many.Set("p01-q01.level", "1")
	page := "/en/assessments/" + b.draft + "/principles/1"
	b.post("owner", page, many).want(t, 303)
	for _, revision := range []string{"-1", "9223372036854775808", "1e9", "0x1", "∞", ""} {
		b.post("owner", page, url.Values{"p01-q02.level": {"1"}, "p01-q02.revision": {revision}})
	}
	for _, level := range []string{"5", "-1", "2.0", "٣", "01", "true", "[]"} {
		b.post("owner", page, url.Values{"p01-q03.level": {level}}).want(t, 422)
	}
	for _, score := range []string{"5", "-1", "9223372036854775808", "2.5", "NaN", ""} {
		b.post("reviewer", b.principle(1), with(b.score(1, 2), "score", score)).want(t, 422)
	}
	for _, query := range []string{"after=%00%ff", "after=-1-%ff", "after=99999999999999999999-a", "before=-1", "before=9223372036854775808", "depth=%ff", "do=%00", ";=&%zz"} {
		for as, path := range map[string]string{"reviewer": "/en/reviews", "administrator": "/en/programme/people", "auditor": "/en/audit", "owner": "/en/assessments/" + b.draft + "/plan"} {
			b.get(as, path+"?"+query).want(t, 200)
		}
	}
	for _, path := range []string{"/en/assessments/%00", "/en/assessments/%ff%fe", "/en/reviews/%00/principles/1", "/en/programme/people/%c0%80", "/en/assessments/" + b.draft + "/principles/%00", "/en/%0d%0aX-A:b"} {
		for _, as := range []string{"owner", "reviewer", "administrator"} {
			b.get(as, path).want(t, 404)
		}
	}
}
