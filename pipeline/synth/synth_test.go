package synth_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"miernik/indicators"
	"miernik/pipeline/synth"
)

// country makes up a country of powiats with gminas of all kinds, and one
// city with powiat rights of the size of Warsaw.
func country(powiats, gminas int) []synth.Unit {
	kinds := []indicators.GminaKind{indicators.KindUrban, indicators.KindRural, indicators.KindUrbanRural}
	var out []synth.Unit
	for p := 1; p <= powiats; p++ {
		voivodeship, number := 2*(1+(p-1)/40), 1+(p-1)%40
		if number == 1 {
			out = append(out, synth.Unit{
				TERYT: indicators.TERYT(fmt.Sprintf("%02d00000", voivodeship)), Level: indicators.LevelVoivodeship,
				Name: fmt.Sprintf("KRAINA %d", voivodeship), Kind: "województwo",
			})
		}
		code := fmt.Sprintf("%02d%02d", voivodeship, number)
		out = append(out, synth.Unit{TERYT: indicators.TERYT(code + "000"), Level: indicators.LevelPowiat, Name: fmt.Sprintf("zmyślony %d", p), Kind: "powiat"})
		for g := 1; g <= gminas; g++ {
			kind := []int{2, 2, 3, 2, 1, 3}[g%6]
			u := synth.Unit{
				TERYT: indicators.TERYT(fmt.Sprintf("%s%02d%d", code, g, kind)), Level: indicators.LevelGmina,
				Name: fmt.Sprintf("Zmyślin %d-%d", p, g), Kind: string(kinds[kind-1]),
			}
			if g%5 == 0 {
				u.Population = 1290 + 31*g*p
			}
			out = append(out, u)
		}
	}
	return append(out,
		synth.Unit{TERYT: "0261000", Level: indicators.LevelPowiat, Name: "Wielki Gród", Kind: "miasto na prawach powiatu"},
		synth.Unit{TERYT: "0261011", Level: indicators.LevelGmina, Name: "Wielki Gród", Kind: "miejska", Population: 1794166})
}

func options(t testing.TB) synth.Options {
	return synth.Options{
		Dir: t.TempDir(), Units: country(12, 10), From: 2015, To: 2023, Seed: 7, Gaps: 0.03, KnownPopulationYear: 2020,
	}
}

func generate(t testing.TB, o synth.Options) synth.Summary {
	t.Helper()
	s, err := synth.Generate(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tree is the content of every file below a folder, hashed.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		out[filepath.ToSlash(rel)] = fmt.Sprintf("%x", sha256.Sum256(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSameOptionsSameBytes(t *testing.T) {
	a, b := options(t), options(t)
	s := generate(t, a)
	generate(t, b)
	ta, tb := tree(t, a.Dir), tree(t, b.Dir)
	if len(ta) != len(s.Files) {
		t.Errorf("%d files on disk, %d in the summary: %v", len(ta), len(s.Files), s.Files)
	}
	for _, name := range s.Files {
		if ta[name] == "" || ta[name] != tb[name] {
			t.Errorf("%s differs between two runs", name)
		}
		if !strings.HasPrefix(name, "sources/synt-") && !strings.Contains(name, "_SYNT_") {
			t.Errorf("%s is not marked as made up", name)
		}
	}
	c := options(t)
	c.Seed++
	generate(t, c)
	for name, sum := range tree(t, c.Dir) {
		if sum == ta[name] && !strings.HasPrefix(name, "sources/") {
			t.Errorf("%s does not depend on the seed", name)
		}
	}
}

// TestFiguresStandAlone: what is written for a unit and year must not change
// when the period or the scope grows.
func TestFiguresStandAlone(t *testing.T) {
	small, large := options(t), options(t)
	small.Gaps, large.Gaps = 0, 0
	small.Units = small.Units[:40]
	large.From, large.To = 2011, 2025
	generate(t, small)
	generate(t, large)
	a, b := readAll(t, small.Dir), readAll(t, large.Dir)
	if len(a.values) == 0 {
		t.Fatal("nothing read")
	}
	for k, v := range a.values {
		if k.unit.Level() == indicators.LevelGmina && b.values[k] != v {
			t.Errorf("%v: %v in the small workspace, %v in the large one", k, v, b.values[k])
		}
	}
}

func TestRefusesBadOptions(t *testing.T) {
	for name, change := range map[string]func(*synth.Options){
		"no folder":      func(o *synth.Options) { o.Dir = "" },
		"years reversed": func(o *synth.Options) { o.From, o.To = 2023, 2015 },
		"too many years": func(o *synth.Options) { o.From, o.To = 2005, 2035 },
		"too many gaps":  func(o *synth.Options) { o.Gaps = 0.6 },
		"no gminas":      func(o *synth.Options) { o.Units = nil },
		"unit twice":     func(o *synth.Options) { o.Units = append(o.Units, o.Units[3]) },
		"wrong level":    func(o *synth.Options) { o.Units[0].Level = indicators.LevelGmina },
		"part of a gmina": func(o *synth.Options) {
			o.Units = append(o.Units, synth.Unit{TERYT: "0201014", Level: indicators.LevelPart})
		},
	} {
		o := options(t)
		change(&o)
		if _, err := synth.Generate(context.Background(), o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestCancelledLeavesNoHalfFile(t *testing.T) {
	o := options(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := synth.Generate(ctx, o); err == nil {
		t.Fatal("no error")
	}
	if files := tree(t, o.Dir); len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
}

// BenchmarkNational writes a workspace of the size of the country.
func BenchmarkNational(b *testing.B) {
	for b.Loop() {
		o := synth.Options{Dir: b.TempDir(), Units: country(354, 7), From: 2010, To: 2024, Seed: 1, Gaps: 0.03, KnownPopulationYear: 2020}
		s := generate(b, o)
		b.ReportMetric(float64(s.Cells), "cells/op")
	}
}
