package report

import "github.com/xuri/excelize/v2"

// style is what a cell looks like. Equal styles share one entry of the file.
type style struct {
	font   font
	fill   string // RGB, empty for none
	format string // number format, empty for General
	align  string // left, center, right; empty for the usual
	wrap   bool
	grid   bool // thin borders
	cut    bool // thick left border: a break in the series lies before the cell
	edit   bool // the reader may change the cell
}

type font uint8

const (
	plain font = iota
	bold
	title
	heading
	muted
	warning
	linked
	onDark
)

// Colours keep their order for colour-blind readers: blue is favourable,
// orange is not; every coloured cell also has a text.
const (
	colourHeader = "1F3864"
	colourBanner = "FFF2CC"
	colourInput  = "FFFBE6"
	colourBand   = "EEF2F8"
	colourBar    = "9DB7DD"
	colourUnit   = "1F4E9E"
	colourGroup  = "E07B00"
	colourGrid   = "BFBFBF"
	colourText   = "1A1A1A"
)

// classColour is the fill of a class; empty for none.
func classColour(class string) string {
	switch class {
	case "q4":
		return "A9C8EC"
	case "q3":
		return "DCE9F7"
	case "q2":
		return "FCE6D4"
	case "q1":
		return "F6B98A"
	}
	return ""
}

var (
	cellText   = style{grid: true, wrap: true}
	cellCentre = style{grid: true, wrap: true, align: "center"}
	cellHeader = style{grid: true, wrap: true, align: "center", font: onDark, fill: colourHeader}
	cellInput  = style{grid: true, wrap: true, fill: colourInput, edit: true}
	cellMuted  = style{grid: true, wrap: true, font: muted, align: "center"}
)

// figures is the style of a number in a table.
func figures(format string) style { return style{grid: true, format: format} }

func (s style) filled(colour string) style { s.fill = colour; return s }

func (s style) with(f font) style { s.font = f; return s }

func (s style) left() style { s.align = ""; return s }

const fontName = "Calibri"

func (s style) spec() *excelize.Style {
	e := &excelize.Style{
		Font:       &excelize.Font{Family: fontName, Size: 10, Color: colourText},
		Alignment:  &excelize.Alignment{Vertical: "top", WrapText: s.wrap, Horizontal: s.align},
		Protection: &excelize.Protection{Locked: !s.edit},
	}
	switch s.font {
	case bold:
		e.Font.Bold = true
	case title:
		e.Font.Bold, e.Font.Size, e.Font.Color = true, 16, colourHeader
	case heading:
		e.Font.Bold, e.Font.Size, e.Font.Color = true, 12, colourHeader
	case muted:
		e.Font.Color = "6B6B6B"
	case warning:
		e.Font.Bold, e.Font.Color = true, "B00020"
	case linked:
		e.Font.Color, e.Font.Underline = "0B5394", "single"
	case onDark:
		e.Font.Bold, e.Font.Color = true, "FFFFFF"
		e.Alignment.Vertical = "center"
	}
	if s.fill != "" {
		e.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.fill}}
	}
	if s.format != "" {
		e.CustomNumFmt = &s.format
	}
	if s.grid {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			e.Border = append(e.Border, excelize.Border{Type: side, Color: colourGrid, Style: 1})
		}
	}
	if s.cut {
		e.Border = append(e.Border[:0:0], excelize.Border{Type: "left", Color: "B00020", Style: 5},
			excelize.Border{Type: "top", Color: colourGrid, Style: 1},
			excelize.Border{Type: "right", Color: colourGrid, Style: 1},
			excelize.Border{Type: "bottom", Color: colourGrid, Style: 1})
	}
	return e
}
