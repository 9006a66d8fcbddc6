package report

import (
	"strings"
	"time"

	"miernik/internal/polish"
)

const (
	nbsp  = polish.NBSP
	minus = polish.Minus
)

// number writes a figure as Polish text.
func number(x float64, decimals int) string { return polish.Number(x, decimals) }

func integer(n int) string { return number(float64(n), 0) }

// quantity writes a figure with its unit; percent sticks to the number.
func quantity(x float64, decimals int, measure string) string {
	return polish.WithUnit(number(x, decimals), measure)
}

// difference writes the size of a difference: of percentages in percentage
// points.
func difference(x float64, decimals int, measure string) string {
	if measure == "%" {
		measure = "pkt proc."
	}
	return quantity(x, decimals, measure)
}

// date writes a day in words: 31 maja 2025 r.
func date(t time.Time) string { return polish.Date(t) }

// shortDate writes a day for headers and footers: 31.05.2025.
func shortDate(t time.Time) string { return t.Format("02.01.2006") }

// numFmt is the number format of a card's precision; the program that opens
// the file puts in its own separators.
func numFmt(decimals int) string {
	if decimals <= 0 {
		return "#,##0"
	}
	return "#,##0." + strings.Repeat("0", decimals)
}

// changeFmt shows the sign, and percentage points for differences of percentages.
func changeFmt(decimals int, measure string) string {
	f, unit := numFmt(decimals), ""
	if measure == "%" {
		unit = `" pkt proc."`
	}
	return "+" + f + unit + ";" + minus + f + unit + ";" + f + unit
}

// termFmt suits numerators and denominators: whole ones without decimals.
func termFmt(x num) string {
	if x.V == float64(int64(x.V)) {
		return "#,##0"
	}
	return "#,##0.00"
}

const (
	fmtYear        = "0"
	fmtPercent     = "0"
	fmtShare       = "0%"
	fmtDate        = "dd.mm.yyyy"
	fmtWhole       = "#,##0"
	fmtScore       = "0.0"
	fmtAny         = "General"
	fmtCorrelation = "0.00"
)

// slug is the name of a unit for file names: lower case ASCII with hyphens.
func slug(name string) string {
	plain := strings.NewReplacer(
		"ą", "a", "ć", "c", "ę", "e", "ł", "l", "ń", "n", "ó", "o", "ś", "s", "ź", "z", "ż", "z", " ", "-", "’", "", "'", "",
	).Replace(strings.ToLower(name))
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return -1
	}, plain)
}

func yesNo(b bool) string {
	if b {
		return "tak"
	}
	return "nie"
}

// capital makes the first letter a capital.
func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
