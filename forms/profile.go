package forms

import (
	"slices"
)

// Traits are what a service can be; Conditions are what else decides whether a
// question applies. Both are posted as checkboxes.
var (
	Traits     = []string{"MSG", "HST", "LIV", "SRC", "GAM", "DAT", "APP", "INF", "GEN"}
	Conditions = []string{"STR", "REV", "DET", "PAY", "CDN", "ISP", "USR"}
)

// US is the condition that is never posted: a user, the company or a server in
// the United States.
const US = "US"

// conditions are all codes a question may require beside traits.
var conditions = append(slices.Clone(Conditions), US)

// Countries are the five whose governments take part, in the order shown.
var Countries = []string{"AU", "CA", "NZ", "UK", "US"}

// Sizes and ModeratorBands are bands of people, smallest first.
var (
	Sizes          = []string{"1-2", "3-9", "10-49", "50-249", "250+"}
	ModeratorBands = []string{"0", "1-2", "3-9", "10+"}
)

// Profile is how a company describes one service. Encrypted and Children are
// "yes", "no" or "" when not said yet; countries are codes of Countries or "other".
type Profile struct {
	Traits          []string `json:"traits"`
	Conditions      []string `json:"conditions"`
	Encrypted       string   `json:"encrypted"`
	Children        string   `json:"children"`
	Size            string   `json:"size"`
	Moderators      string   `json:"moderators"`
	UserCountries   []string `json:"user_countries"`
	ServerCountries []string `json:"server_countries"`
	Domains         []string `json:"domains"`
	// Company is the country of the company; with users and servers it decides US.
	Company string `json:"company_country"`
}

// Described reports whether the company has said what the service is.
func (p Profile) Described() bool {
	return p.Size != "" && p.Encrypted != "" && p.Children != ""
}

// Has reports whether a trait or condition holds.
func (p Profile) Has(code string) bool {
	if code == US {
		return p.Company == US || slices.Contains(p.UserCountries, US) || slices.Contains(p.ServerCountries, US)
	}
	return slices.Contains(p.Traits, code) || slices.Contains(p.Conditions, code)
}

// AllConditions are the conditions that hold, US among them, in a fixed order.
func (p Profile) AllConditions() []string {
	out := []string{}
	for _, code := range conditions {
		if p.Has(code) {
			out = append(out, code)
		}
	}
	return out
}

// lacks names what keeps a question from applying: with anyOf the traits of
// which none holds, otherwise the requirements that are not met; nothing when
// it applies.
func (p Profile) lacks(q *Question) (missing []string, anyOf bool) {
	if !slices.Contains(q.Traits, "all") && !slices.ContainsFunc(q.Traits, p.Has) {
		return q.Traits, true
	}
	for _, code := range q.Requires {
		if !p.Has(code) {
			missing = append(missing, code)
		}
	}
	return missing, false
}

// Asked gives the questions of a principle that apply to the service, in order.
func (p Profile) Asked(pr *Principle) []*Question {
	var out []*Question
	for _, q := range pr.Questions {
		if missing, _ := p.lacks(q); len(missing) == 0 {
			out = append(out, q)
		}
	}
	return out
}

// Hidden is a question that does not apply, and the traits or conditions the
// service lacks for it. With AnyOf one of them would do; otherwise all are needed.
type Hidden struct {
	Question *Question
	Lacks    []string
	AnyOf    bool
}

// Tailoring says which questions of a pack apply to a service.
type Tailoring struct {
	Applies map[string]bool
	Hidden  []Hidden
}

// Tailor decides for every question of the pack whether it applies to the
// service, and why not. Size never decides.
func Tailor(pack *Pack, p Profile) Tailoring {
	t := Tailoring{Applies: make(map[string]bool, len(pack.byID))}
	for _, pr := range pack.Principles {
		for _, q := range pr.Questions {
			missing, anyOf := p.lacks(q)
			if len(missing) == 0 {
				t.Applies[q.ID] = true
				continue
			}
			t.Hidden = append(t.Hidden, Hidden{Question: q, Lacks: missing, AnyOf: anyOf})
		}
	}
	return t
}

// Questions gives the applicable questions of a principle, in order.
func (t Tailoring) Questions(pr *Principle) []*Question {
	var out []*Question
	for _, q := range pr.Questions {
		if t.Applies[q.ID] {
			out = append(out, q)
		}
	}
	return out
}

// Split gives the applicable questions of a principle, in order: those of the
// depth, and those beyond it.
func (t Tailoring) Split(pr *Principle, depth Depth) (asked, beyond []*Question) {
	for _, q := range pr.Questions {
		switch {
		case !t.Applies[q.ID]:
		case depth.asks(q):
			asked = append(asked, q)
		default:
			beyond = append(beyond, q)
		}
	}
	return asked, beyond
}

// Beyond reports whether a principle applies to the service while the depth
// asks nothing of it: there is no score, though it does apply.
func (t Tailoring) Beyond(pr *Principle, depth Depth) bool {
	asked, beyond := t.Split(pr, depth)
	return len(asked) == 0 && len(beyond) > 0
}

// HiddenIn gives the hidden questions of a principle, in order.
func (t Tailoring) HiddenIn(n int) []Hidden {
	var out []Hidden
	for _, h := range t.Hidden {
		if h.Question.Principle == n {
			out = append(out, h)
		}
	}
	return out
}
