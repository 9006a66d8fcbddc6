package ingest

import (
	"maps"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// budgetHeader is where things stand on a sheet of positions.
type budgetHeader struct {
	row     int
	report  indicators.BudgetReport
	cols    map[string]int // by role
	units   map[string]int // by role or column, of the rules about units
	amounts map[indicators.BudgetAmount]int
	where   []map[string]int // by selection
	heading map[int]bool     // columns that say of a whole report, not of a position
	labelAt int
	needsP4 bool // a selection asks for the fourth digit
}

func (h *budgetHeader) has(role string) bool { return h.cols[role] > 0 }

func (h *budgetHeader) text(row sheet.Row, role string) string {
	if !h.has(role) {
		return ""
	}
	return strings.TrimSpace(row.Cell(h.cols[role]).Text)
}

// label is the reporting unit of a position.
func (h *budgetHeader) label(row sheet.Row) string {
	if h.labelAt == 0 {
		return ""
	}
	return strings.Join(strings.Fields(row.Cell(h.labelAt).Text), " ")
}

// position reads the classification. A zero that a spreadsheet dropped is
// restored; a paragraph of four digits has its fourth in it. ok is false for a
// row that lacks a part which the selections ask for.
func (h *budgetHeader) position(row sheet.Row) (p indicators.Position, ok bool) {
	p = indicators.Position{
		Chapter: padded(h.text(row, "chapter"), 5), Group: h.text(row, "group"), Paragraph: padded(h.text(row, "paragraph"), 3), P4: h.text(row, "p4"),
	}
	if len(p.Paragraph) == 4 && !h.has("p4") {
		p.Paragraph, p.P4 = p.Paragraph[:3], p.Paragraph[3:]
	}
	if h.needsP4 && p.P4 == "" {
		return p, false
	}
	return p, len(p.Chapter) == 5 && len(p.Paragraph) == 3 && isDigits(p.Chapter) && isDigits(p.Paragraph)
}

// padded restores the leading zero that a spreadsheet drops from a code.
func padded(text string, width int) string {
	if text != "" && len(text) == width-1 && isDigits(text) {
		return "0" + text
	}
	return text
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// coreColumns are those without which a row is no header of positions.
func (b *budgetReader) coreColumns(element string) []string {
	names := []string{b.p.Columns["chapter"], b.p.Columns["paragraph"]}
	for _, key := range b.units.keys {
		names = append(names, b.column(key))
	}
	for i, name := range names {
		names[i] = strings.ReplaceAll(name, profile.ReportElement, element)
	}
	return names
}

// column is the column of a role, or the column named so.
func (b *budgetReader) column(roleOrName string) string {
	if name, ok := b.p.Columns[roleOrName]; ok {
		return name
	}
	return roleOrName
}

// maxBudgetHeader bounds the search for the header.
const maxBudgetHeader = 200

// header finds the header of a sheet, nil if it has none. A column that is
// needed but not there ends the file with a finding.
func (b *budgetReader) header(name string) (*budgetHeader, error) {
	for row, err := range b.r.rows(name) {
		if err != nil {
			return nil, err
		}
		if row.Number > maxBudgetHeader {
			break
		}
		if h := b.matchHeader(row); h != nil {
			if !b.checkHeader(h, name) {
				return nil, errNoHeader
			}
			return h, nil
		}
	}
	return nil, nil
}

func (b *budgetReader) matchHeader(row sheet.Row) *budgetHeader {
	columns, heading := map[string]int{}, map[int]bool{}
	report, element := b.p.Report, ""
	for _, c := range row.Cells {
		name := profile.Fold(c.Text)
		if _, taken := columns[name]; !taken && name != "" {
			columns[name] = c.Col
		}
		first, _, isPath := strings.Cut(strings.TrimSpace(c.Text), "/")
		heading[c.Col] = isPath
		for _, known := range []indicators.BudgetReport{indicators.Rb28S, indicators.Rb27S} {
			if isPath && strings.EqualFold(first, string(known)) {
				report, element = known, first
			}
		}
	}
	find := func(name string) int {
		return columns[profile.Fold(strings.ReplaceAll(name, profile.ReportElement, element))]
	}
	for _, name := range b.coreColumns(element) {
		if find(name) == 0 {
			return nil
		}
	}
	h := &budgetHeader{row: row.Number, report: report, cols: map[string]int{}, units: map[string]int{}, amounts: map[indicators.BudgetAmount]int{}, heading: heading}
	for role, name := range b.p.Columns {
		h.cols[role] = find(name)
	}
	for _, key := range b.units.keys {
		h.units[key] = find(b.column(key))
	}
	for amount, name := range b.p.Amounts[report] {
		h.amounts[amount] = find(name)
	}
	for _, s := range b.r.p.Select {
		h.needsP4 = h.needsP4 || s.Budget.Report == report && len(s.Budget.P4) > 0
		where := map[string]int{}
		for _, c := range s.Where {
			where[c.Column] = find(c.Column)
		}
		h.where = append(h.where, where)
	}
	h.labelAt = h.cols["name"]
	if b.p.Label != "" {
		h.labelAt = find(b.p.Label)
	}
	return h
}

// checkHeader reports what the selections need and the header lacks. Reports
// leave out amounts that are zero: an amount that no position has is no fault.
func (b *budgetReader) checkHeader(h *budgetHeader, sheetName string) bool {
	r := b.r
	missing := map[string]bool{}
	if !h.has("year") && !b.p.Year.Given() {
		missing[b.p.Columns["year"]] = true
	}
	for i, s := range r.p.Select {
		if s.Budget.Report != h.report {
			continue
		}
		if r.p.Format != profile.Besti && h.amounts[s.Budget.Amount] == 0 {
			missing[b.p.Amounts[h.report][s.Budget.Amount]] = true
		}
		for name, col := range h.where[i] {
			if col == 0 {
				missing[name] = true
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(missing)) {
		r.found.Add(diag.ColumnNotFound, r.at(sheetName, h.row, 0), name)
	}
	return len(missing) == 0
}
