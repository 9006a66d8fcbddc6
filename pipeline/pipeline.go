// Package pipeline runs the stages in their order: sources are kept as
// snapshots, read into staged Parquet, brought into the warehouse, diagnosed,
// evaluated, scored, compared and published as one DuckDB file.
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gofrs/flock"

	"miernik/data"
	"miernik/fiches"
	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/internal/diag"
	"miernik/pipeline/correction"
	"miernik/pipeline/define"
	"miernik/pipeline/observe"
	"miernik/pipeline/peers"
	"miernik/pipeline/practice"
	"miernik/pipeline/profile"
	"miernik/pipeline/register"
	"miernik/pipeline/revision"
	"miernik/pipeline/sensitivity"
	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

// Options of a run. The clock is injected: it times the stages and nothing else.
type Options struct {
	AsOf     time.Time // day that decides what is overdue
	Program  string    // version of the program
	Verify   bool      // hash every source again
	Force    bool      // build even when nothing changed
	Progress func(stage string, done, total int)
	Now      func() time.Time
}

// Result tells what a run did.
type Result struct {
	Run          string
	Unchanged    bool // the published file already holds this input
	Findings     diag.List
	FilesRead    int
	FilesKept    int // staged before and not read again
	Observations int64
	Stages       []StageTime
	Foreign      []string // logs of foreign writers that were removed
	BadDefs      bool     // some definition was left out
	Counts       FindingCounts
}

// FindingCounts counts findings by severity. They are known of an unchanged
// run too, whose findings are in the published file.
type FindingCounts struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
}

// AtLeast counts findings of at least a severity.
func (c FindingCounts) AtLeast(s diag.Severity) int {
	n := c.Errors
	if s <= diag.Warning {
		n += c.Warnings
	}
	if s <= diag.Info {
		n += c.Infos
	}
	return n
}

func countFindings(l diag.List) FindingCounts {
	e, w := l.Count(diag.Error), l.Count(diag.Warning)
	return FindingCounts{Errors: e, Warnings: w - e, Infos: len(l) - w}
}

// StageTime is how long a stage took. Times are never part of the database.
type StageTime struct {
	Stage   string        `json:"stage"`
	Elapsed time.Duration `json:"elapsed_ns"`
	Rows    int64         `json:"rows"`
}

// ErrLocked is returned when another run holds the workspace.
var ErrLocked = errors.New("another run holds the workspace")

// ErrNoRegister is returned when no register of units could be read.
var ErrNoRegister = errors.New("no register of units")

// LoadDefinitions reads cards, fiches, profiles, corrections and mappings: the
// built-in ones and those of the workspace. What has an error is left out.
func LoadDefinitions(ws *workspace.Workspace) (define.Definitions, diag.List) {
	cat, found := catalog.Load(catalog.Builtin(), ws.Layer("indicators"))
	set, more := fiches.Load(cat, fiches.Builtin(), ws.Layer("fiches"))
	found = append(found, more...)
	profiles, more := profile.Load(ws.Layer("sources"), cat)
	found = append(found, more...)
	corrections, more := correction.Load(ws.Layer("corrections"), cat)
	found = append(found, more...)
	mappings, more := register.LoadMappings(builtinMappings(), ws.Layer("mappings"))
	found = append(found, more...)
	groups, more := peers.Load(cat, peers.Builtin(), ws.Layer("peers"))
	found = append(append(found, more...), unknownGroups(groups, ws.Config.Display)...)
	practices, more := practice.Load(ws.Layer("practices"), set)
	return define.Definitions{Catalog: cat, Fiches: set, Profiles: profiles, Corrections: corrections, Mappings: mappings,
		Peers: groups, Practices: practices}, append(found, more...)
}

// unknownGroups reports groups that the configuration shows and nobody named.
func unknownGroups(d *peers.Definitions, display []peers.Shown) diag.List {
	var found diag.List
	for _, s := range display {
		if s.Group != "" && !slices.ContainsFunc(d.Groups, func(g peers.Group) bool { return g.ID == s.Group }) {
			found.Add(diag.PeerGroup, diag.Place{File: workspace.ConfigFile}, s.Group)
		}
	}
	return found
}

