package templates

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"eleven/i18n"
)

// frames are what a page may stand in: somebody signed in with everything
// around the page, and a visitor with as little as can be.
func frames(lang string) map[string]Frame {
	quiet := Frame{Words: i18n.For(lang), Zone: time.UTC, Title: "A title <x-typed>", Rest: "/rest", Token: "a.token"}
	loud := quiet
	loud.Person = Person{Name: "Robin <x-typed>", Where: "Quiet Lake"}
	loud.Nav = []NavLink{{Text: "Here", Rest: "/here", Current: true}, {Text: "There", Rest: "/there"}}
	loud.Said, loud.Demo, loud.QuickExit, loud.Wide, loud.Operator, loud.Emergency = "Done.", true, true, true, "The office", "111"
	loud.Problems = []Problem{{Text: "Something is wrong."}, {Field: "depth", Text: "Wrong."}, {Field: "attest", Text: "Wrong."}}
	loud.Stop = []StopHelp{{Country: "Canada", Emergency: "911", Body: "A body", URL: "https://body.example/"}}
	return map[string]Frame{"a visitor": quiet, "somebody": loud}
}

// everyDrawing runs a test on each page as each frame and filling draws it. The
// main form of a page is told to the frame, as the handlers do.
func everyDrawing(t *testing.T, try func(t *testing.T, doc *goquery.Document, f Frame)) {
	t.Helper()
	everyPage(t, func(t *testing.T, p tried, lang string) {
		for name, f := range frames(lang) {
			for _, how := range []filling{nothing, allYes, allNo} {
				t.Run(name+" "+how.String(), func(t *testing.T) {
					first := document(t, p.draw(t, f, how))
					f.Form, f.Action = mainForm(first)
					try(t, document(t, p.draw(t, f, how)), f)
				})
			}
		}
	})
}

func document(t *testing.T, page string) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// mainForm gives the id and the address, without language, of the first form
// that has an id and posts.
func mainForm(doc *goquery.Document) (id, action string) {
	form := doc.Find(`main form[id][method="post"]`).First()
	return form.AttrOr("id", ""), regexp.MustCompile(`^/(en|fr)`).ReplaceAllString(form.AttrOr("action", ""), "")
}

func TestNoPageBringsItsOwnCode(t *testing.T) {
	everyDrawing(t, func(t *testing.T, doc *goquery.Document, _ Frame) {
		doc.Find("script").Each(func(_ int, s *goquery.Selection) {
			if s.AttrOr("src", "") == "" || strings.TrimSpace(s.Text()) != "" {
				t.Errorf("a script of its own: %s", outer(s))
			}
		})
		doc.Find("style, [style], iframe, object, embed, base, meta[http-equiv]").Each(func(_ int, s *goquery.Selection) {
			t.Errorf("not on a page: %s", outer(s))
		})
		doc.Find("*").Each(func(_ int, s *goquery.Selection) {
			for _, a := range s.Nodes[0].Attr {
				if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.TrimSpace(strings.ToLower(a.Val)), "javascript:") {
					t.Errorf("code in an attribute: %s", outer(s))
				}
			}
		})
	})
}

func TestEveryWordIsThereAndEscaped(t *testing.T) {
	key := regexp.MustCompile(`\[[a-z]+[a-z0-9-]*(\.[A-Za-z0-9-]+)+\]|<no value>|ZgotmplZ|%!|\{\{`)
	everyDrawing(t, func(t *testing.T, doc *goquery.Document, _ Frame) {
		if m := key.FindString(outer(doc.Selection)); m != "" {
			t.Errorf("shows %s", m)
		}
		if doc.Find("x-typed").Length() > 0 {
			t.Error("what somebody typed became markup")
		}
		if !strings.Contains(doc.Text(), "A title <x-typed>") {
			t.Error("does not show its title")
		}
	})
}

func TestEveryPostHoldsItsToken(t *testing.T) {
	everyDrawing(t, func(t *testing.T, doc *goquery.Document, f Frame) {
		doc.Find("form").Each(func(_ int, s *goquery.Selection) {
			method := s.AttrOr("method", "")
			if method != "post" && method != "get" {
				t.Errorf("a form without a method: %.200s", outer(s))
			}
			token := s.Find(`input[type="hidden"][name="token"]`)
			if method == "post" && token.AttrOr("value", "") != f.Token {
				t.Errorf("a form without its token: %.200s", outer(s))
			}
			if method == "get" && token.Length() > 0 {
				t.Errorf("a token in an address: %.200s", outer(s))
			}
		})
	})
}

