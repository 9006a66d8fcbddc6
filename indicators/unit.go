package indicators

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// Measure is a unit of measure taken apart: Scale × the product of base units
// with their powers. A percentage is the number 1/100 without a base unit.
type Measure struct {
	Scale  *big.Rat
	Powers map[string]int // no power is 0
}

// unitNames are the words of units with their base unit; a word that is not
// here is a base unit of its own, so that a new field needs no new code.
var unitNames = map[string]string{
	"os": "os.", "osoba": "os.", "osoby": "os.", "osób": "os.", "osobę": "os.",
	"dziecko": "os.", "dzieci": "os.", "uczeń": "os.", "ucznia": "os.", "uczniów": "os.",
	"mieszk": "os.", "mieszkaniec": "os.", "mieszkańca": "os.", "mieszkańców": "os.", "ludności": "os.",
	"ob": "ob.", "obiekt": "ob.", "obiekty": "ob.", "obiektów": "ob.",
	"szt": "szt.", "sztuk": "szt.", "impr": "szt.", "imprezę": "szt.", "imprez": "szt.",
	"wol": "wol.", "wolumin": "wol.", "woluminy": "wol.", "woluminów": "wol.",
	"odw": "odw.", "odwiedziny": "odw.", "odwiedzin": "odw.",
	"szkoła": "szkoła", "szkołę": "szkoła", "szkoły": "szkoła", "szkół": "szkoła",
	"oddział": "oddział", "oddz": "oddział", "oddziały": "oddział", "oddziałów": "oddział",
	"etat": "etat", "etaty": "etat", "etatu": "etat", "etatów": "etat",
	"miejsce": "miejsce", "miejsca": "miejsce", "miejsc": "miejsce", "msc": "miejsce",
	"godz": "h", "godzina": "h", "godziny": "h", "godzin": "h", "h": "h",
	"dzień": "dzień", "dni": "dzień", "dnia": "dzień",
	"tydz": "tydzień", "tydzień": "tydzień", "tygodniu": "tydzień",
	"mies": "miesiąc", "miesiąc": "miesiąc", "miesięcy": "miesiąc",
	"m2": "m2", "m²": "m2", "zł": "zł", "złoty": "zł", "złotych": "zł",
}

// scaledUnits are words for so many of a base unit; without one, a number.
var scaledUnits = map[string]struct {
	scale string
	base  string
}{
	"%": {"1/100", ""}, "proc": {"1/100", ""}, "pkt proc": {"1/100", ""}, "‰": {"1/1000", ""}, "0/1": {"1", ""}, "-": {"1", ""},
	"km2": {"1000000", "m2"}, "km²": {"1000000", "m2"}, "ha": {"10000", "m2"}, "min": {"1/60", "h"}, "gr": {"1/100", "zł"},
}

// multiples are the words that stand for a number.
var multiples = map[string]int64{"tys": 1000, "mln": 1000000, "mld": 1000000000}

var (
	unitNumber   = regexp.MustCompile(`^([1-9][0-9]*(?:[ \x{a0}][0-9]{3})*)\s*(.*)$`)
	unitMultiple = regexp.MustCompile(`^(tys|mln|mld)(?:\.\s*|\s+|$)(.*)$`)
)

// ParseUnit takes a unit of measure apart: "os./1000" is persons in a thousand
// persons, "zł/os.", "szt./10 tys.", "miejsca/100 dzieci", "%·os.", "tys. zł".
// Factors are joined by "·"; what stands behind a "/" divides. A number without
// a word behind the "/" counts persons. An empty factor is the only error.
func ParseUnit(text string) (Measure, error) {
	m := Measure{big.NewRat(1, 1), map[string]int{}}
	text = strings.ToLower(strings.TrimSpace(text))
	if u, ok := scaledUnits[strings.TrimRight(text, ".")]; ok { // "0/1" is no division
		m.apply(u.scale, u.base, 1)
		return m, nil
	}
	for i, part := range strings.Split(text, "/") {
		power := 1
		if i > 0 {
			power = -1
		}
		for factor := range strings.SplitSeq(part, "·") {
			if err := m.factor(strings.TrimSpace(factor), power); err != nil {
				return m, fmt.Errorf("%q: %w", text, err)
			}
		}
	}
	maps.DeleteFunc(m.Powers, func(_ string, p int) bool { return p == 0 })
	return m, nil
}

// factor multiplies by one factor, or divides where power is -1.
func (m *Measure) factor(s string, power int) error {
	number := big.NewRat(1, 1)
	counted := false
	if f := unitNumber.FindStringSubmatch(s); f != nil {
		number.SetString(strings.NewReplacer(" ", "", "\u00a0", "").Replace(f[1]))
		s, counted = f[2], true
	}
	if f := unitMultiple.FindStringSubmatch(s); f != nil {
		number.Mul(number, new(big.Rat).SetInt64(multiples[f[1]]))
		s, counted = f[2], true
	}
	if s = strings.TrimRight(s, ". "); s == "" && counted && power < 0 {
		s = "os"
	}
	if s == "" {
		return errors.New("a factor is empty")
	}
	m.scale(number, power)
	if u, ok := scaledUnits[s]; ok {
		m.apply(u.scale, u.base, power)
		return nil
	}
	base, ok := unitNames[s]
	if !ok {
		base = s
	}
	m.Powers[base] += power
	return nil
}

func (m *Measure) apply(scale, base string, power int) {
	r, _ := new(big.Rat).SetString(scale)
	m.scale(r, power)
	if base != "" {
		m.Powers[base] += power
	}
}

func (m *Measure) scale(r *big.Rat, power int) {
	if power < 0 {
		r = new(big.Rat).Inv(r)
	}
	m.Scale = new(big.Rat).Mul(m.Scale, r)
}

// Per is the unit of multiplier × a / b: a value of 1 in it is as much as
// 1/multiplier of a's unit in one of b's.
func (m Measure) Per(b Measure, multiplier *big.Rat) Measure {
	out := Measure{new(big.Rat).Quo(m.Scale, b.Scale), maps.Clone(m.Powers)}
	if multiplier.Sign() != 0 {
		out.Scale.Quo(out.Scale, multiplier)
	}
	for base, p := range b.Powers {
		out.Powers[base] -= p
	}
	maps.DeleteFunc(out.Powers, func(_ string, p int) bool { return p == 0 })
	return out
}

// Equal reports whether two units measure the same in the same size.
func (m Measure) Equal(b Measure) bool {
	return m.Scale.Cmp(b.Scale) == 0 && maps.Equal(m.Powers, b.Powers)
}

// String writes the base units, with the scale before them: "1/1000 zł/os.".
// A pure number is "%" or its scale.
func (m Measure) String() string {
	var num, den []string
	for _, base := range slices.Sorted(maps.Keys(m.Powers)) {
		for range m.Powers[base] {
			num = append(num, base)
		}
		for range -m.Powers[base] {
			den = append(den, base)
		}
	}
	scale := ""
	if m.Scale.Cmp(big.NewRat(1, 1)) != 0 {
		scale = m.Scale.RatString()
	}
	switch {
	case len(num)+len(den) == 0 && scale == "1/100":
		return "%"
	case len(num)+len(den) == 0:
		return m.Scale.RatString()
	}
	out := strings.Join(num, "·")
	if len(num) == 0 {
		out = "1"
	}
	if len(den) > 0 {
		out += "/" + strings.Join(den, "·")
	}
	if scale != "" {
		out = scale + " " + out
	}
	return out
}
