package pipeline_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// rounds is how often every contender runs.
const rounds = 4

// BenchmarkPeers reads the same file with Miernik and with the tools an
// analyst would use instead, in one run, each time in a process of its own.
//
//	MB/s      bytes of the source file (10^6) per second
//	rows/s    data rows of the file
//	cpu-s     seconds of all threads together (Linux)
//	peak-MiB  the most memory the process had resident (Linux)
//	x-PEER    how many times as long as the peer it took: below 1 is faster
//
// A process times its work alone, without its own start and imports. The
// contenders take turns, so that a machine that gets slower does so for all;
// the fastest round of each counts. Peers that are not installed are skipped
// with a reason.
func BenchmarkPeers(b *testing.B) {
	b.Run("CREL-100MB", func(b *testing.B) {
		stage := func(selections string) peerJob { return peerJob{Reader: "stage", Select: selections} }
		compare(b, crelOf(b, b.TempDir(), 100e6), []contender{
			{"duckdb", "read_csv-copy", peerJob{Reader: "duckdb", Codec: "snappy"}},
			{"duckdb", "read_csv-copy-zstd", peerJob{Reader: "duckdb", Codec: "zstd"}},
			{"pandas", "read_csv", peerJob{Reader: "pandas"}},
			{"miernik", "read", peerJob{Reader: "rows"}},
			{"miernik", "stage-every-row", stage("[{variable: a}]")},
			{"miernik", "stage-every-row-3-selections", stage("[{variable: a, where: {Płeć: ogółem}}, {variable: b, where: {Płeć: kobiety}}, {variable: c, where: {Płeć: mężczyźni}}]")},
			{"miernik", "stage-a-third", stage("[{variable: a, where: {Płeć: kobiety}}]")},
			{"miernik", "stage-a-twentieth", stage("[{variable: a, where: {Wiek: 0-4}}]")},
		})
	})
	b.Run("XREL-1.1M-cells", func(b *testing.B) {
		compare(b, xrelOf(b, b.TempDir(), 100_000), workbookContenders("[{variable: a}]"))
	})
	b.Run("XREL-real", func(b *testing.B) {
		path := reference(b, "real", "gus-bdl-xlsx", "RYNE_1947_XREL_20161213173244.xlsx")
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		levels := "[{variable: a}, {variable: a, level: powiat}, {variable: a, level: województwo}, {variable: a, level: kraj}]"
		compare(b, input{path, info.Size(), 61_120}, workbookContenders(levels))
	})
}

func workbookContenders(selections string) []contender {
	return []contender{
		{"pandas", "openpyxl", peerJob{Reader: "openpyxl"}},
		{"readxl", "read_xlsx", peerJob{Reader: "readxl"}},
		{"miernik", "read", peerJob{Reader: "rows", Sheet: "DANE"}},
		{"miernik", "stage", peerJob{Reader: "stage", Sheet: "DANE", Select: selections}},
	}
}

// BenchmarkPeakMemory stages CREL files of two sizes: the larger must not
// need more memory. TestMemoryIsBounded holds that; here are the figures, at
// 10 MB and 1 GB.
func BenchmarkPeakMemory(b *testing.B) {
	for _, c := range []struct {
		name string
		size int64
	}{{"10MB", 10e6}, {"1GB", 1e9}} {
		b.Run("CREL-"+c.name, func(b *testing.B) {
			compare(b, crelOf(b, b.TempDir(), c.size), []contender{{"miernik", "stage-every-row", peerJob{Reader: "stage", Select: "[{variable: a}]"}}})
		})
	}
}

// contender is a tool with a job.
type contender struct {
	tool, name string
	job        peerJob
}

// compare runs the contenders in turns and reports the best of each.
func compare(b *testing.B, in input, list []contender) { compareHeld(b, in, list, nil) }

