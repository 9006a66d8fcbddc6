package pipeline_test

import (
	"archive/zip"
	"bufio"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"miernik/pipeline/sheet"
)

// input is a file to read and what is in it.
type input struct {
	path string
	size int64
	rows int // of data
}

// crelOf writes a relational export of the Local Data Bank: every gmina, both
// sexes and all, ten years, and as many ages as come nearest to the size. One
// row in a hundred is an estimate, one in two hundred a gap printed as 0.
func crelOf(t testing.TB, dir string, size int64) input {
	t.Helper()
	const gminas, years, rowBytes = 2477, 10, 71
	sexes := []string{"ogółem", "mężczyźni", "kobiety"}
	ages := max(1, int(math.Round(float64(size)/float64(gminas*years*len(sexes)*rowBytes))))
	path := filepath.Join(dir, "LUDN_BENCH_CREL.csv")
	w := newFileWriter(t, path)
	w.printf("\"Kod\";\"Nazwa\";\"Wiek\";\"Płeć\";\"Rok\";\"Wartosc\";\"Jednostka miary\";\"Atrybut\";\r\n")
	rows := 0
	for u := range gminas {
		code, name := benchUnit(u)
		for age := range ages {
			for _, sex := range sexes {
				for year := 2015; year < 2015+years; year++ {
					n := uint64(rows)*0x9e3779b97f4a7c15>>40%20000 + uint64(u) + 1
					value, attribute := fmt.Sprint(n), ""
					if age%2 == 1 { // half of the figures are shares
						value = fmt.Sprintf("%d,%d", n/10, n%10)
					}
					switch {
					case n%200 == 0:
						value, attribute = "0", "x"
					case n%100 == 1:
						attribute = "s"
					}
					w.printf("%s;\"%s\";\"%s\";\"%s\";\"%d\";%s;\"osoba\";\"%s\";\r\n", code, name, benchAge(age), sex, year, value, attribute)
					rows++
				}
			}
		}
	}
	return input{path, w.close(), rows}
}

func benchAge(i int) string {
	if i == 0 {
		return "ogółem"
	}
	return fmt.Sprintf("%d-%d", 5*i-5, 5*i-1)
}

// benchUnit is the code and the name of a gmina that does not exist.
func benchUnit(i int) (code, name string) {
	kind := i%3 + 1
	syllables := []string{"bo", "le", "sła", "wiec", "dą", "bro", "wa", "gó", "ra", "święto", "ży", "rze", "ko", "piń", "no", "strze"}
	name = syllables[i%16] + syllables[i/16%16] + syllables[i/256%16]
	first := []rune(name)
	return fmt.Sprintf("%02d%02d%02d%d", i%16*2+2, i/16%20+1, i/320+1, kind), fmt.Sprintf("%s%s (%d)", strings.ToUpper(string(first[:1])), string(first[1:]), kind)
}

// fileWriter writes a large file piece by piece.
type fileWriter struct {
	t    testing.TB
	f    *os.File
	w    *bufio.Writer
	size int64
}

func newFileWriter(t testing.TB, path string) *fileWriter {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	return &fileWriter{t: t, f: f, w: bufio.NewWriterSize(f, 1<<20)}
}

func (w *fileWriter) printf(format string, args ...any) {
	n, err := fmt.Fprintf(w.w, format, args...)
	if err != nil {
		w.t.Fatal(err)
	}
	w.size += int64(n)
}

func (w *fileWriter) close() int64 {
	if err := w.w.Flush(); err != nil {
		w.t.Fatal(err)
	}
	if err := w.f.Close(); err != nil {
		w.t.Fatal(err)
	}
	return w.size
}

// xrelOf writes a workbook as the Local Data Bank does: eleven columns a row,
// every text a shared string, the figure a number.
func xrelOf(t testing.TB, dir string, rows int) input {
	t.Helper()
	path := filepath.Join(dir, "LUDN_BENCH_XREL.xlsx")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	part := func(name string) *bufio.Writer {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		return bufio.NewWriter(w)
	}
	const head = `<?xml version="1.0" encoding="utf-8"?>`
	const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	const kind = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	for _, p := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
			`<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`},
		{"_rels/.rels", rels + `<Relationship Id="r1" Type="` + kind + `officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + ns + `><sheets><sheet name="DANE" sheetId="1" r:id="r1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", rels + `<Relationship Id="r1" Type="` + kind + `worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="` + kind + `sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="` + kind + `styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", `<styleSheet ` + ns + `><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>`},
	} {
		w := part(p[0])
		w.WriteString(head + p[1])
		w.Flush()
	}
	index, texts := map[string]int{}, []string{}
	text := func(s string) int {
		i, ok := index[s]
		if !ok {
			i = len(texts)
			index[s], texts = i, append(texts, s)
		}
		return i
	}
	w := part("xl/worksheets/sheet1.xml")
	fmt.Fprintf(w, `%s<worksheet %s><sheetData>`, head, ns)
	row := func(n int, values []string, figure int) {
		fmt.Fprintf(w, `<row r="%d" >`, n)
		for i, v := range values {
			if i == figure {
				fmt.Fprintf(w, `<c r="%s" s="0"><v>%s</v></c>`, sheet.Address(n, i+1), v)
			} else {
				fmt.Fprintf(w, `<c r="%s" s="0" t="s"><v>%d</v></c>`, sheet.Address(n, i+1), text(v))
			}
		}
		w.WriteString(`</row>`)
	}
	row(1, []string{"Kod", "Nazwa", "Wiek", "Płeć", "Wykształcenie", "Okres", "Miejsce", "Rok", "Wartosc", "Jednostka miary", "Atrybut"}, -1)
	for i := range rows {
		code, name := benchUnit(i / 40 % 2477)
		row(i+2, []string{code, name, benchAge(i % 20), []string{"ogółem", "kobiety"}[i/20%2], "wyższe", "rok", "w miastach", strconv.Itoa(2000 + i%24),
			fmt.Sprintf("%d.%d", i*7919%100_000, i%9+1), "osoba", " "}, 8)
	}
	w.WriteString(`</sheetData></worksheet>`)
	w.Flush()
	w = part("xl/sharedStrings.xml")
	fmt.Fprintf(w, `%s<sst %s count="%d" uniqueCount="%d">`, head, ns, len(texts), len(texts))
	for _, s := range texts {
		fmt.Fprintf(w, `<si><t xml:space="preserve">%s</t></si>`, s)
	}
	w.WriteString(`</sst>`)
	w.Flush()
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return input{path, info.Size(), rows}
}
