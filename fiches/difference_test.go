package fiches_test

import (
	"strings"
	"testing"

	"miernik/fiches"
)

func TestDifferences(t *testing.T) {
	set, _ := fiches.Load(cards(t), layer("", "a.yaml", read(t, "testdata/ok/fiche.yaml")))
	list := set.Versions("wersje")
	old, now := list[0].Value, list[1].Value
	var got []string
	for _, d := range fiches.Differences(old, now) {
		got = append(got, d.Part+": "+d.Old+" → "+d.New)
	}
	want := []string{
		"version: 1 → 2",
		"valid_from: 2015 → 2024",
		"valid_to: 2023 → ",
		"history.1: 2026: Pierwsza wersja. → 2025: Pierwsza.",
		"standards.Norma z liczbą.:  → rozporządzenie; dostep_a; true",
		"standards.Norma z liczbą..max:  → 25",
		"indicators.dostep_a.fill:  → interpolate, ratio_to_parent 3",
		"weight_sets.radni.why:  → Ankieta.",
		"weight_sets.radni.dostep_a:  → 0",
		"weight_sets.radni.ilosc_a:  → 30",
		"weight_sets.radni.jakosc_a:  → 70",
		"fill:  → locf 1",
		"history.2:  → 2026: Druga.",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if d := fiches.Differences(now, now); len(d) > 0 {
		t.Errorf("a version against itself: %v", d)
	}
	// An item that moves is no difference, one that goes is.
	moved := *now
	moved.Indicators = append(append([]fiches.Item{}, now.Indicators[1:]...), now.Indicators[0])
	if d := fiches.Differences(now, &moved); len(d) > 0 {
		t.Errorf("moved: %v", d)
	}
	gone := *now
	gone.Indicators = now.Indicators[1:]
	for _, d := range fiches.Differences(now, &gone) {
		if !strings.HasPrefix(d.Part, "indicators.dostep_a.") || d.New != "" {
			t.Errorf("gone: %+v", d)
		}
	}
}

// Every part of a fiche that a document can change is compared.
func TestDifferencesLookAtEverything(t *testing.T) {
	text := fiche(t, "pelna")
	load := func(text string) *fiches.Fiche {
		set, found := fiches.Load(cards(t), layer("", "a.yaml", text))
		if len(set.Fiches) != 1 {
			t.Fatal(lines(found))
		}
		return set.Fiches[0].Value
	}
	old := load(text)
	for _, change := range [][2]string{
		{"code: KUL-90", "code: KUL-91"}, {`pl: "Usługa"`, `pl: "Inna"`}, {`en: "Service"`, `en: "Other"`}, {"area: edukacja", "area: kultura"}, {"valid_to: 2030", "valid_to: 2031"},
		{"status: in_force", "status: draft"}, {"kind: delegated", "kind: own"}, {"obligation: mixed", "obligation: optional"}, {`note: "uwaga"`, `note: "inna"`},
		{"kinds: [miejska, ", "kinds: ["}, {"ludnosc >= 1000.5", "ludnosc > 1000.5"}, {"text: \"Zadanie własne.\"", "text: \"Zadanie.\""}, {`article: "art. 1"`, `article: "art. 2"`},
		{"purpose: Po co.", "purpose: Po nic."}, {"recipients: Dla kogo.", "recipients: Dla nich."}, {"provider: Kto.", "provider: Nikt."}, {"in: [to]", "in: [to, i to]"}, {"out: [tamto]", "out: [tamto, i to]"},
		{"to: 2021", "to: 2020"}, {`text: "Norma."`, `text: "Próg."`}, {"weight: 40, core: true", "weight: 40"}, {"weight: 35, why: \"Bo tak.\"", "weight: 35, why: \"Bo nie.\""},
		{"coverage: 66", "coverage: 70"}, {"interpretation: Jak czytać.", "interpretation: Tak."}, {"limits: Czego nie mówi.", "limits: Tego."}, {"basis: Na czym oparto.", "basis: Na tym."},
		{"authors: [zespół]", "authors: [grupa]"}, {"change: \"Pierwsza wersja.\"", "change: \"Zmiana.\""},
	} {
		if !strings.Contains(text, change[0]) {
			t.Fatalf("pelna has no %q", change[0])
		}
		if d := fiches.Differences(old, load(strings.Replace(text, change[0], change[1], 1))); len(d) == 0 {
			t.Errorf("%q in place of %q is no difference", change[1], change[0])
		}
	}
}
