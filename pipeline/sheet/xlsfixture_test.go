package sheet

import (
	"encoding/binary"
	"math"
	"slices"
	"unicode/utf16"
)

// le writes numbers little end first: bytes, uint16, uint32, float64; strings
// and byte slices as they are.
func le(values ...any) []byte {
	var b []byte
	for _, v := range values {
		switch v := v.(type) {
		case int: // most fields of BIFF have two bytes
			b = binary.LittleEndian.AppendUint16(b, uint16(v))
		case byte:
			b = append(b, v)
		case uint32:
			b = binary.LittleEndian.AppendUint32(b, v)
		case float64:
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
		case string:
			b = append(b, v...)
		case []byte:
			b = append(b, v...)
		default:
			panic("le")
		}
	}
	return b
}

// biffRec is one record.
type biffRec struct {
	typ  int
	data []byte
}

func rec(typ int, values ...any) biffRec { return biffRec{typ, le(values...)} }

func bofOf(version, kind int) biffRec { return rec(biffBOF, version, kind, 0, 0, uint32(0), uint32(0)) }

func biff(recs ...biffRec) (b []byte) {
	for _, r := range recs {
		b = append(b, le(r.typ, len(r.data), r.data)...)
	}
	return b
}

// narrow and wide are strings of BIFF8 with a length of two bytes.
func narrow(s string) []byte { return le(len(s), byte(0), s) }

func wide(s string) []byte {
	units := utf16.Encode([]rune(s))
	return le(len(units), byte(1), wideChars(s))
}

func wideChars(s string) (b []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, le(int(u))...)
	}
	return b
}

// xlsSheetOf is a worksheet of a workbook under construction.
type xlsSheetOf struct {
	name  string
	state byte
	kind  byte // 2 is a chart
	recs  []biffRec
}

// workbookBIFF puts globals and sheets together and fills in where sheets are.
func workbookBIFF(globals []biffRec, sheets ...xlsSheetOf) []byte {
	build := func(at []int) (b []byte, starts []int) {
		recs := append([]biffRec{bofOf(0x600, 5)}, globals...)
		for i, s := range sheets {
			recs = append(recs, rec(biffBoundSheet, uint32(at[i]), s.state, s.kind, byte(len(utf16.Encode([]rune(s.name)))), byte(1), wideChars(s.name)))
		}
		b = biff(append(recs, rec(biffEOF))...)
		for _, s := range sheets {
			starts = append(starts, len(b))
			b = append(b, biff(bofOf(0x600, 0x10))...)
			b = append(b, biff(s.recs...)...)
			b = append(b, biff(rec(biffEOF))...)
		}
		return b, starts
	}
	_, starts := build(make([]int, len(sheets)))
	b, _ := build(starts)
	return b
}

// compound is a compound file of some streams: those below 4096 bytes are in
// small sectors.
func compound(streams map[string][]byte) []byte {
	const end, free, none = 0xfffffffe, 0xffffffff, 0xffffffff
	var fat, miniFAT []uint32
	var body, mini []byte
	pad := func(b []byte, n int) []byte { return append(b, make([]byte, (n-len(b)%n)%n)...) }
	grow := func(table *[]uint32, store *[]byte, data []byte, unit int) uint32 {
		if len(data) == 0 {
			return end
		}
		start := uint32(len(*table))
		*store = append(*store, pad(slices.Clone(data), unit)...)
		for i := start + 1; int(i) < len(*store)/unit; i++ {
			*table = append(*table, i)
		}
		*table = append(*table, end)
		return start
	}
	entry := func(name string, kind byte, right, down, start uint32, size int) []byte {
		e := append(wideChars(name), make([]byte, 64)...)[:64]
		e = append(e, le(2*len(name)+2, kind, byte(1), uint32(none), right, down)...)
		return append(append(e, make([]byte, 36)...), le(start, uint32(size), uint32(0))...)
	}
	var names []string
	for name := range streams {
		names = append(names, name)
	}
	slices.Sort(names)
	var dir []byte
	for i, name := range names {
		data, next := streams[name], uint32(i+2)
		if i == len(names)-1 {
			next = none
		}
		start := uint32(0)
		if len(data) < 4096 {
			start = grow(&miniFAT, &mini, data, 64)
		} else {
			start = grow(&fat, &body, data, 512)
		}
		dir = append(dir, entry(name, 2, next, none, start, len(data))...)
	}
	root := grow(&fat, &body, mini, 512)
	dir = append(entry("Root Entry", 5, none, 1, root, len(mini)), dir...)
	dirStart := grow(&fat, &body, dir, 512)
	var miniTable []byte
	for _, n := range miniFAT {
		miniTable = append(miniTable, le(n)...)
	}
	for len(miniTable)%512 > 0 {
		miniTable = append(miniTable, le(uint32(free))...)
	}
	miniStart := grow(&fat, &body, miniTable, 512)
	fatSectors := 1
	for fatSectors*128 < len(fat)+fatSectors {
		fatSectors++
	}
	head := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 16)...)
	head = append(head, le(0x3e, 3, 0xfffe, 9, 6, uint32(0), 0, uint32(0), uint32(fatSectors), uint32(dirStart), uint32(0), uint32(4096), miniStart, uint32(len(miniTable)/512), uint32(end), uint32(0))...)
	for i := range fatSectors {
		head = append(head, le(uint32(len(fat)+i))...)
	}
	for len(head) < 512 {
		head = append(head, 0xff)
	}
	for range fatSectors {
		fat = append(fat, 0xfffffffd)
	}
	var table []byte
	for _, n := range fat {
		table = append(table, le(n)...)
	}
	for len(table)%512 > 0 {
		table = append(table, 0xff)
	}
	return append(append(head, body...), table...)
}

