package forms

import "slices"

// Text is one piece of prose in both languages of the portal.
type Text struct {
	EN string `yaml:"en" json:"en"`
	FR string `yaml:"fr" json:"fr"`
}

// In gives the prose in the language "fr", and in English for any other.
func (t Text) In(lang string) string {
	if lang == "fr" {
		return t.FR
	}
	return t.EN
}

// Page gives an address for a reader, and whether it is in English for one who
// reads French: then there is no French page.
func (t Text) Page(lang string) (url string, inEnglish bool) {
	if lang == "fr" && t.FR == "" {
		return t.EN, true
	}
	return t.In(lang), false
}

// Pack is one released version of the questionnaire. It never changes once loaded.
type Pack struct {
	ID         string      `yaml:"id"`
	Version    string      `yaml:"version"`
	Title      Text        `yaml:"title"`
	Official   []Link      `yaml:"official"`
	Themes     []Theme     `yaml:"themes"`
	Traits     []Screening `yaml:"traits"`
	Conditions []Screening `yaml:"conditions"`
	Causes     []Cause     `yaml:"causes"`
	QuickCheck []string    `yaml:"quick_check"`
	Anchors    []Anchors   `yaml:"anchors"`
	Sources    []Source    `yaml:"sources"`
	Help       []Help      `yaml:"help"`
	Firms      []Firm      `yaml:"firms"`

	// Principles stand in number order: Principles[0] is principle 1.
	Principles []*Principle `yaml:"-"`
	// Digest is "sha256:" and the hex SHA-256 over each file's path, a NUL and
	// its bytes, in path order (contract, section 4).
	Digest string `yaml:"-"`

	byID map[string]*Question
}

// Theme groups principles as the official text does.
type Theme struct {
	Title      Text  `yaml:"title"`
	Principles []int `yaml:"principles"`
}

// Screening is one question about the service whose answer sets a trait or a condition.
type Screening struct {
	Code  string `yaml:"code"`
	Label Text   `yaml:"label"`
	Hint  Text   `yaml:"hint"`
	// Absent finishes "hidden because ...": "your service has no live video".
	Absent Text `yaml:"absent"`
}

// NoFeature is the cause that "we have no such feature" in the quick check means.
const NoFeature = "no-feature"

// Cause is one of the short list of reasons why a question does not apply.
type Cause struct {
	Code  string `yaml:"code"`
	Label Text   `yaml:"label"`
}

// Anchors are the five sentences a reviewer scores a principle against, 0 to 4.
type Anchors struct {
	Principle int    `yaml:"principle"`
	Levels    []Text `yaml:"levels"`
}

// Link is a page elsewhere; its address is https and may differ by language.
type Link struct {
	Title Text `yaml:"title"`
	URL   Text `yaml:"url"`
}

// Source is where a fact or a practice comes from.
type Source struct {
	Key     string `yaml:"key"`
	Title   Text   `yaml:"title"`
	URL     string `yaml:"url"`
	Checked string `yaml:"checked"` // 2006-01-02
}

// Help is whom to call or tell in one country.
type Help struct {
	Country   string `yaml:"country"`
	Emergency string `yaml:"emergency"`
	Bodies    []Body `yaml:"bodies"`
	// Law says in two or three sentences what the law asks of a company.
	Law        Text     `yaml:"law"`
	LawSources []string `yaml:"law_sources"`
	Checked    string   `yaml:"checked"` // 2006-01-02
}

// Body receives reports or helps people. For is company, public or worried
// (people worried about their own thoughts or behaviour).
type Body struct {
	Name    Text     `yaml:"name"`
	Does    Text     `yaml:"does"`
	For     []string `yaml:"for"`
	URL     Text     `yaml:"url"`
	Phone   string   `yaml:"phone"`
	Sources []string `yaml:"sources"`
}

// Firm is a typical company, used to show how long the questionnaire is.
type Firm struct {
	Name       Text     `yaml:"name"`
	Traits     []string `yaml:"traits"`
	Conditions []string `yaml:"conditions"`
}

