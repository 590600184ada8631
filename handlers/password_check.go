package handlers

import (
	"errors"
	"net/http"
	"net/netip"

	"github.com/alexedwards/argon2id"
	"github.com/gin-gonic/gin"

	"eleven/forms"
)

// proves compares a password with a hash, no more often than the limits allow:
// nil when they belong together, ErrNotFound when not, errTooMany after too many
// failures under the key or from the visitor's network. Where the key's password
// was right before, only the failures of that very browser shut the door:
// strangers lock nobody out.
func (s *Server) proves(c *gin.Context, key, password, hash string) error {
	key = digest(key) // of one length, whatever was typed
	network, door := networkOf(c), key
	here := ""
	if mark := s.mark(c); mark != "" {
		here = digest(key + mark)
	}
	if s.gates.known.has(here) {
		door = here
	}
	open := func() bool { return s.gates.address.open(network) && s.gates.account.open(door) }
	err := errTooMany
	if !open() {
		return err
	}
	within(s.gates.passwords, func() {
		if !open() { // others failed while this one waited for room
			return
		}
		if match, _ := argon2id.ComparePasswordAndHash(password, hash); match {
			if here != "" {
				s.gates.known.add(here)
			}
			err = nil
			return
		}
		s.gates.address.use(network)
		s.gates.account.use(key)
		if door == here {
			s.gates.account.use(here)
		}
		err = forms.ErrNotFound
	})
	return err
}

// networkOf is where a request comes from, as the limits count it: an IPv4
// address, or the /64 of an IPv6 one, of which every address may be one machine's.
func networkOf(c *gin.Context) string {
	ip, err := netip.ParseAddr(c.ClientIP())
	if err != nil || ip.Unmap().Is4() {
		return c.ClientIP()
	}
	network, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return c.ClientIP()
	}
	return network.String()
}

// refusal says how a page answers a password that was refused: with the status,
// and the problem of the field. No problem: the password was right, or err is another.
func (s *Server) refusal(c *gin.Context, v Visitor, err error, field, key string) (status int, bad forms.Invalid) {
	switch {
	case errors.Is(err, errTooMany):
		s.tooMany(c, v, 900)
		return http.StatusTooManyRequests, forms.Invalid{forms.Problematic(field, "password.many")}
	case errors.Is(err, forms.ErrNotFound):
		return http.StatusUnprocessableEntity, forms.Invalid{forms.Problematic(field, key)}
	}
	return http.StatusOK, nil
}
