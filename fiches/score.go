package fiches

import "miernik/indicators"

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
	Scale     [2]float64 // ends of the common scale; mean and deviation for zscore
	Treat     string     // none, winsorise: outliers before normalising
	Aggregate string     // indicators into their dimension, or into the service
}

// DimensionSettings are the settings of one dimension.
type DimensionSettings struct {
	Dimension indicators.Dimension
	Settings
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
