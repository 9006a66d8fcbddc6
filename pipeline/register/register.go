// Package register reads dated TERC registers, says what changed between
// them, and finds the unit in force that a stale code, an incomplete code or a
// name means, each with its reason. What cannot be found for certain is never
// guessed: it comes back with candidates.
package register

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"miernik/indicators"
	"miernik/internal/diag"
)

// Unit is a unit of a register. Parts of gminas are left out on purpose.
type Unit struct {
	TERYT      indicators.TERYT
	Name       string
	Level      indicators.Level
	Kind       string // of a gmina: miejska …; of a powiat: powiat, miasto na prawach powiatu
	CityPowiat bool
	First      time.Time // first delivered register that has the unit, zero when it is in the oldest

	LastWithout time.Time // the register before that one
}

// Parent is the unit above, the country for a województwo.
func (u Unit) Parent() indicators.TERYT {
	switch u.Level {
	case indicators.LevelGmina:
		return u.TERYT.Powiat()
	case indicators.LevelPowiat:
		return u.TERYT.Voivodeship()
	}
	return country
}

const country indicators.TERYT = "0000000"

// FullName puts the common noun before the name, because names repeat.
func (u Unit) FullName() string {
	switch {
	case u.Level == indicators.LevelCountry:
		return "Polska"
	case u.Level == indicators.LevelVoivodeship:
		return "województwo " + strings.ToLower(u.Name)
	case u.Level == indicators.LevelPowiat && u.CityPowiat:
		return "miasto na prawach powiatu " + u.Name
	case u.Level == indicators.LevelPowiat:
		return "powiat " + u.Name
	case u.CityPowiat:
		return "miasto " + u.Name
	}
	return "gmina " + u.Kind + " " + u.Name
}

// kindDigit is the digit of the kind that a name key may ask for: of a gmina
// its own, of a city with powiat rights that of its gmina, else none.
func (u Unit) kindDigit() byte {
	switch {
	case u.Level == indicators.LevelGmina:
		return u.TERYT[6]
	case u.Level == indicators.LevelPowiat && u.CityPowiat:
		return '1'
	}
	return 0
}

// Register is the register in force with what the other delivered ones, and
// the mappings, tell about it.
type Register struct {
	Date    time.Time
	Units   map[indicators.TERYT]Unit
	Changes []Change // up to the register in force, by date and code

	dated    []*Dated // by date, one a day
	current  int      // of dated: the register in force
	mappings []*Mapping
	facts    []Territory
	byName   map[levelName][]*Mapping
	byCode   map[indicators.UnitRef][]*Mapping
	similar  map[indicators.Level]*similarity
}

// ErrNoRegister is returned by New when nothing was delivered.
var ErrNoRegister = errors.New("no register")

// DateError is returned by New when no register is of the wanted day.
type DateError struct {
	Date      string
	Delivered []string
}

func (e *DateError) Error() string {
	return fmt.Sprintf("no register of %s; delivered: %s", e.Date, strings.Join(e.Delivered, ", "))
}

// New takes the register of the given ISO date, or the latest, as the one in
// force. The others may be older and newer, in any order; of several registers
// of one day the fullest is used, and a finding says where they differ.
func New(delivered []*Dated, date string) (*Register, diag.List, error) {
	dated, found := oneADay(delivered)
	r := &Register{dated: dated, current: len(dated) - 1}
	if r.current < 0 {
		return nil, found, ErrNoRegister
	}
	if date != "" {
		r.current = slices.IndexFunc(dated, func(d *Dated) bool { return d.day() == date })
		if r.current < 0 {
			e := &DateError{Date: date}
			for _, d := range dated {
				e.Delivered = append(e.Delivered, d.day())
			}
			return nil, found, e
		}
	}
	for _, d := range dated {
		d.names = indexNames(d)
	}
	now := dated[r.current]
	if last := dated[len(dated)-1]; last != now {
		found.Add(diag.RegisterNewer, diag.Place{File: last.File}, now.day(), last.day())
	}
	r.Date, r.Units = now.Date, maps.Clone(now.Units)
	r.Units[country] = Unit{TERYT: country, Name: "Polska", Level: indicators.LevelCountry, Kind: string(indicators.LevelCountry)}
	for i := range r.current {
		r.compare(dated[i], dated[i+1])
	}
	r.sortChanges()
	r.similar = indexSimilar(r.Units)
	return r, found, nil
}

// Of makes a register of units alone, such as those of a published database:
// it knows no other dates, and no mappings.
func Of(date time.Time, units []Unit) *Register {
	d := &Dated{Date: date, Units: map[indicators.TERYT]Unit{}}
	for _, u := range units {
		if u.Level != indicators.LevelCountry {
			d.Units[u.TERYT] = u
		}
	}
	r, _, _ := New([]*Dated{d}, "") // one register is enough
	return r
}

// oneADay sorts registers by date and leaves one of each day: the fullest,
// then the first by file name.
func oneADay(delivered []*Dated) ([]*Dated, diag.List) {
	var found diag.List
	sorted := slices.Clone(delivered)
	slices.SortStableFunc(sorted, func(a, b *Dated) int {
		return cmp.Or(a.Date.Compare(b.Date), len(b.Units)-len(a.Units), len(b.Parts)-len(a.Parts), strings.Compare(a.File, b.File))
	})
	var out []*Dated
	for _, d := range sorted {
		if len(out) == 0 || !out[len(out)-1].Date.Equal(d.Date) {
			out = append(out, d)
			continue
		}
		used := out[len(out)-1]
		if n, example := difference(used, d); n > 0 {
			found = append(found, diag.New(diag.RegisterConflict, diag.Place{File: d.File}, d.day(), used.File, n, string(example)).With(diag.Place{File: used.File}))
		}
	}
	return out, found
}

// difference counts the units in which two registers differ; the example is
// the first by code.
func difference(a, b *Dated) (int, indicators.TERYT) {
	n, example := 0, indicators.TERYT("")
	differs := func(t indicators.TERYT) {
		if n++; example == "" || t < example {
			example = t
		}
	}
	for t, u := range a.Units {
		if v, ok := b.Units[t]; !ok || v != u {
			differs(t)
		}
	}
	for t := range b.Units {
		if _, ok := a.Units[t]; !ok {
			differs(t)
		}
	}
	return n, example
}
