package main

import (
	"io"
	"strings"
	"unicode/utf8"
)

// document is a text for people on its way to the terminal or to Markdown.
type document struct{ blocks []block }

// block is one part of a document; one of the fields below kind is set.
type block struct {
	level int    // of a heading, 0: none
	text  string // heading or paragraph
	items []string
	table *table
}

func (d *document) heading(level int, text string) {
	d.blocks = append(d.blocks, block{level: level, text: text})
}

// paragraph adds a text, nothing when it is empty.
func (d *document) paragraph(text string) {
	if text != "" {
		d.blocks = append(d.blocks, block{text: text})
	}
}

func (d *document) list(items ...string) {
	if len(items) > 0 {
		d.blocks = append(d.blocks, block{items: items})
	}
}

func (d *document) rows(t *table) {
	if len(t.rows) > 0 {
		d.blocks = append(d.blocks, block{table: t})
	}
}

// write writes the document in a form: markdown, or plain for a terminal.
func (d *document) write(w io.Writer, markdown bool) error {
	var b strings.Builder
	for i, part := range d.blocks {
		if i > 0 {
			b.WriteString("\n")
		}
		switch {
		case part.table != nil && markdown:
			part.table.markdown(&b)
		case part.table != nil:
			if err := part.table.writeTable(&b); err != nil {
				return err
			}
		case len(part.items) > 0:
			for _, item := range part.items {
				b.WriteString(wrap("- "+item, "  ", markdown) + "\n")
			}
		case part.level > 0 && markdown:
			b.WriteString(strings.Repeat("#", part.level) + " " + part.text + "\n")
		case part.level == 1:
			b.WriteString(part.text + "\n" + strings.Repeat("=", utf8.RuneCountInString(part.text)) + "\n")
		case part.level > 1:
			b.WriteString(part.text + "\n" + strings.Repeat("-", utf8.RuneCountInString(part.text)) + "\n")
		default:
			b.WriteString(wrap(part.text, "", markdown) + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// lineWidth is the width of a paragraph on a terminal.
const lineWidth = 100

// wrap breaks a text between words; Markdown breaks its own lines.
func wrap(text, indent string, markdown bool) string {
	if markdown {
		return strings.Join(strings.Fields(text), " ")
	}
	var b strings.Builder
	n := 0
	for i, word := range strings.Fields(text) {
		length := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case n+1+length > lineWidth:
			b.WriteString("\n" + indent)
			n = len(indent)
		default:
			b.WriteString(" ")
			n++
		}
		b.WriteString(word)
		n += length
	}
	return b.String()
}

// markdown writes a table; bars would end a cell.
func (t *table) markdown(b *strings.Builder) {
	escape := func(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, "|", "\\|"), "\n", " ") }
	row := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	row(t.columns)
	b.WriteString(strings.Repeat("|---", len(t.columns)) + "|\n")
	for _, r := range t.rows {
		cells := make([]string, len(r))
		for i, v := range r {
			cells[i] = escape(text(v))
		}
		row(cells)
	}
}
