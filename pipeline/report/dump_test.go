package report

import (
	"archive/zip"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Dump lists every cell, chart, rule, link, validation and table of a
// workbook as text, one thing a line, for golden tests.
func Dump(path string) (string, error) {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return "", err
	}
	w := &dumper{f: f}
	w.properties()
	for _, sheet := range f.GetSheetList() {
		w.sheet(sheet)
	}
	charts, err := chartsOf(path)
	for _, c := range charts {
		w.line("chart %s %q", c.part, c.title)
		for _, r := range c.refs {
			w.line("  %s", r)
		}
	}
	return w.b.String(), errors.Join(w.err, err, f.Close())
}

type dumper struct {
	f   *excelize.File
	b   strings.Builder
	err error
}

func (w *dumper) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

func (w *dumper) try(err error) { w.err = errors.Join(w.err, err) }

func (w *dumper) properties() {
	p, err := w.f.GetDocProps()
	w.try(err)
	if p != nil {
		w.line("title %q creator %q language %q created %s modified %s", p.Title, p.Creator, p.Language, p.Created, p.Modified)
	}
	names := w.f.GetDefinedName()
	sort.Slice(names, func(a, b int) bool { return names[a].Scope+names[a].Name < names[b].Scope+names[b].Name })
	for _, n := range names {
		w.line("name %s %s %s", n.Scope, n.Name, n.RefersTo)
	}
}

func (w *dumper) sheet(sheet string) {
	w.line("\n== %s", sheet)
	layout, err := w.f.GetPageLayout(sheet)
	w.try(err)
	if layout.Orientation != nil && layout.FitToWidth != nil {
		w.line("page %s, %d across", *layout.Orientation, *layout.FitToWidth)
	}
	panes, err := w.f.GetPanes(sheet)
	w.try(err)
	if panes.Freeze {
		w.line("frozen %d columns, %d rows", panes.XSplit, panes.YSplit)
	}
	w.cells(sheet)
	w.features(sheet)
}

func (w *dumper) cells(sheet string) {
	rows, err := w.f.GetRows(sheet, excelize.Options{RawCellValue: true})
	w.try(err)
	for r, row := range rows {
		for c, text := range row {
			cell := at(c+1, r+1)
			formula, err := w.f.GetCellFormula(sheet, cell)
			w.try(err)
			if text == "" && formula == "" {
				continue
			}
			kind, err := w.f.GetCellType(sheet, cell)
			w.try(err)
			out := fmt.Sprintf("%s %q", cell, text)
			if kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber {
				out = fmt.Sprintf("%s %s %s", cell, text, w.format(sheet, cell))
			}
			if formula != "" {
				out += " = " + formula
			}
			if linked, target, err := w.f.GetCellHyperLink(sheet, cell); err == nil && linked {
				out += " -> " + target
			}
			w.line("%s", strings.TrimRight(out, " "))
		}
	}
}

// format is the number format of a cell in brackets.
func (w *dumper) format(sheet, cell string) string {
	id, err := w.f.GetCellStyle(sheet, cell)
	w.try(err)
	s, err := w.f.GetStyle(id)
	w.try(err)
	if s == nil || s.CustomNumFmt == nil {
		return ""
	}
	return "[" + *s.CustomNumFmt + "]"
}

func (w *dumper) features(sheet string) {
	tables, err := w.f.GetTables(sheet)
	w.try(err)
	for _, t := range tables {
		w.line("table %s %s", t.Name, t.Range)
	}
	merged, err := w.f.GetMergeCells(sheet, true)
	w.try(err)
	for _, m := range merged {
		w.line("merged %s", m[0])
	}
	rules, err := w.f.GetConditionalFormats(sheet)
	w.try(err)
	var ranges []string
	for r := range rules {
		ranges = append(ranges, r)
	}
	slices.Sort(ranges)
	for _, r := range ranges {
		for _, o := range rules[r] {
			w.line("rule %s %s %s %s %s", r, o.Type, o.Criteria, o.Value, o.MaxValue)
		}
	}
	checks, err := w.f.GetDataValidations(sheet)
	w.try(err)
	for _, c := range checks {
		w.line("validation %s %s %s %s", c.Sqref, c.Type, c.Formula1, c.Formula2)
	}
}

// chartPart is a chart as its part of the file says it.
type chartPart struct {
	part, title string
	refs        []string
}

var (
	chartText = regexp.MustCompile(`<(?:a:)?t>([^<]*)</(?:a:)?t>`)
	chartRef  = regexp.MustCompile(`<(?:c:)?f>([^<]*)</(?:c:)?f>`)
	sparkRef  = regexp.MustCompile(`<xm:(?:f|sqref)>([^<]*)</xm:`)
)

// chartsOf reads the charts of a workbook, and its sparklines as charts
// without a title.
func chartsOf(path string) ([]chartPart, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	var list []chartPart
	for _, e := range z.File {
		chart := strings.HasPrefix(e.Name, "xl/charts/chart")
		if !chart && !strings.HasPrefix(e.Name, "xl/worksheets/sheet") {
			continue
		}
		text, err := entryText(e)
		if err != nil {
			return nil, err
		}
		c := chartPart{part: strings.TrimPrefix(e.Name, "xl/")}
		refs := sparkRef
		if chart {
			refs = chartRef
			for _, t := range chartText.FindAllStringSubmatch(text, -1) {
				c.title += html.UnescapeString(t[1])
			}
		}
		for _, r := range refs.FindAllStringSubmatch(text, -1) {
			c.refs = append(c.refs, html.UnescapeString(r[1]))
		}
		if chart || len(c.refs) > 0 {
			list = append(list, c)
		}
	}
	return list, nil
}

func entryText(e *zip.File) (string, error) {
	r, err := e.Open()
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(r)
	return string(text), errors.Join(err, r.Close())
}
