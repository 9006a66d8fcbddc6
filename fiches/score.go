package fiches

import (
	"fmt"

	"miernik/indicators"
)

// Normalisations, treatments, aggregations and references a fiche may ask for.
// Their formulas are those of indicators/method.
var (
	normalisations = []string{"minmax", "zscore", "percentile", "rank", "borda", "target", "reference", "goalposts"}
	treatments     = []string{"none", "winsorise"}
	aggregations   = []string{"arithmetic", "geometric", "harmonic", "hellwig", "topsis", "perkal"}
	combinations   = []string{"arithmetic", "geometric", "harmonic"} // of dimensions and nodes: one value a child
	references     = []string{"national", "peer"}
	yearScales     = []string{"each", "pooled"}
	fillMethods    = []string{"locf", "interpolate", "growth_of_peers", "peer_median", "ratio_to_parent"}
)

// ScoreRule says how the score of a fiche is made, level by level.
type ScoreRule struct {
	None string // why there is no score; the rest is empty then

	Coverage      int // per cent of weight, and of number, that must be known
	MinIndicators int // fewer known monitoring indicators: no score
	MinDimensions int // fewer dimensions: no score

	Settings          // of indicators, unless their dimension says otherwise
	Combine    string // dimensions into the service; empty without weights of dimensions
	Reference  string // national: all units the fiche applies to; peer: the groups of Scheme
	Scheme     string
	Unit       indicators.TERYT // normalise reference: the unit compared with
	Years      string           // each: one scale a year; pooled: one scale over all years
	Dimensions []DimensionSettings
}

// Settings bring indicators to one scale and together.
type Settings struct {
	Normalise string
	Scale     [2]float64 // ends of the common scale; mean and deviation for zscore; nothing to rank and borda
	Treat     string     // none, winsorise: outliers before normalising
	Aggregate string     // indicators into their dimension, or into the service
}

// DimensionSettings are the settings of one dimension.
type DimensionSettings struct {
	Dimension indicators.Dimension
	Settings
}

// Scale is what the scores of a method lie on. Scores are put together, or
// beside each other in a hierarchy, on one scale only.
type Scale struct {
	Of        string  // ends, deviations (mean and standard deviation), places, points
	Low, High float64 // 0 for places and points
}

// String names a scale in a finding.
func (s Scale) String() string {
	switch s.Of {
	case "ends":
		return fmt.Sprintf("[%v, %v]", s.Low, s.High)
	case "deviations":
		return fmt.Sprintf("zscore [%v, %v]", s.Low, s.High)
	}
	return s.Of
}

// Positive reports whether every score of the scale is above 0, as geometric
// and harmonic means need.
func (s Scale) Positive() bool { return s.Of == "ends" && s.Low > 0 }

// ScoreScale is the scale of what the settings make: that of the normalised
// values, but Hellwig's measure is 1 − d/d₀, given in per cent of the pattern.
func (s Settings) ScoreScale() Scale {
	switch {
	case s.Aggregate == "hellwig":
		return Scale{Of: "ends", Low: 0, High: 100}
	case s.Normalise == "rank":
		return Scale{Of: "places"}
	case s.Normalise == "borda":
		return Scale{Of: "points"}
	case s.Normalise == "zscore":
		return Scale{"deviations", s.Scale[0], s.Scale[1]}
	}
	return Scale{"ends", s.Scale[0], s.Scale[1]}
}

// defaultScale is the scale where none is written.
func defaultScale(normalise string) [2]float64 {
	if normalise == "zscore" {
		return [2]float64{0, 1}
	}
	return [2]float64{0, 100}
}

// SettingsOf are the settings that hold for indicators of a dimension.
func (r ScoreRule) SettingsOf(d indicators.Dimension) Settings {
	for _, o := range r.Dimensions {
		if o.Dimension == d {
			return o.Settings
		}
	}
	return r.Settings
}
