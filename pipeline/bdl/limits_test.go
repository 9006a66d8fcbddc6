package bdl_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"miernik/pipeline/bdl"
)

// 250 pages at the anonymous limits: the API, which counts in sliding windows
// of its own, never has to refuse, and the waits are no longer than needed.
func TestLimitsAreKept(t *testing.T) {
	w := newWorld(t)
	start := w.clock.Now()
	ans := w.must(461)
	if ans.Records != 25_000 || len(ans.Files) != 250 {
		t.Errorf("%d records in %d files", ans.Records, len(ans.Files))
	}
	if w.denied != 0 {
		t.Errorf("%d requests were refused", w.denied)
	}
	took := w.clock.Now().Sub(start)
	if took < 30*time.Minute || took > 33*time.Minute {
		t.Errorf("250 requests at 100 per 15 min took %s", took)
	}
	waited := false
	for _, e := range w.events {
		waited = waited || e.Kind == bdl.Waiting && e.Window == bdl.Window{Span: 15 * time.Minute, Limit: 100} && e.Page == 100
	}
	if !waited {
		t.Error("nobody was told of the wait before page 100")
	}
}

// Requests of one bucket leave the window one after the other.
func TestLimitsAreKeptAfterASlowStart(t *testing.T) {
	w := newWorld(t)
	w.must(6)
	w.clock.now = w.clock.now.Add(13900 * time.Millisecond)
	w.units[461] = 15_000
	if w.must(461); w.denied != 0 {
		t.Errorf("%d requests were refused", w.denied)
	}
}

// A client that does not space its requests is refused: the test server
// notices what it is there to notice.
func TestServerRefuses(t *testing.T) {
	a := newAPI(t)
	for i := range 6 {
		req, _ := http.NewRequest(http.MethodGet, a.server.URL+"/api/v1/attributes", nil)
		req.Header.Set("Accept", "application/json")
		resp, err := a.server.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if want := i == 5; want != (resp.StatusCode == 429) {
			t.Errorf("request %d: %d", i, resp.StatusCode)
		}
	}
}

