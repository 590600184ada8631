package report

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"

	"eleven/forms"
)

// editions are the documents that readers meet.
func editions(t *testing.T) map[string]Input {
	hidden := submitted(chatApp(t), forms.Full)
	hidden.HideScores = true
	empty := chatApp(t)
	empty.Assessment.Answers, empty.Assessment.Profile = nil, forms.Profile{}
	returned := chatApp(t)
	returned.Assessment.State = forms.Returned
	part := reviewed(submitted(chatApp(t), forms.Full))
	part.Review.State, part.Assessment.State = forms.Scoring, forms.Submitted
	return map[string]Input{
		"a draft":                  chatApp(t),
		"a full submission":        submitted(chatApp(t), forms.Full),
		"essentials":               submitted(chatApp(t), forms.Essentials),
		"a released review":        reviewed(submitted(chatApp(t), forms.Full)),
		"a reviewer's own part":    part,
		"before a reviewer scores": hidden,
		"returned with a question": returned,
		"nothing said yet":         empty,
		"nothing counts":           everythingNA(submitted(chatApp(t), forms.Full)),
	}
}

func TestEveryEditionIsASoundTaggedFileWithoutAMissingWord(t *testing.T) {
	for name, in := range editions(t) {
		for _, lang := range []string{"en", "fr"} {
			t.Run(name+" "+lang, func(t *testing.T) {
				in.Lang = lang
				data := draw(t, in)
				sound(t, data)
				info := tool(t, "pdfinfo", saved(t, data))
				if !strings.Contains(info, "Tagged:          yes") || !strings.Contains(info, "PDF version:     1.7") {
					t.Errorf("pdfinfo: %s", info)
				}
				text := textOf(t, data)
				if strings.Contains(text, "[report.") || strings.Contains(text, "<no value>") || strings.Contains(text, "□") {
					t.Error("a word is missing, or a character cannot be drawn")
				}
			})
		}
	}
}

func TestAccentsAndFrenchSpacesSurviveACopy(t *testing.T) {
	in := chatApp(t)
	in.Lang, in.Assessment.Language = "fr", "fr"
	want := "Œuvre à cœur, « déjà vu » dès 1\u202f234 élèves, l’été, ÀÉÈÊËÇÎÏÔÛÙÜŸ àéèêëçîïôûùüÿ – 12\u00a0%"
	in.Assessment.Answers["p01-q01"] = forms.Answer{Level: "2", Note: want}
	text := textOf(t, draw(t, in))
	for _, want := range []string{want, "Sommaire de l’état de préparation", "«\u00a0Je ne sais pas encore\u00a0»", "esures incontournables en place\u00a0:"} {
		if !strings.Contains(text, plain(want)) {
			t.Errorf("%q is not in the text", want)
		}
	}
}

func TestTheStructureHoldsHeadingsTablesListsFiguresAndLinks(t *testing.T) {
	data := draw(t, reviewed(submitted(chatApp(t), forms.Essentials)))
	tree := structure(t, data)
	for _, kind := range []string{"Document", "H1 (block)", "H2 (block)", "H3 (block)", "P (block)", "L (block)", "LBody (block)", "Table (block)", "/Scope /Column", "/Scope /Row", "Figure", "Link (inline)", "TOCI"} {
		if !strings.Contains(tree, kind) {
			t.Errorf("the structure has no %s", kind)
		}
	}
	for _, heading := range []string{"Readiness summary", "Principle by principle", "The plan", "Questions that did not apply", "How the scores are made"} {
		if !strings.Contains(tree, "H1 (block)\n      \""+heading+"\"") {
			t.Errorf("%q is no heading of the first level", heading)
		}
	}
	figure := textString("Bar chart, one bar for each principle")
	if !bytes.Contains(data, []byte("/Alt "+strings.TrimSuffix(figure, ">"))) {
		t.Error("the chart has no alternative text")
	}
}

func TestTheFileNamesItsLanguageTitleAndPages(t *testing.T) {
	in := submitted(chatApp(t), forms.Full)
	in.Lang = "fr"
	data := draw(t, in)
	for what, want := range map[string]string{
		"language":     "/Lang " + textString("fr"),
		"title shown":  "/DisplayDocTitle true",
		"marked":       "/MarkInfo <</Marked true>>",
		"bookmarks":    "/PageMode /UseOutlines",
		"XMP title":    `<rdf:li xml:lang="fr">Sommaire de l’état de préparation` + "\u00a0: BrookChat, Clear Brook Inc.</rdf:li>",
		"tab order":    "/Tabs /S",
		"content tags": "/StructParents 0",
	} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("%s: %s is missing", what, want)
		}
	}
	text := textOf(t, data)
	if pages := strings.Count(text, " / "); pages < 12 || !strings.Contains(text, "3 / ") {
		t.Errorf("pages are not numbered as 3 / 12; %d numbers", pages)
	}
}

func TestPeoplesOwnTextCarriesItsLanguage(t *testing.T) {
	in := chatApp(t)
	in.Lang, in.Assessment.Language = "fr", "en"
	data := draw(t, in)
	english := []byte("/Lang " + textString("en"))
	if n := bytes.Count(data, english); n < 10 {
		t.Errorf("%d pieces are marked as English in a French document of an English company", n)
	}
	if !strings.Contains(textOf(t, data), "Ils ne sont pas traduits.") {
		t.Error("the reader is not told that notes are not translated")
	}
	in.Lang = "en"
	if bytes.Count(draw(t, in), english) != 2 {
		t.Error("the language is repeated where it is the document's")
	}
}

