package method

import "math"

// LogKind names a log transform of the outlier treatment.
type LogKind uint8

// The log transforms of COINr, over the present values with range = max−min.
const (
	NoLog   LogKind = iota
	LogCT           // ln(x−min+0.01·range)
	LogPlus         // LogCT when skewness ≥ 0, else −ln(max+0.01·range−x) (COINr log_CT_plus)
	LogOrig         // ln(x−min+1) (COINr log_CT_orig)
)

// TreatRule is the rule of [Treat]. [DefaultTreatRule] is Miernik's.
type TreatRule struct {
	Skewness  float64 // an indicator fails when |skewness| ≥ this
	Kurtosis  float64 // and kurtosis ≥ this
	MaxPoints int     // at most so many winsorised units
	Log       LogKind // applied when winsorising does not help
	// LogWinsorised takes the log of the winsorised values, not of the
	// original ones.
	LogWinsorised bool
}

// DefaultTreatRule is |skewness| ≥ 2 and kurtosis ≥ 3.5, at most 5 points, then
// LogCT of the original values. Source: methods note, "Outliers"; COINr Treat.
func DefaultTreatRule() TreatRule {
	return TreatRule{Skewness: 2, Kurtosis: 3.5, MaxPoints: 5, Log: LogCT}
}

// Shape is what the rule looks at. Pass is true unless both limits are reached;
// fewer than four values or a constant have NaN moments and pass.
type Shape struct {
	Skewness, Kurtosis float64
	Pass               bool
}

// shape measures xs against the rule.
func (r TreatRule) shape(xs []float64) Shape {
	var s Shape
	s.Skewness, s.Kurtosis = skewnessKurtosis(xs)
	s.Pass = !(math.Abs(s.Skewness) >= r.Skewness && s.Kurtosis >= r.Kurtosis)
	return s
}

// TreatedPoint is one winsorised unit, for the log of treated values.
type TreatedPoint struct {
	Unit     int     // position in the input
	High     bool    // pulled down from the high end, else up from the low end
	From, To float64 // the raw value and the one that replaced it
}

// Treatment is the result of [Treat] for one indicator.
type Treatment struct {
	Values     []float64      // treated values, missing kept
	Points     []TreatedPoint // winsorised units in the order of the input
	Log        LogKind        // transform applied to all values, or NoLog
	Before     Shape          // of the input
	Winsorised Shape          // after winsorising; equals Before without points
	After      Shape          // of Values; Pass can still be false
}

// Limits are the ends that winsorising left: a value beyond low or high became
// low or high; NaN where that end was not touched.
func (t Treatment) Limits() (low, high float64) {
	low, high = math.NaN(), math.NaN()
	for _, p := range t.Points {
		if p.High {
			high = p.To
		} else {
			low = p.To
		}
	}
	return low, high
}

// Treat removes outliers of one indicator in its own (not directed) unit. While
// the values fail the rule, all units at the maximum (skewness ≥ 0) or minimum
// (skewness < 0) take the next value inwards. A step that would bring the
// number of changed units above MaxPoints is not taken, so a 0/1 indicator with
// 60 ones keeps them; COINr counts only after the step and would make it
// constant. If the values still fail, all are transformed by Log (of the
// original values, or of the winsorised ones when LogWinsorised). Points then
// still lists what winsorising had changed. Source: COINr Treat.
func Treat(xs []float64, rule TreatRule) Treatment {
	t := Treatment{Before: rule.shape(xs)}
	values := cleaned(xs)
	now := t.Before
	for !now.Pass {
		next, changed := pullIn(values, now.Skewness >= 0)
		if !changed || countChanged(xs, next) > rule.MaxPoints {
			break
		}
		values = next
		now = rule.shape(values)
	}
	t.Winsorised = now
	t.Points = treatedPoints(xs, values)
	if !now.Pass && rule.Log != NoLog {
		source := xs
		if rule.LogWinsorised {
			source = values
		}
		values = LogTransform(source, rule.Log)
		t.Log = rule.Log
		now = rule.shape(values)
	}
	t.Values, t.After = values, now
	return t
}

// pullIn returns xs with every unit at the high or low end moved to the next
// value inwards, and whether there was one.
func pullIn(xs []float64, high bool) ([]float64, bool) {
	lo, hi, _ := Extent(xs)
	end, to := lo, math.Inf(1)
	if high {
		end, to = hi, math.Inf(-1)
	}
	for _, x := range xs {
		if present(x) && x != end && (x < to) != high {
			to = x
		}
	}
	if !present(to) {
		return xs, false
	}
	ys := cleaned(xs)
	for i, y := range ys {
		if y == end {
			ys[i] = to
		}
	}
	return ys, true
}

func countChanged(before, after []float64) int { return len(treatedPoints(before, after)) }

// treatedPoints lists the units whose present value changed.
func treatedPoints(before, after []float64) []TreatedPoint {
	var points []TreatedPoint
	for i, x := range before {
		if present(x) && after[i] != x {
			points = append(points, TreatedPoint{Unit: i, High: after[i] < x, From: x, To: after[i]})
		}
	}
	return points
}

// LogShift gives the two numbers of the transform [LogCT], ln(x−from+offset):
// the smallest value and a hundredth of the range.
func LogShift(xs []float64) (from, offset float64) {
	lo, hi, _ := Extent(xs)
	return lo, 0.01 * (hi - lo)
}

// LogTransform applies one log transform to the present values; NoLog copies
// them. A constant has no spread to transform: all NaN for LogCT and LogPlus,
// 0 for LogOrig. The order of units is kept. Source: COINr log_CT and variants.
func LogTransform(xs []float64, kind LogKind) []float64 {
	lo, hi, _ := Extent(xs)
	_, offset := LogShift(xs)
	switch {
	case kind == NoLog:
		return cleaned(xs)
	case kind == LogOrig:
		return transform(xs, func(x float64) float64 { return math.Log(x - lo + 1) })
	case lo == hi:
		return missing(len(xs))
	case kind == LogPlus && Skewness(xs) < 0:
		return transform(xs, func(x float64) float64 { return -math.Log(hi + offset - x) })
	}
	return transform(xs, func(x float64) float64 { return math.Log(x - lo + offset) })
}
