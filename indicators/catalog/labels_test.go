package catalog_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"miernik/indicators/catalog"
)

// The wording of the glossary is the wording of the program. „Withheld” is a
// status of scores only, so it stands in the group of those and says „ocena”,
// since „wynik” is the exam.
func TestLabelsOfTheGlossary(t *testing.T) {
	rows := reference(t, "glossary.csv")
	groups := map[string]string{
		"status": "status", "flaga": "flag", "wymiar": "dimension", "rola": "role", "kierunek": "direction", "schemat grup": "scheme", "klasa": "class",
		"arkusz": "sheet", "skoroszyt": "workbook", "nagłówek": "header", "przyczyna zmiany": "change",
	}
	directions := map[string]string{"S": "stimulant", "D": "destimulant", "N": "neutral", "nominant": "nominant"}
	labels := map[[2]string]catalog.Label{}
	for _, l := range catalog.Labels() {
		labels[[2]string{l.Group, l.Code}] = l
	}
	checked := 0
	for _, r := range rows[1:] {
		grp, code, pl := groups[r[0]], r[1], r[2]
		if grp == "direction" {
			code = directions[code]
		}
		if grp == "status" && code == "withheld" {
			grp, pl = "score_status", "ocena wstrzymana"
		}
		want := catalog.Label{Group: grp, Code: code, PL: pl, ShortPL: r[3], ExplanationPL: r[4], EN: r[5], Shorthand: r[7], SDMX: r[8]}
		got := labels[[2]string{grp, code}]
		want.ExplanationEN = r[6]
		if r[6] == "" {
			want.ExplanationEN = got.ExplanationEN // of our own
		}
		if got != want {
			t.Errorf("%s %s:\n%+v, the glossary says\n%+v", r[0], r[1], got, want)
		}
		checked++
	}
	if checked < 150 {
		t.Errorf("only %d labels checked", checked)
	}
}

// reference reads a table of the catalogue's reference data, header first.
func reference(t *testing.T, name string) [][]string {
	t.Helper()
	root := os.Getenv("MIERNIK_REFERENCE")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(root, "catalogue", name))
	if err != nil {
		t.Skipf("reference data not here (%v); set MIERNIK_REFERENCE", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
