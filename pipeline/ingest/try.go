package ingest

import (
	"context"
	"io"
	"os"

	"miernik/indicators"
	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// Trial is what reading a file by a profile gives, with nothing kept of it.
type Trial struct {
	Counts     Counts
	Findings   diag.List
	Selections []TriedSelection // as many as the profile has, in its order
	FromYear   indicators.Year
	ToYear     indicators.Year
}

// TriedSelection is what one selection of a profile found.
type TriedSelection struct {
	Variable     string
	Level        indicators.Level
	Observations int
	Missing      int // of them without a value
	Units        int
	FromYear     indicators.Year
	ToYear       indicators.Year
	Example      Observation // the first with a value, else the first
}

// Try reads a file by a profile and tells what came of it. An unreadable file
// is a finding; an error means that the context ended.
func Try(ctx context.Context, src Source, p *profile.Profile) (*Trial, error) {
	t := &trial{byVariable: map[string][]int{}, units: make([]map[indicators.UnitRef]bool, len(p.Select))}
	t.Selections = make([]TriedSelection, len(p.Select))
	for i, s := range p.Select {
		t.Selections[i] = TriedSelection{Variable: s.Variable, Level: s.Level}
		t.byVariable[s.Variable] = append(t.byVariable[s.Variable], i)
		t.units[i] = map[indicators.UnitRef]bool{}
	}
	book, in, err := open(src, p)
	if err != nil {
		t.Findings = diag.List{sheet.Unreadable(src.Name, err)}
		return &t.Trial, nil
	}
	if book != nil {
		defer book.Close()
	} else {
		defer in.Close()
	}
	r := newReader(ctx, book, src.Name, p, t)
	r.in = in
	err = r.read()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	t.Counts, t.Findings, t.FromYear, t.ToYear = r.counts, r.found.all(src.Name), r.minYear, r.maxYear
	if err != nil && err != errNoHeader {
		t.Findings = append(t.Findings, sheet.Unreadable(src.Name, err))
	}
	for i := range t.Selections {
		t.Selections[i].Units = len(t.units[i])
	}
	return &t.Trial, nil
}

// open opens a source for its profile: a spreadsheet, or answers of the API.
func open(src Source, p *profile.Profile) (*sheet.Book, io.ReadCloser, error) {
	if p.Layout == profile.BDLAPI {
		in, err := os.Open(src.Path)
		return nil, in, err
	}
	book, err := sheet.Open(src.Path, sheet.Options{Encoding: p.Encoding, Delimiter: p.Delimiter, Member: src.Member, Record: p.Record()})
	return book, nil, err
}

// trial counts what a reader sends.
type trial struct {
	Trial
	byVariable map[string][]int
	units      []map[indicators.UnitRef]bool
}

func (t *trial) Observation(o Observation) error {
	for _, i := range t.byVariable[o.Variable] {
		s := &t.Selections[i]
		if len(t.byVariable[o.Variable]) > 1 && s.Level != o.Unit.Level() {
			continue // the same variable at another level
		}
		if s.Observations == 0 || !s.Example.HasValue && o.HasValue {
			s.Example = o
		}
		s.Observations++
		if !o.HasValue {
			s.Missing++
		}
		if s.FromYear == 0 || o.Year < s.FromYear {
			s.FromYear = o.Year
		}
		s.ToYear = max(s.ToYear, o.Year)
		t.units[i][o.Unit] = true
	}
	return nil
}

func (t *trial) Contribution(Contribution) error { return nil }
