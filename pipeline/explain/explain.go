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
	if !found {
		return nil, ErrNotInGrid
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
	return db.Each(ctx, `SELECT cause, owner, explanation_pl, explanation_en, expected_on, overdue FROM gap WHERE unit = ? AND variable = ? AND year = ?`, func(r *warehouse.Rows) error {
		t.Gap = &Gap{}
		return r.Scan(&t.Gap.Cause, &t.Gap.Owner, &t.Gap.ExplanationPL, &t.Gap.ExplanationEN, &t.Gap.Expected, &t.Gap.Overdue)
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
