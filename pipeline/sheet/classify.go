package sheet

import (
	"bytes"
	"io"
	"slices"
)

// content is what the first bytes of a file say it is.
type content uint8

const (
	contentText content = iota
	contentEmpty
	contentZIP
	contentCutZIP // too short to be a ZIP, but starts like one
	contentOLE    // the container of old Excel files and of encrypted new ones
	contentDBF
	contentOldBIFF // Excel 2 to 5, without a container
	contentMarkup
	contentJSON
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
	case starts("\x09\x00\x04\x00"), starts("\x09\x02\x06\x00"), starts("\x09\x04\x06\x00"), starts("\x09\x08\x08\x00"), starts("\x09\x08\x10\x00"):
		return contentOldBIFF
	case isDBF(head):
		return contentDBF
	case starts("\xff\xfe"), starts("\xfe\xff"): // a text in UTF-16
	case bytes.IndexByte(head, 0) >= 0:
		return contentBinary
	}
	body := headText(head)
	if startsWith(body, "<?xml", "<!doctype", "<html", "<table", "<workbook") || startsDocument(body) {
		return contentMarkup
	}
	if startsJSON(body) {
		return contentJSON
	}
	return contentText
}

// startsJSON tells a JSON document, which commas would cut into thousands of
// fields, from a line of text: a bracket, then what JSON may have behind it.
func startsJSON(body []byte) bool {
	if len(body) == 0 || body[0] != '{' && body[0] != '[' {
		return false
	}
	inside := bytes.TrimLeft(body[1:], " \t\r\n")
	if body[0] == '{' {
		return startsWith(inside, `"`, "}")
	}
	return startsWith(inside, "{", "[")
}

// headText is the beginning of a text in lower case, without its mark and the
// blanks before it.
func headText(head []byte) []byte {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		head, _ = decodeUTF16(nil, head[2:], false, 0)
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		head, _ = decodeUTF16(nil, head[2:], false, 1)
	}
	return bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
}

func startsWith(body []byte, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return bytes.HasPrefix(body, []byte(p)) })
}

// startsDocument tells an XML document without a declaration: a tag, then
// another one or a comment.
func startsDocument(body []byte) bool {
	end := bytes.IndexByte(body, '>')
	if end < 2 || body[0] != '<' || bytes.IndexByte(body[1:end], '<') >= 0 {
		return false
	}
	name := body[1:end]
	if i := bytes.IndexAny(name, " \t\r\n/"); i >= 0 {
		name = name[:i]
	}
	return isName(string(name)) && bytes.HasPrefix(bytes.TrimLeft(body[end+1:], " \t\r\n"), []byte("<"))
}

// isHTML tells a page from data.
func isHTML(head []byte) bool { return startsWith(headText(head), "<!doctype html", "<html", "<table") }

// refuse says why what is none of the formats cannot be read.
func (c content) refuse() error {
	switch c {
	case contentEmpty:
		return failf(CodeNotASpreadsheet, "the file is empty")
	case contentZIP, contentCutZIP:
		return failf(CodeTruncated, "a ZIP that ends after its first bytes")
	case contentMarkup:
		return failf(CodeNotASpreadsheet, "an XML or HTML document")
	case contentJSON:
		return failf(CodeNotASpreadsheet, "a JSON document")
	case contentOldBIFF:
		return failf(CodeUnsupported, "a workbook of Excel 95 or older; save it as .xlsx")
	}
	return failf(CodeNotASpreadsheet, "a binary file of another kind")
}
