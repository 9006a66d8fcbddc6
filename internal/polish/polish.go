// Package polish writes numbers and days as Polish texts do.
package polish

import (
	"math/big"
	"strconv"
	"strings"
	"time"
)

// NBSP stands between thousands and between a number and its unit; Minus is
// the real minus sign.
const (
	NBSP  = "\u00a0"
	Minus = "−"
)

// Number writes a figure: decimal comma, NBSP between thousands, a real minus.
// Halves round away from zero on the decimal form, as the published precision
// demands.
func Number(x float64, decimals int) string {
	text := strconv.FormatFloat(x, 'f', -1, 64)
	if r, ok := new(big.Rat).SetString(text); ok {
		text = r.FloatString(decimals)
	}
	return grouped(text)
}

// Plain writes a figure with the decimals it has, as 1 or 0,5.
func Plain(x float64) string { return grouped(strconv.FormatFloat(x, 'f', -1, 64)) }

// Rat writes an exact figure at a number of decimals, halves away from zero.
func Rat(r *big.Rat, decimals int) string { return grouped(r.FloatString(decimals)) }

// ShortRat writes an exact figure with at most that many decimals and no
// zeros at the end.
func ShortRat(r *big.Rat, decimals int) string {
	text := r.FloatString(decimals)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return grouped(text)
}

// grouped turns the decimal form of a number, -1234.5, into −1 234,5.
func grouped(text string) string {
	text, negative := strings.CutPrefix(text, "-")
	whole, fraction, _ := strings.Cut(text, ".")
	var b strings.Builder
	if negative && strings.Trim(text, "0.") != "" {
		b.WriteString(Minus)
	}
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(NBSP)
		}
		b.WriteRune(c)
	}
	if fraction != "" {
		b.WriteString("," + fraction)
	}
	return b.String()
}

// WithUnit puts a unit of measure behind a number; percent sticks to it.
func WithUnit(number, measure string) string {
	switch measure {
	case "":
		return number
	case "%":
		return number + "%"
	}
	return number + NBSP + measure
}

var months = [...]string{
	"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
}

// Day writes the day of a date in words, without its year: 31 maja.
func Day(t time.Time) string { return strconv.Itoa(t.Day()) + NBSP + months[t.Month()-1] }

// Date writes a date in words: 31 maja 2025 r.
func Date(t time.Time) string { return Day(t) + NBSP + strconv.Itoa(t.Year()) + NBSP + "r." }
