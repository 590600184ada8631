package handlers

import (
	"context"
	"errors"
	"slices"

	"eleven/db"
	"eleven/forms"
)

// circle is whose people a page is about: the governments', or one company's.
// It follows from who asks, never from what they send.
type circle struct {
	government bool
	company    string   // id; "" for the governments
	base       string   // the address of the list
	words      string   // the key above the words of its list
	roles      []string // what its people may be
	countries  []string // where they may belong; a company's people have no choice
}

// What a person may be, and where a government person may belong.
var (
	governmentRoles = names(forms.GovernmentRoles)
	companyRoles    = names(forms.CompanyRoles)
	governments     = append(slices.Clone(forms.Countries), "all")
)

func circleOf(v Visitor) circle {
	if v.User.Role.Company() {
		return circle{company: v.User.Company, base: "/company/people", words: "colleagues", roles: companyRoles}
	}
	return circle{government: true, base: "/programme/people", words: "people", roles: governmentRoles, countries: governments}
}

// people gives at most limit people in the order of their addresses, behind after.
func (o circle) people(ctx context.Context, d *db.DB, after string, limit int) ([]db.User, error) {
	if o.government {
		return d.GovernmentPeople(ctx, after, limit)
	}
	return d.CompanyPeople(ctx, o.company, after, limit)
}

// person finds one of the circle's people; nobody else is to be found.
func (o circle) person(ctx context.Context, d *db.DB, id string) (db.User, error) {
	if !o.government {
		return d.Colleague(ctx, o.company, id)
	}
	p, err := d.User(ctx, id)
	if err == nil && p.Company != "" {
		err = forms.ErrNotFound
	}
	return p, err
}

// knows reports whether an address has an account that those who invite may know
// of. A company is told of its own people alone: the invitation of anybody else
// goes out, and says only to its receiver that the address has an account.
func (o circle) knows(ctx context.Context, d *db.DB, email string) (bool, error) {
	p, err := d.UserByEmail(ctx, email)
	if errors.Is(err, forms.ErrNotFound) {
		return false, nil
	}
	return err == nil && (o.government || p.Company == o.company), err
}

// belongs fills in what the circle leaves no choice about.
func (o circle) belongs(v Visitor, country string) string {
	if o.government {
		return country
	}
	return v.User.Country
}

// checkCountry checks where somebody shall belong.
func (o circle) checkCountry(country string) forms.Invalid {
	if !o.government {
		return nil
	}
	return checkChoice("country", "people.country", country, o.countries)
}
