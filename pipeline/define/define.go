// Package define writes definitions into the warehouse as rows: variables,
// cards with their terms, fiches with their weights, sources, units. No SQL is
// made from formulas; the stages join these rows.
package define

import (
	"cmp"
	"context"
	"math/big"
	"slices"
	"strings"
	"time"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/pipeline/correction"
	"miernik/pipeline/peers"
	"miernik/pipeline/practice"
	"miernik/pipeline/profile"
	"miernik/pipeline/register"
	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

// Definitions is all that a run computes by.
type Definitions struct {
	Catalog  *catalog.Catalog
	Fiches   *fiches.Set // nil: none
	Profiles []*profile.Profile
	Register *register.Register

	Corrections []correction.Correction
	Mappings    *register.Mappings
	Peers       *peers.Definitions
	Practices   []practice.Practice
}

// table is the rows of one table.
type table struct {
	name string
	rows [][]any
}

// Run fills the definition tables.
func Run(ctx context.Context, db *warehouse.DB, d Definitions, cfg workspace.Config) error {
	err := appendAll(ctx, db, []table{
		{"unit", units(d.Register, cfg)},
		{"unit_change", unitChanges(d.Register)},
		{"source", append(sources(d.Profiles), correctionSource(d.Corrections)...)},
		{"source_variable", sourceVariables(d.Profiles)},
		{"peer_indicator", peerIndicators(d.Catalog, d.Peers.Likenesses(cfg.Schemes))},
		{"good_practice", practices(d.Practices)},
	})
	if err != nil {
		return err
	}
	return Catalogue(ctx, db, d.Catalog, cmp.Or(d.Fiches, &fiches.Set{}), cfg.From, cfg.To)
}

// Catalogue fills the tables of variables, cards, fiches and hierarchies: of
// each fiche the version that is in force in the period.
func Catalogue(ctx context.Context, db *warehouse.DB, cat *catalog.Catalog, set *fiches.Set, from, to indicators.Year) error {
	tables := []table{
		{"variable", variables(cat)},
		{"variable_origin", origins(cat)},
		{"variable_part", variableParts(cat)},
		{"variable_budget", variableBudgets(cat)},
		{"variable_chapter", variableChapters(cat)},
		{"budget_chapter", budgetChapters(cat)},
		{"indicator", indicatorRows(cat)},
		{"indicator_term", terms(cat)},
		{"indicator_break", breaks(cat)},
		{"indicator_noise", noise(cat)},
		{"label", labels()},
	}
	return appendAll(ctx, db, append(tables, ficheTables(cat, set, from, to)...))
}

func appendAll(ctx context.Context, db *warehouse.DB, tables []table) error {
	for _, t := range tables {
		if err := db.Append(ctx, t.name, t.rows); err != nil {
			return err
		}
	}
	return nil
}

func sortedUnits(r *register.Register) []register.Unit {
	out := make([]register.Unit, 0, len(r.Units))
	for _, u := range r.Units {
		out = append(out, u)
	}
	slices.SortFunc(out, func(a, b register.Unit) int { return strings.Compare(string(a.TERYT), string(b.TERYT)) })
	return out
}

func units(r *register.Register, cfg workspace.Config) [][]any {
	var rows [][]any
	for _, u := range sortedUnits(r) {
		var powiat, powiatName, woj, wojName, first, without any
		if u.Level == indicators.LevelGmina || u.Level == indicators.LevelPowiat {
			powiat, powiatName = string(u.TERYT.Powiat()), r.Units[u.TERYT.Powiat()].Name
		}
		if u.Level != indicators.LevelCountry {
			woj, wojName = string(u.TERYT.Voivodeship()), strings.ToLower(r.Units[u.TERYT.Voivodeship()].Name)
		}
		if !u.First.IsZero() {
			first, without = warehouse.Date(u.First), warehouse.Date(u.LastWithout)
		}
		rows = append(rows, []any{string(u.TERYT), u.Name, u.FullName(), string(u.Level), u.Kind, string(u.Parent()),
			powiat, powiatName, woj, wojName, u.CityPowiat, cfg.InScope(u.TERYT), first, without})
	}
	return rows
}

func unitChanges(r *register.Register) [][]any {
	var rows [][]any
	for _, c := range r.Changes {
		rows = append(rows, []any{string(c.Old), orNull(string(c.New)), c.Kind, c.Reason, day(c.From), day(c.To), c.Verified})
	}
	return rows
}

func day(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return warehouse.Date(t)
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func year(y indicators.Year) any {
	if y == 0 {
		return nil
	}
	return int16(y)
}

func sources(profiles []*profile.Profile) [][]any {
	var rows [][]any
	for _, p := range profiles {
		var month, day, lag any
		if p.Released != nil {
			month, day, lag = int8(p.Released.Month), int8(p.Released.Day), int8(p.Released.Lag)
		}
		rows = append(rows, []any{p.Source, p.Title.PL, p.Title.EN, p.Publisher, string(p.OwnerKind), p.Licence, string(p.Origin), p.Note,
			string(p.Format), p.Released.String(), month, day, lag, year(p.Covers.From), year(p.Covers.To), int16(p.Every), int32(p.Priority), p.File})
	}
	return rows
}

// correctionSource is the source that corrections stand under, when there are any.
func correctionSource(list []correction.Correction) [][]any {
	if len(list) == 0 {
		return nil
	}
	return [][]any{{correction.Source, "Korekty obszaru roboczego", "Corrections of the workspace", "operator Miernika", string(profile.OwnerLocal), "", string(profile.Real),
		"Wartości poprawione ręcznie, każda z powodem.", "correction", "", nil, nil, nil, nil, nil, int16(1), int32(0), list[0].Place.File}}
}

func sourceVariables(profiles []*profile.Profile) [][]any {
	var rows [][]any
	for _, p := range profiles {
		seen := map[string]bool{}
		for _, s := range p.Select {
			key := s.Variable + "\n" + string(s.Level)
			if !seen[key] {
				seen[key] = true
				rows = append(rows, []any{p.Source, s.Variable, string(s.Level), int16(s.Every)})
			}
		}
	}
	return rows
}

func bounds(r *[2]float64) (lo, hi any) {
	if r == nil {
		return nil, nil
	}
	return r[0], r[1]
}

func variables(c *catalog.Catalog) [][]any {
	var rows [][]any
	for _, code := range c.VariableCodes() {
		v := c.Variables[code].Value
		lo, hi := bounds(v.Range)
		rows = append(rows, []any{v.Code, v.Name.PL, v.Name.EN, v.Unit, v.Kind, v.Reference, v.Counted, string(v.Availability),
			v.System, v.Verified, lo, hi, v.Note})
	}
	return rows
}

func origins(c *catalog.Catalog) [][]any {
	var rows [][]any
	for _, code := range c.VariableCodes() {
		for i, o := range c.Variables[code].Value.Origins {
			var id any
			if o.ID != 0 {
				id = int32(o.ID)
			}
			rows = append(rows, []any{code, int32(i + 1), string(o.Kind), id, o.Code, o.Table, o.Field, o.Verified})
		}
	}
	return rows
}

func variableParts(c *catalog.Catalog) [][]any {
	var rows [][]any
	for _, code := range c.VariableCodes() {
		for i, p := range c.Variables[code].Value.Parts {
			for _, part := range p.Codes {
				rows = append(rows, []any{code, int32(i + 1), part, p.All})
			}
		}
	}
	return rows
}

func indicatorRows(c *catalog.Catalog) [][]any {
	var rows [][]any
	for _, code := range c.CardCodes() {
		k := c.Cards[code].Value
		lo, hi := bounds(k.Range)
		var t1, t2, limit any
		if k.Target != nil {
			t1, t2 = k.Target[0], k.Target[1]
		}
		if k.Cap != nil {
			limit = *k.Cap
		}
		multiplier, _ := k.Multiplier.Float64()
		rows = append(rows, []any{k.Code, k.Name.PL, k.Name.EN, k.Definition, string(k.Dimension), string(k.Direction), t1, t2, limit,
			k.Unit, int8(k.Precision), k.Counted, k.CountedNote, k.Formula(), multiplier, len(k.Denominator) > 0, string(k.GroupFigure),
			int8(k.Frequency), int16(k.FirstYear), year(k.LastYear), k.Reference, sourceText(k), int16(k.LagDays), k.KnownGaps, lo, hi,
			k.Interpret, k.Limits, k.Basis, k.Verified, k.UnitNote})
	}
	return rows
}

func sourceText(k *indicators.Card) string {
	return strings.Join(slices.DeleteFunc([]string{k.SourceSystem, k.SourceForm, k.SourcePart}, func(s string) bool { return s == "" }), ", ")
}

func terms(c *catalog.Catalog) [][]any {
	var rows [][]any
	for _, code := range c.CardCodes() {
		k := c.Cards[code].Value
		add := func(side string, formulas indicators.Side) {
			var coefficients []*big.Rat
			for _, f := range formulas {
				for _, t := range f.Linear {
					coefficients = append(coefficients, t.Coef)
				}
			}
			divisor := commonDivisor(coefficients)
			for _, f := range formulas {
				for _, t := range f.Linear {
					coef, _ := t.Coef.Float64()
					rows = append(rows, []any{code, side, t.Variable, coef, t.Coef.RatString(), whole(t.Coef, divisor), divisor.Int64(), int16(t.Offset), year(f.From), year(f.To)})
				}
			}
		}
		add("numerator", k.Numerator)
		add("denominator", k.Denominator)
	}
	return rows
}

// commonDivisor is the least number that makes every ratio whole.
func commonDivisor(ratios []*big.Rat) *big.Int {
	lcm := big.NewInt(1)
	for _, r := range ratios {
		gcd := new(big.Int).GCD(nil, nil, lcm, r.Denom())
		lcm.Mul(lcm, new(big.Int).Quo(r.Denom(), gcd))
	}
	return lcm
}

// whole is a ratio times a divisor that makes it whole.
func whole(r *big.Rat, divisor *big.Int) int64 {
	return new(big.Rat).Mul(r, new(big.Rat).SetInt(divisor)).Num().Int64()
}

func breaks(c *catalog.Catalog) [][]any {
	var rows [][]any
	for _, code := range c.CardCodes() {
		for _, b := range c.Cards[code].Value.Breaks {
			rows = append(rows, []any{code, int16(b.Year), b.Note})
		}
	}
	return rows
}

func labels() [][]any {
	var rows [][]any
	for _, l := range catalog.Labels() {
		rows = append(rows, []any{l.Group, l.Code, l.PL, l.EN, l.Shorthand, l.ExplanationPL, l.ShortPL, l.ExplanationEN})
	}
	return rows
}
