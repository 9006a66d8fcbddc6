package peers

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

//go:embed catalog
var builtin embed.FS

// Builtin is the layer of schemes compiled into the program.
func Builtin() catalog.Layer {
	sub, err := fs.Sub(builtin, "catalog")
	if err != nil {
		panic(err) // the embedded folder always exists
	}
	return catalog.Layer{FS: sub, Prefix: "pipeline/peers/catalog"}
}

type textDoc struct {
	PL string `yaml:"pl,required"`
	EN string `yaml:"en,required"`
}

type schemeDoc struct {
	Scheme      string           `yaml:"scheme,required"`
	Version     int              `yaml:"version,required"`
	Name        textDoc          `yaml:"name,required"`
	Explanation string           `yaml:"explanation,required"`
	Source      string           `yaml:"source"`
	Why         string           `yaml:"why"`
	Minimum     int              `yaml:"minimum"`
	Classes     map[string][]int `yaml:"classes"`
	TownAbove   int              `yaml:"town_above"`
	Count       int              `yaml:"count"`
	Within      string           `yaml:"within"`
	Known       int              `yaml:"known"`
	Indicators  []struct {
		Indicator string  `yaml:"indicator,required"`
		Weight    float64 `yaml:"weight,required"`
		Scale     string  `yaml:"scale,required"`
		Why       string  `yaml:"why,required"`
	} `yaml:"indicators"`
	Pairs string `yaml:"pairs"`
}

type groupDoc struct {
	Group string   `yaml:"group,required"`
	Name  textDoc  `yaml:"name,required"`
	Level string   `yaml:"level,required"`
	Units []string `yaml:"units,required"`
	Why   string   `yaml:"why"`
}

// own lists the keys that only one scheme has; it needs all of them.
var own = map[string][]string{
	Size: {"classes"}, SLZ: {"town_above"}, Neighbours: {"pairs"}, Nearest: {"count", "within", "known", "indicators"},
}

// classKeys are what the cut points of size classes go by.
var classKeys = []string{"gmina", "powiat", "miasto na prawach powiatu"}

// Load reads schemes and named groups from all layers (the last is peers/ of a
// workspace). A document with an error is left out: of a scheme the earlier
// layer's definition then holds, as it must exist.
func Load(cat *catalog.Catalog, layers ...catalog.Layer) (*Definitions, diag.List) {
	l := loader{cat: cat, out: &Definitions{Schemes: map[string]Scheme{}}, layerOf: map[string]int{}}
	var found diag.List
	for i, layer := range layers {
		l.layer, l.fs = i, layer
		found = append(found, catalog.EachDocument(layer, l.document)...)
	}
	slices.SortFunc(l.out.Groups, func(a, b Group) int { return strings.Compare(a.ID, b.ID) })
	return l.out, found
}

type loader struct {
	cat     *catalog.Catalog
	out     *Definitions
	layer   int
	fs      catalog.Layer
	layerOf map[string]int // of schemes and groups met
}

func (l *loader) document(doc *yamldoc.Document) diag.List {
	switch keys := doc.Keys(); {
	case slices.Contains(keys, "group"):
		return l.group(doc)
	case slices.Contains(keys, "scheme") || len(keys) == 0:
		return l.scheme(doc)
	default:
		return diag.List{diag.New(diag.YAMLUnknownKey, doc.At(""), strings.Join(keys, ", "), "scheme, group")}
	}
}

// again reports a code met twice in one layer.
func (l *loader) again(key string) bool {
	layer, met := l.layerOf[key]
	l.layerOf[key] = l.layer
	return met && layer == l.layer
}

func (l *loader) scheme(doc *yamldoc.Document) diag.List {
	var d schemeDoc
	found := doc.Decode(&d)
	bad := func(path, got string, want any) { found.Add(diag.DefValue, doc.At(path), path, got, want) }
	if d.Scheme != "" && !slices.Contains(Schemes(), d.Scheme) {
		bad("scheme", d.Scheme, strings.Join(Schemes(), ", "))
	}
	l.keys(doc, d.Scheme, &found)
	if d.Minimum < 0 || d.Minimum == 1 {
		bad("minimum", strconv.Itoa(d.Minimum), "≥ 2")
	}
	if d.Version < 1 && doc.Has("version") {
		bad("version", strconv.Itoa(d.Version), "≥ 1")
	}
	s := Scheme{Code: d.Scheme, Version: d.Version, Name: indicators.Text(d.Name), Explanation: strings.TrimSpace(d.Explanation), Source: strings.TrimSpace(d.Source),
		Why: strings.TrimSpace(d.Why), Minimum: d.Minimum, Classes: d.Classes, TownAbove: d.TownAbove, Count: d.Count, Within: d.Within, Known: d.Known, Place: doc.At("scheme")}
	for _, key := range sorted(d.Classes) {
		at := "classes." + key
		if !slices.Contains(classKeys, key) {
			bad(at, key, strings.Join(classKeys, ", "))
		}
		for i, cut := range d.Classes[key] {
			if cut <= 0 || i > 0 && cut <= d.Classes[key][i-1] {
				bad(fmt.Sprintf("%s[%d]", at, i), strconv.Itoa(cut), "5000, 10000, 20000 …")
			}
		}
	}
	l.nearest(doc, &d, &s, &found)
	if d.Scheme == Neighbours && d.Pairs != "" {
		s.Pairs = l.pairs(doc, d.Pairs, &found)
	}
	if found.Count(diag.Error) > 0 {
		return found
	}
	if l.again(d.Scheme) {
		return append(found, diag.New(diag.DefDuplicate, s.Place, diag.Phrase{PL: "schemat", EN: "scheme"}, d.Scheme).With(l.out.Schemes[d.Scheme].Place))
	}
	if old, ok := l.out.Schemes[d.Scheme]; ok {
		found = append(found, diag.New(diag.DefOverride, s.Place, diag.Phrase{PL: "schemat", EN: "scheme"}, d.Scheme).With(old.Place))
	}
	l.out.Schemes[d.Scheme] = s
	return found
}

