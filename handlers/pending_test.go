package handlers_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"eleven/forms"
)

// pending gives the questions of a page that its script may save by itself.
func (r reply) pending(t testing.TB) []string {
	t.Helper()
	return r.doc(t).Find("[data-question][data-pending]").Map(func(_ int, q *goquery.Selection) string {
		return q.AttrOr("data-question", "")
	})
}

func TestARedrawnPageTellsItsScriptWhatToSave(t *testing.T) {
	owner := newPortal(t).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment() + "/principles/1"
	owner.post(address, address, url.Values{"p01-q01.note": {"Kept."}}).want(t, http.StatusSeeOther)
	for _, c := range []struct {
		name   string
		form   url.Values
		status int
		want   []string
	}{
		{"the other language", url.Values{"switch": {"fr"}, "p01-q02.note": {"Typed."}}, 200, []string{"p01-q02"}},
		{"what is stored already", url.Values{"switch": {"fr"}, "p01-q01.note": {"Kept."}}, 200, nil},
		{"what is wrong", url.Values{"p01-q01.level": {"na"}, "p01-q02.note": {"Typed."}}, 422, []string{"p01-q02"}},
		{"what the guard caught", url.Values{"p01-q01.note": {"www.fictional.example"}, "p01-q02.level": {"1"}}, 422, []string{"p01-q02"}},
		{
			"what came without the token of this browser",
			url.Values{"token": {"x"}, "switch": {"fr"}, "p01-q02.note": {"Typed."}},
			200, nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := owner.post(address, address, c.form).want(t, c.status).pending(t); !slices.Equal(got, c.want) {
				t.Errorf("pending %q, want %q", got, c.want)
			}
		})
	}
}

func TestTheOtherLanguageConfirmsNothingOfTheQuickCheck(t *testing.T) {
	p := newPortal(t)
	w := p.visitor()
	w.post("/en/register", "/en/register", registration("carried", `{"p01-q03":2}`)).want(t, http.StatusSeeOther)
	link := p.lastLink("aroha@lantern.example", "confirm")
	w.post(link, link, nil).want(t, http.StatusSeeOther)
	w.signIn("aroha@lantern.example", chosen).want(t, http.StatusSeeOther)
	address := w.assessment() + "/principles/1"
	page := w.post(address, address, url.Values{"switch": {"fr"}, "p01-q03.level": {"2"}})
	if got := page.want(t, http.StatusOK, "From your quick check").pending(t); len(got) > 0 {
		t.Errorf("pending %q", got)
	}
}
