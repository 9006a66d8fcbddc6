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

// tableGuess is a table found on a sheet: where its header is and what its
// columns are.
type tableGuess struct {
	preset        profile.Format // of the publisher whose table it looks like
	first, header int            // rows of the header, from and to
	data          []sheet.Row    // below the header
	names         map[int]string
	cols          []int // with a name, in order

	codeCol   int
	codeParts []int // województwo, powiat, gmina (and kind) apart
	nameCols  [4]int
	level     indicators.Level
	parts     bool // codes of parts of gminas are among them
	levels    map[indicators.Level]bool

	yearCol    int
	yearHeader bool
	yearMark   bool
	yearCols   []int

	labels   []int // columns of texts that tell rows of one unit and year apart
	values   []int // columns of figures
	facility int   // column naming the facility of a row
	repeated bool  // a unit has several rows

	section  map[int]string // heading above a row, by row number
	sections []string       // headings that stand above rows, in their order
	counted  []string       // of them, those that have figures of their own

	subtotals map[int]bool // rows that head others and have figures
	thousands bool         // figures are in thousands
}

// identifier tells columns of numbers that count nothing.
var identifier = regexp.MustCompile(`(?i)\b(nr|l\.?p\.?|numer|rspo|regon|nip|krs|telefon|faks|fax|kod|id|identyfikator|pesel|teryt|simc|ulic|pocztow)|^(woj|pow|gmi|wk|pk|gk|typ gminy)(#\d+)?$`)

// unitCode reads a cell as a code of a unit of the register.
func unitCode(text string) (indicators.TERYT, bool) {
	text = strings.TrimSpace(text)
	t, _, err := indicators.ParseUnitCode(text)
	if err != nil || len(text) < 6 { // a lone 0 is a figure more often than the country
		return "", false
	}
	w := t[:2]
	even := w >= "02" && w <= "32" && (w[1]-'0')%2 == 0
	return t, t == "0000000" || even
}

// guessTable finds the table of a sheet.
func (x *inspector) guessTable(g *grid) *tableGuess {
	t := &tableGuess{levels: map[indicators.Level]bool{}, section: map[int]string{}, subtotals: map[int]bool{}}
	if !t.findParts(g) && !t.findCodes(g) && !x.findNames(t, g) && !x.oneUnit(t, g) {
		return nil
	}
	t.columns(x, g)
	if len(t.values) == 0 && t.facility == 0 && !t.yearHeader {
		return nil
	}
	return t
}

// headerAbove settles the header of data that begin at an index: the rows of
// several texts above them, down to the first blank row, section or figure.
func (t *tableGuess) headerAbove(g *grid, data int) bool {
	top := -1
	for i := data - 1; i >= 0 && i >= data-10; i-- {
		if headerLike(g.rows[i]) {
			top = i
			break
		}
	}
	if top < 0 {
		return false
	}
	bottom := top
	for bottom+1 < data && g.rows[bottom+1].Number == g.rows[bottom].Number+1 && filled(g.rows[bottom+1]) >= 2 && !figures(g.rows[bottom+1]) {
		bottom++
	}
	for top > 0 && bottom-top < 3 && g.rows[top-1].Number == g.rows[top].Number-1 && (headerLike(g.rows[top-1]) || spans(g, g.rows[top-1].Number)) {
		top--
	}
	t.first, t.header = g.rows[top].Number, g.rows[bottom].Number
	t.names = ingest.ColumnNames(g.rows[top:bottom+1], g.merges)
	for col := range t.names {
		t.cols = append(t.cols, col)
	}
	slices.Sort(t.cols)
	t.data = g.rows[bottom+1:]
	return true
}

// kinds counts the cells of a row: texts, years, other numbers.
func kinds(row sheet.Row) (texts, years, numbers int) {
	for _, c := range row.Cells {
		switch _, _, year := ingest.HeaderYear(c.Text); {
		case strings.TrimSpace(c.Text) == "":
		case year:
			years++
		case ingest.IsNumber(c):
			numbers++
		default:
			texts++
		}
	}
	return texts, years, numbers
}

// headerLike tells a row of names: texts and years, few other numbers.
func headerLike(row sheet.Row) bool {
	texts, years, numbers := kinds(row)
	return texts > 0 && texts+years >= 2 && numbers < texts
}

func filled(row sheet.Row) int {
	texts, years, numbers := kinds(row)
	return texts + years + numbers
}

