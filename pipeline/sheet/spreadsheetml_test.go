package sheet

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

const mlHead = `<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">`

// mlOf is a document of the sheet S.
func mlOf(table string) string {
	return mlHead + `<Worksheet ss:Name="S"><Table>` + table + `</Table></Worksheet></Workbook>`
}

// mlSample has most features.
const mlSample = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>` + mlHead + `<Styles><Style ss:ID="s1"><NumberFormat ss:Format="0"/></Style></Styles>
 <Worksheet ss:Name="Szko&#322;y &amp; inne"><Names><NamedRange ss:Name="x" ss:Hidden="1"/></Names>
  <Table><Column ss:Index="6" ss:Hidden="1"/>
   <Row><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">a&amp;b&#10;c</Data><NamedCell ss:Name="x"/></Cell><Cell ss:Index="5"><Data ss:Type="Number">0.1</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
   <Row ss:Index="4" ss:Hidden="1" ss:Span="2"><Cell/><Cell ss:StyleID="s1"><Data ss:Type="DateTime">2023-09-28T00:00:00.000</Data></Cell><Cell><Data ss:Type="DateTime">2023-09-28T07:14:10.250</Data></Cell><Cell><Data ss:Type="DateTime">1899-12-31T12:30:00.000</Data></Cell></Row>
   <Row><Cell ss:Formula="=RC[-1]&gt;1"><Data ss:Type="Error">#N/A</Data><Comment><ss:Data ss:Type="String">no</ss:Data></Comment></Cell><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Wo<I>j</I></B><Font html:Color="#FF0000">.</Font><![CDATA[ <x>]]></ss:Data></Cell><Cell><Data ss:Type="String"></Data></Cell><Cell><Data ss:Type="Number"/></Cell><Cell ss:Formula="=1"/></Row>
   <Row/>
  </Table><WorksheetOptions><Selected/></WorksheetOptions></Worksheet>
 <ss:Worksheet ss:Name="Ukryty"><ss:Table><ss:Row><ss:Cell><ss:Data ss:Type="Boolean">0</ss:Data></ss:Cell></ss:Row></ss:Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></ss:Worksheet>
 <Worksheet ss:Name="Pusty"/></Workbook>`

const mlDump = `1: A=text:a&b\nc E=number:0.1 F=bool:TRUE
4!hidden: B=date:2023-09-28 C=date:2023-09-28T07:14:10.25 D=date:12:30:00
7: A=error:#N/A{RC[-1]>1} B=text:Woj. <x> C=text: E=empty:{1}
8:
`

func TestSpreadsheetML(t *testing.T) {
	utf16 := func(mark string, big int) []byte {
		b := []byte(mark)
		for _, r := range strings.Replace(mlSample, `"1.0"`, `"1.0" encoding="UTF-16"`, 1) {
			pair := [2]byte{byte(r), byte(r >> 8)}
			b = append(b, pair[big], pair[1-big])
		}
		return b
	}
	cp1250 := strings.Replace(strings.Replace(mlSample, `"1.0"`, `"1.0" encoding="Windows-1250"`, 1), "&#322;", "ł", 1)
	for name, data := range map[string][]byte{
		"utf-8": []byte(mlSample), "mark": []byte("\xef\xbb\xbf" + mlSample), "utf-16le": utf16("\xff\xfe", 0), "utf-16be": utf16("\xfe\xff", 1),
		"cp1250": encodeIn(t, charmap.Windows1250, cp1250), "in a ZIP": parts{"meta.xml", "<opis/>", "a.xml", mlSample, "plik.txt", "x"}.zip(t),
	} {
		t.Run(name, func(t *testing.T) {
			b := openBytes(t, data, Options{})
			if got := fmt.Sprint(b.Sheets()); got != "[{Szkoły & inne false 0} {Ukryty true 1} {Pusty false 2}]" || b.Format() != "xml" {
				t.Fatal(got, b.Format())
			}
			if got, err := dump(b, "Szkoły & inne"); err != nil || got != mlDump {
				t.Errorf("%v\ngot\n%s\nwant\n%s", err, got, mlDump)
			}
			if got, err := dump(b, "Ukryty"); err != nil || got != "1: A=bool:FALSE\n" {
				t.Error(got, err)
			}
			if merges, err := b.Merges("Szkoły & inne"); err != nil || fmt.Sprint(merges) != "[A1:B2]" {
				t.Error(merges, err)
			}
			if code := at(readSheet(b, "Inny"), "", 0, 0).Code; code != CodeMissingSheet {
				t.Error(code)
			}
		})
	}
}

func readSheet(b *Book, name string) error {
	_, err := dump(b, name)
	return err
}

// The style of a cell counts, else that of its row or column.
func TestSpreadsheetMLPercentages(t *testing.T) {
	doc := strings.Replace(mlOf(`<Column ss:Index="3" ss:Span="1" ss:StyleID="p2"/><Column/><Column ss:StyleID="n"/>
		<Row><Cell ss:StyleID="p1"><Data ss:Type="Number">0.1</Data></Cell><Cell><Data ss:Type="Number">0.2</Data></Cell><Cell><Data ss:Type="Number">0.3</Data></Cell><Cell><Data ss:Type="Number">0.4</Data></Cell><Cell><Data ss:Type="Number">5</Data></Cell></Row>
		<Row ss:StyleID="p3"><Cell><Data ss:Type="Number">0.1</Data></Cell><Cell ss:StyleID="n"><Data ss:Type="Number">2</Data></Cell><Cell ss:StyleID="n"><Data ss:Type="Number">3</Data></Cell><Cell><Data ss:Type="String">12%</Data></Cell></Row>
		<Row><Cell><Data ss:Type="Number">7</Data></Cell></Row>`), "<Worksheet", `<Styles><Style ss:ID="n"><NumberFormat ss:Format="0.0"/></Style><Style ss:ID="p1"><NumberFormat ss:Format="Percent"/></Style>
		<Style ss:ID="p2"><NumberFormat ss:Format="0.0%"/><Font/></Style><Style ss:ID="p3" ss:Parent="p2"/></Styles><Worksheet`, 1)
	want := "1: A=number:0.1% B=number:0.2 C=number:0.3% D=number:0.4% E=number:5\n2: A=number:0.1% B=number:2 C=number:3 D=text:12%\n3: A=number:7\n"
	if got, err := dump(openBytes(t, []byte(doc), Options{}), "S"); err != nil || got != want {
		t.Error(got, err)
	}
	for _, col := range []string{`<Column ss:Index="0"/>`, `<Column ss:Span="16384"/>`, `<Column/><Column ss:Index="1"/>`} {
		if code := at(readAll([]byte(mlOf(col)), Options{}), "", 0, 0).Code; code != CodeBadReference {
			t.Errorf("%s: %s", col, code)
		}
	}
}

func TestSpreadsheetMLMerged(t *testing.T) {
	b := openBytes(t, []byte(mlOf(`<Row><Cell ss:MergeDown="1"><Data>x</Data></Cell></Row><Row><Cell><Data>y</Data></Cell><Cell><Data>z</Data></Cell></Row>`)), Options{})
	if got, err := dump(b, "S"); err != nil || got != "1: A=text:x\n2: A=text:y~ B=text:z\n" {
		t.Error(got, err)
	}
}

func TestSpreadsheetMLErrors(t *testing.T) {
	cell := func(s string) string { return mlOf(`<Row ss:Index="3"><Cell/><Cell>` + s + `</Cell></Row>`) }
	for _, tt := range []struct {
		name, xml, code, place string
		l                      Limits
	}{
		{"other XML", `<?xml version="1.0"?><a/>`, CodeNotASpreadsheet, "test", Limits{}},
		{"other Workbook", `<Workbook/>`, CodeNotASpreadsheet, "test", Limits{}},
		{"HTML", "<!DOCTYPE html><html><br></html>", CodeNotASpreadsheet, "test", Limits{}},
		{"doctype", `<!DOCTYPE Workbook>` + mlHead + `</Workbook>`, CodeXMLDoctype, "test", Limits{}},
		{"entity", mlOf(`<Row><Cell><Data>&x;</Data></Cell></Row>`), CodeBadXML, "test!S!A1", Limits{}},
		{"cut", mlOf("")[:200], CodeTruncated, "test!S", Limits{}},
		{"nesting", mlOf(strings.Repeat("<a>", 100)), CodeXMLDepth, "test!S", Limits{}},
		{"type", cell(`<Data ss:Type="Money">1</Data>`), CodeBadCellType, "test!S!B3", Limits{}},
		{"encoding", strings.Replace(cell("<Data>a\xb9</Data>"), "<W", `<?xml version="1.0" encoding="utf-8"?><W`, 1), CodeBadEncoding, "test!S!B3", Limits{}},
		{"unknown encoding", `<?xml version="1.0" encoding="koi8-r"?>` + mlOf(""), CodeBadEncoding, "test", Limits{}},
		{"no character of cp1250", `<?xml version="1.0" encoding="cp1250"?>` + cell("<Data>\x81</Data>"), CodeBadEncoding, "test!S!B3", Limits{}},
		{"encoding against the mark", "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"cp1250\"?>" + mlOf(""), CodeBadEncoding, "test", Limits{}},
		{"two values", cell(`<Data>1</Data><Data>1</Data>`), CodeBadXML, "test!S!B3", Limits{}},
		{"row back", mlOf(`<Row ss:Index="2"/><Row ss:Index="2"/>`), CodeBadReference, "test!S!3:3", Limits{}},
		{"row far", mlOf(`<Row ss:Index="2000000"/>`), CodeTooLarge, "test!S!2000000:2000000", Limits{}},
		{"span far", mlOf(`<Row ss:Span="999999999"/><Row/>`), CodeTooLarge, "test!S!1000000001:1000000001", Limits{}},
		{"column back", mlOf(`<Row><Cell ss:MergeAcross="2"/><Cell ss:Index="3"/></Row>`), CodeBadReference, "test!S!D1", Limits{}},
		{"column far", mlOf(`<Row><Cell ss:Index="99999"/></Row>`), CodeTooLarge, "test!S!EQXC1", Limits{}},
		{"merge far", mlOf(`<Row><Cell ss:MergeAcross="99999"/></Row>`), CodeBadReference, "test!S!A1", Limits{}},
		{"merge negative", mlOf(`<Row><Cell ss:MergeDown="-1"/></Row>`), CodeBadReference, "test!S!A1", Limits{}},
		{"rows limit", mlOf(`<Row/><Row/>`), CodeTooLarge, "test!S!2:2", Limits{MaxRows: 1}},
		{"columns limit", mlOf(`<Row><Cell/><Cell/></Row>`), CodeTooLarge, "test!S!B1", Limits{MaxCols: 1}},
		{"value limit", cell(`<Data><B>abc</B><B>def</B></Data>`), CodeTooLarge, "test!S!B3", Limits{MaxCellBytes: 5}},
		{"value as large as may be", cell(`<Data><B>abc</B><B>def</B></Data>`), "", "", Limits{MaxCellBytes: 6}},
		{"formula limit", mlOf(`<Row><Cell ss:Formula="=abcdef"/></Row>`), CodeTooLarge, "test!S!A1", Limits{MaxCellBytes: 5}},
		{"two tables", mlHead + `<Worksheet ss:Name="S"><Table/><Table/></Worksheet></Workbook>`, CodeBadXML, "test!S", Limits{}},
	} {
		checkCode(t, tt.name, []byte(tt.xml), Options{Limits: tt.l}, tt.code, tt.place)
	}
}
