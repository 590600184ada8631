package handlers

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"eleven/db"
	"eleven/forms"
	"eleven/mail"
	"eleven/templates"
)

// checkPage shows every answer before it is handed in, with a way to change each.
func checkPage(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	depth := st.depth(c)
	body := templates.CheckPage{
		ID: st.record.ID, Service: st.text.Service, CanEdit: forms.CanEdit(v.User.Role, st.text.State),
		Query: withQuery(depthQuery(c), "back", "check"), Depth: depthQuery(c),
		CanSubmit: forms.CanSubmit(v.User.Role, st.text.State), Drafting: st.text.State.Drafting(), Essentials: depth == forms.Essentials,
		Left:           len(forms.Unanswered(st.pack, st.tailoring, st.text.Answers, forms.Full)),
		LeftEssentials: len(forms.Unanswered(st.pack, st.tailoring, st.text.Answers, forms.Essentials)),
		Features:       features(v, st.pack, st.text.Profile), Described: st.text.Profile.Described(),
		Facts: describedBy(v, st.text.Profile),
	}
	_, body.Lang = otherLanguage(v, st.text.Language)
	for _, pr := range st.pack.Principles {
		view := templates.CheckPrinciple{Number: pr.Number, Title: pr.Title}
		asked, _ := st.tailoring.Split(pr, depth)
		for _, q := range asked {
			a := st.text.Answers[q.ID]
			view.Answers = append(view.Answers, templates.CheckAnswer{
				ID: q.ID, Prompt: q.Prompt, Must: q.Must, Level: levelWords(v, q, a.Level), Answered: a.Level.Answered(),
				Note: a.Note, Cause: causeOf(v, st.pack, a), Reason: reasonOf(a), Records: records(v, a.Evidence),
			})
		}
		body.Principles = append(body.Principles, view)
	}
	return show(c, 200, templates.Check, s.frame(v, "check.title", st.text.Service), body)
}

// reasonOf is why a question does not apply; it counts only with that answer.
func reasonOf(a forms.Answer) string {
	if a.Level == forms.NA {
		return a.Reason
	}
	return ""
}

// causeOf is the cause chosen from the list; it counts only with that answer.
func causeOf(v Visitor, pack *forms.Pack, a forms.Answer) string {
	i := slices.IndexFunc(pack.Causes, func(cause forms.Cause) bool { return cause.Code == a.Cause })
	if a.Level != forms.NA || i < 0 {
		return ""
	}
	return pack.Causes[i].Label.In(v.Lang)
}

// submitForm is what a named senior person signs.
type submitForm struct {
	depth     forms.Depth
	signature forms.Signature
	attest    bool
}

func submitPage(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	form := submitForm{depth: forms.Full, signature: forms.Signature{Name: v.User.Name, Countries: []string{v.User.Country}, ReviewingCountry: v.User.Country}}
	if st.depth(c) == forms.Essentials || len(forms.Unanswered(st.pack, st.tailoring, st.text.Answers, forms.Full)) > 0 {
		form.depth = forms.Essentials
	}
	return s.showSubmit(c, v, st, http.StatusOK, form, nil)
}

func (s *Server) showSubmit(c *gin.Context, v Visitor, st standing, status int, form submitForm, bad forms.Invalid) error {
	body := templates.SubmitPage{
		ID: st.record.ID, Query: depthQuery(c), Service: st.text.Service, Name: form.signature.Name, Position: form.signature.Position, Attest: form.attest,
		CanSubmit: forms.CanSubmit(v.User.Role, st.text.State), Drafting: st.text.State.Drafting(), Described: st.text.Profile.Described(),
		Countries: choices(v, "country.", forms.Countries, form.signature.Countries...),
		Reviewing: choices(v, "country.", forms.Countries, form.signature.ReviewingCountry),
		Unknown:   st.readiness.Overall.Unknown,
	}
	for _, depth := range []forms.Depth{forms.Full, forms.Essentials} {
		left := forms.Unanswered(st.pack, st.tailoring, st.text.Answers, depth)
		option := templates.DepthOption{Value: string(depth), Chosen: form.depth == depth, Left: len(left)}
		first := left[:min(len(left), 5)]
		option.More = len(left) - len(first)
		for _, q := range first {
			option.First = append(option.First, templates.MissingMust{ID: q.ID, Number: q.Principle, Short: q.Short})
		}
		body.Depths = append(body.Depths, option)
	}
	f := s.frame(v, "submit.title", st.text.Service)
	if body.CanSubmit {
		f = s.formFrame(c, v, "main-form", st.at("/submit"+depthQuery(c)), "submit.title", st.text.Service)
	}
	return show(c, status, templates.Submit, s.withProblems(c, v, f, bad), body)
}

