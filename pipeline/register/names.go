package register

import (
	"fmt"
	"maps"
	"slices"

	"miernik/indicators"
	"miernik/internal/diag"
)

// levelName is a folded name at a level.
type levelName struct {
	level indicators.Level
	name  string
}

// nameIndex finds the units of a register by name, in order of their codes.
type nameIndex map[levelName][]indicators.TERYT

func indexNames(d *Dated) nameIndex {
	index := nameIndex{}
	for _, t := range slices.Sorted(maps.Keys(d.Units)) {
		u := d.Units[t]
		key := levelName{u.Level, indicators.FoldName(u.Name)}
		index[key] = append(index[key], t)
	}
	return index
}

// named lists the units of a register that a key fits, and the urban-rural
// gminas whose town or rural area it fits.
func (d *Dated) named(k indicators.UnitKey) (units, wholes []indicators.TERYT) {
	for _, t := range d.names[levelName{k.Level, k.Name()}] {
		if k.Level == indicators.LevelGmina && k.Powiat != "" && indicators.FoldName(d.Units[t.Powiat()].Name) != k.Powiat {
			continue
		}
		if k.Level != indicators.LevelVoivodeship && k.Voivodeship != "" && indicators.FoldName(d.Units[t.Voivodeship()].Name) != k.Voivodeship {
			continue
		}
		switch digit := d.Units[t].kindDigit(); {
		case k.Kinds().Has(digit):
			units = append(units, t)
		case digit == '3' && (k.Kinds().Has('4') || k.Kinds().Has('5')):
			wholes = append(wholes, t)
		}
	}
	return units, wholes
}

// meanings are the units in force that a key can mean over all registers.
type meanings struct {
	units  map[indicators.TERYT]Resolution // each as the nearest register gives it
	wholes map[indicators.TERYT]bool       // gminas of which the key means a part
	lost   []Resolution                    // units that are not in force in any form
}

// ResolveName finds the one unit in force that a name key means. The name is
// looked for in every delivered register, since files keep the names of their
// time: it must mean the same unit in all of them. A mapping that asks for no
// more than the key gives decides before that; the unit of one that asks for
// more, a powiat for example, is one more that may be meant.
func (r *Register) ResolveName(k indicators.UnitKey, c Context) Resolution {
	k = k.Normal()
	if k.Level == indicators.LevelCountry && k.Name() == "" {
		return Resolution{Unit: country, Via: ByName, Reason: "nazwa: " + k.Label()}
	}
	entries := r.byName[levelName{k.Level, k.Name()}]
	if m, clash := choose(entries, c, func(m *Mapping) match { return m.fits(k) }); m != nil {
		return r.mapped(m, clash)
	}
	found := r.meanings(k)
	for _, m := range entries {
		if _, ok := found.units[m.target]; !ok && m.applies(c) && m.fits(k) == perhaps {
			found.units[m.target] = r.mapped(m, "")
		}
	}
	switch sure, parts := len(found.units)+len(found.lost), len(found.wholes); {
	case sure == 0 && parts > 0:
		return r.part(k.Label(), slices.Sorted(maps.Keys(found.wholes))...)
	case sure == 0:
		if city, ok := r.district(k); ok {
			return r.part(k.Label(), city)
		}
		return r.unknown(diag.Phrase{PL: "nazwy nie ma w żadnym dostarczonym rejestrze", EN: "the name is in no delivered register"}, r.Suggest(k, maxSuggestions))
	case sure+parts > 1:
		return r.ambiguous(k, found)
	case len(found.lost) == 1:
		return found.lost[0]
	}
	for _, res := range found.units { // the only one
		if res.Mapping != nil {
			return res
		}
		res.Via, res.Reason = ByName, joined("nazwa: "+k.Label(), res.Reason)
		return res
	}
	return Resolution{}
}

func (r *Register) meanings(k indicators.UnitKey) meanings {
	found := meanings{units: map[indicators.TERYT]Resolution{}, wholes: map[indicators.TERYT]bool{}}
	lost := map[indicators.TERYT]bool{}
	for _, i := range r.nearest() {
		units, wholes := r.dated[i].named(k)
		for _, t := range units {
			res := r.follow(i, t)
			if res.Unit == "" {
				if !lost[t] {
					found.lost = append(found.lost, res)
				}
				lost[t] = true
				continue
			}
			if _, ok := found.units[res.Unit]; ok {
				continue
			}
			if was, now := r.dated[i].Units[t], r.Units[res.Unit]; was.Name != now.Name {
				res.Reason = joined(fmt.Sprintf("nazwa z rejestru z %s, w mocy: %s", r.dated[i].day(), now.Name), res.Reason)
			}
			found.units[res.Unit] = res
		}
		for _, t := range wholes {
			if res := r.follow(i, t); res.Unit != "" {
				found.wholes[res.Unit] = true
			}
		}
	}
	return found
}

func (r *Register) ambiguous(k indicators.UnitKey, found meanings) Resolution {
	res := Resolution{Failure: Ambiguous, Why: diag.Phrase{PL: "nazwa może oznaczać kilka jednostek", EN: "the name may mean several units"}}
	if k.Level == indicators.LevelGmina && (k.Powiat == "" || k.Kind == "") {
		res.Why.PL += " (nie podano powiatu albo rodzaju)"
		res.Why.EN += " (powiat or kind is not given)"
	}
	for _, l := range found.lost {
		res.Why.PL += "; " + l.Why.PL
		res.Why.EN += "; " + l.Why.EN
	}
	units := slices.Collect(maps.Keys(found.units))
	for t := range found.wholes {
		if _, ok := found.units[t]; !ok {
			units = append(units, t)
		}
	}
	slices.Sort(units)
	for _, t := range units {
		res.Candidates = append(res.Candidates, r.candidate(t, 0))
	}
	return r.listed(res)
}

// district finds the city of a district that a key names.
func (r *Register) district(k indicators.UnitKey) (indicators.TERYT, bool) {
	if k.Level != indicators.LevelGmina {
		return "", false
	}
	for _, i := range r.nearest() {
		d := r.dated[i]
		for _, t := range slices.Sorted(maps.Keys(d.Parts)) {
			if (t[6] == '8' || t[6] == '9') && indicators.FoldName(d.Parts[t]) == k.Gmina && (k.Powiat == "" || indicators.FoldName(d.Units[t.Powiat()].Name) == k.Powiat) {
				return t.Whole(), true
			}
		}
	}
	return "", false
}
