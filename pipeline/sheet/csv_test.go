package sheet

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func TestCSV(t *testing.T) {
	tests := []struct {
		name, in string
		want     string
	}{
		{"plain", "a;b\n1;2\n", "1: A=text:a B=text:b\n2: A=text:1 B=text:2\n"},
		{"no line end at the end", "a;b", "1: A=text:a B=text:b\n"},
		{"trailing delimiter", "a;b;\r\n1;2;\r\n", "1: A=text:a B=text:b\n2: A=text:1 B=text:2\n"},
		{"trailing delimiter at the end", "a;b;", "1: A=text:a B=text:b\n"},
		{"empty fields", ";;a;;\"\";\n", "1: C=text:a E=text:\"\n"},
		{"only delimiters", ";;;\n", "1:\n"},
		{"blank lines are rows", "a;b\n\nc;d\n\n", "1: A=text:a B=text:b\n2:\n3: A=text:c B=text:d\n4:\n"},
		{"all line ends", "a;1\nb;2\r\nc;3\rd;4\r\re;5", "1: A=text:a B=text:1\n2: A=text:b B=text:2\n3: A=text:c B=text:3\n4: A=text:d B=text:4\n5:\n6: A=text:e B=text:5\n"},
		{"delimiter in quotes", `"x;2015;[szt.]";"y"` + "\n", "1: A=text:x;2015;[szt.]\" B=text:y\"\n"},
		{"line ends in quotes", "\"a\r\nb\rc\nd\";1\nx;2\n", "1: A=text:a\\r\\nb\\rc\\nd\" B=text:1\n5: A=text:x B=text:2\n"},
		{"CR, doubled quote, LF in quotes", "\"a\r\"\"\nb\";1\nx;2\n", "1: A=text:a\\r\"\\nb\" B=text:1\n4: A=text:x B=text:2\n"},
		{"doubled quotes", `"a ""b"" c";""""` + "\n", "1: A=text:a \"b\" c\" B=text:\"\"\n"},
		{"stray quotes", "rura 5\";a\"b\"c;d\n", "1: A=text:rura 5\" B=text:a\"b\"c C=text:d\n"},
		{"text behind a closing quote stays as it stands", `"Szkoła "Pod Lipą"";12;` + "\n" + `"a;b"c;"d""e"f` + "\n",
			"1: A=text:\"Szkoła \"Pod Lipą\"\" B=text:12\n2: A=text:\"a;b\"c B=text:\"d\"\"e\"f\n"},
		{"spaces stay", " a ; \"b\" ;\tc\n", "1: A=text: a  B=text: \"b\"  C=text:\tc\n"},
		{"mark", "\xef\xbb\xbfa;b\n", "1: A=text:a B=text:b\n"},
		{"mark before a quote", "\xef\xbb\xbf\"a;x\";b\n", "1: A=text:a;x\" B=text:b\n"},
		{"mark alone", "\xef\xbb\xbf", ""},
		{"line end alone", "\n", "1:\n"},
		{"one byte", "x", "1: A=text:x\n"},
		{"comma", "a,\"1,5\"\nb,2\n", "1: A=text:a B=text:1,5\"\n2: A=text:b B=text:2\n"},
		{"decimal commas", "k;n;w\n1;x;1,5\n2;y;2,5\n3;z;3,5\n", "1: A=text:k B=text:n C=text:w\n2: A=text:1 B=text:x C=text:1,5\n3: A=text:2 B=text:y C=text:2,5\n4: A=text:3 B=text:z C=text:3,5\n"},
		{"tab", "a\tb;c\nd\te\n", "1: A=text:a B=text:b;c\n2: A=text:d B=text:e\n"},
		{"bar", "a|b\nd|e\n", "1: A=text:a B=text:b\n2: A=text:d B=text:e\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := openBytes(t, []byte(tt.in), Options{})
			for range 2 { // a sheet can be read again
				if got, err := dump(b, ""); err != nil || got != tt.want {
					t.Fatalf("got %v\n%s\nwant\n%s", err, got, tt.want)
				}
			}
			if b.Format() != "csv" || len(b.Sheets()) != 1 || b.Sheets()[0].Name != "" {
				t.Errorf("format %s, sheets %v", b.Format(), b.Sheets())
			}
		})
	}
}

