package report

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// page is a sheet being written from the top; row is the next free row.
type page struct {
	*book
	name   string
	row    int
	widths []float64
}

// set writes a cell. A missing figure, number or day leaves it empty.
func (p *page) set(col, row int, v any, s style) {
	cell := at(col, row)
	if v = present(v); v != nil {
		p.try(p.f.SetCellValue(p.name, cell, v))
	}
	p.try(p.f.SetCellStyle(p.name, cell, cell, p.style(s)))
}

// present turns a value that may be missing into nil or the plain value.
func present(v any) any {
	switch x := v.(type) {
	case num:
		if !x.Valid || math.IsNaN(x.V) || math.IsInf(x.V, 0) {
			return nil
		}
		return x.V
	case whole:
		if !x.Valid {
			return nil
		}
		return x.V
	case day:
		if !x.Valid {
			return nil
		}
		return excelDay(x.V)
	case time.Time:
		return excelDay(x)
	case string:
		if x == "" {
			return nil
		}
		return cutText(x, excelize.TotalCellChars)
	}
	return v
}

// excelDay is the number of a day in a workbook.
func excelDay(t time.Time) int {
	return int(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
}

// formula writes a formula with the value it has now, so that readers that do
// not calculate see it too; finish gives the cell its numeric type.
func (p *page) formula(col, row int, text string, value float64, s style) {
	p.set(col, row, value, s)
	p.try(p.f.SetCellFormula(p.name, at(col, row), text))
}

// link makes a cell point to a cell of another sheet.
func (p *page) link(col, row int, sheet, cell string) {
	p.try(p.f.SetCellHyperLink(p.name, at(col, row), quoted(sheet)+"!"+cell, "Location"))
}

// head writes the title, the day of the data, the banner of made-up figures
// and notes, and leaves an empty row.
func (p *page) head(text string, notes ...string) {
	p.set(1, 1, text, style{font: title})
	p.try(p.f.SetRowHeight(p.name, 1, 24))
	p.set(1, 2, asOfSentence(p.d.run.asOf)+"   |   "+p.origin()+"   |   "+p.d.run.workspace, style{font: muted})
	p.row = 3
	if p.synthetic {
		for c := range max(len(p.widths), 1) {
			p.set(c+1, p.row, nil, style{fill: colourBanner})
		}
		p.set(1, p.row, banner, style{font: warning, fill: colourBanner})
		p.row++
	}
	for _, n := range notes {
		p.paragraph(n, style{font: muted, wrap: true})
	}
	p.row++
}

const banner = "UWAGA: skoroszyt zawiera dane zmyślone (przykładowe). Nie wolno ich cytować ani na ich podstawie oceniać żadnej jednostki."

// paragraph writes a text over the width that is seen without scrolling.
func (p *page) paragraph(text string, s style) {
	last, width := 0, 0.0
	for last < len(p.widths) && (last == 0 || width+p.widths[last] <= textWidth) {
		width += p.widths[last]
		last++
	}
	s.wrap = true
	p.set(1, p.row, text, s)
	if last > 1 {
		p.try(p.f.MergeCell(p.name, at(1, p.row), at(last, p.row)))
	}
	room := width * 1.15
	if s.font == warning { // bold
		room = width * 0.95
	}
	p.try(p.f.SetRowHeight(p.name, p.row, lineHeight*float64(lines(text, room))))
	p.row++
}

const (
	textWidth  = 150 // characters
	lineHeight = 13.5
)

// heading starts a part of the sheet.
func (p *page) heading(text string) {
	p.set(1, p.row, text, style{font: heading})
	p.try(p.f.SetRowHeight(p.name, p.row, 18))
	p.row++
}

// header writes the headings of a table and returns their row.
func (p *page) header(titles []string) int {
	row, tall := p.row, 1
	for i, t := range titles {
		p.set(i+1, row, t, cellHeader)
		tall = max(tall, lines(t, p.width(i)-2.5))
	}
	p.try(p.f.SetRowHeight(p.name, row, lineHeight*float64(tall)+4))
	p.row++
	return row
}

func (p *page) width(i int) float64 {
	if i < len(p.widths) {
		return p.widths[i]
	}
	return 9
}

// fit makes a row as tall as its texts need.
func (p *page) fit(row int, texts ...string) {
	tall := 1
	for i, t := range texts {
		tall = max(tall, lines(t, p.width(i)))
	}
	if tall > 1 {
		p.try(p.f.SetRowHeight(p.name, row, math.Min(lineHeight*float64(tall)+1, 409)))
	}
}

// lines is how many lines a text takes in a column, word by word.
func lines(text string, width float64) int {
	room, n := math.Max(width*1.05, 1), 0
	for _, part := range strings.Split(text, "\n") {
		n++
		used := 0.0
		for _, word := range strings.FieldsFunc(part, func(r rune) bool { return r == ' ' }) {
			w := float64(utf8.RuneCountInString(word))
			if used > 0 && used+1+w > room {
				n++
				used = 0
			}
			if used > 0 {
				used++
			}
			used += w
			for used > room {
				n++
				used -= room
			}
		}
	}
	return n
}

// table names the cells below a header row as an Excel table, with its
// filter. The header and the first columns stay in view and are printed on
// every page; frozen < 0: the table is not the only one of its sheet.
func (p *page) table(name string, head, cols, frozen int) {
	if p.row-1 <= head { // an Excel table needs a row
		for c := range cols {
			p.set(c+1, p.row, nil, cellText)
		}
		p.row++
	}
	plain := false
	p.try(p.f.AddTable(p.name, &excelize.Table{
		Range: at(1, head) + ":" + at(cols, p.row-1), Name: name, StyleName: "TableStyleLight1", ShowRowStripes: &plain,
	}))
	if frozen >= 0 {
		p.freeze(head, frozen)
	}
}

// freeze keeps the rows down to head and the first columns in view and on
// every printed page.
func (p *page) freeze(head, cols int) {
	panes := &excelize.Panes{Freeze: true, XSplit: cols, YSplit: head, TopLeftCell: at(cols+1, head+1), ActivePane: "bottomRight"}
	if cols == 0 {
		panes.ActivePane = "bottomLeft"
	}
	p.try(p.f.SetPanes(p.name, panes))
	titles := fmt.Sprintf("%s!$%d:$%d", quoted(p.name), head, head)
	if cols > 0 {
		titles = fmt.Sprintf("%s!$A:$%s,%s", quoted(p.name), column(cols), titles)
	}
	p.try(p.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: p.name}))
}

