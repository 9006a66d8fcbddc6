package sheet

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"
)

// slowReader gives one byte at a time.
type slowReader struct{ rest string }

func (r *slowReader) Read(p []byte) (int, error) {
	n, err := strings.NewReader(r.rest).Read(p[:1])
	r.rest = r.rest[n:]
	return n, err
}

func TestSheetXML(t *testing.T) {
	tests := []struct{ name, rows, want string }{
		{"types", `<row r="2"><c r="B2"><v>59.00952380952381</v></c><c r="C2" t="n"><v>1E-3</v></c><c r="D2" t="s"><v>1</v></c>` +
			`<c r="E2" t="b"><v>1</v></c><c r="F2" t="b"><v>0</v></c><c r="G2" t="e"><v>#N/A</v></c>` +
			`<c r="H2" t="str"><v>x</v></c><c r="I2" t="inlineStr"><is><t>y</t></is></c><c r="J2" t="d"><v>2020-01-31</v></c></row>`,
			"2: B=number:59.00952380952381 C=number:1E-3 D=text:23 767 E=bool:TRUE F=bool:FALSE G=error:#N/A H=text:x I=text:y J=date:2020-01-31\n"},
		{"empty cells", `<row r="1"><c r="A1" s="1"/><c r="B1"><v/></c><c r="C1" t="s"></c><c r="D1" t="str"><v></v></c><c r="E1" t="inlineStr"><is/></c></row><row r="4"/>`,
			"1: D=text: E=text:\n4:\n"},
		{"no references", `<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c><c r="D2"><v>5</v></c><c><v>6</v></c></row>`,
			"1: A=number:1 C=number:3\n2: A=number:4 D=number:5 E=number:6\n"},
		{"cells out of order", `<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>`, "1: A=number:1 C=number:3\n"},
		{"attributes", `<row hidden='1' spans="1:3" r='3' ><c  t = "s" s="0" r='A3' ><v>0</v></c ><c t="n" x:t="q" r="B3"><v>1</v></c></row>`,
			"3!hidden: A=text:zero B=number:1\n"},
		{"lower case reference", `<row r="1"><c r="aa1"><v>1</v></c></row>`, "1: AA=number:1\n"},
		{"entities", `<row r="1"><c r="A1" t="str"><v>&lt;&amp;&gt;&quot;&apos;&#10;&#x17C;&#x1F600;</v></c></row>`, "1: A=text:<&>\"'\\nż😀\n"},
		{"escapes", `<row r="1"><c r="A1" t="s"><v>2</v></c><c r="B1" t="str"><v>_x005F_x000D_ _x12_ _xD83D__xDE00_ _xD83D_</v></c></row>`,
			"1: A=text: a&b\\r  B=text:_x000D_ _x12_ 😀 _xD83D_\n"},
		{"rich inline", `<row r="1"><c r="A1" t="inlineStr"><is><r><t>2</t></r><r><rPr/><t xml:space="preserve"> b</t></r><rPh><t>no</t></rPh><phoneticPr/></is></c></row>`, "1: A=text:2 b\n"},
		{"inline text in v", `<row r="1"><c r="A1" t="inlineStr"><v>q</v></c></row>`, "1: A=text:q\n"},
		{"cdata, comments, instructions", `<!-- <row> --><row r="1"><?x y?><c r="A1" t="str"><!--a--><v>a<!-- & -->b<![CDATA[<&amp;]]>c</v></c></row>`, "1: A=text:ab<&amp;c\n"},
		{"line ends", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a\r\nb\rc</v></c></row>", "1: A=text:a\\nb\\nc\n"},
		{"formulas", `<row r="1"><c r="A1"><f>SUM(B1:C1)&amp;""</f><v>3</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1+1</f><v>4</v></c>` +
			`<c r="C1"><f t="shared" si="0"/><v>5</v></c><c r="D1"><f>NA()</f></c><c r="E1" t="s"><v>0</v><f>X</f></c><c r="F1" t="s"><f>Y</f><v>1</v></c></row>`,
			"1: A=number:3{SUM(B1:C1)&\"\"} B=number:4{A1+1} C=number:5{=shared} D=empty:{NA()} E=text:zero{X} F=text:23 767{Y}\n"},
		{"dates", `<row r="1"><c r="A1" s="1"><v>44000</v></c><c r="B1" s="2"><v>44000.5</v></c><c r="C1" s="3"><v>44000</v></c><c r="D1" s="4"><v>0.25</v></c>` +
			`<c r="E1" s="1"><v>-1</v></c><c r="F1" s="1" t="s"><v>0</v></c><c r="G1" s="99"><v>5</v></c></row>`,
			"1: A=date:2020-06-18 B=date:2020-06-18T12:00:00 C=number:44000 D=date:06:00:00 E=number:-1 F=text:zero G=number:5\n"},
		{"percentages", `<row r="1"><c r="A1" s="5"><v>0.125</v></c><c r="B1" s="6"><f>A1*2</f><v>0.25</v></c><c r="C1" s="5" t="s"><v>0</v></c><c r="D1"><v>0.5</v></c></row>`,
			"1: A=number:0.125% B=number:0.25%{A1*2} C=text:zero D=number:0.5\n"},
		{"unknown elements", `<x/><row r="1"><x><c r="A1"><v>9</v></c></x><c r="A1"><x><v>8</v></x><v>1<b>2</b></v><extLst><ext/></extLst></c></row>`, "1: A=number:1\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			xml := `<?xml version="1.0" encoding="UTF-8"?><worksheet ` + mainNS + `><dimension ref="A1"/><sheetData>` + tt.rows + `</sheetData></worksheet>`
			prefixed := strings.NewReplacer("<row", "<x:row", "</row", "</x:row", "<c ", "<x:c ", "<c>", "<x:c>", "<c/", "<x:c/", "</c", "</x:c", "<v", "<x:v", "</v", "</x:v",
				"<worksheet", "<x:worksheet", "</worksheet", "</x:worksheet", "<sheetData", "<x:sheetData", "</sheetData", "</x:sheetData").Replace(xml)
			for _, doc := range []string{xml, "\xef\xbb\xbf" + prefixed} {
				data := workbookOf(doc, append(someStrings, someStyles...)...).zip(t)
				b := openBytes(t, data, Options{})
				for range 2 {
					got, err := dump(b, "S")
					if err != nil || got != tt.want {
						t.Fatalf("%v\n%s\nwant\n%s", err, got, tt.want)
					}
				}
			}
			r := newSheetReader(&slowReader{xml}, DefaultLimits())
			r.shared = func(int) (string, error) { return "", nil }
			rows := 0
			if _, err := r.read(func(Row) bool { rows++; return true }); err != nil || rows != strings.Count(tt.want, "\n") {
				t.Errorf("byte by byte: %d rows, %v", rows, err)
			}
		})
	}
}