// cellOf is the place and style that cell records start with.
func cellOf(row, col, style int) []byte { return le(row-1, col-1, style) }

var (
	xlsGlobals = []biffRec{
		rec(biffNumFmt, 164, narrow(`yyyy\-mm\-dd hh:mm`)),
		rec(biffXF, 0, 0, make([]byte, 16)), rec(biffXF, 0, 14, make([]byte, 16)), rec(biffXF, 0, 164, make([]byte, 16)), rec(biffXF, 0, 2, make([]byte, 16)), rec(biffXF, 0, 9, make([]byte, 16)),
		// "zażółć gęślą" cut inside a wide string, goes on narrow in no time.
		rec(biffSST, uint32(5), uint32(5), narrow("zero"), le(9, byte(9), 1, wideChars("za")), wideChars("żółć")),
		rec(biffContinue, byte(0), "abc", le(0, 5)), // the rest without high bytes, then one format run
		rec(biffContinue, le(2, byte(5), uint32(3)), wideChars("ąę"), "xyz", narrow("caf\xe9")),
		rec(biffContinue, le(2, byte(1)), le(0xd83d, 0xde00)),
	}
	xlsCells = []biffRec{
		rec(biffRow, 0, 0, 5, 255, 0, 0, 0x100, 0), rec(biffRow, 1, 0, 5, 255, 0, 0, 0x120, 0), rec(biffRow, 6, 0, 5, 255, 0, 0, 0x100, 0),
		rec(biffLabelSST, cellOf(1, 1, 0), uint32(1)), rec(biffLabelSST, cellOf(1, 2, 0), uint32(2)), rec(biffLabelSST, cellOf(1, 3, 0), uint32(3)), rec(biffLabelSST, cellOf(1, 5, 0), uint32(4)),
		rec(biffNumber, cellOf(2, 1, 0), 59.00952380952381), rec(biffRK, cellOf(2, 2, 0), uint32(123456<<2|3)), rec(biffRK, cellOf(2, 3, 1), uint32(44000<<2|2)),
		rec(biffMulRK, 1, 3, 0, uint32(0x3ff00000), 3, uint32(0xfffffffe), 2, uint32(0x40e57bd0), 5), // D to F: 1, -1 and a date
		rec(biffMulBlank, 2, 0, 0, 0, 1),
		rec(biffFormula, cellOf(4, 1, 0), 2.5, 0, uint32(0), 0), rec(biffFormula, cellOf(4, 2, 0), "\x00\x00\x00\x00\x00\x00\xff\xff", 0, uint32(0), 0),
		rec(biffShared, 0), rec(biffString, 3, byte(0), "a"), rec(biffContinue, byte(1), wideChars("źł")),
		rec(biffFormula, cellOf(4, 3, 0), "\x01\x00\x01\x00\x00\x00\xff\xff", 0, uint32(0), 0), rec(biffFormula, cellOf(4, 4, 0), "\x02\x00\x2a\x00\x00\x00\xff\xff", 0, uint32(0), 0),
		rec(biffFormula, cellOf(4, 5, 0), "\x03\x00\x00\x00\x00\x00\xff\xff", 0, uint32(0), 0),
		bofOf(0x600, 0x20), rec(biffNumber, cellOf(1, 1, 0), 99.0), rec(biffEOF), // a chart keeps numbers of its own
		rec(biffBoolErr, cellOf(5, 1, 0), byte(0), byte(0)), rec(biffBoolErr, cellOf(5, 2, 0), byte(7), byte(1)), rec(biffLabel, cellOf(5, 3, 0), wide("ść")), rec(biffNumber, cellOf(5, 4, 4), 0.125),
		rec(biffMergedCells, 2, 0, 1, 0, 0, 3, 3, 1, 2),
	}
	xlsDump = "1: A=text:zażółćabc B=text:ąę C=text:café E=text:😀\n" +
		"2!hidden: A=number:59.00952380952381~ B=number:1234.56 C=date:2020-06-18 D=number:1 E=number:-1 F=date:2020-06-16T12:00:00\n" +
		"3:\n4: A=number:2.5{=tokens} B=text:aźł{=tokens} C=bool:TRUE{=tokens}~ D=error:#N/A{=tokens} E=text:{=tokens}\n" +
		"5: A=bool:FALSE B=error:#DIV/0! C=text:ść D=number:0.125%\n7:\n"
)

// xlsSample has most features; more records make it too large for small
// sectors.
func xlsSample(more ...biffRec) []byte {
	return compound(map[string][]byte{"Workbook": workbookBIFF(append(slices.Clone(xlsGlobals), more...),
		xlsSheetOf{name: "Dane ł", recs: xlsCells}, xlsSheetOf{name: "Wykres", kind: 2}, xlsSheetOf{name: "Ukryty", state: 2}), "Inny": []byte("x")})
}
