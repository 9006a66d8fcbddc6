package profile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
)

// tableDoc holds the keys that describe a table. They stand at the top of a
// profile; an entry of tables repeats those that differ.
type tableDoc struct {
	Sheet     string      `yaml:"sheet"`
	Header    []string    `yaml:"header"`
	Unit      unitDoc     `yaml:"unit"`
	Year      yearDoc     `yaml:"year"`
	Label     string      `yaml:"label"`
	Skip      []string    `yaml:"skip"`
	Until     []string    `yaml:"until"`
	Section   string      `yaml:"section"`
	Sections  []string    `yaml:"sections"`
	FillDown  []string    `yaml:"fill_down"`
	Cut       int         `yaml:"cut"`
	Footnotes bool        `yaml:"footnotes"`
	Flags     []string    `yaml:"flags"`
	Facility  facilityDoc `yaml:"facility"`
	Select    []selectDoc `yaml:"select"`
}

type unitDoc struct {
	Column   string                       `yaml:"column"`
	Code     string                       `yaml:"code"`
	Map      map[string]map[string]string `yaml:"map"`
	Filename string                       `yaml:"filename"`
	Value    string                       `yaml:"value"`
	Name     nameDoc                      `yaml:"name"`
	Kind     string                       `yaml:"kind"`
	Form     string                       `yaml:"form"`
	Level    string                       `yaml:"level"`
	Parts    string                       `yaml:"parts"`
}

type nameDoc struct {
	Gmina       string `yaml:"gmina" short:"gmina"`
	Powiat      string `yaml:"powiat"`
	Voivodeship string `yaml:"voivodeship"`
	Kind        string `yaml:"kind"`
}

type yearDoc struct {
	Column   string            `yaml:"column"`
	Value    int16             `yaml:"value"`
	Sheet    bool              `yaml:"sheet"`
	Filename string            `yaml:"filename"`
	Header   bool              `yaml:"header"`
	Text     string            `yaml:"text"`
	Marks    map[string]string `yaml:"marks"`
}

type facilityDoc struct {
	ID     string `yaml:"id"`
	Parent string `yaml:"parent"`
}

// tables reads the tables of a profile: one described at its top, or those
// listed, each with what the top says and it does not.
func (b builder) tables(p *Profile, d *profileDoc) {
	if len(d.Tables) == 0 {
		b.table(p, &d.tableDoc, func(key string) string { return key })
		return
	}
	for i := range d.Tables {
		here := fmt.Sprintf("tables[%d].", i)
		inherit(&d.Tables[i], &d.tableDoc, func(key string) bool { return b.doc.Has(here + key) })
		b.table(p, &d.Tables[i], func(path string) string {
			if top, _, _ := strings.Cut(path, "."); b.doc.Has(here + top) {
				return here + path
			}
			return path
		})
	}
}

// table reads one table; at gives the path of a key in the document.
func (b builder) table(p *Profile, d *tableDoc, at func(path string) string) {
	t := Table{
		Sheet: NewPattern(or(d.Sheet, "*"), 0), SheetText: d.Sheet, Header: d.Header, Label: d.Label, Skip: d.Skip, Until: d.Until,
		Section: d.Section, FillDown: d.FillDown, Cut: d.Cut, Footnotes: d.Footnotes, Facility: Facility(d.Facility), First: len(p.Select),
	}
	for _, text := range d.Sections {
		t.Sections = append(t.Sections, NewPattern(text, 0))
	}
	if len(d.Sections) > 0 && d.Section == "" {
		b.found.Add(diag.YAMLMissingKey, b.doc.At(at("sections")), "section")
	}
	if d.Cut < 0 {
		b.bad(at("cut"), fmt.Sprint(d.Cut), "> 0")
	}
	for _, word := range d.Flags {
		f, err := indicators.ParseFlag(word)
		if err != nil {
			b.bad(at("flags"), word, "incomplete, estimate, low_precision, method_break, joint_scope")
		}
		t.Flags |= f
	}
	if (d.Facility.ID == "") != (d.Facility.Parent == "") {
		b.bad(at("facility"), or(d.Facility.ID, d.Facility.Parent), "{id, parent}")
	}
	t.Unit = b.unit(d.Unit, at)
	t.Year = b.year(d.Year, at)
	prefix := strings.TrimSuffix(at("select"), "select")
	for i, s := range d.Select {
		if sel, ok := b.selection(prefix, i, s, p, &t); ok {
			p.Select = append(p.Select, sel)
		}
	}
	t.Count = len(p.Select) - t.First
	if column, first, second, found := cutCollision(p.Select[t.First:]); found {
		b.bad(at("cut"), fmt.Sprintf("%d (%s: %s, %s)", d.Cut, column, first, second), "*")
	}
	p.Tables = append(p.Tables, t)
}

