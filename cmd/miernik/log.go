package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/term"
)

// logJSON writes one JSON line to the messages stream.
func (a *app) logJSON(fields map[string]any) {
	text, err := json.Marshal(fields)
	if err != nil {
		text = fmt.Appendf(nil, `{"event":"log-error","message":%q}`, err)
	}
	fmt.Fprintln(a.stderr, string(text))
}

// say writes a message line for people; JSON logs get the event instead.
func (a *app) say(event string, fields map[string]any, pl, en string, args ...any) {
	if a.logFormat == "json" {
		out := map[string]any{"event": event}
		for k, v := range fields {
			out[k] = v
		}
		a.logJSON(out)
		return
	}
	fmt.Fprintf(a.stderr, a.t(pl, en)+"\n", args...)
}

// isTerminal reports whether a stream is a terminal that may be redrawn.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// progress shows the stage at work: redrawn on a terminal, a plain line a
// stage otherwise.
type progress struct {
	a    *app
	mu   sync.Mutex
	last string
	live bool
}

func (a *app) newProgress() *progress {
	return &progress{a: a, live: isTerminal(a.stderr) && a.logFormat == "text"}
}

func (p *progress) report(stage string, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.live {
		line := stage
		if total > 0 {
			line = fmt.Sprintf("%s %d/%d", stage, done, total)
		}
		fmt.Fprintf(p.a.stderr, "\r\x1b[K%s…", line)
		return
	}
	if stage != p.last {
		p.a.say("stage", map[string]any{"stage": stage}, "etap %s", "stage %s", stage)
		p.last = stage
	}
}

func (p *progress) end() {
	if p.live {
		fmt.Fprint(p.a.stderr, "\r\x1b[K")
	}
}