// TestThePageCanBeHadInTheOtherLanguage: by a link, or on a page with a form by
// a submit button behind all others, so that the first stays the main action.
func TestThePageCanBeHadInTheOtherLanguage(t *testing.T) {
	everyDrawing(t, func(t *testing.T, doc *goquery.Document, f Frame) {
		other := i18n.Other(f.Lang())
		link, button := doc.Find("a.lang-switch"), doc.Find(`button[name="switch"]`)
		if f.Form == "" {
			if link.AttrOr("href", "") != "/"+other+"/rest" || link.AttrOr("lang", "") != other || button.Length() > 0 {
				t.Errorf("without a form: %d links, %d buttons", link.Length(), button.Length())
			}
			return
		}
		if link.Length() > 0 || button.Length() != 1 {
			t.Fatalf("with a form: %d links, %d buttons", link.Length(), button.Length())
		}
		for name, want := range map[string]string{"form": f.Form, "formaction": "/" + other + f.Action, "value": other, "lang": other} {
			if got := button.AttrOr(name, ""); got != want {
				t.Errorf("the switch has %s %q, want %q", name, got, want)
			}
		}
		buttons := submits(doc, f.Form)
		if buttons[len(buttons)-1] != button.Nodes[0] {
			t.Error("the switch is not the last button of its form")
		}
		first := goquery.NewDocumentFromNode(buttons[0]).Selection
		if _, named := first.Attr("name"); named && f.Form != "again" { // the result's only way back is such a button
			t.Errorf("the first button is not the main action: %s", outer(first))
		}
	})
}

// submits gives the submit buttons of a form in the order of the page.
func submits(doc *goquery.Document, form string) []*html.Node {
	return doc.Find("button").FilterFunction(func(_ int, s *goquery.Selection) bool {
		if s.AttrOr("type", "submit") != "submit" {
			return false
		}
		owner, own := s.Attr("form")
		if !own {
			owner = s.ParentsFiltered("form").AttrOr("id", "")
		}
		return owner == form
	}).Nodes
}

func TestEveryPictureHasWordsOrIsHidden(t *testing.T) {
	everyDrawing(t, func(t *testing.T, doc *goquery.Document, _ Frame) {
		doc.Find("img, svg").Each(func(_ int, s *goquery.Selection) {
			hidden := s.Closest(`[aria-hidden="true"]`).Length() > 0
			_, alt := s.Attr("alt")
			named := s.AttrOr("role", "") == "img" && s.AttrOr("aria-label", "") != ""
			inside := s.Parent().Closest(`svg[role="img"]`).Length() > 0
			if !hidden && !alt && !named && !inside {
				t.Errorf("a picture without words: %.200s", outer(s))
			}
		})
		doc.Find(".dots").Each(func(_ int, s *goquery.Selection) {
			if s.AttrOr("aria-hidden", "") != "true" {
				t.Error("the mark is read out")
			}
		})
	})
}

func TestEveryControlHasItsLabelAndEveryIDIsOne(t *testing.T) {
	everyDrawing(t, func(t *testing.T, doc *goquery.Document, _ Frame) {
		ids := map[string]int{}
		doc.Find("[id]").Each(func(_ int, s *goquery.Selection) { ids[s.AttrOr("id", "")]++ })
		for id, n := range ids {
			if n > 1 || strings.ContainsAny(id, " \t\n") {
				t.Errorf("%d elements are called %q", n, id)
			}
		}
		for _, name := range []string{"for", "aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls", "form"} {
			doc.Find("[" + name + "]").Each(func(_ int, s *goquery.Selection) {
				for _, id := range strings.Fields(s.AttrOr(name, "")) {
					if ids[id] == 0 {
						t.Errorf("%s names %q, which is not there: %.200s", name, id, outer(s))
					}
				}
			})
		}
		doc.Find("input, select, textarea").Not(`[type="hidden"], [hidden]`).Each(func(_ int, s *goquery.Selection) {
			if doc.Find(fmt.Sprintf("label[for=%q]", s.AttrOr("id", ""))).Length() != 1 {
				t.Errorf("a control without a label: %.200s", outer(s))
			}
		})
		doc.Find("a, button").Each(func(_ int, s *goquery.Selection) {
			if strings.TrimSpace(s.Text()) == "" && s.AttrOr("aria-label", "") == "" {
				t.Errorf("nothing to read on %s", outer(s))
			}
		})
	})
}

