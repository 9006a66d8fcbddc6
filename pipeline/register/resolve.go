package register

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"miernik/indicators"
	"miernik/internal/diag"
)

// Via says how a unit was found.
type Via string

// The ways. A unit found by anything but its own code has a reason.
const (
	InForce   Via = "in_force"
	ByKind    Via = "kind"    // through recorded changes of kind
	ByCode    Via = "code"    // the gmina's number is in force with another kind
	ByNumber  Via = "number"  // the file gives no kind
	ByName    Via = "name"    // one unit has the name
	ByMapping Via = "mapping" // a mapping says so
)

// Failure says why no unit was found.
type Failure string

// The failures.
const (
	Ambiguous Failure = "ambiguous" // several units fit
	Unknown   Failure = "unknown"   // none does
	Gone      Failure = "gone"      // the unit is in an older register only
	Newer     Failure = "newer"     // the unit is in a newer register only
	Part      Failure = "part"      // a part of a gmina, which is not counted beside it
)

// Resolution is what the register makes of a reference: a unit with its
// reason, or a failure with candidates.
type Resolution struct {
	Unit     indicators.TERYT // empty after a failure
	Via      Via
	Reason   string    // Polish; empty when the unit was named by its own code
	From, To time.Time // registers of the change behind ByKind and ByCode
	Mapping  *Mapping  // behind ByMapping

	Failure    Failure
	Why        diag.Phrase // the failure in words, candidates included
	Candidates []Candidate // Ambiguous: all by code; else suggestions, best first
}

// Context is what stands around a reference in its file.
type Context struct {
	Source string // id of the source, for mappings of that source
	Year   indicators.Year
	Name   string // as printed beside a code, for suggestions; it decides nothing
}

// Resolve finds the unit in force that a reference means.
func (r *Register) Resolve(ref indicators.UnitRef, c Context) Resolution {
	if t, ok := ref.TERYT(); ok {
		if _, ok := r.Units[t]; ok {
			return Resolution{Unit: t, Via: InForce}
		}
	}
	if k, ok := ref.Key(); ok {
		return r.ResolveName(k, c)
	}
	if m, clash := choose(r.byCode[ref], c, func(*Mapping) match { return decides }); m != nil {
		return r.mapped(m, clash)
	}
	if t, ok := ref.TERYT(); ok {
		return r.code(t, c)
	}
	if number, unclear, ok := ref.Number(); ok {
		return r.number(number, unclear, c)
	}
	return r.unknown(diag.Phrase{PL: "to nie jest kod ani nazwa jednostki", EN: "neither a code nor a name of a unit"}, nil)
}

// code finds the unit of a code that is not in force: it follows the changes
// between registers; a code of no register is led by the rule that a gmina
// keeps its number when its kind changes.
func (r *Register) code(t indicators.TERYT, c Context) Resolution {
	if i := r.holding(t); i >= 0 {
		return r.follow(i, t)
	}
	if t.Level() == indicators.LevelPart {
		return r.part(string(t), t.Whole())
	}
	same := withNumber(string(t[:6]), r.dated[r.current])
	if t.Level() == indicators.LevelGmina && len(same) == 1 {
		return Resolution{Unit: same[0], Via: ByCode, To: r.Date, Reason: fmt.Sprintf("kodu nie ma w rejestrze z %s; ten sam numer gminy, inny rodzaj: %s → %s",
			r.Date.Format(time.DateOnly), t.Kind(), same[0].Kind())}
	}
	return r.unknown(diag.Phrase{PL: "kodu nie ma w żadnym dostarczonym rejestrze", EN: "the code is in no delivered register"}, r.byPrintedName(t.Level(), c))
}

// byPrintedName suggests units by the name beside a code.
func (r *Register) byPrintedName(level indicators.Level, c Context) []Candidate {
	if indicators.FoldName(c.Name) == "" {
		return nil
	}
	return r.Suggest(indicators.NameKey(c.Name, level), maxSuggestions)
}

// holding is the register nearest to the one in force that has the code: the
// older ones first, since files are usually older than the register.
func (r *Register) holding(t indicators.TERYT) int {
	for i := r.current; i >= 0; i-- {
		if _, ok := r.dated[i].Units[t]; ok {
			return i
		}
	}
	for i := r.current + 1; i < len(r.dated); i++ {
		if _, ok := r.dated[i].Units[t]; ok {
			return i
		}
	}
	return -1
}

// follow leads a unit of register i to the register in force, one register at
// a time, in either direction.
func (r *Register) follow(i int, t indicators.TERYT) Resolution {
	res := Resolution{Unit: t, Via: InForce}
	var reasons []string
	for at := i; at != r.current; {
		next := at + 1
		if at > r.current {
			next = at - 1
		}
		to := res.Unit
		if _, ok := r.dated[next].Units[to]; !ok {
			if to = sameGmina(res.Unit, r.dated[at], r.dated[next]); to == "" {
				return r.lost(i, next, t)
			}
			older, newer := min(at, next), max(at, next)
			if reason := rekinding(res.Unit, to); next > at {
				reasons = append(reasons, reason)
			} else {
				reasons = append(reasons, fmt.Sprintf("kod z rejestru z %s, nowszego niż rejestr w mocy; %s", r.dated[at].day(), rekinding(to, res.Unit)))
			}
			if res.Via = ByKind; res.From.IsZero() || r.dated[older].Date.Before(res.From) {
				res.From = r.dated[older].Date
			}
			if r.dated[newer].Date.After(res.To) {
				res.To = r.dated[newer].Date
			}
		}
		res.Unit, at = to, next
	}
	res.Reason = strings.Join(reasons, "; ")
	return res
}

