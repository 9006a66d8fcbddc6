package ingest

import (
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// tables reads the tables of a profile, wherever on their sheets they stand.
// Sheets without a table's header are passed over, unless no sheet has it. A
// table that is missing does not keep the others from being read.
func (r *reader) tables() error {
	anyTable := false
	for i := range r.p.Tables {
		t := &r.p.Tables[i]
		found := false
		for _, s := range r.book.Sheets() {
			if !t.Sheet.Match(s.Name) {
				continue
			}
			tr, err := r.newTableReader(t, s)
			if err != nil {
				return err
			}
			if err := tr.read(); err != nil {
				return err
			}
			found = found || tr.headerSeen
			anyTable = anyTable || tr.b != nil
		}
		if !found {
			r.found.Add(diag.HeaderNotFound, diag.Place{File: r.file, Sheet: t.SheetText}, strings.Join(headerTexts(t), ", "))
		}
	}
	if !anyTable {
		return errNoHeader
	}
	return nil
}

// headerTexts are the texts that identify the header: those the profile
// names, else the columns of unit and year.
func headerTexts(t *profile.Table) []string {
	if len(t.Header) > 0 {
		return t.Header
	}
	texts := t.Unit.Columns()
	if t.Year.Column != "" {
		texts = append(texts, t.Year.Column)
	}
	return texts
}

// tableReader reads one table of one sheet.
type tableReader struct {
	*reader
	t     *profile.Table
	sheet sheet.SheetInfo

	finder     *headerFinder
	others     []*headerFinder // of the other tables of the sheet: where they begin, this one ends
	headerSeen bool
	extended   int // rows added to the header in search of its columns
	b          *bound
	merges     *mergeIndex
	first      bool // the next row is the first below the header
	ended      bool

	year                indicators.Year // the same for the whole table, 0 if it comes from rows or columns
	unit                unitRef         // likewise
	section, subsection string
	above               []string // texts above the table, for the year
	fill                map[int]sheet.Cell
	sums                columnSums
	parents             map[string]bool // compound institutions of which parts are counted

	hidden    int // rows read although hidden
	compounds int // rows left out because their parts are counted
	joint     bool
}

func (r *reader) newTableReader(t *profile.Table, s sheet.SheetInfo) (*tableReader, error) {
	refs, err := r.book.Merges(s.Name)
	if err != nil {
		return nil, err
	}
	tr := &tableReader{reader: r, t: t, sheet: s, merges: newMergeIndex(refs), fill: map[int]sheet.Cell{}, sums: columnSums{}}
	tr.finder = newHeaderFinder(headerTexts(t), tr.merges)
	for i := range r.p.Tables {
		if o := &r.p.Tables[i]; o != t && o.Sheet.Match(s.Name) && !slices.Equal(headerTexts(o), headerTexts(t)) {
			tr.others = append(tr.others, newHeaderFinder(headerTexts(o), tr.merges))
		}
	}
	return tr, nil
}

// read reads the sheet; with a register of facilities, first to learn which
// compound institutions have parts that are counted.
func (tr *tableReader) read() error {
	if tr.t.Facility.ID != "" {
		if err := tr.findCompounds(); err != nil {
			return err
		}
	}
	n := 0
	for row, err := range tr.rows(tr.sheet.Name) {
		if err != nil {
			return err
		}
		if n++; n%4096 == 0 && tr.ctx.Err() != nil {
			return tr.ctx.Err()
		}
		if tr.b == nil {
			tr.seek(row)
			continue
		}
		tr.merges.enter(row)
		if tr.ends(row) {
			break
		}
		if blank(row) {
			continue
		}
		if tr.headerRow(row) {
			continue
		}
		if err := tr.row(row); err != nil {
			return err
		}
	}
	if tr.headerSeen && tr.b == nil {
		tr.unbound()
	}
	tr.report()
	return nil
}

// seek looks for the header and binds its columns. When the rows that
// identify it do not have every column, those below are sub-columns.
func (tr *tableReader) seek(row sheet.Row) {
	var h *header
	switch {
	case tr.ended:
		return
	case !tr.headerSeen:
		tr.keepAbove(row)
		h = tr.finder.push(row)
		tr.headerSeen = h != nil
	case blank(row):
		return
	case tr.extended < maxHeaderRows:
		tr.extended++
		h = tr.finder.extend(row)
	default:
		tr.unbound()
		tr.ended = true
		return
	}
	if h == nil {
		return
	}
	b, missing := tr.bind(h)
	if len(missing) > 0 {
		return
	}
	tr.b, tr.first = b, true
	tr.year, tr.unit = tr.fixedYear(), tr.fixedUnit()
}

// unbound reports the columns that the header lacks, once.
func (tr *tableReader) unbound() {
	if tr.ended {
		return
	}
	at := tr.finder.numbers[len(tr.finder.numbers)-1-tr.extended]
	h := newHeader(tr.finder.rows[:len(tr.finder.rows)-tr.extended], tr.finder.numbers[:len(tr.finder.numbers)-tr.extended], tr.merges)
	_, missing := tr.bind(h)
	for _, m := range missing {
		if m.times > 1 {
			tr.found.Add(diag.ColumnAmbiguous, tr.at(tr.sheet.Name, at, 0), m.name, m.times)
		} else {
			tr.found.Add(diag.ColumnNotFound, tr.at(tr.sheet.Name, at, 0), m.name)
		}
	}
}

// maxAbove bounds the texts kept of what stands above a table.
const maxAbove = 50

func (tr *tableReader) keepAbove(row sheet.Row) {
	if tr.t.Year.Text == nil || len(tr.above) >= maxAbove {
		return
	}
	for _, c := range row.Cells {
		if c.Kind == sheet.Text && len(tr.above) < maxAbove {
			tr.above = append(tr.above, strings.Join(strings.Fields(c.Text), " "))
		}
	}
}

// ends tells the first row behind the table: a text the profile names, or the
// header of another table.
func (tr *tableReader) ends(row sheet.Row) bool {
	for _, o := range tr.others {
		if o.push(row) != nil {
			return true
		}
	}
	return !blank(row) && startsWith(row, tr.t.Until)
}

func startsWith(row sheet.Row, prefixes []string) bool {
	for _, c := range row.Cells {
		text := profile.Fold(c.Text)
		if text == "" {
			continue
		}
		return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(text, profile.Fold(p)) })
	}
	return false
}

// headerRow tells rows that belong to the header: the numbers of the columns
// below it, and the header printed again.
func (tr *tableReader) headerRow(row sheet.Row) bool {
	first := tr.first
	tr.first = false
	if first && numbering(row) {
		return true
	}
	return tr.b.h.repeats(row)
}

// report says what only the whole table tells.
func (tr *tableReader) report() {
	whole := diag.Place{File: tr.file, Sheet: tr.sheet.Name}
	if tr.b != nil && tr.sheet.Hidden {
		tr.found.Add(diag.SheetHidden, whole)
	}
	if tr.hidden > 0 {
		tr.found.Add(diag.RowsHidden, whole, tr.hidden)
	}
	if tr.compounds > 0 {
		tr.found.Add(diag.CompoundRows, whole, tr.compounds)
	}
}