// Principle is one of the eleven, in our words.
type Principle struct {
	Number    int         `yaml:"number"`
	Title     Text        `yaml:"title"`
	Asks      Text        `yaml:"asks"` // two sentences: what it asks of a company
	Questions []*Question `yaml:"questions"`
}

// Question is one thing a company is asked. ID and Meaning never change their
// sense once released: answers of different years are compared by both.
type Question struct {
	ID        string     `yaml:"id"`
	Meaning   int        `yaml:"meaning"`
	Must      bool       `yaml:"must"`
	Essential bool       `yaml:"essential"`
	Traits    []string   `yaml:"traits"`   // any of these, or "all"
	Requires  []string   `yaml:"requires"` // and all of these
	Effort    []string   `yaml:"effort"`   // of the steps 0>1, 1>2, 2>3, 3>4
	Minutes   int        `yaml:"minutes"`  // to answer it
	After     []string   `yaml:"after"`
	Together  string     `yaml:"together"` // work shared with the questions of the same word
	Guide     string     `yaml:"guide"`    // place in the December 2020 guide; empty until somebody has it
	Sources   []string   `yaml:"sources"`
	Short     Text       `yaml:"short"` // what it is about, for lists: "A way to ask for removal without an account"
	Prompt    Text       `yaml:"prompt"`
	Why       Text       `yaml:"why"`
	Evidence  Text       `yaml:"evidence"`
	Levels    []Text     `yaml:"levels"`
	Next      Text       `yaml:"next"`
	Resources []Resource `yaml:"resources"`
	Note      Text       `yaml:"note"`

	// Principle is the number of the principle it belongs to; Order its place in the pack.
	Principle int `yaml:"-"`
	Order     int `yaml:"-"`
}

// Sentence is what a level says on its own: the sentence of 4 begins "as at 3",
// so that of 3 stands before it.
func (q *Question) Sentence(n int) Text {
	if n < 4 {
		return q.Levels[n]
	}
	return Text{EN: q.Levels[3].EN + " " + q.Levels[4].EN, FR: q.Levels[3].FR + " " + q.Levels[4].FR}
}

// Weight is 2 for a must-do and 1 otherwise (product, section 2).
func (q *Question) Weight() int {
	if q.Must {
		return 2
	}
	return 1
}

// Question finds a question by id; nil when the pack has none.
func (p *Pack) Question(id string) *Question { return p.byID[id] }

// Principle finds a principle by number; nil outside 1 to 11.
func (p *Pack) Principle(n int) *Principle {
	if n < 1 || n > len(p.Principles) {
		return nil
	}
	return p.Principles[n-1]
}

// Questions gives every question in order. The slice is the caller's.
func (p *Pack) Questions() []*Question {
	var all []*Question
	for _, pr := range p.Principles {
		all = append(all, pr.Questions...)
	}
	return all
}

// ThemeOf gives the theme that holds principle n.
func (p *Pack) ThemeOf(n int) Theme {
	for _, t := range p.Themes {
		for _, number := range t.Principles {
			if number == n {
				return t
			}
		}
	}
	return Theme{}
}

// HelpIn gives the reporting bodies of a country and whether the pack knows it.
func (p *Pack) HelpIn(country string) (Help, bool) {
	for _, h := range p.Help {
		if h.Country == country {
			return h, true
		}
	}
	return Help{}, false
}

// Source finds a source by key.
func (p *Pack) Source(key string) (Source, bool) {
	for _, s := range p.Sources {
		if s.Key == key {
			return s, true
		}
	}
	return Source{}, false
}

// Screenings are the questions that set traits, then those that set conditions.
// The slice is the caller's.
func (p *Pack) Screenings() []Screening { return slices.Concat(p.Traits, p.Conditions) }

// Declared are the screening questions whose trait or condition a service has.
func (p *Pack) Declared(service Profile) []Screening {
	return slices.DeleteFunc(p.Screenings(), func(q Screening) bool { return !service.Has(q.Code) })
}

// AnchorsOf gives the reviewers' five sentences for principle n.
func (p *Pack) AnchorsOf(n int) []Text {
	for _, a := range p.Anchors {
		if a.Principle == n {
			return a.Levels
		}
	}
	return nil
}
