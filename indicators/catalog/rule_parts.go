package catalog

import (
	"fmt"
	"slices"

	"miernik/indicators"
	"miernik/internal/diag"
)

// ruleParts: what a variable calls its parts are counts of the same thing, and
// no variable is a part of itself.
func ruleParts() diag.Rule[*Catalog] {
	return diag.Rule[*Catalog]{
		Code: diag.DefParts,
		Why: diag.Phrase{PL: "Części sprawdza się z całością w każdej jednostce i roku; części w innej mierze dałyby fałszywe alarmy.",
			EN: "Parts are checked against their whole in every unit and year; parts of another measure would give false alarms."},
		Check: func(c *Catalog) (found diag.List) {
			for _, code := range c.VariableCodes() {
				whole := c.Variables[code]
				for i, p := range whole.Value.Parts {
					for j, part := range p.Codes {
						if problem := c.partProblem(whole.Value, part, p.All); problem.PL != "" {
							found.Add(diag.DefParts, whole.Doc.At(fmt.Sprintf("parts[%d].codes[%d]", i, j)), code, part, problem)
						}
					}
				}
			}
			return found
		},
	}
}

func (c *Catalog) partProblem(whole *indicators.Variable, code string, all bool) diag.Phrase {
	part := c.Variables[code].Value
	switch {
	case part == nil:
		return diag.Phrase{PL: "nie ma takiej zmiennej", EN: "there is no such variable"}
	case c.isPart(whole.Code, code):
		return diag.Phrase{PL: "całość byłaby częścią samej siebie", EN: "the whole would be a part of itself"}
	case part.Unit != whole.Unit:
		return diag.Phrase{PL: "ma jednostkę " + part.Unit + ", a całość " + whole.Unit, EN: "its unit is " + part.Unit + ", that of the whole " + whole.Unit}
	case part.Kind == "ratio" || whole.Kind == "ratio":
		return diag.Phrase{PL: "gotowe ilorazy nie są częściami", EN: "ready-made ratios are no parts"}
	case part.Counted != whole.Counted:
		return diag.Phrase{PL: "liczy inne osoby (" + part.Counted + ")", EN: "it counts other persons (" + part.Counted + ")"}
	case all && slices.ContainsFunc(whole.Levels, func(l indicators.Level) bool { return !slices.Contains(part.Levels, l) }):
		return diag.Phrase{PL: "nie ma jej na każdym poziomie całości", EN: "it is not at every level of the whole"}
	}
	return diag.Phrase{}
}

// isPart tells whether a variable counts a part of another, or a part of such a
// part, or is the other one.
func (c *Catalog) isPart(code, whole string) bool {
	seen := map[string]bool{}
	var within func(string) bool
	within = func(whole string) bool {
		if whole == code {
			return true
		}
		v := c.Variables[whole].Value
		if v == nil || seen[whole] {
			return false
		}
		seen[whole] = true
		for _, p := range v.Parts {
			if slices.ContainsFunc(p.Codes, within) {
				return true
			}
		}
		return false
	}
	return within(whole)
}
