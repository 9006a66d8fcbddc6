package synth_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/pipeline/profile"
)

// This file reads a workspace back by its profiles, knowing nothing of the
// writers: only the layouts as real exports have them.

type key struct {
	variable string
	unit     indicators.TERYT
	year     indicators.Year
}

// reading is a workspace as its profiles read it.
type reading struct {
	t      *testing.T
	p      *profile.Profile
	values map[key]float64
	status map[key]indicators.Status
	flags  map[indicators.Flags]int
	parts  int // rows of parts of gminas
	typed  int // numbers written as Polish text
}

func builtin(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, found := catalog.Load(catalog.Builtin())
	if len(cat.Variables) == 0 {
		t.Fatalf("no variables: %v", found)
	}
	return cat
}

// profiles loads the profiles of a workspace; any finding is an error.
func profiles(t *testing.T, dir string) []*profile.Profile {
	t.Helper()
	list, found := profile.Load(catalog.Layer{FS: os.DirFS(filepath.Join(dir, "sources")), Prefix: "sources"}, builtin(t))
	for _, f := range found {
		t.Errorf("profile: %s: %s", f.Place, f.Message("en"))
	}
	return list
}

func readAll(t *testing.T, dir string) *reading {
	t.Helper()
	r := &reading{t: t, values: map[key]float64{}, status: map[key]indicators.Status{}, flags: map[indicators.Flags]int{}}
	for _, r.p = range profiles(t, dir) {
		names, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(r.p.Files[0])))
		if err != nil || len(names) != 1 && r.p.Format != profile.Rb || len(names) == 0 || len(r.p.Files) != 1 {
			t.Fatalf("%s: %v matches %v (%v)", r.p.Source, r.p.Files, names, err)
		}
		before := len(r.status)
		switch r.p.Format {
		case profile.BDLCREL:
			r.relational(r.text(names[0]))
		case profile.BDLCTAB:
			r.crossTable(r.text(names[0]), 1)
		case profile.BDLXLSX:
			if rows := r.sheet(names[0], r.p.Sheet); r.p.Sheet == "DANE" {
				r.relational(rows)
			} else {
				r.crossTable(rows, 4)
			}
		case profile.AnyTable:
			r.tables(names[0])
		case profile.Rb:
			for _, name := range names {
				r.budgets(name)
			}
		}
		if len(r.status) == before {
			t.Errorf("%s: nothing read", r.p.Source)
		}
	}
	return r
}

// text reads a CSV, zipped or not, and checks its line ends and quoting.
func (r *reading) text(name string) [][]string {
	r.t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		r.t.Fatal(err)
	}
	if strings.HasSuffix(name, ".zip") {
		z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
		if err != nil || len(z.File) != 1 || !strings.HasSuffix(z.File[0].Name, ".csv") {
			r.t.Fatalf("%s: not a ZIP with one CSV (%v)", name, err)
		}
		f, err := z.File[0].Open()
		if err != nil {
			r.t.Fatal(err)
		}
		if raw, err = io.ReadAll(f); err != nil {
			r.t.Fatal(err)
		}
	}
	lines := strings.SplitAfter(string(raw), "\n")
	for i, line := range lines[:len(lines)-1] {
		if !strings.HasSuffix(line, ";\r\n") || i > 0 && (line[7] != ';' || line[8] != '"') || i == 0 && !strings.HasPrefix(line, `"Kod";"Nazwa";"`) {
			r.t.Fatalf("%s:%d: %q", name, i+1, line)
		}
	}
	c := csv.NewReader(bytes.NewReader(raw))
	c.Comma = ';'
	rows, err := c.ReadAll() // rows of different length are an error
	if err != nil {
		r.t.Fatalf("%s: %v", name, err)
	}
	return rows
}

func (r *reading) open(name string) *excelize.File {
	r.t.Helper()
	f, err := excelize.OpenFile(name)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { f.Close() })
	if text := strings.Join(slices.Concat(r.rows(f, "OPIS")...), " "); !strings.Contains(text, "Dane zmyślone") {
		r.t.Errorf("%s: the sheet OPIS does not say that the data are made up: %s", name, text)
	}
	return f
}

