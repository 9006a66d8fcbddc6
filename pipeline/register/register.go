// Package register reads dated TERC registers, says what changed between
// them, and maps stale codes to units in force, each with its reason.
package register

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/sheet"
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
	return "0000000"
}

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

// Dated is one delivered register.
type Dated struct {
	Date  time.Time // STAN_NA of its rows, not the date of the file
	File  string
	Units map[indicators.TERYT]Unit
}

// Read reads a TERC register in the official CSV layout: WOJ, POW, GMI, RODZ,
// NAZWA, NAZWA_DOD, STAN_NA. Bad rows are rejected with a finding. file is how
// the book is called in findings.
func Read(ctx context.Context, file string, book *sheet.Book) (*Dated, diag.List, error) {
	d := &Dated{File: file, Units: map[indicators.TERYT]Unit{}}
	var found diag.List
	var cols map[string]int
	for row, err := range book.Rows("") {
		if err != nil {
			return nil, append(found, diag.New(diag.FileUnreadable, diag.Place{File: file, Row: row.Number}, err.Error())), nil
		}
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if cols == nil {
			if cols = header(row); cols == nil {
				return nil, append(found, diag.New(diag.HeaderNotFound, diag.Place{File: file}, "WOJ, POW, GMI, RODZ, NAZWA, NAZWA_DOD, STAN_NA")), nil
			}
			continue
		}
		if len(row.Cells) > 0 {
			d.row(row, cols, file, &found)
		}
	}
	d.markCities()
	return d, found, nil
}

func header(row sheet.Row) map[string]int {
	cols := map[string]int{}
	for _, c := range row.Cells {
		cols[strings.ToUpper(strings.TrimSpace(c.Text))] = c.Col
	}
	for _, name := range []string{"WOJ", "POW", "GMI", "RODZ", "NAZWA", "NAZWA_DOD", "STAN_NA"} {
		if cols[name] == 0 {
			return nil
		}
	}
	return cols
}

func (d *Dated) row(row sheet.Row, cols map[string]int, file string, found *diag.List) {
	get := func(name string) string { return strings.TrimSpace(row.Cell(cols[name]).Text) }
	code := get("WOJ") + get("POW") + get("GMI") + get("RODZ")
	t, err := parseCode(get("WOJ"), get("POW"), get("GMI"), get("RODZ"))
	date, derr := time.Parse(time.DateOnly, get("STAN_NA"))
	if err != nil || derr != nil {
		found.Add(diag.RowUnitCode, diag.Place{File: file, Row: row.Number}, code)
		return
	}
	if date.After(d.Date) {
		d.Date = date
	}
	u := Unit{TERYT: t, Name: get("NAZWA"), Level: t.Level()}
	switch u.Level {
	case indicators.LevelPart:
		return
	case indicators.LevelGmina:
		u.Kind = string(t.Kind())
	case indicators.LevelPowiat:
		u.Kind = "powiat"
		if strings.Contains(get("NAZWA_DOD"), "na prawach powiatu") {
			u.Kind, u.CityPowiat = "miasto na prawach powiatu", true
		}
	default:
		u.Kind = string(u.Level)
	}
	d.Units[t] = u
}

// parseCode joins the four fields of a code. Each has its full width or is
// empty together with those behind it: a field that lost its leading zero
// would make the code of another unit.
func parseCode(fields ...string) (indicators.TERYT, error) {
	code, at := strings.Join(fields, ""), 0
	ok := slices.Contains([]int{2, 4, 7}, len(code))
	for i, width := range []int{2, 2, 2, 1} {
		ok = ok && (at >= len(code) || len(fields[i]) == width)
		at += width
	}
	if !ok {
		return "", fmt.Errorf("%w: %q", indicators.ErrUnitCode, code)
	}
	return indicators.ParseTERYT(code + strings.Repeat("0", 7-len(code)))
}

// markCities marks the gmina of each city with powiat rights: the only gmina
// of its powiat.
func (d *Dated) markCities() {
	for t, u := range d.Units {
		if u.Level == indicators.LevelGmina && d.Units[t.Powiat()].CityPowiat {
			u.CityPowiat = true
			d.Units[t] = u
		}
	}
}

// Change is a difference between registers, or the mapping of a stale code.
type Change struct {
	Old, New indicators.TERYT // New is empty for a unit that is gone
	Kind     string           // kind, renamed, new, gone, code
	Reason   string
	From, To time.Time
}

// Register is the register in force with what the older ones tell about it.
type Register struct {
	Date    time.Time
	Units   map[indicators.TERYT]Unit
	Changes []Change
	stale   map[indicators.TERYT]Change
	byGmina map[string][]indicators.TERYT // first six digits
}

