package bdl

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// ErrBusy is returned when another program holds the counters.
var ErrBusy = errors.New("the counters of BDL requests are in use by another program")

// meterState is a meter in the state file.
type meterState struct {
	Last    time.Time           `json:"last"`
	Blocked time.Time           `json:"blocked,omitzero"`
	Windows map[string][]bucket `json:"windows"` // by span: 15m, 12h, 7d
}

// state is the file of counters. Anonymous and registered requests are
// counted apart, as the API does.
type state map[string]meterState

func who(registered bool) string {
	if registered {
		return "registered"
	}
	return "anonymous"
}

// readState reads the counters; no file means none used. A damaged file is an
// error: guessing zero could cost the user a block of seven days.
func readState(file string) (state, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return state{}, nil
	}
	if err != nil {
		return nil, err
	}
	s := state{}
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, fmt.Errorf("counters of BDL requests %s: %w (delete the file to start from zero)", file, err)
	}
	return s, nil
}

// meter restores the meter of a kind of user. Times after now come from a
// clock that was wrong, and are taken for now.
func (s state) meter(registered bool, now time.Time) *meter {
	m, kept := newMeter(registered), s[who(registered)]
	earlier := func(t time.Time) time.Time {
		if t.After(now) {
			return now
		}
		return t
	}
	m.last = earlier(kept.Last)
	if kept.Blocked.Sub(now) <= 7*24*time.Hour {
		m.blocked = kept.Blocked
	}
	for i := range m.counters {
		c := &m.counters[i]
		for _, b := range kept.Windows[span(c.Span)] {
			if b.N > 0 {
				c.buckets = append(c.buckets, bucket{earlier(b.At), b.N})
			}
		}
	}
	return m
}

// save writes the counters of a meter beside those of the other kind of user.
func (s state) save(file string, registered bool, m *meter) error {
	kept := meterState{Last: m.last, Blocked: m.blocked, Windows: map[string][]bucket{}}
	for _, c := range m.counters {
		kept.Windows[span(c.Span)] = c.buckets
	}
	s[who(registered)] = kept
	return writeJSON(file, s)
}

// writeJSON replaces a file by the JSON form of v.
func writeJSON(file string, v any) error {
	text, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	return writeFile(file, append(text, '\n'))
}

// writeFile replaces a file at once: it is never seen half written.
func writeFile(file string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	next := file + ".next"
	if err := os.WriteFile(next, text, 0o644); err != nil {
		return err
	}
	return os.Rename(next, file)
}
