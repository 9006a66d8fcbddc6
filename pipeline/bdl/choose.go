package bdl

import (
	"cmp"
	"slices"

	"miernik/indicators"
)

// Need is a variable that is wanted at a level.
type Need struct {
	Variable int
	Level    Level
	ByUnit   bool // answers by unit are read too, not only by variable
}

// Requests turns needs into requests in a stable order: one a variable, which
// brings every unit of the level, or one a unit, which brings a hundred
// variables, whichever takes fewer for the level. units holds the ids of the
// units that are wanted, per level; a level without an entry is asked by
// variable.
func Requests(needs []Need, years []indicators.Year, units map[Level][]string) []Request {
	var out []Request
	byUnit := map[Level][]int{}
	for _, n := range needs {
		if n.ByUnit && len(units[n.Level]) > 0 {
			byUnit[n.Level] = append(byUnit[n.Level], n.Variable)
			continue
		}
		out = append(out, Request{Kind: DataByVariable, Variable: n.Variable, Years: years, Level: n.Level})
	}
	for level := Country; level <= Gmina; level++ {
		vars := slices.Compact(slices.Sorted(slices.Values(byUnit[level])))
		if len(vars) == 0 {
			continue
		}
		if len(units[level])*pagesOf(len(vars)) >= len(vars)*pagesOf(unitCounts[level].units) {
			for _, v := range vars {
				out = append(out, Request{Kind: DataByVariable, Variable: v, Years: years, Level: level})
			}
			continue
		}
		for _, id := range slices.Sorted(slices.Values(units[level])) {
			for chunk := range slices.Chunk(vars, pageSize) {
				out = append(out, Request{Kind: DataByUnit, Unit: id, Variables: chunk, Years: years})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Request) int { return cmp.Compare(a.Name(), b.Name()) })
	return slices.CompactFunc(out, func(a, b Request) bool { return a.Name() == b.Name() })
}

// UnitListRequest asks for the units of a level, whose ids the API wants.
func UnitListRequest(level Level) Request { return Request{Kind: UnitList, Level: level} }
