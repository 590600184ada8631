package main

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"
)

// TestWhatShowsARequirementExists looks up every file and test that docs/asvs.csv names.
func TestWhatShowsARequirementExists(t *testing.T) {
	t.Parallel()
	file, err := os.Open("../../docs/asvs.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) < 200 {
		t.Fatalf("%d lines, %v", len(rows), err)
	}
	seen := map[string]bool{}
	for _, row := range rows[1:] {
		id, status, shown, remark := row[0], row[2], strings.Fields(row[3]), row[4]
		if seen[id] || row[1] == "" {
			t.Errorf("%s stands there twice, or says nothing", id)
		}
		seen[id] = true
		switch {
		case status == "met" && len(shown) == 0:
			t.Errorf("%s: nothing shows it", id)
		case status != "met" && status != "not met" && status != "not applicable":
			t.Errorf("%s is %q", id, status)
		case status != "met" && remark == "":
			t.Errorf("%s: no word why it is %s", id, status)
		}
		for _, place := range shown {
			path, name, named := strings.Cut(place, "#")
			text, err := os.ReadFile("../../" + path)
			if err != nil || named && !strings.Contains(string(text), "func "+name+"(") {
				t.Errorf("%s: there is no %s", id, place)
			}
		}
	}
}
