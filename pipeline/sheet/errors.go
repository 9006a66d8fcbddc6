package sheet

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Codes of Error, stable so that a finding can be built on them.
const (
	CodeUnreadable        = "unreadable"         // the operating system refuses the file
	CodeNotASpreadsheet   = "not-a-spreadsheet"  // PDF, HTML, binary, empty, a ZIP without tables
	CodeUnsupported       = "unsupported"        // a spreadsheet of a kind not read here: .xlsb, Excel 95, a DBF with memos
	CodeEncrypted         = "encrypted"          // protected by a password
	CodeTruncated         = "truncated"          // the file ends too early
	CodeDamaged           = "damaged"            // checksum or compressed data wrong
	CodeZipBomb           = "zip-bomb"           // unpacks to far more than is reasonable
	CodeTooLarge          = "too-large"          // another limit is exceeded
	CodeBadXML            = "bad-xml"            // not well-formed
	CodeXMLDepth          = "xml-depth"          // nested too deeply
	CodeXMLDoctype        = "xml-doctype"        // DOCTYPE or ENTITY, refused unseen
	CodeBadReference      = "bad-reference"      // a cell address, row number or string index that cannot be
	CodeBadCellType       = "bad-cell-type"      // a cell type the format does not know
	CodeBadEncoding       = "bad-encoding"       // bytes that are no text in the encoding
	CodeUnterminatedQuote = "unterminated-quote" // CSV: a quoted field never ends
	CodeMissingPart       = "missing-part"       // a part or ZIP member that is named is not there
	CodeMissingSheet      = "missing-sheet"      // no sheet of that name
	CodeAmbiguousMember   = "ambiguous-member"   // a ZIP of several tables and none was named
	CodeBadOption         = "bad-option"         // the caller asks for something impossible
)

// Error says what is wrong with a file, and where. Row and Col are 1-based and
// 0 when unknown; in a CSV they are the line and the field.
type Error struct {
	Code   string
	File   string // name given to Open
	Sheet  string
	Row    int
	Col    int
	Detail string
	Err    error // cause, may be nil
}

// Error reads "file.xlsx!DANE!D14: detail: cause [code]".
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.place())
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	b.WriteString(e.Detail)
	if e.Err != nil {
		if e.Detail != "" {
			b.WriteString(": ")
		}
		b.WriteString(e.Err.Error())
	}
	fmt.Fprintf(&b, " [%s]", e.Code)
	return b.String()
}

func (e *Error) place() string {
	place := e.File
	if e.Sheet == "" {
		for _, n := range []int{e.Row, e.Col} {
			if n > 0 {
				place = strings.TrimPrefix(fmt.Sprintf("%s:%d", place, n), ":")
			}
		}
		return place
	}
	place = strings.TrimPrefix(place+"!"+e.Sheet, "!")
	switch {
	case e.Row > 0 && e.Col > 0:
		place += "!" + Address(e.Row, e.Col)
	case e.Row > 0:
		place += fmt.Sprintf("!%d:%d", e.Row, e.Row)
	}
	return place
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// failf makes an error. Its text may quote a broken file and stays UTF-8.
func failf(code, format string, args ...any) *Error {
	return &Error{Code: code, Detail: strings.ToValidUTF8(fmt.Sprintf(format, args...), "\ufffd")}
}

// readError turns what a reader reports into an *Error. An *Error passes.
func readError(err error, what string) *Error {
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	code := CodeUnreadable
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		code = CodeTruncated
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.As(err, &corrupt):
		code = CodeDamaged
	case errors.Is(err, zip.ErrAlgorithm):
		code = CodeUnsupported
	}
	return &Error{Code: code, Detail: what, Err: err}
}

// at fills in the place of an error where it is not known yet.
func at(err error, sheet string, row, col int) *Error {
	e := readError(err, "")
	if e.Sheet == "" {
		e.Sheet = sheet
	}
	if e.Row == 0 {
		e.Row, e.Col = row, col
	}
	return e
}
