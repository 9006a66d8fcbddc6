package bdl_test

import (
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"miernik/pipeline/bdl"
)

func TestBusyAndBrokenAPI(t *testing.T) {
	status := func(code int) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) { http.Error(w, "przerwa  techniczna\n", code) }
	}
	for _, tt := range []struct {
		name string
		fail func(http.ResponseWriter)
		want string // error after the last try
	}{
		{"429 without Retry-After", status(429), "limit of the Local Data Bank"},
		{"500", status(500), "HTTP 500 after 6 tries: przerwa techniczna"},
		{"503", status(503), "HTTP 503 after 6 tries"},
		{"truncated JSON", func(w http.ResponseWriter) { fmt.Fprint(w, `{"totalRecords":16,"results":[{"id":"0`) }, "not whole JSON"},
		{"shorter than said", func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, `{"totalRecords":16,"results":[]}`)
		}, "unexpected EOF"},
		{"a web page", func(w http.ResponseWriter) { fmt.Fprint(w, "<!DOCTYPE html><title>Przerwa</title>") }, "web page"},
		{"another object", func(w http.ResponseWriter) { fmt.Fprint(w, `{"errors":[]}`) }, "no totalRecords"},
		{"304 to nothing", func(w http.ResponseWriter) { w.WriteHeader(304) }, "HTTP 304"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.before = func(n int, rw http.ResponseWriter, _ *http.Request) bool {
				if n < 3 {
					tt.fail(rw)
				}
				return n < 3
			}
			var waits []time.Duration
			w.o.Progress = func(e bdl.Event) {
				if e.Kind == bdl.Retrying {
					waits = append(waits, e.Wait)
				}
			}
			if !strings.Contains(tt.name, "304") { // asking again would not help
				if ans := w.must(6); ans.Records != 16 || len(w.asked()) != 4 {
					t.Errorf("after a burst: %+v", ans)
				}
				if got, want := fmt.Sprint(waits), "[750ms 1.5s 3s]"; got != want {
					t.Errorf("waits %s, want %s", got, want)
				}
			}
			w.before = func(_ int, rw http.ResponseWriter, _ *http.Request) bool { tt.fail(rw); return true }
			w.asked()
			_, err := w.fetch(t.Context(), 72305)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("for good: %v", err)
			}
			if n := len(w.asked()); n != 6 && !strings.Contains(tt.name, "304") {
				t.Errorf("%d tries", n)
			}
			if got, _ := filepath.Glob(filepath.Join(w.o.Dir, "var-72305*")); len(got) != 0 {
				t.Errorf("files of a failed answer: %v", got)
			}
		})
	}
}

func TestFinalRefusalsAreNotTriedAgain(t *testing.T) {
	for _, code := range []int{301, 400, 403, 412} {
		w := newWorld(t)
		w.before = func(_ int, rw http.ResponseWriter, _ *http.Request) bool { http.Error(rw, "nie", code); return true }
		_, err := w.fetch(t.Context(), 6)
		var status *bdl.StatusError
		if !errors.As(err, &status) || status.Status != code || len(w.asked()) != 1 || errors.Is(err, bdl.ErrKeyRefused) {
			t.Errorf("%d: %v", code, err)
		}
	}
}

func TestSlowAnswers(t *testing.T) {
	w := newWorld(t)
	w.o.TryTimeout = 30 * time.Millisecond
	w.before = func(n int, _ http.ResponseWriter, r *http.Request) bool {
		if n == 0 {
			select {
			case <-r.Context().Done():
			case <-time.After(5 * time.Second):
			}
		}
		return n == 0
	}
	if ans := w.must(6); ans.Records != 16 || w.events[0].Kind != bdl.Retrying || !strings.Contains(w.events[0].Reason, "no answer within 30ms") {
		t.Errorf("%+v, events %+v", ans, w.events)
	}
}
