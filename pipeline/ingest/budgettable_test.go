package ingest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"miernik/indicators"
	"miernik/internal/diag"
)

// dbf writes a dBASE table in CP1250: the columns with their widths, then
// records of texts. Numbers are columns whose name begins with R.
func dbf(t testing.TB, columns []string, widths []int, records [][]string) []byte {
	t.Helper()
	var head, body bytes.Buffer
	size := 1
	for i, name := range columns {
		kind := byte('C')
		if name[0] == 'R' && name != "ROK" && name != "ROZDZIAL" {
			kind = 'N'
		}
		field := make([]byte, 32)
		copy(field, name)
		field[11], field[16] = kind, byte(widths[i])
		if kind == 'N' {
			field[17] = 2
		}
		head.Write(field)
		size += widths[i]
	}
	for _, r := range records {
		body.WriteByte(' ')
		for i, text := range r {
			raw, err := charmap.Windows1250.NewEncoder().String(text)
			if err != nil || len(raw) > widths[i] {
				t.Fatalf("%q: %v", text, err)
			}
			pad := strings.Repeat(" ", widths[i]-len(raw))
			if kind := head.Bytes()[32*i+11]; kind == 'N' {
				body.WriteString(pad + raw)
			} else {
				body.WriteString(raw + pad)
			}
		}
	}
	out := make([]byte, 32)
	out[0], out[29] = 3, 0xc8
	binary.LittleEndian.PutUint32(out[4:], uint32(len(records)))
	binary.LittleEndian.PutUint16(out[8:], uint16(32+head.Len()+1))
	binary.LittleEndian.PutUint16(out[10:], uint16(size))
	return slices.Concat(out, head.Bytes(), []byte{'\r'}, body.Bytes(), []byte{0x1a})
}

// rbUnit is a made-up local government: the Ministry's code and the TERYT codes
// of its levels.
type rbUnit struct {
	name               string
	code               [5]string
	gmina, powiat, woj string
}

var rbUnits = []rbUnit{
	{name: "ŁĄKA", code: [5]string{"98", "02", "01", "1", "0"}, gmina: "9802011"},
	{name: "ŻÓŁTE BAGNO", code: [5]string{"98", "02", "02", "2", "0"}, gmina: "9802022"},
	{name: "ŚWIT", code: [5]string{"98", "02", "03", "3", "0"}, gmina: "9802033"},
	{name: "łącki", code: [5]string{"98", "02", "00", "0", "1"}, powiat: "9802000"},
	{name: "Żurawie", code: [5]string{"98", "61", "00", "0", "2"}, gmina: "9861011", powiat: "9861000"},
	{name: "Żurawki", code: [5]string{"98", "62", "01", "1", "2"}, gmina: "9862011", powiat: "9862000"},
	{name: "zmyślone", code: [5]string{"98", "00", "00", "0", "0"}, woj: "9800000"},
	{name: "Związek Gmin Łąki", code: [5]string{"98", "02", "01", "Z", "8"}}, // at the seat of ŁĄKA
	{name: "Związek Wodny", code: [5]string{"98", "02", "01", "Z", "8"}},
}

const rbSelect = `
select:
  - {variable: biezace}
  - {variable: biezace, level: powiat}
  - {variable: biezace, level: województwo}
  - {variable: plan}
  - {variable: majatkowe}
  - {variable: swietlice}
  - {variable: place}
  - {variable: nowe}
`

