package templates

import (
	"reflect"
	"strconv"

	"eleven/forms"
)

// filling is how a page's struct is filled for a drawing.
type filling int

const (
	nothing filling = iota // the zero value
	allYes                 // every text, list and number, and every bool true
	allNo                  // the same with every bool false
)

func (f filling) String() string { return [...]string{"nothing", "all yes", "all no"}[f] }

// codes are fields that hold a code and not words: the pages make a key of it.
var codes = map[string]string{
	"AssessmentRow.State": "draft", "TasksPage.State": "submitted", "ResultsPage.State": "reviewed",
	"ResultsPage.Depth": "full", "SubmissionView.Depth": "full", "SubmissionView.Review": "waiting",
	"SubmissionView.Country": "CA", "SubmissionView.Shared": "UK", "Reading.Country": "NZ", "Reading.How": "read",
	"Task.Status": "progress", "FailedPage.Key": "conflict", "SentPage.Kind": "register", "DeadPage.Kind": "confirm",
	"DepthOption.Value": "full", "TasksPage.Query": "?depth=essentials", "PrinciplePage.Query": "?depth=essentials",
	"PrinciplePage.Depth": "?depth=essentials", "ResultsPage.Query": "?depth=essentials", "PlanPage.Query": "?depth=essentials",
	"CheckPage.Query": "?back=check", "CheckPage.Depth": "?depth=essentials", "EvidencePage.Query": "?back=check",
	"ProfilePage.Query": "?back=check", "SubmitPage.Query": "?depth=essentials",
	"ReviewPage.Lang": "fr", "ReviewPrinciplePage.Lang": "fr", "CheckPage.Lang": "fr",
}

// filled gives a T with every field filled.
func filled[T any](how filling) T {
	var out T
	if how != nothing {
		(&filler{yes: how == allYes}).fill(reflect.ValueOf(&out).Elem(), "", 1)
	}
	return out
}

type filler struct {
	yes bool
	n   int
}

// next is a word that no other field has, so that ids made of it are unique.
func (f *filler) next() string {
	f.n++
	return "word" + strconv.Itoa(f.n)
}

// fill fills a value; place is its struct and field, nth its place in the
// nearest list, from 1.
func (f *filler) fill(v reflect.Value, place string, nth int) {
	if _, ok := v.Interface().(forms.Text); ok {
		v.Set(reflect.ValueOf(forms.Text{EN: f.next() + " <x-typed>", FR: f.next() + " <x-typed>"}))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name, nth)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			f.fill(v.Index(i), place, i+1)
		}
	case reflect.String:
		text := codes[place]
		if text == "" {
			text = f.next()
		}
		v.SetString(text)
	case reflect.Bool:
		v.SetBool(f.yes)
	case reflect.Float64:
		v.SetFloat(float64(nth))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(f.number(place, nth)))
	}
}

// number is small where it chooses words, and unique where an id is made of it.
func (f *filler) number(place string, nth int) int {
	if place == "Task.Number" || place == "QuickQuestion.Number" {
		f.n++
		return f.n
	}
	return nth
}
