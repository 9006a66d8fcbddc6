package synth

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"miernik/indicators"
)

// firstExam is the first year of the eighth-grade exam.
const firstExam indicators.Year = 2019

// A school publishes no mean of fewer candidates.
const fewestCandidates = 5

// subjects of the eighth-grade exam with the national level of their means.
var subjects = []struct {
	name, variable string
	mean           float64
}{
	{"język polski", "e8_polski", 60}, {"matematyka", "e8_matematyka", 51}, {"język angielski", "e8_angielski", 62},
}

// writeExams writes what somebody summed from the boards' lists of schools: a
// row for each gmina, year and subject, an empty mean where too few sat.
func writeExams(m *model) error {
	from := max(m.o.From, firstExam)
	if m.o.KnownExams || from > m.o.To {
		return nil
	}
	p := profile{
		id: "synt-e8", titlePL: "Egzamin ósmoklasisty", titleEN: "Eighth-grade exam", publisher: "OKE",
		files: "oke/e8_SYNT_*.csv", format: "table", released: "09-30 of year",
		extra: []string{
			`encoding: utf-8`, `delimiter: ";"`, fmt.Sprintf("header: [%q, %q, Przedmiot]", codeColumn, yearColumn),
			fmt.Sprintf("unit: {column: %q}", codeColumn), fmt.Sprintf("year: {column: %q}", yearColumn), "label: Przedmiot",
		},
	}
	err := m.file(p.fileName(), func(w io.Writer) error {
		out := csv.NewWriter(w)
		out.Comma, out.UseCRLF = ';', true
		if err := out.Write([]string{codeColumn, nameColumn, yearColumn, "Przedmiot", "Zdający", "Średnia"}); err != nil {
			return err
		}
		for _, u := range m.gminas {
			if err := m.ctx.Err(); err != nil {
				return err
			}
			pupils := m.schools(u)["sp_uczniowie"]
			for y := from; y <= m.o.To; y++ {
				sat := count(0.118 * pupils[m.index(y)])
				for _, s := range subjects {
					m.summary.Cells += 2
					mean := ""
					if sat < fewestCandidates {
						m.gap(indicators.Cause(indicators.SuppressedSmallN), 2)
					} else {
						// A gmina of few candidates swings more.
						level := s.mean * m.course(u, s.variable, 0.07, 0.02+0.2/sat).at(y)
						mean = strings.Replace(strconv.FormatFloat(clamp(level, 31, 89), 'f', 2, 64), ".", ",", 1)
					}
					if err := out.Write([]string{string(u.TERYT), u.Name, strconv.Itoa(int(y)), s.name, strconv.Itoa(int(sat)), mean}); err != nil {
						return err
					}
				}
			}
		}
		out.Flush()
		return out.Error()
	})
	if err != nil {
		return err
	}
	var selects []string
	for _, s := range subjects {
		row := fmt.Sprintf("level: gmina, where: {Przedmiot: %s}", s.name)
		hidden := `aggregate: sum, cells: {"": suppressed_small_n}}`
		selects = append(selects,
			fmt.Sprintf("{variable: %s_zdajacy, %s, column: Zdający, require: Średnia, %s", s.variable, row, hidden),
			fmt.Sprintf("{variable: %s_suma, %s, column: Średnia, weight: Zdający, %s", s.variable, row, hidden))
	}
	return m.writeProfile(p, selects)
}
