package handlers

import (
	"context"

	"github.com/gin-gonic/gin"

	"eleven/i18n"
	"eleven/report"
)

// input is what a company's documents are made of. Their times are in UTC, so
// that the same state gives the same bytes to everybody.
func (s *Server) input(v Visitor, st standing) report.Input {
	return report.Input{
		Pack: st.pack, Assessment: st.text, Review: st.review, Lang: v.Lang,
		Operator: s.Operator.In(v.Lang), Classification: s.Classification,
	}
}

// companyPDF is the readiness summary of the assessment as it stands.
func companyPDF(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	return s.sendPDF(c, v, s.input(v, st))
}

// sendPDF draws a summary and sends it; a reader may fetch so many a minute.
func (s *Server) sendPDF(c *gin.Context, v Visitor, in report.Input) error {
	if !s.gates.downloads.use(v.User.ID) {
		return errTooMany
	}
	summary, err := report.Summarize(in)
	if err != nil {
		return err
	}
	body, err := summary.PDF()
	if err != nil {
		return err
	}
	return download(c, report.SummaryName(in)+".pdf", "application/pdf", body)
}

func companyJSON(s *Server, c *gin.Context, v Visitor) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	return s.sendJSON(c, v, s.input(v, st))
}

func (s *Server) sendJSON(c *gin.Context, v Visitor, in report.Input) error {
	if !s.gates.downloads.use(v.User.ID) {
		return errTooMany
	}
	body, err := report.AnswersJSON(in)
	if err != nil {
		return err
	}
	return download(c, report.AnswersName(in)+".json", "application/json; charset=utf-8", body)
}

// ReportInput gathers what an assessment's summary is made of, for a command:
// the same values as the company's page.
func (s *Server) ReportInput(ctx context.Context, assessment, lang string) (report.Input, error) {
	record, err := s.db.AnyAssessment(ctx, assessment)
	if err != nil {
		return report.Input{}, err
	}
	st, err := s.standingOf(ctx, record.CompanyID, assessment)
	if err != nil {
		return report.Input{}, err
	}
	return s.input(Visitor{Lang: lang, Words: i18n.For(lang)}, st), nil
}
