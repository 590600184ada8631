package forms

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
)

// State is where an assessment stands.
type State string

// The life of an assessment: draft > submitted > (returned > submitted) >
// reviewed. Withdrawing before a review begins gives draft again.
const (
	Draft     State = "draft"
	Submitted State = "submitted"
	Returned  State = "returned"
	Reviewed  State = "reviewed"
)

// Drafting reports whether the answers may still change.
func (s State) Drafting() bool { return s == Draft || s == Returned }

// Role is what a person may be, on one side or the other.
type Role string

// The roles of product.md, section 1.
const (
	Owner         Role = "owner"
	Editor        Role = "editor"
	Viewer        Role = "viewer"
	Reviewer      Role = "reviewer"
	Lead          Role = "lead"
	Administrator Role = "administrator"
	Auditor       Role = "auditor"
)

// CompanyRoles and GovernmentRoles are the two sides, in the order shown.
var (
	CompanyRoles    = []Role{Owner, Editor, Viewer}
	GovernmentRoles = []Role{Reviewer, Lead, Administrator, Auditor}
)

// Company reports whether the role is on the companies' side.
func (r Role) Company() bool { return slices.Contains(CompanyRoles, r) }

// Government reports whether the role is on the governments' side.
func (r Role) Government() bool { return slices.Contains(GovernmentRoles, r) }

// Reviews reports whether the role reads and scores submissions.
func (r Role) Reviews() bool { return r == Reviewer || r == Lead }

// CanEdit reports whether a person of the role may answer in this state.
func CanEdit(r Role, s State) bool {
	return (r == Owner || r == Editor) && s.Drafting()
}

// CanSubmit reports whether a person of the role may submit in this state.
func CanSubmit(r Role, s State) bool { return r == Owner && s.Drafting() }

// CanWithdraw reports whether a submission may be taken back: by the owner,
// until a review begins.
func CanWithdraw(r Role, s State, review ReviewState) bool {
	return r == Owner && s == Submitted && review == Waiting
}

// Assessment is everything one assessment says at one moment. The snapshot of a
// submission is its JSON and never changes.
type Assessment struct {
	ID       string `json:"id"`
	State    State  `json:"state"`
	Depth    Depth  `json:"depth"`
	Round    string `json:"round"`
	Language string `json:"language"` // of the people who wrote the notes
	Pack     string `json:"pack"`
	Version  string `json:"version"`
	Digest   string `json:"digest"` // of the pack
	Company  string `json:"company"`
	Country  string `json:"country"` // of the company
	Service  string `json:"service"`

	Profile Profile           `json:"profile"`
	Answers map[string]Answer `json:"answers"`

	// ChangedAt is in seconds since 1970, UTC: of the last change, or of the submission.
	ChangedAt int64      `json:"changed_at"`
	Signed    *Signature `json:"signed,omitempty"`
}

// Signature is who attested a submission, and who may read it.
type Signature struct {
	Name             string   `json:"name"`
	Position         string   `json:"position"`
	Countries        []string `json:"countries"`
	ReviewingCountry string   `json:"reviewing_country"`
	At               int64    `json:"at"`
}

// Seal gives the snapshot's bytes and their digest, "sha256:" and hex.
func (a Assessment) Seal() (snapshot []byte, digest string, err error) {
	snapshot, err = json.Marshal(a)
	if err != nil {
		return nil, "", fmt.Errorf("seal assessment %s: %w", a.ID, err)
	}
	sum := sha256.Sum256(snapshot)
	return snapshot, "sha256:" + hex.EncodeToString(sum[:]), nil
}

// Unseal reads a snapshot back and refuses one that does not match its digest.
func Unseal(snapshot []byte, digest string) (Assessment, error) {
	var a Assessment
	sum := sha256.Sum256(snapshot)
	if "sha256:"+hex.EncodeToString(sum[:]) != digest {
		return a, fmt.Errorf("snapshot does not match its digest %s: %w", digest, ErrInvalid)
	}
	if err := json.Unmarshal(snapshot, &a); err != nil {
		return a, fmt.Errorf("unseal: %w", err)
	}
	return a, nil
}

// Unanswered gives the questions of a depth that apply and have no answer yet.
func Unanswered(pack *Pack, t Tailoring, answers map[string]Answer, depth Depth) []*Question {
	var out []*Question
	for _, q := range pack.Questions() {
		if t.Applies[q.ID] && depth.asks(q) && !answers[q.ID].Level.Answered() {
			out = append(out, q)
		}
	}
	return out
}
