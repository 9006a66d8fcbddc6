package bdl_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"miernik/pipeline/bdl"
)

func TestInterruptedAnswerIsContinued(t *testing.T) {
	w := newWorld(t)
	old := w.must(72305)
	oldPage := w.read(old.Files[0])
	w.set(func() { w.version = "2025-06-01" })
	w.asked()

	ctx, stop := context.WithCancel(t.Context())
	w.o.Progress = func(e bdl.Event) {
		if e.Kind == bdl.PageReceived && e.Page == 1 {
			stop()
		}
	}
	if _, err := w.fetch(ctx, 72305); !errors.Is(err, context.Canceled) {
		t.Fatalf("interrupted: %v", err)
	}
	if n := len(w.asked()); n != 2 {
		t.Errorf("%d requests before the interruption", n)
	}
	if w.read(old.Files[0]) != oldPage {
		t.Error("half an answer replaced the whole one")
	}
	if got, _ := filepath.Glob(filepath.Join(w.o.Dir, "*.json")); len(got) != 3 {
		t.Errorf("files that a profile would match: %v", got)
	}

	w.events, w.o.Progress = nil, func(e bdl.Event) { w.events = append(w.events, e) }
	ans := w.must(72305)
	if hits := w.asked(); len(hits) != 1 || !strings.Contains(hits[0], "page=2&") || ans.Resumed != 2 || !ans.Changed {
		t.Errorf("continued with %v: %+v", hits, ans)
	}
	if kinds(w.events)[bdl.PageResumed] != 2 || strings.Contains(w.read(old.Files[0]), "2025-05-14") {
		t.Errorf("events %+v", w.events)
	}
	if len(files(t, filepath.Join(w.o.Dir, "part"))) != 0 {
		t.Error("the unfinished answer was left behind")
	}
}

func TestInterruptedConfirmationIsContinued(t *testing.T) {
	w := newWorld(t)
	w.must(72305)
	ctx, stop := context.WithCancel(t.Context())
	w.o.Progress = func(e bdl.Event) {
		if e.Kind == bdl.PageUnchanged && e.Page == 1 {
			stop()
		}
	}
	if _, err := w.fetch(ctx, 72305); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	w.o.Progress = nil
	w.asked()
	if ans := w.must(72305); ans.Resumed != 2 || ans.Unchanged != 1 || ans.Changed || len(w.asked()) != 1 {
		t.Errorf("%+v", ans)
	}
}

func TestInterruptedAnswerOfAnotherStateIsBegunAgain(t *testing.T) {
	for name, change := range map[string]func(*world){
		"revised meanwhile": func(w *world) { w.version = "2025-06-01" },
		"kept too long":     func(w *world) { w.clock.now = w.clock.now.Add(25 * time.Hour) },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			ctx, stop := context.WithCancel(t.Context())
			w.o.Progress = func(e bdl.Event) {
				if e.Kind == bdl.PageReceived {
					stop()
				}
			}
			if _, err := w.fetch(ctx, 72305); !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
			w.set(func() { change(w) })
			w.o.Progress = nil
			ans := w.must(72305)
			if ans.Resumed != 0 || ans.Records != 250 {
				t.Errorf("%+v", ans)
			}
			for _, f := range ans.Files {
				if !strings.Contains(w.read(f), w.version) {
					t.Errorf("%s is of the earlier state", f)
				}
			}
		})
	}
}

// A program may die between the last page and the moves to final names.
func TestCompleteAnswerIsMovedAfterACrash(t *testing.T) {
	w := newWorld(t)
	ans := w.must(72305)
	part := filepath.Join(w.o.Dir, "part", ans.Name)
	if err := os.MkdirAll(part, 0o755); err != nil {
		t.Fatal(err)
	}
	move := func(from, to string) {
		if err := os.Rename(filepath.Join(w.o.Dir, from), filepath.Join(w.o.Dir, to)); err != nil {
			t.Fatal(err)
		}
	}
	move("index/"+ans.Name+".json", "part/"+ans.Name+"/index.json")
	move(ans.Files[1], "part/"+ans.Name+"/p001.json")
	move(ans.Files[2], "part/"+ans.Name+"/p002.json")
	w.asked()
	w.o.MaxAge = time.Hour
	again := w.must(72305)
	if len(w.asked()) != 0 || again.Records != 250 || w.read(ans.Files[2]) == "" {
		t.Errorf("after the crash: %+v", again)
	}
}
