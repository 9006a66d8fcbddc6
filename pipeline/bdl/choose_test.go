package bdl_test

import (
	"slices"
	"strings"
	"testing"

	"miernik/indicators"
	"miernik/pipeline/bdl"
)

func TestRequests(t *testing.T) {
	need := func(byUnit bool, level bdl.Level, vars ...int) (out []bdl.Need) {
		for _, v := range vars {
			out = append(out, bdl.Need{Variable: v, Level: level, ByUnit: byUnit})
		}
		return out
	}
	many := make([]int, 150)
	for i := range many {
		many[i] = i + 1
	}
	two := map[bdl.Level][]string{bdl.Gmina: {"051011302022", "051011302011"}}
	for _, c := range []struct {
		name  string
		needs []bdl.Need
		units map[bdl.Level][]string
		want  string
	}{
		{"by variable where the units are not known", need(true, bdl.Gmina, 5, 3, 5), nil, "var-3_level-6_2020 var-5_level-6_2020"},
		{"by variable where only such answers are read", need(false, bdl.Gmina, 3), two, "var-3_level-6_2020"},
		{"by unit where two units are wanted", need(true, bdl.Gmina, 5, 3), two, "unit-051011302011_vars-3+5_2020 unit-051011302022_vars-3+5_2020"},
		{"in hundreds", need(true, bdl.Gmina, many...), map[bdl.Level][]string{bdl.Gmina: {"051011302011"}}, "unit-051011302011_vars-1-100_2020 unit-051011302011_vars-101-150_2020"},
		{"by variable where that takes fewer", need(true, bdl.Country, 3), map[bdl.Level][]string{bdl.Country: {"000000000000"}}, "var-3_level-0_2020"},
		{"each level by itself", append(need(true, bdl.Gmina, 3), need(true, bdl.Powiat, 3)...), two, "unit-051011302011_vars-3_2020 unit-051011302022_vars-3_2020 var-3_level-5_2020"},
	} {
		var names []string
		for _, r := range bdl.Requests(c.needs, []indicators.Year{2020}, c.units) {
			if err := r.Check(); err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			names = append(names, r.Name())
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
		if !slices.IsSorted(names) {
			t.Errorf("%s: not in order", c.name)
		}
	}
}
