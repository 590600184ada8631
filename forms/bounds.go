package forms

// What one company may keep, so that none fills the portal.
const (
	MaxServices = 50
	MaxEvidence = 20 // records beside one question
)

// CheckServices reports whether a company with these services may name one;
// one of them always.
func CheckServices(services map[string]bool, name string) Invalid {
	if len(services) >= MaxServices && !services[name] {
		return Invalid{Problematic("service", "service.most", MaxServices)}
	}
	return nil
}

// CheckEvidence reports whether a record may stand beside those there are, and
// may bear its date: latest is the last day that has begun anywhere, as 2006-01-02.
func CheckEvidence(there []Evidence, e Evidence, latest string) Invalid {
	var bad Invalid
	if e.Date > latest {
		bad = append(bad, Problematic("date", "evidence.future"))
	}
	for _, other := range there {
		if other.ID == e.ID {
			return bad // sent twice
		}
	}
	if len(there) >= MaxEvidence {
		bad = append(bad, Problematic("title", "evidence.most", MaxEvidence))
	}
	return bad
}
