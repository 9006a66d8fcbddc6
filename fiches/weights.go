package fiches

import (
	"math/big"

	"miernik/indicators"
	"miernik/indicators/catalog"
)

// WeightSet is a complete assignment of weights beside the fiche's own.
type WeightSet struct {
	ID         string
	Name       indicators.Text
	Why        string
	Weights    map[string]int               // by indicator, every monitoring one
	Dimensions map[indicators.Dimension]int // nil: the fiche's own
}

// The sets every fiche has: its own weights, and two that are computed.
const (
	SetExpert      = "expert"       // the weights written in the fiche
	SetEqual       = "equal"        // every monitoring indicator the same
	SetByDimension = "by_dimension" // every dimension that has indicators the same, its indicators equal
)

// Weighted is a weight set worked out: points of the fiche's 100 by indicator,
// after the weights of dimensions. They sum to exactly 100.
type Weighted struct {
	ID     string
	Name   indicators.Text
	Why    string
	Points map[string]*big.Rat
}

// Weights works out every weight set of a fiche: its own, the computed ones,
// then the named ones in their order. A fiche without a score has none.
func (f *Fiche) Weights(cat *catalog.Catalog) []Weighted {
	items := f.MonitoringItems()
	if !f.Scored() || len(items) == 0 {
		return nil
	}
	dimension := func(it Item) indicators.Dimension { return cat.Cards[it.Indicator].Value.Dimension }
	count := map[indicators.Dimension]int64{}
	own, ownDims := map[string]int{}, map[indicators.Dimension]int{}
	for _, it := range items {
		count[dimension(it)]++
		own[it.Indicator] = it.Weight
	}
	for _, d := range f.Dimensions {
		ownDims[d.Dimension] = d.Weight
	}
	written := func(weights map[string]int, dims map[indicators.Dimension]int) map[string]*big.Rat {
		out := map[string]*big.Rat{}
		for _, it := range items {
			r := big.NewRat(int64(weights[it.Indicator]), 1)
			if len(f.Dimensions) > 0 {
				r.Mul(r, big.NewRat(int64(dims[dimension(it)]), 100))
			}
			out[it.Indicator] = r
		}
		return out
	}
	equal, byDimension := map[string]*big.Rat{}, map[string]*big.Rat{}
	for _, it := range items {
		equal[it.Indicator] = big.NewRat(100, int64(len(items)))
		byDimension[it.Indicator] = big.NewRat(100, int64(len(count))*count[dimension(it)])
	}
	out := []Weighted{
		{SetExpert, indicators.Text{PL: "wagi fiszki", EN: "weights of the fiche"}, "", written(own, ownDims)},
		{SetEqual, indicators.Text{PL: "równe wagi wskaźników", EN: "equal weights of indicators"}, "Każdy wskaźnik monitoringowy waży tyle samo.", equal},
		{SetByDimension, indicators.Text{PL: "równe wagi wymiarów", EN: "equal weights of dimensions"}, "Każdy wymiar, który ma wskaźniki, waży tyle samo; w wymiarze wskaźniki ważą po równo.", byDimension},
	}
	for _, s := range f.WeightSets {
		dims := s.Dimensions
		if dims == nil {
			dims = ownDims
		}
		out = append(out, Weighted{s.ID, s.Name, s.Why, written(s.Weights, dims)})
	}
	return out
}
