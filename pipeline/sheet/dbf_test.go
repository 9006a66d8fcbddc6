package sheet

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// dbfOf is a table; fields are name, type and length: "WK:C:2".
func dbfOf(driver byte, fields []string, records ...string) []byte {
	var head, size = []byte{}, 1
	for _, f := range fields {
		p := strings.Split(f, ":")
		n := 0
		for _, c := range p[2] {
			n = n*10 + int(c-'0')
		}
		size += n
		head = append(head, le(append([]byte(p[0]), make([]byte, 11)...)[:11], p[1], uint32(0), byte(n), make([]byte, 15))...)
	}
	b := le("\x03\x1a\x0b\x16", uint32(len(records)), 32+len(head)+1, size, make([]byte, 17), driver, 0, head, "\r")
	for _, r := range records {
		b = append(b, r...)
	}
	return append(b, dbfEnd)
}

var dbfFields = []string{"WK:C:2", "Nazwa:C:6", "KWOTA:N:8", "F:F:5", "DATA:D:8", "OK:L:1"}

func dbfSample(t testing.TB, driver byte, page *charmap.Charmap) []byte {
	name := func(s string) string { return string(encodeIn(t, page, s)) }
	return dbfOf(driver, dbfFields,
		" 02"+name("Łódź  ")+"  -12.50  1e320231231T",
		"*04"+name("żółć  ")+"    1.00 0.00        F",
		"   "+"      "+"********     00000000?",
		" 06"+name(" gęś  ")+"       x    -20230230N")
}

const dbfDump = "1: A=text:WK B=text:Nazwa C=text:KWOTA D=text:F E=text:DATA F=text:OK\n" +
	"2: A=text:02 B=text:Łódź C=number:-12.50 D=number:1e3 E=date:2023-12-31 F=bool:TRUE\n" +
	"4: C=error:********\n" +
	"5: A=text:06 B=text: gęś C=text:       x D=text:    - E=text:20230230 F=bool:FALSE\n"

func TestDBF(t *testing.T) {
	for _, tt := range []struct {
		name     string
		data     []byte
		encoding string
		want     string
		guessed  bool
	}{
		{"cp1250 by driver", dbfSample(t, 0xc8, charmap.Windows1250), "", encCP1250, false},
		{"cp852 by driver", dbfSample(t, 0x64, charmap.CodePage852), "", encCP852, false},
		{"cp1250 declared", dbfSample(t, 0x64, charmap.Windows1250), "windows-1250", encCP1250, false},
		{"latin2 declared", dbfSample(t, 0, charmap.ISO8859_2), "iso-8859-2", encLatin2, false},
		{"cp1250 guessed", dbfSample(t, 0, charmap.Windows1250), "", encCP1250, true},
		{"cp1250 behind a western driver", dbfSample(t, 3, charmap.Windows1250), "", encCP1250, true},
		{"cp852 guessed", dbfSample(t, 0, charmap.CodePage852), "", encCP852, true},
		{"in a ZIP", parts{"opis.txt", "x", "Rb27s.DBF", string(dbfSample(t, 0xc8, charmap.Windows1250))}.zip(t), "", encCP1250, false},
		{"without the end mark", slices.Concat(dbfSample(t, 0xc8, charmap.Windows1250)[:354], nil), "", encCP1250, false},
		{"dirt behind the end", append(dbfSample(t, 0xc8, charmap.Windows1250), make([]byte, 600)...), "", encCP1250, false},
	} {
		b := openBytes(t, tt.data, Options{Encoding: tt.encoding})
		if got, err := dump(b, ""); err != nil || got != dbfDump {
			t.Errorf("%s: %v\ngot\n%s\nwant\n%s", tt.name, err, got, dbfDump)
		}
		if b.Format() != "dbf" || b.Encoding() != tt.want || b.EncodingGuessed() != tt.guessed || b.Deleted() != 1 || len(b.Sheets()) != 1 {
			t.Errorf("%s: %s %s %v %d", tt.name, b.Format(), b.Encoding(), b.EncodingGuessed(), b.Deleted())
		}
		if merges, err := b.Merges(""); err != nil || len(merges) > 0 {
			t.Error(merges, err)
		}
		if code := at(readSheet(b, "S"), "", 0, 0).Code; code != CodeMissingSheet {
			t.Error(code)
		}
	}
	ascii := openBytes(t, dbfOf(0x57, []string{"A:C:3"}, " abc"), Options{})
	if ascii.Encoding() != encUTF8 || ascii.EncodingGuessed() {
		t.Errorf("ASCII: %s, guessed %v", ascii.Encoding(), ascii.EncodingGuessed())
	}
}

