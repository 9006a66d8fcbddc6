package report

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"miernik/pipeline/warehouse"
)

var update = flag.Bool("update", false, "write the golden files")

// tiny makes a small database from testdata/tiny.sql, what stands beside its
// first unit, and the statements.
func tiny(t *testing.T, more ...string) *warehouse.DB {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "tiny.duckdb")
	db, err := warehouse.Create(ctx, path, warehouse.Options{MemoryMB: 200, Threads: 1, TempDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	var statements []string
	for _, name := range []string{"tiny.sql", "beside.sql"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		statements = append(statements, string(text))
	}
	for _, s := range append(statements, more...) {
		if err := db.Exec(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(db.Views(ctx), db.Close()); err != nil {
		t.Fatal(err)
	}
	db, err = warehouse.OpenRead(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

const alfa = "1001012"

func write(t *testing.T, db *warehouse.DB, dir string) []File {
	t.Helper()
	files, err := Write(context.Background(), db, Options{Dir: dir, Units: []string{alfa}, Services: true, Gaps: true})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestGolden holds the content of a card, a fiche and the register against
// dumps that were read by a person.
func TestGolden(t *testing.T) {
	golden(t, write(t, tiny(t), t.TempDir()))
}

// golden compares workbooks with their dumps in testdata.
func golden(t *testing.T, files []File) {
	t.Helper()
	for _, f := range files {
		got, err := Dump(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join("testdata", strings.TrimSuffix(filepath.Base(f.Path), ".xlsx")+".golden")
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got == string(want) {
			continue
		}
		g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				t.Errorf("%s:%d\n got %s\nwant %s", name, i+1, g[i], w[i])
				break
			}
		}
		t.Errorf("%s: %d lines, want %d; -update writes it", name, len(g), len(w))
	}
}

// TestSameBytes: two writes of one database do not differ in a single byte,
// and leave nothing else in the folder.
func TestSameBytes(t *testing.T) {
	db, one, two := tiny(t), t.TempDir(), t.TempDir()
	write(t, db, one)
	for _, f := range write(t, db, two) {
		a, err := os.ReadFile(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(one, filepath.Base(f.Path)))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s differs", filepath.Base(f.Path))
		}
	}
	if entries, _ := os.ReadDir(two); len(entries) != 3 {
		t.Errorf("folder has %d entries, want the 3 workbooks: %v", len(entries), entries)
	}
}

// TestMadeUp: figures that are made up mark the name, every sheet and the
// charts, and the card of an earlier run with the other name goes.
func TestMadeUp(t *testing.T) {
	dir := t.TempDir()
	write(t, tiny(t), dir)
	fake := tiny(t, "UPDATE run SET synthetic = TRUE", "UPDATE indicator_value SET origin = 'synthetic' WHERE indicator = 'koszt'",
		"UPDATE group_figure SET origin = 'synthetic' WHERE indicator = 'koszt'", "UPDATE score SET origin = 'synthetic'")
	for _, f := range write(t, fake, dir) {
		if !strings.HasSuffix(f.Path, madeUpSuffix+".xlsx") {
			t.Errorf("%s does not say that it is made up", f.Path)
		}
		if _, err := os.Stat(strings.Replace(f.Path, madeUpSuffix, "", 1)); err == nil {
			t.Errorf("%s still has its twin", f.Path)
		}
		x, err := excelize.OpenFile(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range x.GetSheetList() {
			if text, _ := x.GetCellValue(s, "A3"); text != banner {
				t.Errorf("%s, %s: no banner but %q", f.Path, s, text)
			}
		}
		charts, err := chartsOf(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range charts {
			if marked, fake := strings.HasSuffix(c.title, "(dane zmyślone)"), strings.Contains(c.title, "Koszt") || strings.Contains(c.title, "cen"); c.title != "" && fake && !marked {
				t.Errorf("%s: chart %q is not marked", f.Path, c.title)
			} else if marked && strings.Contains(c.title, "Czytelnicy") {
				t.Errorf("%s: chart %q of real figures is marked", f.Path, c.title)
			}
		}
		x.Close()
	}
}

// TestKeepsComments: what a unit wrote into its card is in the next one.
func TestKeepsComments(t *testing.T) {
	db, dir := tiny(t), t.TempDir()
	card := write(t, db, dir)[0].Path
	cell := func(x *excelize.File) string {
		found, err := x.SearchSheet("Kultura", "Komentarz jednostki")
		if err != nil || len(found) != 1 {
			t.Fatalf("column of comments: %v %v", found, err)
		}
		col, row, _ := excelize.CellNameToCoordinates(found[0])
		return at(col, row+2)
	}
	x, err := excelize.OpenFile(card)
	if err != nil {
		t.Fatal(err)
	}
	place := cell(x)
	if err := x.SetCellStr("Kultura", place, "remont filii"); err != nil {
		t.Fatal(err)
	}
	if err := x.Save(); err != nil {
		t.Fatal(err)
	}
	x.Close()
	write(t, db, dir)
	if x, err = excelize.OpenFile(card); err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if got, _ := x.GetCellValue("Kultura", place); got != "remont filii" {
		t.Errorf("comment is %q", got)
	}
}

func TestUnknownUnit(t *testing.T) {
	_, err := Write(context.Background(), tiny(t), Options{Dir: t.TempDir(), Units: []string{"9999999", alfa}})
	if err == nil || !strings.Contains(err.Error(), "9999999") {
		t.Errorf("error %v does not name the unit", err)
	}
}
