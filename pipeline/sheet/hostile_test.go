package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestContent(t *testing.T) {
	sheetXML := `<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`
	encrypted := workbookOf(sheetXML).zip(t)
	for i := range len(encrypted) - 8 { // the flag in every local and central header
		switch string(encrypted[i : i+4]) {
		case "PK\x03\x04":
			encrypted[i+6] |= 1
		case "PK\x01\x02":
			encrypted[i+8] |= 1
		}
	}
	tests := []struct {
		name string
		data []byte
		code string
	}{
		{"empty", nil, CodeNotASpreadsheet},
		{"pdf", []byte("%PDF-1.7\n"), CodeNotASpreadsheet},
		{"xml", []byte("\xef\xbb\xbf<?xml version=\"1.0\"?><Workbook/>"), CodeNotASpreadsheet},
		{"html called xls", []byte("\n<HTML><table>"), CodeNotASpreadsheet},
		{"binary", []byte("a;b\x00c"), CodeNotASpreadsheet},
		{"json", []byte("{\n  \"gminy\": [{\"kod\": \"0201011\"}]}"), CodeNotASpreadsheet},
		{"json lines", []byte("[{\"kod\": 1}]"), CodeNotASpreadsheet},
		{"gzip", []byte("\x1f\x8b\x08abc"), CodeNotASpreadsheet},
		{"start of a ZIP", []byte("PK"), CodeTruncated},
		{"encrypted workbook", compound(map[string][]byte{"EncryptedPackage": {1}}), CodeEncrypted},
		{"BIFF5", compound(map[string][]byte{"Book": biff(bofOf(0x500, 5))}), CodeUnsupported},
		{"BIFF4", []byte("\x09\x04\x06\x00abcdef"), CodeUnsupported},
		{"other compound file", compound(map[string][]byte{"WordDocument": {1}}), CodeNotASpreadsheet},
		{"cut compound file", compound(map[string][]byte{"Workbook": {1}})[:100], CodeTruncated},
		{"encrypted members", encrypted, CodeEncrypted},
		{"empty ZIP", parts{}.zip(t), CodeNotASpreadsheet},
		{"a document", parts{"_rels/.rels", `<Relationships><Relationship Id="1" Type="` + relURL + `/officeDocument" Target="word/document.xml"/></Relationships>`, "word/document.xml", "<w/>"}.zip(t), CodeNotASpreadsheet},
		{"xlsb", parts{"xl/workbook.bin", "x"}.zip(t), CodeUnsupported},
		{"a ZIP with a content.xml", parts{"mimetype", "x", "content.xml", "x"}.zip(t), CodeNotASpreadsheet},
		{"no sheet part", parts(slices.Delete(workbookOf(sheetXML), 4, 6)).zip(t), CodeMissingPart},
		{"no shared strings", workbookOf(`<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>`).zip(t), CodeMissingPart},
		{"doctype in strings", workbookOf(`<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>`, "xl/sharedStrings.xml", `<!DOCTYPE x><sst/>`).zip(t), CodeXMLDoctype},
		{"doctype in the workbook", parts{"xl/workbook.xml", `<!DOCTYPE x><workbook/>`}.zip(t), CodeXMLDoctype},
		{"the same part twice", workbookOf(sheetXML, "XL\\Worksheets/sheet1.xml", "x").zip(t), CodeDamaged},
		{"fine", workbookOf(sheetXML).zip(t), ""},
	}
	for _, tt := range tests {
		if got := codeOf(tt.data, Options{}); got != tt.code {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.code)
		}
	}
}

