// scratch: times SQL scripts statement by statement on a published file
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"miernik/indicators"
	"miernik/pipeline/warehouse"
)

func cpu() float64 {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return float64(u.Utime.Sec) + float64(u.Utime.Usec)/1e6 + float64(u.Stime.Sec) + float64(u.Stime.Usec)/1e6
}

func main() {
	ctx := context.Background()
	src := os.Args[1]
	tmp, _ := os.MkdirTemp("/tmp/gaps", "prof")
	defer os.RemoveAll(tmp)
	db, err := warehouse.Create(ctx, filepath.Join(tmp, "x.duckdb"), warehouse.Options{MemoryMB: 1200, Threads: 2, TempDir: tmp})
	check(err)
	must := func(q string) { check(db.Exec(ctx, q)) }
	must("ATTACH " + warehouse.Quote(src) + " AS published (READ_ONLY)")
	for _, t := range strings.Fields("run unit unit_change source source_variable snapshot variable variable_origin variable_budget variable_chapter budget_chapter indicator indicator_term indicator_break label fiche fiche_reference fiche_dimension fiche_indicator weight_set fiche_weight hierarchy hierarchy_node effective_weight observation") {
		must("INSERT INTO " + t + " BY NAME SELECT * FROM published." + t)
	}
	must("CREATE SCHEMA work")
	must("CREATE TABLE work.cause_order (cause VARCHAR, ord INTEGER)")
	for i, c := range indicators.Causes() {
		check(db.Exec(ctx, "INSERT INTO work.cause_order VALUES (?, ?)", string(c), i))
	}
	for _, f := range os.Args[2:] {
		if strings.HasPrefix(f, "?") {
			rows, err := db.Query(ctx, f[1:])
			check(err)
			fmt.Println(rows.Columns)
			for rows.Next() {
				v, err := rows.Values()
				check(err)
				fmt.Println(v...)
			}
			check(rows.Close())
			continue
		}
		text, err := os.ReadFile(f)
		check(err)
		total := 0.0
		var kept []string
		for _, l := range strings.Split(string(text), "\n") {
			if !strings.HasPrefix(strings.TrimSpace(l), "--") {
				kept = append(kept, l)
			}
		}
		for _, st := range strings.Split(strings.Join(kept, "\n"), ";\n") {
			if strings.TrimSpace(st) == "" {
				continue
			}
			c, w := cpu(), time.Now()
			check(db.Exec(ctx, st))
			d := cpu() - c
			total += d
			name := ""
			for _, l := range strings.Split(st, "\n") {
				if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "--") {
					name = l
					break
				}
			}
			if d > 0.02 {
				fmt.Printf("  %6.2f cpu %6.2f wall  %.90s\n", d, time.Since(w).Seconds(), name)
			}
		}
		fmt.Printf("%6.2f cpu  %s\n", total, f)
	}
	var ru syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &ru)
	fmt.Println("maxrss MB", ru.Maxrss/1024)
}

func check(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}
