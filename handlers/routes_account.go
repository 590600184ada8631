package handlers

// accountRoutes are for getting in, getting out, and one's own account.
var accountRoutes = []route{
	{"GET", "/sign-in", everyone, signInPage},
	{"POST", "/sign-in", everyone, signIn},
	{"POST", "/sign-out", everyone, signOut},
}