// filter puts a filter on a table that is no Excel table.
func (p *page) filter(head, cols int) {
	if p.row-1 <= head {
		return
	}
	p.try(p.f.AutoFilter(p.name, at(1, head)+":"+at(cols, p.row-1), nil))
	p.fitToPage() // AutoFilter drops it
}

// classRules colour the cells of a range by the class written in column
// classCol, so that the colour follows the text.
func (p *page) classRules(col, first, last, classCol int) {
	var rules []excelize.ConditionalFormatOptions
	for _, class := range []string{"q4", "q3", "q2", "q1"} {
		rules = append(rules, excelize.ConditionalFormatOptions{
			Type: "formula", Criteria: fmt.Sprintf("$%s%d=\"%s\"", column(classCol), first, p.d.label("class", class)),
			Format: p.colour(classColour(class)),
		})
	}
	if last >= first {
		p.try(p.f.SetConditionalFormat(p.name, at(col, first)+":"+at(col, last), rules))
	}
}

// bars draws data bars between 0 and top in a column.
func (p *page) bars(col, first, last int, top float64) {
	if last < first {
		return
	}
	p.try(p.f.SetConditionalFormat(p.name, at(col, first)+":"+at(col, last), []excelize.ConditionalFormatOptions{{
		Type: "data_bar", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "num", MaxValue: fmt.Sprint(top), BarColor: "#" + colourBar,
	}}))
}
