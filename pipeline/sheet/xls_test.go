package sheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestXLS(t *testing.T) {
	padding := rec(0x5c, make([]byte, 5000)) // moves the workbook out of the small sectors
	var many []biffRec
	for range 20 {
		many = append(many, padding)
	}
	shuffled := slices.Clone(xlsCells)
	shuffled[3], shuffled[7] = shuffled[7], shuffled[3] // cells of rows 1 and 2
	shuffled[4], shuffled[5] = shuffled[5], shuffled[4] // columns
	for name, data := range map[string][]byte{
		"small sectors": xlsSample(), "sectors": xlsSample(padding), "100 KB": xlsSample(many...),
		"cells out of order": compound(map[string][]byte{"Workbook": workbookBIFF(xlsGlobals, xlsSheetOf{name: "Dane ł", recs: shuffled}, xlsSheetOf{name: "Wykres", kind: 2}, xlsSheetOf{name: "Ukryty", state: 2})}),
		"in a ZIP":           parts{"opis.txt", "x", "dane/a.xls", string(xlsSample(padding))}.zip(t),
	} {
		t.Run(name, func(t *testing.T) {
			b := openBytes(t, data, Options{})
			if got := fmt.Sprint(b.Sheets()); got != "[{Dane ł false 0} {Ukryty true 2}]" || b.Format() != "xls" || b.Encoding() != "" {
				t.Errorf("%s %s %q", got, b.Format(), b.Encoding())
			}
			for range 2 {
				if got, err := dump(b, "Dane ł"); err != nil || got != xlsDump {
					t.Fatalf("%v\ngot\n%s\nwant\n%s", err, got, xlsDump)
				}
			}
			if merges, err := b.Merges("Dane ł"); err != nil || fmt.Sprint(merges) != "[A1:A2 B4:C4]" {
				t.Error(merges, err)
			}
			if got, err := dump(b, "Ukryty"); got != "" || err != nil {
				t.Error(got, err)
			}
			if _, err := b.Merges("Wykres"); err == nil || !strings.Contains(err.Error(), CodeMissingSheet) {
				t.Error(err)
			}
		})
	}
}

// xlsOf is a workbook of one sheet S.
func xlsOf(globals []biffRec, recs ...biffRec) []byte {
	return compound(map[string][]byte{"Workbook": workbookBIFF(globals, xlsSheetOf{name: "S", recs: recs})})
}