// lost is a unit of register i that register next does not have.
func (r *Register) lost(i, next int, t indicators.TERYT) Resolution {
	u := r.dated[i].Units[t]
	here, there := r.dated[i].day(), r.dated[next].day()
	res := Resolution{Failure: Gone, Candidates: r.Suggest(r.keyOf(i, t), maxSuggestions), Why: diag.Phrase{
		PL: fmt.Sprintf("jednostki nie ma w rejestrze z %s (w rejestrze z %s: %s)", there, here, u.FullName()),
		EN: fmt.Sprintf("the unit is not in the register of %s (in that of %s: %s)", there, here, u.FullName()),
	}}
	if i > r.current {
		res.Failure = Newer
		res.Why = diag.Phrase{
			PL: fmt.Sprintf("jednostka nowsza niż rejestr w mocy z %s (w rejestrze z %s: %s)", r.Date.Format(time.DateOnly), here, u.FullName()),
			EN: fmt.Sprintf("the unit is newer than the register in force of %s (in that of %s: %s)", r.Date.Format(time.DateOnly), here, u.FullName()),
		}
	}
	for _, f := range r.facts {
		if parent, ok := r.target(f.Unit); f.With == t && ok {
			res.Candidates = append([]Candidate{r.candidate(parent, 0)}, res.Candidates...)
			res.Why.PL += "; " + f.reason()
			res.Why.EN += "; " + f.reason()
		}
	}
	return r.listed(res)
}

// keyOf is the full name key of a unit of register i.
func (r *Register) keyOf(i int, t indicators.TERYT) indicators.UnitKey {
	d := r.dated[i]
	k := indicators.UnitKey{Level: t.Level()}
	switch k.Level {
	case indicators.LevelGmina:
		k.Gmina = d.Units[t].Name
		fallthrough
	case indicators.LevelPowiat:
		k.Powiat = d.Units[t.Powiat()].Name
		fallthrough
	case indicators.LevelVoivodeship:
		k.Voivodeship = d.Units[t.Voivodeship()].Name
	}
	return k
}

// nearest lists the registers: the one in force, the older ones backwards, the
// newer ones.
func (r *Register) nearest() []int {
	var order []int
	for i := r.current; i >= 0; i-- {
		order = append(order, i)
	}
	for i := r.current + 1; i < len(r.dated); i++ {
		order = append(order, i)
	}
	return order
}

func (r *Register) part(what string, wholes ...indicators.TERYT) Resolution {
	res := Resolution{Failure: Part, Why: diag.Phrase{
		PL: fmt.Sprintf("%s to część gminy, której nie liczy się obok całości", what),
		EN: fmt.Sprintf("%s is a part of a gmina, not counted beside the whole", what),
	}}
	for _, t := range wholes {
		if _, ok := r.Units[t]; ok {
			res.Candidates = append(res.Candidates, r.candidate(t, 0))
		}
	}
	return r.listed(res)
}

func (r *Register) unknown(why diag.Phrase, suggestions []Candidate) Resolution {
	return r.listed(Resolution{Failure: Unknown, Why: why, Candidates: suggestions})
}

// listed writes the candidates behind the words of a failure.
func (r *Register) listed(res Resolution) Resolution {
	if len(res.Candidates) == 0 {
		return res
	}
	names := make([]string, len(res.Candidates))
	for i, c := range res.Candidates {
		names[i] = c.String()
	}
	pl, en := "podobne", "similar"
	switch res.Failure {
	case Ambiguous:
		pl, en = "pasują", "fitting"
	case Part:
		pl, en = "całość", "the whole"
	}
	res.Why.PL += "; " + pl + ": " + strings.Join(names, ", ")
	res.Why.EN += "; " + en + ": " + strings.Join(names, ", ")
	return res
}

// joined puts the reasons that are not empty together.
func joined(reasons ...string) string {
	return strings.Join(slices.DeleteFunc(reasons, func(s string) bool { return s == "" }), "; ")
}

// Scope names the references and contexts that surely have one answer: source
// and year are part of it only where a mapping of the name or code asks for
// them. It lets a caller keep answers.
func (r *Register) Scope(ref indicators.UnitRef, c Context) string {
	entries := r.byCode[ref]
	if k, ok := ref.Key(); ok {
		entries = r.byName[levelName{k.Level, k.Name()}]
	}
	scope := string(ref) + "\n" + c.Name
	for _, m := range entries {
		if m.Source != "" || m.From != 0 || m.To != 0 {
			return fmt.Sprintf("%s\n%s\n%d", scope, c.Source, c.Year)
		}
	}
	return scope
}
