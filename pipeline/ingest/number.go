package ingest

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"miernik/pipeline/sheet"
)

var (
	polishNumber = regexp.MustCompile(`^[-+]?(\d+|\d{1,3}( \d{3})+|\d{1,3}(\.\d{3})+)(,\d+)?$`)
	plainNumber  = regexp.MustCompile(`^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$`)
	spaces       = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "−", "-", "–", "-")
)

// parseNumber reads a number as published: the raw number of a workbook cell,
// or Polish text ("1 234,5", NBSP between thousands, "12,5 %"). It returns
// the number of decimals printed. A point is a decimal point unless it groups
// thousands before a decimal comma; "1.234" alone is therefore 1.234.
func parseNumber(text string, kind sheet.Kind) (value float64, decimals int8, ok bool) {
	if value, decimals, ok = parseDigits(text, kind); ok {
		return value, decimals, true
	}
	if !strings.ContainsFunc(text, func(c rune) bool { return c >= '0' && c <= '9' }) {
		return 0, 0, false // a dash or nothing, mostly
	}
	return parseWritten(text, kind)
}

// parseWritten is parseNumber for every way to write a number.
func parseWritten(text string, kind sheet.Kind) (value float64, decimals int8, ok bool) {
	s := strings.TrimSpace(text)
	if kind == sheet.Number {
		return parsePlain(s)
	}
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(spaces.Replace(s)), "%"))
	switch {
	case plainNumber.MatchString(s):
	case polishNumber.MatchString(s):
		s = strings.ReplaceAll(s, " ", "")
		s = strings.ReplaceAll(s, ".", "")
		s = strings.Replace(s, ",", ".", 1)
	default:
		return 0, 0, false
	}
	return parsePlain(s)
}

// parseDigits reads what nearly all figures are: up to 15 digits with at most a
// sign and a decimal mark. Both the digits and the power of ten are exact
// doubles then, so that one division rounds as strconv does. ok is false for
// everything else, which parseWritten decides; the fuzz test compares the two.
func parseDigits(s string, kind sheet.Kind) (value float64, decimals int8, ok bool) {
	from := 0
	if s != "" && (s[0] == '-' || s[0] == '+') {
		from = 1
	}
	if len(s)-from > 16 {
		return 0, 0, false
	}
	n, mark := int64(0), -1
	for i := from; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			n = n*10 + int64(c-'0')
		case mark < 0 && i > from && (c == '.' || c == ',' && kind != sheet.Number):
			mark = i
		default:
			return 0, 0, false
		}
	}
	if len(s) == from || mark == len(s)-1 || n >= 1e15 {
		return 0, 0, false
	}
	value = float64(n)
	if mark >= 0 {
		decimals = int8(len(s) - mark - 1)
		value /= powersOfTen[decimals]
	}
	if s[0] == '-' && n > 0 { // there is one zero
		value = -value
	}
	return value, decimals, true
}

var powersOfTen = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// maxNumber bounds what is taken for a figure: above it a double no longer
// holds every whole number. NaN and infinities are refused with it.
const maxNumber = 1 << 53

func parsePlain(s string) (value float64, decimals int8, ok bool) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(math.Abs(v) <= maxNumber) {
		return 0, 0, false
	}
	return v + 0, decimalsOf(s, v), true // + 0: "-0" is 0
}

// exact is the decimal number that the double was printed as.
func exact(v float64) *big.Rat {
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(v, 'g', -1, 64))
	if !ok {
		return new(big.Rat) // only NaN and infinities, which parsePlain refuses
	}
	return r
}

// scaled multiplies in decimals: 4.35 × 100 is 435, not 434.99999999999994.
func scaled(v, scale float64) float64 {
	if scale == 1 || v == 0 {
		return v
	}
	out, _ := new(big.Rat).Mul(exact(v), exact(scale)).Float64()
	return out
}

// decimalsOf counts the decimals written; for an exponent, the decimals of
// the shortest plain form.
func decimalsOf(s string, v float64) int8 {
	if strings.ContainsAny(s, "eE") {
		s = strconv.FormatFloat(v, 'f', -1, 64)
	}
	if i := strings.IndexByte(s, '.'); i >= 0 {
		return int8(min(len(s)-i-1, 127))
	}
	return 0
}
