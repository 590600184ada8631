package db_test

import (
	"os"
	"strings"
	"testing"

	"eleven/forms"
)

// manual runs the n-th block of statements in docs/running.md, as its reader would.
func (p *portal) manual(n int, name, id string) {
	p.t.Helper()
	text, err := os.ReadFile("../docs/running.md")
	must(p.t, err)
	block, _, _ := strings.Cut(strings.Split(string(text), "```sql\n")[n], "```")
	one, err := p.raw.BeginTx(p.t.Context(), nil)
	must(p.t, err)
	for _, statement := range strings.Split(block, ";\n") {
		if strings.TrimSpace(statement) == "" {
			continue
		}
		_, err := one.Exec(strings.ReplaceAll(statement, name, id))
		must(p.t, err)
	}
	must(p.t, one.Commit())
}

func TestTheManualsStatementsDeleteACompanyAndNothingElse(t *testing.T) {
	p, _, review := shared(t)
	p.reviewed("Maple Reviewed")
	p.start("Maple Draft")
	p.resetLink("link", p.owner)
	reviewer := p.official(forms.Reviewer, "UK")
	must(t, p.NoteReading(t.Context(), reviewer, review, "read"))
	p.manual(1, "COMPANY", p.owner.Company)
	for _, table := range []string{
		"assessments", "services", "submissions", "reviews", "shares", "readings", "scores", "step_backs", "answers", "answer_history", "evidence",
	} {
		want(t, table, p.count("SELECT COUNT(*) FROM "+table), 0)
	}
	want(t, "companies", p.count("SELECT COUNT(*) FROM companies"), 1)
	_, err := p.User(t.Context(), p.owner.ID)
	wantErr(t, err, forms.ErrNotFound)
	for _, id := range []string{p.rival.ID, reviewer.ID} {
		_, err := p.User(t.Context(), id)
		must(t, err)
	}
}

func TestTheManualsStatementsForgetAPerson(t *testing.T) {
	p, id, _ := shared(t)
	u, err := p.User(t.Context(), p.owner.ID)
	must(t, err)
	p.manual(2, "PERSON", p.owner.ID)
	_, err = p.UserByEmail(t.Context(), u.Email)
	wantErr(t, err, forms.ErrNotFound)
	gone, err := p.User(t.Context(), p.owner.ID)
	must(t, err)
	want(t, "disabled", gone.Disabled, true)
	want(t, "name", gone.Name, "-")
	_, err = p.Assessment(t.Context(), p.owner.Company, id)
	must(t, err)
}
