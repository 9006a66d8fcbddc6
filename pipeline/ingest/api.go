package ingest

import (
	"errors"
	"io"
	"regexp"
	"strconv"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/bdl"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// valuePath is where a value stands in a page of the BDL API.
var valuePath = regexp.MustCompile(`results\[(\d+)\]\.values\[(\d+)\]`)

// answers reads a page of the BDL API. The place of a value is its result and
// its number within it, both from 1, where other sources have row and column.
func (r *reader) answers(in io.Reader) error {
	for o, err := range bdl.ReadAnswers(in) {
		if r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		var bad *bdl.ReadError
		if errors.As(err, &bad) {
			r.counts.Rows++
			r.counts.Rejected++
			row, col := placeOf(bad.Place)
			r.found.Add(diag.AnswerValue, r.at("", row, col), bad.Err.Error())
			continue
		}
		if err != nil {
			return err
		}
		r.counts.Rows++
		if err := r.answer(o); err != nil {
			return err
		}
	}
	return nil
}

func placeOf(p bdl.Place) (row, col int) {
	m := valuePath.FindStringSubmatch(p.Path)
	if m == nil {
		return 0, 0
	}
	row, _ = strconv.Atoi(m[1])
	col, _ = strconv.Atoi(m[2])
	return row + 1, col + 1
}

func (r *reader) answer(o bdl.Observation) error {
	row, col := placeOf(o.Place)
	unit, ok := r.unit(sheet.Cell{Col: col, Text: o.Unit}, "", row)
	if !ok {
		return nil
	}
	for i, s := range r.p.Select {
		if s.WhereText("variable") != strconv.Itoa(o.Variable) || !levelMatches(unit, s) {
			continue
		}
		r.counts.Used++
		c := sheet.Cell{Col: col, Kind: sheet.Number, Text: o.Value}
		if o.Value == "" {
			c.Kind = sheet.Empty
		}
		return r.emit(cellOf{sel: i, unit: indicators.UnitRef(unit), name: o.Name, year: o.Year, cell: c, sign: strconv.Itoa(o.Attr), row: row})
	}
	r.counts.Ignored++
	return nil
}

// Need is what a selection of format bdl-api needs from the API.
func Need(s profile.Select) (bdl.Need, error) {
	id, err := strconv.Atoi(s.WhereText("variable"))
	return bdl.Need{Variable: id, Level: apiLevel(s.Level)}, err
}

func apiLevel(l indicators.Level) bdl.Level {
	switch l {
	case indicators.LevelPowiat:
		return bdl.Powiat
	case indicators.LevelVoivodeship:
		return bdl.Voivodeship
	case indicators.LevelCountry:
		return bdl.Country
	}
	return bdl.Gmina
}
