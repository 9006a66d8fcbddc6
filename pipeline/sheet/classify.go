package sheet

import (
	"bytes"
	"encoding/binary"
	"io"
)

// content is what the first bytes of a file say it is.
type content uint8

const (
	contentText content = iota
	contentEmpty
	contentZIP
	contentCutZIP // too short to be a ZIP, but starts like one
	contentOLE    // the container of old Excel files and of encrypted new ones
	contentMarkup
	contentBinary
)

const headBytes = 4096

// readHead reads what classify needs.
func readHead(r io.Reader) ([]byte, error) {
	head := make([]byte, headBytes)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, readError(err, "")
	}
	return head[:n], nil
}

func classify(head []byte) content {
	starts := func(prefix string) bool { return bytes.HasPrefix(head, []byte(prefix)) }
	switch {
	case len(head) == 0:
		return contentEmpty
	case starts("PK\x03\x04"), starts("PK\x05\x06"):
		return contentZIP
	case len(head) < 4 && bytes.HasPrefix([]byte("PK\x03\x04"), head):
		return contentCutZIP
	case starts("\xd0\xcf\x11\xe0"):
		return contentOLE
	case starts("%PDF-"), starts("\x1f\x8b"), starts("Rar!"), starts("7z\xbc\xaf"):
		return contentBinary
	case starts("\xff\xfe"), starts("\xfe\xff"):
		return contentText
	case bytes.IndexByte(head, 0) >= 0:
		return contentBinary
	}
	body := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	for _, tag := range []string{"<?xml", "<!doctype", "<html", "<table", "<workbook"} {
		if bytes.HasPrefix(body, []byte(tag)) {
			return contentMarkup
		}
	}
	return contentText
}

// refuse says why this is no table that can be read; nil for text. The reader
// may be nil.
func (c content) refuse(r io.ReaderAt) error {
	switch c {
	case contentText:
		return nil
	case contentEmpty:
		return failf(CodeNotASpreadsheet, "the file is empty")
	case contentZIP, contentCutZIP:
		return failf(CodeTruncated, "a ZIP that ends after its first bytes")
	case contentOLE:
		return refuseOLE(r)
	case contentMarkup:
		return failf(CodeNotASpreadsheet, "an XML or HTML document")
	}
	return failf(CodeNotASpreadsheet, "a binary file of another kind")
}

// refuseOLE tells an encrypted workbook from an old one by the names in the
// directory of the container, of which the first entries suffice.
func refuseOLE(r io.ReaderAt) error {
	const sector, directoryAt = 512, 48
	unknown := failf(CodeUnsupported, "an encrypted workbook or an old .xls; save it as .xlsx without a password")
	if r == nil {
		return unknown
	}
	head := make([]byte, sector)
	if _, err := r.ReadAt(head, 0); err != nil {
		return unknown
	}
	dir := make([]byte, 8*sector)
	first := int64(binary.LittleEndian.Uint32(head[directoryAt:]))
	n, _ := r.ReadAt(dir, (first+1)*sector)
	holds := func(name string) bool {
		wide := make([]byte, 0, 2*len(name))
		for _, c := range []byte(name) {
			wide = append(wide, c, 0)
		}
		return bytes.Contains(dir[:n], wide)
	}
	switch {
	case holds("EncryptedPackage"):
		return failf(CodeEncrypted, "the workbook is protected by a password")
	case holds("Workbook"), holds("Book"):
		return failf(CodeUnsupported, "an old Excel workbook (.xls); save it as .xlsx")
	}
	return unknown
}
