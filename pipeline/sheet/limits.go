package sheet

// What the XLSX format itself allows, and ODS with it; limits can only be lower.
const (
	formatRows = 1_048_576
	formatCols = 16_384
)

// Limits bound what a hostile file may cost. A field that is 0 or negative
// takes its default.
type Limits struct {
	MaxBytes         int64 // size of the file
	MaxUncompressed  int64 // bytes that one part of a ZIP may unpack to, counted while reading
	MaxRatio         int64 // unpacked to packed bytes of one part, looked at after 16 MiB
	MaxRows          int   // last row or CSV line number; the row of a workbook is also at most 1,048,576
	MaxCols          int   // last column, at most 16,384
	MaxCellBytes     int   // bytes of one value, one formula or one CSV field
	MaxDepth         int   // nesting of XML elements
	MaxSharedStrings int   // bytes in memory of the shared strings of an XLSX or .xls
}

// DefaultLimits are generous to national files and deadly to bombs.
func DefaultLimits() Limits {
	return Limits{
		MaxBytes:         2 << 30,
		MaxUncompressed:  4 << 30,
		MaxRatio:         200,
		MaxRows:          100_000_000,
		MaxCols:          formatCols,
		MaxCellBytes:     1 << 20,
		MaxDepth:         64,
		MaxSharedStrings: 256 << 20,
	}
}

const (
	// ratioGrace is unpacked whatever the ratio: a small table of zeros packs
	// very well and costs nothing.
	ratioGrace = 16 << 20
	// maxRowBytes bounds the text of one row, which is held in memory: the
	// product of MaxCols and MaxCellBytes would not protect anything.
	maxRowBytes = 32 << 20
	// maxNested bounds a workbook packed inside a ZIP: reading it needs random
	// access, so it is unpacked into memory.
	maxNested = 256 << 20
	// maxParts bounds the lists of small things a workbook declares: sheets,
	// styles, merges, ZIP entries.
	maxParts = 1 << 17
)

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	for _, f := range []struct{ have, def *int64 }{
		{&l.MaxBytes, &d.MaxBytes}, {&l.MaxUncompressed, &d.MaxUncompressed}, {&l.MaxRatio, &d.MaxRatio},
	} {
		if *f.have <= 0 {
			*f.have = *f.def
		}
	}
	for _, f := range []struct{ have, def *int }{
		{&l.MaxRows, &d.MaxRows}, {&l.MaxCols, &d.MaxCols}, {&l.MaxCellBytes, &d.MaxCellBytes},
		{&l.MaxDepth, &d.MaxDepth}, {&l.MaxSharedStrings, &d.MaxSharedStrings},
	} {
		if *f.have <= 0 {
			*f.have = *f.def
		}
	}
	l.MaxCols = min(l.MaxCols, formatCols)
	return l
}

// rowBytes is what the text of one row may take.
func (l Limits) rowBytes() int { return max(maxRowBytes, l.MaxCellBytes) }
