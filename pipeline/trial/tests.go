package trial

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/pipeline"
	"miernik/pipeline/define"
	"miernik/pipeline/peers"
	"miernik/pipeline/profile"
	"miernik/pipeline/register"
	"miernik/pipeline/workspace"
)

// Failure is one expectation that did not come true.
type Failure struct {
	Place diag.Place `json:"-"`
	At    string     `json:"place"`
	Fiche string     `json:"fiche"`
	Case  string     `json:"case"`
	What  string     `json:"what"` // value bib_czytelnicy_1000, alfa, 2022: is
	Want  string     `json:"want"`
	Got   string     `json:"got"`
}

// Outcome is what a run of test files came to.
type Outcome struct {
	Files    int       `json:"files"`
	Cases    int       `json:"cases"`
	Checked  int       `json:"checked"`
	Failures []Failure `json:"failures"`
}

// Tests runs test files, case by case. Findings are about sources that cannot
// be read as profiles; an error means that the stages could not run.
func (b *Bench) Tests(ctx context.Context, cat *catalog.Catalog, set *fiches.Set, files []catalog.Entry[*fiches.TestFile]) (Outcome, diag.List, error) {
	var out Outcome
	var found diag.List
	for _, e := range files {
		t := e.Value
		profiles, problems := testProfiles(e)
		if found = append(found, problems...); len(problems) > 0 {
			continue
		}
		out.Files++
		if err := b.prepare(ctx, cat, set, t, profiles); err != nil {
			return out, found, fmt.Errorf("%s: %w", e.Doc.File, err)
		}
		for i, c := range t.Cases {
			out.Cases++
			for _, x := range c.Expect {
				failures, err := b.look(ctx, t, i, x)
				if err != nil {
					return out, found, fmt.Errorf("%s: %w", x.Place, err)
				}
				out.Checked += len(x.Fields)
				out.Failures = append(out.Failures, failures...)
			}
		}
	}
	return out, found, nil
}

// prepare fills the warehouse with all cases of a file and runs the stages.
func (b *Bench) prepare(ctx context.Context, cat *catalog.Catalog, set *fiches.Set, t *fiches.TestFile, profiles []*profile.Profile) error {
	if err := b.db.Clear(ctx); err != nil {
		return err
	}
	tested := set.Tested(t)
	if tested == nil {
		return fmt.Errorf("no fiche %s", t.Fiche)
	}
	if len(profiles) == 0 { // one source gives every variable that has an observation
		profiles = []*profile.Profile{{Source: "test", Publisher: "źródło testu", OwnerKind: profile.OwnerPublisher, Origin: profile.Real, Every: 1}}
	}
	copies := &catalog.Catalog{Variables: map[string]catalog.Entry[*indicators.Variable]{}, Cards: map[string]catalog.Entry[*indicators.Card]{}}
	one := &fiches.Set{}
	var rows []observed
	for i, c := range t.Cases {
		tag := suffix(i)
		one.Fiches = append(one.Fiches, copyFor(copies, cat, tested, set.FirstYear(tested.ID), tag))
		cells := effective(t.Cells, c.Cells)
		source := map[string]string{}
		for j, p := range profiles {
			for _, v := range given(t, j, cells) {
				source[v] = p.Source
				p.Select = append(p.Select, profile.Select{Variable: v + tag, Level: tested.Applies.Level, Every: p.Every})
			}
		}
		for _, cell := range cells {
			rows = append(rows, observed{cell, cell.Variable + tag, unitCode(t, cell.Unit), source[cell.Variable]})
		}
	}
	cfg := workspace.Config{Name: "trial", From: t.From, To: t.To, Schemes: t.Schemes, Compare: t.Schemes[0], MinGroup: t.MinGroup}
	for _, u := range t.Units {
		cfg.Scope = append(cfg.Scope, string(u.Code))
	}
	if err := define.Run(ctx, b.db, define.Definitions{Catalog: copies, Fiches: one, Profiles: profiles, Register: tinyRegister(t.Units)}, cfg); err != nil {
		return err
	}
	if err := b.describe(ctx, period{t.From, t.To, t.AsOf, t.MinGroup}); err != nil {
		return err
	}
	if err := b.observe(ctx, rows); err != nil {
		return err
	}
	groups, _ := peers.Load(copies, peers.Builtin()) // only the nearest units need cards that are not here
	plan := cfg.Plan(groups)
	return pipeline.Derive(ctx, b.db, &plan)
}

