package templates

// FailedPage says what went wrong. Key chooses the words; Typed is what the
// visitor had posted to Action, so that it can be sent again.
type FailedPage struct {
	Key, Reference string
	Action         string
	Typed          []Typed
	Onward         []Onward
}

// Onward is a link to what comes next.
type Onward struct{ Rest, Text string }

// Typed is one posted field.
type Typed struct{ Name, Value string }

// Failed is the page for whatever went wrong.
var Failed = page[FailedPage]("failed")

// SignInPage is the sign-in form. Next is the page that was asked for, without
// language, or "".
type SignInPage struct {
	Email   string
	Next    string
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

// Labelled gives the field other words than those of its name.
func (f Field) Labelled(label string) Field {
	f.Label = label
	return f
}

// Hinted gives the field another hint.
func (f Field) Hinted(hint string) Field {
	f.Hint = hint
	return f
}

// RegisterPage is the form that registers a company. Proposed is the zone that
// was chosen for the visitor; Carried the quick check's answers as JSON, or "".
type RegisterPage struct {
	Company, Name, Email string
	Countries, Zones     []Option
	Proposed             string
	Carried              string
}

// Register is the registration form.
var Register = page[RegisterPage]("register")

// SentPage says that a message is on its way. Kind is "register" or "password",
// which is also where one tries again; Email is where it went, or "".
type SentPage struct{ Kind, Email string }

// Sent is the page after a message was sent.
var Sent = page[SentPage]("sent")

// DeadPage is where a one-time link leads that works no longer. Kind chooses
// the words; Offers are the ways on. Used: the link itself is over.
type DeadPage struct {
	Kind   string
	Used   bool
	Offers []NavLink
}

// Dead is the page of a dead link.
var Dead = page[DeadPage]("dead")

// ConfirmPage shows what a registration will make. Here: this is the browser
// that registered, so one button is enough.
type ConfirmPage struct {
	Token                               string
	Company, Country, Name, Email, Zone string
	Here                                bool
}

// Confirm is the page behind the link of a registration.
var Confirm = page[ConfirmPage]("confirm")

// PasswordPage asks where to send a link for a new password.
type PasswordPage struct{ Email string }

// Password is the form of a forgotten password.
var Password = page[PasswordPage]("password")

// NewPasswordPage takes the new password of the account with the address.
type NewPasswordPage struct{ Token, Email string }

// NewPassword is the page behind the link for a new password.
var NewPassword = page[NewPasswordPage]("new-password")

// SetupPage makes the first administrator.
type SetupPage struct {
	Token, Name, Email string
	Zones              []Option
}

// Setup is the page behind the set-up link.
var Setup = page[SetupPage]("setup")

// InvitationPage makes the account that an invitation offers; Where is a
// company's name, a country or the secretariat.
type InvitationPage struct {
	Token, Email, Where, Role string
	Name                      string
	Zones                     []Option
}

// Invitation is the page behind an invitation's link.
var Invitation = page[InvitationPage]("invitation")

// AccountPage is a person's own account. Others: they are signed in elsewhere too.
type AccountPage struct {
	Email, Role, Name string
	Languages, Zones  []Option
	Sessions          []AccountSession
	Others            bool
}

// AccountSession is one browser the person is signed in with, "" when unknown;
// times in seconds since 1970. Here is the one that asks.
type AccountSession struct {
	Device            string
	StartedAt, SeenAt int64
	Here              bool
}

// Account is the page of one's own account.
var Account = page[AccountPage]("account")
