package handlers

// programmeRoutes are for the people who run the programme.
var programmeRoutes = []route{
	{"GET", "/programme", officials, programmePage},
	{"GET", "/programme/people", administrators, peoplePage},
	{"POST", "/programme/people", administrators, invitePerson},
	{"POST", "/programme/people/withdraw", administrators, withdrawInvitation},
	{"GET", "/programme/people/{id}", administrators, personPage},
	{"POST", "/programme/people/{id}", administrators, changePerson},
	{"GET", "/audit", auditors, auditPage},
}
