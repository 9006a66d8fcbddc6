package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// archive is the directory of a ZIP file, workbook or portal delivery.
type archive struct {
	r      io.ReaderAt
	files  map[string]*zip.File // by partKey
	names  []string             // in the order of the directory
	limits Limits
}

// partKey makes names comparable: producers differ in slashes and case.
func partKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, "\\", "/"), "/"))
}

// memberName is the name of a ZIP entry. ZIP tools of Polish Windows write
// CP852 without saying so.
func memberName(f *zip.File) string {
	if f.NonUTF8 && !utf8.ValidString(f.Name) {
		if name, err := charmap.CodePage852.NewDecoder().String(f.Name); err == nil {
			return name
		}
	}
	return f.Name
}

func openArchive(r io.ReaderAt, size int64, l Limits) (*archive, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		if errors.Is(err, zip.ErrFormat) {
			return nil, &Error{Code: CodeTruncated, Detail: "the ZIP directory at the end of the file is missing or damaged", Err: err}
		}
		return nil, memberError(err, "ZIP directory")
	}
	if len(z.File) > maxParts {
		return nil, failf(CodeTooLarge, "a ZIP of %d members", len(z.File))
	}
	a := &archive{r: r, files: make(map[string]*zip.File, len(z.File)), limits: l}
	for _, f := range z.File {
		name := memberName(f)
		if strings.HasSuffix(name, "/") || strings.HasSuffix(name, "\\") {
			continue
		}
		key := partKey(name)
		if a.files[key] != nil {
			// Readers disagree which of the two counts.
			return nil, failf(CodeDamaged, "the ZIP has two members named %.80q", name)
		}
		a.files[key] = f
		a.names = append(a.names, name)
	}
	return a, nil
}

func (a *archive) has(name string) bool { return a.files[partKey(name)] != nil }

// open unpacks one part, watching what it costs.
func (a *archive) open(name string) (io.ReadCloser, error) {
	f := a.files[partKey(name)]
	if f == nil {
		return nil, failf(CodeMissingPart, "the file has no part %.80q", name)
	}
	if f.Flags&1 != 0 {
		return nil, failf(CodeEncrypted, "%.80q is protected by a password", name)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, memberError(err, name)
	}
	packed := int64(min(f.CompressedSize64, 1<<50))
	most := a.limits.MaxUncompressed
	if packed < most/a.limits.MaxRatio { // no overflow
		most = min(most, max(ratioGrace, packed*a.limits.MaxRatio))
	}
	return &partReader{rc: rc, name: name, left: most, most: most}, nil
}

// partReader counts unpacked bytes; what the ZIP directory says is not trusted.
type partReader struct {
	rc   io.ReadCloser
	name string
	left int64
	most int64
}

func (p *partReader) Read(b []byte) (int, error) {
	n, err := p.rc.Read(b)
	if p.left -= int64(n); p.left < 0 {
		return 0, failf(CodeZipBomb, "%.80q unpacks to more than %d bytes", p.name, p.most)
	}
	if err != nil && err != io.EOF {
		err = memberError(err, p.name)
	}
	return n, err
}

func (p *partReader) Close() error { return p.rc.Close() }

// memberError is readError for what is inside a ZIP: unless the operating system
// says no, the offsets of the ZIP are wrong.
func memberError(err error, name string) *Error {
	e := readError(err, name)
	var system *fs.PathError
	if e.Code == CodeUnreadable && !errors.As(err, &system) {
		e.Code = CodeDamaged
	}
	return e
}

// workbookPart finds the main part of a workbook; "" if this is no XLSX.
func (a *archive) workbookPart() (string, error) {
	if !a.has("_rels/.rels") {
		if a.has("xl/workbook.xml") {
			return "xl/workbook.xml", nil
		}
		return "", nil
	}
	rels, err := a.relationships("_rels/.rels", "")
	if err != nil {
		return "", err
	}
	for _, rel := range rels {
		base := path.Base(partKey(rel.target)) // not word/document.xml, nor workbook.bin
		if strings.HasSuffix(rel.kind, "/officeDocument") && a.has(rel.target) &&
			strings.HasPrefix(base, "workbook") && strings.HasSuffix(base, ".xml") {
			return rel.target, nil
		}
	}
	if a.has("xl/workbook.xml") {
		return "xl/workbook.xml", nil
	}
	return "", nil
}

// tables lists the members that look like spreadsheets, in directory order.
// XML of other kinds describes most deliveries; it is listed where a ZIP, which
// is no document of an office program, holds nothing else.
func (a *archive) tables() []string {
	var out, documents []string
	for _, name := range a.names {
		base := path.Base(strings.ReplaceAll(name, "\\", "/"))
		if strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") || strings.HasPrefix(partKey(name), "__macosx/") {
			continue
		}
		switch strings.ToLower(path.Ext(base)) {
		case ".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".dbf":
			out = append(out, name)
		case ".xml":
			if a.holdsSpreadsheetML(name) {
				out = append(out, name)
			} else {
				documents = append(documents, name)
			}
		}
	}
	if len(out) == 0 && !a.has("[Content_Types].xml") && !a.has("_rels/.rels") && !a.has("mimetype") {
		return documents
	}
	return out
}

// choose returns the member asked for, or the only one.
func (a *archive) choose(member string) (string, error) {
	if member != "" {
		if !a.has(member) {
			return "", failf(CodeMissingPart, "the ZIP has no member %.80q", member)
		}
		return member, nil
	}
	switch names := a.tables(); len(names) {
	case 0:
		return "", failf(CodeNotASpreadsheet, "a ZIP without a workbook or CSV file")
	case 1:
		return names[0], nil
	default:
		more := ""
		if len(names) > 5 {
			more = fmt.Sprintf(" and %d more", len(names)-5)
			names = names[:5]
		}
		return "", failf(CodeAmbiguousMember, "the ZIP has several tables, name one: %.400q%s", names, more)
	}
}

// random gives random access to a member: in place when it is stored, from
// memory when it is compressed.
func (a *archive) random(name string) (io.ReaderAt, int64, error) {
	f := a.files[partKey(name)]
	if f != nil && f.Method == zip.Store && f.Flags&1 == 0 {
		if off, err := f.DataOffset(); err == nil && f.CompressedSize64 <= uint64(a.limits.MaxBytes) {
			size := int64(f.CompressedSize64)
			return io.NewSectionReader(a.r, off, size), size, nil
		}
	}
	rc, err := a.open(name)
	if err != nil {
		return nil, 0, err
	}
	defer rc.Close()
	most := min(a.limits.MaxBytes, maxNested)
	b, err := io.ReadAll(io.LimitReader(rc, most+1))
	if err != nil {
		return nil, 0, readError(err, name)
	}
	if int64(len(b)) > most {
		return nil, 0, failf(CodeTooLarge, "the packed workbook %.80q has more than %d bytes", name, most)
	}
	return bytes.NewReader(b), int64(len(b)), nil
}
