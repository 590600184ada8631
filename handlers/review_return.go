package handlers

import (
	"context"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/templates"
)

var handBack = buttonSaying(dropping("review-handed-back"), func(ctx context.Context, s *Server, v Visitor, d dossier) error {
	return s.db.HandBack(ctx, v.Actor(), d.ID)
})

// handBackReview puts a review back in the queue for who has it. A lead who does
// not have it gives it back with a reason, in the state that their page showed:
// what the reason was written for must still be so.
func handBackReview(s *Server, c *gin.Context, v Visitor) error {
	d, err := s.dossier(c, v)
	if err != nil {
		return err
	}
	if !d.may.CanReturn() || v.Form.Get("from") == "" {
		return handBack(s, c, v)
	}
	typed := typedReview{reason: forms.Clean(v.Form.Get("reason"))}
	bad := forms.CheckText("reason", &typed.reason, forms.MinReason, forms.MaxNA, v.mark())
	if status, again := v.redo(bad); again {
		return s.showReview(c, v, d, status, typed, bad)
	}
	from, said := forms.ReviewState(v.Form.Get("from")), "review-taken-away"
	if from == forms.Finished {
		said = "review-sent-back"
	}
	if err := s.db.Return(c.Request.Context(), v.Actor(), d.ID, from, typed.reason, v.Lang); err != nil {
		return err
	}
	return seeOther(c, v, d.at(""), said)
}

// returnForm is a lead's way back.
func returnForm(v Visitor, d dossier, f templates.Frame, typed string) templates.ReturnForm {
	if !d.may.CanReturn() {
		return templates.ReturnForm{}
	}
	return templates.ReturnForm{
		Shown: true, Finished: d.State == forms.Finished, From: string(d.State),
		Reason: templates.Field{
			Name: "reason", Label: v.Words.T("reviewing.return.reason"), Hint: v.Words.T("reviewing.return.hint", forms.MinReason),
			Value: typed, Error: f.Problem("reason"),
		},
	}
}

// returned is why a lead gave the review back, for those who go on with it.
func returned(v Visitor, d dossier) templates.Returned {
	if d.ReturnedFor == "" || !d.may.Ours || d.Released() {
		return templates.Returned{}
	}
	out := templates.Returned{Reason: d.ReturnedFor, Waits: d.State == forms.Waiting}
	out.Language, out.Lang = otherLanguage(v, d.ReturnedLang)
	return out
}
