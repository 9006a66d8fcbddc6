package sheet

import (
	"bytes"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// formatSamples are files of every format but XLSX and CSV.
func formatSamples(t testing.TB) map[string][]byte {
	return map[string][]byte{
		"xls small": xlsSample(), "xls": xlsSample(rec(0x5c, make([]byte, 5000))), "xml": []byte(mlSample), "records": []byte(recordSample),
		"ods": odsZIP(t, odsSample), "dbf": dbfSample(t, 0xc8, charmap.Windows1250),
	}
}

// TestFormatsTruncated cuts files at every offset, or at many: each cut that
// takes more than padding must be noticed.
func TestFormatsTruncated(t *testing.T) {
	for name, data := range formatSamples(t) {
		codes := map[string]int{}
		for n := 8; n < len(data); n += 1 + len(data)/1500 { // shorter ones may be any text
			code := codeOf(data[:n], Options{})
			codes[code]++
			whole := code == "" && (name == "dbf" && n == len(data)-1 || // only the end mark is gone
				strings.HasPrefix(name, "xls") && n > len(data)-512) // the rest of the last sector, the table's free entries
			if code != CodeTruncated && code != CodeNotASpreadsheet && !whole {
				t.Errorf("%s cut at %d of %d: %q", name, n, len(data), code)
			}
		}
		if codes[CodeTruncated] == 0 {
			t.Errorf("%s: %v", name, codes)
		}
	}
}

// TestBIFFTruncated cuts the stream inside a whole container at every offset.
func TestBIFFTruncated(t *testing.T) {
	stream := workbookBIFF(xlsGlobals, xlsSheetOf{name: "S", recs: xlsCells})
	for n := range len(stream) {
		if code := codeOf(compound(map[string][]byte{"Workbook": stream[:n]}), Options{}); code != CodeTruncated {
			t.Errorf("cut at %d of %d: %q", n, len(stream), code)
		}
	}
}

// TestODSContentTruncated cuts the content inside a whole ZIP.
func TestODSContentTruncated(t *testing.T) {
	for n := 0; n < len(odsSample); n += 3 {
		if code := codeOf(odsZIP(t, odsSample[:n]), Options{}); code != CodeTruncated {
			t.Errorf("cut at %d: %q", n, code)
		}
	}
}

// TestFormatsDamaged changes bytes: any result but a panic or a foreign error
// will do.
func TestFormatsDamaged(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for name, data := range formatSamples(t) {
		codes := map[string]int{}
		for range 3000 {
			bad := slices.Clone(data)
			for range 1 + r.IntN(4) {
				bad[r.IntN(len(bad))] = byte(r.Uint32())
			}
			codes[codeOf(bad, Options{Limits: fuzzLimits})]++
		}
		for code := range codes {
			if strings.HasPrefix(code, "not an *Error") || code == CodeUnreadable {
				t.Errorf("%s: %s", name, code)
			}
		}
		if len(codes) < 3 {
			t.Errorf("%s: nothing was ever noticed: %v", name, codes)
		}
	}
}

// TestFormatBombs checks what small hostile files cost in memory.
func TestFormatBombs(t *testing.T) {
	blanks := strings.Repeat("<!--"+strings.Repeat(" ", 1<<16)+"-->", 1<<10) // 64 MiB
	for name, tt := range map[string]struct {
		data []byte
		code string
	}{
		"ods":          {odsZIP(t, odsOf(blanks)), CodeZipBomb},
		"xml in a ZIP": {parts{"a.xml", mlOf(blanks)}.zip(t), CodeZipBomb},
		"xls in a ZIP": {parts{"a.xls", "\xd0\xcf\x11\xe0" + strings.Repeat("\x00", 64<<20)}.zip(t), CodeZipBomb},
		"ods cells":    {odsZIP(t, odsOf(strings.Repeat(`<table:table-row><table:table-cell office:value-type="string" office:string-value="`+strings.Repeat("x", 4096)+`" table:number-columns-repeated="16384"/></table:table-row>`, 1100))), CodeTooLarge},
		"xls strings":  {xlsOf([]biffRec{rec(biffSST, uint32(1), uint32(1<<32-1), narrow("a"))}, rec(biffLabelSST, cellOf(1, 1, 0), uint32(5))), CodeBadReference},
		"xls string":   {xlsOf([]biffRec{rec(biffSST, uint32(1), uint32(1), le(1, byte(4), uint32(1<<31), "a"))}, rec(biffLabelSST, cellOf(1, 1, 0), uint32(0))), CodeDamaged},
		"dbf records":  {le(dbfOf(0, []string{"A:C:1"})[:4], uint32(1<<32-1), dbfOf(0, []string{"A:C:1"})[8:65]), CodeTruncated},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := readAllQuietly(tt.data)
		runtime.ReadMemStats(&after)
		if got != tt.code {
			t.Errorf("%s: %q, want %q", name, got, tt.code)
		}
		if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 200 {
			t.Errorf("%s: allocated %d MiB", name, grown)
		}
	}
}

// readAllQuietly is codeOf without a dump, which costs memory itself.
func readAllQuietly(data []byte) string {
	b, err := OpenReader(bytes.NewReader(data), int64(len(data)), "test", Options{})
	if err != nil {
		return at(err, "", 0, 0).Code
	}
	for _, s := range b.Sheets() {
		for _, err := range b.Rows(s.Name) {
			if err != nil {
				return at(err, "", 0, 0).Code
			}
		}
	}
	return ""
}

// checkSource states what every source promises, read twice.
func checkSource(t *testing.T, src source, err error) {
	t.Helper()
	if err != nil {
		checkError(t, err)
		return
	}
	for _, s := range src.infos() {
		for range 2 {
			before := 0
			src.rows(s.Name, func(row Row, err error) bool {
				if err != nil {
					checkError(t, err)
					return true
				}
				checkRow(t, row, before)
				before = row.Number
				return true
			})
		}
		if _, err := src.mergesOf(s.Name); err != nil {
			checkError(t, err)
		}
	}
}

func opener(data []byte) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
}

