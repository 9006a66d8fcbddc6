package report

import "strings"

// classText is the class in words; an indicator without a direction has none.
func (k *card) classText(r *areaRow, scheme string) string {
	c, ok := r.c[scheme]
	switch {
	case r.i.direction == "neutral":
		return "nie ocenia się"
	case !ok:
		return ""
	}
	return k.d.className(c.class, c.n, true)
}

// className is a class in words. „none” has several reasons: the unit is not
// ranked, all n units are equal, or the group is too small.
func (d *data) className(class string, n int, ranked bool) string {
	switch {
	case class == "none" && !ranked:
		return "poza rankingiem"
	case class == "none" && n >= d.run.minGrp:
		return "bez klasy: równe wartości"
	}
	return d.label("class", class)
}

// standingText says where a value is against the median of its group.
func (d *data) standingText(standing string) string {
	if standing == "" {
		return ""
	}
	return d.label("standing", standing)
}

// statusText is the status of a value, and why a missing one is missing.
func (k *card) statusText(v *value) string {
	if v.filled != "" {
		return k.d.label("flag", "imputed")
	}
	if v.cause != "" && v.cause != v.status {
		return k.d.label("cause", v.cause)
	}
	return k.d.label("status", v.status)
}

func (k *card) changeNote(c comparison) string {
	name := func(span, note string) string {
		switch note {
		case "":
			return ""
		case "kind":
			return span + ": zmiana rodzaju gminy"
		}
		return span + ": " + k.d.label("change_note", note)
	}
	constant := ""
	if c.constantNote == "no_index" {
		constant = name("ceny stałe", c.constantNote)
	}
	if c.note1 == c.note5 {
		return joined(name("rok i 5 lat", c.note1), constant)
	}
	return joined(name("rok", c.note1), name("5 lat", c.note5), constant)
}

func (k *card) rowOrigin(r *areaRow) string {
	g := k.d.figure(k.d.mainScheme(), k.c.teryt, r.i.code, r.v.year)
	switch {
	case !r.v.figure.Valid:
		return ""
	case r.v.origin != synthetic && g.origin == synthetic:
		return k.d.label("origin", r.v.origin) + "; w grupie " + k.d.label("origin", synthetic)
	}
	return k.d.label("origin", r.v.origin)
}

// flagNames writes flags in words.
func (d *data) flagNames(flags string) string {
	if flags == "" {
		return ""
	}
	var names []string
	for _, f := range strings.Split(flags, ",") {
		names = append(names, d.label("flag", f))
	}
	return strings.Join(names, "; ")
}

// directionText is the direction, with the range of a nominant.
func (d *data) directionText(i *indicator) string {
	if i.direction == "nominant" && i.low.Valid && i.high.Valid {
		return d.label("direction", i.direction) + " (" + i.targetRange() + ")"
	}
	return d.label("direction", i.direction)
}
