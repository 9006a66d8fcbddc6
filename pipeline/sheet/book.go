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
	text   *csvFile  // one of the two
	grid   *workbook // is set
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

func (b *Book) open(r io.ReaderAt, size int64, o Options) error {
	o.Limits = o.Limits.withDefaults()
	enc, ok := parseEncoding(o.Encoding)
	if !ok {
		return failf(CodeBadOption, "unknown encoding %.40q; known are utf-8, cp1250, iso-8859-2, cp852", o.Encoding)
	}
	o.Encoding = enc
	if d := o.Delimiter; d < 0 || d > 0x7f || d == '"' || d == '\n' || d == '\r' {
		return failf(CodeBadOption, "%q cannot be a delimiter", d)
	}
	if size > o.Limits.MaxBytes {
		return failf(CodeTooLarge, "a file of %d bytes, more than %d", size, o.Limits.MaxBytes)
	}
	if d, err := readHead(io.NewSectionReader(r, 0, size)); err != nil {
		return err
	} else if classify(d) == contentZIP {
		return b.openZIP(r, size, o)
	} else if o.Member != "" {
		return failf(CodeMissingPart, "no ZIP, so it has no member %.80q", o.Member)
	}
	return b.openPlain(func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(r, 0, size)), nil
	}, r, o)
}

// openPlain opens what is not a ZIP: a delimited text or nothing we read.
func (b *Book) openPlain(open func() (io.ReadCloser, error), random io.ReaderAt, o Options) error {
	rc, err := open()
	if err != nil {
		return err
	}
	head, err := readHead(rc)
	rc.Close()
	if err != nil {
		return err
	}
	if err := classify(head).refuse(random); err != nil {
		return err
	}
	b.text, err = openCSV(open, head, o)
	return err
}

// openZIP opens a workbook, or one member of a portal ZIP.
func (b *Book) openZIP(r io.ReaderAt, size int64, o Options) error {
	a, err := openArchive(r, size, o.Limits)
	if err != nil {
		return err
	}
	main, err := a.workbookPart()
	if err != nil {
		return err
	}
	if main != "" {
		if o.Member != "" {
			return failf(CodeMissingPart, "a workbook, so it has no member %.80q", o.Member)
		}
		b.grid, err = openWorkbook(a, main)
		return err
	}
	for part, kind := range map[string]string{"xl/workbook.bin": ".xlsb", "content.xml": ".ods"} {
		if o.Member == "" && a.has(part) {
			return failf(CodeUnsupported, "a %s workbook; save it as .xlsx", kind)
		}
	}
	if b.member, err = a.choose(o.Member); err != nil {
		return err
	}
	return b.openMember(a, o)
}

func (b *Book) openMember(a *archive, o Options) error {
	open := func() (io.ReadCloser, error) { return a.open(b.member) }
	rc, err := open()
	if err != nil {
		return err
	}
	head, err := readHead(rc)
	rc.Close()
	if err != nil {
		return err
	}
	if classify(head) != contentZIP {
		return b.openPlain(open, nil, o)
	}
	r, size, err := a.random(b.member)
	if err != nil {
		return err
	}
	inner, err := openArchive(r, size, o.Limits)
	if err != nil {
		return err
	}
	main, err := inner.workbookPart()
	if err == nil && main == "" {
		err = failf(CodeNotASpreadsheet, "%.80q is a ZIP within a ZIP and no workbook", b.member)
	}
	if err != nil {
		return err
	}
	b.grid, err = openWorkbook(inner, main)
	return err
}

// Format is "xlsx" or "csv".
func (b *Book) Format() string {
	if b.grid != nil {
		return "xlsx"
	}
	return "csv"
}

// Member is the path of the table inside a portal ZIP, or "".
func (b *Book) Member() string { return b.member }

// Encoding is the encoding a CSV is read in: "utf-8", "utf-16le", "utf-16be",
// "cp1250", "iso-8859-2" or "cp852"; "" for a workbook.
func (b *Book) Encoding() string {
	if b.text == nil {
		return ""
	}
	return b.text.encoding
}

// EncodingGuessed says that the encoding was neither declared, nor marked, nor
// proved by the text being valid UTF-8. It deserves a warning.
func (b *Book) EncodingGuessed() bool { return b.text != nil && b.text.guessed }

// Delimiter is the delimiter of a CSV; 0 for a workbook.
func (b *Book) Delimiter() rune {
	if b.text == nil {
		return 0
	}
	return rune(b.text.delim)
}

// Sheets lists the worksheets in their order, hidden ones included. A CSV is
// one sheet without a name.
func (b *Book) Sheets() []SheetInfo {
	if b.grid == nil {
		return []SheetInfo{{}}
	}
	return b.grid.infos()
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
		switch {
		case b.grid != nil:
			b.grid.rows(sheetName, placed)
		case sheetName != "":
			placed(Row{}, failf(CodeMissingSheet, "a CSV has one sheet without a name"))
		default:
			b.text.rows(placed)
		}
	}
}

// Merges lists the merged ranges of a sheet in the order of the file; none for
// a CSV. In XLSX they stand behind the rows, so that this reads through the
// sheet once, keeping nothing else. Only ranges over Rows that start after
// Merges, or after a complete range over the sheet, can set Cell.Merged.
func (b *Book) Merges(sheetName string) ([]Ref, error) {
	if b.grid == nil {
		if sheetName != "" {
			return nil, inFile(failf(CodeMissingSheet, "a CSV has one sheet without a name"), b.name)
		}
		return nil, nil
	}
	refs, err := b.grid.mergesOf(sheetName)
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
