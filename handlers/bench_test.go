package handlers_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"eleven/forms"
	"eleven/handlers"
)

// BenchmarkSaveAnswer is one durable save over HTTP: session, form token,
// permission, guard, revision, history and audit.
func BenchmarkSaveAnswer(b *testing.B) {
	owner := newPortal(b).as(forms.Owner, "Clear Brook", "CA")
	page := owner.assessment() + "/principles/1"
	token, levels := owner.token(page), []string{"1", "2"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		form := url.Values{"token": {token}, "p01-q01.level": {levels[i%2]}, "p01-q01.revision": {strconv.Itoa(i)}}
		if r := owner.send(page, form, "Accept", "application/json"); r.status != http.StatusOK {
			b.Fatalf("%d %s", r.status, r.body)
		}
	}
}

// BenchmarkPrinciplePage is one page of nine questions over HTTP.
func BenchmarkPrinciplePage(b *testing.B) {
	owner := newPortal(b).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	owner.answerAll(address, "2")
	b.ReportAllocs()
	for b.Loop() {
		if r := owner.get(address + "/principles/1"); r.status != http.StatusOK {
			b.Fatal(r.status)
		}
	}
}

// BenchmarkResultsPage computes every score and the plan, and draws them.
func BenchmarkResultsPage(b *testing.B) {
	owner := newPortal(b).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	owner.answerAll(address, "2")
	b.ReportAllocs()
	for b.Loop() {
		if r := owner.get(address + "/results"); r.status != http.StatusOK {
			b.Fatal(r.status)
		}
	}
}

// BenchmarkSummaryPDF is the company's download, drawn anew each time.
func BenchmarkSummaryPDF(b *testing.B) {
	owner := newPortal(b, unlimited).as(forms.Owner, "Clear Brook", "CA")
	address := owner.assessment()
	owner.answerAll(address, "2")
	b.ReportAllocs()
	for b.Loop() {
		if r := owner.get(address + "/summary.pdf"); r.status != http.StatusOK {
			b.Fatal(r.status)
		}
	}
}

// unlimited lets a benchmark download as often as it likes.
func unlimited(c *handlers.Config) { c.Limits.Downloads = 1_000_000 }
