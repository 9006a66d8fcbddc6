package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// shown is how a number format shows a number.
type shown uint8

const (
	asNumber  shown = iota
	asDate          // a date or a time
	asPercent       // multiplied by 100, with a percent sign
)

// readStyles tells, for every cell style of styles.xml, how it shows a number.
func readStyles(x *scanner) ([]shown, error) {
	styles := []shown{}
	custom := map[int]shown{}
	err := x.elements(func() error {
		switch string(x.name) {
		case "numFmt":
			attrs, err := x.attrsNamed("numFmtId", "formatCode")
			if err != nil {
				return err
			}
			if len(custom) >= maxParts {
				return failf(CodeTooLarge, "more than %d number formats", maxParts)
			}
			if id, ok := parseInt([]byte(attrs[0])); ok {
				custom[id] = formatShows(attrs[1])
			}
		case "cellXfs":
			return readCellStyles(x, func(id int) { styles = append(styles, styleShows(id, custom)) })
		case "cellStyleXfs", "dxfs", "extLst":
			return x.skip()
		}
		return nil
	})
	return styles, err
}

// styleShows looks up a number format among those that the file defines, then
// among those that need no definition.
func styleShows(id int, custom map[int]shown) shown {
	if s, ok := custom[id]; ok {
		return s
	}
	return builtinShows(id)
}

// readCellStyles visits the xf children of the cellXfs just started.
func readCellStyles(x *scanner, each func(numFmt int)) error {
	n := 0
	for d := x.depth(); x.depth() >= d; {
		tok, err := x.next()
		if err != nil {
			return err
		}
		if tok != tokStart || x.depth() != d+1 || string(x.name) != "xf" {
			continue
		}
		raw, _, err := attribute(x.attrs, "numFmtId")
		if err != nil {
			return err
		}
		if n++; n > maxParts {
			return failf(CodeTooLarge, "more than %d cell styles", maxParts)
		}
		id, _ := parseInt(raw)
		each(id)
	}
	return nil
}

// builtinShows knows the formats that need no definition (ECMA-376 part 1,
// 18.8.30); those of East Asian locales are left out.
func builtinShows(id int) shown {
	switch {
	case id == 9 || id == 10:
		return asPercent
	case id >= 14 && id <= 22 || id >= 45 && id <= 47:
		return asDate
	}
	return asNumber
}

// formatShows looks for y, m, d, h or s, else for %, in the first section of a
// format, outside quotes, escapes and brackets; [h], [mm], [ss] are elapsed
// times.
func formatShows(code string) shown {
	out := asNumber
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			return out
		case '"', '[':
			closing := byte('"')
			if c == '[' {
				closing = ']'
			}
			end := strings.IndexByte(code[i+1:], closing)
			if end < 0 {
				return out
			}
			inside := code[i+1 : i+1+end]
			if c == '[' && inside != "" && strings.Trim(strings.ToLower(inside), inside[:1]) == "" && strings.Contains("hmsHMS", inside[:1]) {
				return asDate
			}
			i += end + 1
		case '\\', '_', '*': // the next character is literal, a width, a filling
			i++
		case 'y', 'm', 'd', 'h', 's', 'Y', 'M', 'D', 'H', 'S':
			return asDate
		case '%':
			out = asPercent
		}
	}
	return out
}

// appendDate writes a serial number as an ISO date, date with time, or time.
// Milliseconds are as far as serial numbers are exact. It reports false for
// what is no day: below 0, beyond 9999, and 29 February 1900, which only Excel
// knows.
func appendDate(dst []byte, serial string, date1904 bool) ([]byte, bool) {
	days, err := strconv.ParseFloat(serial, 64)
	if err != nil || !(days >= 0 && days < 2_958_466) {
		return dst, false
	}
	whole := math.Floor(days)
	ms := int64(math.Round((days - whole) * 86_400_000))
	if ms == 86_400_000 {
		whole, ms = whole+1, 0
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case date1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case whole == 60:
		return dst, false
	case whole < 60: // Excel counts a day too many from here on
		epoch = epoch.AddDate(0, 0, 1)
	}
	day := epoch.AddDate(0, 0, int(whole)).Add(time.Duration(ms) * time.Millisecond)
	if day.Year() > 9999 {
		return dst, false
	}
	layout := "2006-01-02T15:04:05.999"
	switch {
	case whole == 0 && !date1904 && (ms > 0 || days == 0):
		layout = "15:04:05.999"
	case ms == 0:
		layout = "2006-01-02"
	}
	return day.AppendFormat(dst, layout), true
}
