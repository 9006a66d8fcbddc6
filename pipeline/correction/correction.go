// Package correction loads corrections: single cells whose value a person
// knows better than the source, each with a reason and the value the source
// is expected to give. A correction stops applying once its source is mended.
package correction

import (
	"fmt"
	"slices"
	"strings"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/internal/yamldoc"
)

// Source is the id of the source that corrections stand under.
const Source = "korekty"

// Correction replaces the observation of one cell.
type Correction struct {
	Unit     indicators.TERYT
	Variable string
	Year     indicators.Year
	Value    *float64          // nil: the cell becomes a gap with Status
	Status   indicators.Status // ok with a value; a status without one otherwise
	Expect   *float64          // what the source gives now; nil: nothing
	Reason   string
	Place    diag.Place
}

type fileDoc struct {
	Corrections []struct {
		Unit     string   `yaml:"unit,required"`
		Variable string   `yaml:"variable,required"`
		Year     int16    `yaml:"year,required"`
		Value    *float64 `yaml:"value"`
		Status   string   `yaml:"status"`
		Expect   *float64 `yaml:"expect"`
		Reason   string   `yaml:"reason,required"`
	} `yaml:"corrections,required"`
}

// Load reads every file of a layer (corrections/*.yaml of a workspace). A
// correction with an error is left out.
func Load(layer catalog.Layer, cat *catalog.Catalog) ([]Correction, diag.List) {
	var out []Correction
	first := map[string]diag.Place{}
	found := catalog.EachDocument(layer, func(doc *yamldoc.Document) diag.List {
		var d fileDoc
		problems := doc.Decode(&d)
		for i, e := range d.Corrections {
			at := func(key string) diag.Place { return doc.At(fmt.Sprintf("corrections[%d].%s", i, key)) }
			c := Correction{Variable: e.Variable, Year: indicators.Year(e.Year), Value: e.Value, Expect: e.Expect, Reason: strings.TrimSpace(e.Reason), Place: doc.At(fmt.Sprintf("corrections[%d]", i))}
			ok := e.Unit != "" && e.Variable != "" && e.Year != 0 && c.Reason != ""
			var err error
			if c.Unit, err = indicators.ParseTERYT(e.Unit); err != nil && e.Unit != "" {
				problems.Add(diag.DefValue, at("unit"), "unit", e.Unit, "TERYT")
				ok = false
			}
			if _, known := cat.Variables[e.Variable]; !known && e.Variable != "" {
				problems.Add(diag.DefValue, at("variable"), "variable", e.Variable, diag.Phrase{PL: "kod zmiennej z katalogu", EN: "a variable of the catalogue"})
				ok = false
			}
			if c.Status, err = status(e.Value, e.Status); err != nil {
				problems.Add(diag.DefValue, at("status"), "status", e.Status, gapStatuses())
				ok = false
			}
			key := fmt.Sprint(c.Unit, c.Variable, c.Year)
			if other, again := first[key]; again {
				problems = append(problems, diag.New(diag.DefDuplicate, c.Place, diag.Phrase{PL: "korekta", EN: "correction"},
					fmt.Sprintf("%s, %s, %d", c.Unit, c.Variable, c.Year)).With(other))
				ok = false
			}
			if ok {
				first[key] = c.Place
				out = append(out, c)
			}
		}
		return problems
	})
	return out, found
}

// status says what the corrected cell is: with a value a number, without one
// the stated absence.
func status(value *float64, text string) (indicators.Status, error) {
	if value != nil {
		if text != "" {
			return "", fmt.Errorf("value and status exclude each other")
		}
		if *value == 0 {
			return indicators.TrueZero, nil
		}
		return indicators.OK, nil
	}
	s, err := indicators.ParseStatus(text)
	if err == nil && s.HasValue() {
		err = fmt.Errorf("status %s needs a value", s)
	}
	return s, err
}

func gapStatuses() string {
	var names []string
	for _, s := range indicators.Statuses() {
		if !s.HasValue() {
			names = append(names, string(s))
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
