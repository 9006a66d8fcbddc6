package ingest

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"slices"
	"sort"
	"strconv"
	"strings"

	"miernik/internal/diag"
	"miernik/pipeline/sheet"
)

// reportChoice says which reports of a delivery count: of one report of one unit
// the highest version, once. Units are never told by their REGON: several may
// stand under one.
type reportChoice struct{ copies []*reportCopy }

// reportCopy is one report as it stands in the delivery: rows first–last.
type reportCopy struct {
	key         reportKey
	edition     reportEdition
	regon       string
	first, last int
	content     [sha256.Size]byte
	counts      bool

	sum   hash.Hash       // of the content, while it is read
	lines map[string]bool // classifications so far, while it is read
}

// reportKey is whose report it is and of what period.
type reportKey struct{ unit, name, regon, year, periodType, period string }

// reportEdition tells deliveries of one report apart.
type reportEdition struct {
	version  int
	date, id string
}

// chooseReports looks through a sheet of positions for its reports.
func (b *budgetReader) chooseReports(sheetName string, h *budgetHeader) (*reportChoice, error) {
	c := &reportChoice{}
	var open *reportCopy
	err := b.eachRow(sheetName, h, func(row sheet.Row) error {
		next := b.copyOf(row, h)
		pos, _ := h.position(row)
		line := fmt.Sprint(pos)
		if open == nil || open.key != next.key || open.edition != next.edition || open.lines[line] {
			open.close()
			open = next
			open.first, open.counts = row.Number, true
			open.sum, open.lines = sha256.New(), map[string]bool{}
			c.copies = append(c.copies, open)
		}
		open.last = row.Number
		open.lines[line] = true
		for _, cell := range row.Cells {
			if !h.heading[cell.Col] {
				fmt.Fprintf(open.sum, "%d=%s;", cell.Col, strings.TrimSpace(cell.Text))
			}
		}
		fmt.Fprintln(open.sum)
		return nil
	})
	open.close()
	if err != nil {
		return nil, err
	}
	b.settle(c, sheetName)
	b.regons(c, sheetName)
	return c, nil
}

// copyOf reads what the elements around a position say about its report.
func (b *budgetReader) copyOf(row sheet.Row, h *budgetHeader) *reportCopy {
	unit := make([]string, len(b.units.keys))
	for i, key := range b.units.keys {
		unit[i] = strings.TrimSpace(row.Cell(h.units[key]).Text)
	}
	version, err := strconv.Atoi(h.text(row, "version"))
	if err != nil {
		version = -1
	}
	regon := h.text(row, "regon")
	return &reportCopy{
		key:     reportKey{strings.Join(unit, " "), h.text(row, "name"), regon, h.text(row, "year"), h.text(row, "period_type"), h.text(row, "period")},
		edition: reportEdition{version, h.text(row, "date"), h.text(row, "id")},
		regon:   regon,
	}
}

func (c *reportCopy) close() {
	if c != nil {
		c.content = [sha256.Size]byte(c.sum.Sum(nil))
		c.sum, c.lines = nil, nil
	}
}

// counts reports whether the report that a row stands in counts.
func (c *reportChoice) counts(row int) bool {
	i := sort.Search(len(c.copies), func(i int) bool { return c.copies[i].last >= row })
	return i < len(c.copies) && c.copies[i].counts
}

// settle decides, report by report, which copy counts.
func (b *budgetReader) settle(c *reportChoice, sheetName string) {
	byKey := map[reportKey][]*reportCopy{}
	var keys []reportKey
	for _, copied := range c.copies {
		if byKey[copied.key] == nil {
			keys = append(keys, copied.key)
		}
		byKey[copied.key] = append(byKey[copied.key], copied)
	}
	for _, key := range keys {
		if copies := byKey[key]; len(copies) > 1 {
			b.settleOne(copies, sheetName)
		}
	}
}

// settleOne takes the highest version, of two that have it the one dated later.
// A copy of what counts already is left out; a report in which a classification
// stands twice is one report.
func (b *budgetReader) settleOne(copies []*reportCopy, sheetName string) {
	best := copies[0]
	for _, c := range copies[1:] {
		if c.edition.version > best.edition.version || c.edition.version == best.edition.version && c.edition.date >= best.edition.date {
			best = c
		}
	}
	var counted []*reportCopy
	for _, c := range copies {
		if c.edition == best.edition && !slices.ContainsFunc(counted, func(o *reportCopy) bool { return o.content == c.content }) {
			counted = append(counted, c)
		}
	}
	for _, c := range copies {
		c.counts = slices.Contains(counted, c)
		place := b.r.at(sheetName, c.first, 0)
		switch {
		case c.counts:
			if c != counted[0] {
				b.r.found.Add(diag.BudgetRepeated, place, c.key.name)
			}
		case c.edition.version < best.edition.version:
			b.r.found.Add(diag.BudgetVersion, place, c.key.name, c.edition.version, best.edition.version)
		case slices.ContainsFunc(counted, func(o *reportCopy) bool { return o.content == c.content }):
			b.r.found.Add(diag.BudgetTwice, place, c.key.name)
		default:
			b.r.found.Add(diag.BudgetDiffers, place, c.key.name, c.edition.version, c.edition.date, best.edition.date)
		}
	}
}

// regons reports units of different names under one REGON: they are different
// units, and all of them count.
func (b *budgetReader) regons(c *reportChoice, sheetName string) {
	names := map[string][]string{}
	for _, copied := range c.copies {
		if !copied.counts || copied.regon == "" || slices.Contains(names[copied.regon], copied.key.name) {
			continue
		}
		names[copied.regon] = append(names[copied.regon], copied.key.name)
		if all := names[copied.regon]; len(all) > 1 {
			b.r.found.Add(diag.BudgetRegon, b.r.at(sheetName, copied.first, 0), copied.regon, all[0], copied.key.name)
		}
	}
}
