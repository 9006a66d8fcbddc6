// Package method states every statistical method of Miernik once, plainly, over
// slices of float64. It is the reference the bulk SQL of the pipeline is held
// against (relative difference at most 1e-9); the methods that SQL does not do
// (outlier loops, Hellwig, TOPSIS, Perkal, draws of weights) run from here.
//
// # Missing values
//
// NaN means "missing", inside this package only: outside, a missing value is a
// status on an expected grid. ±Inf is read as missing too, because a ratio over
// zero is "not applicable" and never infinity. A result that is not defined
// (no data, 0/0, a constant) is NaN together with ok = false where a function
// returns ok; it is never a zero and never a middle score. Inputs are not
// modified, results have the length and order of the input, and no function
// panics on data.
//
// # Direction
//
// Unless a comment says otherwise a function takes directed values, made by
// [Directed]: larger is always more favourable.
//
// # Sources
//
// Formulas come from the project's methods note. Where it names no author:
//   - OECD/JRC, Handbook on Constructing Composite Indicators, 2008: min–max,
//     z-score, ranks, distance to a reference, linear and geometric aggregation.
//   - W. Becker and others, COINr (R package, 1.1.14): conventions of
//     percentile ranks, goalposts, outlier treatment, missing children.
//   - K. Kukuła, metoda unitaryzacji zerowanej: min–max, nominant with a range.
//   - Z. Hellwig 1968; C.-L. Hwang and K. Yoon 1981 (TOPSIS); J. Perkal 1953.
//   - R. J. Hyndman and Y. Fan 1996: quantile definition 7.
package method
