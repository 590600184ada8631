package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/templates"
)

// companyPage shows the visitor's organisation.
func companyPage(s *Server, c *gin.Context, v Visitor) error {
	return s.showCompany(c, v, http.StatusOK, v.User.CompanyName, nil)
}

// showCompany draws the page; only an owner gets the form with the name.
func (s *Server) showCompany(c *gin.Context, v Visitor, status int, name string, bad forms.Invalid) error {
	own, err := s.db.Company(c.Request.Context(), v.User.Company)
	if err != nil {
		return err
	}
	body := templates.CompanyPage{
		Name: own.Name, Country: v.Words.T("country." + own.Country), People: own.People, Assessments: own.Assessments,
		CanRename: v.User.Role == forms.Owner, NewName: name,
	}
	f := s.frame(v, "company.title")
	if body.CanRename {
		f = s.withProblems(c, v, s.formFrame(c, v, "company-form", "/company", "company.title"), bad)
	}
	return show(c, status, templates.OneCompany, f, body)
}

// renameCompany gives the company another name; what was submitted keeps the old one.
func renameCompany(s *Server, c *gin.Context, v Visitor) error {
	name := v.line("company")
	var bad forms.Invalid
	if !v.Switch {
		bad = checkLine("company", &name, v.mark())
	}
	if status, again := v.redo(bad); again {
		return s.showCompany(c, v, status, name, bad)
	}
	if name != v.User.CompanyName {
		if err := s.db.RenameCompany(c.Request.Context(), v.Actor(), name); err != nil {
			return err
		}
	}
	return seeOther(c, v, "/company", "saved")
}
