package templates

// Finding is what a review says of one answer, or of one described feature,
// where ID is "". Line is it in words; How is what the reviewer wrote.
type Finding struct {
	Number   int
	ID, Line string
	How      string
	Lang     string // of How, "" when it is the page's
}

// Concern is one kind of what a review does not confirm.
type Concern struct {
	Title string
	Lines []Finding
}
