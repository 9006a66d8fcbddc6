package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"

	"miernik/pipeline/warehouse"
)

func cpu() time.Duration {
	var r syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

func rss() string {
	b, _ := os.ReadFile("/proc/self/status")
	for _, l := range strings.Split(string(b), "\n") {
		if strings.HasPrefix(l, "VmHWM") {
			return strings.Join(strings.Fields(l)[1:], "")
		}
	}
	return ""
}

func main() {
	ctx := context.Background()
	src, out := os.Args[1], os.Args[2]
	os.Remove(out)
	os.Remove(out + ".wal")
	db, err := warehouse.Create(ctx, out, warehouse.Options{MemoryMB: 1200, Threads: 2, TempDir: "/tmp/peers/tmp"})
	if err != nil {
		panic(err)
	}
	must := func(q string) {
		if x := os.Getenv("EXPLAIN"); x != "" && strings.Contains(q, x) && !strings.HasPrefix(q, "EXPLAIN") {
			rows, err := db.Query(ctx, "EXPLAIN ANALYZE "+q)
			if err != nil {
				panic(err)
			}
			for rows.Next() {
				v, _ := rows.Values()
				fmt.Println(v[len(v)-1])
			}
			rows.Close()
			os.Exit(0)
		}
		start, t := cpu(), time.Now()
		if err := db.Exec(ctx, q); err != nil {
			panic(err)
		}
		if d := cpu() - start; d > 100*time.Millisecond {
			head := strings.TrimSpace(q)
			for strings.HasPrefix(head, "--") {
				_, head, _ = strings.Cut(head, "\n")
				head = strings.TrimSpace(head)
			}
			head, _, _ = strings.Cut(head, "\n")
			fmt.Printf("%8.2f cpu %8.2f wall  %s %s\n", d.Seconds(), time.Since(t).Seconds(), rss(), head)
		}
	}
	must("ATTACH '" + src + "' AS n (READ_ONLY)")
	must("CREATE SCHEMA work")
	for _, t := range []string{"run", "unit", "unit_change", "indicator", "indicator_term", "indicator_break", "indicator_noise", "fiche", "fiche_indicator", "service_operation", "indicator_value", "score", "label", "peer_scheme", "peer_group", "peer_member", "peer_role", "ladder_term"} {
		must("INSERT INTO " + t + " BY NAME SELECT * FROM n." + t)
	}
	must("INSERT INTO observation BY NAME SELECT * FROM n.observation")
	must("SET VARIABLE price_index='cpi'")
	t0 := cpu()
	script := func(name string) {
		text, err := os.ReadFile("pipeline/compare/" + name + ".sql")
		if err != nil {
			panic(err)
		}
		fmt.Println("--", name)
		for _, st := range strings.SplitAfter(string(text), ";\n") {
			clean := st
			for strings.HasPrefix(strings.TrimSpace(clean), "--") {
				_, clean, _ = strings.Cut(strings.TrimSpace(clean), "\n")
			}
			if strings.TrimSpace(clean) != "" {
				must(clean)
			}
		}
	}
	for _, n := range []string{"figures", "noise", "change", "before"} {
		script(n)
	}
	for _, s := range []string{"kind", "kind_voivodeship", "size", "slz", "voivodeship"} {
		must("SET VARIABLE scheme='" + s + "'")
		script("compare")
	}
	script("ladder")
	script("leader")
	fmt.Println("total cpu", (cpu() - t0).Seconds(), rss())
	db.Close()
}