// compareHeld looks with hold at what each contender wrote, unless it is nil.
func compareHeld(b *testing.B, in input, list []contender, hold func(b *testing.B, dir string)) {
	results := make([]peerResult, len(list))
	skipped := make([]string, len(list))
	fastest := map[string]float64{} // seconds by tool
	for round := range rounds {
		for i, c := range list {
			c.job.File, c.job.Dir = in.path, b.TempDir()
			cmd, why := c.job.command()
			if cmd == nil {
				skipped[i] = why
				continue
			}
			r := runJob(b, cmd)
			if r.Rows != in.rows {
				b.Fatalf("%s-%s: %d rows read, there are %d", c.tool, c.name, r.Rows, in.rows)
			}
			if hold != nil && round == 0 {
				hold(b, c.job.Dir)
			}
			if round > 0 {
				r.Seconds, r.CPU, r.PeakKiB = min(r.Seconds, results[i].Seconds), min(r.CPU, results[i].CPU), max(r.PeakKiB, results[i].PeakKiB)
			}
			results[i] = r
			if t, ok := fastest[c.tool]; !ok || r.Seconds < t {
				fastest[c.tool] = r.Seconds
			}
		}
	}
	delete(fastest, "miernik")
	for i, c := range list {
		b.Run(c.tool+"-"+c.name, func(b *testing.B) {
			if skipped[i] != "" {
				b.Skip(skipped[i])
			}
			r := results[i]
			b.ReportMetric(r.Seconds*1e9, "ns/op")
			b.ReportMetric(float64(in.size)/1e6/r.Seconds, "MB/s")
			b.ReportMetric(float64(in.rows)/r.Seconds, "rows/s")
			if r.PeakKiB > 0 {
				b.ReportMetric(r.CPU, "cpu-s")
				b.ReportMetric(r.PeakKiB/1024, "peak-MiB")
			}
			for peer, seconds := range fastest {
				if c.tool == "miernik" {
					b.ReportMetric(r.Seconds/seconds, "x-"+peer)
				}
			}
		})
	}
}

// runJob does a job in a process of its own.
func runJob(t testing.TB, cmd *exec.Cmd) peerResult {
	t.Helper()
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var r peerResult
	if err := json.Unmarshal(out, &r); err != nil {
		t.Fatalf("%v in %q\n%s", err, out, stderr.String())
	}
	return r
}

// command is the process that does a job, or why there is none.
func (j peerJob) command() (cmd *exec.Cmd, why string) {
	switch j.Reader {
	case "pandas", "openpyxl":
		for _, python := range []string{"python3", "/usr/bin/python3"} {
			if exec.Command(python, "-c", "import pandas, openpyxl").Run() == nil {
				return exec.Command(python, "-c", pandasScript, j.Reader, j.File), ""
			}
		}
		return nil, "no python3 with pandas and openpyxl"
	case "python":
		if _, err := exec.LookPath("python3"); err != nil {
			return nil, "no python3"
		}
		return exec.Command("python3", j.Script, j.File, j.Dir), ""
	case "readxl":
		if exec.Command("Rscript", "-e", "library(readxl)").Run() != nil {
			return nil, "no Rscript with readxl"
		}
		return exec.Command("Rscript", "-e", readxlScript, j.File), ""
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err.Error()
	}
	text, err := json.Marshal(j)
	if err != nil {
		return nil, err.Error()
	}
	cmd = exec.Command(self)
	cmd.Env = append(os.Environ(), "MIERNIK_TEST_PEER="+string(text))
	return cmd, ""
}

// pandasScript reads a CREL or, with openpyxl, a workbook into a data frame. It
// cannot go on to Parquet without pyarrow, which is not asked for.
const pandasScript = `
import json, sys, time
import pandas
start, cpu = time.perf_counter(), time.process_time()
if sys.argv[1] == "pandas":
    table = pandas.read_csv(sys.argv[2], sep=";", decimal=",", index_col=False, dtype={"Kod": str})
else:
    table = pandas.read_excel(sys.argv[2], sheet_name="DANE", engine="openpyxl", dtype={"Kod": str})
seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
peak = 0
try:
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM:"):
            peak = int(line.split()[1])
except OSError:
    pass
print(json.dumps({"seconds": seconds, "cpu": cpu, "rows": len(table), "peak_kib": peak}))
`

const readxlScript = `
suppressPackageStartupMessages(library(readxl))
path <- commandArgs(trailingOnly = TRUE)[1]
start <- proc.time()
table <- read_xlsx(path, sheet = "DANE", progress = FALSE)
used <- proc.time() - start
status <- tryCatch(readLines("/proc/self/status"), error = function(e) character(), warning = function(w) character())
peak <- as.numeric(gsub("[^0-9]", "", grep("^VmHWM:", status, value = TRUE)))
cat(sprintf('{"seconds": %f, "cpu": %f, "rows": %d, "peak_kib": %d}', used[["elapsed"]], used[["user.self"]] + used[["sys.self"]], nrow(table), as.integer(if (length(peak)) peak else 0)))
`
