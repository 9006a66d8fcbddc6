package ingest

import (
	"fmt"
	"path"
	"regexp"
	"strconv"

	"miernik/internal/diag"
)

// yearInName is a year that stands alone in a file name; timestamps and
// subgroup numbers of BDL exports are longer or other digits.
var yearInName = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)[0-9]{2})(?:[^0-9]|$)`)

// YearContradiction compares the year in a file's name with the years of its
// content. It is asked for each name, not kept with the staged content: the
// same bytes may come again under another name.
func YearContradiction(name string, st *Staged) (diag.Finding, bool) {
	m := yearInName.FindStringSubmatch(path.Base(name))
	if m == nil || st.FromYear == 0 {
		return diag.Finding{}, false
	}
	year, err := strconv.Atoi(m[1])
	if err != nil || (year >= st.FromYear && year <= st.ToYear) {
		return diag.Finding{}, false
	}
	content := strconv.Itoa(st.FromYear)
	if st.ToYear != st.FromYear {
		content = fmt.Sprintf("%d–%d", st.FromYear, st.ToYear)
	}
	return diag.New(diag.YearContradiction, diag.Place{File: name}, m[1], content), true
}