// TestRbDBF reads back a national table made up at random, and adds it up in
// another way: in whole grosz, unit by unit.
func TestRbDBF(t *testing.T) {
	columns := []string{"NAZWA", "WK", "PK", "GK", "GT", "PT", "ROK", "KWARTAL", "ROZDZIAL", "PAR", "PAR4", "R1", "R10", "R4"}
	widths := []int{20, 2, 2, 2, 1, 1, 4, 1, 5, 3, 1, 16, 16, 16}
	rnd := rand.New(rand.NewPCG(1, 2))
	var records [][]string
	want := map[string]int64{} // variable unit → grosz of what is executed, or planned
	n := map[string]int{}
	add := func(variable, unit string, grosz int64) {
		if unit != "" {
			want[variable+" "+unit] += grosz
			n[variable+" "+unit]++
		}
	}
	money := func(grosz int64) string { return fmt.Sprintf("%d.%02d", grosz/100, grosz%100) }
	unions := 0
	for _, u := range rbUnits {
		for _, chapter := range []string{"80101", "80104", "80107", "75023"} {
			if chapter == "80107" && u.name == "ŚWIT" {
				continue // it has no such spending
			}
			for _, par := range []string{"401", "411", "421", "605"} {
				for _, p4 := range []string{"0", "7"} {
					for _, quarter := range []string{"3", "4"} {
						plan, done := rnd.Int64N(1e12), rnd.Int64N(1e12)
						records = append(records, append(append([]string{u.name}, u.code[:]...), "2022", quarter, chapter, par, p4, money(plan), money(plan), money(done)))
						if u.code[3] == "Z" {
							unions++
							continue
						}
						if quarter != "4" {
							continue
						}
						if chapter == "80101" && par != "605" {
							for _, unit := range []string{u.gmina, u.powiat, u.woj} {
								add("biezace", unit, done)
							}
							add("plan", u.gmina, plan)
						}
						if chapter[:3] == "801" && par == "605" {
							add("majatkowe", u.gmina, done)
						}
						if chapter == "80107" {
							add("swietlice", u.gmina, done)
						}
						if chapter == "80101" && (par == "401" || par == "411") && p4 == "0" {
							add("place", u.gmina, done)
						}
					}
				}
			}
		}
	}
	p := budgetProfile(t, "format: rb\nlabel: NAZWA\nbudget: {report: Rb-28S}"+rbSelect)
	res := readData(t, p, "rb28s.dbf", dbf(t, columns, widths, records))
	if res.err != nil {
		t.Fatal(res)
	}
	cells := map[string]int{}
	for _, c := range res.cells {
		cells[c.Variable+" "+string(c.Unit)]++
		if c.Unit == "9802022" && c.Label != "ŻÓŁTE BAGNO" {
			t.Fatalf("label %q", c.Label)
		}
	}
	for _, o := range res.obs {
		key := o.Variable + " " + string(o.Unit)
		if key == "swietlice 9802033" {
			if o.Status != indicators.TrueZero || o.Value != 0 {
				t.Errorf("a chapter without positions: %+v", o)
			}
			continue
		}
		grosz, ok := want[key]
		if !ok || o.Year != 2022 || o.Status != indicators.OK || money(grosz) != fmt.Sprintf("%.2f", o.Value) || cells[key] != n[key] {
			t.Errorf("%s: %v of %d cells, want %s of %d", key, o.Value, cells[key], money(grosz), n[key])
		}
		delete(want, key)
	}
	if len(want) > 0 {
		t.Errorf("not read: %v", want)
	}
	var found []string
	for _, f := range res.found {
		found = append(found, f.Line("en"))
	}
	other := (len(records) - unions) / 2
	wantFound := []string{
		fmt.Sprintf("rb28s.dbf: warning: reports of another period (3, year 2022) are no figures of a year; rows left out: %d [budget-period]", other),
		fmt.Sprintf("rb28s.dbf: info: passed over: związki jednostek samorządu (unit codes: 1, rows: %d) [budget-units]", unions),
	}
	if !slices.Equal(found, wantFound) {
		t.Errorf("findings %q\nwant %q", found, wantFound)
	}
}