// given lists the variables of the j-th source: those it names, or, where the
// test has no sources, those of the cells.
func given(t *fiches.TestFile, j int, cells []fiches.TestCell) []string {
	if len(t.Sources) > 0 {
		return t.Sources[j].Variables
	}
	var out []string
	for _, c := range cells {
		if !slices.Contains(out, c.Variable) {
			out = append(out, c.Variable)
		}
	}
	return out
}

// effective replaces common cells by those of the case and drops what no
// source has a row for.
func effective(common, own []fiches.TestCell) []fiches.TestCell {
	key := func(c fiches.TestCell) string { return fmt.Sprintf("%s\n%s\n%d", c.Unit, c.Variable, c.Year) }
	last := map[string]fiches.TestCell{}
	var order []string
	for _, c := range slices.Concat(common, own) {
		if _, ok := last[key(c)]; !ok {
			order = append(order, key(c))
		}
		last[key(c)] = c
	}
	var out []fiches.TestCell
	for _, k := range order {
		if last[k].Status != "" {
			out = append(out, last[k])
		}
	}
	return out
}

// tinyRegister is the register of the units of a test: level and kind follow
// from the code. Cities with powiat rights have powiat numbers from 61.
func tinyRegister(units []fiches.TestUnit) *register.Register {
	r := &register.Register{Units: map[indicators.TERYT]register.Unit{}}
	for _, u := range units {
		city := u.Code[2:4] >= "61"
		unit := register.Unit{TERYT: u.Code, Name: u.Name, Level: u.Code.Level(), Kind: string(u.Code.Kind()), CityPowiat: city}
		if unit.Level == indicators.LevelPowiat {
			if unit.Kind = "powiat"; city {
				unit.Kind = "miasto na prawach powiatu"
			}
		}
		r.Units[u.Code] = unit
	}
	return r
}

// testProfiles reads the sources of a test as profiles.
func testProfiles(e catalog.Entry[*fiches.TestFile]) ([]*profile.Profile, diag.List) {
	var out []*profile.Profile
	var found diag.List
	for i, s := range e.Value.Sources {
		path := fmt.Sprintf("sources[%d]", i)
		p := &profile.Profile{Source: s.ID, Publisher: s.Publisher, OwnerKind: profile.OwnerPublisher, Origin: profile.Real,
			Covers: profile.Years{From: s.From, To: s.To}, Every: max(s.Every, 1)}
		switch profile.OwnerKind(s.OwnerKind) {
		case "", profile.OwnerPublisher:
		case profile.OwnerLocal:
			p.OwnerKind = profile.OwnerLocal
		default:
			found.Add(diag.DefValue, e.Doc.At(path+".owner_kind"), path+".owner_kind", s.OwnerKind, string(profile.OwnerPublisher)+", "+string(profile.OwnerLocal))
		}
		if s.Released != "" {
			release, err := profile.ParseRelease(s.Released)
			if err != nil {
				found.Add(diag.DefValue, e.Doc.At(path+".released"), path+".released", s.Released, "MM-DD of year+1")
			}
			p.Released = release
		}
		out = append(out, p)
	}
	return out, found
}

// observed is a cell of a case under the codes of its copies.
type observed struct {
	fiches.TestCell
	variable string
	unit     indicators.TERYT
	source   string
}

// rowsAtOnce bounds the parameters of one statement.
const rowsAtOnce = 100

// observe writes the cells as chosen observations of their sources.
func (b *Bench) observe(ctx context.Context, cells []observed) error {
	for part := range slices.Chunk(cells, rowsAtOnce) {
		var args []any
		for _, c := range part {
			// What a cell says is printed: an empty one would be "not out yet".
			value, raw := any(nil), string(c.Status)
			if c.Value != nil {
				value, raw = *c.Value, strconv.FormatFloat(*c.Value, 'f', -1, 64)
			}
			args = append(args, string(c.unit), c.variable, int(c.Year), value, string(c.Status), c.Flags, c.source, c.Place.File, c.Place.Row, c.Place.Col,
				fmt.Sprintf("%d:%d", c.Place.Row, c.Place.Col), raw, string(c.unit))
		}
		one := "(?, ?, ?, CAST(? AS DOUBLE), ?, ?, 'real', ?, '', ?, '', '', ?, ?, ?, ?, '', ?, '', TRUE, 'only')"
		err := b.db.Exec(ctx, `INSERT INTO observation (unit, variable, year, value, status, flags, origin, source, snapshot, file, member, sheet, row, col, cell, raw, sign, unit_code, mapped, chosen, chosen_why)
			VALUES `+strings.Join(slices.Repeat([]string{one}, len(part)), ", "), args...)
		if err != nil {
			return err
		}
	}
	return nil
}
