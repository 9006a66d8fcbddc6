package ingest

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"

	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// source writes a file as a snapshot would lie there.
func source(t testing.TB, name string, data []byte) Source {
	t.Helper()
	path := filepath.Join(t.TempDir(), "snapshot")
	if err := os.WriteFile(path, data, 0o444); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	return Source{Name: name, Path: path, SHA256: hex.EncodeToString(sum[:])}
}

func stage(t testing.TB, dir string, src Source, p *profile.Profile) (*Staged, diag.List) {
	t.Helper()
	st, found, err := Stage(context.Background(), dir, src, p)
	if err != nil {
		t.Fatal(err)
	}
	return st, found
}

// folders lists what lies in the staged folder.
func folders(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// parquetRows prints the rows of a Parquet file.
func parquetRows(t testing.TB, path string) []string {
	t.Helper()
	f, err := file.OpenParquetFile(path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := pqarrow.NewFileReader(f, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	table, err := r.ReadTable(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer table.Release()
	var out []string
	tr := array.NewTableReader(table, 0)
	defer tr.Release()
	for tr.Next() {
		rec := tr.Record()
		for i := range int(rec.NumRows()) {
			var row []string
			for _, col := range rec.Columns() {
				row = append(row, col.ValueStr(i))
			}
			out = append(out, strings.Join(row, "|"))
		}
	}
	return out
}

const someCREL = crelHead + `1002011;Kutno;0-4;ogółem;2020;12,50;osoba;s;
210011;Bolesławiec;0-4;ogółem;2021;0;osoba;x;
1002022;Bedlno;0-4;ogółem;2022;;osoba;;
1002033;Gmina;0-4;ogółem;2022;b.d.;osoba;Q;
Kutno;Kutno;0-4;ogółem;2020;1;osoba;;
1002011;Kutno;ogółem;ogółem;2023;0;osoba;;
`

func TestStageWritesParquet(t *testing.T) {
	dir := t.TempDir()
	st, found := stage(t, dir, source(t, "gus/f.csv", []byte(someCREL)), profileOf(t, "format: bdl-crel\nselect: [{variable: a, where: {Wiek: 0-4}}, {variable: b, where: {Wiek: ogółem}}]"))
	if !st.Fresh || st.FromYear != 2020 || st.ToYear != 2023 || st.Counts != (Counts{6, 5, 0, 1, 5, 0}) {
		t.Errorf("%+v", st)
	}
	if got := folders(t, dir); len(got) != 1 || got[0] != st.Key {
		t.Errorf("staged: %q, key %s", got, st.Key)
	}
	want := []string{
		"a|1002011|Kutno|2020|12.5|ok|estimate|2||2|6|12,50|s",
		"a|0210011|Bolesławiec|2021|(null)|no_information||0||3|6|0|x",
		"a|1002022|Bedlno|2022|(null)|structure_change||0||4|6||",
		"a|1002033|Gmina|2022|(null)|no_information||0||5|6|b.d.|Q",
		"b|1002011|Kutno|2023|0|true_zero||0||7|6|0|",
	}
	if got := parquetRows(t, st.Observations); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := parquetRows(t, st.Cells); len(got) != 0 {
		t.Errorf("contributions: %q", got)
	}
	if len(found) != 4 || !reflect.DeepEqual(found, st.Findings) {
		t.Errorf("findings %v", found)
	}

	st, _ = stage(t, dir, source(t, "f.csv", []byte("Kod;Szkoła;liczba;wynik\n1002011;SP 1;20;59,5\n1002022;SP 2;3;\n")), profileOf(t, exam))
	want = []string{
		"a|1002011||2022|20|ok||0||0|0||", "b|1002011||2022|1190|ok||0||0|0||", "c|1002011||2022|1|ok||0||0|0||",
		"a|1002022||2022|(null)|suppressed_small_n||0||0|0||", "b|1002022||2022|(null)|suppressed_small_n||0||0|0||", "c|1002022||2022|1|ok||0||0|0||",
	}
	if got := parquetRows(t, st.Observations); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	want = []string{"a|1002011|2022||2|3|20|1|0|SP 1", "b|1002011|2022||2|4|59.5|20|3|SP 1", "c|1002011|2022||2|1|1|1|0|SP 1", "c|1002022|2022||3|1|1|1|0|SP 2"}
	if got := parquetRows(t, st.Cells); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func lines(found diag.List, lang string) string {
	var out []string
	for _, f := range found {
		out = append(out, f.Line(lang)+" "+f.Hint(lang))
	}
	return strings.Join(out, "\n")
}

// TestStageIsReused: the second time nothing is read, also under another
// name, and the findings say the same in both languages, of the new name.
func TestStageIsReused(t *testing.T) {
	dir := t.TempDir()
	text := someCREL + "1000000;ŁÓDZKIE - WIEŚ;0-4;ogółem;2020;1;osoba;;\n1002011;Kutno;0-4;ogółem;20x0;1;osoba;;\n"
	p := profileOf(t, "format: bdl-crel\nselect: [{variable: a, where: {Wiek: 0-4}}, {variable: b, where: {Wiek: 0-4}, level: województwo}, {variable: c, where: {Wiek: brak}}]")
	src := source(t, "gus/old.csv", []byte(text))
	first, found := stage(t, dir, src, p)
	if len(found) < 8 {
		t.Fatalf("findings %v", found)
	}
	src.Name, src.Path = "gus/new.csv", filepath.Join(t.TempDir(), "gone")
	second, again := stage(t, dir, src, p)
	if second.Fresh || second.Key != first.Key || second.Counts != first.Counts || second.FromYear != first.FromYear || second.ToYear != first.ToYear ||
		second.Observations != first.Observations || second.Cells != first.Cells {
		t.Errorf("%+v, then %+v", first, second)
	}
	for _, lang := range []string{"pl", "en"} {
		want := strings.ReplaceAll(lines(found, lang), "gus/old.csv", "gus/new.csv")
		if got := lines(again, lang); got != want || strings.Contains(got, "%!") {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	for i := range found {
		if found[i].Severity != again[i].Severity || found[i].Code != again[i].Code {
			t.Errorf("%+v became %+v", found[i], again[i])
		}
	}
}

func TestKey(t *testing.T) {
	p := profileOf(t, "format: table\nunit: {column: Kod}\nyear: {value: 2020}\nselect: [{variable: a, column: X}]")
	named := profileOf(t, "format: table\nunit: {column: Kod}\nyear: {filename: '(\\d{4})'}\nselect: [{variable: a, column: X}]")
	src := Source{Name: "in/x_2020.csv", SHA256: "00", Member: "m"}
	with := func(f func(*Source)) Source {
		s := src
		f(&s)
		return s
	}
	if Key(src, p) != Key(with(func(s *Source) { s.Name = "other_2021.csv"; s.Path = "elsewhere" }), p) {
		t.Error("the name of the file counts")
	}
	keys := []string{
		Key(src, p), Key(src, named), Key(with(func(s *Source) { s.Name = "in/x_2021.csv" }), named), Key(with(func(s *Source) { s.SHA256 = "01" }), p),
		Key(with(func(s *Source) { s.Member = "n" }), p),
	}
	slices.Sort(keys)
	if len(slices.Compact(keys)) != 5 {
		t.Errorf("keys repeat: %q", keys)
	}
}

// TestDamagedStageIsReadAgain: what a killed machine may leave is noticed.
func TestDamagedStageIsReadAgain(t *testing.T) {
	p := profileOf(t, "format: bdl-crel\nselect: [{variable: a, where: {Wiek: 0-4}}]")
	src := source(t, "gus/f.csv", []byte(someCREL))
	dir := t.TempDir()
	good, goodFound := stage(t, dir, src, p)
	goodRows := parquetRows(t, good.Observations)
	cut := func(name string, keep int64) func() error {
		return func() error {
			path := filepath.Join(dir, good.Key, name)
			info, err := os.Stat(path)
			if err != nil {
				return err
			}
			if keep < 0 {
				keep += info.Size()
			}
			return os.Truncate(path, keep)
		}
	}
	for name, damage := range map[string]func() error{
		"observations cut":   cut("observations.parquet", -20),
		"observations short": cut("observations.parquet", 8),
		"observations empty": cut("observations.parquet", 0),
		"observations tiny":  cut("observations.parquet", 4),
		"cells cut":          cut("cells.parquet", -1),
		"cells gone":         func() error { return os.Remove(filepath.Join(dir, good.Key, "cells.parquet")) },
		"manifest cut":       cut("manifest.json", -3),
		"manifest empty":     cut("manifest.json", 0),
	} {
		if err := damage(); err != nil {
			t.Fatal(err)
		}
		st, found := stage(t, dir, src, p)
		if st == nil || !st.Fresh || len(found) != len(goodFound)+1 || found[0].Code != diag.StageUnreadable || found[0].Place.File != "gus/f.csv" {
			t.Errorf("%s: %+v, %v", name, st, found)
			continue
		}
		if !reflect.DeepEqual(found[1:], goodFound) || len(st.Findings) != len(goodFound) || !slices.Equal(parquetRows(t, st.Observations), goodRows) {
			t.Errorf("%s: %v", name, found)
		}
		if st, found = stage(t, dir, src, p); st.Fresh || len(found) != len(goodFound) {
			t.Errorf("%s: not mended: %v", name, found)
		}
		if got := folders(t, dir); len(got) != 1 {
			t.Errorf("%s: left over: %q", name, got)
		}
	}
}

func TestUnreadableFileLeavesNothing(t *testing.T) {
	whole := workbook(t, page{name: "DANE", rows: [][]any{{"Kod", "Nazwa", "Rok", "Wartosc"}, {"1002011", "Kutno", 2020, 1}}})
	rel := profileOf(t, "format: bdl-xlsx\nselect: [{variable: a}]")
	crel := profileOf(t, "format: bdl-crel\nselect: [{variable: a}]")
	for _, c := range []struct {
		name string
		data []byte
		p    *profile.Profile
		want string
	}{
		{"cut.xlsx", whole[:len(whole)-100], rel, "gus/cut.xlsx: error: the file cannot be read: it ends too early (the ZIP directory at the end of the file is missing or damaged) [file-unreadable]"},
		{"half.xlsx", whole[:len(whole)/2], rel, "gus/half.xlsx: error: the file cannot be read: it ends too early (the ZIP directory at the end of the file is missing or damaged) [file-unreadable]"},
		{"quote.csv", []byte(crelHead + "1002011;Kutno;a;b;2020;1;osoba;;\n1002011;\"Kutno;a;b;2020;1;osoba;;\n"), crel,
			"gus/quote.csv:3:2: error: the file cannot be read: a quoted field never ends (it is open at the end of the file) [file-unreadable]"},
		{"nul.csv", []byte(crelHead + "1002011;Ku\x00tno;a;b;2020;1;osoba;;\n"), crel, ""},
		{"header.csv", []byte("Kod;Nazwa\n1002011;Kutno\n"), crel, "gus/header.csv: error: table header not found; looked for columns: Kod, Nazwa, Rok, Wartosc [header-not-found]"},
	} {
		dir := t.TempDir()
		st, found := stage(t, dir, source(t, "gus/"+c.name, c.data), c.p)
		if st != nil || len(found) != 1 || c.want != "" && found[0].Line("en") != c.want {
			t.Errorf("%s: %+v\n%s", c.name, st, lines(found, "en"))
		}
		if got := folders(t, dir); len(got) != 0 {
			t.Errorf("%s: left %q", c.name, got)
		}
	}
	// The file in the middle of which a member is damaged.
	broken := bytes.Clone(whole)
	i := bytes.Index(broken, []byte("xl/worksheets/sheet1.xml"))
	for k := range 40 {
		broken[i+40+k] ^= 0x55
	}
	dir := t.TempDir()
	st, found := stage(t, dir, source(t, "gus/broken.xlsx", broken), rel)
	if st != nil || len(found) != 1 || found[0].Code != diag.FileUnreadable || len(folders(t, dir)) != 0 {
		t.Errorf("%+v\n%s\n%q", st, lines(found, "en"), folders(t, dir))
	}
}

// manyRows is a CREL file of n rows.
func manyRows(n int) []byte {
	var b bytes.Buffer
	b.WriteString(crelHead)
	for i := range n {
		fmt.Fprintf(&b, "10020%02d;Gmina %d;0-4;ogółem;%d;%d,%d;osoba;%s;\n", i%90/10*10+i%3+1, i%3000, 2010+i%14, i*7919%100000, i%10, []string{"", "", "", "", "", "", "s", "x"}[i%8])
	}
	return b.Bytes()
}

// TestStageIsRepeatable: the same bytes give the same Parquet bytes, also
// beyond one record batch.
func TestStageIsRepeatable(t *testing.T) {
	school := profileOf(t, exam)
	var schools bytes.Buffer
	schools.WriteString("Kod;Szkoła;liczba;wynik\n")
	for i := range 3000 {
		fmt.Fprintf(&schools, "10%02d%02d2;SP %d;%d;%d,%d\n", i%60, i%20+1, i, i%50, i%100, i%10)
	}
	for name, c := range map[string]struct {
		data []byte
		p    *profile.Profile
	}{
		"crel": {manyRows(66000), profileOf(t, "format: bdl-crel\nselect: [{variable: a, where: {Wiek: 0-4}}]")}, "exam": {schools.Bytes(), school},
	} {
		var before [2][]byte
		for i := range 2 {
			st, _ := stage(t, t.TempDir(), source(t, "f.csv", c.data), c.p)
			for k, path := range []string{st.Observations, st.Cells} {
				text, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if i > 0 && !bytes.Equal(text, before[k]) {
					t.Errorf("%s: %s differs from run to run", name, filepath.Base(path))
				}
				before[k] = text
			}
			if i == 1 && name == "crel" {
				if n := len(parquetRows(t, st.Observations)); n != 66000 {
					t.Errorf("%d rows", n)
				}
			}
		}
	}
}

func TestStageStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var ctab, table bytes.Buffer
	ctab.WriteString("Kod;Nazwa;\"x;2020\"\n")
	table.WriteString("Kod;X\n")
	for range 5000 {
		ctab.WriteString("1002011;Kutno;1\n")
		table.WriteString("1002011;1\n")
	}
	for name, c := range map[string]struct {
		data []byte
		keys string
	}{
		"crel":  {manyRows(5000), "format: bdl-crel\nselect: [{variable: a}]"},
		"ctab":  {ctab.Bytes(), "format: bdl-ctab\nselect: [{variable: a, parts: [x]}]"},
		"table": {table.Bytes(), "format: table\nunit: {column: Kod}\nyear: {value: 2020}\nselect: [{variable: a, column: X}]"},
	} {
		dir := t.TempDir()
		st, found, err := Stage(ctx, dir, source(t, "f.csv", c.data), profileOf(t, c.keys))
		if !errors.Is(err, context.Canceled) || st != nil || len(found) > 0 {
			t.Errorf("%s: %+v, %v, %v", name, st, found, err)
		}
		if got := folders(t, dir); len(got) != 0 {
			t.Errorf("%s: left %q", name, got)
		}
	}
}

// TestFullDiskIsNotTheSourcesFault: a failed write stops the run, it does not
// call the file unreadable.
func TestFullDiskIsNotTheSourcesFault(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full")
	}
	data := manyRows(1000)
	p := profileOf(t, "format: bdl-crel\nselect: [{variable: a, where: {Wiek: 0-4}}]")
	for _, name := range []string{"observations.parquet", "cells.parquet"} {
		tmp := t.TempDir()
		if err := os.Symlink("/dev/full", filepath.Join(tmp, name)); err != nil {
			t.Fatal(err)
		}
		book, err := sheet.OpenReader(bytes.NewReader(data), int64(len(data)), "f.csv", sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := readInto(context.Background(), tmp, book, nil, "k", Source{Name: "f.csv"}, p); err == nil {
			t.Errorf("%s on a full disk: no error", name)
		}
	}
	tab, err := newTable(filepath.Join(t.TempDir(), "x.parquet"), contributionSchema)
	if err != nil {
		t.Fatal(err)
	}
	if err := tab.file.Close(); err != nil { // from here on every write fails
		t.Fatal(err)
	}
	sink := &parquetSink{cells: tab}
	for i := range groupRows + 1 {
		_ = sink.Contribution(Contribution{Variable: "a", Row: i + 1}) // the reader would stop; close must tell all the same
	}
	if tab.close() == nil {
		t.Error("failed writes: no error")
	}
	if tab, err = newTable(filepath.Join(t.TempDir(), "x.parquet"), contributionSchema); err != nil {
		t.Fatal(err)
	}
	tab.err = errors.New("no space") // a write that failed once, on a disk that has room again
	if err := tab.close(); err == nil || err.Error() != "no space" {
		t.Errorf("one failed write: %v", err)
	}
	if _, _, err := Stage(context.Background(), filepath.Join(t.TempDir(), "absent"), source(t, "f.csv", []byte(someCREL)), p); err == nil {
		t.Error("a folder that is not there: no error")
	}
}

func TestMembers(t *testing.T) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, m := range [][2]string{{"a.csv", someCREL}, {"dir/ b.csv", crelHead + "1002011;Kutno;0-4;ogółem;2019;3;osoba;;\n"}, {"opis.pdf", "%PDF"}} {
		w, err := z.Create(m[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(m[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	src := source(t, "f.zip", buf.Bytes())
	names, err := Members(src.Path)
	if err != nil || !slices.Equal(names, []string{"a.csv", "dir/ b.csv"}) {
		t.Fatalf("%q, %v", names, err)
	}
	p := profileOf(t, "format: bdl-crel\nselect: [{variable: a, where: {Wiek: 0-4}}]")
	dir := t.TempDir()
	for i, want := range []int{4, 1} {
		src.Member = names[i]
		st, _ := stage(t, dir, src, p)
		if st == nil || st.Counts.Observations != want || st.Member != names[i] {
			t.Errorf("%s: %+v", names[i], st)
		}
	}
	for name, data := range map[string][]byte{"csv": []byte(someCREL), "xlsx": workbook(t, page{name: "A"}), "cut": buf.Bytes()[:buf.Len()-30], "pdf": []byte("%PDF-1.4")} {
		if names, err := Members(source(t, "f", data).Path); err != nil || !slices.Equal(names, []string{""}) {
			t.Errorf("%s: %q, %v", name, names, err)
		}
	}
}

// TestFindingsKeepTheirArguments: every type of argument that texts need.
func TestFindingsKeepTheirArguments(t *testing.T) {
	phrase := diag.Phrase{PL: "zmienna", EN: "variable"}
	list := diag.List{
		diag.New(diag.CodeLeadingZero, diag.Place{File: "old"}, 12),
		diag.New(diag.DefDuplicate, diag.Place{File: "old", Row: 3}, phrase, "x"),
		diag.New(diag.CellNotNumber, diag.Place{File: "old", Sheet: "DANE", Row: 3, Col: 4}, "b.d.", 1),
		diag.New(diag.CellNotNumber, diag.Place{File: "old"}, "", 2),
		diag.New(diag.FileUnreadable, diag.Place{File: "old"}, errors.New("za krótki")),
		diag.New(diag.FileEmpty, diag.Place{File: "old"}),
		diag.New(diag.CodeLeadingZero, diag.Place{File: "old"}, 0),
	}
	for _, f := range list {
		text, err := json.Marshal(encodeFinding(f))
		if err != nil {
			t.Fatal(err)
		}
		var j findingJSON
		if err := json.Unmarshal(text, &j); err != nil {
			t.Fatal(err)
		}
		got := j.finding("new")
		f.Place.File = "new"
		for _, lang := range []string{"pl", "en"} {
			if got.Line(lang) != f.Line(lang) {
				t.Errorf("%s: got %s, want %s", text, got.Line(lang), f.Line(lang))
			}
		}
	}
}

// A file of which no row can be read gives a bounded list, with the number of
// what is not in it, and memory does not grow with the rows.
func TestFindingsAreBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString(crelHead)
	const rows = 5000
	for i := range rows {
		fmt.Fprintf(&b, "Kutno %d;Kutno;0-4;ogółem;2020;1;osoba;;\n", i)
	}
	for i := range rows {
		fmt.Fprintf(&b, "1002011;Kutno;0-4;ogółem;%d;około %d;osoba;;\n", 2000+i%20, i)
	}
	p := profileOf(t, "format: bdl-crel\nselect: [{variable: b, where: {Wiek: 0-4}}]")
	got := readData(t, p, "f.csv", []byte(b.String()))
	if got.counts.Rejected != rows || got.counts.Observations != rows || len(got.found) != 2*maxFindings+2 {
		t.Fatalf("%+v, %d findings", got.counts, len(got.found))
	}
	const hint = " usually the file has another layout than its profile says; see miernik inspect"
	want := "f.csv: warning: findings [cell-not-number]: the first 200 are shown, more in the file: 4800 [findings-more]" + hint +
		"\nf.csv: error: findings [row-unit-code]: the first 200 are shown, more in the file: 4800 [findings-more]" + hint
	if last := lines(got.found[2*maxFindings:], "en"); last != want {
		t.Errorf("%s", last)
	}
}
