package register

import (
	"slices"
	"strings"
	"time"

	"miernik/indicators"
	"miernik/internal/diag"
)

// match is how an entry meets a reference.
type match int

const (
	no      match = iota
	perhaps       // the reference leaves open what the entry asks for
	decides       // the reference gives all that the entry asks for
)

// fits compares the entry with a normal key of the same level and name.
func (m *Mapping) fits(k indicators.UnitKey) match {
	result := decides
	for _, f := range [][2]string{{m.Key.Powiat, k.Powiat}, {m.Key.Voivodeship, k.Voivodeship}} {
		switch want, has := f[0], f[1]; {
		case want == "" || want == has:
		case has == "":
			result = perhaps
		default:
			return no
		}
	}
	switch {
	case m.Key.Kind == "":
	case k.Kind == "":
		result = perhaps
	case !strings.ContainsAny(k.Kind, m.Key.Kind):
		return no
	}
	return result
}

// applies reports whether the entry holds in a file and year; in a year that is
// not known it may.
func (m *Mapping) applies(c Context) bool {
	return (m.Source == "" || m.Source == c.Source) && (c.Year == 0 || (m.From == 0 || c.Year >= m.From) && (m.To == 0 || c.Year <= m.To))
}

// asks counts what the entry asks for; a source of its own counts most.
func (m *Mapping) asks() int {
	n := 0
	for i, s := range []string{m.Key.Kind, m.Key.Voivodeship, m.Key.Powiat, m.Source} {
		if s != "" {
			n += 1 << i
		}
	}
	if m.From != 0 || m.To != 0 {
		n++
	}
	return n
}

// choose takes, of the entries that decide, the one that asks for most; clash
// is another unit that one asking for as much gives.
func choose(entries []*Mapping, c Context, fits func(*Mapping) match) (best *Mapping, clash indicators.TERYT) {
	for _, m := range entries {
		if !m.applies(c) || fits(m) != decides {
			continue
		}
		switch {
		case best == nil || m.asks() > best.asks():
			best, clash = m, ""
		case m.asks() == best.asks() && m.target != best.target:
			clash = m.target
		}
	}
	return best, clash
}

// mapped is the resolution by an entry.
func (r *Register) mapped(m *Mapping, clash indicators.TERYT) Resolution {
	if clash != "" {
		return r.listed(Resolution{Failure: Ambiguous, Candidates: []Candidate{r.candidate(m.target, 0), r.candidate(clash, 0)},
			Why: diag.Phrase{PL: "przypisania w mappings są sprzeczne", EN: "the mappings contradict each other"}})
	}
	reason := m.Reason
	if !m.Verified {
		reason += " (niesprawdzone)"
	}
	res := Resolution{Unit: m.target, Via: ByMapping, Mapping: m, Reason: "przypisanie " + m.Place.String() + ": " + reason}
	if m.target != m.Unit {
		res.Reason = joined(res.Reason, r.follow(r.holding(m.Unit), m.Unit).Reason)
	}
	return res
}

// Use adds mappings and changes of territory to the register. Entries whose
// unit is not in force in any form, that map a code which is in force, or that
// contradict the register have findings; the first two are left out.
func (r *Register) Use(m *Mappings) diag.List {
	var found diag.List
	r.byName, r.byCode = map[levelName][]*Mapping{}, map[indicators.UnitRef][]*Mapping{}
	r.mappings, r.facts = nil, m.Territory
	var usable []*Mapping
	for _, e := range m.Entries {
		target, ok := r.target(e.Unit)
		if !ok {
			if !e.Builtin { // a register of a few units need not have all
				found.Add(diag.MappingTarget, e.Place, e.Printed(), string(e.Unit), r.Date.Format(time.DateOnly))
			}
			continue
		}
		if t, ok := e.Code.TERYT(); ok {
			if u, ok := r.Units[t]; ok {
				found.Add(diag.MappingInForce, e.Place, string(t), u.FullName())
				continue
			}
		}
		if e.Code == "" && e.Source == "" {
			if other := r.ResolveName(e.Key, Context{}); other.Via == ByName && other.Unit != target {
				found.Add(diag.MappingContradicts, e.Place, e.Printed(), string(target), r.candidate(other.Unit, 0).String())
			}
		}
		e.target = target
		usable = append(usable, e)
	}
	for _, e := range usable {
		r.mappings = append(r.mappings, e)
		if e.Code != "" {
			r.byCode[e.Code] = append(r.byCode[e.Code], e)
			continue
		}
		at := levelName{e.Key.Level, e.Key.Name()}
		r.byName[at] = append(r.byName[at], e)
	}
	for _, t := range m.Territory {
		found = append(found, r.territory(t)...)
	}
	r.sortChanges()
	return found
}

// target is the unit in force of a unit that an entry names.
func (r *Register) target(t indicators.TERYT) (indicators.TERYT, bool) {
	if i := r.holding(t); i >= 0 {
		res := r.follow(i, t)
		return res.Unit, res.Unit != ""
	}
	return "", false
}

// territory records a change of territory as a change of the unit in force.
// One after the register in force has not happened yet.
func (r *Register) territory(t Territory) diag.List {
	if t.Date.After(r.Date) {
		return nil
	}
	unit, ok := r.target(t.Unit)
	if !ok && t.Builtin {
		return nil
	}
	if !ok {
		return diag.List{diag.New(diag.MappingTarget, t.Place, t.Reason, string(t.Unit), r.Date.Format(time.DateOnly))}
	}
	c := Change{Old: unit, New: unit, Kind: "territory", Reason: t.reason(), To: t.Date, Verified: t.Verified}
	for _, d := range r.dated {
		if d.Date.Before(t.Date) {
			c.From = d.Date
		}
	}
	r.Changes = append(r.Changes, c)
	return nil
}

// reason is the fact in Polish, with a mark when nobody checked it.
func (t Territory) reason() string {
	if t.Verified {
		return "zmiana obszaru: " + t.Reason
	}
	return "zmiana obszaru: " + t.Reason + " (niesprawdzone)"
}

// Unused lists the entries of the workspace that are not among the used ones.
func (r *Register) Unused(used map[*Mapping]bool) []*Mapping {
	return slices.DeleteFunc(slices.Clone(r.mappings), func(m *Mapping) bool { return m.Builtin || used[m] })
}
