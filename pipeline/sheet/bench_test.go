package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const (
	benchRows = 100_000
	benchCols = 11 // 1,100,000 cells
)

// benchWorkbook looks like an export of the statistical office: codes, names
// and units as shared strings, years and values as numbers.
func benchWorkbook(b *testing.B) []byte {
	var xml, sst strings.Builder
	xml.WriteString(`<?xml version="1.0" encoding="UTF-8"?><worksheet ` + mainNS + `><sheetData>`)
	for r := 1; r <= benchRows; r++ {
		fmt.Fprintf(&xml, `<row r="%d">`, r)
		for c := 1; c <= benchCols; c++ {
			if c <= 4 {
				fmt.Fprintf(&xml, `<c r="%s" s="0" t="s"><v>%d</v></c>`, Address(r, c), (r*7+c*1013)%3000)
			} else {
				fmt.Fprintf(&xml, `<c r="%s" s="0"><v>%d.%02d</v></c>`, Address(r, c), (r*7919*c)%1_000_000, r%100)
			}
		}
		xml.WriteString(`</row>`)
	}
	xml.WriteString(`</sheetData></worksheet>`)
	sst.WriteString(`<sst ` + mainNS + `>`)
	for i := range 3000 {
		fmt.Fprintf(&sst, `<si><t>gmina nr %d</t></si>`, i)
	}
	sst.WriteString(`</sst>`)
	return workbookOf(xml.String(), "[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="`+relURL+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/sharedStrings.xml", sst.String()).zip(b)
}

func BenchmarkXLSX(b *testing.B) {
	data := benchWorkbook(b)
	b.Run("sheet", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			book := openBytes(b, data, Options{})
			cells := 0
			for row, err := range book.Rows("S") {
				if err != nil {
					b.Fatal(err)
				}
				cells += len(row.Cells)
			}
			if cells != benchRows*benchCols {
				b.Fatal(cells)
			}
		}
		reportCells(b, benchRows*benchCols)
		b.ReportMetric(heldMiB(b, data), "MiB-held")
	})
	b.Run("excelize", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			// The limit keeps excelize from writing temporary files.
			f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipXMLSizeLimit: 1 << 30, RawCellValue: true})
			if err != nil {
				b.Fatal(err)
			}
			rows, err := f.Rows("S")
			if err != nil {
				b.Fatal(err)
			}
			cells := 0
			for rows.Next() {
				vals, err := rows.Columns()
				if err != nil {
					b.Fatal(err)
				}
				cells += len(vals)
			}
			if cells != benchRows*benchCols {
				b.Fatal(cells)
			}
			f.Close()
		}
		reportCells(b, benchRows*benchCols)
	})
}

func reportCells(b *testing.B, cells int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(cells), "ns/cell")
}

// heldMiB is the live memory in the middle of a sheet, the file itself apart.
func heldMiB(b *testing.B, data []byte) float64 {
	var before, within runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	book := openBytes(b, data, Options{})
	for row := range book.Rows("S") {
		if row.Number == benchRows/2 {
			runtime.GC()
			runtime.ReadMemStats(&within)
			break
		}
	}
	return max(0, float64(within.HeapAlloc)-float64(before.HeapAlloc)) / (1 << 20)
}

func BenchmarkCSV(b *testing.B) {
	var buf bytes.Buffer
	for i := 0; buf.Len() < 20_000_000; i++ {
		fmt.Fprintf(&buf, "%07d;\"Bolesławiec (%d)\";\"ogółem\";\"mężczyźni\";\"%d\";%d,%d;\"osoba\";\"\";\r\n", i%1_000_000, i%9, 2000+i%24, i*31%100_000, i%10)
	}
	data := buf.Bytes()
	b.Run("sheet", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			fields := 0
			for row, err := range openBytes(b, data, Options{}).Rows("") {
				if err != nil {
					b.Fatal(err)
				}
				fields += len(row.Cells)
			}
			if fields == 0 {
				b.Fatal("nothing read")
			}
		}
	})
	b.Run("encoding-csv", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			r := csv.NewReader(bytes.NewReader(data))
			r.Comma, r.ReuseRecord = ';', true
			fields := 0
			for {
				rec, err := r.Read()
				if err == io.EOF {
					break
				}
				if err != nil {
					b.Fatal(err)
				}
				fields += len(rec)
			}
			if fields == 0 {
				b.Fatal("nothing read")
			}
		}
	})
}
