package sheet

import (
	"bytes"
	"io"
)

// mlNamespace marks SpreadsheetML 2003, the XML of Excel before XLSX.
const mlNamespace = "urn:schemas-microsoft-com:office:spreadsheet"

// mlBook is a SpreadsheetML 2003 document. Opening it reads it once, for the
// visibility and the merges of its sheets; ranging over rows reads it again.
type mlBook struct {
	open   func() (io.ReadCloser, error)
	limits Limits
	sheets []sheetMeta
}

// plainHead is the head of a document without the zero bytes of UTF-16.
func plainHead(head []byte) []byte { return bytes.ReplaceAll(head, []byte{0}, nil) }

func openSpreadsheetML(open func() (io.ReadCloser, error), l Limits) (*mlBook, error) {
	b := &mlBook{open: open, limits: l}
	return b, b.scan(func(r *mlReader) (bool, error) {
		if len(b.sheets) >= maxParts {
			return false, failf(CodeTooLarge, "more than %d sheets", maxParts)
		}
		name, err := r.x.attr("Name")
		if err != nil {
			return false, err
		}
		s := sheetMeta{SheetInfo: SheetInfo{Name: name, Index: len(b.sheets)}}
		if _, err = r.readSheet(nil); err != nil {
			return false, at(err, name, r.row.Number, 0)
		}
		s.Hidden, s.merges = r.hidden, r.merges
		b.sheets, err = withMerges(b.sheets, s)
		return err == nil, err
	})
}

// scan visits the worksheets until visit says no.
func (b *mlBook) scan(visit func(*mlReader) (goOn bool, err error)) error {
	rc, err := b.open()
	if err != nil {
		return err
	}
	defer rc.Close()
	r := &mlReader{x: markupScanner(rc, b.limits)}
	r.limits = b.limits
	for {
		tok, err := r.x.next()
		switch {
		case err != nil || tok == tokEOF:
			return err
		case tok != tokStart || r.x.depth() < 2:
		case string(r.x.name) == "Styles":
			if err := r.readStyles(); err != nil {
				return err
			}
		case string(r.x.name) == "Worksheet":
			if goOn, err := visit(r); err != nil || !goOn {
				return err
			}
		default:
			if err := r.x.skip(); err != nil {
				return err
			}
		}
	}
}

func (b *mlBook) infos() []SheetInfo { return infosOf(b.sheets) }

func (b *mlBook) mergesOf(sheet string) ([]Ref, error) {
	i, err := findSheet(b.sheets, sheet)
	if err != nil {
		return nil, err
	}
	return b.sheets[i].merges, nil
}

func (b *mlBook) rows(sheet string, yield func(Row, error) bool) {
	want, err := findSheet(b.sheets, sheet)
	if err != nil {
		yield(Row{}, err)
		return
	}
	i := -1
	err = b.scan(func(r *mlReader) (bool, error) {
		if i++; i != want {
			return true, r.x.skip()
		}
		r.cover = newCoverage(b.sheets[i].merges)
		_, err := r.readSheet(func(row Row) bool { return yield(row, nil) })
		if err != nil {
			err = at(err, sheet, r.row.Number, 0)
		}
		return false, err
	})
	if err != nil {
		yield(Row{}, err)
	}
}
