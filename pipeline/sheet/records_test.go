package sheet

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// recordSample is a delivery of two units with most of what documents do.
const recordSample = `<?xml version="1.0" encoding="utf-8"?>
<!-- made up -->
<paczka xmlns:x="urn:x" wersja="0.3">
	<okres><rok>2022</rok></okres>
	<jednostki>
		<jednostka>
			<nazwa>
				Szkoła &amp; „A”
			</nazwa>
			<regon>000000017     </regon>
			<sprawozdanie id="s1">
				<okres><rok>2021</rok></okres>
				<poz x:nr="1"><dzial>801</dzial><x:kwota>10.50</x:kwota></poz>
				<poz x:nr="2"><dzial>801</dzial><tel>1</tel><tel typ="k">2</tel></poz>
			</sprawozdanie>
			<podpis>X</podpis>
		</jednostka>
		<jednostka>
			<nazwa/>
			<sprawozdanie id="s2"><poz><plan>7</plan><adres><ulica>Długa</ulica></adres><dzial><![CDATA[ 854 ]]></dzial></poz></sprawozdanie>
		</jednostka>
	</jednostki>
</paczka>`

const recordDump = `jednostka
1: A=text:nazwa B=text:regon C=text:sprawozdanie/@id D=text:sprawozdanie/okres/rok E=text:podpis F=text:paczka/@wersja G=text:paczka/okres/rok
2: A=text:Szkoła & „A” B=text:000000017 C=text:s1 D=text:2021 E=text:X F=text:0.3 G=text:2022
3: C=text:s2 F=text:0.3 G=text:2022
poz
1: A=text:@x:nr B=text:dzial C=text:kwota D=text:tel E=text:tel/@typ F=text:tel[2] G=text:tel[2]/@typ H=text:plan I=text:adres/ulica J=text:paczka/@wersja K=text:paczka/okres/rok L=text:jednostka/nazwa M=text:jednostka/regon N=text:jednostka/podpis O=text:sprawozdanie/@id P=text:sprawozdanie/okres/rok
2: A=text:1 B=text:801 C=text:10.50 J=text:0.3 K=text:2022 L=text:Szkoła & „A” M=text:000000017 O=text:s1 P=text:2021
3: A=text:2 B=text:801 D=text:1 F=text:2 G=text:k J=text:0.3 K=text:2022 L=text:Szkoła & „A” M=text:000000017 O=text:s1 P=text:2021
4: B=text: 854  H=text:7 I=text:Długa J=text:0.3 K=text:2022 O=text:s2
`

// dumpAll is dump of every sheet behind its name.
func dumpAll(b *Book) (string, error) {
	var out strings.Builder
	for _, s := range b.Sheets() {
		text, err := dump(b, s.Name)
		fmt.Fprintf(&out, "%s\n%s", s.Name, text)
		if err != nil {
			return out.String(), err
		}
	}
	return out.String(), nil
}

func TestRecords(t *testing.T) {
	cp1250 := strings.Replace(recordSample, "utf-8", "windows-1250", 1)
	bare := recordSample[strings.Index(recordSample, "<paczka"):]
	for name, data := range map[string][]byte{
		"utf-8": []byte(recordSample), "mark": []byte("\xef\xbb\xbf" + recordSample), "no declaration": []byte("\n" + bare),
		"cp1250": encodeIn(t, charmap.Windows1250, cp1250), "in a ZIP": parts{"opis.txt", "x", "dane/a.xml", recordSample}.zip(t),
	} {
		t.Run(name, func(t *testing.T) {
			b := openBytes(t, data, Options{})
			if b.Format() != "xml-records" || b.Encoding() != "" {
				t.Errorf("format %q, encoding %q", b.Format(), b.Encoding())
			}
			for range 2 {
				if got, err := dumpAll(b); err != nil || got != recordDump {
					t.Fatalf("%v\ngot\n%s\nwant\n%s", err, got, recordDump)
				}
			}
			if refs, err := b.Merges("poz"); err != nil || len(refs) != 0 {
				t.Error(refs, err)
			}
			for _, err := range []error{readSheet(b, "inny"), func() error { _, err := b.Merges("inny"); return err }()} {
				if code := at(err, "", 0, 0).Code; code != CodeMissingSheet {
					t.Error(code)
				}
			}
		})
	}
}

