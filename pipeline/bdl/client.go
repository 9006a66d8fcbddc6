package bdl

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// BaseURL is the address of the API.
const BaseURL = "https://bdl.stat.gov.pl/api/v1"

// pageSize is the largest page the API gives.
const pageSize = 100

// Options of a client. Dir and StateFile are needed; zero values of the rest
// take the defaults named here.
type Options struct {
	Dir       string // answers, e.g. <workspace>/gus/api
	StateFile string // counters of requests, e.g. <workspace>/state/bdl.json

	Key        Key
	BaseURL    string                                     // BaseURL
	Transport  http.RoundTripper                          // http.DefaultTransport
	Now        func() time.Time                           // time.Now
	Sleep      func(context.Context, time.Duration) error // until the time is over or the context is
	Jitter     func() float64                             // in [0, 1), random
	Progress   func(Event)                                // nothing
	UserAgent  string                                     // "miernik"
	Tries      int                                        // 6: of one page, when the API is busy or broken
	TryTimeout time.Duration                              // a minute: of one try
	MaxWait    time.Duration                              // 16 min: a longer wait ends the run with a LimitError
	MaxAge     time.Duration                              // 0: every answer is confirmed with the API, however young
	PartAge    time.Duration                              // 24 h: pages of an interrupted answer are continued
}

// EventKind is what happened.
type EventKind string

// What a client tells while it works.
const (
	PageReceived  EventKind = "received"
	PageUnchanged EventKind = "unchanged" // 304
	PageResumed   EventKind = "resumed"   // kept by an interrupted run
	Waiting       EventKind = "waiting"   // for a limit
	Retrying      EventKind = "retrying"  // after 429, 5xx, a lost or broken answer
	Restarting    EventKind = "restarting"
)

// Event is progress to show or log. It never holds the key.
type Event struct {
	Kind    EventKind
	Request string // name of the answer
	Page    int    // from 0
	Pages   int    // 0: not known yet
	Wait    time.Duration
	Window  Window // Waiting
	Reason  string // Retrying, Restarting
}

// Client asks the API. One client holds the counters; its methods may be
// called from several goroutines and work one after the other.
type Client struct {
	o          Options
	base       *url.URL
	registered bool
	store      store
	lock       *flock.Flock

	mu    sync.Mutex
	state state
	meter *meter
}

// Open makes a client and takes the counters, ErrBusy when another program
// has them. The client must be closed.
func Open(o Options) (*Client, error) {
	if o.Dir == "" || o.StateFile == "" {
		return nil, fmt.Errorf("%w: no folder of answers or no file of counters", ErrRequest)
	}
	base, err := url.Parse(strings.TrimRight(cmp.Or(o.BaseURL, BaseURL), "/"))
	if err != nil || base.Host == "" {
		return nil, fmt.Errorf("%w: base address is not a URL", ErrRequest)
	}
	if o.Transport == nil {
		o.Transport = http.DefaultTransport
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Jitter == nil {
		o.Jitter = rand.Float64
	}
	if o.Progress == nil {
		o.Progress = func(Event) {}
	}
	o.UserAgent = cmp.Or(o.UserAgent, "miernik")
	o.Tries = cmp.Or(o.Tries, 6)
	o.TryTimeout = cmp.Or(o.TryTimeout, time.Minute)
	o.MaxWait = cmp.Or(o.MaxWait, 16*time.Minute)
	o.PartAge = cmp.Or(o.PartAge, 24*time.Hour)
	now := o.Now
	o.Now = func() time.Time { return now().UTC() }
	c := &Client{o: o, base: base, registered: o.Key.Set(), store: store{o.Dir}}
	if err := c.open(); err != nil {
		return nil, err
	}
	return c, nil
}

// open locks and reads the counters.
func (c *Client) open() error {
	if err := os.MkdirAll(filepath.Dir(c.o.StateFile), 0o755); err != nil {
		return err
	}
	c.lock = flock.New(c.o.StateFile + ".lock")
	if ok, err := c.lock.TryLock(); err != nil {
		return err
	} else if !ok {
		return ErrBusy
	}
	var err error
	if c.state, err = readState(c.o.StateFile); err != nil {
		return errors.Join(err, c.lock.Unlock())
	}
	c.meter = c.state.meter(c.registered, c.o.Now())
	return nil
}

// Close writes the counters and gives them back.
func (c *Client) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return errors.Join(c.state.save(c.o.StateFile, c.registered, c.meter), c.lock.Unlock())
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
