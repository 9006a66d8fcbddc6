package sheet

import (
	"fmt"
	"strings"
	"testing"
)

const odsHead = `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="t" xmlns:text="x">`

// odsOf is the content with the sheet S.
func odsOf(rows string) string {
	return odsHead + `<office:body><office:spreadsheet><table:table table:name="S">` + rows + `</table:table></office:spreadsheet></office:body></office:document-content>`
}

func odsZIP(t testing.TB, content string) []byte {
	return parts{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", content, "META-INF/manifest.xml", `<manifest:manifest/>`}.zip(t)
}

const odsTyped = `<table:table-cell office:value-type="`

// odsSample has most features.
const odsSample = odsHead + `<office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>
 <style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
 <office:body><office:spreadsheet><table:tracked-changes><table:table-cell/></table:tracked-changes>
 <table:table table:name="Dane &amp; ł" table:style-name="ta1"><office:forms/><table:table-column table:number-columns-repeated="16384"/>
  <table:table-header-rows><table:table-row>` +
	odsTyped + `string" table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>  a<text:s text:c="2"/>b<text:tab/>c <text:span>d</text:span>
     e</text:p><text:p>f<text:line-break/>g</text:p><office:annotation><text:p>no</text:p></office:annotation></table:table-cell><table:covered-table-cell office:value-type="float" office:value="7"/>` +
	odsTyped + `float" office:value="59.00952380952381" calcext:value-type="float"><text:p>59,01</text:p></table:table-cell>` +
	odsTyped + `percentage" office:value="0.125"><text:p>12,5 %</text:p></table:table-cell>` +
	odsTyped + `currency" office:currency="PLN" office:value="10"><text:p>10 zł</text:p></table:table-cell></table:table-row></table:table-header-rows>
  <table:table-row table:number-rows-repeated="2" table:visibility="collapse"><table:table-cell table:number-columns-repeated="2"/>` +
	odsTyped + `date" office:date-value="2023-09-28"><text:p>x</text:p></table:table-cell>` + odsTyped + `date" office:date-value="2023-09-28T07:14:10.500000000"/>` +
	odsTyped + `time" office:time-value="PT07H14M10S"/>` + odsTyped + `boolean" office:boolean-value="true" table:number-columns-repeated="3"/><table:table-cell table:number-columns-repeated="1016"/></table:table-row>
  <table:table-row-group table:display="false"><table:table-row table:number-rows-repeated="3"/><table:table-row>` +
	odsTyped + `string" office:string-value="stored"><text:p>shown</text:p></table:table-cell>` + odsTyped + `string" calcext:value-type="error" table:formula="of:=1/[.B1]" office:string-value=""><text:p>#DIV/0!</text:p></table:table-cell>` +
	`<table:table-cell table:formula="of:=[.A1]" office:value-type="float" office:value="-1E-3"/>` + odsTyped + `string"/><table:table-cell><table:table table:name="in"/></table:table-cell><table:table-cell><text:p>bez typu</text:p></table:table-cell></table:table-row></table:table-row-group>
  <table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
 <table:table table:name="Ukryty" table:style-name="ta2"><table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="2" table:number-rows-spanned="1" table:number-columns-spanned="1"/></table:table-row></table:table>
 <table:named-expressions/></office:spreadsheet></office:body></office:document-content>`

const odsDump = `1: A=text:  a  b	c d e\nf\ng B=number:7~ C=number:59.00952380952381 D=number:0.125% E=number:10
2!hidden: C=date:2023-09-28 D=date:2023-09-28T07:14:10.5 E=date:07:14:10 F=bool:TRUE G=bool:TRUE H=bool:TRUE
3!hidden: C=date:2023-09-28 D=date:2023-09-28T07:14:10.5 E=date:07:14:10 F=bool:TRUE G=bool:TRUE H=bool:TRUE
7!hidden: A=text:stored B=error:#DIV/0!{1/[.B1]} C=number:-1E-3{[.A1]} D=text: F=text:bez typu
`

func TestODS(t *testing.T) {
	for name, data := range map[string][]byte{
		"a file": odsZIP(t, odsSample), "in a ZIP": parts{"x.txt", "x", "a.ods", string(odsZIP(t, odsSample))}.zip(t),
		"without mimetype": parts{"content.xml", odsSample, "META-INF/manifest.xml", `<m/>`}.zip(t), "without manifest": odsZIP(t, odsSample)[:],
		"old manifest": parts{"content.xml", odsSample, "META-INF/manifest.xml", `<!DOCTYPE m><m/>`}.zip(t),
	} {
		t.Run(name, func(t *testing.T) {
			b := openBytes(t, data, Options{})
			if got := fmt.Sprint(b.Sheets()); got != "[{Dane & ł false 0} {Ukryty true 1}]" || b.Format() != "ods" {
				t.Fatal(got, b.Format())
			}
			if got, err := dump(b, "Dane & ł"); err != nil || got != odsDump {
				t.Errorf("%v\ngot\n%s\nwant\n%s", err, got, odsDump)
			}
			if got, err := dump(b, "Ukryty"); err != nil || got != "1: A=number:1 B=number:1\n2: A=number:1 B=number:1\n3: A=number:1 B=number:1\n" {
				t.Error(got, err)
			}
			if merges, err := b.Merges("Dane & ł"); err != nil || fmt.Sprint(merges) != "[A1:B2]" {
				t.Error(merges, err)
			}
		})
	}
}

// A row of merged cells that is repeated merges in each of its rows.
func TestODSRepeatedMerge(t *testing.T) {
	b := openBytes(t, odsZIP(t, odsOf(`<table:table-row/><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-spanned="2"><text:p>x</text:p></table:table-cell><table:covered-table-cell/></table:table-row>`)), Options{})
	if merges, err := b.Merges("S"); err != nil || fmt.Sprint(merges) != "[A2:B2 A3:B3 A4:B4]" {
		t.Error(merges, err)
	}
}

func TestODSErrors(t *testing.T) {
	cell := func(s string) string {
		return `<table:table-row table:number-rows-repeated="2"/><table:table-row><table:table-cell/><table:table-cell ` + s + `</table:table-row>`
	}
	long := `office:value-type="string"><text:p>abc</text:p><text:p>de</text:p></table:table-cell>`
	for _, tt := range []struct {
		name, rows, code, place string
		l                       Limits
	}{
		{"doctype", "<!DOCTYPE x>", CodeXMLDoctype, "", Limits{}},
		{"nesting", strings.Repeat("<a>", 100), CodeXMLDepth, "test!S", Limits{}},
		{"type", cell(`office:value-type="money"/>`), CodeBadCellType, "test!S!B3", Limits{}},
		{"encoding", cell("><text:p>\xb9</text:p></table:table-cell>"), CodeBadEncoding, "test!S!B3", Limits{}},
		{"entity", cell("><text:p>&x;</text:p></table:table-cell>"), CodeBadXML, "test!S!B3", Limits{}},
		{"no repetition", cell(`table:number-columns-repeated="0"/>`), CodeBadReference, "test!S!B3", Limits{}},
		{"rows repeated", `<table:table-row table:number-rows-repeated="-1"/>`, CodeBadReference, "test!S!1:1", Limits{}},
		{"values too far right", cell(`office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>`), CodeTooLarge, "test!S!B3", Limits{}},
		{"values too far down", `<table:table-row table:number-rows-repeated="1001"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>`, CodeTooLarge, "test!S!1001:1001", Limits{MaxRows: 1000}},
		{"values far down, empty before", `<table:table-row table:number-rows-repeated="999999999"/><table:table-row table:number-rows-repeated="999999999"/><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>`, CodeTooLarge, "test!S!1073741825:1073741825", Limits{}},
		{"bomb of cells", `<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/></table:table-row>`, CodeTooLarge, "test!S!1:1", Limits{}},
		{"bomb of blanks", cell(`><text:p><text:s text:c="999999999"/></text:p></table:table-cell>`), CodeTooLarge, "test!S!B3", Limits{}},
		{"bomb of merges", `<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-spanned="2"/></table:table-row>`, CodeTooLarge, "test!S!1:1", Limits{}},
		{"bomb of merges in many sheets", strings.Repeat(`<table:table-row table:number-rows-repeated="130000"><table:table-cell table:number-columns-spanned="2"/></table:table-row></table:table><table:table table:name="T">`, 20), CodeTooLarge, "test!T", Limits{}},
		{"merge too far", `<table:table-row><table:table-cell table:number-columns-spanned="20000"/></table:table-row>`, CodeBadReference, "test!S!A1", Limits{}},
		{"value limit", cell(long), CodeTooLarge, "test!S!B3", Limits{MaxCellBytes: 5}},
		{"value as large as may be", cell(long), "", "", Limits{MaxCellBytes: 6}},
		{"attribute limit", cell(`office:value-type="string" office:string-value="abcdef"/>`), CodeTooLarge, "test!S!B3", Limits{MaxCellBytes: 5}},
		{"rows limit", cell(long), CodeTooLarge, "test!S!3:3", Limits{MaxRows: 2}},
		{"columns limit", cell(long), CodeTooLarge, "test!S!B3", Limits{MaxCols: 1}},
		{"empty beyond the limits", `<table:table-row table:number-rows-repeated="9"><table:table-cell table:number-columns-repeated="9"/></table:table-row>`, "", "", Limits{MaxCols: 1, MaxRows: 1}},
	} {
		checkCode(t, tt.name, odsZIP(t, odsOf(tt.rows)), Options{Limits: tt.l}, tt.code, tt.place)
	}
	for name, tt := range map[string]struct {
		p    parts
		code string
	}{
		"a text document": {parts{"mimetype", "application/vnd.oasis.opendocument.text", "content.xml", odsHead + `<office:body><office:text/></office:body></office:document-content>`}, CodeNotASpreadsheet},
		"encrypted":       {parts{"content.xml", "xyz", "META-INF/manifest.xml", `<m><f><manifest:encryption-data/></f></m>`}, CodeEncrypted},
		"encrypted 1.3":   {parts{"encrypted-package", "xyz", "META-INF/manifest.xml", `<m/>`}, CodeEncrypted},
		"bad manifest":    {parts{"content.xml", "xyz", "META-INF/manifest.xml", `<m>`}, CodeTruncated},
		"any ZIP":         {parts{"content.xml", odsSample}, CodeNotASpreadsheet},
	} {
		checkCode(t, name, tt.p.zip(t), Options{}, tt.code, "test")
	}
}
