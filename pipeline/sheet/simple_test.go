package sheet

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestCSVSimple: which lines are read the short way. What it leaves must be
// unusual, or reading gets slow without a word.
func TestCSVSimple(t *testing.T) {
	for _, tt := range []struct {
		line   string
		proven bool
		want   bool
	}{
		{`0201011;"Bolesławiec (1)";"ogółem";"2020";1234,5;"osoba";"";` + "\r\n", false, true},
		{`0201011;"Bolesławiec (1)";"ogółem";"2020";1234,5;"osoba";""` + "\n", true, true},
		{"\n", false, true}, {"\r\n", false, true}, {";;;\n", false, true}, {`"a;b";c` + "\n", false, true}, {`a"b;c` + "\n", false, true},
		{strings.Repeat("long;", csvBlock) + "\n", false, true},
		{"a;b", false, false}, {`"a""b";c` + "\n", false, false}, {`"a` + "\n" + `b";c` + "\n", false, false}, {`"a"b;c` + "\n", false, false},
		{"a;b\rc;d\n", false, false}, {"a;\x00\n", true, false}, {"za\xbf\xf3\xb3\xe6\n", false, false},
		{strings.Repeat("a", 2<<20) + "\n", false, false},
	} {
		c := newCSVReader(strings.NewReader(tt.line), ';', DefaultLimits())
		c.proven = tt.proven
		c.peek()
		c.row.Number = 1
		if got := c.simple(); got != tt.want || !got && c.pos != 0 {
			t.Errorf("%.60q: %v at %d, want %v", tt.line, got, c.pos, tt.want)
		}
	}
}

// TestCSVBlocks reads a text of many buffers whole and byte by byte, which is
// never the short way.
func TestCSVBlocks(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	fields := []string{"", "1", "1234,5", `"x"`, `""`, `"ogółem"`, "zażółć", `"a;b"`, `"a""b"`, "\"two\r\nlines\"", `"a"b`, `c"d`, "\ufeff", strings.Repeat("long ", 20)}
	ends := []string{"\n", "\r\n", "\r\n", "\r\n", "\r"}
	var text strings.Builder
	for text.Len() < 5*xmlBuffer {
		odd := random.IntN(4) == 0 // most lines have nothing unusual
		for range random.IntN(12) {
			field := fields[random.IntN(8)]
			if odd {
				field = fields[random.IntN(len(fields))]
			}
			text.WriteString(field + ";")
		}
		switch random.IntN(400) {
		case 0:
			text.WriteString(strings.Repeat("very long;", random.IntN(xmlBuffer/5)))
		case 1:
			text.WriteString("\"" + strings.Repeat("quoted\n", random.IntN(csvBlock)) + "\"")
		}
		if odd {
			text.WriteString(ends[random.IntN(len(ends))])
		} else {
			text.WriteString("\r\n")
		}
	}
	for _, mark := range []string{"", "\xef\xbb\xbf"} {
		pieces := newCSVReader(&slowReader{mark + text.String()}, ';', DefaultLimits())
		pieces.skipMark()
		n := 0
		for row, err := range openBytes(t, []byte(mark+text.String()), Options{}).Rows("") {
			ok, errToo := pieces.next()
			if err != nil || errToo != nil || !ok {
				t.Fatal(ok, err, errToo)
			}
			if got, want := fmt.Sprintf("%+v", row), fmt.Sprintf("%+v", pieces.row); got != want {
				t.Fatalf("record %d\ngot  %.300s\nwant %.300s", n, got, want)
			}
			n++
		}
		if ok, err := pieces.next(); ok || err != nil || n < 2000 {
			t.Errorf("%d records, more %v, %v", n, ok, err)
		}
	}
}

// TestCSVLeftEarly: nothing is read any more once a range has ended, in
// whatever way.
func TestCSVLeftEarly(t *testing.T) {
	text := []byte(strings.Repeat("a;b;c\n", 10_000) + "\"open\n")
	for _, n := range []int{2, aheadRows - 1, aheadRows, aheadRows + 1, 5000, 5001, 10_000} {
		in := &endingReader{Reader: bytes.NewReader(text)}
		book, err := OpenReader(in, int64(len(text)), "f", Options{Encoding: encUTF8, Delimiter: ';'})
		if err != nil {
			t.Fatal(err)
		}
		func() {
			defer func() {
				if p := recover(); p != nil && p != "panic" {
					panic(p)
				}
			}()
			for row, err := range book.Rows("") {
				if err != nil {
					t.Fatal(err)
				}
				if row.Number == n && n%2 == 0 {
					break
				} else if row.Number == n {
					panic("panic")
				}
			}
		}()
		in.ended.Store(true)
		time.Sleep(5 * time.Millisecond)
		if in.late.Load() {
			t.Errorf("read on after row %d, where the range ended", n)
		}
	}
}

// endingReader gives little at a time, slowly, and notes when it is read beyond
// the end.
type endingReader struct {
	*bytes.Reader
	ended, late atomic.Bool
}

