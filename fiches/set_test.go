package fiches_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/internal/diag"
)

// versions is a set with versions of one fiche, given as "version:from-to".
func versions(list ...string) *fiches.Set {
	set := &fiches.Set{}
	for _, s := range list {
		f := &fiches.Fiche{ID: "a"}
		if _, err := fmt.Sscanf(s, "%d:%d-%d", &f.Version, &f.ValidFrom, &f.ValidTo); err != nil {
			panic(err)
		}
		set.Fiches = append(set.Fiches, fiches.Loaded{Value: f})
	}
	return set
}

func TestInForce(t *testing.T) {
	set := versions("1:2015-2019", "2:2020-2022", "3:2024-0")
	for _, tt := range []struct {
		from, to indicators.Year
		want     int // version, 0: none
	}{
		{2018, 2024, 3}, {2018, 2030, 3}, {2020, 2022, 2}, {2018, 2021, 2}, {2015, 2019, 1}, {2010, 2015, 1},
		{2018, 2023, 2}, // none in 2023: the latest before
		{2023, 2023, 0}, {2000, 2014, 0},
	} {
		got := 0
		list := set.InForce(tt.from, tt.to)
		if len(list) == 1 {
			got = list[0].Value.Version
		}
		if got != tt.want || len(list) > 1 {
			t.Errorf("%d–%d: version %d of %d, want %d", tt.from, tt.to, got, len(list), tt.want)
		}
	}
	if got := set.FirstYear("a"); got != 2015 {
		t.Errorf("first year %d", got)
	}
	if got := set.FirstYear("b"); got != 0 {
		t.Errorf("first year of no fiche %d", got)
	}
	// A version under another code is the same fiche.
	set.Fiches[2].Value.Code = "KUL-99"
	if list := set.InForce(2018, 2024); len(list) != 1 || list[0].Value.Version != 3 {
		t.Errorf("%d fiches in force", len(list))
	}
}

// All versions of a layer are kept, in order; a later layer replaces them all.
func TestVersionsAndLayers(t *testing.T) {
	own := layer("fiches/catalog", "fiche.yaml", read(t, "testdata/ok/fiche.yaml"))
	set, found := fiches.Load(cards(t), own)
	if len(found) > 0 {
		t.Fatal(lines(found))
	}
	var got []int
	for _, l := range set.Versions("wersje") {
		got = append(got, l.Value.Version)
	}
	if !slices.Equal(got, []int{1, 2}) {
		t.Errorf("versions %v", got)
	}
	text := fiche(t, "prosta", "fiche: prosta", "fiche: wersje", "code: KUL-90", "code: KUL-91")
	set, found = fiches.Load(cards(t), own, layer("ws/fiches", "a.yaml", text))
	if list := set.Versions("wersje"); len(list) != 1 || list[0].Doc.File != "ws/fiches/a.yaml" {
		t.Errorf("%d versions are left", len(list))
	}
	if len(found) != 1 || found[0].Code != diag.DefOverride {
		t.Errorf("findings:\n%s", lines(found))
	}
}

// Tests go with the fiche: one that is replaced takes its tests along, one that
// is not may get more of them.
func TestLayersOfTests(t *testing.T) {
	own := layer("fiches/catalog", "a.yaml", read(t, "testdata/ok/tests.yaml"))
	more := strings.Split(read(t, "testdata/ok/tests.yaml"), "---\n")[1]
	set, found := fiches.Load(cards(t), own, layer("ws", "b.yaml", more))
	if len(set.Tests) != 2 || len(found) > 0 {
		t.Errorf("%d test files, findings:\n%s", len(set.Tests), lines(found))
	}
	set, _ = fiches.Load(cards(t), own, layer("ws", "b.yaml", fiche(t, "prosta")))
	if len(set.Tests) != 0 || len(set.Fiches) != 1 {
		t.Errorf("%d test files of a fiche that was replaced", len(set.Tests))
	}
	// Tests of a broken fiche say nothing more than that it is broken.
	_, found = fiches.Load(cards(t), layer("ws", "b.yaml", fiche(t, "prosta", "weight: 40", "weight: 41")+"---\n"+more))
	if len(found) != 1 || found[0].Code != diag.FicheWeights {
		t.Errorf("findings:\n%s", lines(found))
	}
}