func TestPortalZIP(t *testing.T) {
	inner := workbookOf(`<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>`).zip(t)
	data := parts{
		"opis.txt", "x", "dane/", "", "dane/a.csv", "k;w\n1;2\n", "__MACOSX/dane/._a.csv", "x", "dane/b.XLSX", string(inner),
		"dane/udawany.csv", string(parts{"x.txt", "x"}.zip(t)), "pusty.csv", "",
	}.zip(t)
	path := filepath.Join(t.TempDir(), "dane.zip")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	names, err := Members(path, Limits{})
	if want := []string{"dane/a.csv", "dane/b.XLSX", "dane/udawany.csv", "pusty.csv"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("members %q %v", names, err)
	}
	for _, tt := range []struct{ member, sheet, want, code string }{
		{"dane/a.csv", "", "1: A=text:k B=text:w\n2: A=text:1 B=text:2\n", ""},
		{"dane/b.XLSX", "S", "1: A=number:7\n", ""},
		{"", "", "", CodeAmbiguousMember},
		{"c.csv", "", "", CodeMissingPart},
		{"dane/udawany.csv", "", "", CodeNotASpreadsheet},
		{"pusty.csv", "", "", CodeNotASpreadsheet},
	} {
		b, err := Open(path, Options{Member: tt.member})
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Code != tt.code || e.File != path {
				t.Errorf("%q: %v, want %s", tt.member, err, tt.code)
			}
			continue
		}
		if got, err := dump(b, tt.sheet); err != nil || got != tt.want || b.Member() != tt.member {
			t.Errorf("%q: %q %v", tt.member, got, err)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
	one := openBytes(t, parts{"readme.txt", "x", "tylko.csv", "a;b"}.zip(t), Options{})
	if got, err := dump(one, ""); err != nil || got != "1: A=text:a B=text:b\n" || one.Member() != "tylko.csv" {
		t.Errorf("the only member: %q %v", got, err)
	}
}

// Names of members written by Polish Windows are CP852 without the UTF-8 flag.
func TestMemberNamesCP852(t *testing.T) {
	data := parts{"za\xbe\xa2\x88\x86.csv", "a;b"}.zip(t)
	if b := openBytes(t, data, Options{}); b.Member() != "zażółć.csv" {
		t.Errorf("%q", b.Member())
	}
}

func TestOpenMissing(t *testing.T) {
	_, err := Open(filepath.Join(t.TempDir(), "no.csv"), Options{})
	var e *Error
	if !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &e) || e.Code != CodeUnreadable {
		t.Error(err)
	}
	if _, err = Open(t.TempDir(), Options{}); !errors.As(err, &e) || e.Code != CodeUnreadable {
		t.Error(err)
	}
}

func TestLimits(t *testing.T) {
	sheetOf := func(rows string) []byte {
		return workbookOf(`<worksheet><sheetData>`+rows+`</sheetData></worksheet>`, someStrings...).zip(t)
	}
	rows := strings.Repeat(`<row><c><v>1</v></c><c><v>1</v></c></row>`, 10)
	text := `<row><c t="inlineStr"><is><r><t>abcdef</t></r><r><t>ghijkl</t></r></is></c></row>`
	tests := []struct {
		name string
		data []byte
		l    Limits
		code string
	}{
		{"file", sheetOf(rows), Limits{MaxBytes: 500}, CodeTooLarge},
		{"unpacked", sheetOf(strings.Repeat(rows, 5)), Limits{MaxUncompressed: 1500}, CodeZipBomb},
		{"rows", sheetOf(rows), Limits{MaxRows: 9}, CodeTooLarge},
		{"rows just enough", sheetOf(rows), Limits{MaxRows: 10}, ""},
		{"columns", sheetOf(rows), Limits{MaxCols: 1}, CodeTooLarge},
		{"columns by reference", sheetOf(`<row r="1"><c r="B1"><v>1</v></c></row>`), Limits{MaxCols: 1}, CodeTooLarge},
		{"cell", sheetOf(text), Limits{MaxCellBytes: 11}, CodeTooLarge},
		{"cell just enough", sheetOf(text), Limits{MaxCellBytes: 12}, ""},
		{"depth", sheetOf(text), Limits{MaxDepth: 6}, CodeXMLDepth},
		{"shared strings", sheetOf(`<row><c t="s"><v>0</v></c></row>`), Limits{MaxSharedStrings: 16}, CodeTooLarge},
		{"member", parts{"a.csv", strings.Repeat("a;b\n", 1000)}.zip(t), Limits{MaxUncompressed: 3000}, CodeZipBomb},
		{"row number in vain", sheetOf(`<row r="1048576"/><row/>`), Limits{}, CodeTooLarge},
		{"default", sheetOf(rows), Limits{MaxBytes: -1}, ""},
	}
	for _, tt := range tests {
		if got := codeOf(tt.data, Options{Limits: tt.l}); got != tt.code {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.code)
		}
	}
}

