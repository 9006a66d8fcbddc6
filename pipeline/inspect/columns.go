package inspect

import (
	"regexp"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/pipeline/ingest"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// column is what the cells of a column below the header are.
type column struct {
	col                   int
	numbers, years, texts int
	distinct              map[string]bool
	order                 []string
}

func (c *column) filled() int { return c.numbers + c.texts }

// columns decides what each column of a table is.
func (t *tableGuess) columns(x *inspector, g *grid) {
	cols := map[int]*column{}
	for _, col := range t.cols {
		cols[col] = &column{col: col, distinct: map[string]bool{}}
	}
	top, sub := "", ""
	for _, row := range t.data {
		filled, single := 0, ""
		for _, c := range row.Cells {
			text := strings.TrimSpace(c.Text)
			if text == "" {
				continue
			}
			filled++
			if k := cols[c.Col]; k != nil {
				k.take(c, text)
			}
			if !ingest.IsNumber(c) {
				single = strings.Join(strings.Fields(text), " ")
			}
		}
		switch {
		case filled == 1 && single != "":
			top, sub = single, ""
		case x.subtotal(t, row):
			sub = strings.Join(strings.Fields(row.Cell(t.named()).Text), " ")
			t.counted = append(t.counted, sub)
			t.subtotals[row.Number] = true
		case filled > 1 && top+sub != "":
			heading := strings.Trim(top+" / "+sub, " /")
			t.section[row.Number] = heading
			if !slices.Contains(t.sections, heading) {
				t.sections = append(t.sections, heading)
			}
		}
	}
	t.findYears(cols)
	unit := append(slices.Clone(t.codeParts), t.codeCol, t.nameCols[0], t.nameCols[1], t.nameCols[2], t.nameCols[3])
	for _, col := range t.cols {
		k := cols[col]
		last := lastPart(t.names[col])
		switch {
		case slices.Contains(unit, col), col == t.yearCol, slices.Contains(t.yearCols, col), k.filled() == 0:
		case t.yearHeader && col < t.yearCols[0]:
			t.labels = append(t.labels, col)
		case k.numbers*2 >= k.filled() && !identifier.MatchString(last):
			t.values = append(t.values, col)
		case k.texts > 0 && !identifier.MatchString(last):
			t.labels = append(t.labels, col)
		}
	}
	t.split(cols)
}

// named is the column with the units' own names, 0 without one.
func (t *tableGuess) named() int {
	switch {
	case t.nameCols[0] > 0:
		return t.nameCols[0]
	case t.nameCols[1] > 0:
		return t.nameCols[1]
	}
	return t.nameCols[2]
}

// subtotal tells a row with figures whose name is that of no unit.
func (x *inspector) subtotal(t *tableGuess, row sheet.Row) bool {
	col := t.named()
	if col == 0 || t.facility > 0 || strings.TrimSpace(row.Cell(col).Text) == "" {
		return false
	}
	_, known := x.known(row.Cell(col).Text, 0)
	return !known && (x.o.Known != nil || t.level == indicators.LevelVoivodeship)
}

func (c *column) take(cell sheet.Cell, text string) {
	if ingest.IsNumber(cell) {
		c.numbers++
		if _, err := indicators.ParseYear(text); err == nil {
			c.years++
		}
	} else {
		c.texts++
	}
	if f := profile.Fold(text); !c.distinct[f] {
		c.distinct[f] = true
		c.order = append(c.order, text)
	}
}

func lastPart(name string) string {
	if i := strings.LastIndex(name, " / "); i >= 0 {
		return name[i+len(" / "):]
	}
	return name
}

// findYears finds a column of years, or columns headed by years.
func (t *tableGuess) findYears(cols map[int]*column) {
	for _, col := range t.cols {
		for part := range strings.SplitSeq(t.names[col], " / ") {
			if _, mark, ok := ingest.HeaderYear(part); ok && cols[col].numbers > 0 {
				t.yearCols = append(t.yearCols, col)
				t.yearMark = t.yearMark || mark == "*"
				break
			}
		}
	}
	if len(t.yearCols) >= 2 {
		t.yearHeader = true
		return
	}
	t.yearCols = nil
	for _, col := range t.cols {
		k := cols[col]
		name := lastPart(t.names[col])
		named := strings.HasPrefix(name, "rok") || strings.HasPrefix(name, "lata") || strings.HasPrefix(name, "year")
		if k.years > 0 && k.years*10 >= k.filled()*8 && (named || k.filled() > 2 && k.years == k.filled() && t.yearCol == 0) {
			t.yearCol = col
			if named {
				return
			}
		}
	}
}

// maxTexts is how many different texts a column may have that is taken for a
// dimension; more are names of facilities.
const maxTexts = 40

// split decides what tells the rows of one unit and year apart: dimensions,
// or facilities.
func (t *tableGuess) split(cols map[int]*column) {
	if !t.fileUnit() && t.unique(nil) {
		t.labels = nil
		return
	}
	var dims []int
	facilities := false
	for _, col := range t.labels {
		k := cols[col]
		if t.tellsUnit(col) {
			continue
		}
		if t.yearHeader || len(k.order) <= maxTexts && k.texts*10 >= k.filled()*5 {
			dims = append(dims, col)
		}
		if t.facility == 0 && strings.HasPrefix(lastPart(t.names[col]), "nazw") {
			t.facility = col
			facilities = len(k.order)*10 > len(t.data)*6
		}
	}
	if !facilities && t.unique(dims) {
		t.labels, t.facility = dims, 0
		return
	}
	t.labels = nil
	if t.facility == 0 { // the column with the most texts names the row
		best := 0
		for col, k := range cols {
			if k.texts > 0 && len(k.order) > best && !slices.Contains(t.yearCols, col) && col != t.codeCol {
				t.facility, best = col, len(k.order)
			}
		}
	}
}

// tellsUnit reports whether a column says of which unit a row is, beside the
// code: by its name, or because each unit has one text in it.
func (t *tableGuess) tellsUnit(col int) bool {
	if t.codeCol == 0 && len(t.codeParts) == 0 {
		return false
	}
	if name := lastPart(t.names[col]); slices.ContainsFunc(nameColumns[:3], func(re *regexp.Regexp) bool { return re.MatchString(name) }) {
		return true
	}
	texts := map[string]string{}
	for _, row := range t.data {
		key := row.Cell(t.codeCol).Text
		for _, c := range t.codeParts {
			key += "|" + row.Cell(c).Text
		}
		text := profile.Fold(row.Cell(col).Text)
		if first, ok := texts[key]; ok && first != text {
			return false
		}
		texts[key] = text
	}
	return len(texts) > 1
}

// fileUnit reports whether the file's name tells the unit, so that rows do not.
func (t *tableGuess) fileUnit() bool {
	return t.codeCol == 0 && len(t.codeParts) == 0 && t.nameCols == [4]int{}
}

// unique reports whether unit, year and dimensions tell every row apart.
func (t *tableGuess) unique(dims []int) bool {
	seen := map[string]bool{}
	fill := map[int]string{}
	for _, row := range t.data {
		var b strings.Builder
		for _, col := range append(append([]int{t.codeCol, t.yearCol}, append(t.codeParts, t.nameCols[:]...)...), dims...) {
			if col == 0 {
				continue
			}
			text := profile.Fold(row.Cell(col).Text)
			if text == "" && slices.Contains(dims, col) {
				text = fill[col]
			}
			fill[col] = text
			b.WriteString(text + "\x00")
		}
		b.WriteString(t.section[row.Number])
		if strings.Trim(b.String(), "\x00") == "" || t.subtotals[row.Number] || !slices.ContainsFunc(row.Cells, ingest.IsNumber) {
			continue
		}
		if seen[b.String()] {
			return false
		}
		seen[b.String()] = true
	}
	return true
}
