package templates

import "eleven/forms"

// ScoreView is a score in numbers and words.
type ScoreView struct {
	Counts, Few          bool
	Low, High            int
	Points, Of           int
	Asked, Left, Unknown int
	RestsOn              int
	Must, MustMet        int
	Text, Stage          string
	// NA is the score with every "does not apply" counted as level 0, to stand
	// equally large beside it when NALarge; "" when there is none.
	NA      string
	NALarge bool
	// Hold says what the points alone would give; the missing must-dos hold it.
	Hold    string
	Missing []MissingMust
}

// MissingMust is a must-do, or any question, by its short name.
type MissingMust struct {
	ID     string
	Number int
	Short  forms.Text
}

// Bar is a principle's line of the chart, in percent of its width.
type Bar struct {
	Shown, Reviewed           bool
	Low, Range                int
	BandLow, BandWide, Middle int
}

// PrincipleScore is one principle on the results page.
type PrincipleScore struct {
	Number            int
	Title             forms.Text
	Score             ScoreView
	Bar               Bar
	Because           string
	Beyond            bool // it applies, and nothing of it belongs to the depth
	Reviewed          bool
	Level, Steps      int
	LevelWord, Reason string
	// ReasonLanguage names the language of Reason and ReasonLang is its code; both
	// are "" when it is the page's.
	ReasonLanguage, ReasonLang string
	Override                   bool // the level is above 1 although a must-do is not confirmed
	Findings                   []Finding
}

// ActionView is one action of the plan in words.
type ActionView struct {
	ID                        string
	Number, Tier, To          int
	Short, Begin, Reach       forms.Text // Begin is empty from level 2 on
	FindOut, BeginNow, Chosen bool
	Days                      float64
	Gain                      int // tenths of a percent point
	Resources                 []Resource
}

// ResultsPage says where a company stands.
type ResultsPage struct {
	ID, Service, Round, State, Depth string
	Query                            string
	Started, CanEdit, Reviewed       bool
	// Drafting: the answers may still change, so that scores are ranges.
	Drafting bool
	Overall  ScoreView
	// Headline comes first, Beside equally large beside it; Missing counts the
	// missing must-dos, Compared the steps of a released review.
	Headline, Beside, Missing, Compared string

	Principles []PrincipleScore
	Actions    []ActionView
	// Unconfirmed and Untold are the must-dos that the review could not confirm,
	// and those of which it could not tell.
	Unconfirmed, Untold []Finding
}

// Results is the results page.
var Results = page[ResultsPage]("results")

// PlanPage orders what to do.
type PlanPage struct {
	ID, Service           string
	Query, Depth          string // Depth is the one the address names, or ""
	Left, Chosen          int
	TotalDays, ChosenDays float64
	Now, Then             ScoreView
	WhatIf, Essentials    bool
	FindOut               bool // of the chosen, at least one is to be found out
	Tiers                 []Tier
}

// Tier is one part of the plan.
type Tier struct {
	Number  int
	Actions []ActionView
}

// Plan is the plan with its what-if.
var Plan = page[PlanPage]("plan")
