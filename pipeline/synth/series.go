package synth

import (
	"miernik/indicators"
)

// series is an export of the Local Data Bank that the catalogue describes:
// names and units of measure are those of the variables.
type series struct {
	profile
	level     indicators.Level
	variables []string
	every     int             // a survey every n years,
	anchor    indicators.Year // one of which is this
}

// listSeries are the exports beside those of the first services.
func listSeries() []series {
	const crel = "bdl-crel"
	return []series{
		{profile: profile{id: "synt-ludnosc-powiaty", titlePL: "Ludność powiatów według wieku", titleEN: "Population of powiats by age", files: "gus/LUDP_SYNT_CTAB_*.csv", format: "bdl-ctab", released: "05-15 of year+1"},
			level: indicators.LevelPowiat, variables: []string{"ludnosc_0_6", "ludnosc_3_18", "ludnosc_5_19", "ludnosc_produkcyjna"}},
		{profile: profile{id: "synt-szkoly-powiaty", titlePL: "Szkoły ponadpodstawowe i internaty", titleEN: "Upper-secondary schools and boarding houses", files: "gus/SZPO_SYNT_CREL_*.zip", format: crel, released: "09-30 of year+1"},
			level: indicators.LevelPowiat, variables: []string{"lo_uczniowie", "lo_matura_zdali", "lo_matura_zdajacy", "zaw_uczniowie_technika", "zaw_uczniowie_branzowe", "int_miejsca", "int_wychowankowie"}},
		{profile: profile{id: "synt-muzea-teatry", titlePL: "Muzea, galerie, teatry i instytucje muzyczne", titleEN: "Museums, galleries, theatres and musical institutions", files: "gus/MUZE_SYNT_CREL_*.zip", format: crel, released: "07-15 of year+1"},
			level: indicators.LevelGmina, variables: []string{"muz_zwiedzajacy", "muz_wystawy_czasowe", "muz_wystawy_galerie", "muz_uczestnicy_zajec", "tea_instytucje", "tea_widzowie", "tea_przedstawienia_sala"}},
		{profile: profile{id: "synt-sport", titlePL: "Kluby sportowe", titleEN: "Sports clubs", files: "gus/SPOR_SYNT_CREL_*.zip", format: crel, released: "08-31 of year+1"},
			level: indicators.LevelGmina, variables: []string{"spo_cwiczacy"}, every: 2, anchor: 2018},
		{profile: profile{id: "synt-sport-obiekty", titlePL: "Obiekty sportowe", titleEN: "Sports facilities", files: "gus/SPOB_SYNT_CREL_*.zip", format: crel, released: "10-31 of year+1"},
			level: indicators.LevelGmina, variables: []string{"spo_obiekty_bdl"}, every: 4, anchor: 2018},
	}
}

// writeSeries writes the exports that have a year in the period.
func writeSeries(m *model) error {
	for _, s := range listSeries() {
		if len(m.units(s.level)) == 0 {
			continue
		}
		d := &dataset{
			profile: s.profile, dims: []string{"Wyszczególnienie"}, level: s.level, from: m.first, to: m.o.To,
			figures: func(m *model, u Unit) panel { return m.figuresOf(u).panel(s.variables) },
			causes:  []indicators.Status{indicators.NoInformation}, plain: s.format == "bdl-ctab",
		}
		if s.every > 1 {
			// The survey year at or before the first year, so that the profile tells off-years from missing ones.
			n := indicators.Year(s.every)
			d.covers = m.first - ((m.first-s.anchor)%n+n)%n
		}
		for _, code := range s.variables {
			v := m.catalogue.Variables[code].Value
			d.columns = append(d.columns, column{variable: code, parts: []string{v.Name.PL}, unit: v.Unit, decimals: decimalsOf(v.Unit), every: s.every})
		}
		if d.width() == 0 {
			continue // no survey in these years
		}
		var err error
		if d.plain {
			err = m.file(d.fileName(), m.crossTable(d, nil, nil))
		} else {
			err = m.zipped(d.fileName(), ".csv", m.relational(d))
		}
		if err == nil {
			err = m.writeDatasetProfile(d, s.level)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
