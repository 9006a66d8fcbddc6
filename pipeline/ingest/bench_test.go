package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkStageCREL reads and stages a relational export of 20 MB, as BDL
// writes them: every gmina, five ages, two sexes, some years.
func BenchmarkStageCREL(b *testing.B) {
	var text bytes.Buffer
	text.WriteString(crelHead)
	rows := 0
	for year := 2010; text.Len() < 20<<20; year++ {
		for unit := range 2477 {
			for _, age := range []string{"ogółem", "0-4", "5-9", "10-14", "15-19"} {
				for _, sex := range []string{"ogółem", "kobiety"} {
					fmt.Fprintf(&text, "%02d%02d%02d%d;Gmina nr %d;%s;%s;%d;%d;osoba;;\r\n", unit%16*2+2, unit/16%80+1, unit/1280+1, unit%3+1, unit, age, sex, year, unit*37%50000)
					rows++
				}
			}
		}
	}
	data := text.Bytes()
	for name, where := range map[string]string{"every row": "{}", "a tenth": "{Wiek: 0-4, Płeć: kobiety}"} {
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			p := profileOf(b, "format: bdl-crel\nselect: [{variable: a, where: "+where+"}]")
			src := source(b, "f.csv", data)
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if st, found := stage(b, b.TempDir(), src, p); st == nil || len(found) > 0 || st.Counts.Rows != rows {
					b.Fatalf("%+v %v", st, found)
				}
			}
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
