package mail

import "eleven/i18n"

// One function for each message, in order of a person's acquaintance with the
// portal. lang is "en" or "fr", to one address, url absolute. Names may hold
// anything a person typed.

// Confirm asks somebody who registered a company to confirm the address. Nobody
// knows yet whose address it is: the letter holds nothing that was typed.
func Confirm(lang, to, url string, hours int) Message {
	w := i18n.For(lang)
	return letter{
		Subject: w.T("mail.confirm.subject"),
		Why:     w.T("mail.confirm.why"),
		Do:      w.T("mail.confirm.do"),
		Label:   w.T("mail.confirm.label"),
		URL:     url,
		After:   w.T("mail.once", w.T("mail.hours", hours)),
		Unasked: w.T("mail.confirm.unasked"),
	}.message(w, "confirm", to)
}

// AlreadyRegistered tells the owner of an account that somebody registered with
// the same address; url leads to where one signs in.
func AlreadyRegistered(lang, to, url string) Message {
	w := i18n.For(lang)
	return letter{
		Subject: w.T("mail.already.subject"),
		Why:     w.T("mail.already.why"),
		Do:      w.T("mail.already.do"),
		Label:   w.T("mail.already.label"),
		URL:     url,
		Unasked: w.T("mail.already.unasked"),
	}.message(w, "registered-already", to)
}

// Reset lets somebody choose a new password.
func Reset(lang, to, url string, minutes int) Message {
	w := i18n.For(lang)
	return letter{
		Subject: w.T("mail.reset.subject"),
		Why:     w.T("mail.reset.why"),
		Do:      w.T("mail.reset.do"),
		Label:   w.T("mail.reset.label"),
		URL:     url,
		After:   w.T("mail.once", w.T("unit.minutes", minutes)),
		Unasked: w.T("mail.reset.unasked"),
	}.message(w, "reset", to)
}

// ResetUnknown answers a wish for a new password at an address without account;
// url leads to where one registers or tries another address.
func ResetUnknown(lang, to, url string) Message {
	w := i18n.For(lang)
	return letter{
		Subject: w.T("mail.unknown.subject"),
		Why:     w.T("mail.unknown.why"),
		Do:      w.T("mail.unknown.do"),
		Label:   w.T("mail.unknown.label"),
		URL:     url,
		Unasked: w.T("mail.unknown.unasked"),
	}.message(w, "reset-unknown", to)
}

// Invitation asks somebody in: role is a forms.Role, where the name of the
// company or of the country. A name that leads elsewhere is left out.
func Invitation(lang, to, inviter, role, where, url string, hours int) Message {
	w := i18n.For(lang)
	inviter = invitedBy(inviter, w.T("mail.invitation.somebody"))
	where = invitedBy(where, w.T("mail.invitation.organisation"))
	return letter{
		Subject: w.T("mail.invitation.subject", inviter),
		Why:     w.T("mail.invitation.why", inviter, where, w.T("mail.role."+role)),
		What:    w.T("mail.invitation.what"),
		Do:      w.T("mail.invitation.do"),
		Label:   w.T("mail.invitation.label"),
		URL:     url,
		After:   w.T("mail.once", w.T("mail.hours", hours)),
		Unasked: w.T("mail.invitation.unasked"),
	}.message(w, "invitation", to)
}

// Submitted tells a company that its assessment is submitted; url leads to its copy.
func Submitted(lang, to, service, round, url string) Message {
	w := i18n.For(lang)
	return letter{
		Subject: w.T("mail.submitted.subject", name(service)),
		Why:     w.T("mail.submitted.why", name(service), name(round)),
		Do:      w.T("mail.submitted.do"),
		Label:   w.T("mail.submitted.label"),
		URL:     url,
		Unasked: w.T("mail.submitted.unasked"),
	}.message(w, "submitted", to)
}

// Released tells a company that it can read its review at url.
func Released(lang, to, service, round, url string) Message {
	w := i18n.For(lang)
	return letter{
		Subject: w.T("mail.released.subject", name(service)),
		Why:     w.T("mail.released.why", name(service), name(round)),
		Do:      w.T("mail.released.do"),
		Label:   w.T("mail.released.label"),
		URL:     url,
		Unasked: w.T("mail.released.unasked"),
	}.message(w, "released", to)
}

// NewDevice tells somebody that their account was used on a device not seen
// before. device and when are in the person's language; url leads to the account.
func NewDevice(lang, to, device, when, url string) Message {
	w := i18n.For(lang)
	return letter{
		Subject: w.T("mail.device.subject"),
		Why:     w.T("mail.device.why", name(device), name(when)),
		Do:      w.T("mail.device.do"),
		Label:   w.T("mail.device.label"),
		URL:     url,
		Unasked: w.T("mail.device.unasked"),
	}.message(w, "new-device", to)
}

// Test shows an administrator that mail arrives and where its links lead.
func Test(lang, to, url string) Message {
	w := i18n.For(lang)
	return letter{
		Subject: w.T("mail.test.subject"),
		Why:     w.T("mail.test.why"),
		Do:      w.T("mail.test.do"),
		Label:   w.T("mail.test.label"),
		URL:     url,
		Unasked: w.T("mail.test.unasked"),
	}.message(w, "test", to)
}
