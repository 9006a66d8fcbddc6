package pipeline_test

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/pipeline"
	"miernik/pipeline/define"
	"miernik/pipeline/peers"
	"miernik/pipeline/profile"
	"miernik/pipeline/register"
	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

// handWorld is a register, sources and services small enough to work every gap of
// them out by hand.
type handWorld struct {
	t        *testing.T
	from, to indicators.Year
	asOf     string
	minGroup int
	cat      *catalog.Catalog
	set      *fiches.Set
	profiles []*profile.Profile
	register *register.Register
	rows     [][]any
}

func newHandWorld(t *testing.T, from, to indicators.Year, asOf string, units ...indicators.TERYT) *handWorld {
	w := &handWorld{t: t, from: from, to: to, asOf: asOf, minGroup: 2,
		cat: &catalog.Catalog{Variables: map[string]catalog.Entry[*indicators.Variable]{}, Cards: map[string]catalog.Entry[*indicators.Card]{}},
		set: &fiches.Set{}, register: &register.Register{Units: map[indicators.TERYT]register.Unit{}}}
	for _, u := range units {
		w.register.Units[u] = register.Unit{TERYT: u, Name: string(u), Level: u.Level(), Kind: string(u.Kind())}
	}
	return w
}

// source adds who gives some variables; released and every may be empty.
func (w *handWorld) source(id string, owner profile.OwnerKind, released string, every int, variables ...string) *profile.Profile {
	w.t.Helper()
	p := &profile.Profile{Source: id, Publisher: "wydawca " + id, OwnerKind: owner, Origin: profile.Real, Every: max(every, 1), Covers: profile.Years{From: w.from}}
	if released != "" {
		var err error
		if p.Released, err = profile.ParseRelease(released); err != nil {
			w.t.Fatal(err)
		}
	}
	for _, v := range variables {
		w.variable(v, indicators.Public)
		p.Select = append(p.Select, profile.Select{Variable: v, Level: indicators.LevelGmina, Every: p.Every})
	}
	w.profiles = append(w.profiles, p)
	return p
}

func (w *handWorld) variable(code string, a indicators.Availability) *indicators.Variable {
	v := &indicators.Variable{Code: code, Name: indicators.Text{PL: code, EN: code}, Unit: "szt.", Levels: []indicators.Level{indicators.LevelGmina}, Kind: "stock", Counted: "none",
		Availability: a, System: "badanie " + code}
	w.cat.Variables[code] = catalog.Entry[*indicators.Variable]{Value: v}
	return v
}

// count adds a card that is a plain count of a variable of the same code.
func (w *handWorld) count(code string, d indicators.Dimension) *indicators.Card {
	c := &indicators.Card{Code: code, Name: indicators.Text{PL: code, EN: code}, Dimension: d, Direction: indicators.Stimulant, Unit: "szt.", Precision: 1,
		Numerator:  indicators.Side{{Linear: indicators.Linear{{Variable: code, Coef: big.NewRat(1, 1)}}}},
		Multiplier: big.NewRat(1, 1), Levels: []indicators.Level{indicators.LevelGmina}, GroupFigure: indicators.RatioOfSums, Frequency: 1, FirstYear: w.from}
	w.cat.Cards[code] = catalog.Entry[*indicators.Card]{Value: c}
	return c
}

// service adds a fiche of monitoring indicators with their weights.
func (w *handWorld) service(id string, items ...fiches.Item) *fiches.Fiche {
	f := &fiches.Fiche{ID: id, Code: id, Name: indicators.Text{PL: id, EN: id}, Area: "kultura", Version: 1, ValidFrom: w.from, Applies: fiches.Applies{Level: indicators.LevelGmina},
		Indicators: items, Score: fiches.ScoreRule{Coverage: 66, MinIndicators: 3, MinDimensions: 2, Reference: "national", Years: "each",
			Settings: fiches.Settings{Normalise: "minmax", Scale: [2]float64{0, 100}, Treat: "none", Aggregate: "arithmetic"}}}
	w.set.Fiches = append(w.set.Fiches, fiches.Loaded{Value: f})
	return f
}

