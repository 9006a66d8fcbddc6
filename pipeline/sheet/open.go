package sheet

import (
	"bytes"
	"io"
)

// input is the bytes of a file or of a ZIP member.
type input struct {
	open   func() (io.ReadCloser, error) // from the beginning, again and again
	random func() (r io.ReaderAt, size int64, err error)
	nested bool // inside a ZIP
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
	return b.openInput(input{
		open:   func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(r, 0, size)), nil },
		random: func() (io.ReaderAt, int64, error) { return r, size, nil },
	}, o)
}

// openInput opens what the content says it is.
func (b *Book) openInput(in input, o Options) error {
	rc, err := in.open()
	if err != nil {
		return err
	}
	head, err := readHead(rc)
	rc.Close()
	if err != nil {
		return err
	}
	kind := classify(head)
	if kind != contentZIP && !in.nested && o.Member != "" {
		return failf(CodeMissingPart, "no ZIP, so it has no member %.80q", o.Member)
	}
	switch kind {
	case contentZIP:
		return b.openZIP(in, o)
	case contentOLE:
		return b.openOLE(in, o)
	case contentText:
		f, err := openCSV(in.open, head, o)
		if err != nil {
			return err
		}
		b.format, b.src = "csv", f
		b.encoding, b.guessed, b.delim = f.encoding, f.guessed, f.delim
		return nil
	case contentDBF:
		f, err := openDBF(in.open, o)
		if err != nil {
			return err
		}
		b.format, b.src = "dbf", f
		b.encoding, b.guessed = f.encoding, f.guessed
		return nil
	case contentMarkup:
		return b.openMarkup(in, head, o)
	}
	return kind.refuse()
}

func (b *Book) openOLE(in input, o Options) error {
	r, size, err := in.random()
	if err != nil {
		return err
	}
	stream, err := workbookStream(r, size)
	if err != nil {
		return err
	}
	b.format = "xls"
	b.src, err = openXLS(stream, stream.size, o.Limits)
	return err
}

// openZIP opens a workbook, or one member of a portal ZIP.
func (b *Book) openZIP(in input, o Options) error {
	r, size, err := in.random()
	if err != nil {
		return err
	}
	a, err := openArchive(r, size, o.Limits)
	if err != nil {
		return err
	}
	main, err := a.workbookPart()
	if err != nil {
		return err
	}
	if main != "" || a.isOpenDocument() {
		if o.Member != "" && !in.nested {
			return failf(CodeMissingPart, "a workbook, so it has no member %.80q", o.Member)
		}
		if main == "" {
			b.format = "ods"
			b.src, err = openODS(a)
			return err
		}
		b.format = "xlsx"
		b.src, err = openWorkbook(a, main)
		return err
	}
	if (in.nested || o.Member == "") && a.has("xl/workbook.bin") {
		return failf(CodeUnsupported, "a .xlsb workbook; save it as .xlsx")
	}
	if in.nested {
		return failf(CodeNotASpreadsheet, "%.80q is a ZIP within a ZIP and no workbook", b.member)
	}
	if b.member, err = a.choose(o.Member); err != nil {
		return err
	}
	return b.openInput(input{
		open:   func() (io.ReadCloser, error) { return a.open(b.member) },
		random: func() (io.ReaderAt, int64, error) { return a.random(b.member) },
		nested: true,
	}, o)
}

// holdsSpreadsheetML looks at the first bytes of a member.
func (a *archive) holdsSpreadsheetML(name string) bool {
	rc, err := a.open(name)
	if err != nil {
		return false
	}
	defer rc.Close()
	head, err := readHead(rc)
	return err == nil && classify(head) == contentMarkup && bytes.Contains(plainHead(head), []byte(mlNamespace))
}
