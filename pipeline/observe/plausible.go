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
// history: the units of a whole that do not add up to it, and jumps.
func implausible(ctx context.Context, db *warehouse.DB) (diag.List, error) {
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
