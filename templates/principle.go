package templates

import (
	"errors"
	"html/template"
	"strings"
	"sync"

	"eleven/forms"
)

// PrinciplePage holds the questions of one principle.
type PrinciplePage struct {
	ID, Service, Official string
	// Query is handed on from the address whole; Depth is the part of it that
	// leads to the task list. Back is the way back, which with FromCheck is the check page.
	Query, Depth, Back   string
	FromCheck, Described bool
	Number               int
	Theme, Asks          forms.Text
	Dots                 []Dot
	Complete, Counting   int
	CanEdit              bool
	Questions            []QuestionView
	// Beyond counts the applicable questions that the page leaves out because
	// of its depth; All counts these and those shown.
	Beyond, All int
	Hidden      []HiddenQuestion
}

// Question finds a question of the page, or nil when it is not asked.
func (p PrinciplePage) Question(id string) *QuestionView {
	for i := range p.Questions {
		if p.Questions[i].ID == id {
			return &p.Questions[i]
		}
	}
	return nil
}

// QuestionView is what a company says to one question, as it stands or was
// typed. What the questionnaire says is part of the page's template.
type QuestionView struct {
	ID            string
	Index, Of     int
	Level, Cause  string
	Typed, Reason string
	Revision      int64
	Saved         string
	Records       []Record
	Theirs        Theirs
	Wrong         WrongAnswer
	Carried       bool // the choice comes from the quick check, not confirmed yet
	Pending       bool // what is shown was typed and is not saved yet; a script may save it
}

// WrongAnswer is what is wrong with each field of an answer, in words.
type WrongAnswer struct {
	Any                        bool
	Level, Note, Cause, Reason string
}

// WrongIn gathers what a frame says is wrong with the answer to a question.
func WrongIn(f Frame, question string) WrongAnswer {
	w := WrongAnswer{
		Level: f.Problem(question + ".level"), Note: f.Problem(question + ".note"),
		Cause: f.Problem(question + ".cause"), Reason: f.Problem(question + ".reason"),
	}
	w.Any = w != WrongAnswer{}
	return w
}

// Theirs is the answer that was saved meanwhile: by a colleague, or by the
// visitor's own hand in another window. By and At are "" where nobody is known.
type Theirs struct {
	Exists, Own         bool
	By, At              string
	Level, Note, Reason string
}

// HiddenQuestion is a question that does not apply, and why.
type HiddenQuestion struct {
	Prompt  forms.Text
	Because string
}

// Record is one evidence record in words.
type Record struct{ ID, Title, Kind, Date, Holder, Place, Link string }

// anyPrinciple is the page around the questions.
var anyPrinciple = page[PrinciplePage]("principle")

// principleForms are the pages drawn so far, by questionnaire and number.
var principleForms sync.Map

type principleKey struct {
	digest string
	number int
}

// PrincipleForm is the page of one principle of a questionnaire. A
// questionnaire never changes, so its prose is written into the template once
// for each language, and drawing the page fills in the answers.
func PrincipleForm(pack *forms.Pack, pr *forms.Principle) Page[PrinciplePage] {
	key := principleKey{pack.Digest, pr.Number}
	if p, ok := principleForms.Load(key); ok {
		return p.(Page[PrinciplePage])
	}
	p := Page[PrinciplePage]{anyPrinciple.name, inEach(func(lang string) (*template.Template, error) {
		set, err := parsePrinciple(pack, pr, lang)
		return fold(set, lang), err
	})}
	kept, _ := principleForms.LoadOrStore(key, p)
	return kept.(Page[PrinciplePage])
}

// questionFile is one question as the questionnaire asks it, [[in brackets]],
// and as a company answered it, {{in braces}}. It is drawn twice: the first
// drawing is the template of the second. Within a tag the braces hold words in
// back quotes, since any other quote would end an attribute.
const questionFile = "question.html"

// parsePrinciple is the page around the questions, and the questions themselves.
func parsePrinciple(pack *forms.Pack, pr *forms.Principle, lang string) (*template.Template, error) {
	form, err := template.New(questionFile).Delims("[[", "]]").Funcs(template.FuncMap{"say": say(lang)}).ParseFS(files, questionFile)
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	for _, q := range pr.Questions {
		text.WriteString(`{{with .Body.Question "` + q.ID + `"}}`)
		if err := form.Execute(&text, asked{q, pack.Causes}); err != nil {
			return nil, err
		}
		text.WriteString("{{end}}\n")
	}
	set, err := parse(lang, "layout.html", "parts.html", anyPrinciple.name+".html")
	if err != nil {
		return nil, err
	}
	_, err = set.New("questions").Parse(text.String())
	return set, err
}

// asked is what question.html writes into the template of a page.
type asked struct {
	*forms.Question
	Causes []forms.Cause
}

var errPlaceInProse = errors.New("the questionnaire's prose reads like a place in a template")

// say gives prose of the questionnaire, which must not read like a template.
func say(lang string) func(forms.Text) (string, error) {
	return func(t forms.Text) (string, error) {
		text := t.In(lang)
		if strings.Contains(text, "{{") {
			return "", errPlaceInProse
		}
		return text, nil
	}
}
