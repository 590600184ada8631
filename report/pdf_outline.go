package report

import (
	"fmt"
	"strings"
)

// putOutline writes the bookmarks and gives the number of their root.
func putOutline(f *pdfFile, marks []bookmark) int {
	root := f.reserve()
	first := len(f.objects) + 1
	for range marks {
		f.reserve()
	}
	for i, m := range marks {
		body := fmt.Sprintf("<</Title %s /Dest [%d 0 R /XYZ 0 %.2f null]", textString(m.words), pageObject(m.page), m.top)
		body += kinOf(marks, i).refs(root, first)
		f.put(first+i, body+">>")
	}
	top := kinOf(marks, -1)
	f.put(root, "<</Type /Outlines"+top.refs(0, first)+">>")
	return root
}

// kin are the places of a bookmark's relatives; -1 is none.
type kin struct{ parent, prev, next, first, last, count int }

// kinOf finds the relatives of bookmark i; -1 is the root of all.
func kinOf(marks []bookmark, i int) kin {
	k := kin{-1, -1, -1, -1, -1, 0}
	level := 0
	if i >= 0 {
		level = marks[i].level
	}
	for j := i - 1; j >= 0 && i >= 0; j-- {
		if marks[j].level == level && k.prev < 0 {
			k.prev = j
		}
		if marks[j].level < level {
			k.parent = j
			break
		}
	}
	for j := i + 1; j < len(marks); j++ {
		if marks[j].level <= level {
			if marks[j].level == level && i >= 0 {
				k.next = j
			}
			break
		}
		if marks[j].level == level+1 {
			if k.first < 0 {
				k.first = j
			}
			k.last = j
			k.count++
		}
	}
	return k
}

// refs writes the relatives as keys of a dictionary.
func (k kin) refs(root, first int) string {
	var b strings.Builder
	ref := func(key string, place int) {
		if place >= 0 {
			fmt.Fprintf(&b, " /%s %d 0 R", key, first+place)
		}
	}
	if k.parent < 0 && root > 0 {
		fmt.Fprintf(&b, " /Parent %d 0 R", root)
	}
	ref("Parent", k.parent)
	ref("Prev", k.prev)
	ref("Next", k.next)
	ref("First", k.first)
	ref("Last", k.last)
	if k.count > 0 && root == 0 {
		fmt.Fprintf(&b, " /Count %d", k.count)
	} else if k.count > 0 {
		fmt.Fprintf(&b, " /Count %d", -k.count)
	}
	return b.String()
}
