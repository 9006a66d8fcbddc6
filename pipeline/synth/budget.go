package synth

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"miernik/indicators"
)

// spending is a line of a budget: the part of a figure that is booked on a
// chapter and paragraph, in the years it is booked there.
type spending struct {
	chapter, paragraph string
	figure             string
	share              float64
	from, to           indicators.Year // 0: open
}

var gminaSpending = []spending{
	{"60016", "605", "inwestycje", 1, 0, 0},
	{"75023", "401", "wydatki_pozostale", 0.4, 0, 0},
	{"90003", "430", "wydatki_pozostale", 0.6, 0, 0},
	// Pay of teachers was set apart in 2022, special organisation of teaching in 2015.
	{"80101", "401", "sp_place_nauczycieli", 1, 0, 2021},
	{"80101", "479", "sp_place_nauczycieli", 1, 2022, 0},
	{"80101", "401", "sp_place_80101", 0.21, 0, 0},
	{"80101", "411", "sp_place_80101", 0.17, 0, 0},
	{"80101", "421", "sp_rzeczowe", 1, 0, 0},
	{"80101", "401", "sp_wydatki_80150", 0.7, 0, 2014},
	{"80101", "424", "sp_wydatki_80150", 0.3, 0, 2014},
	{"80150", "401", "sp_place_80150", 0.83, 2015, 0},
	{"80150", "411", "sp_place_80150", 0.17, 2015, 0},
	{"80150", "424", "sp_wydatki_80150", 0.3, 2015, 0},
	{"80103", "401", "pp_wydatki_80103", 1, 0, 0},
	{"80104", "401", "pp_wydatki_80104", 0.7, 0, 0},
	{"80104", "421", "pp_wydatki_80104", 0.3, 0, 0},
	{"80104", "254", "pp_dotacje", 1, 0, 0},
	{"80105", "401", "pp_wydatki_80105", 1, 0, 0},
	{"80106", "401", "pp_wydatki_80106", 1, 0, 0},
	{"80149", "401", "pp_wydatki_80149", 1, 2015, 0},
	{"85401", "401", "swi_wydatki", 1, 0, 2021},
	{"80107", "401", "swi_wydatki", 1, 2022, 0},
	{"80113", "430", "dow_wydatki_80113", 1, 0, 0},
	{"80146", "470", "dos_wydatki", 1, 0, 0},
	{"80148", "401", "sto_wydatki_80148", 1, 0, 0},
	{"80148", "422", "sto_wydatki_80148", 0.8, 0, 0}, // food, which the variable leaves out
	{"80153", "424", "podreczniki", 1, 2018, 0},
	{"85415", "324", "pom_wydatki_85415", 1, 0, 0},
	{"85416", "324", "pom_wydatki_85416", 1, 2018, 0},
	{"92106", "248", "tea_wydatki", 1, 0, 0},
	{"92109", "248", "dk_dotacja_92109", 1, 0, 0},
	{"92109", "430", "dk_pozostale_92109", 1, 0, 0},
	{"92109", "605", "kul_wydatki_majatkowe", 1, 0, 0},
	{"92110", "248", "muz_wydatki_92110", 1, 0, 0},
	{"92113", "248", "dk_wydatki_92113", 1, 0, 0},
	{"92116", "248", "bib_wydatki_92116", 1, 0, 0},
	{"92118", "248", "muz_wydatki_92118", 1, 0, 0},
	{"92120", "272", "zab_dotacje_kwota", 1, 0, 0},
	{"92120", "434", "zab_utrzymanie", 1, 0, 0},
	{"92195", "236", "kul_dotacje_ngo", 1, 0, 0},
	{"92601", "421", "spo_wydatki_92601", 1, 0, 0},
	{"92601", "605", "spo_inwestycje", 1, 0, 0},
	{"92605", "282", "spo_dotacje", 1, 0, 0},
}

