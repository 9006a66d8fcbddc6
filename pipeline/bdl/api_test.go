package bdl_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"miernik/pipeline/bdl"
)

// clock is a clock that moves only when somebody sleeps.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2025, 5, 20, 8, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}

// api behaves like the API as documented: pages of at most 100, links, ETags,
// 404 for no data and for a wrong id, 429 without Retry-After beyond any of
// its windows.
type api struct {
	t       *testing.T
	clock   *clock
	server  *httptest.Server
	windows []bdl.Window

	mu      sync.Mutex
	units   map[int]int       // variable → units with data; 0: known, no data
	version string            // of the data; part of every page
	headers map[string]string // added to every answer
	// before handles request n (from 0) when it returns true.
	before func(n int, w http.ResponseWriter, r *http.Request) bool
	hits   []string // path and query, in order
	times  []time.Time
	keys   map[string]bool // X-ClientId seen
	denied int             // answers 429 for a window
}

func newAPI(t *testing.T) *api {
	a := &api{
		t: t, clock: newClock(), windows: bdl.Windows(false), keys: map[string]bool{},
		units: map[int]int{72305: 250, 6: 16, 60: 0, 461: 25_000}, version: "2025-05-14T15:05:15.743",
	}
	a.server = httptest.NewServer(http.HandlerFunc(a.serve))
	t.Cleanup(a.server.Close)
	return a
}

// set changes the API between requests.
func (a *api) set(change func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	change()
}

func (a *api) serve(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := len(a.hits)
	a.hits = append(a.hits, strings.TrimPrefix(r.URL.RequestURI(), "/api/v1/"))
	now := a.clock.Now()
	a.times = append(a.times, now)
	a.keys[r.Header.Get("X-ClientId")] = true
	if r.Header.Get("Accept") != "application/json" {
		a.t.Errorf("Accept: %q", r.Header.Get("Accept"))
	}
	for name, value := range a.headers {
		w.Header().Set(name, value)
	}
	for _, win := range a.windows {
		used := 0
		for _, t := range a.times {
			if now.Sub(t) < win.Span {
				used++
			}
		}
		if used > win.Limit {
			a.denied++
			http.Error(w, "API calls quota exceeded! maximum admitted "+win.String(), http.StatusTooManyRequests)
			return
		}
	}
	if a.before != nil && a.before(n, w, r) {
		return
	}
	a.page(w, r)
}

func (a *api) page(w http.ResponseWriter, r *http.Request) {
	path := strings.Split(strings.TrimPrefix(r.URL.Path, "/api/v1/"), "/")
	id, _ := strconv.Atoi(path[len(path)-1])
	total, known := a.units[id]
	switch {
	case path[0] == "variables" && known:
		fmt.Fprintf(w, `{"id":%d,"subjectId":"P2425","n1":"ogółem","level":6}`, id)
		return
	case path[0] == "attributes":
		fmt.Fprint(w, `{"totalRecords":1,"page":0,"pageSize":100,"results":[{"id":1,"name":"wartość","symbol":" ","description":""}]}`)
		return
	case path[0] != "data" || total == 0:
		http.NotFound(w, r)
		return
	}
	q := r.URL.Query()
	page, _ := strconv.Atoi(q.Get("page"))
	size, _ := strconv.Atoi(q.Get("page-size"))
	if size > 100 || size < 1 {
		a.t.Errorf("page-size %d", size)
	}
	body := a.body(id, total, page, size, r)
	etag := fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(body)))
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("ETag", etag)
	fmt.Fprint(w, body)
}

func (a *api) body(id, total, page, size int, r *http.Request) string {
	q := r.URL.Query()
	var b strings.Builder
	fmt.Fprintf(&b, `{"totalRecords":%d,"page":%d,"pageSize":%d,"variableId":%d,"measureUnitId":26,"aggregateId":1,"lastUpdate":%q,`, total, page, size, id, a.version)
	if (page+1)*size < total {
		q.Set("page", strconv.Itoa(page+1))
		fmt.Fprintf(&b, `"links":{"next":"%s%s?%s"},`, a.server.URL, r.URL.Path, q.Encode())
	}
	b.WriteString("\r\n\"results\":[")
	for i := page * size; i < min(total, (page+1)*size); i++ {
		if i > page*size {
			b.WriteString(",\n")
		}
		fmt.Fprintf(&b, `{"id":"%012d","name":"Jednostka %d","values":[{"year":"2022","val":%d.5,"attrId":1}]}`, i, i, i)
	}
	b.WriteString("]}\n")
	return b.String()
}

// transport hides the connections of a real one: printing them while they
// work would be a race.
type transport func(*http.Request) (*http.Response, error)

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }

// world is a folder with a client's files.
type world struct {
	*api
	dir    string
	o      bdl.Options
	events []bdl.Event
}

func newWorld(t *testing.T) *world {
	w := &world{api: newAPI(t), dir: t.TempDir()}
	w.o = bdl.Options{
		Dir: filepath.Join(w.dir, "gus", "api"), StateFile: filepath.Join(w.dir, "state", "bdl.json"),
		BaseURL: w.server.URL + "/api/v1", Transport: transport(w.server.Client().Transport.RoundTrip),
		Now: w.clock.Now, Sleep: w.clock.Sleep, Jitter: func() float64 { return 0.5 },
		Progress: func(e bdl.Event) { w.events = append(w.events, e) },
	}
	return w
}

// with opens a client, uses it and closes it: one run.
func (w *world) with(use func(*bdl.Client)) {
	w.t.Helper()
	c, err := bdl.Open(w.o)
	if err != nil {
		w.t.Fatal(err)
	}
	use(c)
	if err := c.Close(); err != nil {
		w.t.Fatal(err)
	}
}

// fetch is one run with one request.
func (w *world) fetch(ctx context.Context, variable int) (ans bdl.Answer, err error) {
	w.t.Helper()
	w.with(func(c *bdl.Client) {
		ans, err = c.Fetch(ctx, bdl.Request{Kind: bdl.DataByVariable, Variable: variable, Level: bdl.Gmina})
	})
	return ans, err
}

// must is fetch without an error.
func (w *world) must(variable int) bdl.Answer {
	w.t.Helper()
	ans, err := w.fetch(w.t.Context(), variable)
	if err != nil {
		w.t.Fatal(err)
	}
	return ans
}

// asked is how many requests there were since the last call.
func (w *world) asked() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	hits := w.hits
	w.hits = nil
	return hits
}

func (w *world) read(name string) string {
	w.t.Helper()
	text, err := os.ReadFile(filepath.Join(w.o.Dir, name))
	if err != nil {
		w.t.Fatal(err)
	}
	return string(text)
}

// files lists what is below a folder, with slashes.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return names
}

func kinds(events []bdl.Event) map[bdl.EventKind]int {
	n := map[bdl.EventKind]int{}
	for _, e := range events {
		n[e.Kind]++
	}
	return n
}
