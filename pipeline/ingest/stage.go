package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"miernik/internal/diag"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
)

// Staged is a source file read into Parquet, one folder per (snapshot,
// profile version, member). It is content-addressed: unchanged input is not
// read again.
type Staged struct {
	Key          string
	Member       string // path inside a portal ZIP
	Observations string // Parquet file
	Cells        string // Parquet file of contributions
	Content      string // equal for files that say the same, see FileSameContent
	Counts       Counts
	Findings     diag.List
	FromYear     int
	ToYear       int
	Fresh        bool // read in this run
}

// Source is a file to stage: its kept bytes and its name in the workspace.
type Source struct {
	Name   string // relative to the workspace
	Path   string // of the snapshot
	SHA256 string
	Member string
}

// Key identifies what reading a source by a profile gives. The file's name
// counts only where the year is taken from it.
func Key(src Source, p *profile.Profile) string {
	name := ""
	if p.NamedYear() {
		name = filepath.Base(src.Name)
	}
	sum := sha256.Sum256([]byte(src.SHA256 + "\n" + p.Hash + "\n" + src.Member + "\n" + name))
	return hex.EncodeToString(sum[:16])
}

// Stage reads a source into dir/KEY, or finds it there. An unreadable file
// gives no Staged and a finding; an error means the state folder failed.
func Stage(ctx context.Context, dir string, src Source, p *profile.Profile) (*Staged, diag.List, error) {
	key := Key(src, p)
	folder := filepath.Join(dir, key)
	if st, err := load(folder, key, src); err == nil {
		return st, st.Findings, nil
	} else if !errors.Is(err, os.ErrNotExist) {
		damaged := diag.List{diag.New(diag.StageUnreadable, diag.Place{File: src.Name}, err.Error())}
		st, found, err := read(ctx, dir, folder, key, src, p)
		return st, append(damaged, found...), err
	}
	return read(ctx, dir, folder, key, src, p)
}

func read(ctx context.Context, dir, folder, key string, src Source, p *profile.Profile) (*Staged, diag.List, error) {
	book, in, err := open(src, p)
	if err != nil {
		return nil, diag.List{sheet.Unreadable(src.Name, err)}, nil
	}
	if book != nil {
		defer book.Close()
	} else {
		defer in.Close()
	}
	tmp, err := os.MkdirTemp(dir, "incoming-*")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(tmp)
	st, readErr, err := readInto(ctx, tmp, book, in, key, src, p)
	if err != nil {
		return nil, nil, err
	}
	if readErr != nil {
		if errors.Is(readErr, errNoHeader) {
			return nil, st.Findings, nil
		}
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		return nil, append(st.Findings, sheet.Unreadable(src.Name, readErr)), nil
	}
	if err := st.save(tmp); err != nil {
		return nil, nil, err
	}
	if err := os.RemoveAll(folder); err != nil {
		return nil, nil, err
	}
	if err := os.Rename(tmp, folder); err != nil {
		return nil, nil, err
	}
	st.place(folder)
	st.Fresh = true
	return st, st.Findings, nil
}

// readInto fills tmp. readErr concerns the file, err our own disk.
func readInto(ctx context.Context, tmp string, book *sheet.Book, in io.Reader, key string, src Source, p *profile.Profile) (st *Staged, readErr, err error) {
	st = &Staged{Key: key, Member: src.Member}
	st.place(tmp)
	obs, err := newTable(st.Observations, observationSchema)
	if err != nil {
		return nil, nil, err
	}
	cells, err := newTable(st.Cells, contributionSchema)
	if err != nil {
		return nil, nil, errors.Join(err, obs.close())
	}
	sink := &parquetSink{obs: obs, cells: cells}
	r := newReader(ctx, book, src.Name, p, sink)
	r.in = in
	readErr = r.read()
	st.Counts, st.Findings = r.counts, r.found.all(src.Name)
	st.FromYear, st.ToYear, st.Content = int(r.minYear), int(r.maxYear), sink.content.String()
	return st, readErr, errors.Join(obs.close(), cells.close())
}

func (s *Staged) place(folder string) {
	s.Observations = filepath.Join(folder, "observations.parquet")
	s.Cells = filepath.Join(folder, "cells.parquet")
}