// What a record is, and what its columns are called.
func TestRecordShapes(t *testing.T) {
	for _, tt := range []struct{ name, record, xml, want string }{
		{"attributes alone", "", `<a><r x="1"/><r x="2" y=""/></a>`, "r\n1: A=text:@x\n2: A=text:1\n3: A=text:2\n"},
		{"repeated texts are no records", "", `<a><t>1</t><t>2</t><b><r><v>1</v></r><r/></b></a>`, "r\n1: A=text:v\n2: A=text:1\n3:\n"},
		{"text with attributes is a part", "", `<a><r><t x="1">a</t><t>b</t></r><r/></a>`, "r\n1: A=text:t B=text:t/@x C=text:t[2] D=text:t[2]/@x\n2: A=text:a B=text:1 C=text:b\n3:\n"},
		{"a record once in one parent", "", `<a><g><r><v>1</v></r><r><v>2</v></r></g><g><r><v>3</v></r></g></a>`, "g\n1:\n2:\n3:\nr\n1: A=text:v\n2: A=text:1\n3: A=text:2\n4: A=text:3\n"},
		{"named, once", "r", `<a><k>5</k><r><v>1</v></r></a>`, "r\n1: A=text:v B=text:a/k\n2: A=text:1 B=text:5\n"},
		{"named, a text", "r", `<a><r>1</r><r>2</r></a>`, "r\n1: A=text:text()\n2: A=text:1\n3: A=text:2\n"},
		{"named, the root", "a", `<a x="1"><b>2</b></a>`, "a\n1: A=text:@x B=text:b\n2: A=text:1 B=text:2\n"},
		{"named, others repeat", "v", `<a><r><v><w>1</w></v></r><r><v><w>2</w></v></r></a>`, "v\n1: A=text:w\n2: A=text:1\n3: A=text:2\n"},
		{"two kinds of one name", "", `<a><b><r><v>1</v></r><r/></b><c><r><w>1</w></r><r/></c></a>`, "b/r\n1: A=text:v\n2: A=text:1\n3:\nc/r\n1: A=text:w\n2: A=text:1\n3:\n"},
		{"one path is the end of the other", "", `<r><b><r/><r x="1"/></b><r><b><r/><r x="1"/></b></r></r>`, "/r/b/r\n1: A=text:@x\n2:\n3: A=text:1\nr/r/b/r\n1: A=text:@x\n2:\n3: A=text:1\n"},
		{"a name that is taken", "", `<a><k>0</k><r><a><k>1</k></a></r><r/></a>`, "r\n1: A=text:a/k B=text:/a/k\n2: A=text:1 B=text:0\n3: B=text:0\n"},
		{"ancestors of one name", "", `<a><k>1</k><a><k>2</k><r v="3"/><r/></a></a>`, "r\n1: A=text:@v B=text:a/k C=text:/a/a/k\n2: A=text:3 B=text:1 C=text:2\n3: B=text:1 C=text:2\n"},
		{"text beside elements", "", `<a><r>x <v>1</v> y</r><r/></a>`, "r\n1: A=text:text() B=text:v\n2: A=text:x  y B=text:1\n3:\n"},
		{"a record in a record", "", `<a><r><k>1</k><s><v>1</v></s><s><v>2</v></s><l>3</l></r><r><k>4</k></r></a>`,
			"r\n1: A=text:k B=text:l\n2: A=text:1 B=text:3\n3: A=text:4\ns\n1: A=text:v B=text:r/k C=text:r/l\n2: A=text:1 B=text:1\n3: A=text:2 B=text:1\n"},
		{"what is around holds until its element ends", "", `<a><g><k>1</k><r v="1"/><m>9</m><r v="2"/></g><g><r v="3"/></g></a>`,
			"g\n1: A=text:k B=text:m\n2: A=text:1 B=text:9\n3:\nr\n1: A=text:@v B=text:g/k C=text:g/m\n2: A=text:1 B=text:1\n3: A=text:2 B=text:1 C=text:9\n4: A=text:3\n"},
		{"blanks", "", "<a><r><v> \n 1 \u00a0 2 \t</v><w><![CDATA[ x ]]> </w><u> </u><z><!-- c --> y<?p?> </z></r><r/></a>", "r\n1: A=text:v B=text:w C=text:z\n2: A=text:1 \u00a0 2 B=text: x  C=text:y\n3:\n"},
		{"an XHTML table", "", `<?xml version="1.0"?><table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>`, "tr\n1: A=text:td B=text:td[2]\n2: A=text:1 B=text:2\n3: A=text:3\n"},
	} {
		b := openBytes(t, []byte(tt.xml), Options{Record: tt.record})
		if got, err := dumpAll(b); err != nil || got != tt.want {
			t.Errorf("%s: %v\ngot\n%s\nwant\n%s", tt.name, err, got, tt.want)
		}
	}
}