func TestSheetErrors(t *testing.T) {
	deep := strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100)
	tests := []struct{ name, xml, code, place string }{
		{"doctype", `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`, CodeXMLDoctype, "test!S"},
		{"entity", `<worksheet><sheetData><row r="1"><c r="A1"><v>&x;</v></c></row></sheetData></worksheet>`, CodeBadXML, "test!S!A1"},
		{"surrogate", `<worksheet><sheetData><row r="1"><c r="A1"><v>&#xD800;</v></c></row></sheetData></worksheet>`, CodeBadXML, "test!S!A1"},
		{"nesting", `<worksheet><sheetData><row r="1"></c></row></sheetData></worksheet>`, CodeBadXML, "test!S!1:1"},
		{"depth", `<worksheet>` + deep + `</worksheet>`, CodeXMLDepth, "test!S"},
		{"depth in a cell", `<worksheet><sheetData><row r="7"><c r="B7"><v>` + deep + `</v></c></row></sheetData></worksheet>`, CodeXMLDepth, "test!S!B7"},
		{"other row", `<worksheet><sheetData><row r="2"><c r="A3"><v>1</v></c></row></sheetData></worksheet>`, CodeBadReference, "test!S!A2"},
		{"row number", `<worksheet><sheetData><row r="0"/></sheetData></worksheet>`, CodeBadReference, "test!S!1:1"},
		{"row beyond the format", `<worksheet><sheetData><row r="1048577"/></sheetData></worksheet>`, CodeBadReference, "test!S!1:1"},
		{"column beyond the format", `<worksheet><sheetData><row r="1"><c r="XFE1"/></row></sheetData></worksheet>`, CodeBadReference, "test!S!A1"},
		{"rows backwards", `<worksheet><sheetData><row r="5"/><row r="4"/></sheetData></worksheet>`, CodeBadReference, "test!S!4:4"},
		{"a cell twice", `<worksheet><sheetData><row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData></worksheet>`, CodeBadReference, "test!S!B1"},
		{"shared string", `<worksheet><sheetData><row r="1"><c r="B1" t="s"><v>3</v></c></row></sheetData></worksheet>`, CodeBadReference, "test!S!B1"},
		{"type", `<worksheet><sheetData><row r="1"><c r="B1" t="z"><v>3</v></c></row></sheetData></worksheet>`, CodeBadCellType, "test!S!B1"},
		{"cut", `<worksheet><sheetData><row r="1"><c r="B1"><v>3</v>`, CodeTruncated, "test!S!B1"},
		{"cut behind the rows", `<worksheet><sheetData></sheetData>`, CodeTruncated, "test!S"},
		{"empty part", ``, CodeTruncated, "test!S"},
		{"two documents", `<worksheet/><worksheet/>`, CodeBadXML, "test!S"},
		{"text outside", `<worksheet/>x`, CodeBadXML, "test!S"},
		{"attribute", `<worksheet><sheetData><row r=1/></sheetData></worksheet>`, CodeBadXML, "test!S!1:1"},
		{"encoding", `<?xml version="1.0" encoding="windows-1250"?><worksheet/>`, CodeBadEncoding, "test!S"},
		{"not UTF-8", "<worksheet><sheetData><row><c/><c t=\"str\"><v>\xb3</v></c></row></sheetData></worksheet>", CodeBadEncoding, "test!S!B1"},
		{"halves of a letter in two cells", "<worksheet><sheetData><row><c t=\"str\"><v>\xc5</v></c><c t=\"str\"><v>\xbc</v></c></row></sheetData></worksheet>", CodeBadEncoding, "test!S!A1"},
		{"merge", `<worksheet><sheetData/><mergeCells><mergeCell ref="B2:A1"/></mergeCells></worksheet>`, CodeBadReference, "test!S"},
		{"long tag", `<worksheet a="` + strings.Repeat("x", 11<<20) + `"/>`, CodeTooLarge, "test!S"},
		{"long value", `<worksheet><sheetData><row r="1"><c r="A1"><v>` + strings.Repeat("1", 1<<20+1) + `</v></c></row></sheetData></worksheet>`, CodeTooLarge, "test!S!A1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := openBytes(t, workbookOf(tt.xml, someStrings...).zip(t), Options{})
			_, err := dump(b, "S")
			var e *Error
			if !errors.As(err, &e) || e.Code != tt.code || e.place() != tt.place {
				t.Errorf("got %v, want %s at %s", err, tt.code, tt.place)
			}
		})
	}
}

