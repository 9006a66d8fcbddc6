package pipeline_test

import (
	"fmt"
	"testing"
	"time"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/pipeline/profile"
)

const alfa, beta, nowa = indicators.TERYT("1001012"), indicators.TERYT("1001022"), indicators.TERYT("1001032")

var dimensions = []indicators.Dimension{indicators.Quantity, indicators.Quality, indicators.Accessibility, indicators.Effectiveness}

// causesWorld has one variable for each cause. All are counts, so each is one
// indicator; weights are 10, of spis 20, of sam 0 (context).
func causesWorld(t *testing.T) *handWorld {
	w := newHandWorld(t, 2021, 2023, "2024-06-30", alfa, beta, nowa)
	// nowa is in the register of 1 January 2023 and not in that of 1 January 2022.
	u := w.register.Units[nowa]
	u.LastWithout, u.First = day(t, "2022-01-01"), day(t, "2023-01-01")
	w.register.Units[nowa] = u

	w.source("gus", profile.OwnerPublisher, "05-15 of year+1", 1, "znana", "wiersz", "znak", "ukryta", "mala", "zepsuta", "zapowiedz", "spoza")
	w.source("jesien", profile.OwnerPublisher, "10-31 of year+1", 1, "oczekiwana")
	w.source("plik", profile.OwnerPublisher, "04-30 of year+1", 1, "brakplik")
	w.source("gmina", profile.OwnerLocal, "04-15 of year+1", 1, "lokalna")
	w.source("spis", profile.OwnerPublisher, "10-31 of year+1", 2, "spis")
	w.variable("niczyja", indicators.Local)
	w.variable("niepub", indicators.Unpublished)
	w.variable("niezbier", indicators.Uncollected)
	for _, v := range []string{"znana", "wiersz", "znak", "ukryta", "mala", "zepsuta", "zapowiedz", "spoza", "oczekiwana", "brakplik", "lokalna", "spis", "niczyja", "niepub", "niezbier"} {
		w.count(v, dimensions[len(w.cat.Cards)%4])
	}
	w.service("usluga", item("znana", 10, nil), item("wiersz", 10, nil), item("znak", 10, nil), item("zepsuta", 10, nil), item("zapowiedz", 10, nil),
		item("oczekiwana", 10, nil), item("brakplik", 10, nil), item("lokalna", 10, nil), item("spis", 20, nil))
	w.service("druga", item("ukryta", 20, nil), item("mala", 20, nil), item("niczyja", 20, nil), item("niepub", 20, nil), item("niezbier", 20, nil))
	// Only who has any runs it: alfa does not, of nowa nobody knows.
	w.service("trzecia", item("spoza", 100, nil)).Applies.Where = &fiches.Condition{Variable: "znana", Op: ">", Value: 5}

	for y := indicators.Year(2021); y <= 2023; y++ {
		for _, u := range []indicators.TERYT{alfa, beta} {
			w.seen(u, "znana", y, fmt.Sprint(map[indicators.TERYT]int{alfa: 0, beta: 7}[u]))
			w.seen(u, "znak", y, "no_information x")
			w.seen(u, "ukryta", y, "secret #")
			w.seen(u, "mala", y, "suppressed_small_n")
			w.seen(u, "zepsuta", y, "parse_error")
			w.seen(u, "zapowiedz", y, "pending n")
			if y < 2023 {
				w.seen(u, "oczekiwana", y, "3")
				w.seen(u, "brakplik", y, "3")
				w.seen(u, "lokalna", y, "3")
			}
			if y != 2022 {
				w.seen(u, "spis", y, "4")
			}
		}
		w.seen(alfa, "wiersz", y, "1")
	}
	return w
}