func TestLayersOfHierarchies(t *testing.T) {
	text := read(t, "testdata/ok/hierarchy.yaml")
	docs := strings.Split(text, "---\n")
	set, found := fiches.Load(cards(t), layer("fiches/catalog", "a.yaml", text), layer("ws", "b.yaml", docs[3]))
	if len(set.Hierarchies) != 2 || len(found) != 1 || found[0].Code != diag.DefOverride {
		t.Errorf("%d hierarchies, findings:\n%s", len(set.Hierarchies), lines(found))
	}
	_, found = fiches.Load(cards(t), layer("", "a.yaml", text+"---\n"+docs[3]))
	if len(found) != 1 || found[0].Code != diag.DefDuplicate || len(found[0].Related) != 1 {
		t.Errorf("a tree defined twice:\n%s", lines(found))
	}
}

func TestHierarchyFields(t *testing.T) {
	set, _ := fiches.Load(cards(t), layer("", "a.yaml", read(t, "testdata/ok/hierarchy.yaml")))
	h := set.Hierarchies[0].Value
	if h.ID != "gminy" || h.Name.PL != "Usługi gmin" || h.Level != indicators.LevelGmina || h.Basis != "Własna ocena." || len(h.Nodes) != 4 {
		t.Fatalf("hierarchy %+v", h)
	}
	want := []fiches.Node{
		{ID: "ogolem", Kind: fiches.NodeOverall, Name: indicators.Text{PL: "Węzeł", EN: "Node"}, Aggregate: "arithmetic", Coverage: 66, Why: "x"},
		{ID: "kultura", Parent: "ogolem", Kind: fiches.NodeArea, Name: indicators.Text{PL: "Węzeł", EN: "Node"}, Weight: 100, Aggregate: "geometric", Coverage: 50, Why: "x"},
		{ID: "prosta", Parent: "kultura", Kind: fiches.NodeService, Weight: 60, Aggregate: "arithmetic", Coverage: 66, Why: "x"},
		{ID: "inna", Parent: "kultura", Kind: fiches.NodeService, Weight: 40, Aggregate: "arithmetic", Coverage: 66, Why: "x"},
	}
	if !slices.Equal(h.Nodes, want) {
		t.Errorf("nodes %+v", h.Nodes)
	}
}

// A level may be left out: shares are of the top, whatever it is.
func TestShares(t *testing.T) {
	overall := fiches.Node{ID: "o", Kind: fiches.NodeOverall}
	area := func(id, parent string, w int) fiches.Node {
		return fiches.Node{ID: id, Parent: parent, Kind: fiches.NodeArea, Weight: w}
	}
	service := func(id, parent string, w int) fiches.Node {
		return fiches.Node{ID: id, Parent: parent, Kind: fiches.NodeService, Weight: w}
	}
	for name, tt := range map[string]struct {
		nodes []fiches.Node
		want  string
	}{
		"three tiers":        {[]fiches.Node{overall, area("a", "o", 60), area("b", "o", 40), service("x", "a", 25), service("y", "a", 75), service("z", "b", 100)}, "x o 3/20, y o 9/20, z o 2/5"},
		"no areas":           {[]fiches.Node{overall, service("x", "o", 30), service("y", "o", 70)}, "x o 3/10, y o 7/10"},
		"no overall":         {[]fiches.Node{area("a", "", 0), area("b", "", 0), service("x", "a", 30), service("y", "a", 70), service("z", "b", 100)}, "x a 3/10, y a 7/10, z b 1"},
		"services alone":     {[]fiches.Node{service("x", "", 0), service("y", "", 0)}, "x x 1, y y 1"},
		"a service at areas": {[]fiches.Node{overall, area("a", "o", 50), service("x", "a", 100), service("y", "o", 50)}, "x o 1/2, y o 1/2"},
	} {
		var got []string
		for id, s := range (&fiches.Hierarchy{Nodes: tt.nodes}).Shares() {
			got = append(got, id+" "+s.Top+" "+s.Share.RatString())
		}
		slices.Sort(got)
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s: %s, want %s", name, strings.Join(got, ", "), tt.want)
		}
	}
}
