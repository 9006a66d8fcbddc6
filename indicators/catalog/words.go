package catalog

import (
	"fmt"
	"math/big"
	"strings"

	"miernik/indicators"
)

// Words writes the formula of a card with the names of its variables, in
// Polish: "1000 × Czytelnicy … / Ludność ogółem".
func (c *Catalog) Words(card *indicators.Card) string {
	num, den := c.sideWords(card.Numerator), c.sideWords(card.Denominator)
	out := num
	if den != "" {
		out = brackets(num) + " / " + brackets(den)
	}
	if one := big.NewRat(1, 1); card.Multiplier.Cmp(one) != 0 {
		if den == "" {
			out = brackets(out)
		}
		out = card.Multiplier.RatString() + " × " + out
	}
	return out
}

// brackets keeps a sum together.
func brackets(s string) string {
	if strings.ContainsAny(s, "+−;") {
		return "(" + s + ")"
	}
	return s
}

func (c *Catalog) sideWords(side indicators.Side) string {
	var parts []string
	for _, f := range side {
		text := c.linearWords(f.Linear)
		switch {
		case f.From != 0 && f.From == f.To:
			text = fmt.Sprintf("w %d r.: %s", f.From, text)
		case f.From != 0 && f.To != 0:
			text = fmt.Sprintf("w latach %d–%d: %s", f.From, f.To, text)
		case f.From != 0:
			text = fmt.Sprintf("od %d r.: %s", f.From, text)
		case f.To != 0:
			text = fmt.Sprintf("do %d r.: %s", f.To, text)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

func (c *Catalog) linearWords(l indicators.Linear) string {
	var b strings.Builder
	for i, t := range l {
		coef := new(big.Rat).Abs(t.Coef)
		switch {
		case t.Coef.Sign() < 0 && i == 0:
			b.WriteString("−")
		case t.Coef.Sign() < 0:
			b.WriteString(" − ")
		case i > 0:
			b.WriteString(" + ")
		}
		if coef.Cmp(big.NewRat(1, 1)) != 0 {
			b.WriteString(coef.RatString() + " × ")
		}
		name := t.Variable
		if v := c.Variables[t.Variable].Value; v != nil {
			name = v.Name.PL
		}
		b.WriteString(name)
		if t.Offset != 0 {
			fmt.Fprintf(&b, " (rok t−%d)", -t.Offset)
		}
	}
	return b.String()
}
