package forms

import (
	"cmp"
	"slices"
)

// Resource is something a small firm can obtain: free, by application, for a
// fee, or with its own staff's time. Where its page is in English only, URL has
// no French. Countries are those whose own it is; with none it serves every one.
type Resource struct {
	Name      Text     `yaml:"name"`
	Cost      string   `yaml:"cost"`
	URL       Text     `yaml:"url"`
	Countries []string `yaml:"countries"`
}

// ResourcesFor gives the resources in the order that serves a company of a
// country: its own first, then those of no country, then those of others. The
// slice is the caller's.
func (q *Question) ResourcesFor(country string) []Resource {
	distance := func(r Resource) int {
		switch {
		case slices.Contains(r.Countries, country):
			return 0
		case len(r.Countries) == 0:
			return 1
		}
		return 2
	}
	out := slices.Clone(q.Resources)
	slices.SortStableFunc(out, func(a, b Resource) int { return cmp.Compare(distance(a), distance(b)) })
	return out
}
