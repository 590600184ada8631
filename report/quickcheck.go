package report

import (
	"strconv"

	"eleven/forms"
	"eleven/i18n"
)

// QuickCheck is what a visitor's few answers come to: a count and the gaps, no
// percentage, no word and no comparison.
type QuickCheck struct {
	Pack    *forms.Pack
	Lang    string
	Answers map[string]forms.Level
	// Met of Of are at level 2 or above; Of leaves out what does not apply.
	Met, Of int
	// Gaps are the others, in question order.
	Gaps []Gap
}

// Gap is a question of the quick check below level 2, unknown or unanswered.
type Gap struct {
	Question *forms.Question
	Level    forms.Level
}

// NewQuickCheck counts the answers to the pack's quick check. Answers to other
// questions change nothing.
func NewQuickCheck(pack *forms.Pack, answers map[string]forms.Level, lang string) QuickCheck {
	q := QuickCheck{Pack: pack, Lang: i18n.For(lang).Lang, Answers: answers}
	for _, question := range q.questions() {
		level := answers[question.ID]
		if level == forms.NA {
			continue
		}
		q.Of++
		if n, _ := level.Number(); n >= 2 {
			q.Met++
		} else {
			q.Gaps = append(q.Gaps, Gap{question, level})
		}
	}
	return q
}

// questions are those of the quick check that the pack knows, in its order.
func (q QuickCheck) questions() []*forms.Question {
	var out []*forms.Question
	for _, id := range q.Pack.QuickCheck {
		if question := q.Pack.Question(id); question != nil {
			out = append(out, question)
		}
	}
	return out
}

// quickSheet is a QuickCheck ready to be drawn.
type quickSheet struct {
	lang                             string
	title, kind, product             string
	headline, intro, notThis, author string
	gapsTitle, restTitle, fullTitle  string
	full                             string
	gaps, rest                       []Answer
	mark                             string
}

// sheet chooses every word of the document.
func (q QuickCheck) sheet() quickSheet {
	f := facts{Input: Input{Pack: q.Pack, Lang: q.Lang}, words: i18n.For(q.Lang)}
	t := f.words.T
	s := quickSheet{
		lang: q.Lang, kind: t("report.quick.kind"), product: t("name.product"), title: t("report.quick.title"),
		headline: q.headline(f.words), intro: t("report.quick.intro"), notThis: t("disclaimer"), author: t("name.product"),
		gapsTitle: t("report.quick.gaps"), restTitle: t("report.quick.rest"),
		fullTitle: t("report.quick.full-title"), full: t("report.quick.full"),
		mark: t("report.quick.mark", string(undrawable)),
	}
	gap := map[string]bool{}
	for _, g := range q.Gaps {
		gap[g.Question.ID] = true
	}
	for _, question := range q.questions() {
		a := f.quickAnswer(question, q.Answers[question.ID])
		if gap[question.ID] {
			a.Next = f.quickNext(question)
			s.gaps = append(s.gaps, a)
		} else {
			s.rest = append(s.rest, a)
		}
	}
	return s
}

func (q QuickCheck) headline(w *i18n.Words) string {
	if q.Of == 0 {
		return w.T("report.quick.none")
	}
	return w.T("report.quick.headline", q.Met, q.Of)
}

func (f facts) quickAnswer(q *forms.Question, level forms.Level) Answer {
	t := f.words.T
	a := Answer{Short: t("report.principle", strconv.Itoa(q.Principle), q.Short.In(f.Lang)), Prompt: q.Prompt.In(f.Lang)}
	f.choice(&a, q, forms.Answer{Level: level})
	if level == forms.NA {
		a.Sentence = t("report.quick.na")
		a.Spoken = a.Sentence
	}
	return a
}

// quickNext gives every gap its next step, known level or not.
func (f facts) quickNext(q *forms.Question) *Next {
	return &Next{Steps: []Step{{f.words.T("report.next.label"), q.Next.In(f.Lang)}}, Resources: f.resources(q)}
}
