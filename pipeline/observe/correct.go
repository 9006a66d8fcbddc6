package observe

import (
	"context"
	"math"
	"strconv"

	"miernik/internal/diag"
	"miernik/pipeline/correction"
	"miernik/pipeline/warehouse"
)

// correct replaces the chosen observation of each correction whose
// expectation still holds. What the source says stays, not chosen.
func correct(ctx context.Context, db *warehouse.DB, list []correction.Correction) (diag.List, error) {
	var found diag.List
	for _, c := range list {
		var now *float64
		origin := "real"
		n := 0
		err := db.Each(ctx, `SELECT value, origin FROM observation WHERE unit = ? AND variable = ? AND year = ? AND chosen`, func(r *warehouse.Rows) error {
			n++
			return r.Scan(&now, &origin)
		}, string(c.Unit), c.Variable, int(c.Year))
		if err != nil {
			return nil, err
		}
		known, err := db.Count(ctx, `SELECT count(*) FROM unit WHERE teryt = ?`, string(c.Unit))
		if err != nil {
			return nil, err
		}
		switch {
		case known == 0 || n == 0 && c.Expect != nil:
			found.Add(diag.CorrectionNoTarget, c.Place, string(c.Unit), c.Variable, int(c.Year))
			continue
		case !same(now, c.Expect):
			found.Add(diag.CorrectionStale, c.Place, string(c.Unit), c.Variable, int(c.Year), written(now), written(c.Expect))
			continue
		}
		if err := apply(ctx, db, c, origin); err != nil {
			return nil, err
		}
		found.Add(diag.CorrectionApplied, c.Place, string(c.Unit), c.Variable, int(c.Year), written(now), written(c.Value), c.Reason)
	}
	return found, nil
}

// same compares what the source gives with what the correction expects of it.
func same(a, b *float64) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return math.Abs(*a-*b) <= 1e-9*math.Max(1, math.Abs(*b))
}

func written(v *float64) string {
	if v == nil {
		return "–"
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

// apply keeps the origin of the cell: correcting a made-up figure does not make
// it a fact.
func apply(ctx context.Context, db *warehouse.DB, c correction.Correction, origin string) error {
	if err := db.Exec(ctx, `UPDATE observation SET chosen = FALSE, chosen_why = 'superseded' WHERE unit = ? AND variable = ? AND year = ? AND chosen`,
		string(c.Unit), c.Variable, int(c.Year)); err != nil {
		return err
	}
	var value any
	if c.Value != nil {
		value = *c.Value
	}
	return db.Exec(ctx, `INSERT INTO observation VALUES (?, ?, ?, ?, ?, 'revised', NULL, ?, ?, '', ?, '', '', ?, ?, ?, ?, '', ?, '', TRUE, 'correction')`,
		string(c.Unit), c.Variable, int(c.Year), value, string(c.Status), origin, correction.Source, c.Place.File,
		c.Place.Row, c.Place.Col, strconv.Itoa(c.Place.Row)+":"+strconv.Itoa(c.Place.Col), c.Reason, string(c.Unit))
}
