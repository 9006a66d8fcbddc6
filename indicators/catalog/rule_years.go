package catalog

import (
	"fmt"

	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleYears: a formula is in force in every year the card covers, and the
// breaks lie within those years, in order.
func ruleYears() diag.Rule[CardSubject] {
	return diag.Rule[CardSubject]{
		Code: diag.DefYears,
		Why: diag.Phrase{PL: "Rok bez obowiązującego wzoru byłby luką bez przyczyny; przerwa szeregu spoza lat karty nikogo nie ostrzeże.",
			EN: "A year without a formula in force would be a gap without a cause; a break outside the years of the card warns nobody."},
		Check: checkYears,
	}
}

func checkYears(s CardSubject) (found diag.List) {
	c := s.Card
	last := c.LastYear
	if last == 0 {
		last = indicators.MaxYear
	}
	for _, side := range []struct {
		name     string
		formulas indicators.Side
	}{{"numerator", c.Numerator}, {"denominator", c.Denominator}} {
		for y := c.FirstYear; y <= last && len(side.formulas) > 0; y += indicators.Year(c.Frequency) {
			if _, ok := side.formulas.In(y); !ok {
				found.Add(diag.DefYears, s.Doc.At(side.name), c.Code, diag.Phrase{
					PL: fmt.Sprintf("w roku %d nie obowiązuje żaden wzór (%s)", y, side.name), EN: fmt.Sprintf("no formula in force in %d (%s)", y, side.name)})
				break
			}
		}
	}
	before := c.FirstYear
	for i, b := range c.Breaks {
		if b.Year < before || b.Year > last {
			found.Add(diag.DefYears, s.Doc.At(fmt.Sprintf("breaks[%d].year", i)), c.Code, diag.Phrase{
				PL: fmt.Sprintf("przerwa w roku %d jest poza latami karty albo nie po kolei", b.Year), EN: fmt.Sprintf("the break in %d is outside the years of the card or out of order", b.Year)})
		}
		before = b.Year + 1
	}
	return found
}
