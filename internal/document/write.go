package document

import (
	"strings"
	"text/tabwriter"
	"unicode/utf8"
)

// Markdown writes the document as Markdown with tables (GFM), a paragraph or
// item a line.
func (d *Document) Markdown() string {
	var b strings.Builder
	for i, part := range d.filled() {
		if i > 0 {
			b.WriteString("\n")
		}
		switch {
		case part.table != nil:
			part.table.markdown(&b)
		case len(part.items) > 0:
			for _, item := range part.items {
				b.WriteString("- " + item.markdown() + "\n")
			}
		case part.level > 0:
			b.WriteString(strings.Repeat("#", part.level) + " " + part.line.markdown() + "\n")
		default:
			b.WriteString(part.line.markdown() + "\n")
		}
	}
	return b.String()
}

// markdown writes the table; bars would end a cell.
func (t *table) markdown(b *strings.Builder) {
	row := func(cells []string) {
		for i, c := range cells {
			cells[i] = strings.ReplaceAll(c, "|", "\\|")
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	var head []string
	for _, c := range t.columns {
		head = append(head, escape(c))
	}
	row(head)
	b.WriteString(strings.Repeat("|---", len(t.columns)) + "|\n")
	for _, r := range t.rows {
		var cells []string
		for _, c := range r {
			cells = append(cells, c.markdown())
		}
		row(cells)
	}
}

// lineWidth is the width of a paragraph on a terminal, in characters.
const lineWidth = 100

// Plain writes the document for a terminal: links are their texts.
func (d *Document) Plain() string {
	var b strings.Builder
	for i, part := range d.filled() {
		if i > 0 {
			b.WriteString("\n")
		}
		text := part.line.String()
		switch {
		case part.table != nil:
			part.table.plain(&b)
		case len(part.items) > 0:
			for _, item := range part.items {
				b.WriteString(wrap("- "+item.String(), "  ") + "\n")
			}
		case part.level == 1:
			b.WriteString(text + "\n" + strings.Repeat("=", utf8.RuneCountInString(text)) + "\n")
		case part.level > 1:
			b.WriteString(text + "\n" + strings.Repeat("-", utf8.RuneCountInString(text)) + "\n")
		default:
			b.WriteString(wrap(text, "") + "\n")
		}
	}
	return b.String()
}

func (t *table) plain(b *strings.Builder) {
	w := tabwriter.NewWriter(b, 0, 4, 2, ' ', 0)
	row := func(cells []string) { w.Write([]byte(strings.Join(cells, "\t") + "\n")) } // a builder never fails
	row(t.columns)
	for _, r := range t.rows {
		var cells []string
		for _, c := range r {
			cells = append(cells, c.String())
		}
		row(cells)
	}
	w.Flush()
}

// wrap breaks a text between words, never at a no-break space.
func wrap(text, indent string) string {
	var b strings.Builder
	n := 0
	for i, word := range strings.Split(text, " ") {
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
