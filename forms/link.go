package forms

import (
	"errors"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// What may be wrong with an evidence link or a declared domain.
var (
	ErrLinkForm   = errors.New("link: not an address")
	ErrLinkScheme = errors.New("link: not https")
	ErrLinkParts  = errors.New("link: has a query, fragment, port or user name")
	ErrLinkDomain = errors.New("link: not on a declared domain")
	ErrDomain     = errors.New("domain: not a domain a company can have")
)

// linkLength is the longest link taken, in bytes.
const linkLength = 2000

// CheckLink checks what was typed in an evidence link field, without spaces
// around it: https, on one of domains or below it, and no query, fragment, port
// or user name. Entries of domains that CheckDomain refuses count for nothing.
// It returns nil, ErrLinkForm (also for an empty link, and for one that carries
// another address in its path), ErrLinkScheme, ErrLinkParts or ErrLinkDomain.
func CheckLink(link string, domains []string) error {
	if link == "" || len(link) > linkLength || strings.ContainsFunc(link, isNoLinkRune) {
		return ErrLinkForm
	}
	if len(link) < len("https://") || !strings.EqualFold(link[:len("https://")], "https://") {
		return ErrLinkScheme
	}
	u, err := url.Parse(link)
	if err != nil || u.Hostname() == "" {
		return ErrLinkForm
	}
	if u.User != nil || strings.Contains(u.Host, ":") || strings.ContainsAny(link, "?#") {
		return ErrLinkParts
	}
	if !onDeclared(u.Host, domains) {
		return ErrLinkDomain
	}
	if len(findLinks(undisguise(fold(u.Path)))) > 0 {
		return ErrLinkForm
	}
	return nil
}

// isNoLinkRune knows what a browser would drop from an address, or read as
// something else.
func isNoLinkRune(r rune) bool {
	return r == unicode.ReplacementChar || unicode.IsSpace(r) || isUnseen(r) || strings.ContainsRune("\\<>\"`{}|^", r)
}

func onDeclared(host string, domains []string) bool {
	name, err := domainProfile.ToASCII(host)
	if err != nil || onFreeHost(name) {
		return false
	}
	for _, typed := range domains {
		domain, err := CheckDomain(typed)
		if err == nil && isOrBelow(name, domain) {
			return true
		}
	}
	return false
}

// domainProfile reads names as browsers do, and refuses what no registry sells.
var domainProfile = idna.New(
	idna.MapForLookup(),
	idna.BidiRule(),
	idna.Transitional(false),
	idna.StrictDomainName(true),
	idna.VerifyDNSLength(true),
)

// CheckDomain checks one declared domain and returns its normal form: lower-case
// ASCII, other scripts as punycode. Spaces around it are ignored. The name needs
// at least one label below a public suffix, private ones such as github.io
// included, and is not a host where anybody may leave something; otherwise
// ErrDomain. The endings .example, .test and .invalid count as public suffixes:
// they are what demonstrations and examples are written with.
func CheckDomain(name string) (normal string, err error) {
	normal, err = domainProfile.ToASCII(strings.TrimSpace(name))
	if err != nil || strings.ContainsRune(name, unicode.ReplacementChar) || onFreeHost(normal) {
		return "", ErrDomain
	}
	suffix, icann := publicsuffix.PublicSuffix(normal)
	public := isListed(suffix, icann) && !isReserved(suffix)
	if !public && !isForExamples(suffix) || len(normal) <= len(suffix) {
		return "", ErrDomain
	}
	return normal, nil
}

func isForExamples(suffix string) bool {
	return suffix == "example" || suffix == "test" || suffix == "invalid"
}

// freeHosts are hosts where anybody can leave a file, a page or a short address
// under somebody else's name, so that being there says nothing about who put it
// there. Hosts that give each customer a name of their own are in the public
// suffix list.
var freeHosts = []string{
	"1drv.ms", "bit.ly", "docs.google.com", "drive.google.com", "dropbox.com",
	"dropboxusercontent.com", "forms.gle", "ghostbin.com", "gist.github.com", "goo.gl", "gofile.io",
	"icloud.com", "imgbb.com", "imgur.com", "is.gd", "justpaste.it", "linktr.ee", "mediafire.com",
	"mega.io", "mega.nz", "onedrive.live.com", "pastebin.com", "photos.google.com", "postimg.cc",
	"rebrand.ly", "rentry.co", "sendspace.com", "sites.google.com", "t.co", "telegra.ph",
	"tinyurl.com", "transfer.sh", "we.tl", "wetransfer.com", "zippyshare.com",
}

func onFreeHost(name string) bool {
	for _, host := range freeHosts {
		if isOrBelow(name, host) {
			return true
		}
	}
	return false
}

// isOrBelow reports whether name is domain or one of its subdomains; both are in
// normal form.
func isOrBelow(name, domain string) bool {
	return name == domain || strings.HasSuffix(name, "."+domain)
}
