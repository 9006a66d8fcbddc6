package synth

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
)

// Unit is a unit to write figures for.
type Unit struct {
	TERYT      indicators.TERYT
	Name       string
	Level      indicators.Level
	Kind       string
	Population int // persons on 31 December 2020, 0 unknown
}

// Options say what to write.
type Options struct {
	Dir      string // workspace folder; created if missing
	Units    []Unit // województwa, powiats and gminas in scope
	From, To indicators.Year
	Seed     uint64
	// Gaps is the share of cells that become a deliberate gap, 0..0.5. Residents,
	// area and total spending have none: without them nothing could be computed.
	Gaps float64
	// KnownPopulationYear is delivered by another source and left out of the
	// made-up population; 0: none.
	KnownPopulationYear indicators.Year
	// KnownExams: results of the eighth-grade exam are delivered by another source.
	KnownExams bool
}

// Summary says what was written.
type Summary struct {
	Files []string       // relative to Options.Dir, with slashes, in the order written
	Cells int            // figures: gmina or powiat × variable × year, gaps included
	Gaps  map[string]int // how many of them are deliberate gaps, by cause
}

const (
	minYear  indicators.Year = 2005
	maxYear  indicators.Year = 2040
	maxYears                 = 25 // a sheet of a workbook must hold them for all gminas
)

// step writes one file or a group of files that share their figures.
type step func(*model) error

// Generate writes gus/, mf/, men/, nid/, oke/, local/ and sources/synt-*.yaml below o.Dir. Files of
// an earlier call are replaced one by one; a file is either whole or not there.
func Generate(ctx context.Context, o Options) (Summary, error) {
	m, err := newModel(ctx, o)
	if err != nil {
		return Summary{}, fmt.Errorf("synth: %w", err)
	}
	steps := []step{
		writePopulation, writeAges, writeArea, writePreschool, writeSchools,
		writeCulture, writeLibraries, writeReading, writeFinance,
		writeSeries, writeBudgets, writeExtracts, writeExams,
		writeAdmissions, writeStaff, writeQuestionnaires,
	}
	for _, s := range steps {
		if err := s(m); err != nil {
			return m.summary, fmt.Errorf("synth: %w", err)
		}
	}
	return m.summary, nil
}

// model is the state of one call of Generate.
type model struct {
	ctx           context.Context
	o             Options
	first         indicators.Year // figures exist one year before From: formulas look a year back
	all           []Unit          // in order of their codes
	gminas        []Unit
	members       map[indicators.TERYT][]Unit // gminas of a powiat
	hasPowiats    bool
	catalogue     *catalog.Catalog
	picks         map[purpose]indicators.TERYT
	summary       Summary
	readingFrom   indicators.Year // first year of the survey that started late
	updated, made string          // dates printed in workbooks
}

// stamp is the time of export that stands in the names of files.
const stamp = "20250520101500"

func newModel(ctx context.Context, o Options) (*model, error) {
	m := &model{
		ctx: ctx, o: o, first: o.From - 1, updated: "2025-05-20", made: "2025-05-20T10:15:00Z",
		summary: Summary{Gaps: map[string]int{}}, readingFrom: o.From, members: map[indicators.TERYT][]Unit{},
	}
	switch {
	case o.Dir == "":
		return nil, fmt.Errorf("no folder given")
	case o.From < minYear || o.To > maxYear || o.From > o.To:
		return nil, fmt.Errorf("years %d–%d: expected %d–%d in order", o.From, o.To, minYear, maxYear)
	case int(o.To-o.From)+1 > maxYears:
		return nil, fmt.Errorf("%d years: at most %d", int(o.To-o.From)+1, maxYears)
	case !(o.Gaps >= 0 && o.Gaps <= 0.5):
		return nil, fmt.Errorf("share of gaps %v: expected 0 to 0.5", o.Gaps)
	}
	if err := m.sortUnits(); err != nil {
		return nil, err
	}
	var found diag.List
	if m.catalogue, found = catalog.Load(catalog.Builtin()); len(found) > 0 {
		return nil, fmt.Errorf("catalogue: %s: %s", found[0].Place, found[0].Message("en"))
	}
	if o.Gaps > 0 {
		m.readingFrom = min(o.From+2, o.To)
		m.picks = m.choose()
	}
	for _, dir := range []string{"gus", "local", "men", "mf", "nid", "oke", "sources"} {
		if err := os.MkdirAll(m.path(dir), 0o755); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (m *model) sortUnits() error {
	seen := map[indicators.TERYT]bool{}
	for _, u := range m.o.Units {
		if _, err := indicators.ParseTERYT(string(u.TERYT)); err != nil {
			return err
		}
		if seen[u.TERYT] {
			return fmt.Errorf("unit %s is given twice", u.TERYT)
		}
		if u.TERYT.Level() != u.Level {
			return fmt.Errorf("unit %s is no %s", u.TERYT, u.Level)
		}
		seen[u.TERYT] = true
		switch u.Level {
		case indicators.LevelGmina:
			m.gminas = append(m.gminas, u)
		case indicators.LevelPowiat:
			m.hasPowiats = true
		case indicators.LevelVoivodeship:
		default:
			return fmt.Errorf("unit %s: level %s is not written", u.TERYT, u.Level)
		}
		m.all = append(m.all, u)
	}
	if len(m.gminas) == 0 {
		return fmt.Errorf("no gminas in scope")
	}
	slices.SortFunc(m.gminas, byCode)
	slices.SortFunc(m.all, byCode)
	for _, u := range m.gminas {
		m.members[u.TERYT.Powiat()] = append(m.members[u.TERYT.Powiat()], u)
	}
	return nil
}

// units are those of a level, in order of their codes.
func (m *model) units(level indicators.Level) []Unit {
	if level != indicators.LevelPowiat {
		return m.gminas
	}
	var out []Unit
	for _, u := range m.all {
		if u.Level == level && len(m.members[u.TERYT]) > 0 {
			out = append(out, u)
		}
	}
	return out
}

// powiatOf is the powiat that a city is besides being a gmina.
func (m *model) powiatOf(city Unit) Unit {
	return Unit{TERYT: city.TERYT.Powiat(), Level: indicators.LevelPowiat, Name: city.Name}
}

func byCode(a, b Unit) int { return strings.Compare(string(a.TERYT), string(b.TERYT)) }

// printedName writes the name as the Local Data Bank does: "ŁÓDZKIE",
// "Powiat bełchatowski", "Powiat m.Łódź", "Bełchatów (1)".
func (u Unit) printedName() string {
	switch u.Level {
	case indicators.LevelVoivodeship:
		return strings.ToUpper(u.Name)
	case indicators.LevelPowiat:
		if strings.HasPrefix(u.Name, "Powiat ") {
			return u.Name
		}
		if u.city() {
			return "Powiat m." + u.Name
		}
		return "Powiat " + u.Name
	}
	return u.Name + " (" + string(u.TERYT[6]) + ")"
}

// length is the number of years figures exist for.
func (m *model) length() int { return int(m.o.To-m.first) + 1 }

func (m *model) year(i int) indicators.Year { return m.first + indicators.Year(i) }

func (m *model) index(y indicators.Year) int { return int(y - m.first) }

// gap counts a deliberate gap.
func (m *model) gap(cause indicators.Cause, n int) {
	if n > 0 {
		m.summary.Gaps[string(cause)] += n
	}
}
