package report

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// book is a workbook being written. The first error stops all later calls
// and is returned by save.
type book struct {
	f         *excelize.File
	d         *data
	title     string
	subject   string
	synthetic bool // some figure in it is made up
	styles    map[style]int
	colours   map[string]int // fills of conditional formats
	pages     int
	err       error
}

// newBook begins a workbook. What the stream writer spills goes to dir.
func newBook(d *data, dir, title, subject string, synthetic bool) *book {
	return &book{
		f: excelize.NewFile(excelize.Options{TmpDir: dir}), d: d, title: title, subject: subject, synthetic: synthetic,
		styles: map[style]int{}, colours: map[string]int{},
	}
}

// try keeps the first error.
func (b *book) try(err error) {
	if b.err == nil && err != nil {
		b.err = err
	}
}

func (b *book) style(s style) int {
	id, ok := b.styles[s]
	if !ok {
		var err error
		id, err = b.f.NewStyle(s.spec())
		b.try(err)
		b.styles[s] = id
	}
	return id
}

// colour is a fill for conditional formats.
func (b *book) colour(rgb string) *int {
	id, ok := b.colours[rgb]
	if !ok {
		var err error
		id, err = b.f.NewConditionalStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{rgb}}})
		b.try(err)
		b.colours[rgb] = id
	}
	return &id
}

// origin says in words whether figures are real.
func (b *book) origin() string {
	if b.synthetic {
		return b.d.label("origin", synthetic)
	}
	return b.d.label("origin", "real")
}

// page adds a sheet, set up for A4 landscape. across is the number of printed
// pages its width is fitted to.
func (b *book) page(name string, across int, widths ...float64) *page {
	b.pages++
	if b.pages == 1 {
		b.try(b.f.SetSheetName("Sheet1", name))
	} else {
		_, err := b.f.NewSheet(name)
		b.try(err)
	}
	p := &page{book: b, name: name, row: 1, widths: widths}
	for i, w := range widths {
		col := column(i + 1)
		b.try(b.f.SetColWidth(name, col, col, w))
	}
	a4, tall, landscape := 9, 0, "landscape"
	p.fitToPage()
	b.try(b.f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &across, FitToHeight: &tall}))
	side, end, edge, wide := 0.4, 0.6, 0.3, false
	b.try(b.f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &edge, Footer: &edge}))
	b.try(b.f.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &wide}))
	safe := func(s string) string { return strings.ReplaceAll(s, "&", "&&") }
	b.try(b.f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddHeader: "&L&8" + safe(cutText(b.title, 100)) + "&R&8" + safe(name),
		OddFooter: "&L&8" + safe(b.d.header("as_of")+": "+shortDate(b.d.run.asOf)) + "&C&8" + safe(b.origin()) + "&R&8Strona &P z &N",
	}))
	return p
}

// fitToPage fits the width to the paper. Rows without a height of their own
// are one line high everywhere: charts count on it.
func (p *page) fitToPage() {
	fit, height, fixed := true, 15.0, true
	p.try(p.f.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: &fit, DefaultRowHeight: &height, CustomHeight: &fixed}))
}

// save writes the workbook into dir. A workbook with made-up figures says so
// in its name; its twin of an earlier run is removed so that only one stands.
func (b *book) save(dir, name, kind string) (File, error) {
	stamp := b.d.run.asOf.Format(time.DateOnly) + "T00:00:00Z"
	b.try(b.f.SetDocProps(&excelize.DocProperties{
		Title: b.title, Subject: b.subject, Creator: "Miernik", LastModifiedBy: "Miernik", Language: "pl",
		Description: b.d.header("as_of") + " " + shortDate(b.d.run.asOf) + "; " + b.origin(),
		Created:     stamp, Modified: stamp,
	}))
	b.try(b.f.SetAppProps(&excelize.AppProperties{Application: "Miernik"}))
	b.f.SetActiveSheet(0)
	twin := name + madeUpSuffix + ".xlsx"
	path := filepath.Join(dir, name+".xlsx")
	if b.synthetic {
		twin, path = name+".xlsx", filepath.Join(dir, twin)
	}
	if b.err == nil {
		b.err = finish(b.f, path)
	}
	if b.err == nil {
		b.err = removeIfThere(filepath.Join(dir, twin))
	}
	if err := errors.Join(b.err, b.f.Close()); err != nil {
		return File{}, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return File{Path: path, Kind: kind}, nil
}

const madeUpSuffix = "_DANE-ZMYSLONE"

// cutText shortens a text to n characters.
func cutText(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// column is the letter of a column.
func column(n int) string {
	name, err := excelize.ColumnNumberToName(n)
	if err != nil {
		return "A"
	}
	return name
}

// at is the name of a cell.
func at(col, row int) string { return fmt.Sprintf("%s%d", column(col), row) }

// ref is an absolute reference to cells of a sheet, for charts and formulas.
func ref(sheet string, col1, row1, col2, row2 int) string {
	s := fmt.Sprintf("%s!$%s$%d", quoted(sheet), column(col1), row1)
	if col1 != col2 || row1 != row2 {
		s += fmt.Sprintf(":$%s$%d", column(col2), row2)
	}
	return s
}

func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }
