package inspect

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/ingest"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// maxTables bounds how many tables of a file are proposed.
const maxTables = 12

// tables proposes a profile for the tables of a file, one entry each when
// they differ.
func (x *inspector) tables() error {
	guesses := make([]*tableGuess, len(x.grids))
	presets := map[profile.Format]bool{}
	for i, g := range x.grids {
		if t := x.guessTable(g); t != nil {
			guesses[i], t.preset = t, x.preset(t)
			presets[t.preset] = true
			g.info.Table, g.info.Header = string(profile.AnyTable), t.header
			if t.preset != "" {
				g.info.Table = string(t.preset)
			}
		}
	}
	format := profile.AnyTable
	for _, f := range profile.Presets() {
		if presets[f] {
			format = f
		}
	}
	vars := newVariables(sourceID(x.file), x.o.Catalog)
	var bodies, sheets, left []string
	for i, g := range x.grids {
		t := guesses[i]
		switch {
		case t == nil:
			continue
		case t.preset != format && format == "gus-rocznik", len(bodies) == maxTables:
			left = append(left, g.info.Name)
			continue
		}
		body := x.body(g, t, vars, format)
		if i := slices.Index(bodies, body); i >= 0 {
			sheets[i] = "" // the same table on several sheets
			continue
		}
		bodies, sheets = append(bodies, body), append(sheets, g.info.Name)
	}
	if len(bodies) == 0 {
		return nil
	}
	x.report.Profile, x.report.Variables = x.assemble(format, bodies, sheets, left), vars.yaml()
	x.report.Why = indicators.Text{PL: "tabela znaleziona po nagłówku", EN: "a table found by its header"}
	if format != profile.AnyTable {
		x.report.Why = indicators.Text{PL: "układ wydawcy: " + string(format), EN: "layout of a publisher: " + string(format)}
	}
	return nil
}

// assemble writes the profile of one or several tables.
func (x *inspector) assemble(format profile.Format, bodies, sheets, left []string) string {
	var b strings.Builder
	if format == profile.AnyTable {
		b.WriteString(x.head("urząd gminy", "", format, true))
	} else {
		b.WriteString(x.head("", "", format, false)) // the publisher is the preset's
	}
	if d := x.report.Delimiter; d != 0 && d != ';' {
		fmt.Fprintf(&b, "delimiter: %s\n", quote(string(d)))
	}
	if len(left) > 0 {
		fmt.Fprintf(&b, "# arkusze nieujęte w propozycji: %s\n", strings.Join(left, "; "))
	}
	if len(bodies) == 1 {
		b.WriteString(bodies[0])
		return b.String()
	}
	b.WriteString("tables:\n")
	for i, body := range bodies {
		lead := "  - "
		if sheets[i] != "" {
			fmt.Fprintf(&b, "  - sheet: %s\n", quote(sheets[i]))
			lead = "    "
		}
		for line := range strings.Lines(body) {
			b.WriteString(lead + line)
			lead = "    "
		}
	}
	return b.String()
}

// commonSigns are texts that stand where a value is missing, with what they
// mostly mean.
var commonSigns = map[string]string{
	"-": "no_information", "–": "no_information", ".": "no_information", ":": "no_information", "x": "no_information", "...": "no_information",
	"b.d.": "no_information", "bd": "no_information", "b/d": "no_information", "brak": "no_information", "brak danych": "no_information",
	"n.d.": "not_applicable", "nd": "not_applicable", "n/d": "not_applicable", "nie dotyczy": "not_applicable", "#": "secret",
}