// manifest is the JSON beside the Parquet files.
type manifest struct {
	Content  string        `json:"content"`
	Counts   Counts        `json:"counts"`
	FromYear int           `json:"from_year"`
	ToYear   int           `json:"to_year"`
	Findings []findingJSON `json:"findings"`
}

func (s *Staged) save(folder string) error {
	m := manifest{Content: s.Content, Counts: s.Counts, FromYear: s.FromYear, ToYear: s.ToYear}
	for _, f := range s.Findings {
		m.Findings = append(m.Findings, encodeFinding(f))
	}
	text, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "manifest.json"), text, 0o644)
}

func load(folder, key string, src Source) (*Staged, error) {
	text, err := os.ReadFile(filepath.Join(folder, "manifest.json"))
	if err != nil {
		return nil, err
	}
	var m manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, err
	}
	st := &Staged{Key: key, Member: src.Member, Content: m.Content, Counts: m.Counts, FromYear: m.FromYear, ToYear: m.ToYear}
	st.place(folder)
	for _, path := range []string{st.Observations, st.Cells} {
		if err := complete(path); err != nil {
			return nil, err
		}
	}
	for _, f := range m.Findings {
		st.Findings = append(st.Findings, f.finding(src.Name))
	}
	return st, nil
}

// complete checks the magic bytes at both ends of a Parquet file, which a
// write that was cut short does not have.
func complete(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%s: %v", filepath.Base(path), err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() < 12 {
		return fmt.Errorf("%s is incomplete", filepath.Base(path))
	}
	ends := make([]byte, 8)
	if _, err := f.ReadAt(ends[:4], 0); err != nil {
		return err
	}
	if _, err := f.ReadAt(ends[4:], info.Size()-4); err != nil {
		return err
	}
	if string(ends) != "PAR1PAR1" {
		return fmt.Errorf("%s is incomplete", filepath.Base(path))
	}
	return nil
}

// findingJSON keeps a finding without its file name, which may differ the
// next time the same bytes come.
type findingJSON struct {
	Code     string    `json:"code"`
	Severity string    `json:"severity"`
	Sheet    string    `json:"sheet,omitempty"`
	Row      int       `json:"row,omitempty"`
	Col      int       `json:"col,omitempty"`
	Args     []argJSON `json:"args,omitempty"`
}

// argJSON keeps the type of an argument, because texts are formatted by it.
type argJSON struct {
	S *string      `json:"s,omitempty"`
	I *int         `json:"i,omitempty"`
	P *diag.Phrase `json:"p,omitempty"`
}

func encodeFinding(f diag.Finding) findingJSON {
	j := findingJSON{Code: string(f.Code), Severity: f.Severity.String(), Sheet: f.Place.Sheet, Row: f.Place.Row, Col: f.Place.Col}
	for _, a := range f.Args {
		switch a := a.(type) {
		case int:
			j.Args = append(j.Args, argJSON{I: &a})
		case diag.Phrase:
			j.Args = append(j.Args, argJSON{P: &a})
		default:
			s := fmt.Sprint(a)
			j.Args = append(j.Args, argJSON{S: &s})
		}
	}
	return j
}

func (j findingJSON) finding(file string) diag.Finding {
	f := diag.Finding{Code: diag.Code(j.Code), Place: diag.Place{File: file, Sheet: j.Sheet, Row: j.Row, Col: j.Col}}
	f.Severity, _ = diag.ParseSeverity(j.Severity)
	for _, a := range j.Args {
		switch {
		case a.I != nil:
			f.Args = append(f.Args, *a.I)
		case a.P != nil:
			f.Args = append(f.Args, *a.P)
		case a.S != nil:
			f.Args = append(f.Args, *a.S)
		}
	}
	return f
}

// Members lists the files to read of a source: itself, or each spreadsheet in
// a portal ZIP.
func Members(path string) ([]string, error) {
	names, err := sheet.Members(path, sheet.DefaultLimits())
	var se *sheet.Error
	if errors.As(err, &se) || len(names) == 0 {
		return []string{""}, nil // no ZIP of spreadsheets: Open says what is wrong, if anything
	}
	return names, err
}
