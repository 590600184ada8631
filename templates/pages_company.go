package templates

import "eleven/forms"

// CompanyPage is a company's own page; NewName is what stands in its form.
type CompanyPage struct {
	Name, Country       string
	People, Assessments int
	CanRename           bool
	NewName             string
}

// OneCompany is a company's own page.
var OneCompany = page[CompanyPage]("company")

// AssessmentsPage is a company's list.
type AssessmentsPage struct {
	Service  string
	CanStart bool
	Rows     []AssessmentRow
}

// AssessmentRow is one assessment of the list.
type AssessmentRow struct {
	ID, Service, Round, State string
	ChangedAt                 int64
}

// Assessments is the list of a company's assessments.
var Assessments = page[AssessmentsPage]("assessments")

// TasksPage is the page a company comes back to.
type TasksPage struct {
	ID, Service, Round, State string
	Described, CanEdit        bool
	CanSubmit, CanWithdraw    bool
	// Carried: answers of the quick check wait to be confirmed, and nothing is answered yet.
	Carried              bool
	Dots                 []Dot
	Asked, Left, Minutes int
	Complete, Counting   int
	Next                 Task
	// Opener is the principle to begin the essentials with, while nothing else was begun; or 0.
	Opener     int
	Themes     []TaskTheme
	Submission SubmissionView
	// Essentials: the page counts the essential questions only.
	Essentials                                         bool
	Query                                              string
	EssentialsAsked, EssentialsLeft, EssentialsMinutes int
}

// TaskTheme is one theme with its principles.
type TaskTheme struct {
	Title forms.Text
	Tasks []Task
}

// Task is one principle in the list. Status is none, beyond (nothing of it
// belongs to the depth), todo, progress or done; "" before the service is described.
type Task struct {
	Number               int
	Title                forms.Text
	Status, Because      string
	Asked, Left, Minutes int
}

// SubmissionView is what became of the last submission.
type SubmissionView struct {
	Exists         bool
	At, ReleasedAt int64
	Depth, Review  string
	Country        string
	Shared         []string
	Readings       []Reading
}

// Reading is when a country first read or downloaded a submission.
type Reading struct {
	Country, How string
	At           int64
}

// Tasks is the task list of an assessment.
var Tasks = page[TasksPage]("tasks")

// ProfilePage describes the service.
type ProfilePage struct {
	ID, Service, Domains string
	Query, Back          string
	FromCheck            bool
	Revision             int64
	CanEdit              bool
	Traits, Conditions   []Option
	Encrypted, Children  []Option
	Size, Moderators     []Option
	Users, Servers       []Option
}

// ProfileForm is the page that describes the service.
var ProfileForm = page[ProfilePage]("profile")

// EvidencePage lists the records of one question and takes a new one.
type EvidencePage struct {
	ID, Question   string
	Query          string
	Number         int
	Prompt, Counts forms.Text
	CanEdit        bool
	Records        []Record
	Removed        string // id of the record just taken away

	Record, Title, Date, Holder, Place, Link string
	Kinds                                    []Option
	Domains                                  []string
}

// EvidenceForm is the page of a question's evidence records.
var EvidenceForm = page[EvidencePage]("evidence")

// CheckPage shows every answer before it is handed in.
type CheckPage struct {
	ID, Service                   string
	Lang                          string // of the company's own text, when it is not the page's
	Query, Depth                  string // of the links to change an answer, and of those to other pages
	CanEdit, CanSubmit, Described bool
	Drafting, Essentials          bool
	Left, LeftEssentials          int
	Features                      []string
	Facts                         []Fact
	Principles                    []CheckPrinciple
}

// Fact is one line of the service's description: what was asked and the answer.
type Fact struct{ Label, Value string }

// CheckPrinciple is one principle with its answers.
type CheckPrinciple struct {
	Number  int
	Title   forms.Text
	Answers []CheckAnswer
}

// CheckAnswer is one answer in words.
type CheckAnswer struct {
	ID             string
	Prompt         forms.Text
	Must, Answered bool
	Level, Note    string
	Cause, Reason  string
	Records        []Record
}

// Check is the page before handing in.
var Check = page[CheckPage]("check")

// SubmitPage attests and hands in.
type SubmitPage struct {
	ID, Service, Name, Position  string
	Query                        string
	Attest, CanSubmit, Described bool
	Drafting                     bool
	Depths                       []DepthOption
	Countries, Reviewing         []Option
	Unknown                      int
}

// DepthOption is one depth to submit, and what is still unanswered in it: the
// first few, and how many more.
type DepthOption struct {
	Value      string
	Chosen     bool
	Left, More int
	First      []MissingMust
}

// Submit is the page that hands in.
var Submit = page[SubmitPage]("submit")