func TestRecordErrors(t *testing.T) {
	two := func(s string) string { return `<?xml version="1.0"?><a><r><v>1</v></r><r>` + s + `</r></a>` }
	long := strings.Repeat("x", 300)
	for _, tt := range []struct {
		name, xml, code, place string
		o                      Options
	}{
		{"nothing repeats", `<?xml version="1.0"?><a><b><c>1</c></b></a>`, CodeNotASpreadsheet, "test", Options{}},
		{"texts repeat", `<?xml version="1.0"?><a><b>1</b><b>2</b></a>`, CodeNotASpreadsheet, "test", Options{}},
		{"no such record", two(""), CodeNotASpreadsheet, "test", Options{Record: "q"}},
		{"a page", `<?xml version="1.0"?><html><p><b>1</b></p><p><b/></p></html>`, CodeNotASpreadsheet, "test", Options{}},
		{"a part of a workbook", `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><row><c r="A1"/></row><row><c r="A2"/></row></worksheet>`, CodeNotASpreadsheet, "test", Options{}},
		{"a broken page", `<table><tr><td>1<tr></table>`, CodeNotASpreadsheet, "test", Options{}},
		{"doctype", `<!DOCTYPE a [<!ENTITY x "y">]>` + two("&x;")[21:], CodeXMLDoctype, "test", Options{}},
		{"external doctype", `<?xml version="1.0"?><!DOCTYPE a SYSTEM "a.dtd"><a/>`, CodeXMLDoctype, "test", Options{}},
		{"unknown entity", two("<v>&x;</v>"), CodeBadXML, "test", Options{}},
		{"entity in an attribute", two(`<v a="&x;"/>`), CodeBadXML, "test", Options{}},
		{"nesting", two(strings.Repeat("<a>", 100)), CodeXMLDepth, "test", Options{}},
		{"cut", two("")[:40], CodeTruncated, "test", Options{}},
		{"crossed", two("<v></w>"), CodeBadXML, "test", Options{}},
		{"two attributes of a name", two(`<v a="1" a="2"/>`), CodeBadXML, "test", Options{}},
		{"no name", two(`<v[2]>1</v[2]>`), CodeBadXML, "test", Options{}},
		{"no name of an attribute", two(`<v 1="1"/>`), CodeBadXML, "test", Options{}},
		{"encoding of a name", two("<v\xb9/>"), CodeBadXML, "test", Options{}},
		{"encoding of a value", two("<v>a\xb9</v>"), CodeBadEncoding, "test!r!A3", Options{}},
		{"encoding of what is around", "<a><k>\xb9</k><r v=\"\"/><r v=\"1\"/></a>", CodeBadEncoding, "test!r!B2", Options{}},
		{"unknown encoding", `<?xml version="1.0" encoding="koi8-r"?><a/>`, CodeBadEncoding, "test", Options{}},
		{"long name", two("<" + long + "/>"), CodeTooLarge, "test", Options{}},
		{"value", two("<v>123456</v>"), CodeTooLarge, "test", Options{Limits: Limits{MaxCellBytes: 5}}},
		{"value of an attribute", two(`<v a="123456"/>`), CodeTooLarge, "test", Options{Limits: Limits{MaxCellBytes: 5}}},
		{"value just enough", two("<v>  12345</v>"), "", "", Options{Limits: Limits{MaxCellBytes: 7}}},
		{"rows", two(""), CodeTooLarge, "test!r!3:3", Options{Limits: Limits{MaxRows: 2}}},
		{"rows just enough", two(""), "", "", Options{Limits: Limits{MaxRows: 3}}},
		{"columns", two("<w>1</w>"), CodeTooLarge, "test!r", Options{Limits: Limits{MaxCols: 1}}},
		{"values of one part", two(strings.Repeat("<w>1</w>", 20)), CodeTooLarge, "test!r", Options{Limits: Limits{MaxCols: 10}}},
		{"member", two(""), CodeMissingPart, "test", Options{Member: "a.xml"}},
	} {
		checkCode(t, tt.name, []byte(tt.xml), tt.o, tt.code, tt.place)
	}
}

// In a ZIP other XML counts only where there is nothing else.
func TestRecordMembers(t *testing.T) {
	for _, tt := range []struct {
		name string
		data parts
		code string
	}{
		{"a description", parts{"opis.xml", recordSample, "a.csv", "a;b\n"}, ""},
		{"alone", parts{"a.xml", recordSample}, ""},
		{"two", parts{"a.xml", recordSample, "b.xml", recordSample}, CodeAmbiguousMember},
		{"a text document", parts{"[Content_Types].xml", "<a/>", "word/document.xml", recordSample}, CodeNotASpreadsheet},
		{"an open text document", parts{"mimetype", "application/vnd.oasis.opendocument.text", "content.xml", recordSample}, CodeNotASpreadsheet},
	} {
		checkCode(t, tt.name, tt.data.zip(t), Options{}, tt.code, "")
	}
	b := openBytes(t, parts{"opis.xml", recordSample, "a.csv", "a;b\n"}.zip(t), Options{})
	if b.Format() != "csv" {
		t.Errorf("a ZIP with a CSV is read as %s", b.Format())
	}
}

// repeated is a document of many records that needs no memory of its own.
type repeated struct {
	head, record, tail string
	n                  int
}