func TestAReviewersTextCarriesItsLanguage(t *testing.T) {
	in := reviewed(submitted(chatApp(t), forms.Full))
	before := bytes.Count(draw(t, in), []byte("/Lang "+textString("fr")))
	for n, p := range in.Review.Principles {
		p.Language = "fr"
		in.Review.Principles[n] = p
	}
	data := draw(t, in)
	if n := bytes.Count(data, []byte("/Lang "+textString("fr"))) - before; n < len(in.Review.Principles) {
		t.Errorf("%d pieces of %d reasons are marked as French", n, len(in.Review.Principles))
	}
	if !strings.Contains(textOf(t, data), "Written in French.") {
		t.Error("the reader is not told that the reasons are in French")
	}
}

func TestTheSameStateGivesTheSameBytes(t *testing.T) {
	in := reviewed(submitted(chatApp(t), forms.Full))
	first := draw(t, in)
	for range 4 {
		if !bytes.Equal(first, draw(t, reviewed(submitted(chatApp(t), forms.Full)))) {
			t.Fatal("the bytes differ")
		}
	}
	in.Lang = "fr"
	if bytes.Equal(first, draw(t, in)) {
		t.Error("both languages are the same")
	}
}

func TestCompaniesOfTheUnitedStatesGetLetterPaper(t *testing.T) {
	for country, size := range map[string]string{"CA": "(A4)", "NZ": "(A4)", "US": "(letter)"} {
		in := chatApp(t)
		in.Assessment.Country = country
		if info := tool(t, "pdfinfo", saved(t, draw(t, in))); !strings.Contains(info, size) {
			t.Errorf("%s is not on %s", country, size)
		}
	}
}

func TestSeveralDocumentsAreDrawnAtOnce(t *testing.T) {
	in := reviewed(submitted(chatApp(t), forms.Full))
	want := draw(t, in)
	var wait sync.WaitGroup
	problems := make(chan string, 6)
	for i := range 6 {
		wait.Go(func() {
			s, err := Summarize(in)
			if err != nil {
				problems <- err.Error()
				return
			}
			data, err := s.PDF()
			if err != nil || !bytes.Equal(data, want) {
				problems <- fmt.Sprintf("document %d differs, error %v", i, err)
			}
		})
	}
	wait.Wait()
	close(problems)
	for p := range problems {
		t.Error(p)
	}
}

func TestTwoHundredLongNotesAreAllThere(t *testing.T) {
	in := chatApp(t)
	note := strings.Repeat("We wrote this down, named a person and looked at it again. ", 80)
	n := 0
	for id, a := range in.Assessment.Answers {
		a.Note = note + "Last words of " + id + "."
		a.Evidence = nil
		for range 2 {
			a.Evidence = append(a.Evidence, forms.Evidence{Title: note[:180], Holder: note[:180], Place: note[:180]})
			n++
		}
		in.Assessment.Answers[id] = a
	}
	data := draw(t, in)
	sound(t, data)
	text := textOf(t, data)
	for _, q := range in.Pack.Questions() {
		applies := forms.Tailor(in.Pack, in.Assessment.Profile).Applies[q.ID]
		if there := strings.Contains(text, "Last words of "+q.ID+"."); there != applies {
			t.Errorf("the end of the note on %s is there: %t, want %t", q.ID, there, applies)
		}
	}
	if n < 180 {
		t.Fatalf("%d records are too few for this test", n)
	}
}

func TestAPanicInTheLibraryIsAnError(t *testing.T) {
	data, err := makePDF(false, about{lang: "en"}, func(s *sheet) {
		s.addPage()
		s.pdf.SetFont(fontName, "", 9)
		s.pdf.CellFormat(10, 10, "\U0001F600", "", 0, "", false, 0, "") // the library panics on an emoji
	})
	if err == nil || data != nil {
		t.Error("the panic did not come back as an error")
	}
	if _, err := makePDF(false, about{lang: "en"}, func(*sheet) { panic("typed") }); err == nil || strings.Contains(err.Error(), "typed") {
		t.Errorf("the panic came back as %v", err)
	}
	if _, err := makePDF(false, about{lang: "en"}, func(s *sheet) { s.addPage() }); err != nil {
		t.Errorf("the next document cannot be drawn: %v", err)
	}
}

func TestTheBoxOfMissingMustDosHoldsATitleOfAnyLength(t *testing.T) {
	for _, title := range []string{"2 must-dos are missing", strings.Repeat("two of them answered and not confirmed ", 4)} {
		_, err := makePDF(false, about{lang: "en"}, func(s *sheet) {
			s.addPage()
			s.y += 100
			m, top := Missing{Title: title, Items: []Item{{Name: "One"}, {Name: "Two"}, {Name: "Three"}}}, s.y
			s.missing(s.tree.root.add("Sect"), m, roomy)
			if room, used := s.missingHeight(s.boxed(), m, roomy)+2*boxPad+5, s.y-top; used > room+0.01 {
				t.Errorf("%q: %.1f points stand in a box of %.1f", title, used, room)
			}
		})
		if err != nil {
			t.Error(err)
		}
	}
}