// New takes the register of the given ISO date, or the latest, as the one in
// force. It fails when there is none.
func New(dated []*Dated, date string) (*Register, error) {
	slices.SortFunc(dated, func(a, b *Dated) int { return a.Date.Compare(b.Date) })
	current := len(dated) - 1
	for i, d := range dated {
		if date != "" && d.Date.Format(time.DateOnly) == date {
			current = i
		}
	}
	if current < 0 {
		return nil, fmt.Errorf("no register")
	}
	if date != "" && dated[current].Date.Format(time.DateOnly) != date {
		return nil, fmt.Errorf("no register of %s", date)
	}
	r := &Register{
		Date: dated[current].Date, Units: map[indicators.TERYT]Unit{},
		stale: map[indicators.TERYT]Change{}, byGmina: map[string][]indicators.TERYT{},
	}
	for t, u := range dated[current].Units {
		r.Units[t] = u
		if u.Level == indicators.LevelGmina {
			r.byGmina[string(t[:6])] = append(r.byGmina[string(t[:6])], t)
		}
	}
	r.Units["0000000"] = Unit{TERYT: "0000000", Name: "Polska", Level: indicators.LevelCountry, Kind: string(indicators.LevelCountry)}
	for i := 0; i < current; i++ {
		r.compare(dated[i], dated[i+1])
	}
	slices.SortFunc(r.Changes, func(a, b Change) int {
		return cmp.Or(a.To.Compare(b.To), cmp.Compare(a.Old, b.Old), cmp.Compare(a.New, b.New), cmp.Compare(a.Kind, b.Kind))
	})
	return r, nil
}

// compare records what changed from one register to the next.
func (r *Register) compare(old, next *Dated) {
	add := func(c Change) {
		c.From, c.To = old.Date, next.Date
		r.Changes = append(r.Changes, c)
		if c.New != "" && c.New != c.Old && c.Kind != "new" {
			r.stale[c.Old] = c
		}
	}
	for t, u := range old.Units {
		n, ok := next.Units[t]
		switch {
		case ok && n.Name != u.Name:
			add(Change{Old: t, New: t, Kind: "renamed", Reason: fmt.Sprintf("zmiana nazwy: %s → %s", u.Name, n.Name)})
		case !ok && u.Level == indicators.LevelGmina:
			if to, kind := sameGmina(t, next.Units); to != "" {
				add(Change{Old: t, New: to, Kind: "kind", Reason: fmt.Sprintf("zmiana rodzaju gminy: %s → %s", t.Kind(), kind)})
				continue
			}
			add(Change{Old: t, Kind: "gone", Reason: "jednostki nie ma w rejestrze z " + next.Date.Format(time.DateOnly)})
		case !ok:
			add(Change{Old: t, Kind: "gone", Reason: "jednostki nie ma w rejestrze z " + next.Date.Format(time.DateOnly)})
		}
	}
	for t, u := range next.Units {
		if _, ok := old.Units[t]; ok {
			continue
		}
		if before, _ := sameGmina(t, old.Units); before != "" && u.Level == indicators.LevelGmina {
			continue // the same gmina under another kind
		}
		add(Change{Old: t, New: t, Kind: "new", Reason: "jednostka pojawiła się w rejestrze z " + next.Date.Format(time.DateOnly)})
		if cur, ok := r.Units[t]; ok {
			cur.First, cur.LastWithout = next.Date, old.Date
			r.Units[t] = cur
		}
	}
}

// sameGmina finds a gmina with the same number and another kind.
func sameGmina(t indicators.TERYT, units map[indicators.TERYT]Unit) (indicators.TERYT, indicators.GminaKind) {
	if t.Level() != indicators.LevelGmina {
		return "", ""
	}
	for _, r := range "123" {
		other := t[:6] + indicators.TERYT(string(r))
		if _, ok := units[other]; ok && other != t {
			return other, other.Kind()
		}
	}
	return "", ""
}

// Resolve maps a code that is not in force. It follows recorded changes, then
// the rule that a gmina keeps its number when only its kind changes. ok is
// false when nothing says which unit is meant: names never do.
func (r *Register) Resolve(code indicators.TERYT) (Change, bool) {
	seen := code
	var first *Change
	for range len(r.stale) { // a gmina may change its kind and change it back
		c, ok := r.stale[seen]
		if _, inForce := r.Units[seen]; inForce || !ok {
			break
		}
		if first == nil {
			first = &Change{Old: code, Kind: c.Kind, Reason: c.Reason, From: c.From, To: c.To}
		} else {
			first.Reason += "; " + c.Reason
			first.To = c.To
		}
		first.New, seen = c.New, c.New
	}
	if first != nil {
		if _, ok := r.Units[first.New]; ok {
			return *first, true
		}
	}
	if code.Level() == indicators.LevelGmina {
		if same := r.byGmina[string(code[:6])]; len(same) == 1 {
			return Change{Old: code, New: same[0], Kind: "code", To: r.Date,
				Reason: fmt.Sprintf("kodu nie ma w rejestrze z %s; ten sam numer gminy, inny rodzaj: %s → %s",
					r.Date.Format(time.DateOnly), code.Kind(), same[0].Kind())}, true
		}
	}
	return Change{Old: code}, false
}
