package pipeline_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing/fstest"
	"time"

	"miernik/indicators"
	"miernik/indicators/catalog"
	"miernik/pipeline/ingest"
	"miernik/pipeline/profile"
	"miernik/pipeline/sheet"
	"miernik/pipeline/warehouse"
)

// peerJob is one reading of one file.
type peerJob struct {
	Reader string // rows, stage, duckdb, panel: this binary; pandas, openpyxl, readxl, python
	File   string
	Dir    string // for what is written
	Sheet  string
	Select string // YAML of the selections to stage
	Codec  string // of the Parquet file that DuckDB writes
	Script string // that python runs
}

// peerResult is what a process printed.
type peerResult struct {
	Seconds float64 `json:"seconds"`
	CPU     float64 `json:"cpu"` // seconds of all threads; 0 where it is not known
	Rows    int     `json:"rows"`
	PeakKiB float64 `json:"peak_kib"` // 0 where it is not known
}

// peerProcess does the job in this process and prints its result.
func peerProcess(text string) {
	var j peerJob
	err := json.Unmarshal([]byte(text), &j)
	var r peerResult
	if err == nil {
		r, err = j.do(context.Background())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	r.PeakKiB, _ = peakKiB()
	json.NewEncoder(os.Stdout).Encode(r)
}

func (j peerJob) do(ctx context.Context) (peerResult, error) {
	switch j.Reader {
	case "rows":
		return j.rows()
	case "stage":
		return j.stage(ctx)
	case "duckdb":
		return j.duckdb(ctx)
	case "panel":
		return j.panel()
	}
	return peerResult{}, fmt.Errorf("no reader %q", j.Reader)
}

// rows reads every cell and keeps nothing.
func (j peerJob) rows() (r peerResult, err error) {
	start := startWatch()
	book, err := sheet.Open(j.File, sheet.Options{})
	if err != nil {
		return r, err
	}
	defer book.Close()
	for _, err := range book.Rows(j.Sheet) {
		if err != nil {
			return r, err
		}
		r.Rows++
	}
	r.Rows-- // the header
	start.stop(&r)
	return r, nil
}

func (j peerJob) stage(ctx context.Context) (r peerResult, err error) {
	format := "bdl-crel"
	if j.Sheet != "" {
		format = "bdl-xlsx"
	}
	cat := &catalog.Catalog{Variables: map[string]catalog.Entry[*indicators.Variable]{"a": {}, "b": {}, "c": {}}}
	text := "source: s\ntitle: {pl: S, en: S}\npublisher: GUS\norigin: synthetic\nfiles: [\"*\"]\nformat: " + format + "\nselect: " + j.Select + "\n"
	list, found := profile.Load(catalog.Layer{FS: fstest.MapFS{"p.yaml": {Data: []byte(text)}}}, cat)
	if len(list) != 1 || len(found) > 0 {
		return r, fmt.Errorf("profile: %v\n%s", found, text)
	}
	start := startWatch()
	st, found, err := ingest.Stage(ctx, j.Dir, ingest.Source{Name: filepath.Base(j.File), Path: j.File, SHA256: "x"}, list[0])
	if err != nil {
		return r, err
	}
	if st == nil || st.Counts.Observations == 0 {
		return r, fmt.Errorf("nothing staged: %v", found)
	}
	start.stop(&r)
	r.Rows = st.Counts.Rows
	return r, nil
}

// duckdb reads a CREL file as an analyst would tell the engine to, with the
// types given, and writes all its columns to Parquet.
func (j peerJob) duckdb(ctx context.Context) (r peerResult, err error) {
	db, err := warehouse.Create(ctx, filepath.Join(j.Dir, "peer.duckdb"), warehouse.Options{MemoryMB: 4096, Threads: runtime.NumCPU(), TempDir: j.Dir})
	if err != nil {
		return r, err
	}
	defer db.Close()
	out := filepath.Join(j.Dir, "out.parquet")
	start := startWatch()
	err = db.Exec(ctx, fmt.Sprintf(`COPY (SELECT * EXCLUDE (rest) FROM read_csv(%s, delim = ';', quote = '"', header = true, decimal_separator = ',',
		columns = {'Kod': 'VARCHAR', 'Nazwa': 'VARCHAR', 'Wiek': 'VARCHAR', 'Płeć': 'VARCHAR', 'Rok': 'SMALLINT', 'Wartosc': 'DOUBLE',
			'Jednostka miary': 'VARCHAR', 'Atrybut': 'VARCHAR', 'rest': 'VARCHAR'}))
		TO %s (FORMAT parquet, COMPRESSION %s)`, warehouse.Quote(j.File), warehouse.Quote(out), j.Codec))
	if err != nil {
		return r, err
	}
	start.stop(&r)
	n, err := db.Count(ctx, "SELECT count(*) FROM read_parquet("+warehouse.Quote(out)+")")
	r.Rows = int(n)
	return r, err
}

// watch measures a piece of work in this process.
type watch struct {
	start time.Time
	cpu   float64
}

func startWatch() watch { return watch{time.Now(), cpuSeconds()} }

func (w watch) stop(r *peerResult) {
	r.Seconds, r.CPU = time.Since(w.start).Seconds(), cpuSeconds()-w.cpu
}

// cpuSeconds is the time that all threads of this process have used, as Linux
// counts it, in hundredths of seconds; 0 elsewhere.
func cpuSeconds() float64 {
	stat, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	f := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(f) < 13 {
		return 0
	}
	user, _ := strconv.ParseFloat(f[11], 64)
	system, _ := strconv.ParseFloat(f[12], 64)
	return (user + system) / 100
}

// peakKiB is the most memory this process had resident, as Linux counts it.
// What a parent learns when a process ends would include its own memory.
func peakKiB() (float64, bool) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, false
	}
	for line := range strings.Lines(string(status)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "VmHWM:" {
			n, err := strconv.ParseFloat(f[1], 64)
			return n, err == nil
		}
	}
	return 0, false
}
