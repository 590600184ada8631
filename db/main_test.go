package db_test

import (
	"os"
	"testing"
)

// TestMain runs the tests or, when a test started this very program again,
// the part of its child.
func TestMain(m *testing.M) {
	if part := os.Getenv("ELEVEN_DB_CHILD"); part != "" {
		os.Exit(child(part))
	}
	os.Exit(m.Run())
}
