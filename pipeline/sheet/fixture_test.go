package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// parts of a ZIP: name, content, name, content, …
type parts []string

func (p parts) zip(t testing.TB) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(p); i += 2 {
		w, err := z.Create(p[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

const (
	mainNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNS  = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relURL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// workbookOf is a workbook with the sheet S; more parts come last.
func workbookOf(sheetXML string, more ...string) parts {
	return append(parts{
		"xl/workbook.xml", `<workbook ` + mainNS + ` ` + relNS + `><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relURL + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + relURL + `/sharedStrings" Target="/xl/sharedStrings.xml"/>` +
			`<Relationship Id="rId3" Type="` + relURL + `/styles" Target="styles.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", sheetXML,
	}, more...)
}

// standard parts that tests add.
var (
	someStrings = []string{"xl/sharedStrings.xml", `<sst ` + mainNS + ` count="3" uniqueCount="3"><si><t>zero</t></si>` +
		`<si><r><t>23 </t></r><r><rPr><b/></rPr><t>767</t></r><rPh sb="0"><t>no</t></rPh></si><si><t xml:space="preserve"> a&amp;b_x000D_ </t></si></sst>`}
	someStyles = []string{"xl/styles.xml", `<styleSheet ` + mainNS + `><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/>` +
		`<numFmt numFmtId="165" formatCode="0.0&quot; dni&quot;"/><numFmt numFmtId="166" formatCode="0\\ %"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
		`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="46"/><xf numFmtId="10"/><xf numFmtId="166"/></cellXfs></styleSheet>`}
)

func openBytes(t testing.TB, data []byte, o Options) *Book {
	t.Helper()
	b, err := OpenReader(bytes.NewReader(data), int64(len(data)), "test", o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// dump writes a sheet in one line per row: "3!hidden: A=text:abc C=number:1".
func dump(b *Book, sheet string) (string, error) {
	var out strings.Builder
	for row, err := range b.Rows(sheet) {
		if err != nil {
			return out.String(), err
		}
		fmt.Fprintf(&out, "%d", row.Number)
		if row.Hidden {
			out.WriteString("!hidden")
		}
		out.WriteString(":")
		for _, c := range row.Cells {
			fmt.Fprintf(&out, " %s=%s:%s", ColumnName(c.Col), c.Kind, strings.NewReplacer("\n", `\n`, "\r", `\r`).Replace(c.Text))
			if c.Percent {
				out.WriteString("%")
			}
			if c.Quoted {
				out.WriteString("\"")
			}
			if c.Formula != "" {
				out.WriteString("{" + c.Formula + "}")
			}
			if c.Merged {
				out.WriteString("~")
			}
		}
		out.WriteString("\n")
	}
	return out.String(), nil
}

// readAll opens and reads all sheets.
func readAll(data []byte, o Options) error {
	b, err := OpenReader(bytes.NewReader(data), int64(len(data)), "test", o)
	if err != nil {
		return err
	}
	for _, s := range b.Sheets() {
		if _, err := dump(b, s.Name); err != nil {
			return err
		}
	}
	return nil
}

// codeOf is the code of the first error of readAll.
func codeOf(data []byte, o Options) string {
	err := readAll(data, o)
	if err == nil {
		return ""
	}
	var e *Error
	if !errors.As(err, &e) {
		return fmt.Sprintf("not an *Error: %v", err)
	}
	return e.Code
}

// encodeIn is a text in a code page.
func encodeIn(t testing.TB, page *charmap.Charmap, text string) []byte {
	t.Helper()
	b, err := page.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