func (r repeated) size() int64 { return int64(len(r.head) + r.n*len(r.record) + len(r.tail)) }

func (r repeated) ReadAt(p []byte, off int64) (n int, err error) {
	for n < len(p) {
		at := int(off) + n - len(r.head)
		var from string
		switch body := r.n * len(r.record); {
		case at < 0:
			from = r.head[len(r.head)+at:]
		case at < body:
			from = r.record[at%len(r.record):]
		case at-body < len(r.tail):
			from = r.tail[at-body:]
		default:
			return n, io.EOF
		}
		n += copy(p[n:], from)
	}
	return n, nil
}

// Memory does not grow with the number of records.
func TestRecordsInLittleMemory(t *testing.T) {
	doc := repeated{"<a><k>1</k>", `<r nr="12"><v>123456.78</v><w>abc</w></r>` + "\n", "</a>", 300_000}
	b, err := OpenReader(doc, doc.size(), "test", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var most uint64
	n := 0
	for row, err := range b.Rows("r") {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n%60_000 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		if row.Number > 1 && len(row.Cells) != 4 {
			t.Fatalf("row %d has %d cells", row.Number, len(row.Cells))
		}
	}
	if n != doc.n+1 || most > 32<<20 {
		t.Errorf("%d rows, %d MiB", n, most>>20)
	}
}

// TestRecordBombs checks what small hostile documents cost.
func TestRecordBombs(t *testing.T) {
	names := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	long := strings.Repeat("x", 250)
	for name, tt := range map[string]struct{ xml, code string }{
		"paths":            {"<a>" + names(70_000, "<b%d/>") + "</a>", CodeTooLarge},
		"attributes":       {"<a><r " + names(70_000, `b%d="1" `) + "/></a>", CodeTooLarge},
		"kinds of records": {"<a>" + names(300, `<g%[1]d><r v="1"/><r/></g%[1]d>`) + "</a>", CodeTooLarge},
		"columns in all":   {"<a>" + names(16_000, "<c%[1]d>1</c%[1]d>") + names(100, `<g%[1]d><r v="1"/><r/></g%[1]d>`) + "</a>", CodeTooLarge},
		"names of columns": {"<a>" + strings.Repeat("<"+long+">", 50) + names(16_000, "<c%[1]d>1</c%[1]d>") + strings.Repeat("</"+long+">", 50) + `<r v="1"/><r/></a>`, CodeTooLarge},
		"a wide row":       {"<a>" + names(40, "<c%[1]d>"+strings.Repeat("y", 1<<20-1)+"</c%[1]d>") + `<r v="1"/><r/></a>`, CodeTooLarge},
		"texts in a part":  {"<a><r>" + strings.Repeat("<v>1</v>", 20_000) + "</r><r/></a>", CodeTooLarge},
		"blanks":           {"<a><r><v>1</v>" + strings.Repeat(" \n<!--c-->", 1<<20) + "</r><r/></a>", ""},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := readAllQuietly([]byte(tt.xml))
		runtime.ReadMemStats(&after)
		if got != tt.code {
			t.Errorf("%s: %q, want %q", name, got, tt.code)
		}
		if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 300 {
			t.Errorf("%s: allocated %d MiB", name, grown)
		}
	}
}

// dumpRecords reads a document by way of a reader of any kind.
func dumpRecords(t *testing.T, open func() (io.ReadCloser, error)) (out string) {
	b, err := openRecords(open, Options{Limits: fuzzLimits.withDefaults()})
	checkSource(t, b, err)
	if err != nil {
		return err.Error()
	}
	for _, s := range b.infos() {
		out += s.Name + "\n"
		b.rows(s.Name, func(row Row, err error) bool {
			if err != nil {
				out += err.Error()
				return false
			}
			for _, c := range row.Cells {
				out += Address(row.Number, c.Col) + "=" + c.Text + "\n"
			}
			return true
		})
	}
	return out
}

func FuzzRecords(f *testing.F) {
	for _, s := range []string{
		recordSample, `<a><r x="1"/><r/></a>`, `<a><k>1</k><a><r><t x="1">a</t><t>b</t></r><r/></a></a>`,
		`<a><r>x<v> <![CDATA[ y ]]></v></r><r><s v="1"/><s/></r></a>`, "\xff\xfe<\x00a\x00>\x00<\x00r\x00/\x00>\x00<\x00/\x00a\x00>\x00",
		`<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>`, `<x:a xmlns:x="u"><x:r y:i="&#65;"/><x:r/></x:a>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		whole := dumpRecords(t, opener(data))
		pieces := dumpRecords(t, func() (io.ReadCloser, error) { return io.NopCloser(&slowReader{string(data)}), nil })
		if whole != pieces {
			t.Fatalf("whole  %q\npieces %q", whole, pieces)
		}
		checkBook(t, data, Options{})
	})
}
