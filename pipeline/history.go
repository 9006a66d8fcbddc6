package pipeline

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"miernik/fiches"
	"miernik/indicators/catalog"
	"miernik/pipeline/peers"
	"miernik/pipeline/workspace"
)

// HistoryEntry is one line of the run history, state/history.jsonl. Times are
// kept here and not in the database, whose content depends on input alone.
type HistoryEntry struct {
	Run          string        `json:"run"`
	Started      time.Time     `json:"started"`
	AsOf         string        `json:"as_of"`
	FilesRead    int           `json:"files_read"`
	FilesKept    int           `json:"files_kept"`
	Observations int64         `json:"observations"`
	Findings     FindingCounts `json:"findings"`
	Stages       []StageTime   `json:"stages"`
}

func (r *runner) saveHistory() error {
	var total time.Duration
	for _, s := range r.res.Stages {
		total += s.Elapsed
	}
	text, err := json.Marshal(HistoryEntry{
		Run: r.res.Run, Started: r.o.Now().Add(-total).UTC(), AsOf: r.o.AsOf.Format(time.DateOnly),
		FilesRead: r.res.FilesRead, FilesKept: r.res.FilesKept, Observations: r.res.Observations,
		Findings: r.res.Counts, Stages: r.res.Stages,
	})
	if err != nil {
		return err
	}
	f, err := os.OpenFile(r.ws.State("history.jsonl"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(append(text, '\n'))
	return errors.Join(err, f.Close())
}

// History reads the run history, oldest first. Lines that a crash cut short
// are passed over.
func History(ws *workspace.Workspace) ([]HistoryEntry, error) {
	f, err := os.Open(ws.State("history.jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []HistoryEntry
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var e HistoryEntry
		if json.Unmarshal(sc.Bytes(), &e) == nil {
			out = append(out, e)
		}
	}
	return out, sc.Err()
}

// LastRun is the newest entry of the history, nil without one.
func LastRun(ws *workspace.Workspace) (*HistoryEntry, error) {
	all, err := History(ws)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return &all[len(all)-1], nil
}

// identity hashes everything that decides the result of a run.
func (r *runner) identity() string {
	h := sha256.New()
	fmt.Fprintf(h, "program %s\nas-of %s\n", r.o.Program, r.o.AsOf.Format(time.DateOnly))
	for _, layer := range []catalog.Layer{
		catalog.Builtin(), fiches.Builtin(), r.ws.Layer("indicators"), r.ws.Layer("fiches"), r.ws.Layer("sources"), r.ws.Layer("corrections"),
		builtinMappings(), r.ws.Layer("mappings"), peers.Builtin(), r.ws.Layer("peers"), r.ws.Layer("practices"),
	} {
		hashLayer(h, layer)
	}
	config, err := os.ReadFile(r.ws.Path(workspace.ConfigFile))
	fmt.Fprintf(h, "config %x %v\n", sha256.Sum256(config), err)
	for _, d := range r.files {
		fmt.Fprintf(h, "file %s %s %s %s %s\n", d.profile.Source, d.name, d.member, d.state, d.snap.SHA256)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func hashLayer(h interface{ Write([]byte) (int, error) }, layer catalog.Layer) {
	// A file that cannot be read already has its finding; its name is enough.
	_ = fs.WalkDir(layer.FS, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(layer.FS, name)
		fmt.Fprintf(h, "%s/%s %x %v\n", layer.Prefix, name, sha256.Sum256(text), err)
		return nil
	})
}
