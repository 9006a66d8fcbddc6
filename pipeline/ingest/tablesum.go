package ingest

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// columnSums are the sums of the value columns over the rows read so far: a
// row that repeats them is their total.
type columnSums map[int]*columnSum

type columnSum struct {
	sum  float64
	rows int
}

func (cs columnSums) add(tr *tableReader, row sheet.Row) {
	for _, col := range tr.b.values {
		c := row.Cell(col)
		if v, _, ok := parseNumber(c.Text, c.Kind); ok {
			s := cs[col]
			if s == nil {
				s = &columnSum{}
				cs[col] = s
			}
			s.sum += v
			s.rows++
		}
	}
}

// near allows for the float noise that spreadsheets write into sums.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6*math.Max(1, math.Abs(b)) }

// totals counts the value columns in which a row has the sum of at least two
// rows above, and those in which it has another figure.
func (cs columnSums) totals(tr *tableReader, row sheet.Row) (equal, other int) {
	for _, col := range tr.b.values {
		c := row.Cell(col)
		v, _, ok := parseNumber(c.Text, c.Kind)
		s := cs[col]
		switch {
		case !ok || s == nil && v == 0:
		case s != nil && s.rows >= 2 && v != 0 && near(v, s.sum):
			equal++
		case s == nil || !near(v, s.sum):
			other++
		}
	}
	return equal, other
}

// equal reports whether a row without a unit is the total of the rows above.
func (cs columnSums) equal(tr *tableReader, row sheet.Row) bool {
	equal, other := cs.totals(tr, row)
	return equal > 0 && other == 0
}

// compare reports total rows that are not the sum of the rows above. Columns
// that a weight belongs to are means, which nobody sums.
func (cs columnSums) compare(tr *tableReader, row sheet.Row) {
	for _, bs := range tr.b.selects {
		s := cs[bs.col]
		if bs.col == 0 || bs.weight > 0 || s == nil || s.rows < 2 || bs.s.Aggregate == "mean" {
			continue
		}
		c := row.Cell(bs.col)
		if v, _, ok := parseNumber(c.Text, c.Kind); ok && !near(v, s.sum) {
			tr.found.Add(diag.TotalDiffers, tr.at(tr.sheet.Name, row.Number, bs.col), strings.TrimSpace(c.Text), strconv.FormatFloat(s.sum, 'f', -1, 64))
			return
		}
	}
}

// check reports a row that is counted although it looks like the total of the
// rows above it.
func (cs columnSums) check(tr *tableReader, row sheet.Row) {
	if !slices.ContainsFunc(tr.b.selects, func(bs boundSelect) bool { return bs.s.Aggregate == "sum" }) {
		return
	}
	if equal, other := cs.totals(tr, row); equal > 0 && other == 0 && (equal > 1 || totalText(row)) {
		tr.found.Add(diag.TotalCounted, tr.at(tr.sheet.Name, row.Number, tr.b.values[0]))
	}
}

var totalWord = regexp.MustCompile(`^(razem|ogółem|suma|łącznie|w sumie|total)\b`)

// totalText reports whether a row calls itself a total.
func totalText(row sheet.Row) bool {
	return slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool {
		return c.Kind == sheet.Text && totalWord.MatchString(profile.Fold(c.Text))
	})
}
