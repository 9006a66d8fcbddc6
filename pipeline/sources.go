package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"miernik/internal/diag"
	"miernik/pipeline/ingest"
	"miernik/pipeline/observe"
	"miernik/pipeline/profile"
	"miernik/pipeline/register"
	"miernik/pipeline/sheet"
	"miernik/pipeline/snapshot"
	"miernik/pipeline/warehouse"
	"miernik/pipeline/workspace"
)

// delivered is one file, or one member of a portal ZIP, of a source.
type delivered struct {
	profile *profile.Profile
	name    string
	member  string
	snap    snapshot.Snapshot
	state   string // read, unreadable, duplicate, missing
	staged  *ingest.Staged
	found   diag.List
}

// sources keeps every source file and reads the new ones.
func (r *runner) sources(ctx context.Context) error {
	store, err := snapshot.Open(r.ws.State("snapshots"), r.o.Verify)
	if err != nil {
		return err
	}
	if err := r.stage("snapshot", func() (int64, error) {
		r.collect(store)
		return int64(len(r.files)), store.Save()
	}); err != nil {
		return err
	}
	if err := r.stage("ingest", func() (int64, error) { return int64(len(r.files)), r.ingest(ctx) }); err != nil {
		return err
	}
	return r.register(ctx)
}

// collect lists the delivered files of every profile, in a stable order.
func (r *runner) collect(store *snapshot.Store) {
	for _, p := range r.defs.Profiles {
		if p.Origin == profile.Synthetic {
			r.res.Findings.Add(diag.SyntheticData, diag.Place{File: p.File}, p.Source)
		}
		first := map[string]string{} // content → name
		for _, pattern := range p.Files {
			names, err := r.ws.Glob(pattern)
			if errors.Is(err, workspace.ErrOutside) {
				r.res.Findings.Add(diag.FileOutside, diag.Place{File: p.File}, pattern)
				continue
			}
			if err != nil || len(names) == 0 {
				r.res.Findings.Add(diag.FileMissing, diag.Place{File: p.File}, p.Source, pattern)
				r.files = append(r.files, delivered{profile: p, name: pattern, state: "missing"})
				continue
			}
			for _, name := range names {
				r.deliver(store, p, name, first)
			}
		}
	}
}

func (r *runner) deliver(store *snapshot.Store, p *profile.Profile, name string, first map[string]string) {
	d := delivered{profile: p, name: name, state: "read"}
	snap, err := store.Take(name, r.ws.Path(name))
	if err != nil {
		r.res.Findings.Add(diag.FileUnreadable, diag.Place{File: name}, err.Error())
		d.state = "unreadable"
		r.files = append(r.files, d)
		return
	}
	d.snap = snap
	if other, ok := first[snap.SHA256]; ok {
		if other != name { // the same file may match two patterns
			r.res.Findings.Add(diag.FileDuplicate, diag.Place{File: name}, other)
			d.state = "duplicate"
			r.files = append(r.files, d)
		}
		return
	}
	first[snap.SHA256] = name
	if p.Format == profile.TERC {
		r.files = append(r.files, d)
		return
	}
	members, err := ingest.Members(snap.Path)
	if err != nil {
		members = []string{""}
	}
	for _, m := range members {
		d.member = m
		r.files = append(r.files, d)
	}
}

// workers is how many files are read at once.
const workers = 2

func (r *runner) ingest(ctx context.Context) error {
	var unread []*delivered
	for i := range r.files {
		if d := &r.files[i]; d.state == "read" && d.profile.Format != profile.TERC {
			unread = append(unread, d)
		}
	}
	next := make(chan *delivered)
	errs := make([]error, workers)
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for d := range next {
				if errs[w] != nil {
					continue // drain
				}
				errs[w] = r.read(ctx, d)
				mu.Lock()
				done++
				if r.o.Progress != nil {
					r.o.Progress("ingest", done, len(unread))
				}
				mu.Unlock()
			}
		}()
	}
	for _, d := range unread {
		next <- d
	}
	close(next)
	wg.Wait()
	same := map[string]*delivered{}
	for _, d := range unread {
		r.res.Findings = append(r.res.Findings, d.found...)
		if d.staged != nil && d.staged.Counts.Observations > 1 {
			if other := same[d.staged.Content]; other == nil {
				same[d.staged.Content] = d
			} else {
				r.res.Findings.Add(diag.FileSameContent, diag.Place{File: d.name}, other.name, d.staged.Counts.Observations)
			}
		}
		switch {
		case d.staged == nil:
		case d.staged.Fresh:
			r.res.FilesRead++
		default:
			r.res.FilesKept++
		}
	}
	return errors.Join(errs...)
}

