// Package sheet turns a spreadsheet file into a stream of rows of cells, each
// with its place, and leaves every value as the file stores it.
//
// It reads XLSX workbooks, workbooks of Excel 97 to 2003 (.xls, BIFF8),
// SpreadsheetML 2003 (.xml), OpenDocument spreadsheets (.ods), dBASE tables
// (.dbf), XML documents of records (.xml), delimited text (CSV) and the ZIP
// files in which statistical portals deliver any of them. What a file is, is decided by its content; its name says
// nothing. Nothing is interpreted here: "-", "x", "0" and "1 234,5" are texts
// whose meaning a source profile decides later.
//
//	book, err := sheet.Open("LUDN_2137.xlsx", sheet.Options{})
//	if err != nil { … }
//	defer book.Close()
//	for row, err := range book.Rows("DANE") {
//		if err != nil { … } // the last thing yielded
//		code := row.Cell(1).Text
//	}
//
// Rows are read while they are ranged over: memory does not grow with the
// sheet, apart from the shared string table of a workbook and, where an .xls
// has its cells out of order, eight bytes for each. Every cost that a hostile
// file could cause is bounded by Limits. Errors are of type *Error.
//
// The formats differ in what they store:
//
//   - In .xls numbers are binary; they are written in the fewest digits that are
//     exactly the stored number. Formulas are not decoded: Cell.Formula is
//     "=tokens", the value is the one stored with it. What is protected by a
//     password, and Excel 95 and older, is refused.
//   - .xml and .ods are read once when they are opened, since visibility and
//     merges stand anywhere; dates have no time at midnight.
//   - .ods: the stored value counts, not the text displayed ("12,5 %" is 0.125, with
//     Cell.Percent).
//     Rows without cells are not listed. Repeated rows and cells are expanded up
//     to a limit, empty ones skipped.
//   - .dbf: row 1 has the names of the fields, row n+1 is record n; records
//     marked as deleted are left out (Book.Deleted counts them), padding is cut
//     off. A number too wide for its field is an ErrorValue of asterisks; a
//     value that does not fit the type of its field is a Text. Memos are refused.
//
// # Records in XML
//
// An XML document that is neither SpreadsheetML nor HTML, nor a part of an ODS
// or XLSX file, is read as records. An element is a record if two of it stand in
// one parent and it consists of parts: elements within or, without a text,
// attributes. Each place of such elements is a sheet, in document order, named
// by the element ("Pozycja") or, where that is ambiguous, by the end of its path
// ("Rb-28s/Pozycje/Pozycja"). Options.Record names the element instead, also one
// that stands there once.
//
// Row 1 has the names of the columns, row n+1 is record n. Columns come in the
// order in which they first appear:
//
//   - the parts of the record by their path in it: "Dzial", "adres/ulica", an
//     attribute "@id"; the values of a part that repeats and is only a text are
//     "tel", "tel[2]", …; records within a record are sheets of their own;
//   - what the elements around the record say once: "Jednostka/Regon",
//     "catalog/@date" are the part Regon and the attribute date of the elements
//     Jednostka and catalog that the record stands in, with the whole path from
//     the root ("/a/b/Regon") where that is ambiguous. It holds in the rows
//     behind it until its element ends; what follows its records is in no row.
//
// Every value is a Text. Blanks around a value are dropped, except in CDATA:
// documents are indented. A part that is left out or empty is no cell. Prefixes
// of elements are dropped, those of attributes stay, declarations of namespaces
// are no values. A DOCTYPE is refused, so that no entity can be declared.
package sheet

import "sort"

// Kind says what the file itself claims about a cell.
type Kind uint8

const (
	Empty      Kind = iota // no value; listed only when the cell has a formula
	Text                   // every CSV field, and the string types of the others
	Number                 // Text is the number as written in the file
	Bool                   // Text is "TRUE" or "FALSE"
	ErrorValue             // Text is "#N/A", "#DIV/0!", …
	Date                   // XLSX, .xls: a number shown as a date; all: a cell of a date or time type
)

// String names the kind for messages and tests.
func (k Kind) String() string {
	switch k {
	case Empty:
		return "empty"
	case Text:
		return "text"
	case Number:
		return "number"
	case Bool:
		return "bool"
	case ErrorValue:
		return "error"
	case Date:
		return "date"
	}
	return "unknown"
}

// Cell is one cell that has something in it.
type Cell struct {
	Col  int // 1-based column
	Kind Kind

	// Text is the value as stored: XLSX strings with rich text joined and
	// escapes resolved, numbers as written ("59.00952380952381"), CSV fields
	// after unquoting, never trimmed. Date is ISO: "2006-01-02",
	// "2006-01-02T15:04:05", or "15:04:05" for a serial number below one day; a
	// date or duration that an XML format has in another form stays as stored.
	Text string

	Percent bool   // a number shown as a percentage: 0.125 as "12,5 %"
	Quoted  bool   // CSV: the field was quoted
	Formula string // without "=", in the notation of the format; XLSX: "=shared" where only the group is named; .xls: "=tokens"
	Merged  bool   // covered by a merge, not its top left cell; see Book.Merges
}

// Row is one row that the file mentions, even when it has no cells.
//
// Cells are in column order; absent cells, unquoted empty fields and cells that
// only have a style are not listed. The slice is reused by the next iteration:
// copy it to keep it. The strings may be kept; those of one row share memory,
// in a CSV those of some kilobytes of lines.
type Row struct {
	Number int  // 1-based row of the sheet; for CSV the line where the record starts; for DBF and records in XML the record and 1
	Hidden bool // by hand, by a filter or in a closed group; none in CSV, DBF and records
	Cells  []Cell
}

// Cell returns the cell in a 1-based column, or an Empty one if absent.
func (r Row) Cell(col int) Cell {
	// In a dense row the cell is where its column says.
	if i := col - 1; i >= 0 && i < len(r.Cells) && r.Cells[i].Col == col {
		return r.Cells[i]
	}
	i := sort.Search(len(r.Cells), func(i int) bool { return r.Cells[i].Col >= col })
	if i < len(r.Cells) && r.Cells[i].Col == col {
		return r.Cells[i]
	}
	return Cell{Col: col}
}

// Ref is a rectangle of cells, 1-based, both ends included.
type Ref struct{ FirstRow, FirstCol, LastRow, LastCol int }

// String is the usual notation, "A1:C2", or "A1" for a single cell.
func (r Ref) String() string {
	first := Address(r.FirstRow, r.FirstCol)
	if r.FirstRow == r.LastRow && r.FirstCol == r.LastCol {
		return first
	}
	return first + ":" + Address(r.LastRow, r.LastCol)
}

// SheetInfo describes one worksheet. Chart and dialog sheets are not listed.
type SheetInfo struct {
	Name   string // "" for CSV and DBF
	Hidden bool   // hidden or "very hidden"
	Index  int    // position among all sheets of the workbook, from 0
}

// Options say what the caller knows about the file. The zero value means: find
// out.
type Options struct {
	// Encoding of a CSV or DBF: "utf-8", "cp1250", "iso-8859-2", "cp852", or "" to
	// detect, in a DBF by its language driver first. A byte order mark must
	// agree with it.
	Encoding string
	// Delimiter of a CSV, an ASCII character; 0 detects among ; , tab |.
	Delimiter rune
	// Member is the path inside a portal ZIP; "" means its only spreadsheet.
	Member string
	// Record names the elements of an XML document that are its records; "" takes
	// those that repeat. Other formats do not look at it.
	Record string
	// Limits: each field that is 0 takes its default.
	Limits Limits
}
