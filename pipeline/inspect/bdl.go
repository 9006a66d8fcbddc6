package inspect

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/pipeline/ingest"
	"miernik/pipeline/profile"
)

// maxSelections bounds how many selections are proposed; more are counted.
const maxSelections = 400

// bdlName is the name of a portal export: category, subgroup, type.
var bdlName = regexp.MustCompile(`^([A-ZŁŚŻ]{3,5})_(\d+)_(CREL|CTAB|XREL|XPIV|XTAB)_`)

// head writes the keys that every proposed profile begins with.
func (x *inspector) head(publisher, licence string, format profile.Format, local bool) string {
	var b strings.Builder
	name := x.o.Name
	if !strings.Contains(name, "/") {
		dir := "gus/"
		if local {
			dir = "local/"
		}
		name = dir + name
	}
	title := x.title()
	fmt.Fprintf(&b, "source: %s\ntitle: {pl: %s, en: %s}\n", sourceID(x.file), quote(title), quote(title))
	if publisher != "" {
		fmt.Fprintf(&b, "publisher: %s\n", quote(publisher))
	}
	if local {
		b.WriteString("owner_kind: local\n")
	}
	if licence != "" {
		fmt.Fprintf(&b, "licence: %s\n", licence)
	}
	fmt.Fprintf(&b, "origin: real\nfiles: [%s]\nformat: %s\n", quote(filePattern(name)), format)
	if x.report.Guessed {
		fmt.Fprintf(&b, "encoding: %s   # odgadnięte\n", x.report.Encoding)
	}
	return b.String()
}

// title is what the sheet OPIS of a BDL workbook calls its subgroup, else the
// file's name.
func (x *inspector) title() string {
	for _, g := range x.grids {
		for _, row := range g.rows {
			if g.info.Name == "OPIS" && strings.HasPrefix(row.Cell(1).Text, "Podgrupa") && row.Cell(2).Text != "" {
				return strings.Join(strings.Fields(row.Cell(2).Text), " ")
			}
		}
	}
	return x.file
}

// relational proposes a profile of a relational export: a selection for each
// combination of dimension texts at each level of units.
func (x *inspector) relational(g *grid, format profile.Format) (bool, error) {
	var h ingest.Relation
	ok := false
	for _, row := range g.rows {
		if h, ok = ingest.ReadRelation(row); ok {
			g.info.Header = row.Number
			break
		}
	}
	if !ok {
		return false, nil
	}
	found := newCombos()
	for row, err := range x.book.Rows(g.info.Name) {
		if err != nil {
			return false, err
		}
		if row.Number <= g.info.Header {
			continue
		}
		unit, _, err := indicators.ParseUnitCode(strings.TrimSpace(row.Cell(h.Code).Text))
		if err != nil || unit.Level() == indicators.LevelPart {
			continue
		}
		texts := make([]string, len(h.Dims))
		for i, d := range h.Dims {
			texts[i] = strings.TrimSpace(row.Cell(d.Col).Text)
		}
		measure := ""
		if h.Measure > 0 {
			measure = strings.TrimSpace(row.Cell(h.Measure).Text)
		}
		found.add(unit.Level(), texts, measure)
	}
	if len(found.order) == 0 {
		return false, nil
	}
	vars := newVariables(x.prefix(), x.o.Catalog)
	var b strings.Builder
	b.WriteString(x.head("GUS", "CC BY 4.0", format, false))
	if format == profile.BDLXLSX {
		fmt.Fprintf(&b, "sheet: %s\n", quote(g.info.Name))
	}
	b.WriteString("select:\n")
	for _, c := range found.limited(&b) {
		var where []string
		for i, d := range h.Dims {
			where = append(where, fmt.Sprintf("%s: %s", quote(d.Name), quote(condition(c.texts[i]))))
		}
		name := strings.Join(c.texts, ", ")
		code := vars.forCombo(found, c, newVariable{name: name, unit: c.unit, kind: kindOf(c.unit, name), system: "GUS BDL", level: c.level})
		fmt.Fprintf(&b, "  - {variable: %s, level: %s, where: {%s}}\n", code, c.level, strings.Join(where, ", "))
	}
	x.accept(g, format, b.String(), vars, indicators.Text{PL: "eksport relacyjny BDL: jedna wartość w wierszu", EN: "relational BDL export: one value a row"})
	return true, nil
}

// condition writes a text as a pattern that accepts just it.
func condition(text string) string {
	return strings.NewReplacer("|", "*", "!", "*").Replace(text)
}

// prefix begins the codes of new variables: category and subgroup of an
// export, else the file's own name.
func (x *inspector) prefix() string {
	if m := bdlName.FindStringSubmatch(x.file); m != nil {
		return m[1] + " " + m[2]
	}
	return ""
}

