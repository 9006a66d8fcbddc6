package register

import (
	"miernik/indicators"
	"miernik/internal/diag"
)

// number finds the gmina with a number, whatever its kind. Unclear digits are
// also read as a code whose zero was lost; one reading must remain.
func (r *Register) number(number string, unclear bool, c Context) Resolution {
	var found []Resolution
	if code := indicators.TERYT("0" + number); unclear && r.knows(code) {
		res := r.Resolve(indicators.UnitRef(code), Context{})
		if res.Unit != "" {
			res.Reason = joined("kod bez zera wiodącego: "+string(code), res.Reason)
		}
		found = append(found, res)
	}
	if res, ok := r.numbered(number); ok {
		found = append(found, res)
	}
	if len(found) == 1 {
		if found[0].Via == InForce {
			found[0].Via = ByNumber
		}
		return found[0]
	}
	if len(found) == 0 {
		return r.unknown(diag.Phrase{PL: "numeru gminy nie ma w żadnym dostarczonym rejestrze", EN: "the number is of no gmina in any delivered register"}, r.byPrintedName(indicators.LevelGmina, c))
	}
	res := Resolution{Failure: Ambiguous, Why: diag.Phrase{
		PL: "sześć cyfr to kod bez zera wiodącego albo numer gminy bez rodzaju",
		EN: "six digits are a code without its zero or the number of a gmina without its kind",
	}}
	for _, f := range found {
		if f.Unit != "" {
			res.Candidates = append(res.Candidates, r.candidate(f.Unit, 0))
		}
	}
	return r.listed(res)
}

// knows reports whether a code is in some register, of a unit or a part, or
// has the number of a gmina in force.
func (r *Register) knows(code indicators.TERYT) bool {
	_, part := r.partName(code)
	return part || r.holding(code) >= 0 || len(withNumber(string(code[:6]), r.dated[r.current])) > 0
}

// numbered looks for a number in the register in force, then in the others.
func (r *Register) numbered(number string) (Resolution, bool) {
	for _, i := range r.nearest() {
		switch same := withNumber(number, r.dated[i]); len(same) {
		case 0:
		case 1:
			res := r.follow(i, same[0])
			if res.Unit != "" {
				res.Reason = joined("numer gminy bez cyfry rodzaju", res.Reason)
			}
			return res, true
		default:
			res := Resolution{Failure: Ambiguous, Why: diag.Phrase{PL: "numer ma kilka gmin", EN: "several gminas have the number"}}
			for _, t := range same {
				res.Candidates = append(res.Candidates, r.candidate(t, 0))
			}
			return r.listed(res), true
		}
	}
	for _, kind := range "89" {
		t := indicators.TERYT(number + string(kind))
		if name, ok := r.partName(t); ok {
			return r.part(name, t.Whole()), true
		}
	}
	return Resolution{}, false
}

// partName finds the name of a part in the nearest register that lists it.
func (r *Register) partName(t indicators.TERYT) (string, bool) {
	for _, i := range r.nearest() {
		if name, ok := r.dated[i].Parts[t]; ok {
			return name, true
		}
	}
	return "", false
}
