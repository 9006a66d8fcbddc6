package synth

import (
	"fmt"
	"strconv"
	"strings"

	"miernik/indicators"
)

// questionnaire is a workbook that town halls or powiats filled in: a sheet
// for each service, with a row for each unit that runs it and each year.
type questionnaire struct {
	profile
	level  indicators.Level
	sheets []form
}

type form struct {
	name      string
	runs      service // who answers, "" everybody
	variables []string
}

func listQuestionnaires() []questionnaire {
	return []questionnaire{
		{profile: profile{id: "synt-ankieta-gmin", titlePL: "Ankieta urzędów gmin", titleEN: "Questionnaire of town halls", local: true, files: "local/ankieta_gmin_SYNT_*.xlsx", format: "table", released: "04-15 of year+1"},
			level: indicators.LevelGmina, sheets: []form{
				{"Dowóz", "", []string{"dow_przewozeni", "dow_zwrot", "dow_niepelnosprawni", "dow_uprawnieni", "dow_uprawnieni_objeci", "dow_ponad_60"}},
				{"Stołówki", "", []string{"sto_uczniowie", "sto_przedszkolaki", "sto_obiady", "sto_szkoly_kuchnia", "sto_szkoly_posilek"}},
				{"Świetlice", "", []string{"swi_uczniowie", "swi_swietlice", "swi_godziny", "swi_etaty"}},
				{"Pomoc materialna", "", []string{"pom_stypendysci", "pom_miesiace", "pom_kwota", "pom_dotacja", "pom_dotacja_wykorzystana"}},
				{"Nauczyciele", "", []string{"dos_nauczyciele", "dos_uczestnicy", "dos_wnioski", "dos_wnioski_przyznane", "spe_etaty_specjalistow"}},
				{"Muzea", museum, []string{"muz_muzea_wlasne", "muz_muzea_dostepne", "muz_zwiedzajacy_wlasne"}},
				{"Teatry", theatre, []string{"tea_instytucje_wlasne", "tea_widzowie_wlasne", "tea_widzowie_sala", "tea_miejsca_przedstawienia", "tea_premiery"}},
				{"Sport", "", []string{"spo_obiekty_jst", "spo_uczestnicy_rekreacji"}},
				{"Zabytki", "", []string{"zab_program_jest", "zab_ewidencja", "zab_ewidencja_rejestr", "zab_dotowane", "zab_dotacje_kwota", "zab_prace_wartosc"}},
			}},
		{profile: profile{id: "synt-ankieta-powiatow", titlePL: "Ankieta starostw i miast na prawach powiatu", titleEN: "Questionnaire of powiats and cities with powiat rights", publisher: "starostwo powiatowe", local: true, files: "local/ankieta_powiatow_SYNT_*.xlsx", format: "table", released: "04-15 of year+1"},
			level: indicators.LevelPowiat, sheets: []form{
				{"Szkoły", "", []string{"lo_miejsca", "pon_uczniowie_spoza", "spe_etaty_specjalistow", "kdo_kkz_zapisani", "kdo_kkz_ukonczyli"}},
				{"Poradnie", "", []string{"por_etaty", "por_dokumenty", "por_dni", "por_w_terminie"}},
				{"Internaty", boarding, []string{"int_etaty"}},
				{"Ośrodki", centre, []string{"osr_etaty", "osr_wychowankowie_spoza"}},
				{"Zajęcia pozaszkolne", youthCentre, []string{"wpz_uczestnicy_bezplatnie"}},
			}},
	}
}

// writeQuestionnaires writes the workbooks. Some units leave a sheet out.
func writeQuestionnaires(m *model) error {
	for _, q := range listQuestionnaires() {
		if len(m.units(q.level)) == 0 {
			continue
		}
		err := m.build(q.fileName(), q.titlePL, func(b *workbook) error {
			for _, f := range q.sheets {
				if err := b.sheet(f.name, func(g *grid) error { return m.formSheet(g, q, f) }); err != nil {
					return err
				}
			}
			return b.sheet("OPIS", m.localNote)
		})
		if err != nil {
			return err
		}
		q.extra = append(tableKeys(), "tables:")
		for _, f := range q.sheets {
			q.extra = append(q.extra, fmt.Sprintf("  - sheet: %q\n    select:\n      - %s", f.name, strings.Join(m.tableSelects(q.level, f.variables), "\n      - ")))
		}
		if err := m.writeProfile(q.profile, nil); err != nil {
			return err
		}
	}
	return nil
}

func (m *model) formSheet(g *grid, q questionnaire, f form) error {
	const top = 4
	for i, width := range []float64{12, 28, 8} {
		if err := g.sw.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := g.sw.SetColWidth(4, 3+len(f.variables), 24); err != nil {
		return err
	}
	if err := g.heading(1, 1, q.titlePL+": "+strings.ToLower(f.name)); err != nil {
		return err
	}
	if err := g.row(1, 2, "DANE ZMYŚLONE (PRZYKŁADOWE)"); err != nil {
		return err
	}
	var names []any
	for _, name := range m.columnNames(f.variables) {
		names = append(names, name)
	}
	if err := g.heading(1, top, names...); err != nil {
		return err
	}
	row := top
	for _, u := range m.units(q.level) {
		if err := m.ctx.Err(); err != nil {
			return err
		}
		if !m.runs(f.runs, u) {
			continue
		}
		answers := m.length() * len(f.variables)
		m.summary.Cells += answers
		if m.chance(m.o.Gaps, u, "silent "+f.name) {
			m.gap(indicators.LocalMissing, answers)
			continue
		}
		p := m.figuresOf(u).panel(f.variables)
		for y := m.first; y <= m.o.To; y++ {
			values := []any{string(u.TERYT), u.Name, strconv.Itoa(int(y))}
			for _, code := range f.variables {
				places := decimalsOf(m.catalogue.Variables[code].Value.Unit)
				values = append(values, m.typed(u, code, places, y, p[code][m.index(y)]))
			}
			row++
			if err := g.row(1, row, values...); err != nil {
				return err
			}
		}
	}
	return nil
}