// figures tells a row that counts something: numbers above those that number
// columns.
func figures(row sheet.Row) bool {
	return slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool {
		_, _, year := ingest.HeaderYear(c.Text)
		return ingest.IsNumber(c) && !year && len(strings.TrimSpace(c.Text)) > 2
	})
}

// spans reports whether a range merged over several columns begins in a row.
func spans(g *grid, row int) bool {
	return slices.ContainsFunc(g.merges, func(r sheet.Ref) bool { return r.FirstRow == row && r.LastCol > r.FirstCol && r.FirstCol > 1 })
}

// findCodes looks for the column with the codes of units.
func (t *tableGuess) findCodes(g *grid) bool {
	codes, first, others := map[int]int{}, map[int]int{}, map[int]int{}
	for i, row := range g.rows {
		for _, c := range row.Cells {
			if strings.TrimSpace(c.Text) == "" {
				continue
			}
			if _, ok := unitCode(c.Text); ok {
				if codes[c.Col]++; codes[c.Col] == 1 {
					first[c.Col] = i
				}
			} else if codes[c.Col] > 0 || ingest.IsNumber(c) {
				others[c.Col]++
			}
		}
	}
	best := 0
	for col, n := range codes {
		if n > others[col] && (best == 0 || n > codes[best] || n == codes[best] && col < best) && t.codeNamed(g, first[col], col) {
			best = col
		}
	}
	if best == 0 || first[best] == 0 || !t.headerAbove(g, first[best]) {
		return false
	}
	t.codeCol = best
	seen := map[indicators.TERYT]int{}
	for _, row := range t.data {
		if u, ok := unitCode(row.Cell(best).Text); ok {
			t.levels[u.Level()] = true
			t.parts = t.parts || u.Level() == indicators.LevelPart
			seen[u.Whole()]++
			t.repeated = t.repeated || seen[u.Whole()] > 1
		}
	}
	return true
}

// codeNamed refuses columns that are called otherwise: a tax number has as
// many digits as a code.
func (t *tableGuess) codeNamed(g *grid, data, col int) bool {
	for i := data - 1; i >= 0 && i >= data-4; i-- {
		name := profile.Fold(g.rows[i].Cell(col).Text)
		if name == "" {
			continue
		}
		return strings.Contains(name, "teryt") || strings.Contains(name, "kod") || strings.Contains(name, "code") || strings.Contains(name, "jst") ||
			!regexp.MustCompile(`nip|regon|rspo|tel|faks|konto|nr`).MatchString(name)
	}
	return true
}

// findParts looks for a code in pieces: województwo, powiat, gmina apart.
func (t *tableGuess) findParts(g *grid) bool {
	pieces := [][]string{{"woj", "wk", "kod woj"}, {"pow", "pk", "kod pow"}, {"gmi", "gk", "gm", "kod gm"}}
	for i, row := range g.rows {
		var cols [3][]int
		for _, c := range row.Cells {
			name := profile.Fold(c.Text)
			for p, names := range pieces {
				if slices.Contains(names, name) {
					cols[p] = append(cols[p], c.Col)
				}
			}
		}
		n := len(cols[0])
		if n == 0 || len(cols[1]) != n || len(cols[2]) != n || i+1 >= len(g.rows) || !t.headerAbove(g, i+1) {
			continue
		}
		t.codeParts = []int{cols[0][n-1], cols[1][n-1], cols[2][n-1]} // the last: where the facility is
		t.levels[indicators.LevelGmina] = true
		seen := map[string]bool{}
		for _, r := range t.data {
			key := r.Cell(t.codeParts[0]).Text + "|" + r.Cell(t.codeParts[1]).Text + "|" + r.Cell(t.codeParts[2]).Text
			t.repeated = t.repeated || seen[key]
			seen[key] = key != "||"
		}
		return true
	}
	return false
}

// nameColumns are what columns with names of units are called, per field of a
// unit's name: gmina, powiat, województwo, kind.
var nameColumns = [4]*regexp.Regexp{
	regexp.MustCompile(`^(gmina|nazwa gminy|nazwa|miasto|miasta.*|jednostka( samorządu.*| terytorialna)?|jst|name|city|municipality)$`),
	regexp.MustCompile(`^(powiat|nazwa powiatu|county|powiaty)$`),
	regexp.MustCompile(`wojew[oó]dztw[oa]|^voivod|^region$`),
	regexp.MustCompile(`^(typ gminy|rodzaj gminy|rodzaj|typ)$`),
}

