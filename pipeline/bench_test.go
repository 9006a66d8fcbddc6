package pipeline_test

import (
	"os"
	"testing"
	"time"

	"miernik/data"
	"miernik/pipeline"
	"miernik/pipeline/workspace"
)

// BenchmarkSampleRun times a cold run of the sample from raw files to the
// published database, and beside it, as ratios, a run on another day (all
// sources staged already) and one on unchanged input.
func BenchmarkSampleRun(b *testing.B) {
	timed := func(dir string, day time.Time) time.Duration {
		ws, _, err := workspace.Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		if _, err := pipeline.Run(b.Context(), ws, pipeline.Options{AsOf: day, Program: "bench", Now: time.Now}); err != nil {
			b.Fatal(err)
		}
		return time.Since(start)
	}
	day := time.Date(2025, 6, 30, 0, 0, 0, 0, time.UTC)
	var cold, changed, same time.Duration
	for range b.N {
		dir := b.TempDir()
		if err := os.CopyFS(dir, data.Files()); err != nil {
			b.Fatal(err)
		}
		cold += timed(dir, day)
		changed += timed(dir, day.AddDate(0, 0, 1)) // everything staged, all stages again
		same += timed(dir, day.AddDate(0, 0, 1))
	}
	b.ReportMetric(cold.Seconds()/float64(b.N), "s-cold")
	b.ReportMetric(changed.Seconds()/cold.Seconds(), "staged/cold")
	b.ReportMetric(same.Seconds()/cold.Seconds(), "unchanged/cold")
}