// FuzzXLS mutates the stream inside the container.
func FuzzXLS(f *testing.F) {
	f.Add(workbookBIFF(xlsGlobals, xlsSheetOf{name: "S", recs: xlsCells}, xlsSheetOf{name: "Ukryty", state: 1}))
	f.Add(workbookBIFF(nil, xlsSheetOf{name: "S", recs: []biffRec{rec(biffNumber, cellOf(2, 1, 0), 1.5), rec(biffNumber, cellOf(1, 1, 0), 1.5)}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := openXLS(bytes.NewReader(data), int64(len(data)), fuzzLimits.withDefaults())
		checkSource(t, b, err)
	})
}

// FuzzOLE mutates the container.
func FuzzOLE(f *testing.F) {
	f.Add(xlsSample())
	f.Add(xlsSample(rec(0x5c, make([]byte, 5000))))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkBook(t, append([]byte("\xd0\xcf\x11\xe0"), data[min(4, len(data)):]...), Options{})
	})
}

func FuzzSpreadsheetML(f *testing.F) {
	f.Add([]byte(mlSample))
	f.Add([]byte(mlOf(`<Row ss:Index="2"><Cell ss:MergeDown="2"><Data>x</Data></Cell></Row>`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := openSpreadsheetML(opener(data), fuzzLimits.withDefaults())
		checkSource(t, b, err)
		checkBook(t, data, Options{})
	})
}

func FuzzODS(f *testing.F) {
	f.Add([]byte(odsSample))
	f.Add([]byte(odsOf(`<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-spanned="2"><text:p>x</text:p></table:table-cell></table:table-row>`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		l := fuzzLimits
		l.MaxRows, l.MaxCols = 1000, 100 // repetition is slow work
		b, err := openODSContent(opener(data), l.withDefaults())
		checkSource(t, b, err)
	})
}

func FuzzDBF(f *testing.F) {
	f.Add(dbfSample(f, 0, charmap.Windows1250), byte(0))
	f.Add(dbfSample(f, 0x64, charmap.CodePage852), byte(1))
	encodings := []string{"", encUTF8, encCP1250, encLatin2, encCP852}
	f.Fuzz(func(t *testing.T, data []byte, enc byte) {
		o := Options{Encoding: encodings[int(enc)%len(encodings)], Limits: fuzzLimits.withDefaults()}
		b, err := openDBF(opener(data), o)
		checkSource(t, b, err)
		checkBook(t, data, o)
	})
}
