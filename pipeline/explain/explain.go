// Package explain leads a figure back to the cells it was made from: formula,
// terms, and for each term every cell with file, sheet, place, snapshot hash
// and status. It reads the published file only.
package explain

import (
	"context"
	"errors"
	"time"

	"miernik/pipeline/warehouse"
)

// Figure is one indicator value with all it rests on.
type Figure struct {
	Unit, UnitName  string
	Indicator, Name string
	Year            int
	Value           *float64 // nil: missing
	Published       *float64 // rounded to the precision of the card
	UnitOfMeasure   string
	Formula         string
	Multiplier      float64
	Numerator       *float64
	Denominator     *float64
	Status          string
	Cause           string
	Flags           string
	Origin          string
	Terms           []Term
	Uses            []Use
	Imputed         []Imputed
}

// Imputed is a value that a fiche fills where the figure is missing. It counts
// in that fiche alone, in the score of the unit itself.
type Imputed struct {
	Fiche, Name      string
	Value, Published float64
	TypicalError     *float64 // per cent, on known cells
	Flags, Origin    string
	Terms            []ImputedTerm
}

// ImputedTerm is a filled term with its donors: cells of the same unit and
// variable in other years, or a group.
type ImputedTerm struct {
	Variable       string
	Year           int
	Value          float64
	Method         string
	From, To       *int   // years of the donors
	Group          string // of the donors
	Donors         int
	Verdict        string // of the test on known cells
	NamePL, NameEN string // of the method
}

// Term is one summand: coefficient × variable of a year.
type Term struct {
	Side, Variable, Name string
	Coefficient          string // exact, as p/q
	Factor               float64
	Year                 int
	Value                *float64
	Status, Flags, Sign  string
	Raw                  string
	Source, Origin       string
	Mapped               string // why the unit's code differs from the file's
	ChosenWhy            string
	Cells                []Cell
	Others               []Other
	Gap                  *Gap
}

// Cell is one cell of a file. Value × Weight is what it adds to the term.
type Cell struct {
	File, Member, Sheet, Cell string
	Snapshot                  string // sha256 of the file
	Value                     *float64
	Weight                    float64
	WeightCell, Label         string
	Share                     *float64
}

// Other is a value of another source that was not chosen.
type Other struct {
	Source, File, Sheet, Cell, Status string
	Value                             *float64
}

// Gap is why a term has no value.
type Gap struct {
	Cause, Owner, ExplanationPL, ExplanationEN string
	Expected                                   *time.Time
	Overdue                                    bool
	Best                                       *Fill
}

// Fill is the best tested way of filling a gap, which is not thereby used.
type Fill struct {
	Method, NamePL, NameEN string
	Value                  float64
	Error                  *float64 // median error on known cells, per cent
	N                      int      // cells it was tested on
}

// Use is a fiche that uses the figure, with what it adds to the score.
type Use struct {
	Fiche, Name, Role            string
	Weight                       int
	Normalised, Effective, Score *float64
}

// ErrNotInGrid is returned when no fiche expects the figure.
var ErrNotInGrid = errors.New("no such figure: the indicator is not expected for this unit and year")

// Explain reads one figure. unit is a TERYT code.
func Explain(ctx context.Context, db *warehouse.DB, unit, indicator string, year int) (*Figure, error) {
	f := &Figure{Unit: unit, Indicator: indicator, Year: year}
	found := false
	err := db.Each(ctx, `SELECT u.full_name, i.name_pl, v.value, v.value_published, i.unit_of_measure, i.formula, i.multiplier, v.numerator, v.denominator,
			v.status, coalesce(v.cause, ''), v.flags, v.origin
		FROM indicator_value v JOIN unit u ON u.teryt = v.unit JOIN indicator i USING (indicator)
		WHERE v.unit = ? AND v.indicator = ? AND v.year = ?`, func(r *warehouse.Rows) error {
		found = true
		return r.Scan(&f.UnitName, &f.Name, &f.Value, &f.Published, &f.UnitOfMeasure, &f.Formula, &f.Multiplier, &f.Numerator, &f.Denominator,
			&f.Status, &f.Cause, &f.Flags, &f.Origin)
	}, unit, indicator, year)
	if err != nil {
		return nil, err
	}
	if err := f.imputed(ctx, db); err != nil {
		return nil, err
	}
	if !found {
		// Between the years of a survey nothing is expected, yet a fiche may fill.
		if len(f.Imputed) == 0 {
			return nil, ErrNotInGrid
		}
		if err := f.card(ctx, db); err != nil {
			return nil, err
		}
	}
	if err := f.terms(ctx, db); err != nil {
		return nil, err
	}
	for i := range f.Terms {
		if err := f.Terms[i].trace(ctx, db, unit); err != nil {
			return nil, err
		}
	}
	return f, f.uses(ctx, db)
}

