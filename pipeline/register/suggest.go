package register

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"miernik/indicators"
)

// Candidate is a unit that a reference may mean.
type Candidate struct {
	Unit  indicators.TERYT
	Name  string  // full name, of a gmina with its powiat
	Score float64 // of a suggestion: 0–1, see Suggest; else 0
}

// String is the candidate for people: code, name, score in percent.
func (c Candidate) String() string {
	s := string(c.Unit) + " " + c.Name
	if c.Score > 0 {
		s += fmt.Sprintf(" (%.0f%%)", 100*c.Score)
	}
	return s
}

func (r *Register) candidate(t indicators.TERYT, score float64) Candidate {
	u := r.Units[t]
	c := Candidate{Unit: t, Name: u.FullName(), Score: score}
	if u.Level == indicators.LevelGmina && !u.CityPowiat {
		c.Name += " (powiat " + r.Units[t.Powiat()].Name + ")"
	}
	return c
}

const (
	maxSuggestions = 3
	minScore       = 0.55
	sharing        = 40 // units compared letter by letter: those that share most trigrams

	// What a candidate keeps of its score when the key names another place or kind.
	otherPowiat      = 0.9
	otherVoivodeship = 0.75
	otherKind        = 0.9
)

// similarity finds the units of a level whose names look alike.
type similarity struct {
	units    []similarUnit
	trigrams map[string][]int // of units
}

type similarUnit struct {
	teryt indicators.TERYT
	plain []rune
	n     int // trigrams
}

func indexSimilar(units map[indicators.TERYT]Unit) map[indicators.Level]*similarity {
	out := map[indicators.Level]*similarity{}
	for _, t := range slices.Sorted(maps.Keys(units)) {
		level := units[t].Level
		if level == indicators.LevelCountry {
			continue
		}
		if out[level] == nil {
			out[level] = &similarity{trigrams: map[string][]int{}}
		}
		s, plain := out[level], plainName(units[t].Name)
		grams := trigrams(plain)
		for g := range grams {
			s.trigrams[g] = append(s.trigrams[g], len(s.units))
		}
		s.units = append(s.units, similarUnit{t, []rune(plain), len(grams)})
	}
	return out
}

// plainName folds a name and takes the diacritics off: what a keyboard or an
// encoding loses must not hide the likeness.
func plainName(name string) string {
	return strings.NewReplacer("ą", "a", "ć", "c", "ę", "e", "ł", "l", "ń", "n", "ó", "o", "ś", "s", "ź", "z", "ż", "z", "-", " ", ".", "", "(", "", ")", "").
		Replace(indicators.FoldName(name))
}

// trigrams of a name with its ends marked.
func trigrams(plain string) map[string]bool {
	letters := []rune("  " + plain + " ")
	out := map[string]bool{}
	for i := 0; i+3 <= len(letters); i++ {
		out[string(letters[i:i+3])] = true
	}
	return out
}

// Suggest ranks the units in force whose names are like the key's, at most
// limit. The score is the mean of two likenesses of the names without their
// diacritics, Jaro–Winkler's and Dice's over trigrams, times 0.9 outside the
// powiat the key names, 0.75 outside its województwo, and 0.9 for another kind.
// A suggestion is for a person to judge; nothing is mapped by it.
func (r *Register) Suggest(k indicators.UnitKey, limit int) []Candidate {
	k = k.Normal()
	s := r.similar[k.Level]
	name := plainName(k.Name())
	if s == nil || name == "" {
		return nil
	}
	letters, grams := []rune(name), trigrams(name)
	var out []Candidate
	for _, i := range s.sharing(grams) {
		u := s.units[i.unit]
		dice := 2 * float64(i.shared) / float64(len(grams)+u.n)
		score := (jaroWinkler(letters, u.plain) + dice) / 2 * r.nearness(k, u.teryt)
		if score = math.Round(score*1000) / 1000; score >= minScore {
			out = append(out, r.candidate(u.teryt, score))
		}
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Unit, b.Unit))
	})
	return out[:min(len(out), limit)]
}

// nearness weighs a unit by what the key says about where it lies and its kind.
func (r *Register) nearness(k indicators.UnitKey, t indicators.TERYT) float64 {
	w := 1.0
	switch {
	case k.Level != indicators.LevelVoivodeship && k.Voivodeship != "" && indicators.FoldName(r.Units[t.Voivodeship()].Name) != k.Voivodeship:
		w = otherVoivodeship
	case k.Level == indicators.LevelGmina && k.Powiat != "" && indicators.FoldName(r.Units[t.Powiat()].Name) != k.Powiat:
		w = otherPowiat
	}
	if !k.Kinds().Has(r.Units[t].kindDigit()) {
		w *= otherKind
	}
	return w
}

type shared struct{ unit, shared int }

// sharing lists the units that share most trigrams with a name.
func (s *similarity) sharing(grams map[string]bool) []shared {
	counts := map[int]int{}
	for g := range grams {
		for _, i := range s.trigrams[g] {
			counts[i]++
		}
	}
	out := make([]shared, 0, len(counts))
	for i, n := range counts {
		out = append(out, shared{i, n})
	}
	slices.SortFunc(out, func(a, b shared) int { return cmp.Or(b.shared-a.shared, a.unit-b.unit) })
	return out[:min(len(out), sharing)]
}

// jaroWinkler is the likeness of two words, 0–1: Jaro's, raised by a common
// beginning of up to four letters with the usual factor 0.1 (Winkler 1990).
func jaroWinkler(a, b []rune) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	window := max(max(len(a), len(b))/2-1, 0)
	used := make([]bool, len(b))
	var common []rune
	for i, x := range a {
		for j := max(0, i-window); j < min(len(b), i+window+1); j++ {
			if !used[j] && b[j] == x {
				used[j] = true
				common = append(common, x)
				break
			}
		}
	}
	if len(common) == 0 {
		return 0
	}
	swapped, at := 0, 0
	for j, x := range b {
		if used[j] {
			if common[at] != x {
				swapped++
			}
			at++
		}
	}
	m := float64(len(common))
	jaro := (m/float64(len(a)) + m/float64(len(b)) + (m-float64(swapped/2))/m) / 3
	prefix := 0
	for prefix < min(len(a), len(b), 4) && a[prefix] == b[prefix] {
		prefix++
	}
	return jaro + float64(prefix)*0.1*(1-jaro)
}
