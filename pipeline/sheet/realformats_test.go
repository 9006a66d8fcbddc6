package sheet

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// tally counts and adds up what a sheet holds.
type tally struct {
	rows, texts, numbers, merges int
	sum                          float64
}

func tallyOf(t *testing.T, b *Book, sheet string) (s tally) {
	t.Helper()
	for row, err := range b.Rows(sheet) {
		if err != nil {
			t.Fatal(err)
		}
		s.rows++
		for _, c := range row.Cells {
			switch c.Kind {
			case Text:
				s.texts++
			case Number:
				v, err := strconv.ParseFloat(c.Text, 64)
				if err != nil {
					t.Fatal(err)
				}
				s.numbers++
				s.sum += v
			default:
				t.Errorf("%s is a %s", Address(row.Number, c.Col), c.Kind)
			}
		}
	}
	merges, err := b.Merges(sheet)
	if err != nil {
		t.Fatal(err)
	}
	s.merges = len(merges)
	s.sum = math.Round(s.sum*1e6) / 1e6
	return s
}

func cellAt(t *testing.T, b *Book, sheet string, row, col int) Cell {
	t.Helper()
	for r, err := range b.Rows(sheet) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Number == row {
			return r.Cell(col)
		}
	}
	return Cell{}
}

var wantYearbook = map[string]tally{
	"Spis tablic  List of tables": {rows: 6, texts: 8},
	"Tabl. 23":                    {42, 46, 237, 13, 987964.3},
	"Tabl. 24":                    {245, 176, 1377, 16, 775344.8},
}

var wantYearbookCells = []struct {
	sheet    string
	row, col int
	kind     Kind
	text     string
}{
	{"Tabl. 23", 13, 2, Number, "38062.7"},
	{"Tabl. 23", 25, 1, Text, " 100 lat i więcej\n 100 and more"},
	{"Tabl. 23", 29, 8, Number, "3750.4"},
	{"Tabl. 24", 62, 1, Text, "Świętokrzyskie"},
	{"Tabl. 24", 62, 10, Number, "68"},
	{"Tabl. 24", 69, 3, Number, "3625.2"},
	{"Tabl. 24", 1, 26, Empty, ""},
}

// TestYearbookXLS compares a GUS yearbook table in BIFF8 with what LibreOffice
// 7.4 made of it as XLSX, counted in the XML by a script: counts, sums and single
// cells. xlsReader 0.9.12 finds the same numbers and texts.
func TestYearbookXLS(t *testing.T) {
	b, err := Open(filepath.Join(reference(t), "gus-rocznik", "04_ludnosc_rezydenci_RD'2025.xls"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if got := fmt.Sprint(b.Sheets()); got != "[{Spis tablic  List of tables false 0} {Tabl. 23 false 1} {Tabl. 24 false 2}]" {
		t.Error(got)
	}
	for name, want := range wantYearbook {
		if got := tallyOf(t, b, name); got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	for _, tt := range wantYearbookCells {
		if c := cellAt(t, b, tt.sheet, tt.row, tt.col); c.Text != tt.text || c.Kind != tt.kind {
			t.Errorf("%s!%s: %s %q, want %q", tt.sheet, Address(tt.row, tt.col), c.Kind, c.Text, tt.text)
		}
	}
}

// mlDocument is SpreadsheetML as encoding/xml reads it, whole.
type mlDocument struct {
	Sheets []struct {
		Name string `xml:"urn:schemas-microsoft-com:office:spreadsheet Name,attr"`
		Rows []struct {
			Index int `xml:"urn:schemas-microsoft-com:office:spreadsheet Index,attr"`
			Cells []struct {
				Index  int `xml:"urn:schemas-microsoft-com:office:spreadsheet Index,attr"`
				Across int `xml:"urn:schemas-microsoft-com:office:spreadsheet MergeAcross,attr"`
				Down   int `xml:"urn:schemas-microsoft-com:office:spreadsheet MergeDown,attr"`
				Data   *struct {
					Type string `xml:"urn:schemas-microsoft-com:office:spreadsheet Type,attr"`
					Text string `xml:",chardata"`
				} `xml:"urn:schemas-microsoft-com:office:spreadsheet Data"`
			} `xml:"urn:schemas-microsoft-com:office:spreadsheet Cell"`
		} `xml:"urn:schemas-microsoft-com:office:spreadsheet Table>Row"`
	} `xml:"urn:schemas-microsoft-com:office:spreadsheet Worksheet"`
}

// TestSchoolRegisterXML compares every cell of the published SpreadsheetML
// files with encoding/xml. Other XML must be told apart.
func TestSchoolRegisterXML(t *testing.T) {
	total := map[string]int{}
	for _, path := range filesBelow(t, reference(t), ".xml") {
		name := filepath.Base(path)
		b, err := Open(path, Options{})
		if filepath.Base(filepath.Dir(path)) != "men-sio" {
			if err != nil || b.Format() != "xml-records" {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Error(err)
			continue
		}
		total[name] = compareML(t, b, path)
		b.Close()
	}
	// grep -c of the cells with ss:Data in the files.
	if got := fmt.Sprint(total); got != "map[2022_ETATY.xml:580 2022_SZKOŁY.xml:3145]" {
		t.Error(got)
	}
}

func compareML(t *testing.T, b *Book, path string) (cells int) {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := xml.NewDecoder(f)
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var doc mlDocument
	if err := d.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	for i, s := range doc.Sheets {
		if info := b.Sheets()[i]; info.Name != s.Name || info.Hidden {
			t.Errorf("sheet %d: %+v", i, info)
		}
		var want []string
		var merges []Ref
		number := 0
		for _, r := range s.Rows {
			if number++; r.Index > 0 {
				number = r.Index
			}
			col := 0
			for _, c := range r.Cells {
				if col++; c.Index > 0 {
					col = c.Index
				}
				if c.Data != nil {
					want = append(want, fmt.Sprintf("%s %s %q", Address(number, col), map[string]string{"String": "text", "Number": "number"}[c.Data.Type], c.Data.Text))
				}
				if c.Across+c.Down > 0 {
					merges = append(merges, Ref{number, col, number + c.Down, col + c.Across})
				}
				col += c.Across
			}
		}
		if got, err := b.Merges(s.Name); err != nil || fmt.Sprint(got) != fmt.Sprint(merges) {
			t.Errorf("%s: merges %v, want %v (%v)", s.Name, got, merges, err)
		}
		n := 0
		for row, err := range b.Rows(s.Name) {
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range row.Cells {
				if got := fmt.Sprintf("%s %s %q", Address(row.Number, c.Col), c.Kind, c.Text); n >= len(want) || got != want[n] {
					t.Fatalf("%s: cell %d is %s, want %q", s.Name, n, got, want[min(n, len(want)-1)])
				}
				n++
			}
		}
		if n != len(want) {
			t.Errorf("%s: %d cells, want %d", s.Name, n, len(want))
		}
		cells += n
	}
	return cells
}
