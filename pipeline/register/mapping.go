package register

import (
	"fmt"
	"strings"
	"time"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

// Mapping says which unit a name or code means that the registers do not know
// as printed. Everything but the name or code, the unit and the reason narrows
// it down.
type Mapping struct {
	Key      indicators.UnitKey // of a name: normal, with the level of the unit
	Code     indicators.UnitRef // of a code
	Source   string             // only in files of this source
	From, To indicators.Year    // only in figures of these years; 0 is open
	Unit     indicators.TERYT
	Reason   string
	Verified bool
	Basis    string // where it is known from
	Place    diag.Place
	Builtin  bool

	target indicators.TERYT // Unit in the register in force, set by Register.Use
}

// Territory is a fact the codes do not show: a unit gained or lost territory
// while its code stayed.
type Territory struct {
	Unit     indicators.TERYT
	With     indicators.TERYT // the other unit, empty when unknown
	Date     time.Time
	Reason   string
	Verified bool
	Basis    string
	Place    diag.Place
	Builtin  bool
}

// Mappings is what the mapping files of all layers say.
type Mappings struct {
	Entries   []*Mapping
	Territory []Territory
}

type yearsDoc struct {
	From int16 `yaml:"from"`
	To   int16 `yaml:"to"`
}

type mappingDoc struct {
	Name        string   `yaml:"name"`
	Code        string   `yaml:"code"`
	Powiat      string   `yaml:"powiat"`
	Voivodeship string   `yaml:"voivodeship"`
	Kind        string   `yaml:"kind"`
	Level       string   `yaml:"level"`
	Source      string   `yaml:"source"`
	Years       yearsDoc `yaml:"years"`
	Unit        string   `yaml:"unit,required"`
	Reason      string   `yaml:"reason,required"`
	Verified    bool     `yaml:"verified"`
	Basis       string   `yaml:"basis"`
}

type territoryDoc struct {
	Unit     string `yaml:"unit,required"`
	With     string `yaml:"with"`
	Date     string `yaml:"date,required"`
	Reason   string `yaml:"reason,required"`
	Verified bool   `yaml:"verified"`
	Basis    string `yaml:"basis"`
}

type mappingsDoc struct {
	Mappings  []mappingDoc   `yaml:"mappings"`
	Territory []territoryDoc `yaml:"territory"`
}

// LoadMappings reads the mapping files built into the program and those of a
// workspace. An entry with an error is left out. An entry of the workspace
// that is about the same name or code as a built-in one takes its place.
func LoadMappings(builtin, workspace catalog.Layer) (*Mappings, diag.List) {
	var out Mappings
	var found diag.List
	for i, layer := range []catalog.Layer{builtin, workspace} {
		l := loader{builtin: i == 0, earlier: out.Entries, territory: out.Territory}
		found = append(found, catalog.EachDocument(layer, l.document)...)
		out.Entries = append(l.earlier, l.entries...)
		out.Territory = l.territory
	}
	return &out, found
}

type loader struct {
	builtin   bool
	earlier   []*Mapping // of the layer before
	entries   []*Mapping // of this layer
	territory []Territory
}

func (l *loader) document(doc *yamldoc.Document) diag.List {
	var d mappingsDoc
	found := doc.Decode(&d)
	if len(d.Mappings) == 0 && len(d.Territory) == 0 && len(found) == 0 {
		found.Add(diag.YAMLMissingKey, doc.At(""), "mappings")
	}
	for i, e := range d.Mappings {
		m, problems := decodeMapping(doc, fmt.Sprintf("mappings[%d]", i), e)
		if m != nil {
			m.Builtin = l.builtin
			problems = append(problems, l.add(m)...)
		}
		found = append(found, problems...)
	}
	for i, e := range d.Territory {
		t, problems := decodeTerritory(doc, fmt.Sprintf("territory[%d]", i), e)
		if t != nil {
			t.Builtin = l.builtin
			problems = append(problems, l.addTerritory(*t)...)
		}
		found = append(found, problems...)
	}
	return found
}

// add takes an entry unless this layer has one about the same; one of the
// layer before makes way, with a word about it when the two differ.
func (l *loader) add(m *Mapping) diag.List {
	what := diag.Phrase{PL: "przypisanie", EN: "mapping"}
	for _, other := range l.entries {
		if other.same(m) {
			return diag.List{diag.New(diag.DefDuplicate, m.Place, what, m.Printed()).With(other.Place)}
		}
	}
	var found diag.List
	for i, other := range l.earlier {
		if !other.same(m) {
			continue
		}
		if other.equal(m) {
			return nil // the built-in entry once more
		}
		found = append(found, diag.New(diag.DefOverride, m.Place, what, m.Printed()).With(other.Place))
		l.earlier = append(l.earlier[:i:i], l.earlier[i+1:]...)
		break
	}
	l.entries = append(l.entries, m)
	return found
}

func (l *loader) addTerritory(t Territory) diag.List {
	for i, other := range l.territory {
		if other.Unit != t.Unit || other.With != t.With || !other.Date.Equal(t.Date) {
			continue
		}
		if other.Builtin && !t.Builtin {
			l.territory[i] = t // the workspace knows better
			return nil
		}
		return diag.List{diag.New(diag.DefDuplicate, t.Place, diag.Phrase{PL: "zmiana obszaru", EN: "change of territory"}, string(t.Unit)).With(other.Place)}
	}
	l.territory = append(l.territory, t)
	return nil
}

func decodeMapping(doc *yamldoc.Document, path string, e mappingDoc) (*Mapping, diag.List) {
	var found diag.List
	bad := func(key, got string, want any) { found.Add(diag.DefValue, doc.At(path+"."+key), key, got, want) }
	m := &Mapping{
		Source: e.Source, From: indicators.Year(e.Years.From), To: indicators.Year(e.Years.To), Reason: strings.TrimSpace(e.Reason),
		Verified: e.Verified, Basis: e.Basis, Place: doc.At(path),
	}
	m.Unit = unitCode(e.Unit, func() { bad("unit", e.Unit, "TERYT") })
	if m.From != 0 && m.To != 0 && m.From > m.To {
		bad("years", fmt.Sprintf("%d–%d", m.From, m.To), "from ≤ to")
	}
	switch {
	case e.Name == "" && e.Code == "":
		found.Add(diag.YAMLMissingKey, doc.At(path), diag.Phrase{PL: "name albo code", EN: "name or code"})
	case e.Name != "" && e.Code != "":
		bad("code", e.Code, diag.Phrase{PL: "name albo code, nie oba", EN: "name or code, not both"})
	case e.Code != "":
		var err error
		if m.Code, _, err = indicators.ParseUnitRef(e.Code); err != nil || m.Code == indicators.UnitRef(m.Unit) {
			bad("code", e.Code, diag.Phrase{PL: "kod inny niż unit", EN: "a code other than unit"})
		}
		for _, only := range [][2]string{{"powiat", e.Powiat}, {"voivodeship", e.Voivodeship}, {"kind", e.Kind}, {"level", e.Level}} {
			if only[1] != "" {
				bad(only[0], only[1], diag.Phrase{PL: "tylko razem z name", EN: "only beside name"})
			}
		}
	case m.Unit != "":
		m.Key = nameKey(e, m.Unit.Level(), bad)
	}
	if m.Reason == "" || m.Unit == "" || len(found) > 0 {
		return nil, found
	}
	return m, found
}

// unitCode reads the code of a unit that something may be mapped to.
func unitCode(text string, bad func()) indicators.TERYT {
	t, err := indicators.ParseTERYT(text)
	if err == nil && t.Level() != indicators.LevelPart && t.Level() != indicators.LevelCountry {
		return t
	}
	if text != "" { // its absence has a finding already
		bad()
	}
	return ""
}

// nameKey makes the key of a name with what narrows it down. The name must be
// one of the level of the unit.
func nameKey(e mappingDoc, level indicators.Level, bad func(key, got string, want any)) indicators.UnitKey {
	kinds, ok := indicators.ParseKinds(e.Kind)
	if !ok || kinds != "" && level != indicators.LevelGmina {
		bad("kind", e.Kind, diag.Phrase{PL: "M, W, MW przy gminie", EN: "M, W, MW of a gmina"})
	}
	if e.Level != "" && e.Level != string(level) {
		bad("level", e.Level, string(level))
	}
	k := indicators.UnitKey{Powiat: e.Powiat, Voivodeship: e.Voivodeship, Kind: e.Kind, Level: level}
	switch level {
	case indicators.LevelGmina:
		k.Gmina = e.Name
	case indicators.LevelPowiat:
		k.Powiat = e.Name
	default:
		k.Voivodeship = e.Name
	}
	if own := indicators.NameKey(e.Name, level); own.Level != level || own.Name() == "" {
		bad("name", e.Name, diag.Phrase{PL: "nazwa jednostki poziomu: " + string(level), EN: "a name of a unit of level " + string(level)})
	}
	return k.Normal()
}

func decodeTerritory(doc *yamldoc.Document, path string, e territoryDoc) (*Territory, diag.List) {
	var found diag.List
	bad := func(key, got, want string) { found.Add(diag.DefValue, doc.At(path+"."+key), key, got, want) }
	t := &Territory{Reason: strings.TrimSpace(e.Reason), Verified: e.Verified, Basis: e.Basis, Place: doc.At(path)}
	t.Unit = unitCode(e.Unit, func() { bad("unit", e.Unit, "TERYT") })
	t.With = unitCode(e.With, func() { bad("with", e.With, "TERYT") })
	var err error
	if t.Date, err = time.Parse(time.DateOnly, e.Date); err != nil && e.Date != "" {
		bad("date", e.Date, "YYYY-MM-DD")
	}
	if t.Unit == "" || t.Date.IsZero() || t.Reason == "" || len(found) > 0 {
		return nil, found
	}
	return t, found
}

// Printed is the name or code the entry is about, for people.
func (m *Mapping) Printed() string {
	s := string(m.Code)
	if s == "" {
		s = m.Key.Label()
	}
	if m.Source != "" {
		s += ", " + m.Source
	}
	return s
}

// equal reports whether two entries about the same say the same.
func (m *Mapping) equal(o *Mapping) bool {
	return m.Unit == o.Unit && m.From == o.From && m.To == o.To && m.Reason == o.Reason && m.Verified == o.Verified && m.Basis == o.Basis
}

// same reports whether two entries are about the same thing: the same name or
// code of the same source in the same years.
func (m *Mapping) same(o *Mapping) bool {
	apart := m.To != 0 && o.From > m.To || o.To != 0 && m.From > o.To
	return m.Key == o.Key && m.Code == o.Code && m.Source == o.Source && !apart
}
