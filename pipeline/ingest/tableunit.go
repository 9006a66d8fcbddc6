package ingest

import (
	"cmp"
	"errors"
	"path"
	"strings"
	"time"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// unitRef is the unit of a row: its code, or its names as a key that the
// register resolves later, and the level that either tells.
type unitRef struct {
	code  indicators.UnitRef
	level indicators.Level
}

// unitFault says why a row names no unit.
type unitFault uint8

const (
	unitOK     unitFault = iota
	unitBlank            // nothing stands there
	unitBad              // something else than a code
	unitRegion           // a statistical region
)

// rowUnit reads the unit of a row.
func (tr *tableReader) rowUnit(row sheet.Row) (unitRef, unitFault) {
	if tr.t.Unit.Name.Given() {
		return tr.namedUnit(row)
	}
	text, _ := tr.unitText(row)
	if text == "" {
		return unitRef{}, unitBlank
	}
	return tr.codedUnit(text)
}

// unitText is what a row says of its unit, and the column to point at.
func (tr *tableReader) unitText(row sheet.Row) (text string, col int) {
	if tr.t.Unit.Name.Given() {
		for _, c := range tr.b.name {
			if c > 0 {
				return strings.TrimSpace(tr.cell(row, c).Text), c
			}
		}
	}
	if tr.t.Unit.Column != "" {
		return strings.TrimSpace(tr.cell(row, tr.b.unit[0]).Text), tr.b.unit[0]
	}
	var b strings.Builder
	for i, p := range tr.t.Unit.Code {
		if p.Column == "" {
			b.WriteString(p.Text)
			continue
		}
		if col == 0 {
			col = tr.b.unit[i]
		}
		part := strings.TrimSpace(tr.cell(row, tr.b.unit[i]).Text)
		if to, ok := p.Map[profile.Fold(part)]; ok {
			part = to
		} else if part == "" {
			return "", col
		} else if len(part) == 1 && p.Map == nil && part[0] >= '0' && part[0] <= '9' && tr.twoDigits(i) {
			part = "0" + part // a number cell lost its zero
		}
		b.WriteString(part)
	}
	return b.String(), col
}

// twoDigits reports whether a piece of a code put together has two digits by
// its place: all but a kind of gmina behind three others.
func (tr *tableReader) twoDigits(i int) bool {
	columns := 0
	for _, p := range tr.t.Unit.Code[:i] {
		if p.Column != "" {
			columns++
		}
	}
	return columns < 3
}

// codedUnit reads a code. Codes that say too little to be recognised are told
// by the form that the profile declares, and codes put together from columns,
// or standing in a file name, by their length.
func (tr *tableReader) codedUnit(text string) (unitRef, unitFault) {
	form := tr.t.Unit.Form
	if form == "" && tr.t.Unit.Column == "" {
		form = map[int]indicators.CodeForm{2: indicators.FormVoivodeship, 4: indicators.FormPowiat, 6: indicators.FormNumber}[len(text)]
		if form == indicators.FormNumber && strings.HasSuffix(text, "00") {
			text, form = text[:4], indicators.FormPowiat
		}
	}
	ref, err := indicators.ParseDeclaredCode(text, form)
	switch {
	case errors.Is(err, indicators.ErrRegion):
		return unitRef{}, unitRegion
	case err != nil:
		return unitRef{}, unitBad
	case form == "" && len(text) == 6 && len(ref) == 7 && ref[0] == '0' && ref[6] != '?':
		tr.lostZeros++
	}
	if tr.t.Unit.Parts == "gmina" {
		ref = ref.Whole()
	}
	return unitRef{ref, ref.Level()}, unitOK
}

func allDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// namedUnit reads a unit told by names.
func (tr *tableReader) namedUnit(row sheet.Row) (unitRef, unitFault) {
	var parts [4]string
	any := false
	for i, col := range tr.b.name {
		if col == 0 {
			continue
		}
		parts[i] = strings.Join(strings.Fields(tr.cell(row, col).Text), " ")
		if allDigits(strings.TrimSpace(parts[i])) && parts[i] != "" {
			return unitRef{}, unitBad // a year or a number, no name
		}
		any = any || parts[i] != ""
	}
	if !any {
		return unitRef{}, unitBlank
	}
	k := indicators.UnitKey{Gmina: parts[0], Powiat: parts[1], Voivodeship: parts[2], Kind: cmp.Or(parts[3], tr.t.Unit.Kind),
		Level: cmp.Or(tr.t.Unit.Level, indicators.LevelGmina)}
	if tr.t.Unit.Parts == "gmina" {
		k = k.Whole()
	}
	ref := indicators.UnitRef(k.String())
	return unitRef{ref, ref.Level()}, unitOK
}

// fixedUnit is the unit that the whole table is about, empty if rows tell it.
func (tr *tableReader) fixedUnit() unitRef {
	u := tr.t.Unit
	text := u.Value
	if u.Filename != nil {
		base := path.Base(tr.file)
		m := u.Filename.FindStringSubmatch(base)
		if m == nil {
			tr.found.Add(diag.FileUnitCode, diag.Place{File: tr.file}, base)
			return unitRef{}
		}
		text = m[1]
	}
	if text == "" {
		return unitRef{}
	}
	ref, why := tr.codedUnit(text)
	if why != unitOK {
		tr.found.Add(diag.FileUnitCode, diag.Place{File: tr.file}, text)
	}
	return ref
}

// fixedYear is the year that comes neither from a column nor from the header, 0 if it does.
func (tr *tableReader) fixedYear() indicators.Year {
	y := tr.t.Year
	text := ""
	switch {
	case y.Value != 0:
		return y.Value
	case y.Sheet:
		text = strings.TrimSpace(tr.sheet.Name)
	case y.Filename != nil:
		text = path.Base(tr.file)
		if m := y.Filename.FindStringSubmatch(text); m != nil {
			text = m[1]
		}
	case y.Text != nil:
		for _, above := range append([]string{tr.sheet.Name}, tr.above...) {
			if m := y.Text.FindStringSubmatch(above); m != nil {
				text = m[1]
				break
			}
		}
	default:
		return 0
	}
	year, err := indicators.ParseYear(text)
	if err != nil {
		tr.found.Add(diag.RowYear, tr.at(tr.sheet.Name, 0, 0), text)
	}
	return year
}

// rowYear reads the year column: a year, or the date of some day in it.
func (tr *tableReader) rowYear(row sheet.Row) (indicators.Year, bool) {
	c := tr.cell(row, tr.b.year)
	text := strings.TrimSpace(c.Text)
	year, err := indicators.ParseYear(text)
	if err != nil {
		for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", "02.01.2006", "2.01.2006", "2006.01.02", "02-01-2006"} {
			if d, derr := time.Parse(layout, text); derr == nil {
				if year, err = indicators.ParseYear(d.Format("2006")); err == nil {
					return year, true
				}
			}
		}
		tr.found.Add(diag.RowYear, tr.at(tr.sheet.Name, row.Number, tr.b.year), text)
		return 0, false
	}
	return year, true
}
