package ingest

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"miernik/indicators"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// This file tells other packages how the readers see a file, so that what is
// proposed for it is what they will read.

// Relation is the header of a relational export: the columns of its fields,
// 0 for those it lacks, and of its dimensions.
type Relation struct {
	Code, Name, Year, Value, Measure, Attribute int
	Dims                                        []Dimension // in the order of their columns
}

// Dimension is a dimension of a relational export.
type Dimension struct {
	Name string
	Col  int
}

// ReadRelation recognises the header of a relational export.
func ReadRelation(row sheet.Row) (Relation, bool) {
	h := findRelHeader(row)
	if h == nil {
		return Relation{}, false
	}
	r := Relation{Code: h.code, Name: h.name, Year: h.year, Value: h.value, Measure: h.measure, Attribute: h.attribute}
	for _, c := range row.Cells {
		name := strings.TrimSpace(c.Text)
		if h.dims[name] == c.Col && name != "" {
			r.Dims = append(r.Dims, Dimension{name, c.Col})
		}
	}
	return r, true
}

// Crosstab is the header of a multidimensional export.
type Crosstab struct {
	Code, Name int
	Last       int // row number of the last header row
	Columns    []CrossColumn
}

// CrossColumn is a column of figures: its dimension texts, without year and
// unit of measure. Year is 0 where the header does not say it.
type CrossColumn struct {
	Col   int
	Parts []string
	Year  indicators.Year
	Unit  string // without brackets
}

// ReadCrosstab recognises the header of a multidimensional export in the first
// rows of a sheet.
func ReadCrosstab(rows []sheet.Row) (Crosstab, bool) {
	var stack stackedHeader
	x := Crosstab{}
	for _, row := range rows {
		if x.Code == 0 {
			x.Code, x.Name = codeColumns(row)
			stack.add(row)
			x.Last = row.Number
			continue
		}
		if strings.TrimSpace(row.Cell(x.Code).Text) != "" || blank(row) {
			break
		}
		stack.add(row)
		x.Last = row.Number
	}
	if x.Code == 0 {
		return x, false
	}
	headers := stack.columns(x.Name)
	for _, col := range slices.Sorted(maps.Keys(headers)) {
		c := CrossColumn{Col: col}
		for _, part := range headers[col] {
			switch {
			case yearPart.MatchString(part):
				c.Year, _ = indicators.ParseYear(part)
			case unitPart.MatchString(part):
				c.Unit = strings.Trim(part, "[]")
			case part != "":
				c.Parts = append(c.Parts, part)
			}
		}
		x.Columns = append(x.Columns, c)
	}
	return x, len(x.Columns) > 0
}

// ColumnNames gives each column below header rows a name that a profile can
// use: the shortest that means this column alone.
func ColumnNames(rows []sheet.Row, merges []sheet.Ref) map[int]string {
	var cells [][]sheet.Cell
	var numbers []int
	for _, r := range rows {
		cells, numbers = append(cells, r.Cells), append(numbers, r.Number)
	}
	h := newHeader(cells, numbers, newMergeIndex(merges))
	out := map[int]string{}
	for _, hc := range h.cols {
		if name, ok := h.nameOf(hc); ok {
			out[hc.col] = name
		}
	}
	return out
}

// literal replaces the signs that mean something in a name of a column.
var literal = strings.NewReplacer("|", "*", "#", "*", "!", "*")

// nameOf finds the shortest name that means a column alone; where the whole
// path is that of several, its number is added.
func (h *header) nameOf(hc headerColumn) (string, bool) {
	name := ""
	for depth := 1; depth <= len(hc.path); depth++ {
		name = literal.Replace(strings.Join(hc.path[len(hc.path)-depth:], " / "))
		if col, _ := h.find(name); col == hc.col {
			return name, true
		}
	}
	for nth := 1; ; nth++ {
		numbered := name + "#" + strconv.Itoa(nth)
		if col, found := h.find(numbered); found == 0 || col == hc.col {
			return numbered, found > 0
		}
	}
}

// IsNumber reports whether the readers take a cell for a number.
func IsNumber(c sheet.Cell) bool {
	_, _, ok := parseNumber(c.Text, c.Kind)
	return ok
}

// HeaderYear reads a year of a header with the sign glued to it.
func HeaderYear(text string) (indicators.Year, string, bool) { return headerYear(profile.Fold(text)) }
