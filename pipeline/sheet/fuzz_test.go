package sheet

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"unicode/utf8"
)

var fuzzLimits = Limits{MaxBytes: 1 << 20, MaxUncompressed: 1 << 20, MaxCellBytes: 1 << 12, MaxSharedStrings: 1 << 16}

// checkRow states what every row promises.
func checkRow(t *testing.T, row Row, before int) {
	t.Helper()
	if row.Number <= before {
		t.Fatalf("row %d after row %d", row.Number, before)
	}
	col := 0
	for _, c := range row.Cells {
		if c.Col <= col || c.Col > formatCols {
			t.Fatalf("column %d after column %d", c.Col, col)
		}
		col = c.Col
		if !utf8.ValidString(c.Text) || !utf8.ValidString(c.Formula) {
			t.Fatalf("%q %q is not UTF-8", c.Text, c.Formula)
		}
		if c.Kind == Empty && c.Formula == "" {
			t.Fatalf("an empty cell is listed: %+v", c)
		}
		if got := row.Cell(col); got != c {
			t.Fatalf("Cell(%d) is %+v", col, got)
		}
	}
}

func checkError(t *testing.T, err error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Code == "" || e.Code == CodeUnreadable || len(e.Error()) > 2000 || !utf8.ValidString(e.Error()) {
		t.Fatalf("bad error %v", err)
	}
}

func checkBook(t *testing.T, data []byte, o Options) {
	o.Limits = fuzzLimits
	b, err := OpenReader(bytes.NewReader(data), int64(len(data)), "f", o)
	if err != nil {
		checkError(t, err)
		return
	}
	for _, s := range b.Sheets() {
		before := 0
		for row, err := range b.Rows(s.Name) {
			if err != nil {
				checkError(t, err)
				break
			}
			checkRow(t, row, before)
			before = row.Number
		}
		if _, err := b.Merges(s.Name); err != nil {
			checkError(t, err)
		}
	}
}

func FuzzCSV(f *testing.F) {
	for _, s := range []string{
		"a;b\n1;\"2\";\r\n\r;;\"x\"\"y\"\"\";z", "\xef\xbb\xbfa,b\r\"c\nd\",e", "\xff\xfea\x00;\x00b\x00", "\xfe\xff\x00a\xd8\x3d\xde\x00",
		"za\xbf\xf3\xb3\xe6;\xb9\n", "\"a\"b;\"c\"\"d\"e\"\n\"", "żółw\tx\n\"", "a|b|c\n\n\n", "x\x00y", "PK",
	} {
		f.Add([]byte(s), byte(0), byte(0))
	}
	encodings := []string{"", encUTF8, encCP1250, encLatin2, encCP852}
	delimiters := []rune{0, ';', ',', '\t', '|', 'a'}
	f.Fuzz(func(t *testing.T, data []byte, enc, delim byte) {
		checkBook(t, data, Options{Encoding: encodings[int(enc)%len(encodings)], Delimiter: delimiters[int(delim)%len(delimiters)]})
		checkPieces(t, data)
	})
}

// checkPieces reads the same bytes whole and one by one.
func checkPieces(t *testing.T, data []byte) {
	read := func(src io.Reader) (out []byte) {
		c := newCSVReader(src, ';', fuzzLimits.withDefaults())
		c.skipMark()
		for {
			ok, err := c.next()
			if err != nil {
				return append(out, err.Error()...)
			}
			if !ok {
				return out
			}
			for _, cell := range c.row.Cells {
				out = append(append(append(out, Address(c.row.Number, cell.Col)...), '='), cell.Text...)
			}
			out = append(out, '\n')
		}
	}
	whole, pieces := read(bytes.NewReader(data)), read(&slowReader{string(data)})
	if !bytes.Equal(whole, pieces) {
		t.Fatalf("whole  %q\npieces %q", whole, pieces)
	}
}

func FuzzSheetXML(f *testing.F) {
	for _, s := range []string{
		`<worksheet><sheetData><row r="1" hidden="1"><c r="A1" t="s" s="1"><v>1</v></c><c t="inlineStr"><is><r><t>a&#10;_x000D_</t></r></is></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`,
		`<?xml version="1.0"?><!--c--><x:worksheet><x:sheetData><x:row><x:c s='1'><x:f t="shared" si="0"/><x:v>44000.5</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
		`<worksheet><sheetData><row r="3"><c r="C3" t="str"><v><![CDATA[<]]>&lt;</v></c><c r="A3" t="d"><v>2020</v></c></row></sheetData></worksheet>`,
		`<!DOCTYPE a><worksheet/>`, "\xff\xfe<\x00a\x00/\x00>\x00", "\xef\xbb\xbf<a b='>'/>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		// Merges first, so that the second pass marks with them.
		merges, _ := readFuzzed(t, bytes.NewReader(data), nil, true)
		_, whole := readFuzzed(t, bytes.NewReader(data), merges, false)
		if _, pieces := readFuzzed(t, &slowReader{string(data)}, merges, false); pieces != whole {
			t.Fatalf("whole  %q\npieces %q", whole, pieces)
		}
	})
}

func readFuzzed(t *testing.T, src io.Reader, merges []Ref, skim bool) (found []Ref, text string) {
	r := newSheetReader(src, fuzzLimits.withDefaults())
	r.styles = []shown{asNumber, asDate, asPercent}
	r.shared = func(i int) (string, error) {
		if i > 3 {
			return "", failf(CodeBadReference, "shared string %d", i)
		}
		return "s", nil
	}
	r.cover = newCoverage(merges)
	before := 0
	each := func(row Row) bool {
		checkRow(t, row, before)
		before = row.Number
		for _, c := range row.Cells {
			text += Address(row.Number, c.Col) + "=" + c.Text + "{" + c.Formula + "}"
		}
		return true
	}
	if skim {
		each = nil
	}
	if _, err := r.read(each); err != nil {
		checkError(t, err)
		text += err.Error()
	}
	return r.merges, text
}

// FuzzFile mutates whole files, ZIP structures included.
func FuzzFile(f *testing.F) {
	f.Add(sample(f))
	f.Add(parts{"a.csv", "a;b\n1;2\n"}.zip(f))
	f.Add([]byte("\xd0\xcf\x11\xe0"))
	f.Fuzz(func(t *testing.T, data []byte) { checkBook(t, data, Options{}) })
}
