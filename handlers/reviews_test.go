package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"eleven/forms"
)

// listed gives the rows of a queue page: the text of the first cell and where it leads.
func listed(t testing.TB, r reply) (rows []string, older string) {
	t.Helper()
	d := r.doc(t)
	d.Find("main tbody tr").Each(func(_ int, s *goquery.Selection) {
		link := s.Find("th a")
		rows = append(rows, link.Text()+" "+strings.TrimPrefix(link.AttrOr("href", ""), "/en/reviews/"))
	})
	return rows, d.Find("main a[rel=next]").AttrOr("href", "")
}

func TestTheQueueHoldsWhatIsSharedNewestFirst(t *testing.T) {
	p := submitted(t, forms.Essentials)
	first := p.review
	p.clock.Advance(time.Hour)
	_, second := p.submit("Forum", forms.Essentials, allFeatures, mixed, "CA", "AU", "NZ", "UK", "US")
	for as, want := range map[string]string{
		"reviewer": second + " " + first, "lead": second + " " + first, "reader": second + " " + first, "stranger": second, "secretariat": second,
	} {
		rows, older := listed(t, p.get(as, "/en/reviews").want(t, 200))
		if got := strings.ReplaceAll(strings.Join(rows, " "), "Érable ", ""); got != want || older != "" {
			t.Errorf("%s sees %q then %q, want %q", as, got, older, want)
		}
	}
	p.get("secretariat", "/en/reviews/"+second).want(t, 200, "Another country reviews this.")
	p.get("reviewer", "/fr/reviews").want(t, 200, "En attente d’un examen", "l’essentiel", "personne pour l’instant")
	for as, want := range map[string]int{"": 303, "owner": 404, "administrator": 404, "auditor": 404} {
		p.get(as, "/en/reviews").want(t, want)
	}
}

func TestAnEmptyQueueSaysWhatComesNext(t *testing.T) {
	p := newPortal(t)
	p.as(forms.Reviewer, "", "AU").get("/en/reviews").want(t, 200, "with your country yet", "/en/principles")
	p.as(forms.Lead, "", "all").get("/en/reviews").want(t, 200, "with all five countries yet")
	p.as(forms.Reviewer, "", "AU").get("/fr/reviews").want(t, 200, "dès qu’une entreprise la soumet")
}

func TestALongQueueIsReadPageByPage(t *testing.T) {
	p := submitted(t, forms.Essentials)
	for i := range 30 {
		p.clock.Advance(time.Second)
		p.submit(fmt.Sprintf("Service %d", i), forms.Essentials, allFeatures, mixed, "CA")
	}
	rows, older := listed(t, p.get("reviewer", "/en/reviews").want(t, 200, "!Back to the newest"))
	if len(rows) != 25 || older == "" {
		t.Fatalf("%d rows, then %q", len(rows), older)
	}
	more, end := listed(t, p.get("reviewer", older).want(t, 200, "Back to the newest"))
	if len(more) != 6 || end != "" {
		t.Fatalf("%d more rows, then %q", len(more), end)
	}
	seen := map[string]bool{}
	for _, row := range append(rows, more...) {
		seen[row] = true
	}
	if len(seen) != 31 {
		t.Errorf("%d different rows, want 31", len(seen))
	}
	p.get("reviewer", "/fr"+strings.TrimPrefix(older, "/en")).want(t, 200, "Revenir aux plus récentes")
	p.get("reviewer", "/en/reviews?after=nonsense").want(t, 200, "!Back to the newest")
	p.get("reviewer", "/en/reviews?after=1-a").want(t, 200, "There is nothing older than this.", "Back to the newest")
}

func TestTheQueueBeginsWithWhatIsYours(t *testing.T) {
	p := submitted(t, forms.Essentials)
	p.get("reviewer", "/en/reviews").want(t, 200, "!Yours to go on with")
	p.declared()
	p.post("reviewer", p.principle(p.wanted()[0]), p.score(p.wanted()[0], 1)).want(t, 303)
	progress := "1 principle scored"
	page := p.get("reviewer", "/en/reviews").want(t, 200, "Yours to go on with", "you, "+progress)
	link := page.doc(t).Find("main section a")
	if link.Text() != progress+", go on" || link.AttrOr("href", "") != p.at("") {
		t.Errorf("the first section has %q to %s", link.Text(), link.AttrOr("href", ""))
	}
	p.get("reviewer", "/fr/reviews").want(t, 200, "Vos examens en cours")
	for _, as := range []string{"colleague", "reader"} {
		p.get(as, "/en/reviews").want(t, 200, "!Yours to go on with", "!principle scored")
	}
}

func TestTheQueueSaysWhatIsOnlyToRead(t *testing.T) {
	p := submitted(t, forms.Essentials)
	p.get("reader", "/en/reviews").want(t, 200, ">To read<", "Waiting for a reviewer")
	p.get("reviewer", "/en/reviews").want(t, 200, "!>To read<")
	p.finished()
	p.get("lead", "/en/reviews").want(t, 200, ">Scored: yours to release<")
	for as, state := range map[string]string{"reviewer": ">Scored, not released yet<", "reading lead": ">To read<"} {
		p.get(as, "/en/reviews").want(t, 200, state, "!yours to release")
	}
	p.post("lead", p.at("/release"), nil).want(t, 303)
	p.get("lead", "/en/reviews").want(t, 200, "!yours to release")
	p.get("reader", "/en/reviews").want(t, 200, "!>To read<", ">Released<")
}
