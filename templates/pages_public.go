package templates

// The pages for everybody: what the Principles ask, the quick check, where to
// report, and the portal's own statements.

// HomePage is the first page.
type HomePage struct {
	Themes   []Theme
	Operator Operator
}

// Theme is one of the seven with its principles. Dots is the mark with the
// theme's own dots full.
type Theme struct {
	Title      string
	Dots       []Dot
	Principles []PrincipleLink
}

// PrincipleLink leads to a principle's page; Asks says in two sentences what it
// asks, where there is room for it. Number 0 leads nowhere.
type PrincipleLink struct {
	Number      int
	Title, Asks string
}

// Operator is who runs the portal. Each part may be empty; with a URL the
// contact is a link.
type Operator struct{ Name, Contact, URL string }

// Link is a page elsewhere.
type Link struct{ Title, URL string }

// SourceLink is where something comes from, and the day it was last checked, in words.
type SourceLink struct{ Title, URL, Checked string }

// Resource is something a small firm can obtain; Cost is in words.
type Resource struct{ Name, Cost, URL string }

// PrinciplesPage lists the eleven Principles.
type PrinciplesPage struct {
	Themes   []Theme
	Official []Link
}

// PublicPrinciplePage explains one principle to everybody.
type PublicPrinciplePage struct {
	Theme, Asks string
	Dots        []Dot
	// Official begins with the text in the page's language.
	Official       []Link
	Levels         []LevelSentence
	Questions      []Asked
	Sources        []SourceLink
	Previous, Next PrincipleLink
}

// LevelSentence is what a level, 0 to 4, looks like.
type LevelSentence struct {
	Level int
	Text  string
}

// Asked is one question of a principle.
type Asked struct {
	Prompt string
	Must   bool
}

// QuickCheckPage is the form of the quick check.
type QuickCheckPage struct{ Questions []QuickQuestion }

// QuickQuestion is one question of the quick check. ID is the question's id;
// its choices are posted as ID.level.
type QuickQuestion struct {
	ID, Field          string
	Number             int
	Title, Short       string
	Prompt, Why, Notes string
	Levels             []QuickLevel
	// Chosen is the posted choice: "0" to "4", "unknown", "na" or "".
	Chosen string
}

// QuickLevel is one level sentence of a question.
type QuickLevel struct {
	LevelSentence
	Value string
}

// QuickResultPage says what the quick check came to. Met of Of questions that
// apply are at level 2 or above; Of is 0 when none applies.
type QuickResultPage struct {
	Met, Of int
	Open    int // questions without an answer; they are among the gaps
	Gaps    []QuickGap
	InPlace []QuickAnswer
	None    []QuickAnswer
	// Chosen are the posted levels, so that the next form can post them again;
	// Carried is the same as JSON, for the registration.
	Chosen  []Typed
	Carried string
}

// QuickAnswer is one answered question: the level's digit and sentence, or
// words for a choice without a level.
type QuickAnswer struct {
	Number                 int
	Short, Digit, Sentence string
}

// QuickGap is a question below level 2, with what to do next.
type QuickGap struct {
	QuickAnswer
	Must      bool
	Next      string
	Resources []Resource
}

// HelpPage says where to report and where to find help, by country.
type HelpPage struct {
	Emergency                []EmergencyNumber
	Public, Worried, Company []CountryHelp
	Law                      []CountryLaw
	Operator                 Operator
}

// EmergencyNumber is whom to call in a country when a child is in danger now.
type EmergencyNumber struct {
	Country string
	Phone   Phone
}

// Phone is a telephone number as read and as dialled; both may be empty.
type Phone struct{ Shown, Dialled string }

// CountryHelp are the bodies of a country that help one kind of people.
type CountryHelp struct {
	Country, Checked string
	Bodies           []ReportingBody
}

// ReportingBody receives reports or helps people.
type ReportingBody struct {
	Name, Does, URL string
	InEnglish       bool // for a reader of French
	Phone           Phone
}

// CountryLaw says what the law of a country asks of a company.
type CountryLaw struct {
	Country, Checked, Text string
	Sources                []SourceLink
}

// StatementPage is a statement of the portal on itself; Revised is a day in words.
type StatementPage struct {
	Operator Operator
	Revised  string
}

// PrivacyPage says also for how many days messages, and the networks of sign-ins,
// are kept.
type PrivacyPage struct {
	StatementPage
	MailDays, NetworkDays int
}

// The public pages.
var (
	Home            = page[HomePage]("home")
	Principles      = page[PrinciplesPage]("principles")
	PublicPrinciple = page[PublicPrinciplePage]("public-principle")
	QuickCheck      = page[QuickCheckPage]("quick-check")
	QuickResult     = page[QuickResultPage]("quick-result")
	Help            = page[HelpPage]("help")
	Accessibility   = page[StatementPage]("accessibility")
	Privacy         = page[PrivacyPage]("privacy")
)
