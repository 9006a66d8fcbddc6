package synth_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/pipeline/profile"
	"miernik/pipeline/synth"
)

func gminas(units []synth.Unit) (out []synth.Unit) {
	for _, u := range units {
		if u.Level == indicators.LevelGmina {
			out = append(out, u)
		}
	}
	return out
}

func TestProfilesSayMadeUp(t *testing.T) {
	o := options(t)
	generate(t, o)
	list := profiles(t, o.Dir)
	if len(list) != 25 {
		t.Errorf("%d profiles, want 25", len(list))
	}
	for _, p := range list {
		if p.Origin != profile.Synthetic || p.Note != "Dane zmyślone (przykładowe)" || p.Released == nil {
			t.Errorf("%s: origin %q, note %q, released %v", p.Source, p.Origin, p.Note, p.Released)
		}
		if local := p.OwnerKind == profile.OwnerLocal; local != (p.Priority == 5) {
			t.Errorf("%s: owner %s with priority %d", p.Source, p.OwnerKind, p.Priority)
		}
	}
}

// TestReadBack: by their profiles the files hold what the summary says, with
// gaps of every cause whatever the seed.
func TestReadBack(t *testing.T) {
	for _, seed := range []uint64{1, 2, 3} {
		o := options(t)
		o.Seed, o.Gaps = seed, 0.002
		if seed == 3 {
			o.Gaps = 0.1
		}
		s := generate(t, o)
		r := readAll(t, o.Dir)
		got := map[string]int{}
		for _, st := range r.status {
			if !st.HasValue() {
				got[string(st)]++
			}
		}
		for _, st := range []indicators.Status{
			indicators.NoInformation, indicators.Pending, indicators.StructureChange, indicators.Secret, indicators.ParseError, indicators.SuppressedSmallN,
		} {
			if n := s.Gaps[string(st)]; n == 0 || n != got[string(st)] {
				t.Errorf("seed %d: %s: %d written, %d read", seed, st, n, got[string(st)])
			}
			delete(got, string(st))
		}
		if len(got) > 0 {
			t.Errorf("seed %d: gaps nobody wrote: %v", seed, got)
		}
		absent := s.Gaps["source_absent"] + s.Gaps["local_missing"] + s.Gaps["not_collected"]
		read := len(r.status)
		if s.Gaps["source_absent"] == 0 || s.Gaps["local_missing"] == 0 || s.Gaps["not_collected"] == 0 || s.Gaps["denominator_zero"] == 0 {
			t.Errorf("seed %d: a cause is missing: %v", seed, s.Gaps)
		}
		if read+absent != s.Cells {
			t.Errorf("seed %d: %d cells read and %d absent, summary says %d", seed, read, absent, s.Cells)
		}
		if r.flags[indicators.MethodBreak] == 0 || r.flags[indicators.Incomplete] == 0 {
			t.Errorf("seed %d: attributes M and k are missing: %v", seed, r.flags)
		}
		if r.parts == 0 || r.typed == 0 {
			t.Errorf("seed %d: %d rows of parts, %d numbers typed as text", seed, r.parts, r.typed)
		}
	}
}

func TestWithoutGaps(t *testing.T) {
	o := options(t)
	o.Gaps, o.KnownPopulationYear = 0, 0
	s := generate(t, o)
	if len(s.Gaps) > 0 {
		t.Errorf("gaps nobody asked for: %v", s.Gaps)
	}
	r := readAll(t, o.Dir)
	if len(r.values) != len(r.status) {
		t.Errorf("%d of %d observations have a value", len(r.values), len(r.status))
	}
	for _, u := range gminas(o.Units) {
		if got := r.values[key{"ludnosc", u.TERYT, 2020}]; u.Population > 0 && got != float64(u.Population) {
			t.Errorf("%s: population %v, given %d", u.TERYT, got, u.Population)
		}
		for y := o.From - 1; y <= o.To; y++ {
			if _, ok := r.values[key{"ludnosc", u.TERYT, y}]; !ok {
				t.Errorf("%s %d: no population", u.TERYT, y)
			}
		}
	}
}

func TestKnownPopulationYearIsLeftOut(t *testing.T) {
	o := options(t)
	generate(t, o)
	for k := range readAll(t, o.Dir).status {
		if k.variable == "ludnosc" && k.year == o.KnownPopulationYear {
			t.Fatalf("%v is delivered by another source", k)
		}
	}
}

func TestSumsOfPowiats(t *testing.T) {
	o := options(t)
	generate(t, o)
	r := readAll(t, o.Dir)
	sums := map[key]float64{}
	for k, v := range r.values {
		if k.unit.Level() == indicators.LevelGmina && k.variable == "ludnosc" {
			sums[key{k.variable, k.unit.Powiat(), k.year}] += v
		}
	}
	n := 0
	for k, v := range r.values {
		if k.unit.Level() == indicators.LevelPowiat && k.variable == "ludnosc" {
			n++
			if v != sums[k] {
				t.Errorf("%v: %v, gminas sum to %v", k, v, sums[k])
			}
		}
	}
	if n != len(sums) || n == 0 {
		t.Errorf("%d powiat figures, %d sums", n, len(sums))
	}
}

