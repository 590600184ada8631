package forms

import (
	"net/netip"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// hostLink reports a host that ends at i, where the sign that makes a link of
// it stands; to is the end of that sign.
func hostLink(f folded, i, to int) (span, bool) {
	from, ok := ipStart(f, i)
	if !ok {
		from = hostStart(f.text, i)
		ok = isAddress(f.text[from:i])
	}
	slashes := f.text[i] == '/' && strings.HasSuffix(f.text[:from], "//")
	if !ok && !(slashes && hasTwoLabels(f.text[from:i])) {
		return span{}, false
	}
	if slashes {
		from -= len("//")
	}
	return span{from, to}, true
}

// hostStart returns where the run of host-name characters that ends at i
// begins, without the dots and hyphens that lead it or an empty label in it.
func hostStart(s string, i int) int {
	from := i
	for from > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:from])
		if r != '.' && r != '-' && r != '_' && !isLetterOrDigit(r) {
			break
		}
		from -= size
	}
	if gap := strings.LastIndex(s[from:i], ".."); gap >= 0 {
		from += gap + 2
	}
	for from < i && strings.IndexByte(".-_", s[from]) >= 0 {
		from++
	}
	return from
}

// isAddress reports whether host is a name that ends in a public or reserved
// suffix.
func isAddress(host string) bool {
	if name, dotted := strings.CutSuffix(host, "."); dotted {
		// "name.example." is that name too, but "M.Sc./Ph.D." is prose.
		host = name
		if stem, _ := cutLast(host); len(stem) < 2 || stem[len(stem)-2] == '.' {
			return false
		}
	}
	stem, last := cutLast(host)
	if stem == "" {
		return strings.EqualFold(last, "localhost")
	}
	above, _ := cutLast(stem)
	return isReserved(strings.ToLower(last)) || endsPublic(strings.TrimPrefix(host[len(above):], "."))
}

// hasTwoLabels reports whether host looks like name.tld, whatever the tld.
func hasTwoLabels(host string) bool {
	stem, last := cutLast(host)
	return stem != "" && strings.Trim(last, "0123456789") != ""
}

// cutLast splits host at its last dot; stem is empty when there is none.
func cutLast(host string) (stem, last string) {
	if dot := strings.LastIndexByte(host, '.'); dot >= 0 {
		return host[:dot], host[dot+1:]
	}
	return "", host
}

// endsPublic reports whether the last two labels of a host end in a suffix of
// the public list. Two tell: every suffix of the list ends in one that is listed
// itself or, for a few countries, in any name below it.
func endsPublic(labels string) bool {
	if len(labels) > 253 {
		return false
	}
	ascii, err := idna.Punycode.ToASCII(labels)
	return err == nil && isListed(publicsuffix.PublicSuffix(strings.ToLower(ascii)))
}

// isListed reports whether what publicsuffix.PublicSuffix answers is in the
// list, and not its guess for a name it does not know.
func isListed(suffix string, icann bool) bool {
	return icann || strings.Contains(suffix, ".")
}

// isReserved knows the suffixes that no registry sells but that networks,
// devices and hidden services use (RFC 6761, 6762, 7686, 8375, 9476; ICANN for
// internal).
func isReserved(suffix string) bool {
	switch suffix {
	case "example", "test", "invalid", "localhost", "onion", "local", "internal", "alt", "i2p",
		"intranet", "private", "corp", "home", "lan":
		return true
	}
	return false
}

// ipReach is the length of the longest IP address with its zone and brackets,
// near enough.
const ipReach = 64

// ipStart returns where the IP address that ends at i begins: IPv4, or IPv6 in
// brackets or, before anything but a port, without.
func ipStart(f folded, i int) (int, bool) {
	floor := max(0, i-ipReach)
	if strings.HasSuffix(f.text[:i], "]") {
		open := strings.LastIndexByte(f.text[floor:i], '[')
		return floor + open, open >= 0 && isIPv6(f.text[floor+open+1:i-1])
	}
	if f.text[i] != ':' {
		from := trailing(f.text, floor, i, func(c byte) bool { return isHex(c) || c == ':' || c == '.' })
		if !strings.HasPrefix(f.text[from:i], "::") {
			from += len(f.text[from:i]) - len(strings.TrimLeft(f.text[from:i], ":"))
		}
		if isIPv6(f.text[from:i]) {
			return from, f.beginsWord(from)
		}
	}
	from := trailing(f.text, floor, i, func(c byte) bool { return isDigit(c) || c == '.' })
	return from, isIPv4(strings.Trim(f.text[from:i], ".")) && f.beginsWord(from)
}

// trailing returns where the run of bytes of a kind that ends at i begins, at
// floor at the earliest.
func trailing(s string, floor, i int, kind func(byte) bool) int {
	for i > floor && kind(s[i-1]) {
		i--
	}
	return i
}

func isIPv4(s string) bool {
	if strings.Count(s, ".") != 3 {
		return false
	}
	addr, err := netip.ParseAddr(s)
	return err == nil && addr.Is4()
}

func isIPv6(s string) bool {
	if strings.Count(s, ":") < 2 {
		return false
	}
	addr, err := netip.ParseAddr(s)
	return err == nil && addr.Is6()
}
