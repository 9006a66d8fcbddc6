package robust

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"miernik/indicators/method"
)

// big is a fiche of the size of the benchmark of COINr: 2,500 units by 100
// indicators, one cell of fifty missing.
func big() *Model {
	random := rand.New(rand.NewPCG(60, 0))
	items := make([]Item, 100)
	for i := range items {
		items[i] = Item{Code: string(rune('a' + i)), Weight: 1, Marks: make([]float64, 2500)}
		for u := range items[i].Marks {
			if items[i].Marks[u] = 100 * random.Float64(); random.IntN(50) == 0 {
				items[i].Marks[u] = math.NaN()
			}
		}
	}
	return flat(2500, items...)
}

// BenchmarkReplicate makes scores and places of 2,500 units × 100 indicators
// under one drawn weight set; the ratio is to the plain methods of
// indicators/method on the same table. COINr 1.1.14 needs about 320 ms for the
// same on such a machine.
func BenchmarkReplicate(b *testing.B) {
	m := big()
	c, err := m.combined(m.table(), "")
	if err != nil {
		b.Fatal(err)
	}
	ws, _ := m.weights()
	sets, err := method.DrawWeights(ws, 0.25, 100, 1)
	if err != nil {
		b.Fatal(err)
	}
	scores, r := make([]float64, len(m.Units)), new(ranker)
	var places [][]int32
	n := 0
	for b.Loop() {
		if err := c.scores(sets[n%len(sets)], nil, scores); err != nil {
			b.Fatal(err)
		}
		places = m.places(scores, r)
		n++
	}
	own := float64(b.Elapsed().Nanoseconds()) / float64(n)
	start := time.Now()
	plain := make([]float64, len(m.Units))
	row := make([]float64, len(m.Items))
	for u := range plain {
		for i := range row {
			row[i] = m.Items[i].Marks[u]
		}
		if plain[u], err = method.Arithmetic(row, sets[(n-1)%len(sets)]); err != nil {
			b.Fatal(err)
		}
	}
	want := method.Competition(plain, 1)
	peer := float64(time.Since(start).Nanoseconds())
	for u := range want {
		if int(places[0][u]) != want[u].Rank {
			b.Fatalf("unit %d: place %d, plain %d", u, places[0][u], want[u].Rank)
		}
	}
	b.ReportMetric(own/1e6, "ms/replicate")
	b.ReportMetric(peer/own, "×plain")
}