// TestConsistent checks what must hold within one gmina and year.
func TestConsistent(t *testing.T) {
	o := options(t)
	o.Gaps = 0
	generate(t, o)
	r := readAll(t, o.Dir)
	wholes := map[string][]string{} // by part
	for code, e := range builtin(t).Variables {
		for _, p := range e.Value.Parts {
			for _, part := range p.Codes {
				wholes[part] = append(wholes[part], code)
			}
		}
	}
	for k, v := range r.values {
		for _, code := range wholes[k.variable] {
			if whole, ok := r.values[key{code, k.unit, k.year}]; ok && v > whole+0.005 {
				t.Errorf("%v: %v, the whole %s is %v", k, v, code, whole)
			}
		}
	}
	for _, u := range gminas(o.Units) {
		for y := o.From; y <= o.To; y++ {
			v := func(name string) float64 {
				x, ok := r.values[key{name, u.TERYT, y}]
				if !ok {
					t.Fatalf("%s %d: no %s", u.TERYT, y, name)
				}
				return x
			}
			for _, pair := range [][2]string{
				{"pp_nieprzyjete", "pp_zgloszone"}, {"dk_obiekty_przystosowane", "dk_obiekty"}, {"dk_placowki", "dk_obiekty"},
				{"bib_placowki_wozki", "bib_placowki"}, {"pp_dzieci_jst", "pp_dzieci_ogolem"}, {"pp_dzieci_3_6", "pp_dzieci_ogolem"},
				{"pp_dzieci_niepubliczne", "pp_dzieci_inne"}, {"pp_dzieci_inne", "pp_dzieci_ogolem"}, {"pp_dzieci_oddzialy", "pp_dzieci_ogolem"},
				{"sp_uczniowie_jst", "sp_uczniowie_mlodziez"}, {"sp_uczniowie_mlodziez", "sp_uczniowie"}, {"sp_etaty_dyplomowani", "sp_etaty"},
				{"sp_oddzialy", "sp_uczniowie_mlodziez"}, {"dk_dotacja_92109", "dk_wydatki_92109"}, {"bib_wydatki_zbiory", "bib_wydatki_92116"},
				{"wydatki_biezace", "wydatki_ogolem"}, {"dos_uczestnicy", "dos_nauczyciele"}, {"sto_uczniowie", "sp_uczniowie_jst"}, {"swi_uczniowie", "sp_uczniowie_jst"},
				{"sp_szkoly_jst", "sp_szkoly"}, {"pp_dzieci_przedszkola_jst", "pp_dzieci_jst"}, {"spe_uczniowie", "uczniowie_ogolem"},
			} {
				if v(pair[0]) > v(pair[1]) {
					t.Errorf("%s %d: %s %v > %s %v", u.TERYT, y, pair[0], v(pair[0]), pair[1], v(pair[1]))
				}
			}
			if y != o.KnownPopulationYear && v("ludnosc_3_6")+v("ludnosc_7_14") > 0.3*v("ludnosc") {
				t.Errorf("%s %d: more children than people", u.TERYT, y)
			}
			chapters := 0.0
			for _, c := range []string{"sp_wydatki_80101", "sp_wydatki_80150", "sto_wydatki_80148", "swi_wydatki", "dow_wydatki_80113", "pp_wydatki_80103", "pp_wydatki_80104", "pp_wydatki_80105",
				"pp_wydatki_80106", "pp_wydatki_80149", "pp_dotacje", "bib_wydatki_92116", "dk_wydatki_92109", "dk_wydatki_92113"} {
				chapters += v(c)
			}
			if chapters > 0.8*v("wydatki_biezace") {
				t.Errorf("%s %d: chapters %v of %v zł", u.TERYT, y, chapters, v("wydatki_biezace"))
			}
		}
	}
}

// TestPlausible: every variable lies in its range and every card that can be
// computed gives a value in the range of the card; the national figure of some
// cards is near the real one.
func TestPlausible(t *testing.T) {
	o := options(t)
	o.Units, o.Gaps, o.KnownPopulationYear = country(40, 12), 0, 0
	generate(t, o)
	r := readAll(t, o.Dir)
	cat := builtin(t)
	for k, v := range r.values {
		if e, ok := cat.Variables[k.variable]; ok && e.Value.Range != nil && k.unit.Level() == indicators.LevelGmina {
			if v < e.Value.Range[0] || v > e.Value.Range[1] {
				t.Errorf("%v: %v outside %v", k, v, *e.Value.Range)
			}
		}
	}
	for _, code := range cat.CardCodes() {
		checkCard(t, cat, code, r, o)
	}
	for _, want := range []struct {
		card   string
		year   indicators.Year
		lo, hi float64
	}{
		{"bib_czytelnicy_1000", 2022, 115, 155}, {"sp_wydatki_na_ucznia", 2022, 13000, 18000}, {"sp_uczniowie_na_oddzial", 2022, 15.5, 20},
		{"pp_upowszechnienie_3_6", 2022, 80, 105}, {"dk_imprezy_1000", 2019, 4.5, 9}, {"pp_wydatki_na_dziecko", 2022, 12000, 19000},
	} {
		if got := national(cat, want.card, r, o, want.year); !(got >= want.lo && got <= want.hi) {
			t.Errorf("%s in %d: %v, want %v to %v", want.card, want.year, got, want.lo, want.hi)
		}
	}
}

