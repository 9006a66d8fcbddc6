package bdl

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// store is the folder of answers; doc.go shows its layout.
type store struct{ dir string }

// What became of a request.
const (
	statusPartial  = "partial"
	statusComplete = "complete"
	statusNoData   = "no-data"
)

// record is what is known of an answer, kept in index/ and, while the answer
// is not complete, in part/. It holds nothing of the headers sent.
type record struct {
	Request    string       `json:"request"` // path and query of the first page
	Status     string       `json:"status"`
	Total      int          `json:"total"` // totalRecords
	LastUpdate string       `json:"last_update,omitempty"`
	Checked    time.Time    `json:"checked"` // when the API last confirmed it
	Pages      []pageRecord `json:"pages"`
}

// pageRecord is one kept page.
type pageRecord struct {
	File    string    `json:"file"`            // name once complete
	Reused  bool      `json:"reused,omitzero"` // part only: unchanged, the complete answer has it
	ETag    string    `json:"etag,omitempty"`
	SHA256  string    `json:"sha256"`
	Records int       `json:"records"`
	At      time.Time `json:"at"` // when it was received or confirmed
}

func (s store) indexPath(name string) string { return filepath.Join(s.dir, "index", name+".json") }
func (s store) partDir(name string) string   { return filepath.Join(s.dir, "part", name) }
func (s store) partIndex(name string) string { return filepath.Join(s.partDir(name), "index.json") }
func (s store) path(file string) string      { return filepath.Join(s.dir, file) }

func (s store) partPath(name string, page int) string {
	return filepath.Join(s.partDir(name), fmt.Sprintf("p%03d.json", page))
}

func pageFile(name string, page int) string { return fmt.Sprintf("%s_p%03d.json", name, page) }

// record reads an index. A missing or damaged one is no record: it costs
// requests, never data.
func (s store) record(path, request string) record {
	var r record
	text, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(text, &r) != nil || r.Request != request {
		return record{}
	}
	return r
}

// load opens what is kept of a request: the complete answer, and the pages of
// an unfinished one. An answer that was complete but not yet moved to its
// names when the program died is moved now.
func (s store) load(name, request string) (kept, part record, err error) {
	kept, part = s.record(s.indexPath(name), request), s.record(s.partIndex(name), request)
	if part.Status == statusComplete {
		done, err := s.promote(name, part, kept)
		switch {
		case errors.Is(err, fs.ErrNotExist): // somebody deleted a page: it is asked for again
			return kept, record{}, nil
		case err != nil:
			return record{}, record{}, err
		}
		kept, part = done, record{}
	}
	return kept, part, nil
}

// bytes reads a kept page; nil when it is missing or not what was received.
func (s store) bytes(path, sum string) []byte {
	text, err := os.ReadFile(path)
	if err != nil || hash(text) != sum {
		return nil
	}
	return text
}

// intact reports whether every page is there as it was received.
func (s store) intact(r record) bool {
	for _, p := range r.Pages {
		if s.bytes(s.path(p.File), p.SHA256) == nil {
			return false
		}
	}
	return true
}

func hash(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// keepPage adds a page to the unfinished answer: the page first, then the
// index that names it.
func (s store) keepPage(name string, part *record, p pageRecord, body []byte) error {
	n := len(part.Pages)
	if !p.Reused {
		if err := writeFile(s.partPath(name, n), body); err != nil {
			return err
		}
	}
	part.Pages = append(part.Pages, p)
	return writeJSON(s.partIndex(name), part)
}

// dropPart forgets the unfinished answer.
func (s store) dropPart(name string) error { return os.RemoveAll(s.partDir(name)) }

// finish makes the unfinished answer the kept one.
func (s store) finish(name string, part, kept record, now time.Time) (record, error) {
	part.Status, part.Checked = statusComplete, now
	if err := writeJSON(s.partIndex(name), part); err != nil {
		return record{}, err
	}
	return s.promote(name, part, kept)
}

// promote moves the pages of a complete answer to their names. Every step can
// be repeated. A page with the same bytes as before is left alone, so that its
// file stays unchanged.
func (s store) promote(name string, part, kept record) (record, error) {
	for i := range part.Pages {
		p := &part.Pages[i]
		final := s.path(p.File)
		if !p.Reused && s.bytes(final, p.SHA256) == nil {
			if err := os.Rename(s.partPath(name, i), final); err != nil {
				return record{}, fmt.Errorf("page %d of %s: %w", i, name, err)
			}
		}
		p.Reused = false
	}
	for i := len(part.Pages); i < len(kept.Pages); i++ {
		if err := os.Remove(s.path(pageFile(name, i))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return record{}, err
		}
	}
	if err := writeJSON(s.indexPath(name), part); err != nil {
		return record{}, err
	}
	return part, s.dropPart(name)
}

// noData notes that the API has no data for a request. Files of an earlier
// answer stay: one bad night of the API must not empty the workspace.
func (s store) noData(name, request string, kept record, now time.Time) (record, error) {
	if err := s.dropPart(name); err != nil {
		return record{}, err
	}
	r := record{Request: request, Status: statusNoData, Checked: now, Pages: kept.Pages}
	return r, writeJSON(s.indexPath(name), r)
}

// envelope is what surrounds the results of every list of the API.
type envelope struct {
	Total      *int    `json:"totalRecords"`
	Page       *int    `json:"page"`
	PageSize   int     `json:"pageSize"`
	LastUpdate *string `json:"lastUpdate"`
	Links      struct {
		Next string `json:"next"`
	} `json:"links"`
	Results []json.RawMessage `json:"results"`
}

// parseEnvelope accepts a page that is whole: truncated JSON, a page of HTML
// and an object without results are errors.
func parseEnvelope(body []byte) (envelope, error) {
	var e envelope
	if err := json.Unmarshal(body, &e); err != nil {
		if start := bytes.TrimSpace(body); len(start) > 0 && start[0] == '<' {
			return e, errors.New("the answer is a web page, not JSON")
		}
		return e, fmt.Errorf("the answer is not whole JSON: %w", err)
	}
	if e.Total == nil || e.Results == nil {
		return e, errors.New("the answer has no totalRecords or no results")
	}
	return e, nil
}

func (e envelope) updated() string {
	if e.LastUpdate == nil {
		return ""
	}
	return *e.LastUpdate
}

// pages is how many pages the total makes.
func (e envelope) pages() int {
	size := e.PageSize
	if size <= 0 {
		size = pageSize
	}
	return max(1, (*e.Total+size-1)/size)
}
