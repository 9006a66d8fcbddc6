package observe

import (
	"context"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"time"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/register"
	"miernik/pipeline/warehouse"
)

//go:embed joint.sql
var jointSQL string

// maxUnresolved is how many codes and names of a source have a finding of
// their own; the rest is counted.
const maxUnresolved = 30

// met is a code or name as it stands in the files of a source and year.
type met struct {
	ref    string
	source string
	year   int
	name   string // printed beside a code
	n      int    // observations
	place  diag.Place
}

// reported is what is said at once about a code or name: the same answer in
// all years and files of a source.
type reported struct {
	met
	res register.Resolution
}

// mapUnits fills work.code_map: for each code and name that is not a code in
// force, the unit it means with the reason, or none with the reason why not.
// Stale codes also go to unit_change.
func mapUnits(ctx context.Context, db *warehouse.DB, reg *register.Register) (diag.List, error) {
	list, err := unresolved(ctx, db)
	if err != nil {
		return nil, err
	}
	rows, say := resolve(reg, list)
	if err := db.Append(ctx, "work.code_map", rows); err != nil {
		return nil, err
	}
	if err := recordChanges(ctx, db, say); err != nil {
		return nil, err
	}
	used := map[*register.Mapping]bool{}
	mapped := false
	for _, r := range say {
		used[r.res.Mapping] = true
		mapped = mapped || r.res.Unit != ""
	}
	if mapped {
		if err := db.Exec(ctx, jointSQL); err != nil {
			return nil, err
		}
	}
	found := unitFindings(say)
	for _, m := range reg.Unused(used) {
		found.Add(diag.MappingUnused, m.Place, m.Printed())
	}
	return found, nil
}

// resolve asks the register about each code and name, once where source and
// year make no difference. rows are those of work.code_map.
func resolve(reg *register.Register, list []met) (rows [][]any, say []*reported) {
	answers := map[string]register.Resolution{}
	said := map[string]*reported{}
	for _, m := range list {
		ref, c := indicators.UnitRef(m.ref), register.Context{Source: m.source, Year: indicators.Year(m.year), Name: m.name}
		scope := reg.Scope(ref, c)
		res, ok := answers[scope]
		if !ok {
			res = reg.Resolve(ref, c)
			answers[scope] = res
		}
		var unit any
		why := res.Why.PL
		if res.Unit != "" {
			unit, why = string(res.Unit), res.Reason
		}
		rows = append(rows, []any{m.ref, m.source, int16(m.year), unit, why})
		key := m.ref + "\n" + m.source + "\n" + string(res.Unit) + why
		if r, ok := said[key]; ok {
			r.n += m.n
			continue
		}
		said[key] = &reported{m, res}
		say = append(say, said[key])
	}
	return rows, say
}

// unresolved lists what stands in the files and is no code in force.
func unresolved(ctx context.Context, db *warehouse.DB) ([]met, error) {
	var out []met
	err := db.Each(ctx, `SELECT unit_code, source, CAST(year AS INTEGER), name, n, first.file, first.sheet, first.row FROM (
			SELECT unit_code, source, year, max(unit_name) AS name, count(*) AS n, min({'ord': file_ord, 'sheet': sheet, 'row': row, 'file': file}) AS first
			FROM work.staged WHERE unit_code NOT IN (SELECT teryt FROM unit) GROUP BY unit_code, source, year)
		ORDER BY unit_code, source, year`, func(r *warehouse.Rows) error {
		var m met
		var row *int
		if err := r.Scan(&m.ref, &m.source, &m.year, &m.name, &m.n, &m.place.File, &m.place.Sheet, &row); err != nil {
			return err
		}
		if row != nil {
			m.place.Row = *row
		}
		out = append(out, m)
		return nil
	})
	return out, err
}

// recordChanges adds the mapping of stale codes to unit_change, unless the
// registers say it already.
func recordChanges(ctx context.Context, db *warehouse.DB, list []*reported) error {
	known := map[string]bool{}
	err := db.Each(ctx, `SELECT old_teryt, coalesce(new_teryt, '') FROM unit_change`, func(r *warehouse.Rows) error {
		var from, to string
		err := r.Scan(&from, &to)
		known[from+to] = true
		return err
	})
	if err != nil {
		return err
	}
	var rows [][]any
	for _, r := range list {
		from, ok := indicators.UnitRef(r.ref).TERYT()
		if !ok || r.res.Unit == "" || known[r.ref+string(r.res.Unit)] {
			continue
		}
		known[r.ref+string(r.res.Unit)] = true
		verified := r.res.Mapping == nil || r.res.Mapping.Verified
		rows = append(rows, []any{string(from), string(r.res.Unit), string(r.res.Via), r.res.Reason, day(r.res.From), day(r.res.To), verified})
	}
	return db.Append(ctx, "unit_change", rows)
}

func day(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return warehouse.Date(t)
}

// tallies count, a source, what has no finding of its own.
type tallies map[string]*tally

type tally struct {
	codes, n int
	place    diag.Place // the first file
}

func (t tallies) add(r *reported) {
	if t[r.source] == nil {
		t[r.source] = &tally{place: diag.Place{File: r.place.File}}
	}
	t[r.source].codes++
	t[r.source].n += r.n
}

func (t tallies) report(found *diag.List, code diag.Code) {
	for _, source := range slices.Sorted(maps.Keys(t)) {
		found.Add(code, t[source].place, source, t[source].codes, t[source].n)
	}
}

// unitFindings says what became of codes and names: one finding each for what
// was not found and for codes mapped, one a source for names and numbers.
func unitFindings(list []*reported) diag.List {
	var found diag.List
	shown, unresolved, named := map[string]int{}, tallies{}, tallies{}
	for _, r := range list {
		switch {
		case r.res.Unit == "" && shown[r.source] < maxUnresolved:
			shown[r.source]++
			found.Add(failureCode(r.res), r.place, label(r.ref), inBrackets(r.name), r.n, r.res.Why)
		case r.res.Unit == "":
			unresolved.add(r)
		case r.res.Via == register.ByName || r.res.Via == register.ByNumber:
			named.add(r)
		default:
			found.Add(diag.UnitMapped, diag.Place{File: r.place.File}, label(r.ref), string(r.res.Unit), r.res.Reason, r.n)
		}
	}
	unresolved.report(&found, diag.UnitsUnresolved)
	named.report(&found, diag.UnitsNamed)
	return found
}

func failureCode(res register.Resolution) diag.Code {
	if res.Failure == register.Ambiguous {
		return diag.UnitAmbiguous
	}
	return diag.UnitUnknown
}

// label is a code as it stands, or the names of a key.
func label(ref string) string {
	if k, ok := indicators.UnitRef(ref).Key(); ok {
		return k.Label()
	}
	return ref
}

func inBrackets(name string) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf(" (%s)", name)
}