// TestBombs packs a thousand to one, in every part that is read, and checks
// what reading costs in memory.
func TestBombs(t *testing.T) {
	blanks := strings.Repeat("<!--"+strings.Repeat(" ", 1<<16)+"-->", 1<<10) // 64 MiB
	oneCell := `<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>`
	cells := strings.Repeat(`<c/>`, 16<<20)
	for name, data := range map[string][]byte{
		"sheet":          workbookOf(`<worksheet>`+blanks+`<sheetData/></worksheet>`, someStrings...).zip(t),
		"shared strings": workbookOf(oneCell, "xl/sharedStrings.xml", `<sst>`+strings.Repeat(`<si/>`, 13<<20)+`</sst>`).zip(t),
		"styles":         workbookOf(oneCell, "xl/styles.xml", `<s>`+blanks+`</s>`).zip(t),
		"workbook":       parts{"xl/workbook.xml", `<w>` + blanks + `</w>`}.zip(t),
		"csv":            parts{"a.csv", strings.Repeat("a;b\n", 16<<20)}.zip(t),
		"a row of cells": workbookOf(`<worksheet><sheetData><row>`+cells+`</row></sheetData></worksheet>`, someStrings...).zip(t),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := codeOf(data, Options{})
		runtime.ReadMemStats(&after)
		if got != CodeZipBomb && !(name == "a row of cells" && got == CodeTooLarge) {
			t.Errorf("%s: %q", name, got)
		}
		if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 200 && name != "csv" {
			t.Errorf("%s: allocated %d MiB", name, grown)
		}
	}
}

// sample has every part and most features.
func sample(t testing.TB) []byte {
	return workbookOf(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="2"><f>A1</f><v>44000</v></c></row>`+
		`<row r="2" hidden="1"><c t="inlineStr"><is><r><t>żółć</t></r></is></c><c t="b"><v>1</v></c></row></sheetData>`+
		`<mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>`, append(someStrings, someStyles...)...).zip(t)
}

// TestTruncated cuts a workbook at every offset.
func TestTruncated(t *testing.T) {
	data := sample(t)
	if code := codeOf(data, Options{}); code != "" {
		t.Fatal(code)
	}
	for n := range len(data) {
		if code := codeOf(data[:n], Options{}); code != CodeTruncated && !(n == 0 && code == CodeNotASpreadsheet) {
			t.Errorf("cut at %d: %q", n, code)
		}
	}
}

// TestCutXML cuts each part, in a ZIP that is whole: the end of a part must be
// missed wherever it is.
func TestCutXML(t *testing.T) {
	whole := workbookOf(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>1</v></c><!-- x --><c t="str"><v><![CDATA[y]]>&amp;</v></c></row></sheetData>`+
		`<mergeCells><mergeCell ref='A1:A2'/></mergeCells></worksheet>`, append(someStrings, someStyles...)...)
	for part := 1; part < len(whole); part += 2 {
		for n := range len(whole[part]) {
			cut := slices.Clone(whole)
			cut[part] = cut[part][:n]
			if code := codeOf(cut.zip(t), Options{}); code != CodeTruncated {
				t.Errorf("%s cut at %d: %q", whole[part-1], n, code)
			}
		}
	}
}

// TestDamaged flips bytes: any result but a panic or a foreign error will do.
func TestDamaged(t *testing.T) {
	data := sample(t)
	r := rand.New(rand.NewPCG(1, 2))
	codes := map[string]int{}
	for range 3000 {
		bad := slices.Clone(data)
		for range 1 + r.IntN(4) {
			bad[r.IntN(len(bad))] = byte(r.Uint32())
		}
		codes[codeOf(bad, Options{})]++
	}
	for code := range codes {
		if strings.HasPrefix(code, "not an *Error") {
			t.Error(code)
		}
	}
	if codes[CodeDamaged] == 0 {
		t.Errorf("no checksum ever failed: %v", codes)
	}
}

// A size in the ZIP directory is not believed.
func TestLyingDirectory(t *testing.T) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "a.csv", Method: zip.Store, CompressedSize64: 8, UncompressedSize64: 1 << 40})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("a;b\nc;d\n")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if code := codeOf(buf.Bytes(), Options{}); code != CodeTruncated && code != CodeDamaged {
		t.Errorf("%q", code)
	}
}
