package ingest

import (
	"iter"
	"strconv"

	"miernik/pipeline/sheet"
)

// rows is book.Rows with percentages as a reader of the sheet sees them: a cell
// that stores 0.125 and shows "12,5 %" is the text "12.5%". One publisher types
// the figure as text, the next formats a number: both mean 12.5.
func (r *reader) rows(name string) iter.Seq2[sheet.Row, error] {
	rows := r.book.Rows(name)
	switch r.book.Format() {
	case "csv", "dbf", "xml-records": // no formats there
		return rows
	}
	return func(yield func(sheet.Row, error) bool) {
		for row, err := range rows {
			for i := range row.Cells {
				if row.Cells[i].Percent {
					row.Cells[i] = asShown(row.Cells[i])
				}
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

func asShown(c sheet.Cell) sheet.Cell {
	v, _, ok := parsePlain(c.Text)
	if !ok {
		return c
	}
	c.Kind, c.Text, c.Percent = sheet.Text, strconv.FormatFloat(scaled(v, 100), 'f', -1, 64)+"%", false
	return c
}
