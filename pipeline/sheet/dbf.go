package sheet

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf8"
)

// dbfFile is a dBASE table that can be read again and again.
type dbfFile struct {
	open       func() (io.ReadCloser, error)
	limits     Limits
	encoding   string
	guessed    bool
	fields     []dbfField
	records    int // as the header says, deleted ones included
	headBytes  int
	recordSize int // the mark of deletion included
	deleted    int // left out by the last complete range
}

type dbfField struct {
	name   string
	typ    byte
	at     int // in the record
	length int
}

const dbfHead, dbfFieldHead = 32, 32

// isDBF looks for a dBASE header, which has no signature: a known version, a
// date that can be, a first field of a known type with a padded name.
func isDBF(head []byte) bool {
	if len(head) < dbfHead+dbfFieldHead || bytes.IndexByte([]byte("\x02\x03\x04\x05\x30\x31\x32\x43\x63\x83\x8b\x8e\xcb\xf5\xfb"), head[0]) < 0 {
		return false
	}
	field := head[dbfHead:]
	end := bytes.IndexByte(field[:11], 0)
	return head[2] <= 12 && head[3] <= 31 && head[12]|head[13] == 0 &&
		binary.LittleEndian.Uint16(head[8:]) > dbfHead+dbfFieldHead && binary.LittleEndian.Uint16(head[10:]) > 1 &&
		end > 0 && !bytes.ContainsFunc(field[:end], func(r rune) bool { return r < ' ' }) &&
		bytes.IndexByte([]byte("CNFDLMBGPYTIVWQO0@+"), field[11]) >= 0
}

func openDBF(open func() (io.ReadCloser, error), o Options) (*dbfFile, error) {
	f := &dbfFile{open: open, limits: o.Limits}
	rc, err := open()
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	driver, err := f.readHeader(rc)
	if err != nil {
		return nil, err
	}
	if err := f.settleEncoding(o.Encoding, driver); err != nil {
		return nil, err
	}
	return f, f.decodeNames()
}

// readHeader reads the header up to the first record. It returns the language
// driver, a number for the code page.
func (f *dbfFile) readHeader(r io.Reader) (driver byte, err error) {
	head := make([]byte, dbfHead)
	if _, err := io.ReadFull(r, head); err != nil {
		return 0, readError(err, "the DBF header")
	}
	f.records = int(binary.LittleEndian.Uint32(head[4:]))
	f.headBytes = int(binary.LittleEndian.Uint16(head[8:]))
	f.recordSize = int(binary.LittleEndian.Uint16(head[10:]))
	if f.headBytes <= dbfHead {
		return 0, failf(CodeDamaged, "a DBF header of %d bytes", f.headBytes)
	}
	rest := make([]byte, f.headBytes-dbfHead)
	if _, err := io.ReadFull(r, rest); err != nil {
		return 0, readError(err, "the DBF header")
	}
	return head[29], f.readFields(rest)
}

// readFields reads the field descriptors. A text field of Clipper and FoxPro
// keeps the high byte of its length where others keep decimals.
func (f *dbfFile) readFields(b []byte) error {
	short, long := 1, 1 // sizes of a record either way
	for ; len(b) > 0 && b[0] != '\r'; b = b[dbfFieldHead:] {
		if len(b) < dbfFieldHead {
			return failf(CodeDamaged, "the DBF header ends inside field %d", len(f.fields)+1)
		}
		name, _, _ := bytes.Cut(b[:11], []byte{0})
		field := dbfField{name: strings.TrimRight(string(name), " "), typ: b[11], length: int(b[16])}
		short += field.length
		if field.typ == 'C' {
			field.length += int(b[17]) << 8
		}
		long += field.length
		f.fields = append(f.fields, field)
		if len(f.fields) > f.limits.MaxCols {
			return failf(CodeTooLarge, "more than %d columns", f.limits.MaxCols)
		}
	}
	if len(f.fields) == 0 || f.recordSize != short && f.recordSize != long {
		return failf(CodeDamaged, "DBF records of %d bytes, but fields of %d", f.recordSize, short)
	}
	for i, at := 0, 1; i < len(f.fields); i++ {
		field := &f.fields[i]
		if f.recordSize == short {
			field.length &= 0xff
		}
		field.at = at
		at += field.length
		if strings.IndexByte("CNFDL", field.typ) < 0 {
			return at1(failf(CodeUnsupported, "a DBF field of type %q", field.typ), i+1)
		}
	}
	return nil
}

// at1 places an error in the row of names.
func at1(err error, col int) *Error { return at(err, "", 1, col) }

// dbfPages are the language drivers of code pages read here. The drivers of
// Western code pages are left out: they are what programs write that do not
// know better.
var dbfPages = map[byte]string{
	0xc8: encCP1250, 0x1f: encCP852, 0x22: encCP852, 0x23: encCP852, 0x40: encCP852, 0x64: encCP852, 0x87: encCP852,
}

// settleEncoding follows the option, then the language driver, then looks at
// the records as it does at a text.
func (f *dbfFile) settleEncoding(declared string, driver byte) (err error) {
	switch page := dbfPages[driver]; {
	case declared == encUTF16LE || declared == encUTF16BE:
		return failf(CodeBadOption, "a DBF cannot be %s", declared)
	case declared != "":
		f.encoding = declared
	case page != "":
		f.encoding = page
	default:
		f.encoding, f.guessed, err = detectEncoding(func() (io.ReadCloser, error) {
			rc, err := f.open()
			if err != nil {
				return nil, err
			}
			// Skip the binary part of the header, not the names.
			if _, err := io.CopyN(io.Discard, rc, dbfHead); err != nil {
				rc.Close()
				return nil, readError(err, "the DBF header")
			}
			return &dbfTexts{rc: rc, f: f, left: f.headBytes - dbfHead}, nil
		})
	}
	return err
}

// dbfTexts shows the field names and the records of a DBF: what stands between
// them, lengths and addresses, is replaced by blanks.
type dbfTexts struct {
	rc   io.ReadCloser
	f    *dbfFile
	at   int
	left int // of the header
}

func (t *dbfTexts) Read(b []byte) (int, error) {
	n, err := t.rc.Read(b)
	for i := 0; i < n && t.left > 0; i++ {
		if t.at%dbfFieldHead >= 11 || t.at/dbfFieldHead >= len(t.f.fields) {
			b[i] = ' '
		}
		t.at++
		t.left--
	}
	return n, err
}

func (t *dbfTexts) Close() error { return t.rc.Close() }

// decodeNames decodes the names of the fields.
func (f *dbfFile) decodeNames() error {
	for i := range f.fields {
		name := f.decode(nil, []byte(f.fields[i].name))
		if !utf8.Valid(name) {
			return at1(failf(CodeBadEncoding, "the name of a field is no text in %s", f.encoding), i+1)
		}
		f.fields[i].name = string(name)
	}
	return nil
}

// decode appends text as UTF-8; what is none stays invalid.
func (f *dbfFile) decode(dst, raw []byte) []byte {
	if page := codePage(f.encoding); page != nil {
		return decodeBytes(dst, raw, page)
	}
	return append(dst, raw...)
}

func (f *dbfFile) infos() []SheetInfo { return []SheetInfo{{}} }

func (f *dbfFile) mergesOf(sheet string) ([]Ref, error) { return nil, onlySheet(sheet) }
