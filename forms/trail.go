package forms

// Beginnings of the trail's actions, as far as somebody may read them on its page.
var (
	doorActions   = []string{"guard", "link", "registration", "round", "session", "user"}
	reviewActions = []string{"review"}
)

// TrailOf gives the beginnings of the actions that a role may read: for
// administrators who came in and what became of whose account, for auditors
// also what reviewers did. What a company's people do with their assessment is
// read by nobody.
func TrailOf(role Role) []string {
	switch role {
	case Administrator:
		return doorActions
	case Auditor:
		return append(reviewActions, doorActions...)
	}
	return nil
}
