package sheet

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRegisterAsRecords compares every cell of the TERC register in XML with
// the CSV of the same day.
func TestRegisterAsRecords(t *testing.T) {
	stem := filepath.Join(reference(t), "gus-teryt", "TERC_Urzedowy_2025-11-18")
	csv, err := Open(stem+".csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer csv.Close()
	var want []string
	for row, err := range csv.Rows("") {
		if err != nil {
			t.Fatal(err)
		}
		if len(row.Cells) > 0 { // the file ends in an empty line
			want = append(want, fmt.Sprint(row.Cells))
		}
	}
	records, err := Open(stem+".xml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer records.Close()
	if got := fmt.Sprint(records.Sheets()); got != "[{row false 0}]" {
		t.Fatal(got)
	}
	n := 0
	for row, err := range records.Rows("row") {
		if err != nil {
			t.Fatal(err)
		}
		cells := row.Cells
		for len(cells) > 0 && cells[len(cells)-1].Col > 7 { // of the element around
			cells = cells[:len(cells)-1]
		}
		if n++; n > len(want) || row.Number != n || fmt.Sprint(cells) != want[n-1] {
			t.Fatalf("row %d: %v", row.Number, cells)
		}
	}
	if n != len(want) || n < 4000 {
		t.Errorf("%d rows, want %d", n, len(want))
	}
}

// besti is a delivery of budget reports as encoding/xml reads it, whole.
type besti struct {
	Units []struct {
		Name    string `xml:"Nazwa"`
		Reports struct {
			Any []struct {
				XMLName xml.Name
				Year    string `xml:"Okres>Rok"`
				Regon   string `xml:"Jednostka>Regon"`
				Version string `xml:"Naglowek>Wersja"`
				Rows    []struct {
					Parts []struct {
						XMLName xml.Name
						Text    string `xml:",chardata"`
					} `xml:",any"`
				} `xml:"Pozycje>Pozycja"`
			} `xml:",any"`
		} `xml:"Sprawozdania"`
	} `xml:"Jednostki>Jednostka"`
}

// TestBudgetReportsAsRecords compares every position of the published budget
// reports, and what is around it, with encoding/xml.
func TestBudgetReportsAsRecords(t *testing.T) {
	total := map[string]int{}
	for _, path := range filesBelow(t, filepath.Join(reference(t), "mf-besti"), ".xml") {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var doc besti
		if err := xml.Unmarshal(raw, &doc); err != nil {
			t.Fatal(err)
		}
		var want []map[string]string
		for _, u := range doc.Units {
			for _, r := range u.Reports.Any {
				for _, p := range r.Rows {
					cells := map[string]string{"Jednostka/Nazwa": u.Name}
					for key, text := range map[string]string{"Okres/Rok": r.Year, "Jednostka/Regon": r.Regon, "Naglowek/Wersja": r.Version} {
						cells[r.XMLName.Local+"/"+key] = text
					}
					for _, part := range p.Parts {
						cells[part.XMLName.Local] = part.Text
					}
					want = append(want, cells)
				}
			}
		}
		b, err := Open(path, Options{Record: "Pozycja"})
		if err != nil {
			t.Fatal(err)
		}
		var names Row
		n := 0
		for row, err := range b.Rows("Pozycja") {
			if err != nil {
				t.Fatal(err)
			}
			if row.Number == 1 {
				names = Row{Cells: append([]Cell(nil), row.Cells...)}
				continue
			}
			got := map[string]string{}
			for _, c := range row.Cells {
				got[names.Cell(c.Col).Text] = c.Text
			}
			for name, text := range want[n] {
				if text = strings.TrimSpace(text); text != got[name] {
					t.Fatalf("%s row %d: %s is %q, want %q", filepath.Base(path), row.Number, name, got[name], text)
				}
				total[filepath.Base(path)]++
			}
			for name := range got {
				if _, ok := want[n][name]; !ok && !strings.Contains(name, "/") {
					t.Fatalf("%s row %d: %s is no part of the position", filepath.Base(path), row.Number, name)
				}
			}
			n++
		}
		if n != len(want) {
			t.Errorf("%s: %d positions, want %d", filepath.Base(path), n, len(want))
		}
		b.Close()
	}
	// Counted by a script in the tags of the files: the parts of the positions, and four a
	// position around it.
	if got := fmt.Sprint(total); got != "map[2021_WYDATKI.xml:3706 2022_DOCHODY.xml:467 2022_WYDATKI.xml:4003]" {
		t.Error(got)
	}
}
