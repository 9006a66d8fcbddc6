package synth_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"strings"

	"miernik/indicators"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// tables reads the tables of a workbook or a CSV by their header texts; group
// labels stand one row above.
func (r *reading) tables(file string) {
	sheets := map[string][][]string{}
	var names []string
	if strings.HasSuffix(file, ".csv") {
		names, sheets[""] = []string{""}, r.plainCSV(file)
	} else {
		f := r.open(file)
		names = f.GetSheetList()
		for _, name := range names {
			sheets[name] = r.rows(f, name)
		}
	}
	for i := range r.p.Tables {
		t := &r.p.Tables[i]
		for _, name := range names {
			if t.SheetText == "" || t.SheetText == name {
				r.table(t, name, sheets[name])
			}
		}
	}
}

func (r *reading) plainCSV(file string) [][]string {
	r.t.Helper()
	f, err := os.Open(file)
	if err != nil {
		r.t.Fatal(err)
	}
	defer f.Close()
	c := csv.NewReader(f)
	c.Comma = ';'
	rows, err := c.ReadAll()
	if err != nil {
		r.t.Fatalf("%s: %v", file, err)
	}
	return rows
}

func (r *reading) table(t *profile.Table, name string, rows [][]string) {
	top := slices.IndexFunc(rows, func(row []string) bool { return slices.Contains(row, t.Header[0]) })
	if top < 0 {
		return
	}
	columns, group := map[string]int{}, ""
	for col, label := range rows[top] {
		if top > 0 && col < len(rows[top-1]) && rows[top-1][col] != "" {
			group = rows[top-1][col]
		}
		columns[label], columns[group+" / "+label] = col, col
	}
	for _, row := range rows[top+1:] {
		code := ""
		if i := columns[t.Unit.Column]; i < len(row) {
			code = row[i]
		}
		if code == "" || slices.ContainsFunc(t.Skip, func(s string) bool { return strings.HasPrefix(code, s) }) {
			continue
		}
		year := name
		if !t.Year.Sheet {
			year = row[columns[t.Year.Column]]
		}
		for _, s := range r.p.Selects(t) {
			col, ok := columns[s.Column]
			if !ok {
				r.t.Fatalf("%s: no column %q", r.p.Source, s.Column)
			}
			if slices.ContainsFunc(s.Where, func(c profile.Condition) bool { return row[columns[c.Column]] != c.Text }) {
				continue
			}
			text := row[col]
			if s.Require != "" && row[columns[s.Require]] == "" {
				text = ""
			}
			if mark, ok := s.Cells[text]; ok {
				y, _ := indicators.ParseYear(year)
				r.status[key{s.Variable, r.unit(code), y}] = mark.Status
				continue
			}
			if s.Weight != "" {
				text = strconv.FormatFloat(number(r, text)*number(r, row[columns[s.Weight]]), 'f', -1, 64)
			}
			r.observe(s.Variable, r.unit(code), year, text, "")
		}
	}
}

func number(r *reading, text string) float64 {
	v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil {
		r.t.Fatal(err)
	}
	return v
}

// budgets sums the positions of a file of budget reports by the definitions of
// the variables; a unit that has a report has 0 where it has no position.
func (r *reading) budgets(file string) {
	book, err := sheet.Open(file, sheet.Options{Encoding: "cp1250"})
	if err != nil {
		r.t.Fatal(err)
	}
	defer book.Close()
	var header []string
	sums := map[key]float64{}
	for row, err := range book.Rows(book.Sheets()[0].Name) {
		if err != nil {
			r.t.Fatal(err)
		}
		if header == nil {
			for col := 1; row.Cell(col).Text != ""; col++ {
				header = append(header, row.Cell(col).Text)
			}
			continue
		}
		v := func(column string) string { return row.Cell(slices.Index(header, column) + 1).Text }
		units := map[indicators.Level]indicators.TERYT{}
		switch v("PT") {
		case "2":
			units[indicators.LevelGmina] = r.unit(v("WK") + v("PK") + "011")
			units[indicators.LevelPowiat] = r.unit(v("WK") + v("PK") + "000")
		case "1":
			units[indicators.LevelPowiat] = r.unit(v("WK") + v("PK") + "000")
		default:
			units[indicators.LevelGmina] = r.unit(v("WK") + v("PK") + v("GK") + v("GT"))
		}
		y, err := indicators.ParseYear(v("ROK"))
		if err != nil || v("KWARTAL") != "4" || v("NAZWA") == "" {
			r.t.Fatalf("%s: %v", file, row)
		}
		position := indicators.Position{Chapter: v("ROZDZIAL"), Paragraph: v("PAR"), P4: v("PAR4")}
		plan, executed := number(r, v("R1")), number(r, v("R4"))
		if executed <= 0 || plan < executed {
			r.t.Errorf("%s: plan %v, executed %v", file, plan, executed)
		}
		for _, s := range r.p.Select {
			unit, ok := units[s.Level]
			if !ok || !s.Budget.InForce(y) {
				continue
			}
			amount := executed
			if s.Budget.Amount == indicators.AmountPlan {
				amount = plan
			}
			if !s.Budget.Counts(position, y) {
				amount = 0
			}
			sums[key{s.Variable, unit, y}] += amount
		}
	}
	for k, x := range sums {
		if _, twice := r.status[k]; twice {
			r.t.Errorf("%s: %v read twice", r.p.Source, k)
		}
		x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'f', 2, 64), 64) // whole grosze
		r.status[k], r.values[k] = indicators.OK, x
	}
}