// CheckDefinitions reports what only all definitions together show: names that
// repeat, cards no fiche uses, variables no profile fills. A workspace without
// a source yet is not told of every variable it lacks.
func CheckDefinitions(d define.Definitions) diag.List {
	filled := map[string]bool{}
	for _, p := range d.Profiles {
		for _, s := range p.Select {
			filled[s.Variable+"\n"+string(s.Level)] = true
		}
	}
	e := fiches.Everything{Catalog: d.Catalog, Set: d.Fiches, Likened: d.Peers.Likened(peers.Schemes())}
	if len(filled) > 0 {
		e.Filled = func(variable string, level indicators.Level) bool { return filled[variable+"\n"+string(level)] }
	}
	return append(d.Catalog.Check(), fiches.Check(e)...)
}

func builtinMappings() catalog.Layer {
	return catalog.Layer{FS: data.Mappings(), Prefix: "data/mappings"}
}

// Run executes the batch. Bad input gives findings; an error means that the
// published file is untouched.
func Run(ctx context.Context, ws *workspace.Workspace, o Options) (*Result, error) {
	for _, dir := range []string{ws.Out(), ws.State("staged"), ws.State("tmp")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
	}
	lock := flock.New(ws.State("lock"))
	if ok, err := lock.TryLock(); err != nil || !ok {
		return nil, errors.Join(ErrLocked, err)
	}
	defer lock.Unlock()

	r := &runner{ws: ws, o: o, res: &Result{}}
	defs, found := LoadDefinitions(ws)
	r.defs, r.res.BadDefs = defs, found.Count(diag.Error) > 0
	r.res.Findings = found
	if err := r.sources(ctx); err != nil {
		return r.res, err
	}
	if r.defs.Register == nil {
		return r.res, ErrNoRegister
	}
	r.res.Run = r.identity()
	if last := r.published(); last != nil && !o.Force {
		r.res.Unchanged, r.res.Counts, r.res.Observations = true, last.Findings, last.Observations
		return r.res, nil
	}
	if err := r.build(ctx); err != nil {
		return r.res, errors.Join(err, warehouse.Clean(ws.Database()))
	}
	r.res.Counts = countFindings(r.res.Findings)
	return r.res, r.saveHistory()
}

type runner struct {
	ws    *workspace.Workspace
	o     Options
	res   *Result
	defs  define.Definitions
	files []delivered
	ops   diag.List // about the machine, not the input: not in the database
}