// counters writes a state file with used requests of one window.
func (w *world) counters(span string, at time.Time, n int) {
	w.t.Helper()
	text, err := json.Marshal(map[string]any{"anonymous": map[string]any{
		"last": at, "windows": map[string]any{span: []any{map[string]any{"at": at, "n": n}}},
	}})
	if err != nil {
		w.t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(w.o.StateFile), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(w.o.StateFile, text, 0o644); err != nil {
		w.t.Fatal(err)
	}
}

func TestCountersLiveBetweenRuns(t *testing.T) {
	for span, win := range map[string]bdl.Window{"12h": bdl.Windows(false)[2], "7d": bdl.Windows(false)[3]} {
		t.Run(span, func(t *testing.T) {
			w := newWorld(t)
			w.counters(span, w.clock.Now().Add(-time.Hour), win.Limit-2)
			_, err := w.fetch(t.Context(), 72305)
			var limit *bdl.LimitError
			if !errors.As(err, &limit) || limit.Window != win || len(w.asked()) != 2 {
				t.Fatalf("two requests were left: %v", err)
			}
			// The next run still knows, and is told when to come.
			if _, err := w.fetch(t.Context(), 72305); !errors.As(err, &limit) || len(w.asked()) != 0 {
				t.Errorf("the next run: %v", err)
			}
			w.clock.now = limit.Until
			w.o.PartAge = 8 * 24 * time.Hour
			if ans := w.must(72305); ans.Resumed != 2 || ans.Requests != 1 {
				t.Errorf("after the window: %+v", ans)
			}
		})
	}
}

func TestSpacingLivesBetweenRuns(t *testing.T) {
	w := newWorld(t)
	for range 20 {
		w.must(6)
	}
	if w.denied != 0 {
		t.Errorf("%d of 20 short runs were refused", w.denied)
	}
}

func TestRegisteredUsersHaveTheirOwnCounters(t *testing.T) {
	w := newWorld(t)
	w.counters("12h", w.clock.Now(), 1000)
	key, err := bdl.NewKey("0a1b2c3d-0000-4444-8888-123456789abc")
	if err != nil {
		t.Fatal(err)
	}
	w.o.Key = key
	w.windows = bdl.Windows(true)
	start := w.clock.Now()
	if ans := w.must(461); ans.Records != 25_000 || w.denied != 0 {
		t.Errorf("%+v, %d refused", ans, w.denied)
	}
	if took := w.clock.Now().Sub(start); took > 30*time.Second {
		t.Errorf("250 requests at 10 a second took %s", took)
	}
	w.o.Key = bdl.Key{}
	var limit *bdl.LimitError
	if _, err := w.fetch(t.Context(), 6); !errors.As(err, &limit) {
		t.Errorf("the anonymous counters were forgotten: %v", err)
	}
}

func TestWhatTheAPISaysOfItsCounters(t *testing.T) {
	at := func(w *world, d time.Duration) string { return w.clock.Now().Add(d).Format(time.RFC3339Nano) }
	for _, tt := range []struct {
		name         string
		headers      func(*world) map[string]string
		atLeast, max time.Duration // of a second run
	}{
		{"none", func(*world) map[string]string { return nil }, 0, time.Second},
		{"plenty", func(w *world) map[string]string {
			return map[string]string{"X-Rate-Limit-Limit": "15m", "X-Rate-Limit-Remaining": "98", "X-Rate-Limit-Reset": at(w, time.Hour)}
		}, 0, time.Second},
		{"used up, a moment", func(w *world) map[string]string {
			return map[string]string{"X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": at(w, 10*time.Minute)}
		}, 10 * time.Minute, 10*time.Minute + time.Second},
		{"used up, Unix seconds", func(w *world) map[string]string {
			return map[string]string{"X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": fmt.Sprint(w.clock.Now().Add(10 * time.Minute).Unix())}
		}, 10 * time.Minute, 10*time.Minute + time.Second},
		{"used up, seconds", func(*world) map[string]string {
			return map[string]string{"X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": "600"}
		}, 10 * time.Minute, 10*time.Minute + time.Second},
		{"used by others, by span", func(*world) map[string]string {
			return map[string]string{"X-Rate-Limit-Limit": "15m", "X-Rate-Limit-Remaining": "0"}
		}, 15 * time.Minute, 16 * time.Minute},
		{"used by others, by limit", func(*world) map[string]string {
			return map[string]string{"X-Rate-Limit-Limit": "100", "X-Rate-Limit-Remaining": "0"}
		}, 15 * time.Minute, 16 * time.Minute},
		{"nonsense", func(*world) map[string]string {
			return map[string]string{"X-Rate-Limit-Limit": "x", "X-Rate-Limit-Remaining": "-1", "X-Rate-Limit-Reset": "9999-12-31T00:00:00Z"}
		}, 0, time.Second},
		{"far away", func(*world) map[string]string {
			return map[string]string{"X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": "9999-12-31T00:00:00Z"}
		}, 0, time.Second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.headers = tt.headers(w)
			w.must(6)
			w.set(func() { w.headers = nil })
			start := w.clock.Now()
			w.must(6)
			if took := w.clock.Now().Sub(start); took < tt.atLeast || took > tt.max {
				t.Errorf("the next run waited %s", took)
			}
		})
	}
}

func TestCancelledWhileWaiting(t *testing.T) {
	w := newWorld(t)
	w.counters("15m", w.clock.Now(), 100)
	ctx, stop := context.WithCancel(t.Context())
	w.o.Progress = func(e bdl.Event) {
		if e.Kind == bdl.Waiting {
			stop()
		}
	}
	if _, err := w.fetch(ctx, 6); !errors.Is(err, context.Canceled) || len(w.asked()) != 0 {
		t.Errorf("%v", err)
	}
}

func TestCountersAreHeldByOne(t *testing.T) {
	w := newWorld(t)
	w.with(func(*bdl.Client) {
		if c, err := bdl.Open(w.o); !errors.Is(err, bdl.ErrBusy) || c != nil {
			t.Errorf("second client: %v", err)
		}
	})
	w.with(func(*bdl.Client) {})
	if err := os.WriteFile(w.o.StateFile, []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := bdl.Open(w.o); err == nil || !strings.Contains(err.Error(), "delete the file") {
		t.Errorf("damaged counters: %v", err)
	}
}

// Counters written by a clock that was ahead do not block for longer than a
// window from now.
func TestCountersFromTheFuture(t *testing.T) {
	w := newWorld(t)
	w.counters("15m", w.clock.Now().AddDate(10, 0, 0), 100)
	start := w.clock.Now()
	w.must(6)
	if took := w.clock.Now().Sub(start); took > 16*time.Minute {
		t.Errorf("waited %s", took)
	}
}