// A text field longer than 255 keeps the high byte of its length elsewhere.
func TestDBFLongText(t *testing.T) {
	data := dbfOf(0, []string{"A:C:44", "B:N:1"}, " "+strings.Repeat("x", 300)+"7")
	data[32+17] = 1
	copy(data[10:], le(302))
	if got, err := dump(openBytes(t, data, Options{}), ""); err != nil || got != "1: A=text:A B=text:B\n2: A=text:"+strings.Repeat("x", 300)+" B=number:7\n" {
		t.Error(got, err)
	}
}

func TestDBFErrors(t *testing.T) {
	one := []string{"A:C:3", "B:C:2"}
	whole := dbfOf(0, one, " abcde", " fghij")
	put := func(at int, values ...any) []byte {
		b := slices.Clone(whole)
		copy(b[at:], le(values...))
		return b
	}
	for _, tt := range []struct {
		name, code, place string
		data              []byte
		o                 Options
	}{
		{"memo", CodeUnsupported, "test:1:2", dbfOf(0, []string{"A:C:3", "B:M:10"}), Options{}},
		{"cut in a record", CodeTruncated, "test:3", whole[:len(whole)-3], Options{}},
		{"cut between records", CodeTruncated, "test:3", whole[:len(whole)-7], Options{}},
		{"end mark before the end", CodeTruncated, "test:3", put(len(whole)-7, byte(dbfEnd)), Options{}},
		{"mark of deletion", CodeDamaged, "test:3", put(len(whole)-7, "x"), Options{}},
		{"more records", CodeDamaged, "test", put(4, uint32(1)), Options{}},
		{"fewer records", CodeTruncated, "test:4", put(4, uint32(1<<31)), Options{}},
		{"cut header", CodeTruncated, "test", whole[:90], Options{}},
		{"record size", CodeDamaged, "test", put(10, 7), Options{}},
		{"header size", CodeDamaged, "test", put(8, 70), Options{}},
		{"encoding", CodeBadEncoding, "test:2:1", dbfOf(0xc8, one, " a\x81cde"), Options{}},
		{"declared encoding", CodeBadEncoding, "test:2:1", dbfOf(0xc8, one, " a\xb9cde"), Options{Encoding: "utf-8"}},
		{"name", CodeBadEncoding, "test:1:1", dbfOf(0xc8, []string{"A\x81:C:3"}), Options{}},
		{"utf-16", CodeBadOption, "test", whole, Options{Encoding: "utf-16le"}},
		{"rows limit", CodeTooLarge, "test:3", whole, Options{Limits: Limits{MaxRows: 2}}},
		{"rows just enough", "", "", whole, Options{Limits: Limits{MaxRows: 3}}},
		{"columns limit", CodeTooLarge, "test", whole, Options{Limits: Limits{MaxCols: 1}}},
		{"value limit", CodeTooLarge, "test:2:1", whole, Options{Limits: Limits{MaxCellBytes: 2}}},
		{"value as large as may be", "", "", whole, Options{Limits: Limits{MaxCellBytes: 3}}},
	} {
		checkCode(t, tt.name, tt.data, tt.o, tt.code, tt.place)
	}
}
