package handlers

import (
	"net/http"
	"slices"

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
	bad := checkLine("service", &service, v.mark())
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
	essentials := st.count(forms.Essentials)
	few := essentials.Overall
	body.EssentialsAsked, body.EssentialsLeft, body.EssentialsMinutes = few.Asked, few.Left(), few.Minutes
	for _, theme := range st.pack.Themes {
		view := templates.TaskTheme{Title: theme.Title}
		for _, n := range theme.Principles {
			view.Tasks = append(view.Tasks, task(v, st, r, n))
		}
		body.Themes = append(body.Themes, view)
	}
	body.Next = next(body)
	body.Complete, body.Counting = complete(r)
	if namedDepth(c) == "" && st.record.LastDepth == "" && r.Overall.Answered == essentials.Overall.Answered {
		body.Opener = firstLeft(essentials)
	}
	body.Submission = submissionView(st)
	body.CanSubmit = forms.CanSubmit(v.User.Role, st.text.State)
	carried, _ := readCarried(st.pack, st.record.Carried)
	body.Carried = body.CanEdit && r.Overall.Answered == 0 && len(carried) > 0
	body.CanWithdraw = forms.CanWithdraw(v.User.Role, st.text.State, forms.ReviewState(body.Submission.Review))
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

// next finds the one principle to go on with.
func next(body templates.TasksPage) (first templates.Task) {
	for _, theme := range body.Themes {
		for _, t := range theme.Tasks {
			open := t.Status == "todo" || t.Status == "progress"
			if open && (first.Number == 0 || first.Status == "todo" && t.Status == "progress") {
				first = t
			}
		}
	}
	return first
}

// complete counts the principles that have a question, and those of them with
// every question answered.
func complete(r forms.Readiness) (complete, counting int) {
	for _, p := range r.Principles {
		if p.Asked > 0 {
			counting++
		}
		if p.Asked > 0 && p.Left() == 0 {
			complete++
		}
	}
	return complete, counting
}

// firstLeft is the first principle with a question left; 0 when there is none.
func firstLeft(r forms.Readiness) int {
	i := slices.IndexFunc(r.Principles, func(p forms.Score) bool { return p.Left() > 0 })
	return i + 1
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
