package forms

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
)

// What can go wrong, for every room: each has one status (handlers/errors.go).
var (
	ErrInvalid   = errors.New("invalid")
	ErrNotFound  = errors.New("not found")
	ErrForbidden = errors.New("forbidden") // looks like not found from outside
	ErrConflict  = errors.New("conflict")  // somebody else changed it first
	ErrLocked    = errors.New("locked")    // the state does not allow it
	ErrBusy      = errors.New("busy")      // disk or database cannot take it now
)

// GuardKey is the problem of a text that the guard stopped.
const GuardKey = "guard"

// FieldProblem is one thing wrong with one field: a message key and its arguments.
type FieldProblem struct {
	Field string
	Key   string
	Args  []any
}

// Problematic makes a FieldProblem.
func Problematic(field, key string, args ...any) FieldProblem {
	return FieldProblem{Field: field, Key: key, Args: args}
}

// Invalid is what is wrong with a form, in field order. It matches ErrInvalid.
type Invalid []FieldProblem

func (v Invalid) Error() string {
	fields := make([]string, len(v))
	for i, p := range v {
		fields[i] = p.Field + " " + p.Key
	}
	return "invalid: " + strings.Join(fields, ", ")
}

// Is makes errors.Is(v, ErrInvalid) true.
func (v Invalid) Is(target error) bool { return target == ErrInvalid }

// Guarded reports whether the guard stopped one of the fields.
func (v Invalid) Guarded() bool {
	return slices.ContainsFunc(v, func(p FieldProblem) bool { return p.Key == GuardKey })
}

// Of gives the first problem of a field.
func (v Invalid) Of(field string) (FieldProblem, bool) {
	for _, p := range v {
		if p.Field == field {
			return p, true
		}
	}
	return FieldProblem{}, false
}

// OrNil gives nil when nothing is wrong, so that it can be returned as an error.
func (v Invalid) OrNil() error {
	if len(v) == 0 {
		return nil
	}
	return v
}

// Harmless says what a panic was about without what somebody typed: Go's own
// complaints hold none, of anything else the type must do.
func Harmless(panicked any) string {
	if own, ok := panicked.(runtime.Error); ok {
		return own.Error()
	}
	return fmt.Sprintf("%T", panicked)
}