// stage runs one step with its time.
func (r *runner) stage(name string, f func() (int64, error)) error {
	if r.o.Progress != nil {
		r.o.Progress(name, 0, 0)
	}
	start := r.o.Now()
	rows, err := f()
	r.res.Stages = append(r.res.Stages, StageTime{name, r.o.Now().Sub(start), rows})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// published is the history entry of the published file when that file was
// made from this very input.
func (r *runner) published() *HistoryEntry {
	if _, err := os.Stat(r.ws.Database()); err != nil {
		return nil
	}
	last, err := LastRun(r.ws)
	if err != nil || last == nil || last.Run != r.res.Run {
		return nil
	}
	return last
}

// build makes the new database and publishes it.
func (r *runner) build(ctx context.Context) error {
	path := r.ws.Database()
	if err := warehouse.Clean(path); err != nil {
		return err
	}
	db, err := warehouse.Create(ctx, warehouse.NextPath(path), warehouse.Options{
		MemoryMB: r.ws.Config.MemoryMB, Threads: r.ws.Config.Threads, TempDir: r.ws.State("tmp")})
	if err != nil {
		return err
	}
	if err := r.stages(ctx, db); err != nil {
		return errors.Join(err, db.Close())
	}
	if err := db.Close(); err != nil {
		return err
	}
	return r.stage("publish", func() (int64, error) {
		foreign, err := warehouse.Publish(path)
		for _, name := range foreign {
			r.ops.Add(diag.PublishedLog, diag.Place{File: "out/" + name}, name)
		}
		r.res.Findings = append(r.res.Findings, r.ops...)
		return 0, err
	})
}

func (r *runner) stages(ctx context.Context, db *warehouse.DB) error {
	table := func(name string, f func() error) func() (int64, error) {
		return func() (int64, error) {
			if err := f(); err != nil {
				return 0, err
			}
			return db.Count(ctx, "SELECT count(*) FROM "+name)
		}
	}
	collect := func(found diag.List, err error) error {
		r.res.Findings = append(r.res.Findings, found...)
		return err
	}
	type step struct {
		name string
		f    func() (int64, error)
	}
	steps := []step{
		{"define", table("indicator_term", func() error {
			return errors.Join(define.Run(ctx, db, r.defs, r.ws.Config), r.describe(ctx, db))
		})},
		{"observe", table("observation", func() error { return collect(observe.Run(ctx, db, r.defs.Register, r.observed(), r.defs.Corrections)) })},
	}
	plan := r.ws.Config.Plan(r.defs.Peers)
	for _, d := range derived(ctx, db, &plan) {
		steps = append(steps, step{d.name, table(d.table, func() error { return collect(d.run()) })})
	}
	steps = append(steps,
		step{"sensitivity", table("rank_range", func() error { return sensitivity.Run(ctx, db, r.tested()) })},
		step{"revision", table("revision", func() error { return r.revise(ctx, db) })})
	for _, s := range steps {
		if err := r.stage(s.name, s.f); err != nil {
			return err
		}
	}
	return r.finish(ctx, db)
}

// tested are the settings of the test of the method. Units are compared within
// the comparison group.
func (r *runner) tested() sensitivity.Options {
	return sensitivity.Options{Options: r.ws.Config.Test, Threads: r.ws.Config.Threads, Scheme: r.ws.Config.Compare}
}

// revise compares with the file that is published now.
func (r *runner) revise(ctx context.Context, db *warehouse.DB) error {
	path := r.ws.Database()
	if _, err := os.Stat(path); err != nil {
		path = ""
	}
	note, err := revision.Run(ctx, db, path)
	if note == revision.Unreadable || note == revision.OtherTables {
		r.ops.Add(diag.RevisionNone, diag.Place{File: "out/" + filepath.Base(path)}, note)
	}
	return err
}

// finish writes the run's own tables and the views, and drops the work tables.
func (r *runner) finish(ctx context.Context, db *warehouse.DB) error {
	var err error
	if r.res.Observations, err = db.Count(ctx, "SELECT count(*) FROM observation"); err != nil {
		return err
	}
	r.res.Findings.Sort()
	if err := db.Append(ctx, "finding", findingRows(r.res.Findings)); err != nil {
		return err
	}
	var rows [][]any
	for i, s := range r.res.Stages {
		rows = append(rows, []any{s.Stage, int32(i + 1), s.Rows})
	}
	if err := db.Append(ctx, "stage_run", rows); err != nil {
		return err
	}
	if err := db.Exec(ctx, "DROP SCHEMA work CASCADE"); err != nil {
		return err
	}
	if err := db.Views(ctx); err != nil {
		return err
	}
	return db.Exec(ctx, "CHECKPOINT")
}

func findingRows(found diag.List) [][]any {
	var rows [][]any
	for _, f := range found {
		var row, col any
		if f.Place.Row > 0 {
			row = int32(f.Place.Row)
		}
		if f.Place.Col > 0 {
			col = int32(f.Place.Col)
		}
		rows = append(rows, []any{f.Severity.String(), string(f.Code), f.Place.String(), f.Place.File, f.Place.Sheet, row, col,
			f.Message("pl"), f.Message("en"), f.Hint("pl"), f.Hint("en")})
	}
	return rows
}