func TestWorkbookStructure(t *testing.T) {
	data := parts{
		"_rels/.rels", `<Relationships><Relationship Id="a" Type="` + relURL + `/officeDocument" Target="/xl/workbook2.xml"/></Relationships>`,
		"xl/workbook2.xml", `<x:workbook xmlns:x="q" ` + relNS + `><x:workbookPr date1904="1"/><x:sheets><x:sheet name="A &amp; B" r:id="r1"/>` +
			`<x:sheet name="chart" r:id="r2"/><x:sheet state="veryHidden" name="ukryty" r:id="r3"/><x:sheet name="lost" r:id="r9"/></x:sheets></x:workbook>`,
		"xl/_rels/workbook2.xml.rels", `<Relationships><Relationship Target="..\xl\Sheets\One.xml" Id="r1" Type="` + relURL + `/worksheet"/>` +
			`<Relationship Target="charts/c.xml" Id="r2" Type="` + relURL + `/chartsheet"/><Relationship Target="/xl/two%20b.xml" Id="r3" Type="` + relURL + `/worksheet"/>` +
			`<Relationship Target="styles.xml" Id="r4" Type="` + relURL + `/styles"/></Relationships>`,
		"xl/sheets/one.xml", `<worksheet><sheetData><row><c s="1"><v>0</v></c></row></sheetData></worksheet>`,
		"xl/two b.xml", `<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>`,
		someStyles[0], someStyles[1],
	}.zip(t)
	b := openBytes(t, data, Options{})
	want := []SheetInfo{{"A & B", false, 0}, {"ukryty", true, 2}, {"lost", false, 3}}
	if diff := cmp.Diff(want, b.Sheets()); diff != "" {
		t.Error(diff)
	}
	for name, want := range map[string]string{"A & B": "1: A=date:1904-01-01\n", "ukryty": "1: A=number:2\n"} {
		if got, err := dump(b, name); err != nil || got != want {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
	for name, code := range map[string]string{"lost": CodeMissingPart, "chart": CodeMissingSheet, "": CodeMissingSheet} {
		_, err := dump(b, name)
		var e *Error
		if !errors.As(err, &e) || e.Code != code {
			t.Errorf("%q: %v, want %s", name, err, code)
		}
	}
}

func TestUTF16Sheet(t *testing.T) {
	xml, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(
		`<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData><row><c t="str"><v>żółć</v></c></row></sheetData></worksheet>`)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := dump(openBytes(t, workbookOf(xml).zip(t), Options{}), "S"); err != nil || got != "1: A=text:żółć\n" {
		t.Errorf("%q %v", got, err)
	}
}

func TestMerges(t *testing.T) {
	xml := `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>` +
		`<row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c><c r="D2"><v>6</v></c></row><row r="9"><c r="A9"><v>7</v></c></row></sheetData>` +
		`<mergeCells count="2"><mergeCell ref="B1:C2"/><mergeCell ref="A9"/><mergeCell ref="A1:A2"/></mergeCells></worksheet>`
	b := openBytes(t, workbookOf(xml).zip(t), Options{})
	for range 2 {
		got, err := b.Merges("S")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]Ref{{1, 2, 2, 3}, {9, 1, 9, 1}, {1, 1, 2, 1}}, got); diff != "" {
			t.Error(diff)
		}
	}
	want := "1: A=number:1 B=number:2 C=number:3~\n2: A=number:4~ B=number:5~ D=number:6\n9: A=number:7\n"
	if got, err := dump(b, "S"); err != nil || got != want {
		t.Errorf("%v\n%s", err, got)
	}
	if _, err := b.Merges("T"); err == nil {
		t.Error("no error for an unknown sheet")
	}
}

