package trial

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"miernik/fiches"
	"miernik/indicators"
	"miernik/pipeline/warehouse"
)

// queries give one row a figure, its columns named as the fields of a test.
var queries = map[fiches.ExpectationKind]string{
	// A value that the fiche fills; cause and term are those of the gap.
	fiches.ExpectValue: `SELECT coalesce(v.value_published, m.value_published) AS number, v.status AS word, v.cause, v.cause_variable AS term, coalesce(m.flags, v.flags) AS flags, c.rank, c.n AS of, c.class
		FROM indicator_value v FULL JOIN imputed_value m USING (unit, indicator, year)
		LEFT JOIN comparison c ON c.unit = v.unit AND c.indicator = v.indicator AND c.year = v.year AND c.scheme = $4
		WHERE unit = $1 AND indicator = $2 AND year = $3`,
	fiches.ExpectGap: `SELECT NULL AS number, cause AS word, owner, expected_on AS expected, overdue, severity FROM gap WHERE unit = $1 AND variable = $2 AND year = $3 AND $4 <> ''`,
	fiches.ExpectScore: `SELECT s.score AS number, s.status AS word, s.withheld_reason AS withheld, s.coverage_weight AS coverage, c.rank, c.n AS of, c.class
		FROM score s LEFT JOIN score_comparison c ON c.unit = s.unit AND c.node = s.node AND c.year = s.year AND c.weight_set = s.weight_set AND c.scheme = $4
		WHERE s.unit = $1 AND s.node = $2 AND s.year = $3 AND s.kind = 'service' AND s.weight_set = 'expert'`,
	fiches.ExpectWeight: `SELECT weight AS number, '' AS word FROM fiche_weight WHERE weight_set = $1 AND indicator = $2 AND $3 = 0 AND $4 <> ''`,
}

// look compares one expectation of the n-th case with what the stages made.
func (b *Bench) look(ctx context.Context, t *fiches.TestFile, n int, x fiches.Expectation) ([]Failure, error) {
	first, what := string(unitCode(t, x.Unit)), fmt.Sprintf("%s %s, %s, %d", x.Kind, x.Subject, x.Unit, x.Year)
	subject := x.Subject
	if x.Kind == fiches.ExpectWeight {
		first, subject, what = x.Subject, x.Item, fmt.Sprintf("%s %s, %s", x.Kind, x.Subject, x.Item)
	}
	got := map[string]any{}
	rows, err := b.db.Query(ctx, queries[x.Kind], first, subject+suffix(n), int(x.Year), t.Schemes[0])
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return nil, err
		}
		for i, name := range rows.Columns {
			got[name] = values[i]
			if code, ok := values[i].(string); ok && name == "term" {
				got[name] = original(code)
			}
		}
	}
	if err := rows.Close(); err != nil {
		return nil, err
	}
	got["is"] = got["number"]
	if got["is"] == nil {
		got["is"] = got["word"]
	}
	var out []Failure
	for _, f := range x.Fields {
		if text, ok := same(f.Want, got[f.Name]); !ok {
			out = append(out, Failure{Place: f.Place, At: f.Place.String(), Fiche: t.Fiche, Case: t.Cases[n].Name, What: what + ": " + f.Name, Want: f.Want, Got: text})
		}
	}
	return out, nil
}

func unitCode(t *fiches.TestFile, name string) indicators.TERYT {
	for _, u := range t.Units {
		if u.Name == name {
			return u.Code
		}
	}
	return ""
}

// none is how an absence is written and expected.
const none = "none"

// same compares a text with a value of the database, and writes the value as
// the text would. A number is compared at the decimals it is written with.
func same(want string, got any) (string, bool) {
	if number, ok := asFloat(got); ok {
		text := strconv.FormatFloat(number, 'f', -1, 64)
		w, err := strconv.ParseFloat(want, 64)
		if err != nil {
			return text, false
		}
		_, fraction, _ := strings.Cut(want, ".")
		half := 0.5 * math.Pow(10, -float64(len(fraction)))
		return text, math.Abs(number-w) <= half+1e-9
	}
	text := none
	switch v := got.(type) {
	case nil:
	case time.Time:
		text = warehouse.Date(v).Format(time.DateOnly)
	case bool:
		text = strconv.FormatBool(v)
	default:
		if s := fmt.Sprint(v); s != "" {
			text = s
		}
	}
	return text, text == want
}

func asFloat(v any) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case int32:
		return float64(v), true
	case int64:
		return float64(v), true
	case int16:
		return float64(v), true
	case int8:
		return float64(v), true
	}
	return 0, false
}