func (r *endingReader) ReadAt(p []byte, off int64) (int, error) {
	time.Sleep(time.Millisecond)
	if r.ended.Load() {
		r.late.Store(true)
	}
	return r.Reader.ReadAt(p[:min(len(p), 500)], off)
}

// TestSimpleCell: which cells are read the short way.
func TestSimpleCell(t *testing.T) {
	small := DefaultLimits()
	small.MaxCellBytes, small.MaxCols = 8, 20
	deep := DefaultLimits()
	deep.MaxDepth = 4
	for _, tt := range []struct {
		xml  string
		l    Limits
		want bool
	}{
		{`<c r="B7" s="3" t="s"><v>0</v></c>`, DefaultLimits(), true},
		{`<c r="B7"><v>59.00952380952381</v></c>`, DefaultLimits(), true},
		{`<c t="str" r="XFD7"><v>żółw</v></c>`, DefaultLimits(), true},
		{`<c><v></v></c>`, DefaultLimits(), true},
		{`<c t="b"><v>1</v></c>`, small, true},
		{`<c r="B8"><v>1</v></c>`, DefaultLimits(), false}, // in row 7
		{`<c r="B7" s="x"><v>1</v></c>`, DefaultLimits(), false},
		{`<c r="B7" t="?"><v>1</v></c>`, DefaultLimits(), false},
		{`<c r='B7'><v>1</v></c>`, DefaultLimits(), false},
		{`<c  r="B7"><v>1</v></c>`, DefaultLimits(), false},
		{`<c r="B7" cm="1"><v>1</v></c>`, DefaultLimits(), false},
		{`<c r="B7"/>`, DefaultLimits(), false},
		{`<c r="B7"><f>A1</f><v>1</v></c>`, DefaultLimits(), false},
		{`<c r="B7"><v>1</v><f>A1</f></c>`, DefaultLimits(), false},
		{`<c t="inlineStr"><is><t>a</t></is></c>`, DefaultLimits(), false},
		{`<c t="inlineStr"><v>a</v></c>`, DefaultLimits(), false},
		{`<c t="str"><v>a&amp;b</v></c>`, DefaultLimits(), false},
		{"<c t=\"str\"><v>a\rb</v></c>", DefaultLimits(), false},
		{`<c t="str"><v>a<!-- --></v></c>`, DefaultLimits(), false},
		{`<c r="B7"><v>1</v></c`, DefaultLimits(), false},
		{`<col><v>1</v></col>`, DefaultLimits(), false},
		{`<c r="B7"><v>123456789</v></c>`, small, false},
		{`<c r="U7"><v>1</v></c>`, small, false},
		{`<c r="B7"><v>1</v></c>`, deep, false},
	} {
		w := newSheetReader(strings.NewReader(`<worksheet><sheetData><row r="7">`+tt.xml), tt.l)
		w.shared = func(int) (string, error) { return "shared", nil }
		for range 3 {
			if _, err := w.x.next(); err != nil {
				t.Fatal(err)
			}
		}
		w.row.Number = 7
		at := w.x.pos
		_, got, err := w.simpleCell(0)
		if err != nil || got != tt.want || !got && (w.x.pos != at || len(w.row.Cells) > 0) {
			t.Errorf("%s: %v, want %v; at %d of %d; %v", tt.xml, got, tt.want, w.x.pos, at, err)
		}
	}
}

// TestSimpleCellsAcrossBuffers reads a sheet of many buffers whole and byte by
// byte, which is never the short way.
func TestSimpleCellsAcrossBuffers(t *testing.T) {
	var xml bytes.Buffer
	xml.WriteString(`<worksheet><sheetData>`)
	for row := 1; xml.Len() < 4*xmlBuffer; row++ {
		fmt.Fprintf(&xml, `<row r="%d">`, row)
		for col := 1; col <= 12; col++ {
			switch (row*7 + col) % 9 {
			case 0:
				fmt.Fprintf(&xml, `<c r="%s" s="1"/>`, Address(row, col))
			case 1:
				fmt.Fprintf(&xml, `<c r="%s" t="inlineStr"><is><t>a &lt; %d</t></is></c>`, Address(row, col), row)
			case 2:
				fmt.Fprintf(&xml, `<c r="%s"><f>A%d+1</f><v>%d</v></c>`, Address(row, col), row, row*col)
			case 3, 4:
				fmt.Fprintf(&xml, `<c r="%s" s="%d" t="s"><v>%d</v></c>`, Address(row, col), col%2, row%4)
			default:
				fmt.Fprintf(&xml, `<c r="%s" s="%d"><v>%d.5</v></c>`, Address(row, col), col%2, row*col)
			}
		}
		xml.WriteString(`</row>`)
	}
	xml.WriteString(`</sheetData></worksheet>`)
	_, whole := readFuzzed(t, bytes.NewReader(xml.Bytes()), nil, false)
	_, pieces := readFuzzed(t, &slowReader{xml.String()}, nil, false)
	if whole != pieces || strings.Count(whole, "=") < 5_000 {
		t.Errorf("%d bytes and %d bytes, %d cells", len(whole), len(pieces), strings.Count(whole, "="))
	}
}