func item(code string, weight int, fill *fiches.Fill) fiches.Item {
	return fiches.Item{Indicator: code, Role: fiches.Monitoring, Weight: weight, Fill: fill}
}

// seen adds what the source of a variable says: a number, or a status after
// which a sign may stand ("no_information x").
func (w *handWorld) seen(unit indicators.TERYT, variable string, year indicators.Year, said string) {
	var source string
	for _, p := range w.profiles {
		if slices.ContainsFunc(p.Select, func(s profile.Select) bool { return s.Variable == variable }) {
			source = p.Source
		}
	}
	status, sign, _ := strings.Cut(said, " ")
	var value any
	if x, err := strconv.ParseFloat(said, 64); err == nil {
		value, status = x, "ok"
	}
	w.rows = append(w.rows, []any{string(unit), variable, int(year), value, status, source, source + ".csv", fmt.Sprintf("1:%d", len(w.rows)+1), said, sign, string(unit)})
}

// derive runs the stages behind the observations.
func (w *handWorld) derive() *warehouse.DB {
	w.t.Helper()
	db, err := warehouse.Create(w.t.Context(), "", warehouse.Options{MemoryMB: 400, Threads: 2, TempDir: w.t.TempDir()})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { db.Close() })
	must := func(err error) {
		w.t.Helper()
		if err != nil {
			w.t.Fatal(err)
		}
	}
	must(define.Run(w.t.Context(), db, define.Definitions{Catalog: w.cat, Fiches: w.set, Profiles: w.profiles, Register: w.register}, workspace.Config{Name: "hand", From: w.from, To: w.to}))
	day, err := time.Parse(time.DateOnly, w.asOf)
	must(err)
	must(db.Exec(w.t.Context(), `INSERT INTO run (run, workspace, as_of, program, first_year, last_year, min_group, synthetic) VALUES ('hand', 'hand', ?, '', ?, ?, ?, FALSE)`,
		warehouse.Date(day), int(w.from), int(w.to), w.minGroup))
	for _, r := range w.rows {
		must(db.Exec(w.t.Context(), `INSERT INTO observation (unit, variable, year, value, status, flags, origin, source, snapshot, file, member, sheet, cell, raw, sign, unit_code, mapped, chosen, chosen_why)
			VALUES (?, ?, ?, CAST(? AS DOUBLE), ?, '', 'real', ?, '', ?, '', '', ?, ?, ?, ?, '', TRUE, 'only')`, r...))
	}
	must(db.Exec(w.t.Context(), `INSERT INTO snapshot BY NAME SELECT '' AS snapshot, source, file, '' AS member, 'read' AS state, min(year) AS first_year, max(year) AS last_year FROM observation GROUP BY source, file`))
	groups, _ := peers.Load(w.cat, peers.Builtin()) // only the nearest units need cards that are not here
	must(pipeline.Derive(w.t.Context(), db, &peers.Plan{Definitions: groups, Schemes: []string{peers.Kind}, Compare: peers.Kind, Minimum: w.minGroup}))
	must(db.Views(w.t.Context()))
	return db
}

// lines gives the rows of a query, their columns joined by a space.
func lines(t *testing.T, db *warehouse.DB, query string) string {
	t.Helper()
	rows, err := db.Query(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var b strings.Builder
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			t.Fatal(err)
		}
		var cells []string
		for _, v := range values {
			switch v := v.(type) {
			case time.Time:
				cells = append(cells, v.Format(time.DateOnly))
			case nil:
				cells = append(cells, "–")
			default:
				cells = append(cells, fmt.Sprint(v))
			}
		}
		b.WriteString(strings.Join(cells, " ") + "\n")
	}
	return b.String()
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	trim := func(s string) string {
		var out []string
		for l := range strings.SplitSeq(strings.TrimSpace(s), "\n") {
			out = append(out, strings.TrimSpace(l))
		}
		return strings.Join(out, "\n")
	}
	if trim(got) != trim(want) {
		t.Errorf("%s:\n%s\nwant:\n%s", what, trim(got), trim(want))
	}
}
