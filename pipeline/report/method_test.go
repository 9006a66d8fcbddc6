package report

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The workbooks of the test of the method and of changes, with something of
// everything, and with nothing to tell.
func TestMethodAndChanges(t *testing.T) {
	rows, err := os.ReadFile("testdata/method.sql")
	if err != nil {
		t.Fatal(err)
	}
	files, err := Write(context.Background(), tiny(t, string(rows)), Options{Dir: t.TempDir(), Method: true, Changes: true})
	if err != nil || len(files) != 2 {
		t.Fatal(files, err)
	}
	golden(t, files)
	if files, err = Write(context.Background(), tiny(t), Options{Dir: t.TempDir(), Method: true, Changes: true}); err != nil || len(files) != 2 {
		t.Errorf("with nothing to tell: %v, %v", files, err)
	}
}

// The card of a unit gives its range beside its place.
func TestCardSensitivity(t *testing.T) {
	rows, err := os.ReadFile("testdata/method.sql")
	if err != nil {
		t.Fatal(err)
	}
	files, err := Write(context.Background(), tiny(t, string(rows)), Options{Dir: t.TempDir(), Units: []string{alfa}})
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	book, err := excelize.OpenFile(files[0].Path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	cells, err := book.GetRows("sensitivity") // the tiny database has no label of the sheet
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, row := range cells {
		if len(row) > 9 && row[0] == "Biblioteki publiczne" {
			found = true
			if got := strings.Join(row[2:10], " "); got != "rodzaj gminy 2 6 1.–3.   1.–6. nie" && got != "kind 2 6 1.–3.   1.–6. nie" {
				t.Errorf("row %q", got)
			}
		}
	}
	if !found {
		t.Errorf("no range in %q", cells)
	}
}