func TestRbTables(t *testing.T) {
	const head = "WK;PK;GK;GT;PT;ROZDZIAL;PAR;PAR4;R1;R4\n"
	for _, tt := range []struct{ name, profile, text, want string }{
		{"the year from the name", "year: {filename: '(\\d{4})'}\nbudget: {report: Rb-28S}\nselect: [{variable: biezace}]",
			head + "98;02;01;1;0;80101;401;0;10,00;1 234,50\n", `
			biezace 9802011 2021 1234.5 ok @
			+ biezace 9802011 2021 1234.5×1 @:2:10 w0
			rows 1 = 1 + 0 + 0`},
		{"zeros that were dropped, paragraphs of four digits", "year: {value: 2022}\nbudget: {report: Rb-28S, columns: {p4: brak}}\nselect: [{variable: wszystko}, {variable: place}]",
			"WK;PK;GK;GT;PT;ROZDZIAL;PAR;R4\n8;2;1;1;0;1095;4010;5\n8;2;1;1;0;80101;4017;7\n8;2;1;1;0;80101;4010;9\n", `
			wszystko 0802011 2022 21 ok @
			place 0802011 2022 9 ok @
			+ wszystko 0802011 2022 5×1 @:2:8 w0
			+ wszystko 0802011 2022 7×1 @:3:8 w0
			+ wszystko 0802011 2022 9×1 @:4:8 w0
			+ place 0802011 2022 9×1 @:4:8 w0
			rows 3 = 3 + 0 + 0`},
		{"no fourth digit though it is asked for", "year: {value: 2022}\nbudget: {report: Rb-28S}\nselect: [{variable: place}]",
			"WK;PK;GK;GT;PT;ROZDZIAL;PAR;R4\n98;02;01;1;0;80101;401;5\n", `
			rows 1 = 0 + 0 + 1
			! f_2021.csv:2:6 a row without chapter, paragraph or its fourth digit ("80101 401"); rows rejected: 1 [budget-unclear]`},
		{"columns of another name, below a title", "year: {value: 2022}\nlabel: Nazwa\nbudget: {report: Rb-28S, columns: {chapter: Rozdział, wk: Woj.}, amounts: {Rb-28S: {executed: Wykonanie}}}\nselect: [{variable: biezace}]",
			"Baza sprawozdań\n\nNazwa;Woj.;PK;GK;GT;PT;Rozdział;PAR;PAR4;Wykonanie\nŁĄKA;98;02;01;1;0;80101;401;0;3\n", `
			biezace 9802011 2022 3 ok @
			+ biezace 9802011 2022 3×1 @:4:10 w0 ŁĄKA
			rows 1 = 1 + 0 + 0`},
		{"a row of totals", "year: {value: 2022}\nbudget: {report: Rb-28S}\nselect: [{variable: wszystko}]",
			head + "98;02;01;1;0;80101;401;0;1;1\n98;02;01;1;0;801;;;1;1\n98;02;01;1;0;;;;1;1\n", `
			wszystko 9802011 2022 1 ok @
			+ wszystko 9802011 2022 1×1 @:2:10 w0
			rows 3 = 1 + 0 + 2
			! f_2021.csv:3:6 a row without chapter, paragraph or its fourth digit ("801"); rows rejected: 2 [budget-unclear]`},
		{"a unit that is none", "year: {value: 2022}\nbudget: {report: Rb-28S}\nselect: [{variable: biezace}]",
			head + "98;02;01;7;0;80101;401;0;1;1\n98;02;xx;1;0;80101;401;0;1;1\n98;02;02;2;0;80101;401;0;1;2\n", `
			biezace 9802022 2022 2 ok @
			+ biezace 9802022 2022 2×1 @:4:10 w0
			rows 3 = 1 + 0 + 2
			! f_2021.csv:2:1 a unit that no rule of the profile describes (gk 01, gt 7, pk 02, pt 0, wk 98); rows rejected: 2 [budget-unit-unknown]`},
		{"a unit without the chapter", "year: {value: 2022}\nbudget: {report: Rb-28S}\nselect: [{variable: swietlice}, {variable: nowe}]",
			head + "98;02;01;1;0;80101;401;0;1;1\n98;02;02;2;0;80107;401;0;1;2\n", `
			swietlice 9802011 2022 0 true_zero @
			swietlice 9802022 2022 2 ok @
			+ swietlice 9802022 2022 2×1 @:3:10 w0
			rows 2 = 1 + 1 + 0`},
		{"a file that is not complete", "year: {value: 2022}\nbudget: {report: Rb-28S, complete: false}\nselect: [{variable: swietlice}]",
			head + "98;02;01;1;0;80101;401;0;1;1\n", `
			rows 1 = 0 + 1 + 0
			! f_2021.csv profile "s": the selection of variable "swietlice" matches no row [select-nothing]`},
		{"a row with an amount left out", "year: {value: 2022}\nbudget: {report: Rb-28S}\nselect: [{variable: biezace}]",
			head + "98;02;01;1;0;80101;401;0;1;\n", `
			biezace 9802011 2022 0 true_zero @
			+ biezace 9802011 2022 0×1 @:2:10 w0
			rows 1 = 1 + 0 + 0`},
		{"revenue", "year: {value: 2022}\nbudget: {report: Rb-27S}\nselect: [{variable: wplywy}]",
			head + "98;02;01;1;0;80101;083;0;1;4\n98;02;01;1;0;80101;83;0;1;4\n", `
			wplywy 9802011 2022 8 ok @
			+ wplywy 9802011 2022 4×1 @:2:10 w0
			+ wplywy 9802011 2022 4×1 @:3:10 w0
			rows 2 = 2 + 0 + 0`},
		{"no column of the amount, no year", "budget: {report: Rb-28S}\nselect: [{variable: biezace}]",
			"WK;PK;GK;GT;PT;ROZDZIAL;PAR;PAR4;R1\n98;02;01;1;0;80101;401;0;1\n", `
			rows 0 = 0 + 0 + 0
			! f_2021.csv:1 column "R4" not found [column-not-found]
			! f_2021.csv:1 column "ROK" not found [column-not-found]
			error: table header not found`},
		{"another table", "year: {value: 2022}\nbudget: {report: Rb-28S}\nselect: [{variable: biezace}]", "a;b\n1;2\n", `
			rows 0 = 0 + 0 + 0
			! f_2021.csv table header not found; looked for columns: ROZDZIAL, PAR, GK, GT, PK, PT, WK [header-not-found]
			error: table header not found`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			expect(t, readData(t, budgetProfile(t, "format: rb\n"+tt.profile), "f_2021.csv", []byte(tt.text)), tt.want)
		})
	}
}

