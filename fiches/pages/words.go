package pages

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/internal/document"
	"miernik/internal/polish"
)

// years writes a span of years; an open side is left out.
func (b *book) years(from, to indicators.Year) string {
	switch {
	case from == 0 && to == 0:
		return ""
	case to == 0:
		return fmt.Sprintf(b.t("od %d", "from %d"), from)
	case from == 0:
		return fmt.Sprintf(b.t("do %d", "to %d"), to)
	case from == to:
		return strconv.Itoa(int(from))
	}
	return fmt.Sprintf("%d–%d", from, to)
}

func (b *book) number(x float64) string {
	if b.lang == "en" {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return polish.Plain(x)
}

// points writes weights, shares and sums of them, at most so many decimals.
func (b *book) points(r *big.Rat, decimals int) string {
	if b.lang == "en" {
		text := r.FloatString(decimals)
		if strings.Contains(text, ".") {
			text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
		}
		return text
	}
	return polish.ShortRat(r, decimals)
}

// percent writes a share of 1 in per cent.
func (b *book) percent(r *big.Rat) string {
	return b.points(new(big.Rat).Mul(r, big.NewRat(100, 1)), 2) + "%"
}

func (b *book) quoted(s string) string { return b.t("„", "“") + s + "”" }

func (b *book) between(r *[2]float64) string {
	if r == nil {
		return ""
	}
	return b.number(r[0]) + "–" + b.number(r[1])
}

// unchecked marks what nobody has checked.
func (b *book) unchecked(verified bool) document.Line {
	if verified {
		return nil
	}
	return document.Line{document.Text(" "), document.Mark(b.t("niesprawdzone", "not verified"))}
}

// applies says which units a fiche is about.
func (b *book) applies(a fiches.Applies) string {
	if len(a.Kinds) == 0 {
		return string(a.Level)
	}
	return string(a.Level) + " (" + strings.Join(a.Kinds, ", ") + ")"
}

func (b *book) task(t fiches.Task) string {
	return b.wording.Of("task", t.Kind) + ", " + b.wording.Of("obligation", t.Obligation)
}

// better says in words which values are favourable.
func (b *book) better(c *indicators.Card) string {
	switch c.Direction {
	case indicators.Stimulant:
		return b.t("im więcej, tym korzystniej", "higher is better")
	case indicators.Destimulant:
		return b.t("im mniej, tym korzystniej", "lower is better")
	case indicators.Nominant:
		if c.Target != nil {
			return b.t("najkorzystniej w przedziale ", "best within ") + b.between(c.Target)
		}
		return b.t("najkorzystniej w przedziale", "best within a range")
	}
	return b.t("bez oceny", "not judged")
}

// reachName names a circle of sources.
func (b *book) reachName(r fiches.Reach) string {
	return [...]string{
		b.t("gotowe tablice publiczne (BDL)", "ready public tables (BDL)"),
		b.t("sprawozdania budżetowe i wyniki egzaminów", "budget reports and exam results"),
		b.t("rejestry i badania, które trzeba zestawić", "registers and surveys to be aggregated"),
		b.t("tylko dane jednostki samorządu", "data of the local government alone"),
		b.t("nikt nie publikuje", "nobody publishes"),
	}[r]
}

// dataMark says in a word where the data of a card are, for narrow columns.
func (b *book) dataMark(c *indicators.Card) string {
	reach, variables := fiches.CardReach(b.in.Catalog, c)
	reports := b.t("wyniki egzaminów", "exam results")
	if slices.ContainsFunc(variables, func(v *indicators.Variable) bool { return v.Budget != nil }) {
		reports = b.t("sprawozdania budżetowe", "budget reports")
	}
	return [...]string{
		b.t("gotowe", "ready"), reports, b.t("po opracowaniu", "after processing"), b.t("tylko lokalne", "local only"), b.t("nikt nie publikuje", "nobody publishes"),
	}[reach]
}

// decimals says how exactly a figure is published.
func decimals(n int) string {
	switch n {
	case 0:
		return "do jedności"
	case 1:
		return "do 1 miejsca po przecinku"
	}
	return "do " + strconv.Itoa(n) + " miejsc po przecinku"
}

// every says how often a figure comes.
func every(n int) string {
	switch {
	case n <= 1:
		return "co rok"
	case n < 5:
		return fmt.Sprintf("co %d lata", n)
	}
	return fmt.Sprintf("co %d lat", n)
}

// release is the day a lag leads to: so many days from 31 December of year t,
// counted in years without 29 February.
func release(lag int) time.Time {
	return time.Date(2022, time.December, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 0, lag)
}

// releaseDay writes that day: około 14 lipca roku t+1.
func releaseDay(lag int) string {
	day := release(lag)
	return "około " + polish.Day(day) + " roku " + yearOf(day.Year()-2022)
}

// yearOf names a year by its distance from year t.
func yearOf(lag int) string {
	switch {
	case lag == 0:
		return "t"
	case lag < 0:
		return "t" + polish.Minus + strconv.Itoa(-lag)
	}
	return "t+" + strconv.Itoa(lag)
}

func levels(list []indicators.Level) string {
	var out []string
	for _, l := range list {
		out = append(out, string(l))
	}
	return strings.Join(out, ", ")
}

// sourceText is where a card says its data come from.
func sourceText(c *indicators.Card) string {
	var out []string
	for _, s := range []string{c.SourceSystem, c.SourceForm, c.SourcePart} {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

// capital makes the first letter a capital.
func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// field is an item "Name: value", nothing without a value.
func field(name string, value ...document.Inline) document.Line {
	if document.Line(value).Empty() {
		return nil
	}
	return append(document.Line{document.Strong(name + ":"), document.Text(" ")}, value...)
}

func said(name, value string) document.Line { return field(name, document.Text(value)) }
