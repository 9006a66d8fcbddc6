package observe

import (
	"context"
	"strconv"

	"miernik/internal/diag"
	"miernik/pipeline/warehouse"
)

// span writes the years from the first to the last.
func span(first int, last string) string {
	if text := strconv.Itoa(first); text != last {
		return text + "–" + last
	}
	return last
}

// implausible reports chosen figures that contradict each other or their own
// history: the units of a whole that do not add up to it, and jumps. It looks
// at some variables at a time: nothing is compared across variables but parts.
func implausible(ctx context.Context, db *warehouse.DB) (diag.List, error) {
	list, err := stretches(ctx, db, `
		SELECT min(variable), max(variable) FROM (
			SELECT variable, ntile((SELECT 1 + count(*) // ? FROM observation)) OVER (ORDER BY variable) AS part FROM variable)
		GROUP BY part ORDER BY part`)
	if err != nil {
		return nil, err
	}
	var found diag.List
	for _, s := range list {
		set := "SET VARIABLE first_variable = " + warehouse.Quote(s.first) + "; SET VARIABLE last_variable = " + warehouse.Quote(s.last)
		if err := db.Exec(ctx, set); err != nil {
			return nil, err
		}
		more, err := oddities(ctx, db)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	return found, nil
}

// oddities reports what is odd about a span of variables.
func oddities(ctx context.Context, db *warehouse.DB) (diag.List, error) {
	if err := db.Exec(ctx, plausibleSQL); err != nil {
		return nil, err
	}
	var found diag.List
	for _, q := range []struct {
		code  diag.Code
		query string
	}{
		{diag.UnitsTotal, `SELECT file, sheet, row, col, variable, unit, year, whole, total, n FROM work.units_total ORDER BY ALL`},
		{diag.PartsTotal, `SELECT file, sheet, row, col, variable, unit, year, whole, total, n FROM work.parts_total ORDER BY ALL`},
		{diag.ZeroYear, `SELECT file, sheet, row, col, variable, unit, year, last, units, n FROM work.zero_year ORDER BY ALL`},
		{diag.ValueJump, `SELECT file, sheet, row, col, variable, unit, year, value, before, n FROM work.jump ORDER BY ALL`},
		{diag.PartAbove, `SELECT file, sheet, row, col, variable, unit, year, value, whole, n, whole_variable FROM work.part_above ORDER BY ALL`},
	} {
		err := db.Each(ctx, q.query, func(r *warehouse.Rows) error {
			var file, sheet, variable, unit, a, b string
			var row, col *int
			var year, n int
			dest := []any{&file, &sheet, &row, &col, &variable, &unit, &year, &a, &b, &n}
			var whole string
			if q.code == diag.PartAbove {
				dest = append(dest, &whole)
			}
			if err := r.Scan(dest...); err != nil {
				return err
			}
			args := []any{variable, unit, year, trim(a), trim(b), n}
			switch q.code {
			case diag.ZeroYear:
				args = []any{variable, span(year, a), b}
			case diag.PartAbove:
				args = []any{variable, unit, year, trim(a), whole, trim(b), n}
			}
			found.Add(q.code, place(file, sheet, row, col), args...)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}
