package handlers

// accountRoutes are for getting in, getting out, and one's own account.
var accountRoutes = []route{
	{"GET", "/sign-in", everyone, signInPage},
	{"POST", "/sign-in", everyone, signIn},
	{"POST", "/sign-out", everyone, signOut},
	{"GET", "/register", everyone, registerPage},
	{"POST", "/register", everyone, register},
	{"GET", "/register/sent", everyone, registerSent},
	{"GET", "/confirm/{token}", everyone, confirmPage},
	{"POST", "/confirm/{token}", everyone, confirm},
	{"GET", "/password", everyone, passwordPage},
	{"POST", "/password", everyone, askPassword},
	{"GET", "/password/sent", everyone, passwordSent},
	{"GET", "/password/{token}", everyone, newPasswordPage},
	{"POST", "/password/{token}", everyone, newPassword},
	{"GET", "/setup/{token}", everyone, setupPage},
	{"POST", "/setup/{token}", everyone, setup},
	{"GET", "/invitation/{token}", everyone, invitationPage},
	{"POST", "/invitation/{token}", everyone, invitation},
	{"GET", "/account", anyone, accountPage},
	{"POST", "/account", anyone, saveAccount},
	{"POST", "/account/password", anyone, changePassword},
	{"POST", "/account/sessions", anyone, endSessions},
}