// card reads what a card says of a figure without a row of its own.
func (f *Figure) card(ctx context.Context, db *warehouse.DB) error {
	f.Status, f.Cause = "not_collected", "not_collected"
	return db.Each(ctx, `SELECT u.full_name, i.name_pl, i.unit_of_measure, i.formula, i.multiplier FROM unit u, indicator i WHERE u.teryt = ? AND i.indicator = ?`, func(r *warehouse.Rows) error {
		return r.Scan(&f.UnitName, &f.Name, &f.UnitOfMeasure, &f.Formula, &f.Multiplier)
	}, f.Unit, f.Indicator)
}

func (f *Figure) imputed(ctx context.Context, db *warehouse.DB) error {
	return db.Each(ctx, `SELECT m.fiche, x.name_pl, m.value, m.value_published, m.typical_error, m.flags, m.origin,
			t.variable, t.variable_year, t.value, t.method, t.donor_from, t.donor_to, coalesce(t.donor_group, ''), t.donors, t.verdict, coalesce(l.pl, t.method), coalesce(l.en, t.method)
		FROM imputed_value m JOIN fiche x USING (fiche)
		JOIN imputed_term t ON t.unit = m.unit AND t.fiche = m.fiche AND t.indicator = m.indicator AND t.year = m.year
		LEFT JOIN label l ON l.grp = 'fill' AND l.code = t.method
		WHERE m.unit = ? AND m.indicator = ? AND m.year = ? ORDER BY m.fiche, t.variable, t.variable_year`, func(r *warehouse.Rows) error {
		var m Imputed
		var t ImputedTerm
		if err := r.Scan(&m.Fiche, &m.Name, &m.Value, &m.Published, &m.TypicalError, &m.Flags, &m.Origin,
			&t.Variable, &t.Year, &t.Value, &t.Method, &t.From, &t.To, &t.Group, &t.Donors, &t.Verdict, &t.NamePL, &t.NameEN); err != nil {
			return err
		}
		if n := len(f.Imputed); n == 0 || f.Imputed[n-1].Fiche != m.Fiche {
			f.Imputed = append(f.Imputed, m)
		}
		last := &f.Imputed[len(f.Imputed)-1]
		last.Terms = append(last.Terms, t)
		return nil
	}, f.Unit, f.Indicator, f.Year)
}

func (f *Figure) terms(ctx context.Context, db *warehouse.DB) error {
	return db.Each(ctx, `SELECT t.side, t.variable, v.name_pl, t.coefficient_text, t.coefficient, CAST(? + t.year_offset AS INTEGER)
		FROM indicator_term t JOIN variable v USING (variable)
		WHERE t.indicator = ? AND ? BETWEEN coalesce(t.valid_from, 0) AND coalesce(t.valid_to, 9999)
		ORDER BY t.side DESC, t.variable, t.year_offset DESC`, func(r *warehouse.Rows) error {
		var t Term
		err := r.Scan(&t.Side, &t.Variable, &t.Name, &t.Coefficient, &t.Factor, &t.Year)
		f.Terms = append(f.Terms, t)
		return err
	}, f.Year, f.Indicator, f.Year)
}