// A workbook with numbers instead of codes is read as well.
func TestRbWorkbook(t *testing.T) {
	data := workbook(t, page{name: "Opis", rows: [][]any{{"Baza"}}}, page{name: "Dane", at: "B3", rows: [][]any{
		{"WK", "PK", "GK", "GT", "PT", "ROK", "KWARTAL", "ROZDZIAL", "PAR", "PAR4", "R1", "R4"},
		{8, 2, 1, 1, 0, 2022, 4, 80101, 401, 0, 10.5, 20.25},
		{8, 61, 0, 0, 2, 2022, 4, 80101, 421, 0, 1, 2},
	}})
	p := budgetProfile(t, "format: rb\nbudget: {report: Rb-28S}\nselect: [{variable: biezace}, {variable: plan, level: powiat}]")
	res := readData(t, p, "f", data)
	for _, o := range res.obs {
		res.cells = slices.DeleteFunc(res.cells, func(c Contribution) bool { return c.Unit == o.Unit && c.Row > 3 })
	}
	expect(t, res, `
		biezace 0802011 2022 20.25 ok @!Dane
		biezace 0861011 2022 2 ok @!Dane
		plan 0861000 2022 1 ok @!Dane
		rows 2 = 2 + 0 + 0`)
	if slices.ContainsFunc(res.found, func(f diag.Finding) bool { return f.Severity == diag.Error }) {
		t.Error(res)
	}
}
