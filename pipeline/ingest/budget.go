package ingest

import (
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// budgetReader sums positions of budget reports to units. What a variable is
// the sum of stands in its definition; the profile says where things stand.
type budgetReader struct {
	r       *reader
	p       *profile.Budget
	units   *unitRules
	reports *reportChoice                    // besti; nil: every row counts
	matches map[budgetKey]budgetMatch        // what was worked out about a classification
	present map[presentUnit]bool             // units that the file has counted positions of
	order   []presentUnit                    // in the order met
	skipped tally[otherPeriod]               // rows of other periods
	unclear firstOf                          // rows without chapter or paragraph
	noYear  firstOf                          // rows without a year
	differ  map[int]*differingGroup          // by selection
	found   map[indicators.BudgetReport]bool // reports that a sheet has positions of
}

// budgetKey is all that decides which selections count a position.
type budgetKey struct {
	report indicators.BudgetReport
	year   indicators.Year
	pos    indicators.Position
}

// budgetMatch lists selections: those that count a position, and those whose
// groups and paragraphs disagree about it.
type budgetMatch struct{ count, differ []int }

// presentUnit is a unit with the report and year it is there for.
type presentUnit struct {
	report indicators.BudgetReport
	unit   indicators.TERYT
	level  indicators.Level
	year   indicators.Year
	sheet  string
}

type otherPeriod struct{ period, year string }

// differingGroup counts positions whose group and paragraph disagree.
type differingGroup struct {
	firstOf
	pos indicators.Position
}

// maxBudgetKeys bounds what is remembered about classifications and units; a
// country has some thousands of each in a year.
const maxBudgetKeys = 1 << 17

// budgets reads reports of the Besti@ system, or a table of positions.
func (r *reader) budgets() error {
	b := &budgetReader{
		r: r, p: r.p.Budget, units: newUnitRules(r.p.Budget), matches: map[budgetKey]budgetMatch{}, present: map[presentUnit]bool{},
		differ: map[int]*differingGroup{}, found: map[indicators.BudgetReport]bool{},
	}
	err := b.sheets()
	b.report()
	return err
}

// sheets reads what the file has, then adds what it says by having nothing.
func (b *budgetReader) sheets() error {
	r := b.r
	for _, s := range r.book.Sheets() {
		if r.p.Sheet != "" && s.Name != r.p.Sheet {
			continue
		}
		if err := b.sheet(s.Name); err != nil {
			return err
		}
	}
	if len(b.found) == 0 {
		r.found.Add(diag.HeaderNotFound, diag.Place{File: r.file, Sheet: r.p.Sheet}, strings.Join(b.coreColumns(profile.ReportElement), ", "))
		return errNoHeader
	}
	return b.zeros()
}

// sheet reads one sheet. One without positions of a known report is passed over.
func (b *budgetReader) sheet(name string) error {
	h, err := b.header(name)
	if h == nil || err != nil {
		return err
	}
	b.found[h.report], b.reports = true, nil
	if b.r.p.Format == profile.Besti {
		if b.reports, err = b.chooseReports(name, h); err != nil {
			return err
		}
	}
	year := indicators.Year(0)
	if !h.has("year") {
		year = (&tableReader{reader: b.r, t: &profile.Table{Year: b.p.Year}, sheet: sheet.SheetInfo{Name: name}}).fixedYear()
	}
	return b.eachRow(name, h, func(row sheet.Row) error {
		b.r.counts.Rows++
		return b.row(name, row, h, year)
	})
}

// eachRow visits the rows below a header.
func (b *budgetReader) eachRow(name string, h *budgetHeader, visit func(sheet.Row) error) error {
	n := 0
	for row, err := range b.r.rows(name) {
		if err != nil {
			return err
		}
		if n++; n%4096 == 0 && b.r.ctx.Err() != nil {
			return b.r.ctx.Err()
		}
		if row.Number <= h.row || blank(row) {
			continue
		}
		if err := visit(row); err != nil {
			return err
		}
	}
	return nil
}

// row adds one position to its unit, or accounts for why it does not count.
func (b *budgetReader) row(sheetName string, row sheet.Row, h *budgetHeader, year indicators.Year) error {
	r := b.r
	units, state := b.units.of(row, h, r.at(sheetName, row.Number, h.cols["wk"]))
	if state != unitKnown {
		r.account(state == unitPassed)
		return nil
	}
	if h.has("year") {
		var err error
		if year, err = indicators.ParseYear(h.text(row, "year")); err != nil {
			year = 0
			b.noYear.add(r.at(sheetName, row.Number, h.cols["year"]), h.text(row, "year"))
		}
	}
	pos, ok := h.position(row)
	if !ok {
		b.unclear.add(r.at(sheetName, row.Number, h.cols["chapter"]), strings.TrimSpace(pos.Chapter+" "+pos.Paragraph))
	}
	if year == 0 || !ok {
		r.account(false)
		return nil
	}
	r.seenYear(year)
	if period, ok := b.inPeriod(row, h); !ok {
		b.skipped.add(otherPeriod{period, h.text(row, "year")})
		r.account(true)
		return nil
	}
	if b.reports != nil && !b.reports.counts(row.Number) {
		r.account(true)
		return nil
	}
	for _, u := range units {
		b.meet(presentUnit{h.report, u.unit, u.level, year, sheetName})
	}
	return b.position(sheetName, row, h, units, budgetKey{h.report, year, pos})
}

// account counts a row that is ignored, or else rejected.
func (r *reader) account(ignored bool) {
	if ignored {
		r.counts.Ignored++
	} else {
		r.counts.Rejected++
	}
}

func (b *budgetReader) meet(u presentUnit) {
	if !b.present[u] {
		b.present[u] = true
		b.order = append(b.order, u)
	}
}

// inPeriod reports whether a row is of the period that the profile takes;
// without a column of periods every row is.
func (b *budgetReader) inPeriod(row sheet.Row, h *budgetHeader) (text string, ok bool) {
	if !h.has("period") {
		return "", true
	}
	kind, number := h.text(row, "period_type"), h.text(row, "period")
	ok = number == b.p.Period && (!h.has("period_type") || b.p.PeriodType == "" || kind == b.p.PeriodType)
	return strings.TrimSpace(kind + " " + number), ok
}

// position adds a position to every selection that counts it.
func (b *budgetReader) position(sheetName string, row sheet.Row, h *budgetHeader, units []unitCode, key budgetKey) error {
	r := b.r
	m := b.match(key)
	for _, i := range m.differ {
		d := b.differ[i]
		if d == nil {
			d = &differingGroup{pos: key.pos}
			b.differ[i] = d
		}
		d.add(r.at(sheetName, row.Number, h.cols["group"]), "")
	}
	used := false
	for _, i := range m.count {
		s := r.p.Select[i]
		unit, ok := unitAt(units, s.Level)
		if !ok || !r.whereMatches(s.Where, row, h.where[i]) {
			continue
		}
		used = true
		if err := b.amount(i, s, unit, key.year, sheetName, row, h); err != nil {
			return err
		}
	}
	if used {
		r.counts.Used++
	} else {
		r.counts.Ignored++
	}
	return nil
}

func (b *budgetReader) match(key budgetKey) budgetMatch {
	if m, ok := b.matches[key]; ok {
		return m
	}
	var m budgetMatch
	for i, s := range b.r.p.Select {
		if s.Budget.Report != key.report {
			continue
		}
		if s.Budget.Counts(key.pos, key.year) {
			m.count = append(m.count, i)
		}
		if s.Budget.GroupDiffers(key.pos, key.year) {
			m.differ = append(m.differ, i)
		}
	}
	if len(b.matches) < maxBudgetKeys {
		b.matches[key] = m
	}
	return m
}

// amount adds the amount of a position. One that leaves it out has none: that
// is a zero, since the position is there.
func (b *budgetReader) amount(i int, s profile.Select, unit indicators.TERYT, year indicators.Year, sheetName string, row sheet.Row, h *budgetHeader) error {
	r := b.r
	col := h.amounts[s.Budget.Amount]
	a := r.group(i, s, indicators.UnitRef(unit), year, sheetName, 0)
	c := Contribution{Sheet: sheetName, Row: row.Number, Col: col, Weight: 1, Label: h.label(row)}
	if col == 0 { // no position of the file has the amount
		c.Col = h.cols["paragraph"]
		return a.add(r, c)
	}
	if cell := row.Cell(col); strings.TrimSpace(cell.Text) != "" {
		v := r.classify(cell, "", s.Cells, r.at(sheetName, row.Number, col))
		if !v.has {
			a.worse(v.status)
			return nil
		}
		c.Value = v.number
	}
	return a.add(r, c)
}
