package main

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// check refuses settings that no command could work with.
func (s settings) check() error {
	if err := checkURL(s.URL); err != nil {
		return err
	}
	for _, proxy := range proxies(s.BehindProxy) {
		if err := checkProxy(proxy); err != nil {
			return err
		}
	}
	if s.SMTPHost != "" && s.SMTPFrom == "" {
		return errors.New("--smtp-host needs --smtp-from, the address that mail comes from")
	}
	for name, most := range map[string]int{
		"sign-in-account": s.LimitSignInAccount, "sign-in-address": s.LimitSignInAddress, "registration": s.LimitRegistration,
		"mail": s.LimitMail, "connections": s.LimitConnections, "downloads": s.LimitDownloads,
	} {
		if most < 0 {
			return fmt.Errorf("--limit-%s %d must be a number above 0, or 0 for the usual one", name, most)
		}
	}
	for name, days := range map[string]int{"mail": s.RetentionMail, "network": s.RetentionNetwork} {
		if days < 1 {
			return fmt.Errorf("--retention-%s %d must be a number of days, at least 1", name, days)
		}
	}
	return nil
}

// checkURL wants what stands in front of every link in mail: scheme and host.
func checkURL(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return fmt.Errorf("--url %q must begin with https:// or http:// and name a host", address)
	}
	if strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return fmt.Errorf("--url %q must end after the host: every page stands under /en or /fr", address)
	}
	return nil
}

// The widest networks that may be believed: a private network of one operator,
// never a good part of the world.
const (
	widestFour = 8
	widestSix  = 16
)

// checkProxy wants an address or a network of proxies. Whoever is believed
// about X-Forwarded-For decides what address a visitor seems to have.
func checkProxy(text string) error {
	if _, err := netip.ParseAddr(text); err == nil {
		return nil
	}
	network, err := netip.ParsePrefix(text)
	if err != nil {
		return fmt.Errorf("--behind-proxy %q is neither an address nor a network such as 10.0.0.0/8", text)
	}
	bits, widest := network.Bits(), widestSix
	switch address := network.Addr(); {
	case address.Is4In6():
		bits, widest = bits-96, widestFour
	case address.Is4():
		widest = widestFour
	}
	if bits < widest {
		return fmt.Errorf("--behind-proxy %s is far too wide: name the proxy's own addresses", text)
	}
	return nil
}

// proxies reads the list of --behind-proxy.
func proxies(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

// ownURL is the public address when none is set: the one served on, with the
// port that the system chose where --addr leaves it open.
func (s settings) ownURL(served net.Addr) string {
	host, _, _ := net.SplitHostPort(s.Addr)
	_, port, _ := net.SplitHostPort(served.String())
	return "http://" + net.JoinHostPort(host, port)
}

// loopback reports whether only this machine can reach the address.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
