package fiches

import (
	"fmt"

	"miernik/indicators"
	"miernik/internal/diag"
)

type settingsDoc struct {
	Normalise string      `yaml:"normalise"`
	Scale     *[2]float64 `yaml:"scale"`
	Treat     string      `yaml:"treat"`
	Aggregate string      `yaml:"aggregate"`
}

type scoreDoc struct {
	None          string      `yaml:"none"`
	Coverage      *int        `yaml:"coverage"`
	MinIndicators *int        `yaml:"min_indicators"`
	MinDimensions *int        `yaml:"min_dimensions"`
	Normalise     string      `yaml:"normalise"`
	Scale         *[2]float64 `yaml:"scale"`
	Treat         string      `yaml:"treat"`
	Aggregate     string      `yaml:"aggregate"`
	Combine       string      `yaml:"combine"`
	Reference     string      `yaml:"reference"`
	Scheme        string      `yaml:"scheme"`
	Unit          string      `yaml:"unit"`
	Years         string      `yaml:"years"`
	Dimensions    []struct {
		Dimension string      `yaml:"dimension,required"`
		Normalise string      `yaml:"normalise"`
		Scale     *[2]float64 `yaml:"scale"`
		Treat     string      `yaml:"treat"`
		Aggregate string      `yaml:"aggregate"`
	} `yaml:"dimensions"`
}

// score reads the score block. A fiche without a score says why and nothing
// else; any other names how values are normalised, aggregated and compared.
func (c checker) score(d *scoreDoc) ScoreRule {
	if d == nil {
		return ScoreRule{}
	}
	if d.None != "" {
		for _, k := range d.required() {
			if k.set {
				c.found.Add(diag.YAMLUnknownKey, c.doc.At("score."+k.key), k.key, "none")
			}
		}
		return ScoreRule{None: d.None}
	}
	for _, k := range d.required() {
		if !k.set {
			c.found.Add(diag.YAMLMissingKey, c.doc.At("score"), k.key)
		}
	}
	r := ScoreRule{
		Coverage: or(d.Coverage, 0), MinIndicators: or(d.MinIndicators, MinIndicators), MinDimensions: or(d.MinDimensions, MinDimensions),
		Settings: c.settings("score", settingsDoc{d.Normalise, d.Scale, d.Treat, d.Aggregate}, Settings{Treat: "none"}),
		Combine:  d.Combine, Reference: d.Reference, Scheme: d.Scheme, Unit: indicators.TERYT(d.Unit), Years: d.Years,
	}
	c.between("score.coverage", r.Coverage, 0, 100)
	c.between("score.min_indicators", r.MinIndicators, MinIndicators, 50)
	c.between("score.min_dimensions", r.MinDimensions, MinDimensions, len(dimensions))
	c.oneOf("score.combine", r.Combine, combinations...)
	c.oneOf("score.reference", r.Reference, references...)
	c.oneOf("score.years", r.Years, yearScales...)
	if _, err := indicators.ParseTERYT(d.Unit); d.Unit != "" && err != nil {
		c.bad("score.unit", d.Unit, "TERYT")
	}
	if r.Years == "" {
		r.Years = "each"
	}
	for i, o := range d.Dimensions {
		path := fmt.Sprintf("score.dimensions[%d]", i)
		c.oneOf(path+".dimension", o.Dimension, dimensions...)
		r.Dimensions = append(r.Dimensions, DimensionSettings{indicators.Dimension(o.Dimension),
			c.settings(path, settingsDoc{o.Normalise, o.Scale, o.Treat, o.Aggregate}, r.Settings)})
	}
	return r
}

type keySet struct {
	key string
	set bool
}

// required are the keys of a fiche that has a score.
func (d *scoreDoc) required() []keySet {
	return []keySet{{"normalise", d.Normalise != ""}, {"reference", d.Reference != ""}, {"aggregate", d.Aggregate != ""}, {"coverage", d.Coverage != nil}}
}

// settings takes what is left out from the settings above.
func (c checker) settings(path string, d settingsDoc, above Settings) Settings {
	s := above
	for _, k := range []struct {
		key, got string
		into     *string
		allowed  []string
	}{
		{"normalise", d.Normalise, &s.Normalise, normalisations},
		{"treat", d.Treat, &s.Treat, treatments},
		{"aggregate", d.Aggregate, &s.Aggregate, aggregations},
	} {
		c.oneOf(path+"."+k.key, k.got, k.allowed...)
		if k.got != "" {
			*k.into = k.got
		}
	}
	switch {
	case d.Scale != nil:
		s.Scale = *d.Scale
		if s.Normalise == "zscore" && s.Scale[1] <= 0 || s.Normalise != "zscore" && s.Scale[0] >= s.Scale[1] {
			c.bad(path+".scale", fmt.Sprintf("%v–%v", s.Scale[0], s.Scale[1]), "[0, 100], [1, 100]")
		}
	case (s.Normalise == "zscore") != (above.Normalise == "zscore") || s.Scale == [2]float64{}:
		s.Scale = defaultScale(s.Normalise)
	}
	return s
}

func or(p *int, fallback int) int {
	if p == nil {
		return fallback
	}
	return *p
}