func (r *reading) rows(f *excelize.File, name string) [][]string {
	r.t.Helper()
	rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		r.t.Fatal(err)
	}
	return rows
}

func (r *reading) sheet(file, name string) [][]string { return r.rows(r.open(file), name) }

func (r *reading) relational(rows [][]string) {
	header := rows[0]
	n := slices.Index(header, "Rok")
	if got := strings.Join(header[n:n+4], ","); header[0] != "Kod" || header[1] != "Nazwa" || got != "Rok,Wartosc,Jednostka miary,Atrybut" {
		r.t.Errorf("%s: header %q", r.p.Source, header)
	}
	for _, row := range rows[1:] {
		unit := r.unit(row[0])
		for _, s := range r.p.Select {
			match := unit.Level() == s.Level
			for _, c := range s.Where {
				dim, want := c.Column, c.Text
				match = match && row[slices.Index(header, dim)] == want
			}
			if match {
				r.observe(s.Variable, unit, row[n], row[n+1], row[n+3])
				break
			}
		}
	}
}

// crossTable reads CTAB (one header row whose cells hold all parts) and
// TABLICA (parts stacked in several rows).
func (r *reading) crossTable(rows [][]string, deep int) {
	columns := map[int]int{}
	years := map[int]string{}
	current := make([]string, deep)
	last := rows[deep-1]
	for col := 2; col < len(last) && last[col] != ""; col++ { // a CSV row ends with an empty field
		for i := range deep {
			if col < len(rows[i]) && rows[i][col] != "" {
				current[i] = rows[i][col]
			}
		}
		parts := strings.Split(strings.Join(current, ";"), ";")
		n := len(parts)
		i := slices.IndexFunc(r.p.Select, func(s profile.Select) bool { return slices.Equal(s.Parts, parts[:n-2]) })
		if i < 0 || parts[n-1][0] != '[' {
			r.t.Errorf("%s: header %q", r.p.Source, parts)
			continue
		}
		columns[col], years[col] = i, parts[n-2]
	}
	for _, row := range rows[deep:] {
		unit := r.unit(row[0])
		if unit.Level() == indicators.LevelPart {
			r.parts++
			continue
		}
		for col, i := range columns {
			if unit.Level() != r.p.Select[i].Level {
				continue
			}
			r.observe(r.p.Select[i].Variable, unit, years[col], row[col], "")
		}
	}
}

func (r *reading) unit(code string) indicators.TERYT {
	r.t.Helper()
	u, err := indicators.ParseTERYT(code)
	if err != nil {
		r.t.Fatalf("%s: %v", r.p.Source, err)
	}
	return u
}

func (r *reading) observe(variable string, unit indicators.TERYT, year, text, sign string) {
	y, err := indicators.ParseYear(year)
	if err != nil {
		r.t.Fatalf("%s: %v", r.p.Source, err)
	}
	k := key{variable, unit, y}
	if _, twice := r.status[k]; twice {
		r.t.Errorf("%s: %v read twice", r.p.Source, k)
	}
	if !r.p.Covers.Contains(y) {
		r.t.Errorf("%s: %v outside the covered years", r.p.Source, k)
	}
	if strings.Contains(text, "\u00a0") {
		r.typed++
	}
	v, err := strconv.ParseFloat(strings.NewReplacer(",", ".", "\u00a0", "").Replace(text), 64)
	s, known := r.p.Signs[strings.TrimSpace(sign)]
	switch mark, isMark := r.p.Cells[text]; {
	case strings.TrimSpace(sign) != "" && !known:
		r.t.Errorf("%s: unknown sign %q", r.p.Source, sign)
	case known && !s.Status.HasValue():
		r.status[k] = s.Status
		if v != 0 {
			r.t.Errorf("%s: %v: %q under sign %q", r.p.Source, k, text, sign)
		}
	case err == nil:
		r.status[k], r.values[k] = indicators.OK, v
		if (v == 0) != (s.Status == indicators.TrueZero) && r.p.Format == profile.BDLCREL {
			r.t.Errorf("%s: %v: %q with sign %q", r.p.Source, k, text, sign)
		}
		r.flags[s.Flags]++
	case isMark:
		r.status[k] = mark.Status
	default:
		r.status[k] = indicators.ParseError
	}
}
