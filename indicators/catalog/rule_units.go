package catalog

import (
	"fmt"

	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleUnits: the unit of a card is what its formula gives, unless unit_note
// says why it is not.
func ruleUnits() diag.Rule[CardSubject] {
	return diag.Rule[CardSubject]{
		Code: diag.DefUnits,
		Why: diag.Phrase{PL: "Osoby dzielone przez osoby i mnożone przez 1000 to os./1000, a nie %; wizyt nie dodaje się do osób.",
			EN: "Persons over persons times 1000 are os./1000 and not %; visits are not added to persons."},
		Check: checkUnits,
	}
}

func checkUnits(s CardSubject) (found diag.List) {
	want, err := indicators.ParseUnit(s.Card.Unit)
	if err != nil || s.Card.UnitNote != "" {
		return nil // the loader reports a unit it cannot read
	}
	num, problems := s.sideUnits("numerator", s.Card.Numerator)
	den, more := s.sideUnits("denominator", s.Card.Denominator)
	if found = append(problems, more...); len(found) > 0 {
		return found
	}
	if len(den) == 0 {
		one, _ := indicators.ParseUnit("0/1")
		den = []indicators.Measure{one}
	}
	for _, n := range num {
		for _, d := range den {
			if got := n.Per(d, s.Card.Multiplier); !got.Equal(want) {
				found.Add(diag.DefUnits, s.Doc.At("unit"), s.Card.Code, s.Card.Unit, diag.Phrase{
					PL: fmt.Sprintf("ze wzoru wynika „%s”, a to jest „%s”", got, want), EN: fmt.Sprintf("the formula gives %q, this is %q", got, want)})
				return found
			}
		}
	}
	return nil
}

// sideUnits gives the unit of each dated formula of a side. Terms of one sum
// have one unit.
func (s CardSubject) sideUnits(name string, side indicators.Side) (units []indicators.Measure, found diag.List) {
	for i, f := range side {
		var sum *indicators.Measure
		for _, t := range f.Linear {
			v := s.variable(t.Variable)
			if v == nil {
				return nil, nil
			}
			m, err := indicators.ParseUnit(v.Unit)
			if err != nil {
				return nil, nil
			}
			if sum != nil && !sum.Equal(m) {
				found.Add(diag.DefUnits, formulaPlace(s.Doc, name, i, t.Column), s.Card.Code, s.Card.Unit, diag.Phrase{
					PL: fmt.Sprintf("składniki sumy mają różne jednostki: „%s” i „%s” (%s)", sum, m, t.Key()),
					EN: fmt.Sprintf("the terms of the sum have different units: %q and %q (%s)", sum, m, t.Key())})
				continue
			}
			sum = &m
		}
		if sum != nil {
			units = append(units, *sum)
		}
	}
	return units, found
}