// marks proposes the meaning of texts that the trial met among the figures.
func marks(found diag.List) string {
	met := map[string]bool{}
	for _, f := range found {
		if text, ok := f.Args[:min(len(f.Args), 1)], f.Code == diag.CellNotNumber; ok {
			met[fmt.Sprint(text...)] = true
		}
	}
	var parts []string
	for _, text := range slices.Sorted(maps.Keys(met)) {
		if status := commonSigns[strings.ToLower(text)]; status != "" {
			parts = append(parts, quote(text)+": "+status)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf("cells: {%s}   # sprawdź, co znaczą te znaki\n", strings.Join(parts, ", "))
}

// preset recognises publishers by what their tables call their columns.
func (x *inspector) preset(t *tableGuess) profile.Format {
	has := func(parts ...string) bool {
		return !slices.ContainsFunc(parts, func(p string) bool {
			return !slices.ContainsFunc(t.cols, func(col int) bool { return strings.Contains(t.names[col], p) })
		})
	}
	switch {
	case has("numer rspo", "kod terytorialny gmina"):
		return "rspo"
	case has("kod teryt gminy", "rspo", "liczba zdających"):
		return "oke-e8"
	case has("numer rspo") && len(t.codeParts) > 0:
		return "sio"
	case t.yearHeader && t.codeCol == 0 && has("płeć") && nameCode.MatchString(x.file):
		return "gus-prognoza"
	case t.level == indicators.LevelVoivodeship && t.nameCols[2] > 0 && has("województwa") && x.report.Format != "csv":
		return "gus-rocznik"
	}
	return ""
}

var inThousands = regexp.MustCompile(`(?i)w tys(iącach|\.)`)

// body writes the keys of one table.
func (x *inspector) body(g *grid, t *tableGuess, vars *variables, preset profile.Format) string {
	foreign := preset != t.preset && preset != profile.AnyTable // the keys of the preset are not those of this table
	for _, row := range g.rows {
		if row.Number <= t.header+2 {
			t.thousands = t.thousands || slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool { return inThousands.MatchString(c.Text) })
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "header: %s\n", quoteAll(t.identifying()))
	b.WriteString(t.unitKey(x) + "\n")
	b.WriteString(x.yearKey(g, t) + "\n")
	if t.facility > 0 {
		fmt.Fprintf(&b, "label: %s\n", quote(t.names[t.facility]))
	}
	if fill := t.filledDown(); len(fill) > 0 || foreign {
		fmt.Fprintf(&b, "fill_down: %s\n", quoteAll(fill))
	}
	if len(t.sections) > 0 && preset != "gus-rocznik" {
		fmt.Fprintf(&b, "section: %s\n", quote(sectionName))
	}
	if len(t.counted) > 0 {
		fmt.Fprintf(&b, "sections: %s\n", quoteAll(slices.Compact(slices.Sorted(slices.Values(t.counted)))))
	}
	b.WriteString("select:\n")
	for _, level := range levelsInOrder(t.levels) {
		t.selections(x, &b, vars, level)
	}
	return b.String()
}

// sectionName is what proposed profiles call the heading above rows.
const sectionName = "sekcja"

// identifying are the header texts that make the table sure to be found.
func (t *tableGuess) identifying() []string {
	var cols []int
	for _, col := range append(append([]int{t.codeCol}, t.codeParts...), t.nameCols[0], t.nameCols[1], t.nameCols[2], t.yearCol) {
		if col > 0 {
			cols = append(cols, col)
		}
	}
	cols = append(append(append(cols, t.labels...), t.values...), t.cols...)
	var out []string
	for _, col := range cols {
		name, _, _ := strings.Cut(lastPart(t.names[col]), "#")
		if _, _, year := ingest.HeaderYear(name); !year && !slices.Contains(out, name) && len(out) < 3 {
			out = append(out, name)
		}
	}
	return out
}

func (t *tableGuess) unitKey(x *inspector) string {
	parts := ""
	if t.facility > 0 || t.parts {
		parts = ", parts: gmina"
	}
	switch {
	case t.codeCol > 0:
		return fmt.Sprintf("unit: {column: %s%s}", quote(t.names[t.codeCol]), parts)
	case len(t.codeParts) > 0:
		code := ""
		for _, col := range t.codeParts {
			code += "{" + t.names[col] + "}"
		}
		return fmt.Sprintf("unit: {code: %s%s}", quote(code), parts)
	case t.nameCols != [4]int{}:
		var names []string
		for i, key := range []string{"gmina", "powiat", "voivodeship", "kind"} {
			if col := t.nameCols[i]; col > 0 && !(i == 3 && t.level != indicators.LevelGmina) {
				names = append(names, key+": "+quote(t.names[col]))
			}
		}
		return fmt.Sprintf("unit: {name: {%s}, level: %s}", strings.Join(names, ", "), t.level)
	}
	return `unit: {filename: '^(?:powiat_)?(\d{4,7})'}`
}

// filledDown are the label columns whose texts stand once over several rows.
func (t *tableGuess) filledDown() []string {
	var out []string
	for _, col := range t.labels {
		blanks, texts := 0, 0
		for _, row := range t.data {
			if !slices.ContainsFunc(row.Cells, ingest.IsNumber) {
				continue
			}
			if strings.TrimSpace(row.Cell(col).Text) == "" {
				blanks++
			} else {
				texts++
			}
		}
		if texts > 0 && blanks > 0 {
			out = append(out, t.names[col])
		}
	}
	return out
}

// selections writes a selection per column of figures and combination of
// labels; rows of facilities are summed.
func (t *tableGuess) selections(x *inspector, b *strings.Builder, vars *variables, level indicators.Level) {
	found := newCombos()
	fill := map[int]string{}
	for _, row := range t.data {
		labels := make([]string, len(t.labels))
		for i, col := range t.labels {
			text := strings.Join(strings.Fields(row.Cell(col).Text), " ")
			if text == "" {
				text = fill[col]
			}
			fill[col], labels[i] = text, text
		}
		if len(t.sections) > 0 && t.facility == 0 {
			labels = append(labels, t.section[row.Number])
		}
		if !t.subtotals[row.Number] && slices.ContainsFunc(row.Cells, ingest.IsNumber) {
			found.add(level, labels, "")
		}
	}
	written, left := 0, 0
	var skipped []string
	if t.facility > 0 && len(t.values) == 0 {
		code := vars.add(newVariable{name: "liczba wierszy", unit: "szt.", kind: "stock", system: x.file, level: level, local: true})
		fmt.Fprintf(b, "  - {variable: %s, level: %s, aggregate: count}\n", code, level)
	}
	for _, value := range t.valueNames() {
		if t.facility > 0 && notSummed.MatchString(lastPart(value)) {
			skipped = append(skipped, value)
			continue
		}
		for _, c := range found.order {
			if written++; written > maxSelections {
				left++
				continue
			}
			name := strings.Trim(value+", "+strings.Join(c.texts, ", "), ", ")
			n := newVariable{name: name, unit: unitIn(value), kind: kindOf(unitIn(value), lastPart(value)), system: x.file, level: level, local: true}
			more := ""
			for i, text := range c.texts {
				column := sectionName
				if i < len(t.labels) {
					column = t.names[t.labels[i]]
				}
				more += fmt.Sprintf(", %s: %s", quote(column), quote(condition(text)))
			}
			if more != "" {
				more = ", where: {" + more[2:] + "}"
			}
			if t.facility > 0 {
				more += t.aggregate(value, &n)
			}
			if t.thousands && n.kind != "ratio" {
				more += ", scale: 1000"
			}
			if value != "" {
				more = ", column: " + quote(value) + more
			}
			fmt.Fprintf(b, "  - {variable: %s, level: %s%s}\n", vars.add(n), level, more)
		}
	}
	if len(skipped) > 0 {
		fmt.Fprintf(b, "  # z wierszy placówek nie da się policzyć: %s\n", strings.Join(skipped, "; "))
	}
	if left > 0 {
		fmt.Fprintf(b, "  # dalszych wyborów: %d\n", left)
	}
}

// notSummed are figures of facilities from which none of their unit follows.
var notSummed = regexp.MustCompile(`mediana|modaln|odchyleni|kwartyl|centyl|minimum|maksimum`)

// valueNames are the columns of figures; with years in the header, what stands
// beside the years.
func (t *tableGuess) valueNames() []string {
	var out []string
	if !t.yearHeader {
		for _, col := range t.values {
			out = append(out, t.names[col])
		}
		return out
	}
	for _, col := range t.yearCols {
		var rest []string
		for part := range strings.SplitSeq(t.names[col], " / ") {
			if _, _, year := ingest.HeaderYear(part); !year {
				rest = append(rest, part)
			}
		}
		if name := strings.Join(rest, " / "); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// aggregate says how rows of facilities become the figure of their unit: a
// mean is weighted by the column that counts, everything else is summed.
func (t *tableGuess) aggregate(value string, n *newVariable) string {
	if n.kind != "ratio" {
		return ", aggregate: sum"
	}
	group := strings.TrimSuffix(value, lastPart(value))
	for _, col := range t.values {
		if name := t.names[col]; strings.HasPrefix(name, group) && strings.Contains(lastPart(name), "liczba") {
			return ", aggregate: mean, weight: " + quote(name)
		}
	}
	n.kind = "stock"
	return ", aggregate: sum"
}

// unitIn is a unit of measure that a column's name says in brackets.
func unitIn(name string) string {
	open := strings.LastIndexAny(name, "[(")
	if open < 0 {
		return ""
	}
	unit := strings.Trim(name[open:], "[]() ")
	if len(unit) > 12 {
		return ""
	}
	return unit
}
