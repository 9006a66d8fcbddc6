package sheet

import (
	"bytes"
	"io"
	"slices"
	"strings"
)

// recordBook is an XML document of records: what repeats in it are tables.
// Opening it reads it once, for the paths of its elements; ranging over rows
// reads it again.
type recordBook struct {
	open   func() (io.ReadCloser, error)
	limits Limits
	paths  int
	tables []*recordTable
}

// openMarkup opens an XML document. What is wrong with a page in HTML is that it
// is one.
func (b *Book) openMarkup(in input, head []byte, o Options) error {
	err := b.openDocument(in, o)
	if err != nil && isHTML(head) && readError(err, "").Code != CodeUnreadable {
		return contentMarkup.refuse()
	}
	return err
}

// openDocument opens SpreadsheetML, known by its root, or records.
func (b *Book) openDocument(in input, o Options) error {
	root, err := readRoot(in.open, o.Limits)
	switch {
	case err != nil:
		return err
	case strings.EqualFold(root.name, "html"), root.officePart:
		return contentMarkup.refuse()
	case root.spreadsheetML:
		b.format = "xml"
		b.src, err = openSpreadsheetML(in.open, o.Limits)
		return err
	}
	b.format = "xml-records"
	b.src, err = openRecords(in.open, o)
	return err
}

// markupRoot is what the first tag of a document says.
type markupRoot struct {
	name          string
	spreadsheetML bool
	officePart    bool // of an XLSX or ODS file, which is more than this document
}

// officeNamespaces begin those of the parts of OpenDocument and Office files.
var officeNamespaces = [][]byte{[]byte("urn:oasis:names:tc:opendocument:"), []byte("http://schemas.openxmlformats.org/")}

func readRoot(open func() (io.ReadCloser, error), l Limits) (markupRoot, error) {
	rc, err := open()
	if err != nil {
		return markupRoot{}, err
	}
	defer rc.Close()
	x := markupScanner(rc, l)
	tok, err := x.next()
	if err != nil || tok != tokStart {
		return markupRoot{}, err
	}
	return markupRoot{
		name:          string(x.name),
		spreadsheetML: string(x.name) == "Workbook" && bytes.Contains(x.attrs, []byte(mlNamespace)),
		officePart:    slices.ContainsFunc(officeNamespaces, func(ns []byte) bool { return bytes.Contains(x.attrs, ns) }),
	}, nil
}

// markupScanner reads a document whose declaration may name a code page.
func markupScanner(r io.Reader, l Limits) *scanner {
	x := newScanner(r, l)
	x.codePages = true
	return x
}

// openRecords reads a document through and finds its records: the elements
// named by the caller, or all that repeat.
func openRecords(open func() (io.ReadCloser, error), o Options) (*recordBook, error) {
	b := &recordBook{open: open, limits: o.Limits}
	shape := &documentShape{}
	var err error
	if b.paths, err = b.scan(shape, nil); err != nil {
		return nil, err
	}
	records := shape.records(o.Record)
	switch {
	case len(records) == 0 && o.Record != "":
		return nil, failf(CodeNotASpreadsheet, "an XML document without an element %.80q", o.Record)
	case len(records) == 0:
		return nil, failf(CodeNotASpreadsheet, "an XML document in which no element with parts repeats")
	case len(records) > maxRecordKinds:
		return nil, failf(CodeTooLarge, "more than %d kinds of records", maxRecordKinds)
	}
	names := sheetNames(records)
	columns, text := 0, 0
	for i, e := range records {
		t, err := newRecordTable(e, o.Limits)
		if err != nil {
			return nil, at(err, names[i], 0, 0)
		}
		t.SheetInfo = SheetInfo{Name: names[i], Index: i}
		columns += len(t.names)
		text += t.nameBytes
		if columns > maxParts || text > o.Limits.rowBytes() {
			return nil, failf(CodeTooLarge, "more than %d columns, or %d bytes of their names, in all sheets", maxParts, o.Limits.rowBytes())
		}
		b.tables = append(b.tables, t)
	}
	return b, nil
}

// scan reads the document for a visitor; without known paths it learns them. It
// returns their number.
func (b *recordBook) scan(v recordVisitor, root *element) (paths int, err error) {
	rc, err := b.open()
	if err != nil {
		return 0, err
	}
	defer rc.Close()
	s := newRecordScanner(markupScanner(rc, b.limits), b.limits, root, b.paths)
	err = s.read(v)
	return s.paths, err
}

func (b *recordBook) infos() []SheetInfo {
	out := make([]SheetInfo, len(b.tables))
	for i, t := range b.tables {
		out[i] = t.SheetInfo
	}
	return out
}

func (b *recordBook) find(sheet string) (*recordTable, error) {
	for _, t := range b.tables {
		if t.Name == sheet {
			return t, nil
		}
	}
	return nil, failf(CodeMissingSheet, "the document has no records of this name")
}

func (b *recordBook) mergesOf(sheet string) ([]Ref, error) {
	_, err := b.find(sheet)
	return nil, err
}

// rows yields the names of the columns as row 1, then record n as row n+1.
func (b *recordBook) rows(sheet string, yield func(Row, error) bool) {
	t, err := b.find(sheet)
	if err != nil {
		yield(Row{}, err)
		return
	}
	r := newRecordReader(t, b.limits, func(row Row) bool { return yield(row, nil) })
	goOn, err := r.header()
	if err == nil && goOn {
		_, err = b.scan(r, t.root)
	}
	if err != nil {
		yield(Row{}, at(err, sheet, r.row.Number, 0))
	}
}