var powiatSpending = []spending{
	{"60014", "605", "inwestycje", 1, 0, 0},
	{"75020", "401", "wydatki_pozostale", 1, 0, 0},
	{"80102", "401", "spe_wydatki", 0.58, 0, 0},
	{"80134", "401", "spe_wydatki", 0.17, 0, 0},
	{"80152", "401", "spe_wydatki", 0.25, 0, 0},
	{"80115", "401", "zaw_wydatki_80115", 0.78, 2018, 0},
	{"80117", "401", "zaw_wydatki_80115", 0.22, 2018, 0},
	{"80130", "401", "zaw_wydatki_80115", 1, 0, 2017},
	{"80120", "401", "place_nauczycieli", 1, 0, 2021},
	{"80120", "479", "place_nauczycieli", 1, 2022, 0},
	{"80120", "421", "lo_rzeczowe", 1, 0, 0},
	{"80120", "254", "lo_dotacje", 1, 0, 0},
	{"80140", "254", "kdo_dotacje", 1, 0, 2017},
	{"80116", "254", "kdo_dotacje", 1, 2018, 0},
	{"80140", "401", "kdo_wlasne", 0.7, 0, 0},
	{"80151", "401", "kdo_wlasne", 0.3, 0, 0},
	{"80146", "470", "dos_wydatki", 1, 0, 0},
	{"85403", "401", "osr_wydatki", 0.7, 0, 0},
	{"85420", "401", "osr_wydatki", 0.3, 0, 0},
	{"85406", "401", "por_wydatki_85406", 1, 0, 0},
	{"85407", "401", "wpz_wydatki_85407", 1, 0, 0},
	{"85410", "401", "int_wydatki_85410", 1, 0, 0},
	{"85416", "324", "pom_wydatki_85416", 1, 2018, 0},
	{"92116", "248", "biblioteka_powiatu", 1, 0, 0},
}

// line is where an amount is booked.
type line struct{ chapter, paragraph string }

// lines are all lines of budgets, in order.
var lines = func() []line {
	var out []line
	for _, s := range slices.Concat(gminaSpending, powiatSpending) {
		out = append(out, line{s.chapter, s.paragraph})
	}
	slices.SortFunc(out, func(a, b line) int {
		return cmp.Or(strings.Compare(a.chapter, b.chapter), strings.Compare(a.paragraph, b.paragraph))
	})
	return slices.Compact(out)
}()

// report is the spending of a unit: by line, then by year, in zł. A city with
// powiat rights has one budget for both of its roles.
type report [][]float64

func (m *model) report(u Unit) report {
	out := make(report, len(lines))
	m.spend(out, u)
	if u.city() {
		m.spend(out, m.powiatOf(u))
	}
	return out
}

func (m *model) spend(out report, u Unit) {
	table := gminaSpending
	if u.Level == indicators.LevelPowiat {
		table = powiatSpending
	}
	f := m.figuresOf(u)
	for _, s := range table {
		n := slices.Index(lines, line{s.chapter, s.paragraph})
		for i, x := range f.of(s.figure) {
			if y := m.year(i); y < s.from || s.to != 0 && y > s.to || x <= 0 {
				continue
			}
			if out[n] == nil {
				out[n] = make([]float64, m.length())
			}
			out[n][i] = decimals(out[n][i]+s.share*x, 2)
		}
	}
}

// division sums the lines of a division, "" for all.
func (r report) division(code string) []float64 {
	var out []float64
	for n, amounts := range r {
		for i, x := range amounts {
			if out == nil {
				out = make([]float64, len(amounts))
			}
			if strings.HasPrefix(lines[n].chapter, code) {
				out[i] = decimals(out[i]+x, 2)
			}
		}
	}
	return out
}

// budgets calls f for every local government in order of codes: gminas,
// powiats, and cities with powiat rights once.
func (m *model) budgets(f func(Unit, report) error) error {
	return m.inOrder(func(u Unit) error {
		if u.Level == indicators.LevelVoivodeship || u.Level == indicators.LevelPowiat && u.city() {
			return nil
		}
		return f(u, m.report(u))
	})
}

