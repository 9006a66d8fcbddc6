package sheet

import (
	"io"
	"iter"
	"os"
)

// Book is an opened source file. It is not safe for concurrent use, but ranges
// over its sheets may be nested.
type Book struct {
	name   string
	member string
	file   io.Closer
	src    source

	format   string
	encoding string // of a text or a DBF
	guessed  bool
	delim    byte
}

// source is an opened file of one format.
type source interface {
	infos() []SheetInfo
	// rows yields the rows of a sheet, then at most one error.
	rows(sheet string, yield func(Row, error) bool)
	mergesOf(sheet string) ([]Ref, error)
}

// Open opens a spreadsheet file. Errors are of type *Error; a missing file
// also satisfies errors.Is(err, fs.ErrNotExist).
func Open(path string, o Options) (*Book, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &Error{Code: CodeUnreadable, File: path, Err: err}
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = failf(CodeUnreadable, "not a regular file")
	}
	if err != nil {
		f.Close()
		return nil, inFile(readError(err, ""), path)
	}
	b, err := OpenReader(f, info.Size(), path, o)
	if err != nil {
		f.Close()
		return nil, err
	}
	b.file = f
	return b, nil
}

// OpenReader is Open for bytes that are somewhere else. The name is only used
// in errors. The reader must stay valid until Close, which does not close it.
func OpenReader(r io.ReaderAt, size int64, name string, o Options) (*Book, error) {
	b := &Book{name: name}
	if err := b.open(r, size, o); err != nil {
		return nil, inFile(err, name)
	}
	return b, nil
}

// Format is "xlsx", "xls", "xml" (SpreadsheetML 2003), "xml-records", "ods",
// "dbf" or "csv".
func (b *Book) Format() string { return b.format }

// Member is the path of the table inside a portal ZIP, or "".
func (b *Book) Member() string { return b.member }

// Encoding is the encoding a CSV or DBF is read in: "utf-8", "utf-16le",
// "utf-16be", "cp1250", "iso-8859-2" or "cp852"; "" for a workbook and XML.
func (b *Book) Encoding() string { return b.encoding }

// EncodingGuessed says that the encoding was neither declared, nor marked, nor
// proved by the text being valid UTF-8. It deserves a warning.
func (b *Book) EncodingGuessed() bool { return b.guessed }

// Delimiter is the delimiter of a CSV; 0 for every other format.
func (b *Book) Delimiter() rune { return rune(b.delim) }

// Sheets lists the worksheets in their order, hidden ones included. A CSV or a
// DBF is one sheet without a name.
func (b *Book) Sheets() []SheetInfo { return b.src.infos() }

// Deleted is the number of records marked as deleted that the last complete
// range over the rows of a DBF left out; 0 for every other format.
func (b *Book) Deleted() int {
	if d, ok := b.src.(*dbfFile); ok {
		return d.deleted
	}
	return 0
}

// Rows reads a sheet row by row. An error is yielded last, with an empty row.
// A range may be left early; ranging again reads again.
func (b *Book) Rows(sheetName string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		placed := func(row Row, err error) bool {
			if err != nil {
				err = inFile(at(err, sheetName, 0, 0), b.name)
			}
			return yield(row, err)
		}
		b.src.rows(sheetName, placed)
	}
}

// Merges lists the merged ranges of a sheet in the order of the file; none for
// a CSV or DBF. In XLSX they stand behind the rows, so that this reads through
// the sheet once, keeping nothing else: there, only ranges over Rows that start
// after Merges, or after a complete range over the sheet, can set Cell.Merged.
func (b *Book) Merges(sheetName string) ([]Ref, error) {
	refs, err := b.src.mergesOf(sheetName)
	if err != nil {
		return nil, inFile(at(err, sheetName, 0, 0), b.name)
	}
	return append([]Ref(nil), refs...), nil
}

// Close closes the file that Open opened.
func (b *Book) Close() error {
	if b.file == nil {
		return nil
	}
	f := b.file
	b.file = nil
	return f.Close()
}

// inFile names the file of an error.
func inFile(err error, name string) *Error {
	e := readError(err, "")
	if e.File == "" {
		e.File = name
	}
	return e
}
