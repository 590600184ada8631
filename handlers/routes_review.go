package handlers

// reviewRoutes are the reviewers' pages: what is shared with their country, and
// one review with its principles.
var reviewRoutes = []route{
	{"GET", "/reviews", reviewers, reviewList},
	{"GET", "/reviews/{id}", reviewers, reviewPage},
	{"POST", "/reviews/{id}/take", reviewers, takeReview},
	{"POST", "/reviews/{id}/hand-back", reviewers, handBackReview},
	{"POST", "/reviews/{id}/conflict", reviewers, declareConflict},
	{"POST", "/reviews/{id}/finish", reviewers, finishReview},
	{"POST", "/reviews/{id}/release", leads, releaseReview},
	{"GET", "/reviews/{id}/principles/{n}", reviewers, reviewPrinciplePage},
	{"POST", "/reviews/{id}/principles/{n}", reviewers, scorePrinciple},
	{"GET", "/reviews/{id}/summary.pdf", reviewers, reviewPDF},
	{"GET", "/reviews/{id}/answers.json", reviewers, reviewJSON},
}
