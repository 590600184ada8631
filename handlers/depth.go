package handlers

import (
	"cmp"
	"net/url"

	"github.com/gin-gonic/gin"

	"eleven/forms"
)

// namedDepth is the depth that the address names, or "".
func namedDepth(c *gin.Context) forms.Depth {
	return forms.Depth(oneOf(c.Query("depth"), string(forms.Full), string(forms.Essentials)))
}

// depthQuery hands on the depth that the address names.
func depthQuery(c *gin.Context) string {
	if d := namedDepth(c); d != "" {
		return "?depth=" + string(d)
	}
	return ""
}

// comesFromCheck reports whether the page was opened from the check page.
func comesFromCheck(c *gin.Context) bool { return c.Query("back") == "check" }

// wayQuery hands on everything that the address says of the way here: the
// depth, the page to go back to, and the question whose row it goes back to.
func wayQuery(c *gin.Context) string {
	if !comesFromCheck(c) {
		return depthQuery(c)
	}
	q := url.Values{"back": {"check"}}
	if d := namedDepth(c); d != "" {
		q.Set("depth", string(d))
	}
	if row := c.Query("row"); row != "" {
		q.Set("row", row)
	}
	return "?" + q.Encode()
}

// depth is which questions a page shows: those that the address names, those
// that were last handed in, or all.
func (st standing) depth(c *gin.Context) forms.Depth {
	if d := namedDepth(c); d != "" {
		return d
	}
	return cmp.Or(st.record.LastDepth, forms.Full)
}

// scored is the depth of the results and the plan: what the page shows while
// drafting, what was handed in afterwards.
func (st standing) scored(c *gin.Context) forms.Depth {
	if st.text.State.Drafting() {
		return st.depth(c)
	}
	return st.text.Depth
}

// count gives the scores at a depth.
func (st standing) count(depth forms.Depth) forms.Readiness {
	return forms.Count(st.pack, st.tailoring, st.text.Answers, depth, st.review.ConfirmedNA(st.text.Answers))
}

// before is the page that a page inside the assessment was opened from.
func (st standing) before(c *gin.Context) string {
	if !comesFromCheck(c) {
		return st.at(depthQuery(c))
	}
	back := st.at("/check" + depthQuery(c))
	if q := st.pack.Question(c.Query("row")); q != nil {
		back += "#" + q.ID
	}
	return back
}
