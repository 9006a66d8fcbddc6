package register

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"miernik/indicators"
)

// Change is a difference between registers, or a fact about one that the codes
// do not show.
type Change struct {
	Old, New indicators.TERYT // New is empty for a unit that is gone
	Kind     string           // kind, renamed, new, gone, territory; of a code met in a file also code, mapping
	Reason   string           // Polish
	From, To time.Time        // registers between which it happened; zero when unknown
	Verified bool             // false: recalled, not checked
}

func (r *Register) sortChanges() {
	slices.SortFunc(r.Changes, func(a, b Change) int {
		return cmp.Or(a.To.Compare(b.To), cmp.Compare(a.Old, b.Old), cmp.Compare(a.New, b.New), cmp.Compare(a.Kind, b.Kind))
	})
}

// compare records what changed from one register to the next.
func (r *Register) compare(old, next *Dated) {
	add := func(c Change) {
		c.From, c.To, c.Verified = old.Date, next.Date, true
		r.Changes = append(r.Changes, c)
	}
	renamed := func(u, n Unit) {
		if u.Name != n.Name {
			add(Change{Old: u.TERYT, New: n.TERYT, Kind: "renamed", Reason: renaming(u, n)})
		}
	}
	for t, u := range old.Units {
		n, ok := next.Units[t]
		if ok {
			renamed(u, n)
			continue
		}
		if to := sameGmina(t, old, next); to != "" {
			add(Change{Old: t, New: to, Kind: "kind", Reason: rekinding(t, to)})
			renamed(u, next.Units[to])
			continue
		}
		add(Change{Old: t, Kind: "gone", Reason: "jednostki nie ma w rejestrze z " + next.day()})
	}
	for t := range next.Units {
		if _, ok := old.Units[t]; ok || sameGmina(t, next, old) != "" {
			continue // there before, or the same gmina under another kind
		}
		add(Change{Old: t, New: t, Kind: "new", Reason: "jednostka pojawiła się w rejestrze z " + next.day()})
		if cur, ok := r.Units[t]; ok {
			cur.First, cur.LastWithout = next.Date, old.Date
			r.Units[t] = cur
		}
	}
}

func renaming(from, to Unit) string {
	return fmt.Sprintf("zmiana nazwy: %s → %s", from.Name, to.Name)
}

func rekinding(from, to indicators.TERYT) string {
	return fmt.Sprintf("zmiana rodzaju gminy: %s → %s", from.Kind(), to.Kind())
}

// sameGmina finds the gmina of another register that has the number of t, a
// gmina of from, and another kind. It must be the only one, and not be in from
// beside t.
func sameGmina(t indicators.TERYT, from, in *Dated) indicators.TERYT {
	same := withNumber(string(t[:6]), in)
	if t.Level() != indicators.LevelGmina || len(same) != 1 {
		return ""
	}
	if _, beside := from.Units[same[0]]; beside {
		return ""
	}
	return same[0]
}

// withNumber lists the gminas of a register with a number (WWPPGG).
func withNumber(number string, d *Dated) []indicators.TERYT {
	var out []indicators.TERYT
	for _, kind := range "123" {
		t := indicators.TERYT(number + string(kind))
		if _, ok := d.Units[t]; ok {
			out = append(out, t)
		}
	}
	return out
}
