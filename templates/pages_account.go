package templates

// FailedPage says what went wrong. Key chooses the words; Typed is what the
// visitor had posted to Action, so that it can be sent again.
type FailedPage struct {
	Key, Reference string
	Action         string
	Typed          []Typed
}

// Typed is one posted field.
type Typed struct{ Name, Value string }

// Failed is the page for whatever went wrong.
var Failed = page[FailedPage]("failed")

// SignInPage is the sign-in form.
type SignInPage struct {
	Email   string
	Carried Carried
	Demo    []DemoAccount
}

// Carried is a post that waits until its sender has signed in again: its
// address without language, its fields, and the tag of the sender.
type Carried struct{ Path, Values, Tag string }

// DemoAccount is one account that a demo shows openly.
type DemoAccount struct{ Email, Password, Role, Where string }

// SignIn is the sign-in page.
var SignIn = page[SignInPage]("sign-in")
