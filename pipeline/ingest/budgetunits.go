package ingest

import (
	"maps"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// unitRules makes TERYT codes from the parts of the Ministry's codes, by the
// rules of the profile.
type unitRules struct {
	rules []profile.UnitRule
	keys  []string // roles and columns that the rules look at
	known map[string]unitResult

	passed map[string]*passedUnits // by reason
	order  []string                // reasons in the order met
	alien  firstOf                 // rows of units that no rule knows
}

// unitCode is a unit at a level: a city with powiat rights is one at two.
type unitCode struct {
	level indicators.Level
	unit  indicators.TERYT
}

type unitState uint8

const (
	unitKnown  unitState = iota
	unitPassed           // the rules pass over it
	unitAlien            // no rule knows it
)

type unitResult struct {
	units  []unitCode
	state  unitState
	reason string
}

type passedUnits struct{ rows, codes int }

func newUnitRules(p *profile.Budget) *unitRules {
	keys := map[string]bool{}
	for _, rule := range p.Units {
		for key := range rule.Where {
			keys[key] = true
		}
		for _, part := range rule.Code {
			if part.Role != "" {
				keys[part.Role] = true
			}
		}
	}
	return &unitRules{rules: p.Units, keys: slices.Sorted(maps.Keys(keys)), known: map[string]unitResult{}, passed: map[string]*passedUnits{}}
}

// of finds the units of a row, or counts why it has none.
func (u *unitRules) of(row sheet.Row, h *budgetHeader, place diag.Place) ([]unitCode, unitState) {
	values := make([]string, len(u.keys))
	for i, key := range u.keys {
		values[i] = strings.TrimSpace(row.Cell(h.units[key]).Text)
	}
	text := strings.Join(values, "\x00")
	res, ok := u.known[text]
	if !ok {
		res = u.apply(values)
		if len(u.known) < maxBudgetKeys {
			u.known[text] = res
		}
	}
	switch res.state {
	case unitPassed:
		p := u.passed[res.reason]
		if p == nil {
			p = &passedUnits{}
			u.passed[res.reason] = p
			u.order = append(u.order, res.reason)
		}
		p.rows++
		if !ok {
			p.codes++
		}
	case unitAlien:
		u.alien.add(place, u.describe(values))
	}
	return res.units, res.state
}

// apply lets the first rule of each level speak; a rule to pass over goes first.
func (u *unitRules) apply(values []string) unitResult {
	value := map[string]string{}
	for i, key := range u.keys {
		value[key] = values[i]
		if width := (profile.CodePart{Role: key}).Width(); width > 0 {
			value[key] = padded(values[i], width)
		}
	}
	res := unitResult{state: unitAlien}
	for _, rule := range u.rules {
		if !ruleApplies(rule, value) {
			continue
		}
		if rule.Ignore != "" {
			return unitResult{state: unitPassed, reason: rule.Ignore}
		}
		if _, taken := unitAt(res.units, rule.Level); taken {
			continue
		}
		var code strings.Builder
		for _, part := range rule.Code {
			code.WriteString(part.Digits + value[part.Role])
		}
		if t, err := indicators.ParseTERYT(code.String()); err == nil && t.Level() == rule.Level {
			res.units, res.state = append(res.units, unitCode{rule.Level, t}), unitKnown
		}
	}
	return res
}

func ruleApplies(rule profile.UnitRule, value map[string]string) bool {
	for key, allowed := range rule.Where {
		if !slices.Contains(allowed, value[key]) {
			return false
		}
	}
	return true
}

func unitAt(units []unitCode, level indicators.Level) (indicators.TERYT, bool) {
	for _, u := range units {
		if u.level == level {
			return u.unit, true
		}
	}
	return "", false
}

// describe writes the parts of a code: "gk 01, gt 7, …".
func (u *unitRules) describe(values []string) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = u.keys[i] + " " + v
	}
	return strings.Join(parts, ", ")
}

// report says how many codes were passed over and which are not known.
func (u *unitRules) report(r *reader, whole diag.Place) {
	for _, reason := range u.order {
		r.found.Add(diag.BudgetUnits, whole, reason, u.passed[reason].codes, u.passed[reason].rows)
	}
	if u.alien.n > 0 {
		r.found.Add(diag.BudgetUnitUnknown, u.alien.place, u.alien.text, u.alien.n)
	}
}
