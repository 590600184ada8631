package templates

import "eleven/forms"

// ReviewsPage is the queue of what may be read. Older is the address of the
// next page without language, "" at the end.
type ReviewsPage struct {
	Own        []OwnReview // the visitor's own reviews to go on with
	Rows       []ReviewRow
	First, All bool
	Older      string
}

// ReviewRow is a line of the queue; without Rest it is no link. Tone chooses
// how the state looks; Note says more of it, or is "".
type ReviewRow struct {
	Rest, Company, Service, Depth string
	Country, State, Tone, Who     string
	Note                          string
	Submitted                     string // the date
}

// Reviews is the reviewers' queue.
var Reviews = page[ReviewsPage]("reviews")

// ReviewPage is one review: what may be done, what is scored, who the company is.
type ReviewPage struct {
	ID, Company, Service, Round, Depth string
	State, Tone, Country, Who, Stands  string
	May                                ReviewForms
	Declared, Mine, Scores             bool // Scores: the company's own may be shown
	Conflict                           Field
	Dots                               []Dot
	Scored, Wanted                     int
	Overall                            OwnOverall
	// Onward is what comes next, the nearest first; Drops says what handing the
	// review back costs, and OnlyLead that nobody else could release it.
	Onward          []Onward
	Drops, OnlyLead string
	// Drafts lead to what the visitor changed and did not save as a score.
	Drafts     []Onward
	Return     ReturnForm
	Returned   Returned
	Found      bool // the reader may know what the review found
	Concerns   []Concern
	Principles []ReviewedPrinciple
	Attested   Attested
	Facts      []ReviewFact
	Features   []string
	// Language names the language of the company's texts and Lang is its code;
	// both are "" when it is the page's.
	Language, Lang string
}

// ReviewForms says which forms the page shows.
type ReviewForms struct{ Take, Has, Finish, Release bool }

// ReturnForm is a lead's way back: of a finished review to who scored it, else
// out of somebody's hands. From is the state it was shown in.
type ReturnForm struct {
	Shown, Finished bool
	From            string
	Reason          Field
}

// Returned is why a lead gave the review back, "" when none did; Waits: for
// somebody new. Language and Lang are as on the page's.
type Returned struct {
	Reason         string
	Waits          bool
	Language, Lang string
}

// OwnReview is a review in the visitor's hands. The link does not name the
// company: its row of the queue does, and a name leads to one place.
type OwnReview struct{ Service, Rest, Text string }

// ReviewedPrinciple is one principle of a review. Own, Level and Steps are ""
// where they may not be seen or there is nothing to see.
type ReviewedPrinciple struct {
	Number, Questions int
	Title             forms.Text
	Wanted, Scored    bool
	Own, Level, Digit string
	Steps, Draft      string // Draft: since when something of it is not saved
}

// OwnOverall is the company's own overall score in words.
type OwnOverall struct {
	Text, NotApplying string
	Missing           []string
}

// Attested is who signed the submission, and when.
type Attested struct {
	Name, Position string
	At             int64
}

// ReviewFact is a label and what the company said. Typed: a person wrote it.
type ReviewFact struct {
	Label, Value string
	Typed        bool
}

// Review is the page of one review.
var Review = page[ReviewPage]("review")

// ReviewPrinciplePage is one principle to score, or to read.
type ReviewPrinciplePage struct {
	ID, Company, Service string
	Number               int
	Asks                 forms.Text
	Language, Lang       string
	Dots                 []Dot
	Scored, Wanted       int
	Left                 []string // the numbers without a score
	Mine, Counts         bool     // they have it; the principle wants a score
	Questions            []ReviewQuestion
	NotAsked             []forms.Text
	Form                 ScoreForm
	Given                GivenScore
	Own                  OwnScore
	Wait                 string // why there is nothing to score or to see
	Previous, Next       PrincipleStep
}

// ReviewQuestion is a question as the company answered it. Level is "0" to "4",
// or "" when none was chosen.
type ReviewQuestion struct {
	ID                  string
	Short               forms.Text
	Must                bool
	Prompt              forms.Text
	Level, Answer       string
	Cause, Reason, Note string
	Others              []OtherLevel
	Records             []ReviewRecord
	Verdict             VerdictFields
	Found               FoundVerdict
}

// OtherLevel is a level sentence that the company did not choose.
type OtherLevel struct {
	Level string
	Text  forms.Text
}

// ReviewRecord is one evidence record in words; the link stays text.
type ReviewRecord struct{ Title, Kind, Date, Holder, Place, Link, Seal string }

// VerdictFields are the fields of one verdict: two rows of choices and a text.
// About names its subject.
type VerdictFields struct {
	Wanted  bool
	About   string
	Choices [2]VerdictChoice
	How     Field
}

// VerdictChoice is a row of choices. About names its subject, and what the
// company chose there, for people who do not see where it stands.
type VerdictChoice struct {
	Field
	About string
}

// FoundVerdict is a verdict in words, for those who read it.
type FoundVerdict struct {
	Shown                        bool
	About, Verdict, KnownBy, How string
	Lang                         string // of How, "" when it is the page's
}

// ScoreForm is the form in the side column.
type ScoreForm struct {
	Shown                   bool
	Reason, Score           Field
	Anchors                 []Anchor
	CanOverride, Overridden bool
	Doubts                  []VerdictFields
	DoubtsOpen              bool
	Draft                   string // since when something is kept that is not saved
	Pending                 bool   // what stands in the fields is kept nowhere yet
	Next                    int    // the principle that saving leads to; 0 for the review
}

// Anchor is one of the five scores to choose from.
type Anchor struct {
	Level, Word string
	Text        forms.Text
	Chosen      bool
}

// GivenScore is a reviewer's score as others read it.
type GivenScore struct {
	Shown, Override     bool
	Level, Word, Reason string
	Language, Lang      string
	Doubts              []FoundVerdict
}

// OwnScore is the company's own score of the principle beside the reviewer's.
type OwnScore struct {
	Shown       bool
	Text, Steps string
}

// PrincipleStep leads to a neighbour; the zero one leads nowhere.
type PrincipleStep struct {
	Number int
	Title  forms.Text
}

// ReviewPrinciple is the page of one principle of a review.
var ReviewPrinciple = page[ReviewPrinciplePage]("review-principle")
