package ingest

import (
	"maps"
	"slices"

	"miernik/internal/diag"
)

// maxFindings bounds the findings of one code in one file: a file of another
// kind than its profile says may give one a row.
const maxFindings = 200

// findings collects what is noticed in a file. What is above the limit of its
// code is counted.
type findings struct {
	list   diag.List
	counts map[diag.Code]int
}

// Add lists or counts a finding. It reports whether it was listed.
func (f *findings) Add(code diag.Code, place diag.Place, args ...any) bool {
	if f.counts == nil {
		f.counts = map[diag.Code]int{}
	}
	f.counts[code]++
	if f.counts[code] > maxFindings {
		return false
	}
	f.list.Add(code, place, args...)
	return true
}

// all is the list, with a finding for what was only counted.
func (f *findings) all(file string) diag.List {
	out := slices.Clone(f.list)
	for _, code := range slices.Sorted(maps.Keys(f.counts)) {
		if more := f.counts[code] - maxFindings; more > 0 {
			rest := diag.New(diag.FindingsMore, diag.Place{File: file}, string(code), maxFindings, more)
			rest.Severity = diag.New(code, diag.Place{}).Severity
			out = append(out, rest)
		}
	}
	return out
}