// keys holds the document against the keys that its scheme has.
func (l *loader) keys(doc *yamldoc.Document, scheme string, found *diag.List) {
	for _, of := range sorted(own) {
		for _, key := range own[of] {
			switch has := doc.Has(key); {
			case of == scheme && !has:
				found.Add(diag.YAMLMissingKey, doc.At(""), key)
			case of != scheme && has:
				found.Add(diag.YAMLUnknownKey, doc.At(key), key, strings.Join(append([]string{"scheme", "version", "name", "explanation", "source", "why", "minimum"}, own[scheme]...), ", "))
			}
		}
	}
}

func (l *loader) nearest(doc *yamldoc.Document, d *schemeDoc, s *Scheme, found *diag.List) {
	if d.Scheme != Nearest {
		return
	}
	bad := func(path, got string, want any) { found.Add(diag.DefValue, doc.At(path), path, got, want) }
	if d.Count < 1 && doc.Has("count") {
		bad("count", strconv.Itoa(d.Count), "≥ 1")
	}
	if d.Within != "kind" && d.Within != "level" && doc.Has("within") {
		bad("within", d.Within, "kind, level")
	}
	if (d.Known < 1 || d.Known > 100) && doc.Has("known") {
		bad("known", strconv.Itoa(d.Known), "1–100")
	}
	seen := map[string]bool{}
	for i, e := range d.Indicators {
		at := func(key string) string { return fmt.Sprintf("indicators[%d].%s", i, key) }
		if _, ok := l.cat.Cards[e.Indicator]; !ok && e.Indicator != "" || seen[e.Indicator] {
			bad(at("indicator"), e.Indicator, diag.Phrase{PL: "kod karty, każdy raz", EN: "a card, each once"})
		}
		seen[e.Indicator] = true
		if !(e.Weight > 0) && doc.Has(at("weight")) {
			bad(at("weight"), strconv.FormatFloat(e.Weight, 'g', -1, 64), "> 0")
		}
		if e.Scale != "log" && e.Scale != "linear" && e.Scale != "" {
			bad(at("scale"), e.Scale, "linear, log")
		}
		s.Indicators = append(s.Indicators, Likeness{Indicator: e.Indicator, Weight: e.Weight, Log: e.Scale == "log", Why: e.Why})
	}
}

func (l *loader) group(doc *yamldoc.Document) diag.List {
	var d groupDoc
	found := doc.Decode(&d)
	bad := func(path, got string, want any) { found.Add(diag.DefValue, doc.At(path), path, got, want) }
	if d.Group != "" && !indicators.ValidID(d.Group) {
		bad("group", d.Group, "^[a-z][a-z0-9_]*$")
	}
	if d.Level != "" && d.Level != string(indicators.LevelGmina) && d.Level != string(indicators.LevelPowiat) {
		bad("level", d.Level, "gmina, powiat")
	}
	g := Group{ID: d.Group, Name: indicators.Text(d.Name), Level: indicators.Level(d.Level), Why: strings.TrimSpace(d.Why), Place: doc.At("group")}
	for i, code := range d.Units {
		t, err := indicators.ParseTERYT(code)
		switch at := fmt.Sprintf("units[%d]", i); {
		case err != nil || t.Level() != g.Level:
			bad(at, code, "TERYT, "+d.Level)
		case slices.Contains(g.Units, t):
			bad(at, code, diag.Phrase{PL: "każdy kod raz", EN: "each code once"})
		default:
			g.Units = append(g.Units, t)
		}
	}
	if found.Count(diag.Error) > 0 {
		return found
	}
	old := slices.IndexFunc(l.out.Groups, func(o Group) bool { return o.ID == g.ID })
	if l.again("group " + g.ID) {
		return append(found, diag.New(diag.DefDuplicate, g.Place, diag.Phrase{PL: "grupa", EN: "group"}, g.ID).With(l.out.Groups[old].Place))
	}
	l.out.Groups = append(l.out.Groups, g)
	return found
}

// pairs reads a CSV of pairs of gminas, with a header line.
func (l *loader) pairs(doc *yamldoc.Document, name string, found *diag.List) []Pair {
	if !fs.ValidPath(name) {
		found.Add(diag.DefValue, doc.At("pairs"), "pairs", name, "neighbours.csv")
		return nil
	}
	file := path.Join(l.fs.Prefix, name)
	text, err := fs.ReadFile(l.fs.FS, name)
	if err != nil {
		found.Add(diag.FileUnreadable, diag.Place{File: file}, err.Error())
		return nil
	}
	out, problems := parsePairs(file, string(text))
	*found = append(*found, problems...)
	return out
}

// parsePairs reads "code,code" lines below a header line.
func parsePairs(file, text string) ([]Pair, diag.List) {
	var out []Pair
	var found diag.List
	seen := map[Pair]bool{}
	row := 0
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		if row++; row == 1 {
			continue
		}
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		first, second, _ := strings.Cut(line, ",")
		a, errA := indicators.ParseTERYT(strings.TrimSpace(first))
		b, errB := indicators.ParseTERYT(strings.TrimSpace(second))
		if errA != nil || errB != nil || a.Level() != indicators.LevelGmina || b.Level() != indicators.LevelGmina || a == b {
			found.Add(diag.DefValue, diag.Place{File: file, Row: row, Col: 1}, "pairs", line, "WWPPGGR,WWPPGGR")
			continue
		}
		if p := (Pair{min(a, b), max(a, b)}); !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out, found
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