// crosstab proposes a profile of a multidimensional export.
func (x *inspector) crosstab(g *grid, format profile.Format) bool {
	start := 0
	for i, row := range g.rows {
		if _, ok := ingest.ReadCrosstab(g.rows[i:min(i+8, len(g.rows))]); ok && row.Number <= 60 {
			start = i
			break
		}
	}
	h, ok := ingest.ReadCrosstab(g.rows[max(0, start-8):])
	if !ok {
		return false
	}
	g.info.Header = h.Last
	levels := map[indicators.Level]bool{}
	for _, row := range g.rows {
		if unit, _, err := indicators.ParseUnitCode(strings.TrimSpace(row.Cell(h.Code).Text)); err == nil && row.Number > h.Last && unit.Level() != indicators.LevelPart {
			levels[unit.Level()] = true
		}
	}
	if len(levels) == 0 {
		return false
	}
	found, withoutYear := newCombos(), false
	for _, level := range levelsInOrder(levels) {
		for _, c := range h.Columns {
			withoutYear = withoutYear || c.Year == 0
			found.add(level, c.Parts, c.Unit)
		}
	}
	vars := newVariables(x.prefix(), x.o.Catalog)
	var b strings.Builder
	b.WriteString(x.head("GUS", "CC BY 4.0", format, false))
	if format == profile.BDLXLSX {
		fmt.Fprintf(&b, "sheet: %s\n", quote(g.info.Name))
	}
	if withoutYear {
		year, sure := x.guessYear()
		fmt.Fprintf(&b, "year: {value: %d}   # w nagłówku nie ma roku%s\n", year, doubt(sure))
	}
	b.WriteString("select:\n")
	for _, c := range found.limited(&b) {
		name := strings.Join(c.texts, ", ")
		code := vars.forCombo(found, c, newVariable{name: name, unit: c.unit, kind: kindOf(c.unit, name), system: "GUS BDL", level: c.level})
		fmt.Fprintf(&b, "  - {variable: %s, level: %s, parts: %s}\n", code, c.level, quoteAll(c.texts))
	}
	x.accept(g, format, b.String(), vars, indicators.Text{PL: "eksport wielowymiarowy BDL: jedna jednostka w wierszu", EN: "multidimensional BDL export: one unit a row"})
	return true
}

func levelsInOrder(set map[indicators.Level]bool) []indicators.Level {
	var out []indicators.Level
	for _, l := range []indicators.Level{indicators.LevelGmina, indicators.LevelPowiat, indicators.LevelVoivodeship, indicators.LevelCountry} {
		if set[l] {
			out = append(out, l)
		}
	}
	return out
}

func doubt(sure bool) string {
	if sure {
		return ""
	}
	return "; DO UZUPEŁNIENIA"
}

// combos are the combinations of texts met, per level, in the order met.
type combos struct {
	order []combo
	seen  map[string]bool
	codes map[string]string // texts → variable: one variable for all levels
}

type combo struct {
	level indicators.Level
	texts []string
	unit  string
}

func newCombos() *combos { return &combos{seen: map[string]bool{}, codes: map[string]string{}} }

func (c *combos) add(level indicators.Level, texts []string, unit string) {
	key := string(level) + "\x00" + strings.Join(texts, "\x00")
	if !c.seen[key] {
		c.seen[key] = true
		c.order = append(c.order, combo{level, slices.Clone(texts), unit})
	}
}

// limited returns what is proposed, and notes in the profile what is not.
func (c *combos) limited(b *strings.Builder) []combo {
	if len(c.order) <= maxSelections {
		return c.order
	}
	fmt.Fprintf(b, "  # dalszych kombinacji: %d\n", len(c.order)-maxSelections)
	return c.order[:maxSelections]
}

// forCombo is the variable of a combination, the same at every level.
func (v *variables) forCombo(all *combos, c combo, n newVariable) string {
	key := strings.Join(c.texts, "\x00")
	if code, ok := all.codes[key]; ok {
		for i := range v.new {
			if v.new[i].code == code && v.new[i].level != n.level && !strings.Contains(string(v.new[i].level), string(n.level)) {
				v.new[i].level += ", " + n.level
			}
		}
		return code
	}
	code := v.add(n)
	all.codes[key] = code
	return code
}

// accept takes a proposal.
func (x *inspector) accept(g *grid, format profile.Format, text string, vars *variables, why indicators.Text) {
	g.info.Table = string(format)
	x.report.Profile, x.report.Variables, x.report.Why = text, vars.yaml(), why
}
