package forms

// A fingerprint has at least hexLength hexadecimal digits, hexKinds of them
// letters and hexKinds of them numerals. An encoded blob has at least blobLength
// characters in one run, between which capital, small letter and numeral
// alternate at least blobChanges times; prose and long words do not.
const (
	hexLength   = 32
	hexKinds    = 4
	blobLength  = 40
	blobChanges = 6
)

// charClass says what a byte may be part of.
type charClass uint8

const (
	classLower charClass = 1 << iota
	classUpper
	classNumeral
	classHex
	classGap  // ignored between the digits of a fingerprint
	classSign // + / = of base64

	classBlob    = classLower | classUpper | classNumeral | classSign
	classKind    = classLower | classUpper | classNumeral
	classHexText = classHex | classGap
)

var classOf = func() (table [256]charClass) {
	for c := range len(table) {
		b := byte(c)
		switch {
		case isDigit(b):
			table[c] = classNumeral
		case b >= 'a' && b <= 'z':
			table[c] = classLower
		case b >= 'A' && b <= 'Z':
			table[c] = classUpper
		case b == '+' || b == '/' || b == '=':
			table[c] = classSign
		case b <= ' ' || b == ':' || b == '-':
			table[c] = classGap
		}
		if isHex(b) {
			table[c] |= classHex
		}
	}
	return table
}()

// findBlobs returns the fingerprints and encoded blobs in s.
func findBlobs(s string) []span {
	var found []span
	for run, ok := nextRun(s, 0, hexLength, classHexText); ok; run, ok = nextRun(s, run.to, hexLength, classHexText) {
		found = appendHex(found, s, run)
	}
	for run, ok := nextRun(s, 0, blobLength, classBlob); ok; run, ok = nextRun(s, run.to, blobLength, classBlob) {
		if kindChanges(s[run.from:run.to]) >= blobChanges {
			found = append(found, run)
		}
	}
	return found
}

// nextRun returns the first whole run of at least length bytes of class in s at
// or after place from, which must not be inside a run. It looks at the far end
// of each window first, so that in prose most bytes are never looked at.
func nextRun(s string, from, length int, class charClass) (span, bool) {
	for from+length <= len(s) {
		last := from + length - 1
		for last >= from && classOf[s[last]]&class != 0 {
			last--
		}
		if last >= from {
			from = last + 1
			continue
		}
		to := from + length
		for to < len(s) && classOf[s[to]]&class != 0 {
			to++
		}
		return span{from, to}, true
	}
	return span{}, false
}

// kindChanges counts the neighbours in run that are of different kinds: capital,
// small letter, numeral. Signs are of no kind.
func kindChanges(run string) int {
	n := 0
	for i := 1; i < len(run); i++ {
		a, b := classOf[run[i-1]]&classKind, classOf[run[i]]&classKind
		if a != b && a != 0 && b != 0 {
			n++
		}
	}
	return n
}

// hexCount gathers the hexadecimal digits of one possible fingerprint.
type hexCount struct {
	at       span
	letters  int
	numerals int
}

func (h *hexCount) add(s string, from, to int) {
	if h.letters+h.numerals == 0 {
		h.at.from = from
	}
	h.at.to = to
	letters, numerals := countHex(s[from:to])
	h.letters += letters
	h.numerals += numerals
}

func (h *hexCount) isFingerprint() bool {
	return h.letters+h.numerals >= hexLength && h.letters >= hexKinds && h.numerals >= hexKinds
}

// appendHex adds the fingerprints within run, which holds hexadecimal digits and
// gaps. Letters that are a piece of a longer word ("Cascade 1 866 ...") belong
// to that word and count for nothing.
func appendHex(found []span, s string, run span) []span {
	var count hexCount
	for i := run.from; i < run.to; {
		if classOf[s[i]]&classHex == 0 {
			i++
			continue
		}
		end := i
		for end < run.to && classOf[s[end]]&classHex != 0 {
			end++
		}
		if isPieceOfWord(s, i, end) {
			if count.isFingerprint() {
				found = append(found, count.at)
			}
			count = hexCount{}
		} else {
			count.add(s, i, end)
		}
		i = end
	}
	if count.isFingerprint() {
		found = append(found, count.at)
	}
	return found
}

// isPieceOfWord reports whether the hexadecimal digits from from to to are
// letters only and touch another letter.
func isPieceOfWord(s string, from, to int) bool {
	if !wordBefore(s, from) && !wordAfter(s, to) {
		return false
	}
	_, numerals := countHex(s[from:to])
	return numerals == 0
}

func countHex(s string) (letters, numerals int) {
	for i := range len(s) {
		if isDigit(s[i]) {
			numerals++
		} else {
			letters++
		}
	}
	return letters, numerals
}