// trace finds the cells of a term, or the cause of its gap.
func (t *Term) trace(ctx context.Context, db *warehouse.DB, unit string) error {
	err := db.Each(ctx, `SELECT chosen, value, status, flags, sign, raw, source, origin, mapped, chosen_why, file, member, sheet, coalesce(cell, ''), snapshot
		FROM observation WHERE unit = ? AND variable = ? AND year = ? ORDER BY chosen DESC, source, file, row, col`, func(r *warehouse.Rows) error {
		var chosen bool
		var o Term
		var c Cell
		if err := r.Scan(&chosen, &o.Value, &o.Status, &o.Flags, &o.Sign, &o.Raw, &o.Source, &o.Origin, &o.Mapped, &o.ChosenWhy,
			&c.File, &c.Member, &c.Sheet, &c.Cell, &c.Snapshot); err != nil {
			return err
		}
		if !chosen {
			t.Others = append(t.Others, Other{o.Source, c.File, c.Sheet, c.Cell, o.Status, o.Value})
			return nil
		}
		t.Value, t.Status, t.Flags, t.Sign, t.Raw = o.Value, o.Status, o.Flags, o.Sign, o.Raw
		t.Source, t.Origin, t.Mapped, t.ChosenWhy = o.Source, o.Origin, o.Mapped, o.ChosenWhy
		c.Value, c.Weight = o.Value, 1
		t.Cells = []Cell{c}
		return nil
	}, unit, t.Variable, t.Year)
	if err != nil {
		return err
	}
	if len(t.Cells) == 1 && t.Cells[0].Cell == "" {
		if err := t.aggregated(ctx, db, unit); err != nil {
			return err
		}
	}
	err = db.Each(ctx, `SELECT cause, owner, explanation_pl, explanation_en, expected_on, overdue FROM gap WHERE unit = ? AND variable = ? AND year = ?`, func(r *warehouse.Rows) error {
		t.Gap = &Gap{}
		return r.Scan(&t.Gap.Cause, &t.Gap.Owner, &t.Gap.ExplanationPL, &t.Gap.ExplanationEN, &t.Gap.Expected, &t.Gap.Overdue)
	}, unit, t.Variable, t.Year)
	if err != nil || t.Gap == nil {
		return err
	}
	return db.Each(ctx, `SELECT c.method, coalesce(l.pl, c.method), coalesce(l.en, c.method), c.value, o.median_percentage_error, o.n
		FROM fill_candidate c JOIN unit u ON u.teryt = c.unit
		JOIN fill_option o ON o.variable = c.variable AND o.level = u.level AND o.kind = '' AND o.method = c.method AND o.reach = c.tested_reach
		LEFT JOIN label l ON l.grp = 'fill' AND l.code = c.method
		WHERE c.best AND c.unit = ? AND c.variable = ? AND c.year = ?`, func(r *warehouse.Rows) error {
		t.Gap.Best = &Fill{}
		return r.Scan(&t.Gap.Best.Method, &t.Gap.Best.NamePL, &t.Gap.Best.NameEN, &t.Gap.Best.Value, &t.Gap.Best.Error, &t.Gap.Best.N)
	}, unit, t.Variable, t.Year)
}

// aggregated replaces the one cell by those the observation was summed from.
func (t *Term) aggregated(ctx context.Context, db *warehouse.DB, unit string) error {
	file, member := t.Cells[0].File, t.Cells[0].Member
	t.Cells = nil
	return db.Each(ctx, `SELECT file, member, sheet, cell, snapshot, value, weight, coalesce(weight_cell, ''), label, share
		FROM observation_cell WHERE unit = ? AND variable = ? AND year = ? AND source = ? AND file = ? AND member = ? ORDER BY sheet, row, col`, func(r *warehouse.Rows) error {
		var c Cell
		err := r.Scan(&c.File, &c.Member, &c.Sheet, &c.Cell, &c.Snapshot, &c.Value, &c.Weight, &c.WeightCell, &c.Label, &c.Share)
		t.Cells = append(t.Cells, c)
		return err
	}, unit, t.Variable, t.Year, t.Source, file, member)
}

func (f *Figure) uses(ctx context.Context, db *warehouse.DB) error {
	return db.Each(ctx, `SELECT fi.fiche, f.name_pl, fi.role, fi.weight, c.normalised, c.effective_weight, c.contribution
		FROM fiche_indicator fi JOIN fiche f USING (fiche)
		LEFT JOIN contribution c ON c.fiche = fi.fiche AND c.indicator = fi.indicator AND c.unit = ? AND c.year = ?
		WHERE fi.indicator = ? ORDER BY fi.fiche`, func(r *warehouse.Rows) error {
		var u Use
		err := r.Scan(&u.Fiche, &u.Name, &u.Role, &u.Weight, &u.Normalised, &u.Effective, &u.Score)
		f.Uses = append(f.Uses, u)
		return err
	}, f.Unit, f.Year, f.Indicator)
}