func TestEveryErrorIsReadWithItsField(t *testing.T) {
	everyDrawing(t, func(t *testing.T, doc *goquery.Document, f Frame) {
		doc.Find(".govuk-error-message").Each(func(_ int, s *goquery.Selection) {
			field := doc.Find(fmt.Sprintf("[aria-describedby~=%q]", s.AttrOr("id", "")))
			if field.Length() != 1 || field.AttrOr("aria-invalid", "") != "true" {
				t.Errorf("%d fields name the error, marked as wrong %q: %s", field.Length(), field.AttrOr("aria-invalid", ""), outer(s))
			}
			if s.Find(".govuk-visually-hidden").Text() != f.Words.T("frame.error") {
				t.Errorf("does not say that it is an error: %s", outer(s))
			}
		})
	})
}

// TestNothingIsReadAsWhatItIsNotOrTwice: what leads to another page is no
// button, which the space bar would have to press; a question is not also the
// name of a part of the page, and what a bar says is not said beside it again.
func TestNothingIsReadAsWhatItIsNotOrTwice(t *testing.T) {
	everyDrawing(t, func(t *testing.T, doc *goquery.Document, _ Frame) {
		doc.Find("a[role], section.question[aria-labelledby]").Each(func(_ int, s *goquery.Selection) {
			t.Errorf("plays another part: %.200s", outer(s))
		})
		doc.Find(".bars tr:has(svg)").Each(func(_ int, s *goquery.Selection) {
			if s.Find("th, .value").Not(`[aria-hidden="true"]`).Length() > 0 {
				t.Errorf("says more than once what its bar says: %.200s", outer(s))
			}
		})
		doc.Find(`[type="checkbox"][aria-describedby]`).Each(func(_ int, s *goquery.Selection) {
			if doc.Find(fmt.Sprintf("[id=%q] a", s.AttrOr("aria-describedby", ""))).Length() > 0 {
				t.Errorf("a link is read with %s", outer(s))
			}
		})
		doc.Find(".govuk-task-list__item:has(.govuk-task-list__status) a").Not("[aria-describedby]").Each(func(_ int, s *goquery.Selection) {
			t.Errorf("how it stands is not read with %s", outer(s))
		})
		doc.Find(`button[name="theirs"]`).Each(func(_ int, s *goquery.Selection) {
			if s.Closest("fieldset").Length() == 0 {
				t.Errorf("the answer to choose from stands before its question: %.200s", outer(s))
			}
		})
	})
}

func TestEveryPageHasOneHeadingAndOneMainPart(t *testing.T) {
	everyDrawing(t, func(t *testing.T, doc *goquery.Document, f Frame) {
		if doc.Find("html").AttrOr("lang", "") != f.Lang() || doc.Find("main h1").Length() != 1 || doc.Find("h1, main").Length() != 2 {
			t.Errorf("%d h1 and %d main", doc.Find("h1").Length(), doc.Find("main").Length())
		}
		level := 1
		doc.Find("main h1, main h2, main h3, main h4").Each(func(_ int, s *goquery.Selection) {
			next := int(s.Nodes[0].Data[1] - '0')
			if next > level+1 {
				t.Errorf("h%d follows h%d: %s", next, level, s.Text())
			}
			level = next
		})
		if len(f.Problems) > 0 && !strings.HasPrefix(doc.Find("title").Text(), f.Words.T("frame.error-title")) {
			t.Error("the browser's title does not say that something is wrong")
		}
	})
}

func outer(s *goquery.Selection) string {
	text, err := goquery.OuterHtml(s)
	if err != nil {
		return err.Error()
	}
	return text
}