func (r *runner) read(ctx context.Context, d *delivered) error {
	src := ingest.Source{Name: d.name, Path: d.snap.Path, SHA256: d.snap.SHA256, Member: d.member}
	st, found, err := ingest.Stage(ctx, r.ws.State("staged"), src, d.profile)
	if err != nil {
		return fmt.Errorf("%s: %w", d.name, err)
	}
	for _, f := range found {
		if f.Code == diag.StageUnreadable {
			r.ops = append(r.ops, f)
		} else {
			d.found = append(d.found, f)
		}
	}
	d.staged = st
	if st == nil {
		d.state = "unreadable"
		return nil
	}
	if f, ok := ingest.YearContradiction(d.name, st); ok {
		d.found = append(d.found, f)
	}
	return nil
}

// register reads the delivered registers and takes the one in force.
func (r *runner) register(ctx context.Context) error {
	var dated []*register.Dated
	for i := range r.files {
		d := &r.files[i]
		if d.profile.Format != profile.TERC || d.state != "read" {
			continue
		}
		reg, found, err := readRegister(ctx, d)
		if err != nil {
			return err
		}
		r.res.Findings = append(r.res.Findings, found...)
		if reg == nil || len(reg.Units) == 0 {
			d.state = "unreadable"
			continue
		}
		dated = append(dated, reg)
	}
	reg, found, err := register.New(dated, r.ws.Config.Register)
	r.res.Findings = append(r.res.Findings, found...)
	var noDate *register.DateError
	switch {
	case errors.As(err, &noDate):
		r.res.Findings.Add(diag.RegisterDate, diag.Place{File: workspace.ConfigFile}, noDate.Date, strings.Join(noDate.Delivered, ", "))
	case err != nil:
		r.res.Findings.Add(diag.RegisterMissing, diag.Place{File: "sources"})
	default:
		r.res.Findings = append(r.res.Findings, reg.Use(r.defs.Mappings)...)
		r.defs.Register = reg
	}
	return nil
}

func readRegister(ctx context.Context, d *delivered) (*register.Dated, diag.List, error) {
	book, err := sheet.Open(d.snap.Path, sheet.Options{Encoding: d.profile.Encoding, Delimiter: d.profile.Delimiter})
	if err != nil {
		return nil, diag.List{sheet.Unreadable(d.name, err)}, nil
	}
	defer book.Close()
	return register.Read(ctx, d.name, book)
}

// observed lists the staged files for the warehouse.
func (r *runner) observed() []observe.File {
	var out []observe.File
	for _, d := range r.files {
		if d.staged != nil {
			out = append(out, observe.File{Source: d.profile.Source, Name: d.name, Snapshot: d.snap.SHA256, Staged: d.staged})
		}
	}
	return out
}

// describe writes the tables run and snapshot.
func (r *runner) describe(ctx context.Context, db *warehouse.DB) error {
	cfg := r.ws.Config
	synthetic := false
	var rows [][]any
	for _, d := range r.files {
		synthetic = synthetic || d.profile.Origin == profile.Synthetic
		row := []any{d.snap.SHA256, d.profile.Source, d.name, d.member, d.state, nil, nil, nil, nil, nil, nil, nil, nil}
		if d.snap.SHA256 != "" {
			row[5] = d.snap.Size
		}
		if s := d.staged; s != nil {
			c := s.Counts
			for i, n := range []int{c.Rows, c.Used, c.Ignored, c.Rejected, c.Observations} {
				row[8+i] = int32(n)
			}
			if s.FromYear > 0 {
				row[6], row[7] = int16(s.FromYear), int16(s.ToYear)
			}
		}
		rows = append(rows, row)
	}
	if err := db.Append(ctx, "snapshot", rows); err != nil {
		return err
	}
	return db.Append(ctx, "run", [][]any{{r.res.Run, cfg.Name, warehouse.Date(r.o.AsOf), r.o.Program, warehouse.Date(r.defs.Register.Date),
		int16(cfg.From), int16(cfg.To), int32(cfg.MinGroup), synthetic}})
}
