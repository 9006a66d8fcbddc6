package sheet

import (
	"io"
	"strings"
)

// odsBook is an OpenDocument spreadsheet. Opening it reads its content once,
// for the names, visibility and merges of its sheets; ranging over rows reads
// it again.
type odsBook struct {
	open   func() (io.ReadCloser, error)
	limits Limits
	sheets []sheetMeta
}

// isOpenDocument tells an OpenDocument file from a ZIP that happens to hold a
// file of that name.
func (a *archive) isOpenDocument() bool {
	if a.has("encrypted-package") && a.has("META-INF/manifest.xml") { // ODF 1.3
		return true
	}
	if !a.has("content.xml") {
		return false
	}
	if a.has("META-INF/manifest.xml") {
		return true
	}
	rc, err := a.open("mimetype")
	if err != nil {
		return false
	}
	defer rc.Close()
	head, err := readHead(rc)
	return err == nil && strings.HasPrefix(string(head), "application/vnd.oasis.opendocument.")
}

func openODS(a *archive) (*odsBook, error) {
	if err := a.checkManifest(); err != nil {
		return nil, err
	}
	return openODSContent(func() (io.ReadCloser, error) { return a.open("content.xml") }, a.limits)
}

// checkManifest refuses what is encrypted. Manifests of old producers have a
// DOCTYPE; those encrypt nothing that could be taken for XML.
func (a *archive) checkManifest() error {
	encrypted := a.has("encrypted-package")
	if a.has("META-INF/manifest.xml") && !encrypted {
		err := a.scan("META-INF/manifest.xml", func(x *scanner) error {
			return x.elements(func() error {
				encrypted = encrypted || string(x.name) == "encryption-data"
				return nil
			})
		})
		if err != nil && readError(err, "").Code != CodeXMLDoctype {
			return err
		}
	}
	if encrypted {
		return failf(CodeEncrypted, "the workbook is protected by a password")
	}
	return nil
}

func openODSContent(open func() (io.ReadCloser, error), l Limits) (*odsBook, error) {
	b := &odsBook{open: open, limits: l}
	hidden := map[string]bool{} // table styles that are not displayed
	seen, err := b.scan(hidden, func(r *odsReader) (bool, error) {
		if len(b.sheets) >= maxParts {
			return false, failf(CodeTooLarge, "more than %d sheets", maxParts)
		}
		attrs, err := r.x.attrsNamed("name", "style-name")
		if err != nil {
			return false, err
		}
		s := sheetMeta{SheetInfo: SheetInfo{Name: attrs[0], Hidden: hidden[attrs[1]], Index: len(b.sheets)}}
		if _, err = r.readTable(nil); err != nil {
			return false, at(err, s.Name, r.last, 0)
		}
		s.merges = r.merges
		b.sheets, err = withMerges(b.sheets, s)
		return err == nil, err
	})
	if err == nil && !seen {
		err = failf(CodeNotASpreadsheet, "an OpenDocument file that is no spreadsheet")
	}
	return b, err
}

// scan visits the tables of the spreadsheet until visit says no, and collects
// the table styles that hide if hidden is not nil. It reports whether there is
// a spreadsheet at all.
func (b *odsBook) scan(hidden map[string]bool, visit func(*odsReader) (goOn bool, err error)) (seen bool, err error) {
	rc, err := b.open()
	if err != nil {
		return false, err
	}
	defer rc.Close()
	x := newScanner(rc, b.limits)
	r := &odsReader{x: x}
	r.limits = b.limits
	for {
		tok, err := x.next()
		if err != nil || tok == tokEOF {
			return seen, err
		}
		if tok != tokStart || x.depth() == 1 {
			continue
		}
		goOn := true
		switch name, depth := string(x.name), x.depth(); {
		case depth == 2 && name == "automatic-styles" && hidden != nil:
			err = readHiddenStyles(x, hidden)
		case depth == 2 && name == "body":
		case depth == 3 && name == "spreadsheet":
			seen = true
		case depth == 4 && name == "table":
			goOn, err = visit(r)
		default:
			err = x.skip()
		}
		if err != nil || !goOn {
			return seen, err
		}
	}
}

// readHiddenStyles reads the automatic-styles just started.
func readHiddenStyles(x *scanner, hidden map[string]bool) error {
	style := ""
	for d := x.depth(); x.depth() >= d; {
		tok, err := x.next()
		if err != nil {
			return err
		}
		if tok != tokStart {
			continue
		}
		switch string(x.name) {
		case "style":
			if style, err = x.attr("name"); err != nil {
				return err
			}
		case "table-properties":
			display, err := x.attr("display")
			if err != nil {
				return err
			}
			if display == "false" {
				if len(hidden) >= maxParts {
					return failf(CodeTooLarge, "more than %d styles", maxParts)
				}
				hidden[style] = true
			}
		}
	}
	return nil
}

func (b *odsBook) infos() []SheetInfo { return infosOf(b.sheets) }

func (b *odsBook) mergesOf(sheet string) ([]Ref, error) {
	i, err := findSheet(b.sheets, sheet)
	if err != nil {
		return nil, err
	}
	return b.sheets[i].merges, nil
}

func (b *odsBook) rows(sheet string, yield func(Row, error) bool) {
	want, err := findSheet(b.sheets, sheet)
	if err != nil {
		yield(Row{}, err)
		return
	}
	i := -1
	_, err = b.scan(nil, func(r *odsReader) (bool, error) {
		if i++; i != want {
			return true, r.x.skip()
		}
		_, err := r.readTable(func(row Row) bool { return yield(row, nil) })
		if err != nil {
			err = at(err, sheet, r.last, 0)
		}
		return false, err
	})
	if err != nil {
		yield(Row{}, err)
	}
}
