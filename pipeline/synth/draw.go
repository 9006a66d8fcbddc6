package synth

import (
	"math"
	"math/rand/v2"

	"miernik/indicators"
)

// key is the hash of the seed and some words (FNV-1a, mixed): every draw has
// its own generator, so no draw depends on another.
func (m *model) key(words ...string) uint64 {
	h := uint64(14695981039346656037) ^ m.o.Seed
	for _, w := range words {
		for i := 0; i < len(w); i++ {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	return mix(h, 0)
}

// mix spreads k and n over 64 bits (splitmix64).
func mix(k, n uint64) uint64 {
	z := k + (n+1)*0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// share turns a key into a number 0..1.
func share(k uint64) float64 { return float64(k>>11) / (1 << 53) }

// chance reports whether an event of probability p happens to a unit.
func (m *model) chance(p float64, u Unit, event string) bool {
	return share(m.key("chance", event, string(u.TERYT))) < p
}

func generator(k, n uint64) *rand.Rand { return rand.New(rand.NewPCG(k, n)) }

// bounded draws from the standard normal distribution and cuts at two standard
// deviations: one outlandish gmina would set the scale of every chart.
func bounded(r *rand.Rand) float64 { return clamp(r.NormFloat64(), -2, 2) }

// course is how one variable of one unit moves around the national figure: an
// effect of the unit, a slow drift, a swing of some years and yearly noise.
type course struct {
	key                         uint64
	effect, drift, swing, phase float64
	noise                       float64
}

// course draws the course of a variable; spread is the standard deviation of
// the unit effect and noise that of the yearly noise, both as logarithms.
func (m *model) course(u Unit, variable string, spread, noise float64) course {
	k := m.key("course", variable, string(u.TERYT))
	r := generator(k, 0)
	return course{
		key: k, effect: spread * bounded(r), drift: 0.02 * spread * bounded(r),
		swing: 0.1 * spread * r.Float64(), phase: 2 * math.Pi * r.Float64(), noise: noise,
	}
}

// at is the factor in a year, around 1. It needs no other year, so a longer
// period leaves the years already written as they were.
func (c course) at(y indicators.Year) float64 {
	t := clamp(float64(y-baseYear), -12, 12)
	return math.Exp(c.effect + c.drift*t + c.swing*math.Sin(c.phase+t*math.Pi/4) +
		c.noise*bounded(generator(c.key, uint64(y))))
}

// steady is the factor without yearly noise, for things that change slowly.
func (c course) steady(y indicators.Year) float64 {
	c.noise = 0
	return c.at(y)
}

// baseYear is the year national levels are given for and the year of
// Unit.Population.
const baseYear indicators.Year = 2020

// grown is a national level that changes by a constant rate a year.
func grown(level, rate float64, y indicators.Year) float64 {
	return level * math.Pow(1+rate, float64(y-baseYear))
}

// pandemic cuts the two years in which halls and reading rooms were closed.
func pandemic(y indicators.Year, in2020, in2021 float64) float64 {
	switch y {
	case 2020:
		return in2020
	case 2021:
		return in2021
	}
	return 1
}

func clamp(x, lo, hi float64) float64 { return math.Min(math.Max(x, lo), hi) }

// count rounds to a whole number that is not negative.
func count(x float64) float64 { return math.Round(math.Max(x, 0)) }

// decimals rounds to n decimals.
func decimals(x float64, n int) float64 {
	p := math.Pow10(n)
	return math.Round(x*p) / p
}

// byKind holds a parameter for urban, rural and urban-rural gminas, in the
// order of the last digit of the code; for powiats and cities with powiat rights.
type byKind [3]float64

func (b byKind) of(u Unit) float64 {
	switch {
	case u.Level != indicators.LevelPowiat:
		return b[u.TERYT[6]-'1']
	case u.city():
		return b[1]
	}
	return b[0]
}

// city tells cities with powiat rights, in both of their roles.
func (u Unit) city() bool { return u.TERYT[2:4] >= "61" }

// purpose names a gap that must exist whatever the seed.
type purpose string

const (
	pickNoInformation   purpose = "no_information"
	pickPending         purpose = "pending"
	pickStructureChange purpose = "structure_change"
	pickAbsent          purpose = "source_absent"
	pickLocalMissing    purpose = "local_missing"
	pickNoApplications  purpose = "denominator_zero"
	pickSecret          purpose = "secret"
	pickNoData          purpose = "parse_error b.d."
	pickLetter          purpose = "parse_error 1O5"
)

// choose gives each purpose its own gmina, the one with the smallest key that
// is still free. In a scope too small the last purposes have none.
func (m *model) choose() map[purpose]indicators.TERYT {
	out := map[purpose]indicators.TERYT{}
	taken := map[indicators.TERYT]bool{}
	for _, p := range []purpose{
		pickNoInformation, pickPending, pickStructureChange, pickAbsent, pickLocalMissing,
		pickNoApplications, pickSecret, pickNoData, pickLetter,
	} {
		best, smallest := indicators.TERYT(""), uint64(math.MaxUint64)
		for _, u := range m.gminas {
			if k := m.key("pick", string(p), string(u.TERYT)); !taken[u.TERYT] && k < smallest {
				best, smallest = u.TERYT, k
			}
		}
		if best != "" {
			out[p], taken[best] = best, true
		}
	}
	return out
}

func (m *model) picked(p purpose, u Unit) bool { return m.picks[p] == u.TERYT }