// budgetVariables are the variables that the reports give, at their levels.
func (m *model) budgetVariables() (out []budgetVariable) {
	for _, code := range m.catalogue.VariableCodes() {
		v := m.catalogue.Variables[code].Value
		if v.Budget == nil || v.Budget.Report != indicators.Rb28S {
			continue
		}
		for _, level := range m.levels() {
			if slices.Contains(v.Levels, level) {
				out = append(out, budgetVariable{code, level, v.Budget})
			}
		}
	}
	return out
}

type budgetVariable struct {
	code   string
	level  indicators.Level
	budget *indicators.Budget
}

// writeBudgets writes the reports Rb-28S of all units, a file a year: a DBF in
// a ZIP, one record a position. Some reports are missing in some years.
func writeBudgets(m *model) error {
	p := profile{
		id: "synt-rb28s", titlePL: "Sprawozdania Rb-28S jednostek samorządu", titleEN: "Reports Rb-28S of local governments", publisher: "Ministerstwo Finansów",
		files: "mf/RB28S_SYNT_*.zip", format: "rb", released: "05-31 of year+1",
		extra: []string{"encoding: cp1250", "label: NAZWA", "budget: {report: Rb-28S}"},
	}
	records := make([]int, m.length())
	variables := m.budgetVariables()
	err := m.budgets(func(u Unit, r report) error {
		for y := m.o.From; y <= m.o.To; y++ {
			held := 0
			for _, v := range variables {
				if (v.level == u.Level || u.city()) && v.budget.InForce(y) {
					held++
				}
			}
			m.summary.Cells += held
			if m.noReport(u, y) {
				m.gap(indicators.Cause(indicators.SourceAbsent), held)
				continue
			}
			for _, amounts := range r {
				if amounts != nil && amounts[m.index(y)] > 0 {
					records[m.index(y)]++
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := m.budgetFiles(m.o.From, records, nil); err != nil {
		return err
	}
	var selects []string
	for _, v := range variables {
		selects = append(selects, fmt.Sprintf("{variable: %s, level: %s}", v.code, v.level))
	}
	return m.writeProfile(p, selects)
}

// budgetFiles opens the files of the years from y on, then fills them together.
func (m *model) budgetFiles(y indicators.Year, records []int, open []*dbf) error {
	if y <= m.o.To {
		return m.zipped(fmt.Sprintf("mf/RB28S_SYNT_%d_%s.zip", y, stamp), ".dbf", func(w io.Writer) error {
			d, err := newDBF(w, budgetFields, records[m.index(y)])
			if err == nil {
				err = m.budgetFiles(y+1, records, append(open, d))
			}
			if err == nil {
				err = d.end()
			}
			return err
		})
	}
	return m.budgets(func(u Unit, r report) error {
		code := []string{string(u.TERYT[:2]), string(u.TERYT[2:4]), string(u.TERYT[4:6]), string(u.TERYT[6]), "0"}
		switch {
		case u.city():
			code = append(code[:2], "00", "0", "2")
		case u.Level == indicators.LevelPowiat:
			code[4] = "1"
		}
		for k, d := range open {
			y := m.o.From + indicators.Year(k)
			if m.noReport(u, y) {
				continue
			}
			for n, amounts := range r {
				if amounts == nil || amounts[m.index(y)] <= 0 {
					continue
				}
				x := amounts[m.index(y)]
				plan := strconv.FormatFloat(count(1.015*x)+1, 'f', 2, 64)
				err := d.record(strconv.Itoa(int(y)), "4", code[0], code[1], code[2], code[3], code[4], u.Name,
					lines[n].chapter, lines[n].paragraph, "0", plan, strconv.FormatFloat(x, 'f', 2, 64))
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// noReport tells the reports that are missing in the file of a year.
func (m *model) noReport(u Unit, y indicators.Year) bool {
	return share(mix(m.key("no report", string(u.TERYT)), uint64(y))) < m.o.Gaps/4
}
