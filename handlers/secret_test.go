package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"eleven/forms"
	"eleven/handlers"
)

// TestANewSecretSignsNobodyOut serves the same database with another secret: a
// form that was open is shown again, and then taken.
func TestANewSecretSignsNobodyOut(t *testing.T) {
	p := newPortal(t)
	owner := p.as(forms.Owner, "Rowan", "UK")
	form := url.Values{"token": {owner.token("/en/account")}, "name": {"Robin Example"}, "language": {"en"}, "zone": {"UTC"}}
	h, err := handlers.New(p.db, handlers.Config{Secret: []byte(strings.Repeat("n", 32)), Now: p.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	p.Server = httptest.NewServer(h)
	t.Cleanup(p.Close)
	owner.get("/en/account").want(t, http.StatusOK)
	owner.send("/en/account", form).want(t, http.StatusForbidden, `value="Robin Example"`)
	form.Del("token")
	owner.post("/en/account", "/en/account", form).want(t, http.StatusSeeOther)
}
