package db_test

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"testing"

	"eleven/forms"
)

func level(l forms.Level) *forms.Level { return &l }

func text(s string) *string { return &s }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantErr expects an error that is the sentinel, or none for nil.
func wantErr(t testing.TB, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("error %v, want %v", got, want)
	}
}

// wantSaid expects an error that tells an operator so.
func wantSaid(t testing.TB, got error, text string) {
	t.Helper()
	if got == nil || !strings.Contains(got.Error(), text) {
		t.Errorf("error %v, want %q", got, text)
	}
}

func want[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// wantSame compares two lists in any order.
func wantSame[T cmp.Ordered](t testing.TB, what string, got, want []T) {
	t.Helper()
	got, want = slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}
