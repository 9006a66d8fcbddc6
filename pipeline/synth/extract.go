package synth

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"miernik/indicators"
)

// extract is what somebody made of a public register or survey: a CSV table
// with a row for each unit and year.
type extract struct {
	profile
	level     indicators.Level
	variables []string
}

func listExtracts() []extract {
	const education, exams = "MEN", "OKE"
	return []extract{
		{profile: profile{id: "synt-sio-gminy", titlePL: "System Informacji Oświatowej, zestawienie gmin", titleEN: "Education Information System, by gmina", publisher: education, files: "men/SIO_gminy_SYNT_*.csv", released: "08-31 of year+1"},
			level: indicators.LevelGmina, variables: []string{"pp_dzieci_roczne", "pp_dzieci_przedszkola_jst", "sp_szkoly_jst", "uczniowie_ogolem", "uczniowie_dzieci_jst",
				"spe_uczniowie", "spe_uczniowie_jst", "pom_uczniowie_iv", "dos_etaty"}},
		{profile: profile{id: "synt-sio-powiaty", titlePL: "System Informacji Oświatowej, zestawienie powiatów", titleEN: "Education Information System, by powiat", publisher: education, files: "men/SIO_powiaty_SYNT_*.csv", released: "08-31 of year+1"},
			level: indicators.LevelPowiat, variables: []string{"sp_absolwenci", "uczniowie_ogolem", "uczniowie_dzieci_jst", "lo_uczniowie_jst", "lo_oddzialy_jst", "zaw_uczniowie_jst", "zaw_zawody",
				"kdo_sluchacze", "kdo_sluchacze_jst", "spe_uczniowie", "spe_uczniowie_wlaczeni", "spe_uczniowie_jst", "spe_wwr", "int_wychowankowie_jst",
				"osr_miejsca", "osr_wychowankowie", "osr_wychowankowie_jst", "por_objeci", "wpz_uczestnicy", "wpz_uczestnicy_jst"}},
		{profile: profile{id: "synt-egzaminy-zawodowe", titlePL: "Egzaminy zawodowe", titleEN: "Vocational exams", publisher: exams, files: "oke/zawodowe_SYNT_*.csv", released: "09-15 of year"},
			level: indicators.LevelPowiat, variables: []string{"zaw_egzamin_zdali", "zaw_egzamin_zdajacy", "kdo_egzamin_zdali", "kdo_egzamin_zdajacy"}},
		{profile: profile{id: "synt-zabytki", titlePL: "Rejestr zabytków nieruchomych", titleEN: "Register of immovable monuments", publisher: "NID", files: "nid/rejestr_SYNT_*.csv", released: "03-31 of year+1"},
			level: indicators.LevelGmina, variables: []string{"zab_rejestr"}},
		{profile: profile{id: "synt-subwencja", titlePL: "Część oświatowa subwencji ogólnej", titleEN: "Education part of the general subsidy", publisher: "Ministerstwo Finansów", files: "mf/subwencja_SYNT_*.csv", released: "03-31 of year+1"},
			level: indicators.LevelGmina, variables: []string{"ed_subwencja"}},
	}
}

// The first columns of a table of units and years.
const (
	codeColumn = "Kod TERYT"
	nameColumn = "Nazwa"
	yearColumn = "Rok"
)

// columnNames are the headings of a table: the names of its variables.
func (m *model) columnNames(variables []string) []string {
	out := []string{codeColumn, nameColumn, yearColumn}
	for _, code := range variables {
		out = append(out, m.catalogue.Variables[code].Value.Name.PL)
	}
	return out
}

// tableSelects are the selections of a table with such headings.
func (m *model) tableSelects(level indicators.Level, variables []string) (out []string) {
	for _, code := range variables {
		out = append(out, fmt.Sprintf("{variable: %s, level: %s, column: %s}", code, level, strconv.Quote(m.catalogue.Variables[code].Value.Name.PL)))
	}
	return out
}

// tableKeys say how such a table is recognised.
func tableKeys() []string {
	return []string{
		fmt.Sprintf("header: [%q, %q, %q]", codeColumn, nameColumn, yearColumn),
		fmt.Sprintf("unit: {column: %q}", codeColumn),
		fmt.Sprintf("year: {column: %q}", yearColumn),
	}
}

// writeExtracts writes the tables; some rows are missing.
func writeExtracts(m *model) error {
	for _, e := range listExtracts() {
		units := m.units(e.level)
		if len(units) == 0 {
			continue
		}
		e.format, e.extra = "table", append(tableKeys(), `encoding: utf-8`, `delimiter: ";"`)
		err := m.file(e.fileName(), func(w io.Writer) error {
			out := csv.NewWriter(w)
			out.Comma, out.UseCRLF = ';', true
			if err := out.Write(m.columnNames(e.variables)); err != nil {
				return err
			}
			for _, u := range units {
				if err := m.ctx.Err(); err != nil {
					return err
				}
				p := m.figuresOf(u).panel(e.variables)
				for y := m.first; y <= m.o.To; y++ {
					m.summary.Cells += len(e.variables)
					if share(mix(m.key("no row", e.id, string(u.TERYT)), uint64(y))) < m.o.Gaps/4 {
						m.gap(indicators.Cause(indicators.SourceAbsent), len(e.variables))
						continue
					}
					row := []string{string(u.TERYT), u.Name, strconv.Itoa(int(y))}
					for _, code := range e.variables {
						v := cell{value: p[code][m.index(y)], decimals: decimalsOf(m.catalogue.Variables[code].Value.Unit)}
						row = append(row, v.text())
					}
					if err := out.Write(row); err != nil {
						return err
					}
				}
			}
			out.Flush()
			return out.Error()
		})
		if err == nil {
			err = m.writeProfile(e.profile, m.tableSelects(e.level, e.variables))
		}
		if err != nil {
			return err
		}
	}
	return nil
}