// TestCSVSmallReads gives the reader one byte at a time: no result may depend
// on where a buffer ends.
func TestCSVSmallReads(t *testing.T) {
	in := "a;\"b\r\n\"\"c\";d\"e\r\n;;\"\"\r\"x\"y;\"z\"\n\"q"
	read := func(c *csvReader) (out string) {
		for {
			ok, err := c.next()
			if err != nil || !ok {
				return out + "|" + errString(err)
			}
			for _, cell := range c.row.Cells {
				out += Address(c.row.Number, cell.Col) + "=" + cell.Text + "|"
			}
		}
	}
	l := DefaultLimits()
	want := read(newCSVReader(strings.NewReader(in), ';', l))
	got := read(newCSVReader(&slowReader{in}, ';', l))
	if got != want || !strings.Contains(want, CodeUnterminatedQuote) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func errString(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestCSVErrors(t *testing.T) {
	small := Limits{MaxRows: 3, MaxCols: 3, MaxCellBytes: 5}
	tests := []struct {
		name, in string
		o        Options
		code     string
		row, col int
	}{
		{"open quote", "a;b\n1;\"x\ny\nz", Options{}, CodeUnterminatedQuote, 2, 2},
		{"open quote in a long file", "a;b\n1;\"x\nyyyyyyyyyyy", Options{Limits: small}, CodeTooLarge, 2, 2},
		{"NUL", "a;b\nc;d" + strings.Repeat("\nx;y", 2000) + "\nq\x00;", Options{}, CodeBadEncoding, 2003, 1},
		{"not UTF-8 as declared", "a;b\n1;za\xbf\xf3\xb3\xe6\n", Options{Encoding: "utf-8"}, CodeBadEncoding, 2, 2},
		{"undefined in cp1250", "a;b\n1;\x81\n", Options{Encoding: "cp1250"}, CodeBadEncoding, 2, 2},
		{"damaged UTF-8 is not another encoding", strings.Repeat("żółw;ąę\n", 20) + "x;\xc5\n", Options{}, CodeBadEncoding, 21, 2},
		{"halves of a letter in two fields", "a;b\n\xc5;\xbc\"\n", Options{Encoding: "utf-8"}, CodeBadEncoding, 2, 1},
		{"halves of a letter, quoted", "a;b\n\"\"\"\xc5\";\xbc\n", Options{Encoding: "utf-8"}, CodeBadEncoding, 2, 1},
		{"half a UTF-16 unit", "\xff\xfea\x00;\x00b", Options{}, CodeBadEncoding, 1, 2},
		{"rows", "a\nb\nc\nd\n", Options{Limits: small}, CodeTooLarge, 4, 0},
		{"columns", "a;b;c\n1;2;3;4\n", Options{Limits: small}, CodeTooLarge, 2, 4},
		{"cell", "a;b\n1;123456\n", Options{Limits: small}, CodeTooLarge, 2, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := openBytes(t, []byte(tt.in), tt.o)
			_, err := dump(b, "")
			var e *Error
			if !errors.As(err, &e) || e.Code != tt.code || e.Row != tt.row || e.Col != tt.col || e.File != "test" {
				t.Errorf("got %+v", err)
			}
		})
	}
}

// An empty column beyond the limit costs nothing and is no error.
func TestCSVEmptyColumnsBeyondLimit(t *testing.T) {
	b := openBytes(t, []byte("a;b;;;;;\n"), Options{Limits: Limits{MaxCols: 2}})
	if got, err := dump(b, ""); err != nil || got != "1: A=text:a B=text:b\n" {
		t.Errorf("%q %v", got, err)
	}
}

func TestEncodings(t *testing.T) {
	const pan = "Kod;Nazwa;Opis\n0201011;Zażółć gęślą jaźń;ŚWIĘTOKRZYSKIE – „Łódź” i pięść\n"
	plain := strings.NewReplacer("–", "-", "„", "'", "”", "'").Replace(pan)
	encode := func(page *charmap.Charmap, s string) string {
		out, err := page.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	utf16le, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(pan + "😀;")
	utf16be, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(pan)
	tests := []struct {
		name, in, declared string
		text               string
		enc                string
		guessed            bool
	}{
		{"utf-8", pan, "", pan, "utf-8", false},
		{"ascii", "a;b\n", "", "a;b\n", "utf-8", false},
		{"utf-8 with mark", "\xef\xbb\xbf" + pan, "", pan, "utf-8", false},
		{"utf-16le", utf16le, "", pan + "😀;", "utf-16le", false},
		{"utf-16be", utf16be, "", pan, "utf-16be", false},
		{"cp1250 declared", encode(charmap.Windows1250, pan), "windows-1250", pan, "cp1250", false},
		{"latin2 declared", encode(charmap.ISO8859_2, plain), "ISO-8859-2", plain, "iso-8859-2", false},
		{"cp852 declared", encode(charmap.CodePage852, plain), "cp852", plain, "cp852", false},
		{"cp1250 guessed", encode(charmap.Windows1250, pan), "", pan, "cp1250", true},
		{"latin2 guessed", encode(charmap.ISO8859_2, plain), "", plain, "iso-8859-2", true},
		{"cp852 guessed", encode(charmap.CodePage852, plain), "", plain, "cp852", true},
		{"nothing Polish", "10\xa0000;20\n", "", "10\u00a0000;20\n", "cp1250", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := openBytes(t, []byte(tt.in), Options{Encoding: tt.declared})
			if b.Encoding() != tt.enc || b.EncodingGuessed() != tt.guessed || b.Delimiter() != ';' {
				t.Errorf("encoding %s, guessed %v, delimiter %q", b.Encoding(), b.EncodingGuessed(), b.Delimiter())
			}
			got, err := dump(b, "")
			want, _ := dump(openBytes(t, []byte(tt.text), Options{}), "")
			if err != nil || got != want {
				t.Errorf("%v\n%s\nwant\n%s", err, got, want)
			}
		})
	}
}

func TestBadOptions(t *testing.T) {
	for code, o := range map[string]Options{
		CodeBadOption:   {Encoding: "ebcdic"},
		CodeBadEncoding: {Encoding: "cp1250"},
		CodeMissingPart: {Member: "x.csv"},
	} {
		if got := codeOf([]byte("\xef\xbb\xbfa;b"), o); got != code {
			t.Errorf("%+v: %s, want %s", o, got, code)
		}
	}
	for _, d := range []rune{'"', '\n', 'ż', -1} {
		if got := codeOf([]byte("a;b"), Options{Delimiter: d}); got != CodeBadOption {
			t.Errorf("delimiter %q: %s", d, got)
		}
	}
}
