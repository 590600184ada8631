package forms

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Level is what a company chose: "" (nothing yet), "0" to "4", Unknown or NA.
type Level string

// The choices that are no number.
const (
	Unknown Level = "unknown" // I don't know yet
	NA      Level = "na"      // does not apply
)

// Number gives 0 to 4 and true, or 0 and false for a choice that is no number.
func (l Level) Number() (int, bool) {
	if len(l) == 1 && l[0] >= '0' && l[0] <= '4' {
		return int(l[0] - '0'), true
	}
	return 0, false
}

// Answered reports whether anything was chosen; "I don't know yet" is an answer.
func (l Level) Answered() bool { return l != "" }

func (l Level) valid() bool {
	_, ok := l.Number()
	return ok || l == "" || l == Unknown || l == NA
}

// MarshalJSON writes a number, "unknown", "na" or null (contract, section 4).
func (l Level) MarshalJSON() ([]byte, error) {
	if n, ok := l.Number(); ok {
		return []byte(strconv.Itoa(n)), nil
	}
	if l == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(l))
}

// UnmarshalJSON reads what MarshalJSON writes and refuses anything else.
func (l *Level) UnmarshalJSON(data []byte) error {
	for _, known := range []Level{"", "0", "1", "2", "3", "4", Unknown, NA} {
		if form, _ := known.MarshalJSON(); bytes.Equal(data, form) {
			*l = known
			return nil
		}
	}
	return fmt.Errorf("level %s: %w", data, ErrInvalid)
}

// Evidence is one record of something that exists: it is named, never sent.
type Evidence struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Kind   string `json:"kind"`
	Date   string `json:"date"` // 2006-01-02
	Holder string `json:"holder"`
	Place  string `json:"place"`
	Link   string `json:"link,omitempty"`
	Seal   string `json:"seal,omitempty"`
}

// EvidenceKinds are the kinds of evidence records, in the order shown.
var EvidenceKinds = []string{"policy", "procedure", "record", "setting", "contract", "training", "report", "other"}

// Answer is what a company says to one question. Cause and Reason count only
// with NA and are kept otherwise. Revision grows by one with every change and
// is 0 before the first.
type Answer struct {
	Level    Level      `json:"level"`
	Note     string     `json:"note,omitempty"`
	Cause    string     `json:"cause,omitempty"`
	Reason   string     `json:"reason,omitempty"`
	Evidence []Evidence `json:"evidence"`
	Revision int64      `json:"-"`
	// ChangedAt is in seconds since 1970, UTC; 0 when never changed.
	ChangedAt int64 `json:"-"`
}

// Limits of what may be typed, in characters.
const (
	MaxNote   = 5000
	MaxName   = 200  // also of titles
	MinNA     = 10   // why a question does not apply
	MaxNA     = 1000 // also how a reviewer knows something
	MinReason = 20   // of a reviewer's score
	MaxReason = 5000
)

// Posted is the part of an answer that one request carries: nil fields were
// not posted and stay as they are. Revision is the one its sender saw.
type Posted struct {
	Question string
	Revision int64
	Level    *Level
	Note     *string
	Cause    *string
	Reason   *string
}

// Over gives the answer that p makes of a.
func (p Posted) Over(a Answer) Answer {
	if p.Level != nil {
		a.Level = *p.Level
	}
	for _, f := range []struct{ from, to *string }{{p.Note, &a.Note}, {p.Cause, &a.Cause}, {p.Reason, &a.Reason}} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	return a
}

// Same reports whether two answers say the same; revision and evidence aside.
func (a Answer) Same(b Answer) bool {
	return a.Level == b.Level && a.Note == b.Note && a.Cause == b.Cause && a.Reason == b.Reason
}

// ReadAnswers reads the posted fields of the questions (contract, section 2).
// A question of which no field was posted is left out. The values are cleaned
// and always given back, so that nothing typed is lost; problems name the field.
// A problem with the key "guard" means that nothing of the post may be stored.
func ReadAnswers(pack *Pack, questions []*Question, form url.Values, mark string) ([]Posted, Invalid) {
	var out []Posted
	var bad Invalid
	for _, q := range questions {
		p, found := readAnswer(q, form)
		if !found {
			continue
		}
		bad = append(bad, p.problems(pack, mark)...)
		out = append(out, p)
	}
	return out, bad
}

func readAnswer(q *Question, form url.Values) (Posted, bool) {
	p := Posted{Question: q.ID}
	p.Revision, _ = strconv.ParseInt(form.Get(q.ID+".revision"), 10, 64)
	if v, ok := form[q.ID+".level"]; ok && len(v) > 0 {
		level := Level(v[0])
		p.Level = &level
	}
	p.Note = typed(form, q.ID+".note")
	p.Cause = typed(form, q.ID+".cause")
	p.Reason = typed(form, q.ID+".reason")
	return p, p.Level != nil || p.Note != nil || p.Cause != nil || p.Reason != nil
}

func typed(form url.Values, field string) *string {
	v, ok := form[field]
	if !ok || len(v) == 0 {
		return nil
	}
	clean := Clean(v[0])
	return &clean
}

// problems says what is wrong with p and replaces what the guard caught.
func (p *Posted) problems(pack *Pack, mark string) Invalid {
	var bad Invalid
	if p.Level != nil && !p.Level.valid() {
		bad = append(bad, Problematic(p.Question+".level", "answer.level"))
	}
	if p.Note != nil {
		bad = append(bad, CheckText(p.Question+".note", p.Note, 0, MaxNote, mark)...)
	}
	if !p.causeFits(pack) {
		bad = append(bad, Problematic(p.Question+".cause", "answer.cause"))
	}
	least := 0
	if p.na() {
		least = MinNA
	}
	switch {
	case p.na() && (p.Reason == nil || strings.TrimSpace(*p.Reason) == ""):
		bad = append(bad, Problematic(p.Question+".reason", "answer.reason"))
	case p.Reason != nil:
		bad = append(bad, CheckText(p.Question+".reason", p.Reason, least, MaxNA, mark)...)
	}
	return bad
}

// causeFits reports whether the cause is one of the pack's; without NA it may
// also be left out.
func (p *Posted) causeFits(pack *Pack) bool {
	if p.Cause == nil || *p.Cause == "" {
		return !p.na()
	}
	return slices.ContainsFunc(pack.Causes, func(c Cause) bool { return c.Code == *p.Cause })
}

func (p *Posted) na() bool { return p.Level != nil && *p.Level == NA }

// CheckText checks one free text: the guard first, then its length in
// characters. White space at the ends counts towards most, not towards least.
// What the guard caught is replaced by mark in *s.
func CheckText(field string, s *string, least, most int, mark string) Invalid {
	clean, hit := Guard(*s, mark)
	if hit {
		*s = clean
		return Invalid{Problematic(field, GuardKey)}
	}
	kept := utf8.RuneCountInString(*s)
	said := utf8.RuneCountInString(strings.TrimSpace(*s))
	switch {
	case said == 0 && least > 0:
		return Invalid{Problematic(field, "text.empty")}
	case said < least:
		return Invalid{Problematic(field, "text.short", least)}
	case kept > most:
		return Invalid{Problematic(field, "text.long", most, kept)}
	}
	return nil
}
