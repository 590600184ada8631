package handlers

// companyRoutes are a company's own pages: its assessments and what
// comes of them, and its people.
var companyRoutes = []route{
	{"GET", "/assessments", companies, assessmentList},
	{"POST", "/assessments", editors, startAssessment},
	{"GET", "/assessments/{id}", companies, taskList},
	{"GET", "/assessments/{id}/profile", companies, profilePage},
	{"POST", "/assessments/{id}/profile", editors, saveProfile},
	{"GET", "/assessments/{id}/principles/{n}", companies, principlePage},
	{"POST", "/assessments/{id}/principles/{n}", editors, savePrinciple},
	{"GET", "/assessments/{id}/evidence/{question}", companies, evidencePage},
	{"POST", "/assessments/{id}/evidence/{question}", editors, addEvidence},
	{"POST", "/assessments/{id}/evidence/{question}/remove", editors, removeEvidence},
	{"GET", "/assessments/{id}/results", companies, resultsPage},
	{"GET", "/assessments/{id}/plan", companies, planPage},
	{"GET", "/assessments/{id}/check", companies, checkPage},
	{"GET", "/assessments/{id}/submit", companies, submitPage},
	{"POST", "/assessments/{id}/submit", owners, submit},
	{"POST", "/assessments/{id}/withdraw", owners, withdraw},
	{"GET", "/assessments/{id}/summary.pdf", companies, companyPDF},
	{"GET", "/assessments/{id}/answers.json", companies, companyJSON},
	{"GET", "/company", companies, companyPage},
	{"POST", "/company", owners, renameCompany},
	{"GET", "/company/people", companies, peoplePage},
	{"POST", "/company/people", owners, invitePerson},
	{"POST", "/company/people/withdraw", owners, withdrawInvitation},
	{"GET", "/company/people/{id}", owners, personPage},
	{"POST", "/company/people/{id}", owners, changePerson},
}