func TestXLSErrors(t *testing.T) {
	label := func(i uint32) biffRec { return rec(biffLabelSST, cellOf(3, 2, 0), i) }
	num := func(row, col int) biffRec { return rec(biffNumber, cellOf(row, col, 0), 1.0) }
	sst := func(values ...any) []biffRec { return []biffRec{rec(biffSST, values...)} }
	formula := func(value string) biffRec { return rec(biffFormula, cellOf(3, 2, 0), value, 0, uint32(0), 0) }
	tests := []struct {
		name, code, place string
		data              []byte
		l                 Limits
	}{
		{"encrypted", CodeEncrypted, "test", xlsOf([]biffRec{rec(biffFilePass, 0)}), Limits{}},
		{"encrypted package", CodeEncrypted, "test", compound(map[string][]byte{"EncryptedPackage": {1}, "EncryptionInfo": {2}}), Limits{}},
		{"BIFF5", CodeUnsupported, "test", compound(map[string][]byte{"Book": biff(bofOf(0x500, 5))}), Limits{}},
		{"BIFF5 as Workbook", CodeUnsupported, "test", compound(map[string][]byte{"Workbook": biff(bofOf(0x500, 5))}), Limits{}},
		{"not BIFF", CodeDamaged, "test", compound(map[string][]byte{"Workbook": biff(rec(0x1234, 1, 2, 3, 4))}), Limits{}},
		{"no end", CodeTruncated, "test", compound(map[string][]byte{"Workbook": biff(bofOf(0x600, 5))}), Limits{}},
		{"no shared strings", CodeMissingPart, "test!S!B3", xlsOf(nil, label(0)), Limits{}},
		{"shared string", CodeBadReference, "test!S!B3", xlsOf(sst(uint32(9), uint32(9), narrow("a")), label(1)), Limits{}},
		{"shared strings cut", CodeDamaged, "test!S!B3", xlsOf(sst(uint32(1), uint32(1), 5, byte(0), "ab"), label(0)), Limits{}},
		{"half a character", CodeDamaged, "test!S!B3", xlsOf(append(sst(uint32(1), uint32(1), 5, byte(1), "abc"), rec(biffContinue, byte(0), "abc")), label(0)), Limits{}},
		{"half a pair", CodeBadEncoding, "test!S!B3", xlsOf(sst(uint32(1), uint32(1), 1, byte(1), 0xd83d), label(0)), Limits{}},
		{"half a pair in a label", CodeBadEncoding, "test!S!B3", xlsOf(nil, rec(biffLabel, cellOf(3, 2, 0), 1, byte(1), 0xd83d)), Limits{}},
		{"shared strings limit", CodeTooLarge, "test!S!B3", xlsOf(sst(uint32(2), uint32(2), narrow("abcdef"), narrow("abcdef")), label(0)), Limits{MaxSharedStrings: 12}},
		{"value limit", CodeTooLarge, "test!S!B3", xlsOf(sst(uint32(1), uint32(1), narrow("abcdef")), label(0)), Limits{MaxCellBytes: 5}},
		{"value as large as may be", "", "", xlsOf(sst(uint32(1), uint32(1), narrow("abcdef")), label(0)), Limits{MaxCellBytes: 6}},
		{"cell twice", CodeBadReference, "test!S!A1", xlsOf(nil, num(1, 1), num(1, 1)), Limits{}},
		{"rows limit", CodeTooLarge, "test!S!3:3", xlsOf(nil, num(1, 1), num(3, 1)), Limits{MaxRows: 2}},
		{"columns limit", CodeTooLarge, "test!S!B1", xlsOf(nil, num(1, 1), num(1, 2)), Limits{MaxCols: 1}},
		{"error value", CodeBadCellType, "test!S!B3", xlsOf(nil, rec(biffBoolErr, cellOf(3, 2, 0), byte(9), byte(1))), Limits{}},
		{"not a number", CodeDamaged, "test!S!B3", xlsOf(nil, rec(biffNumber, cellOf(3, 2, 0), "\xff\xff\xff\xff\xff\xff\xff\x7f")), Limits{}},
		{"result", CodeBadCellType, "test!S!B3", xlsOf(nil, formula("\x07\x00\x00\x00\x00\x00\xff\xff")), Limits{}},
		{"no text", CodeDamaged, "test!S!B3", xlsOf(nil, formula("\x00\x00\x00\x00\x00\x00\xff\xff"), num(4, 1)), Limits{}},
		{"short record", CodeDamaged, "test!S!B3", xlsOf(nil, rec(biffNumber, cellOf(3, 2, 0), 1)), Limits{}},
		{"very short record", CodeDamaged, "test!S", xlsOf(nil, rec(biffNumber, 3)), Limits{}},
		{"merges", CodeDamaged, "test!S", xlsOf(nil, rec(biffMergedCells, 2, 0, 1, 0, 1)), Limits{}},
		{"merge upside down", CodeBadReference, "test!S", xlsOf(nil, rec(biffMergedCells, 1, 4, 3, 0, 0)), Limits{}},
		{"chart without end", CodeTruncated, "test!S", xlsOf(nil, bofOf(0x600, 0x20)), Limits{}},
	}
	for _, tt := range tests {
		checkCode(t, tt.name, tt.data, Options{Limits: tt.l}, tt.code, tt.place)
	}
}

// checkCode opens and reads all, and compares code and place of the error.
func checkCode(t *testing.T, name string, data []byte, o Options, code, place string) {
	t.Helper()
	err := readAll(data, o)
	if code == "" {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return
	}
	if err == nil {
		t.Errorf("%s: no error, want %s", name, code)
		return
	}
	if e := at(err, "", 0, 0); e.Code != code || place != "" && !strings.HasPrefix(e.Error(), place+": ") {
		t.Errorf("%s: %v, want %s at %s", name, e, code, place)
	}
}

// Tables that point in circles, outside and at each other.
func TestOLEHostile(t *testing.T) {
	data := xlsSample(rec(0x5c, make([]byte, 5000)))
	put := func(at int, v uint32) []byte {
		b := slices.Clone(data)
		copy(b[at:], le(v))
		return b
	}
	fat := len(data) - 512
	for name, b := range map[string][]byte{
		"directory outside": put(48, 1<<20), "FAT outside": put(76, 1<<20), "FAT is the directory": put(76, 1), "no FAT": put(44, 0),
		"circle": put(fat, 0), "circle of two": put(fat+4, 0), "sector size": put(30, 40), "signature": put(4, 0), "first sector outside": put(fat, 1<<30),
	} {
		if code := codeOf(b, Options{}); code != CodeDamaged && code != CodeTruncated {
			t.Errorf("%s: %q", name, code)
		}
	}
}
