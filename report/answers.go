package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"eleven/forms"
)

// The structs below are the exchange format eleven-answers/1, key by key
// (contract, section 4).
type answersFile struct {
	Format     string                  `json:"format"`
	Pack       packFile                `json:"pack"`
	Company    companyFile             `json:"company"`
	Service    serviceFile             `json:"service"`
	Assessment assessmentFile          `json:"assessment"`
	Questions  []questionFile          `json:"questions"`
	Answers    map[string]forms.Answer `json:"answers"`
	Scores     *scoresFile             `json:"scores,omitempty"`
	Review     *reviewFile             `json:"review,omitempty"`
}

type packFile struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Digest  string `json:"digest"`
}

type companyFile struct {
	Name    string `json:"name"`
	Country string `json:"country"`
}

type serviceFile struct {
	Name       string   `json:"name"`
	Traits     []string `json:"traits"`
	Conditions []string `json:"conditions"`
}

type assessmentFile struct {
	ID       string      `json:"id"`
	State    forms.State `json:"state"`
	Depth    forms.Depth `json:"depth"`
	Round    string      `json:"round"`
	Language string      `json:"language"`
}

type questionFile struct {
	ID        string `json:"id"`
	Principle int    `json:"principle"`
	Must      bool   `json:"must"`
	Essential bool   `json:"essential"`
	Weight    int    `json:"weight"`
	Applies   bool   `json:"applies"`
}

type scoresFile struct {
	Overall    overallFile          `json:"overall"`
	Principles []principleScoreFile `json:"principles"`
}

// spanFile is a low and a high score; both null where nothing counts.
type spanFile struct {
	Low  *int `json:"low"`
	High *int `json:"high"`
}

// wordsFile holds the word with and without the hold; both null where nothing counts.
type wordsFile struct {
	Word     *string `json:"word"`
	Uncapped *string `json:"uncapped_word"`
}

type overallFile struct {
	spanFile
	wordsFile
	Points   int      `json:"points"`
	Of       int      `json:"of"`
	NAAsZero spanFile `json:"na_as_zero"`
}

type principleScoreFile struct {
	Number int `json:"number"`
	spanFile
	wordsFile
	Must    int      `json:"must"`
	MustMet int      `json:"must_met"`
	MustNA  int      `json:"must_na"`
	HeldBy  []string `json:"held_by"`
}

type reviewFile struct {
	State      forms.ReviewState     `json:"state"`
	Principles []principleReviewFile `json:"principles"`
}

type principleReviewFile struct {
	Number int `json:"number"`
	forms.PrincipleReview
}

// AnswersJSON writes answers.json: enough for anyone to recompute every score.
// Words and codes are English in both languages. The same input gives the same bytes.
func AnswersJSON(in Input) ([]byte, error) {
	f, err := derive(in)
	if err != nil {
		return nil, err
	}
	return f.answersJSON()
}

func (f facts) answersJSON() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(f.answersFile()); err != nil {
		return nil, fmt.Errorf("write answers.json of assessment %s: %w", f.Assessment.ID, err)
	}
	return out.Bytes(), nil
}

func (f facts) answersFile() answersFile {
	a := f.Assessment
	file := answersFile{
		Format:     "eleven-answers/1",
		Pack:       packFile{f.Pack.ID, f.Pack.Version, f.Pack.Digest},
		Company:    companyFile{a.Company, a.Country},
		Service:    serviceFile{a.Service, traits(a.Profile), a.Profile.AllConditions()},
		Assessment: assessmentFile{a.ID, a.State, a.Depth, a.Round, a.Language},
		Questions:  f.questionFiles(),
		Answers:    answerFiles(a.Answers),
	}
	if !f.HideScores {
		file.Scores = f.scoresFile()
	}
	if f.Review != nil {
		file.Review = reviewFileOf(f.Review)
	}
	return file
}

// traits gives the traits that hold in their fixed order, never null.
func traits(p forms.Profile) []string {
	out := []string{}
	for _, code := range forms.Traits {
		if p.Has(code) {
			out = append(out, code)
		}
	}
	return out
}

func (f facts) questionFiles() []questionFile {
	out := []questionFile{}
	for _, q := range f.Pack.Questions() {
		out = append(out, questionFile{q.ID, q.Principle, q.Must, q.Essential, q.Weight(), f.tailoring.Applies[q.ID]})
	}
	return out
}

// answerFiles gives every answer with a list of evidence, empty rather than null.
func answerFiles(answers map[string]forms.Answer) map[string]forms.Answer {
	out := make(map[string]forms.Answer, len(answers))
	for id, a := range answers {
		if a.Evidence == nil {
			a.Evidence = []forms.Evidence{}
		}
		out[id] = a
	}
	return out
}

func (f facts) scoresFile() *scoresFile {
	o := f.readiness.Overall
	file := &scoresFile{Overall: overallFile{
		spanFile: spanOf(o), wordsFile: wordsOf(o), Points: o.Points, Of: o.Of,
	}}
	if o.Of+o.NAWeight > 0 {
		low, high := o.NAAsZero()
		file.Overall.NAAsZero = spanFile{&low, &high}
	}
	for i, s := range f.readiness.Principles {
		file.Principles = append(file.Principles, principleScoreFile{
			Number: i + 1, spanFile: spanOf(s), wordsFile: wordsOf(s),
			Must: s.Must, MustMet: s.MustMet, MustNA: s.MustNA, HeldBy: ids(s.Missing),
		})
	}
	return file
}

func spanOf(s forms.Score) spanFile {
	if !s.Counts() {
		return spanFile{}
	}
	low, high := s.Low(), s.High()
	return spanFile{&low, &high}
}

func wordsOf(s forms.Score) wordsFile {
	if !s.Counts() {
		return wordsFile{}
	}
	word, uncapped := s.Word().JSON(), s.Uncapped().JSON()
	return wordsFile{&word, &uncapped}
}

func ids(questions []*forms.Question) []string {
	out := []string{}
	for _, q := range questions {
		out = append(out, q.ID)
	}
	return out
}

func reviewFileOf(r *forms.Review) *reviewFile {
	file := &reviewFile{State: r.State, Principles: []principleReviewFile{}}
	for _, n := range slices.Sorted(maps.Keys(r.Principles)) {
		p := r.Principles[n]
		if p.Verdicts == nil {
			p.Verdicts = map[string]forms.Verdict{}
		}
		file.Principles = append(file.Principles, principleReviewFile{n, p})
	}
	return file
}