// Every cell of the grid that has no value, with cause, owner, date and weight.
func TestGapsOfEachCause(t *testing.T) {
	db := causesWorld(t).derive()
	same(t, "gaps of beta, 2023", lines(t, db, `SELECT variable, cause, owner_kind, expected_on, overdue, due, severity, extent, units, units_expected FROM gap WHERE unit = '1001022' AND year = 2023 ORDER BY variable`), `
		brakplik source_absent operator 2024-04-30 true true 10 all 3 3
		lokalna local_missing local 2024-04-15 true true 10 all 3 3
		mala suppressed_small_n nobody – false true 20 all 3 3
		niczyja local_missing local – false false 20 all 3 3
		niepub not_published_at_level publisher – false false 20 all 3 3
		niezbier not_collected working_group – false false 20 all 3 3
		oczekiwana pending publisher 2024-10-31 false false 10 all 3 3
		spoza source_absent operator 2024-05-15 true true 100 all 2 2
		ukryta secret nobody – false true 20 all 3 3
		wiersz source_absent operator 2024-07-01 false true 10 some 2 3
		zapowiedz pending publisher 2024-05-15 true true 10 all 3 3
		zepsuta parse_error operator 2024-07-01 false true 10 all 3 3
		znak no_information publisher – false true 10 all 3 3`)
	// alfa does not run the third service: nothing is asked of it there. A
	// survey every two years skips 2022.
	same(t, "gaps of alfa, 2022", lines(t, db, `SELECT variable, cause, expected_on, owner FROM gap WHERE unit = '1001012' AND year = 2022 AND variable IN ('spoza', 'spis', 'wiersz', 'znak', 'niczyja', 'niepub') ORDER BY 1`), `
		niczyja local_missing – urząd gminy
		niepub not_published_at_level – badanie niepub
		spis not_collected – grupa robocza
		znak no_information – wydawca gus`)
	same(t, "words", lines(t, db, `SELECT explanation_pl FROM gap WHERE unit = '1001022' AND (variable, year) IN (('spis', 2022), ('wiersz', 2023), ('znak', 2023), ('zapowiedz', 2023), ('oczekiwana', 2023)) ORDER BY variable`), `
		wydawca jesien opublikuje dane za 2023 r. około 2024-10-31.
		Badanie co 2 lata; w 2022 r. danych nie zbierano, następne są za 2023 r.
		W pliku gus.csv nie ma wiersza tej jednostki.
		Termin publikacji (2024-05-15) minął; danych nie ma od 46 dni.
		wydawca gus nie podaje wartości (znak „x”).`)
	// nowa: before it was born nothing is expected; between the registers it is
	// a change of units; then it is a unit like others. What decides whether it
	// runs the third service is missing: that is worth the whole service.
	same(t, "gaps of a new unit", lines(t, db, `SELECT year, cause, owner_kind, severity, count(*) FROM gap WHERE unit = '1001032' AND variable = 'znana' GROUP BY ALL ORDER BY ALL`), `
		2022 structure_change register 110 1
		2023 source_absent operator 110 1`)
	same(t, "years of a new unit", lines(t, db, `SELECT DISTINCT year FROM gap WHERE unit = '1001032' ORDER BY 1`), "2022\n2023")
}

// One cause a missing cell, and no cell of the grid in neither: what the fiches
// need of the world is counted by hand.
func TestGapsAreTheGridWithoutItsValues(t *testing.T) {
	db := causesWorld(t).derive()
	same(t, "twice", lines(t, db, `SELECT unit, variable, year FROM gap GROUP BY ALL HAVING count(*) > 1`), "")
	// 14 variables of unconditional services × (alfa, beta: 3 years; nowa: 2) and
	// spoza: beta 3 years, nowa 2.
	same(t, "cells", lines(t, db, `SELECT CAST(sum(cells) AS INTEGER), CAST(sum(known) AS INTEGER) FROM quality_variable`), fmt.Sprintf("%d %d", 14*8+5, 6+3+12+4))
	same(t, "gaps", lines(t, db, `SELECT count(*) FROM gap`), fmt.Sprint(14*8+5-6-3-12-4))
	same(t, "completeness of sources", lines(t, db, `SELECT source, cells, known, due, completeness, years_due, years_delivered, punctuality, next_year, next_on, next_overdue FROM quality_source WHERE source IN ('jesien', 'spis', 'plik') ORDER BY 1`), `
		jesien 8 4 0 50 2 2 100 2023 2024-10-31 false
		plik 8 4 3 50 3 2 66.7 2023 2024-04-30 true
		spis 5 4 0 80 1 1 100 2025 2026-10-31 false`)
	same(t, "calendar", lines(t, db, `SELECT year, state FROM source_year WHERE source = 'spis' ORDER BY 1`), "2021 complete\n2022 not_surveyed\n2023 partial")
}

func day(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
