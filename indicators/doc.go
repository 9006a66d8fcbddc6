// Package indicators says what a number means: the unit it belongs to
// (TERYT), the period, its status and flags, the variable it is a value of,
// and the indicator card with its linear formula.
//
// The package depends on the standard library only, so that everything above
// it (fiches, pipeline, command line) can share one vocabulary.
package indicators