// readSubmit reads a submission of a company whose own country is home.
func readSubmit(form url.Values, home, mark string) (submitForm, forms.Invalid) {
	f := submitForm{
		depth:  forms.Depth(oneOf(form.Get("depth"), string(forms.Full), string(forms.Essentials))),
		attest: form.Get("attest") != "",
		signature: forms.Signature{
			Name: forms.Clean(form.Get("name")), Position: forms.Clean(form.Get("position")),
			Countries: known(form["countries"], forms.Countries), ReviewingCountry: oneOf(form.Get("reviewing_country"), forms.Countries...),
		},
	}
	var bad forms.Invalid
	if f.depth == "" {
		bad = append(bad, forms.Problematic("depth", "submit.depth"))
	}
	if len(f.signature.Countries) == 0 {
		bad = append(bad, forms.Problematic("countries", "submit.countries"))
	}
	if !slices.Contains(f.signature.Countries, f.signature.ReviewingCountry) {
		bad = append(bad, forms.Problematic("reviewing_country", "submit.reviewing"))
	} else if slices.Contains(f.signature.Countries, home) && f.signature.ReviewingCountry != home {
		bad = append(bad, forms.Problematic("reviewing_country", "submit.own-country"))
	}
	bad = append(bad, checkLine("name", &f.signature.Name, mark)...)
	bad = append(bad, checkLine("position", &f.signature.Position, mark)...)
	if !f.attest {
		bad = append(bad, forms.Problematic("attest", "submit.attest"))
	}
	return f, bad
}

// submit hands the assessment in: a snapshot that never changes. What stands in
// the way is checked again inside the transaction.
func submit(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	if !forms.CanSubmit(v.User.Role, st.text.State) {
		return forms.ErrLocked
	}
	form, bad := readSubmit(v.Form, v.User.Country, v.Words.T("mark.removed"))
	bad = append(incomplete(st, form.depth), bad...) // in the order of the page
	if status, again := v.redo(bad); again {
		return s.showSubmit(c, v, st, status, form, bad)
	}
	check := func(a forms.Assessment) error {
		now := st
		now.text, now.tailoring = a, forms.Tailor(st.pack, a.Profile)
		return incomplete(now, form.depth).OrNil()
	}
	mails, err := s.submitted(c, v, st)
	if err != nil {
		return err
	}
	err = s.db.Submit(c.Request.Context(), v.Actor(), st.record.ID, st.pack.Digest, form.depth, form.signature, check, mails)
	if err != nil {
		return err
	}
	s.Wake()
	return seeOther(c, v, st.at(""), "submitted")
}

// incomplete says what keeps an assessment from being handed in at a depth.
func incomplete(st standing, depth forms.Depth) forms.Invalid {
	var bad forms.Invalid
	if !st.text.Profile.Described() {
		bad = append(bad, forms.Problematic("", "submit.profile"))
	}
	if n := len(forms.Unanswered(st.pack, st.tailoring, st.text.Answers, depth)); n > 0 && depth != "" {
		bad = append(bad, forms.Problematic("depth", "submit.unanswered", n))
	}
	return bad
}

// submitted writes the mail with the link to the copy to everybody of the company.
func (s *Server) submitted(c *gin.Context, v Visitor, st standing) ([]db.Mail, error) {
	people, err := s.db.Colleagues(c.Request.Context(), v.User.Company)
	if err != nil {
		return nil, err
	}
	var out []db.Mail
	for _, p := range people {
		if p.Disabled || p.Role == forms.Viewer {
			continue
		}
		link := s.URL + "/" + p.Language + st.at("/results")
		out = append(out, letter(mail.Submitted(p.Language, p.Email, st.text.Service, st.text.Round, link)))
	}
	return out, nil
}

// withdraw takes the submission back until a review begins.
func withdraw(s *Server, c *gin.Context, v Visitor) error {
	if status, again := v.redo(nil); again {
		return s.showTasks(c, v, status)
	}
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	if err := s.db.Withdraw(c.Request.Context(), v.Actor(), st.record.ID); err != nil {
		return err
	}
	return seeOther(c, v, st.at(depthQuery(c)), "withdrawn")
}
