package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"eleven/forms"
	"eleven/templates"
)

func assessmentList(s *Server, c *gin.Context, v Visitor) error {
	return s.showAssessments(c, v, http.StatusOK, "", nil)
}

func (s *Server) showAssessments(c *gin.Context, v Visitor, status int, service string, bad forms.Invalid) error {
	rows, err := s.db.Assessments(c.Request.Context(), v.User.Company)
	if err != nil {
		return err
	}
	body := templates.AssessmentsPage{Service: service, CanStart: forms.CanEdit(v.User.Role, forms.Draft)}
	for _, r := range rows {
		body.Rows = append(body.Rows, templates.AssessmentRow{
			ID: r.ID, Service: r.Service, Round: r.Round, State: string(r.State), ChangedAt: r.ChangedAt,
		})
	}
	if !body.CanStart {
		return show(c, status, templates.Assessments, s.frame(v, "assessments.title"), body)
	}
	f := s.formFrame(c, v, "main-form", "/assessments", "assessments.title")
	return show(c, status, templates.Assessments, s.withProblems(c, v, f, bad), body)
}

// startAssessment begins the assessment of a service, or opens the one begun.
func startAssessment(s *Server, c *gin.Context, v Visitor) error {
	service := forms.Clean(v.Form.Get("service"))
	bad := forms.CheckText("service", &service, 1, forms.MaxName, v.Words.T("mark.removed"))
	if status, again := v.redo(bad); again {
		return s.showAssessments(c, v, status, service, bad)
	}
	rows, err := s.db.Assessments(c.Request.Context(), v.User.Company)
	if err != nil {
		return err
	}
	services := map[string]bool{}
	for _, r := range rows {
		services[r.Service] = true
	}
	if bad := forms.CheckServices(services, service); bad != nil {
		return s.showAssessments(c, v, http.StatusUnprocessableEntity, service, bad)
	}
	id, err := s.db.StartAssessment(c.Request.Context(), v.Actor(), service, v.Lang, s.pack)
	if err != nil {
		return err
	}
	return seeOther(c, v, "/assessments/"+id, "")
}

// taskList is the page a company comes back to: what is done, what is next.
func taskList(s *Server, c *gin.Context, v Visitor) error {
	return s.showTasks(c, v, http.StatusOK)
}

func (s *Server) showTasks(c *gin.Context, v Visitor, status int) error {
	st, err := s.standing(c, v)
	if err != nil {
		return err
	}
	depth := st.depth(c)
	r := st.count(depth)
	body := templates.TasksPage{
		ID: st.record.ID, Service: st.text.Service, Round: st.text.Round, State: string(st.text.State),
		Described: st.text.Profile.Described(), CanEdit: forms.CanEdit(v.User.Role, st.text.State),
		Dots: dotsOf(r, 0), Minutes: r.Overall.Minutes, Left: r.Overall.Left(), Asked: r.Overall.Asked,
		Essentials: depth == forms.Essentials, Query: depthQuery(c),
	}
	essentials := st.count(forms.Essentials).Overall
	body.EssentialsAsked, body.EssentialsLeft, body.EssentialsMinutes = essentials.Asked, essentials.Left(), essentials.Minutes
	for _, theme := range st.pack.Themes {
		view := templates.TaskTheme{Title: theme.Title}
		for _, n := range theme.Principles {
			view.Tasks = append(view.Tasks, task(v, st, r, n))
		}
		body.Themes = append(body.Themes, view)
	}
	body.Next, body.Complete, body.Counting = next(body)
	body.Submission = submissionView(st)
	body.CanWithdraw = v.User.Role == forms.Owner
	f := s.frame(v, "tasks.title", st.text.Service)
	return show(c, status, templates.Tasks, s.withProblems(c, v, f, nil), body)
}

func task(v Visitor, st standing, r forms.Readiness, n int) templates.Task {
	p, pr := r.Principle(n), st.pack.Principle(n)
	out := templates.Task{
		Number: n, Title: pr.Title, Asked: p.Asked, Left: p.Left(), Minutes: p.Minutes,
	}
	switch {
	case !st.text.Profile.Described():
	case st.tailoring.Beyond(pr, r.Depth):
		out.Status = "beyond"
	case p.Asked == 0:
		out.Status = "none"
		if hidden := st.tailoring.HiddenIn(n); len(hidden) > 0 {
			out.Because = because(v, st.pack, hidden[0])
		}
	case p.Answered == 0:
		out.Status = "todo"
	case p.Left() > 0:
		out.Status = "progress"
	default:
		out.Status = "done"
	}
	return out
}

// next finds the one thing to do next, and counts what is complete.
func next(body templates.TasksPage) (first templates.Task, complete, counting int) {
	for _, theme := range body.Themes {
		for _, t := range theme.Tasks {
			if t.Status == "none" || t.Status == "beyond" {
				continue
			}
			counting++
			if t.Status == "done" {
				complete++
			} else if first.Number == 0 || first.Status == "todo" && t.Status == "progress" {
				first = t
			}
		}
	}
	return first, complete, counting
}

func submissionView(st standing) templates.SubmissionView {
	sub := st.record.Submission
	if sub == nil {
		return templates.SubmissionView{}
	}
	out := templates.SubmissionView{
		Exists: true, At: sub.SubmittedAt, Depth: string(sub.Depth), Review: string(sub.Review),
		Country: sub.Country, Shared: sub.Shared, ReleasedAt: sub.ReleasedAt,
	}
	for _, r := range sub.Readings {
		out.Readings = append(out.Readings, templates.Reading{Country: r.Country, How: r.How, At: r.FirstAt})
	}
	return out
}
