// Miernik compares the public services of Polish gminas and powiats: sources
// in, a DuckDB file and Excel reports out. See README.md.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{stdout: os.Stdout, stderr: os.Stderr, now: time.Now}
	os.Exit(a.main(ctx, os.Args[1:]))
}