// findNames looks for units told by names.
func (x *inspector) findNames(t *tableGuess, g *grid) bool {
	for i, row := range g.rows {
		if i+1 >= len(g.rows) || !headerLike(row) {
			continue
		}
		var cols [4]int
		for _, c := range row.Cells {
			name := profile.Fold(c.Text)
			for f, re := range nameColumns {
				if cols[f] == 0 && re.MatchString(name) {
					cols[f] = c.Col
				}
			}
		}
		data := x.firstNamed(g, i+1, cols)
		if data < 0 || !t.headerAbove(g, data) {
			continue
		}
		t.nameCols = cols
		t.settleLevel(x)
		return true
	}
	return false
}

// firstNamed is the first row below a header whose name cells hold the name
// of a unit beside a figure.
func (x *inspector) firstNamed(g *grid, from int, cols [4]int) int {
	for i := from; i < min(from+12, len(g.rows)); i++ {
		row := g.rows[i]
		figures := slices.ContainsFunc(row.Cells, ingest.IsNumber)
		for f, col := range cols[:3] {
			if col > 0 && figures {
				if _, ok := x.known(row.Cell(col).Text, f); ok {
					return i
				}
			}
		}
	}
	return -1
}

// known asks whether a text is the name of a unit; without a register only
// the województwa are known.
func (x *inspector) known(name string, field int) (indicators.Level, bool) {
	if x.o.Known != nil {
		return x.o.Known(name)
	}
	return indicators.LevelVoivodeship, slices.Contains(voivodeships, profile.Fold(name))
}

var voivodeships = []string{"dolnośląskie", "kujawsko-pomorskie", "lubelskie", "lubuskie", "łódzkie", "małopolskie", "mazowieckie", "opolskie",
	"podkarpackie", "podlaskie", "pomorskie", "śląskie", "świętokrzyskie", "warmińsko-mazurskie", "wielkopolskie", "zachodniopomorskie"}

// settleLevel decides what the units of a table with names are: the lowest
// field that names most rows.
func (t *tableGuess) settleLevel(x *inspector) {
	if t.nameCols[0] > 0 {
		count := map[indicators.Level]int{}
		for _, row := range t.data {
			if l, ok := x.known(row.Cell(t.nameCols[0]).Text, 0); ok {
				count[l]++
			}
		}
		t.level = indicators.LevelGmina
		for _, l := range []indicators.Level{indicators.LevelPowiat, indicators.LevelVoivodeship} {
			if count[l] > count[t.level] {
				t.level = l
			}
		}
		// A column called Nazwa that holds województwa is the field of those.
		if field := map[indicators.Level]int{indicators.LevelPowiat: 1, indicators.LevelVoivodeship: 2}[t.level]; field > 0 && t.nameCols[field] == 0 {
			t.nameCols[field], t.nameCols[0] = t.nameCols[0], 0
		}
	}
	switch {
	case t.nameCols[0] > 0:
		t.level = indicators.LevelGmina
	case t.nameCols[1] > 0:
		t.level = indicators.LevelPowiat
	default:
		t.level = indicators.LevelVoivodeship
	}
	t.levels[t.level] = true
	seen := map[string]bool{}
	for _, row := range t.data {
		key := ""
		for _, col := range t.nameCols {
			if col > 0 {
				key += "|" + profile.Fold(row.Cell(col).Text)
			}
		}
		t.repeated = t.repeated || seen[key]
		seen[key] = strings.Trim(key, "|") != ""
	}
}

// nameCode is a code that begins a file name: of a gmina, or of a powiat.
var nameCode = regexp.MustCompile(`^(?:powiat_)?(\d{4}|\d{6,7})(?:\D|$)`)

// oneUnit takes a table for one about a unit that the file's name tells.
func (x *inspector) oneUnit(t *tableGuess, g *grid) bool {
	if !nameCode.MatchString(x.file) {
		return false
	}
	for i, row := range g.rows {
		_, _, numbers := kinds(row)
		if numbers < 2 || !figures(row) || !t.headerAbove(g, i) {
			continue
		}
		t.level = indicators.LevelGmina
		if len(nameCode.FindStringSubmatch(x.file)[1]) == 4 {
			t.level = indicators.LevelPowiat
		}
		t.levels[t.level] = true
		return true
	}
	return false
}
