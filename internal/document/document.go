// Package document holds a text for people (headings, paragraphs, lists and
// tables with links) and writes it as Markdown or for a terminal.
package document

import "slices"

// Document is a text made block by block. What is empty is left out: a
// paragraph or list without text, a table without rows, a heading with nothing
// under it.
type Document struct{ blocks []block }

// block is one part of a document; one of the fields is set.
type block struct {
	level int  // of a heading, 0: none
	line  Line // heading or paragraph
	items []Line
	table *table
}

type table struct {
	columns []string
	rows    [][]Line
}

// Heading adds a heading of a level, 1 for the title.
func (d *Document) Heading(level int, parts ...Inline) {
	d.blocks = append(d.blocks, block{level: level, line: parts})
}

// Paragraph adds a paragraph.
func (d *Document) Paragraph(parts ...Inline) {
	if line := Line(parts); !line.Empty() {
		d.blocks = append(d.blocks, block{line: line})
	}
}

// List adds a list; empty items are left out.
func (d *Document) List(items ...Line) {
	items = slices.DeleteFunc(slices.Clone(items), Line.Empty)
	if len(items) > 0 {
		d.blocks = append(d.blocks, block{items: items})
	}
}

// Table adds a table; a column that is empty in every row is left out.
func (d *Document) Table(columns []string, rows ...[]Line) {
	if len(rows) == 0 {
		return
	}
	t := &table{rows: make([][]Line, len(rows))}
	for c, name := range columns {
		if !slices.ContainsFunc(rows, func(r []Line) bool { return c < len(r) && !r[c].Empty() }) {
			continue
		}
		t.columns = append(t.columns, name)
		for i, r := range rows {
			var cell Line
			if c < len(r) {
				cell = r[c]
			}
			t.rows[i] = append(t.rows[i], cell)
		}
	}
	if len(t.columns) > 0 {
		d.blocks = append(d.blocks, block{table: t})
	}
}

// filled are the blocks without headings that have nothing under them.
func (d *Document) filled() []block {
	var out []block
	under := map[int]bool{} // levels with something below, seen from the end
	for _, b := range slices.Backward(d.blocks) {
		if b.level == 0 {
			for level := 1; level <= 6; level++ {
				under[level] = true
			}
			out = append(out, b)
			continue
		}
		if under[b.level] {
			out = append(out, b)
		}
		for level := b.level; level <= 6; level++ {
			under[level] = false
		}
	}
	slices.Reverse(out)
	return out
}