// side evaluates one side of a card.
func side(s indicators.Side, u indicators.TERYT, y indicators.Year, r *reading) (sum float64, ok bool) {
	f, ok := s.In(y)
	if !ok {
		return 0, false
	}
	for _, term := range f.Linear {
		v, has := r.values[key{term.Variable, u, y + indicators.Year(term.Offset)}]
		if !has {
			return 0, false
		}
		c, _ := term.Coef.Float64()
		sum += c * v
	}
	return sum, true
}

func checkCard(t *testing.T, cat *catalog.Catalog, code string, r *reading, o synth.Options) {
	t.Helper()
	c := cat.Cards[code].Value
	if c.Range == nil {
		return
	}
	m, _ := c.Multiplier.Float64()
	computed, outside := 0, 0
	for _, u := range o.Units {
		for y := o.From; y <= o.To; y++ {
			if !slices.Contains(c.Levels, u.Level) {
				continue
			}
			v, ok := side(c.Numerator, u.TERYT, y, r)
			if !ok {
				continue
			}
			if v *= m; len(c.Denominator) > 0 {
				d, has := side(c.Denominator, u.TERYT, y, r)
				if !has || d == 0 {
					continue
				}
				v /= d
			}
			computed++
			if v < c.Range[0] || v > c.Range[1] {
				if outside++; outside == 1 {
					t.Logf("%s %s %d: %v outside %v", code, u.TERYT, y, v, *c.Range)
				}
			}
		}
	}
	if outside > 0 {
		t.Errorf("%s: %d of %d outside the plausible range", code, outside, computed)
	}
	if gap := slices.ContainsFunc(slices.Concat(c.Numerator, c.Denominator), func(f indicators.DatedFormula) bool {
		return slices.ContainsFunc(f.Linear, func(term indicators.Term) bool { return !written(cat.Variables[term.Variable].Value) })
	}); gap != (computed == 0) {
		t.Errorf("%s: %d figures; a variable nobody delivers: %v", code, computed, gap)
	}
}

// written reports whether the generator makes figures of a variable up.
func written(v *indicators.Variable) bool {
	return v.Availability != indicators.Unpublished && v.Availability != indicators.Uncollected
}

// TestEveryVariable: what the fiches need and anybody could deliver has a
// source at the level of the fiche; what nobody publishes or collects has none.
func TestEveryVariable(t *testing.T) {
	o := options(t)
	o.To = 2024
	generate(t, o)
	filled := map[string]bool{}
	for _, p := range profiles(t, o.Dir) {
		for _, s := range p.Select {
			filled[s.Variable+" "+string(s.Level)] = true
		}
	}
	cat := builtin(t)
	set, _ := fiches.Load(cat, fiches.Builtin())
	needed := map[string]bool{}
	for _, l := range set.Fiches {
		level := l.Value.Applies.Level
		for _, it := range l.Value.Indicators {
			card := cat.Cards[it.Indicator].Value
			for _, f := range slices.Concat(card.Numerator, card.Denominator) {
				for _, term := range f.Linear {
					needed[term.Variable+" "+string(level)] = true
				}
			}
		}
	}
	if len(needed) < 190 {
		t.Errorf("the fiches need %d variables only", len(needed))
	}
	for n := range needed {
		code, _, _ := strings.Cut(n, " ")
		if want := written(cat.Variables[code].Value); filled[n] != want {
			t.Errorf("%s: filled %v, want %v", n, filled[n], want)
		}
	}
	for n := range filled {
		if code, _, _ := strings.Cut(n, " "); !written(cat.Variables[code].Value) {
			t.Errorf("%s is to remain a gap", n)
		}
	}
}

// national is the ratio of sums over all gminas but the great city, which is
// a third of the country of the test.
func national(cat *catalog.Catalog, code string, r *reading, o synth.Options, y indicators.Year) float64 {
	e, ok := cat.Cards[code]
	if !ok {
		return math.NaN()
	}
	num, den := 0.0, 0.0
	for _, u := range gminas(o.Units) {
		if u.Population > 1_000_000 {
			continue
		}
		n, _ := side(e.Value.Numerator, u.TERYT, y, r)
		d, _ := side(e.Value.Denominator, u.TERYT, y, r)
		num, den = num+n, den+d
	}
	m, _ := e.Value.Multiplier.Float64()
	return m * num / den
}