// TestLeaveEarly leaves ranges, nests them and goes on with the book.
func TestLeaveEarly(t *testing.T) {
	f := excelize.NewFile()
	for i := range 50 {
		if err := f.SetSheetRow("Sheet1", Address(i+1, 1), &[]any{i, "tekst", 1.5, true}); err != nil {
			t.Fatal(err)
		}
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	b := openBytes(t, buf.Bytes(), Options{})
	pairs := 0
	for outer, err := range b.Rows("Sheet1") {
		if err != nil {
			t.Fatal(err)
		}
		kept := outer.Cell(1).Text
		for inner, err := range b.Rows("Sheet1") {
			if err != nil {
				t.Fatal(err)
			}
			pairs++
			if inner.Number > outer.Number {
				break
			}
		}
		if outer.Cell(1).Text != kept || outer.Cell(2).Text != "tekst" || outer.Cell(4).Text != "TRUE" || outer.Cell(9).Kind != Empty {
			t.Fatalf("row %d: %+v", outer.Number, outer.Cells)
		}
		if outer.Number == 10 {
			break
		}
	}
	if pairs != 65 {
		t.Errorf("%d inner rows", pairs)
	}
}

func TestDateFormats(t *testing.T) {
	for code, want := range map[string]bool{
		"General": false, "0.00": false, "# ##0,00\\ \"zł\"": false, "0.0\" dni\"": false, "[Red]0;[Blue]-0": false, "0.00E+00": false,
		"_-* # ##0\\ _z_d_-": false, "@": false, "": false, "[$-415]": false, "\"d": false, "0;dd": false, "[": false, "[]0": false, "\\d": false,
		"yyyy-mm-dd": true, "[$-415]d mmmm yyyy": true, "[h]:mm": true, "[ss]": true, "mm:ss.0": true, "YYYY": true, "\"rok \"yyyy": true,
	} {
		if got := formatShows(code); (got == asDate) != want {
			t.Errorf("%q: %v", code, got)
		}
	}
}

func TestPercentFormats(t *testing.T) {
	for code, want := range map[string]bool{
		"0%": true, "0.00%": true, "# ##0,0\\ %": true, "[Red]-0%": true, "0%;-0%": true, "%": true,
		"0\"%\"": false, "0\\%": false, "0;0%": false, "General": false, "[%]0": false, "0_%": false,
	} {
		if got := formatShows(code); (got == asPercent) != want {
			t.Errorf("%q: %v", code, got)
		}
	}
	for id, want := range map[int]shown{0: asNumber, 9: asPercent, 10: asPercent, 11: asNumber, 14: asDate} {
		if got := styleShows(id, map[int]shown{14: asDate}); got != want {
			t.Errorf("%d: %v", id, got)
		}
	}
}

func TestSerialDates(t *testing.T) {
	tests := []struct {
		serial string
		from   bool // 1904
		want   string
	}{
		{"0", false, "00:00:00"}, {"0.5", false, "12:00:00"}, {"1", false, "1900-01-01"}, {"59", false, "1900-02-28"}, {"60", false, ""},
		{"61", false, "1900-03-01"}, {"36526", false, "2000-01-01"}, {"2958465", false, "9999-12-31"}, {"2958466", false, ""}, {"2958465.9999999999", false, ""},
		{"44000.75", false, "2020-06-18T18:00:00"}, {"44000.000011574073", false, "2020-06-18T00:00:01"}, {"44000.0000001", false, "2020-06-18T00:00:00.009"},
		{"44000.99999999999", false, "2020-06-19"}, {"0.99999999999", false, "1900-01-01"}, {"-1", false, ""}, {"NaN", false, ""}, {"Inf", false, ""}, {"x", false, ""},
		{"0", true, "1904-01-01"}, {"42538", true, "2020-06-18"}, {"2957004", true, ""},
	}
	for _, tt := range tests {
		got, ok := appendDate(nil, tt.serial, tt.from)
		if string(got) != tt.want || ok != (tt.want != "") {
			t.Errorf("%s (1904 %v): %q %v, want %q", tt.serial, tt.from, got, ok, tt.want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for s, want := range map[string][2]int{"A1": {1, 1}, "D14": {14, 4}, "z9": {9, 26}, "AB3": {3, 28}, "XFD1048576": {1048576, 16384}} {
		row, col, err := ParseAddress(s)
		if err != nil || row != want[0] || col != want[1] || Address(row, col) != strings.ToUpper(s) {
			t.Errorf("%s: %d %d %v", s, row, col, err)
		}
	}
	for _, s := range []string{"", "A", "1", "A0", "$A$1", "XFE1", "A1048577", "AAAA1", "A1B", "A-1", "A99999999999999999999", "@1", "[1", "ż1"} {
		if _, _, err := ParseAddress(s); err == nil {
			t.Errorf("%q is no address", s)
		}
	}
	if ColumnName(0) != "" || ColumnName(-5) != "" || ColumnName(16384) != "XFD" || ColumnName(702) != "ZZ" || ColumnName(703) != "AAA" {
		t.Error("column names")
	}
}