func (b builder) unit(d unitDoc, at func(string) string) Unit {
	b.oneOf(at("unit.parts"), d.Parts, "skip", "gmina")
	u := Unit{Column: d.Column, Value: d.Value, Name: UnitName(d.Name), Parts: or(d.Parts, "skip")}
	b.oneOf(at("unit.form"), d.Form, string(indicators.FormNumber), string(indicators.FormPowiat), string(indicators.FormVoivodeship), string(indicators.FormMinistry))
	if _, ok := indicators.ParseKinds(d.Kind); !ok || d.Kind != "" && !u.Name.Given() {
		b.bad(at("unit.kind"), d.Kind, "miejska, wiejska, miejsko-wiejska")
	}
	u.Kind, u.Form = d.Kind, indicators.CodeForm(d.Form)
	u.Filename = b.regexp(at("unit.filename"), d.Filename, `^(\d{7})`)
	if d.Level != "" {
		l, err := indicators.ParseLevel(d.Level)
		if err != nil {
			b.bad(at("unit.level"), d.Level, "kraj, województwo, powiat, gmina")
		}
		u.Level = l
	}
	given := 0
	for _, is := range []bool{d.Column != "", d.Code != "", d.Filename != "", d.Value != "", u.Name.Given()} {
		if is {
			given++
		}
	}
	if given != 1 {
		b.found.Add(diag.YAMLMissingKey, b.doc.At(at("unit")), "unit: column | code | filename | value | name")
	}
	if d.Value != "" {
		if _, err := indicators.ParseTERYT(d.Value); err != nil {
			b.bad(at("unit.value"), d.Value, "WWPPGGR")
		}
	}
	u.Code = b.codePieces(d, at)
	return u
}

var placeholder = regexp.MustCompile(`\{([^{}]+)\}`)

// codePieces takes a code put together from columns apart: "{Woj}{Pow}{Gmi}".
func (b builder) codePieces(d unitDoc, at func(string) string) []CodePiece {
	var out []CodePiece
	used := map[string]bool{}
	last := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(d.Code, -1) {
		if text := d.Code[last:m[0]]; text != "" {
			out = append(out, CodePiece{Text: text})
		}
		piece := CodePiece{Column: d.Code[m[2]:m[3]]}
		used[piece.Column] = true
		if words := d.Map[piece.Column]; words != nil {
			piece.Map = map[string]string{}
			for from, to := range words {
				piece.Map[Fold(from)] = to
			}
		}
		out = append(out, piece)
		last = m[1]
	}
	if text := d.Code[last:]; text != "" {
		out = append(out, CodePiece{Text: text})
	}
	if d.Code != "" && len(used) == 0 {
		b.bad(at("unit.code"), d.Code, "{WOJ}{POW}{GMI}{RODZ}")
	}
	for _, column := range sortedKeys(d.Map) {
		if !used[column] {
			b.bad(at("unit.map"), column, oneLine(sortedKeys(used)))
		}
	}
	return out
}

func (b builder) year(d yearDoc, at func(string) string) YearSource {
	y := YearSource{Column: d.Column, Value: indicators.Year(d.Value), Sheet: d.Sheet, Header: d.Header}
	y.Filename = b.regexp(at("year.filename"), d.Filename, `(\d{4})`)
	y.Text = b.regexp(at("year.text"), d.Text, `rok szkolny (\d{4})/\d{4}`)
	if len(d.Marks) > 0 {
		y.Marks = map[string]Sign{}
		b.signs(at("year.marks"), y.Marks, d.Marks)
	}
	if !y.Given() && d.Filename == "" && d.Text == "" {
		b.found.Add(diag.YAMLMissingKey, b.doc.At(at("year")), "year")
	}
	return y
}

// formatNames lists what format may say, layouts first.
func formatNames() []string {
	var out []string
	for _, l := range Layouts() {
		out = append(out, string(l))
	}
	for _, f := range Presets() {
		out = append(out, string(f))
	}
	return slices.Clip(out)
}
