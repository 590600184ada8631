package handlers

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/report"
	"eleven/templates"
)

// chosen are the levels of the quick check that were posted, by question. They
// live in the request and nowhere else.
type chosen map[string]forms.Level

func quickCheckForm(s *Server, c *gin.Context, v Visitor) error {
	return s.showQuickCheck(c, v, http.StatusOK, nil, nil)
}

// quickCheck shows the result, or the form again: when nothing was chosen, to
// change the answers, and in the other language.
func quickCheck(s *Server, c *gin.Context, v Visitor) error {
	levels, bad := s.readChosen(v.Form)
	if v.Switch && v.Form.Get("shown") == "result" && len(bad) == 0 {
		return s.showQuickResult(c, v, http.StatusOK, levels)
	}
	if status, again := v.redo(bad); again {
		return s.showQuickCheck(c, v, status, levels, bad)
	}
	if v.Form.Get("change") != "" {
		return s.showQuickCheck(c, v, http.StatusOK, levels, nil)
	}
	return s.showQuickResult(c, v, http.StatusOK, levels)
}

// quickCheckPDF draws the result for whoever posts the same levels again.
func quickCheckPDF(s *Server, c *gin.Context, v Visitor) error {
	levels, bad := s.readChosen(v.Form)
	status, again := v.redo(bad)
	if len(bad) > 0 {
		return s.showQuickCheck(c, v, status, levels, bad)
	}
	if again {
		return s.showQuickResult(c, v, status, levels)
	}
	if !s.gates.downloads.use(networkOf(c)) {
		return errTooMany
	}
	body, err := report.NewQuickCheck(s.pack, levels, v.Lang).PDF()
	if err != nil {
		return err
	}
	return download(c, v.Words.T("quick.file")+".pdf", "application/pdf", body)
}

// readChosen reads ID.level of each question. A choice that the form does not
// offer is dropped and named as a problem; so is a post without any.
func (s *Server) readChosen(form url.Values) (chosen, forms.Invalid) {
	out := chosen{}
	var bad forms.Invalid
	for _, id := range s.pack.QuickCheck {
		level := forms.Level(form.Get(id + ".level"))
		_, number := level.Number()
		switch {
		case number || level == forms.Unknown || level == forms.NA:
			out[id] = level
		case level != "":
			bad = append(bad, forms.Problematic(id+".level", "answer.level"))
		}
	}
	if len(out) == 0 && len(bad) == 0 {
		bad = append(bad, forms.Problematic(s.pack.QuickCheck[0]+".level", "quick.none"))
	}
	return out, bad
}

func (s *Server) showQuickCheck(c *gin.Context, v Visitor, status int, levels chosen, bad forms.Invalid) error {
	var body templates.QuickCheckPage
	for i, id := range s.pack.QuickCheck {
		q := s.pack.Question(id)
		question := templates.QuickQuestion{
			ID: id, Field: id + ".level", Number: i + 1,
			Title: s.pack.Principle(q.Principle).Title.In(v.Lang), Short: q.Short.In(v.Lang),
			Prompt: q.Prompt.In(v.Lang), Why: q.Why.In(v.Lang), Notes: q.Note.In(v.Lang), Chosen: string(levels[id]),
		}
		for n, sentence := range q.Levels {
			question.Levels = append(question.Levels, templates.QuickLevel{
				LevelSentence: templates.LevelSentence{Level: n, Text: sentence.In(v.Lang)}, Value: strconv.Itoa(n),
			})
		}
		body.Questions = append(body.Questions, question)
	}
	f := s.formFrame(c, v, "quick-check", "/quick-check", "quick.title")
	return show(c, status, templates.QuickCheck, public(s.withProblems(c, v, f, bad)), body)
}

// showQuickResult says how many questions are at level 2 or above, and what to
// do about each of the others.
func (s *Server) showQuickResult(c *gin.Context, v Visitor, status int, levels chosen) error {
	result := report.NewQuickCheck(s.pack, levels, v.Lang)
	body := templates.QuickResultPage{Met: result.Met, Of: result.Of, Open: len(s.pack.QuickCheck) - len(levels)}
	for _, gap := range result.Gaps {
		body.Gaps = append(body.Gaps, templates.QuickGap{
			QuickAnswer: quickAnswer(v, gap.Question, gap.Level),
			Must:        gap.Question.Must, Next: gap.Question.Next.In(v.Lang), Resources: resources(v, gap.Question, ""),
		})
	}
	for _, id := range s.pack.QuickCheck {
		answer := quickAnswer(v, s.pack.Question(id), levels[id])
		if n, _ := levels[id].Number(); n >= 2 {
			body.InPlace = append(body.InPlace, answer)
		} else if levels[id] == forms.NA {
			body.None = append(body.None, answer)
		}
		if levels[id] != "" {
			body.Chosen = append(body.Chosen, templates.Typed{Name: id + ".level", Value: string(levels[id])})
		}
	}
	carried, err := json.Marshal(levels)
	if err != nil {
		return err
	}
	body.Carried = string(carried)
	f := s.formFrame(c, v, "again", "/quick-check", "quick.result-title")
	return show(c, status, templates.QuickResult, public(s.withProblems(c, v, f, nil)), body)
}

func quickAnswer(v Visitor, q *forms.Question, level forms.Level) templates.QuickAnswer {
	a := templates.QuickAnswer{Number: q.Principle, Short: q.Short.In(v.Lang)}
	n, number := level.Number()
	switch {
	case number:
		a.Digit, a.Sentence = strconv.Itoa(n), q.Sentence(n).In(v.Lang)
	case level == forms.Unknown:
		a.Sentence = v.Words.T("level.unknown")
	case level == forms.NA:
		a.Sentence = v.Words.T("quick.na")
	default:
		a.Sentence = v.Words.T("quick.unanswered")
	}
	return a
}
