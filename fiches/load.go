package fiches

import (
	"embed"
	"io/fs"
	"slices"
	"strings"

	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

//go:embed catalog
var builtin embed.FS

// Builtin is the layer of fiches compiled into the program.
func Builtin() catalog.Layer {
	sub, err := fs.Sub(builtin, "catalog")
	if err != nil {
		panic(err) // the embedded folder always exists
	}
	return catalog.Layer{FS: sub, Prefix: "fiches/catalog"}
}

// Load reads fiches, hierarchies and tests from all layers and checks them
// against the catalogue. What has an error is left out and everything else
// stays usable; the findings are all problems of all files. A layer that
// defines a fiche replaces it with all its versions and tests.
func Load(cat *catalog.Catalog, layers ...catalog.Layer) (*Set, diag.List) {
	l := loader{cat: cat, set: &Set{}, layerOf: map[string]int{}, treeLayer: map[string]int{}}
	var found diag.List
	for i, layer := range layers {
		l.layer = i
		found = append(found, catalog.EachDocument(layer, l.document)...)
	}
	l.set.sort()
	return l.set, append(found, l.finish()...)
}

type loader struct {
	cat       *catalog.Catalog
	set       *Set
	layer     int
	layerOf   map[string]int // layer of every fiche met, broken ones too
	treeLayer map[string]int // and of every hierarchy
	tests     []layeredTest
}

type layeredTest struct {
	entry catalog.Entry[*TestFile]
	layer int
}

func (l *loader) document(doc *yamldoc.Document) diag.List {
	switch keys := doc.Keys(); {
	case slices.Contains(keys, "hierarchy"):
		return l.hierarchy(doc)
	case slices.Contains(keys, "tests"):
		t, found := decodeTests(doc)
		if found = append(found, UnfinishedTexts(doc)...); found.Count(diag.Error) == 0 {
			l.tests = append(l.tests, layeredTest{catalog.Entry[*TestFile]{Value: t, Doc: doc}, l.layer})
		}
		return found
	case slices.Contains(keys, "fiche") || len(keys) == 0:
		return l.fiche(doc)
	default:
		return diag.List{diag.New(diag.YAMLUnknownKey, doc.At(""), strings.Join(keys, ", "), "fiche, hierarchy, tests")}
	}
}

func (l *loader) fiche(doc *yamldoc.Document) diag.List {
	f, problems := decode(doc)
	// What is not written yet comes first: the rest follows from it.
	if problems = append(problems, UnfinishedTexts(doc)...); problems.Count(diag.Error) == 0 {
		problems = append(problems, diag.Apply(ficheRules(), Subject{f, doc, l.cat})...)
	}
	// A broken fiche also hides an earlier layer's fiche of the same id:
	// silently scoring by the old one would be a surprise.
	replaced := l.replace(f.ID)
	if problems.Count(diag.Error) > 0 {
		return problems
	}
	for _, old := range l.set.Versions(f.ID) {
		if old.Value.Version == f.Version {
			return append(problems, diag.New(diag.DefDuplicate, doc.At("fiche"), diag.Phrase{PL: "fiszka", EN: "fiche"}, f.ID).With(old.Doc.At("fiche")))
		}
		if overlapping(old.Value, f) {
			return append(problems, diag.New(diag.FicheVersions, doc.At("valid_from"), f.ID, f.Version, old.Value.Version).With(old.Doc.At("valid_from")))
		}
	}
	l.set.Fiches = append(l.set.Fiches, Loaded{Value: f, Doc: doc})
	if replaced != nil {
		problems = append(problems, diag.New(diag.DefOverride, doc.At("fiche"), diag.Phrase{PL: "fiszka", EN: "fiche"}, f.ID).With(replaced.Doc.At("fiche")))
	}
	return problems
}

// replace removes the fiche of an earlier layer, and returns its last version
// the first time.
func (l *loader) replace(id string) *Loaded {
	if layer, ok := l.layerOf[id]; ok && layer == l.layer {
		return nil
	}
	l.layerOf[id] = l.layer
	versions := l.set.Versions(id)
	if len(versions) == 0 {
		return nil
	}
	l.set.Fiches = slices.DeleteFunc(l.set.Fiches, func(old Loaded) bool { return old.Value.ID == id })
	return &versions[len(versions)-1]
}

func overlapping(a, b *Fiche) bool {
	return (a.ValidTo == 0 || b.ValidFrom <= a.ValidTo) && (b.ValidTo == 0 || a.ValidFrom <= b.ValidTo)
}

// hierarchy keeps a tree; one of a later layer replaces that of an earlier one
// by its id.
func (l *loader) hierarchy(doc *yamldoc.Document) diag.List {
	h, found := decodeHierarchy(doc)
	found = append(found, UnfinishedTexts(doc)...)
	i := slices.IndexFunc(l.set.Hierarchies, func(e catalog.Entry[*Hierarchy]) bool { return e.Value.ID == h.ID })
	layer, seen := l.treeLayer[h.ID]
	if i >= 0 && seen && layer == l.layer {
		return append(found, diag.New(diag.DefDuplicate, doc.At("hierarchy"), diag.Phrase{PL: "hierarchia", EN: "hierarchy"}, h.ID).With(l.set.Hierarchies[i].Doc.At("hierarchy")))
	}
	l.treeLayer[h.ID] = l.layer
	if i >= 0 {
		old := l.set.Hierarchies[i]
		l.set.Hierarchies = slices.Delete(l.set.Hierarchies, i, i+1)
		if found.Count(diag.Error) == 0 {
			found = append(found, diag.New(diag.DefOverride, doc.At("hierarchy"), diag.Phrase{PL: "hierarchia", EN: "hierarchy"}, h.ID).With(old.Doc.At("hierarchy")))
		}
	}
	if found.Count(diag.Error) == 0 {
		l.set.Hierarchies = append(l.set.Hierarchies, catalog.Entry[*Hierarchy]{Value: h, Doc: doc})
	}
	return found
}

// finish checks what refers to fiches, once all of them are known.
func (l *loader) finish() diag.List {
	var found diag.List
	l.set.Hierarchies = slices.DeleteFunc(l.set.Hierarchies, func(e catalog.Entry[*Hierarchy]) bool {
		problems := diag.Apply(hierarchyRules(), HierarchySubject{e.Value, e.Doc, l.set})
		found = append(found, problems...)
		return problems.Count(diag.Error) > 0
	})
	for _, t := range l.tests {
		layer, known := l.layerOf[t.entry.Value.Fiche]
		if known && layer > t.layer {
			continue // the tests of a fiche that was replaced
		}
		problems := diag.Apply(testRules(), TestSubject{t.entry.Value, t.entry.Doc, l.set, l.cat, known})
		if found = append(found, problems...); problems.Count(diag.Error) == 0 && len(l.set.Versions(t.entry.Value.Fiche)) > 0 {
			l.set.Tests = append(l.set.Tests, t.entry)
		}
	}
	l.set.sort()
	found.Sort()
	return found
}
