package bdl

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Window is one limit of the API: at most Limit requests in Span.
type Window struct {
	Span  time.Duration
	Limit int
}

// String writes "100 requests per 15m".
func (w Window) String() string {
	return fmt.Sprintf("%d requests per %s", w.Limit, span(w.Span))
}

func span(d time.Duration) string {
	switch {
	case d%(24*time.Hour) == 0:
		return fmt.Sprintf("%dd", d/(24*time.Hour))
	case d%time.Hour == 0:
		return fmt.Sprintf("%dh", d/time.Hour)
	case d%time.Minute == 0:
		return fmt.Sprintf("%dm", d/time.Minute)
	}
	return d.String()
}

// Windows are the documented limits, for registered and anonymous users.
func Windows(registered bool) []Window {
	if registered {
		return []Window{{time.Second, 10}, {15 * time.Minute, 500}, {12 * time.Hour, 5_000}, {7 * 24 * time.Hour, 50_000}}
	}
	return []Window{{time.Second, 5}, {15 * time.Minute, 100}, {12 * time.Hour, 1_000}, {7 * 24 * time.Hour, 10_000}}
}

// meter counts requests and says when the next may be sent. The window of a
// second is kept by spacing requests evenly, the long ones by counting.
type meter struct {
	second   Window
	last     time.Time // of the latest request
	blocked  time.Time // until then the API said no
	counters []counter
}

// counter is a sliding window. Requests are added up in buckets, so that the
// state stays small; a bucket counts until its last moment has left the
// window.
type counter struct {
	Window
	buckets []bucket // oldest first
}

type bucket struct {
	At time.Time `json:"at"` // of its first request
	N  int       `json:"n"`
}

// bucketsPerWindow bounds how much longer than the window a request counts:
// by a sixtieth.
const bucketsPerWindow = 60

func newMeter(registered bool) *meter {
	windows := Windows(registered)
	m := &meter{second: windows[0]}
	for _, w := range windows[1:] {
		m.counters = append(m.counters, counter{Window: w})
	}
	return m
}

// pace is the space between requests: five per cent more than the limit of a
// second asks, as it is the clock of the API that counts.
func (m *meter) pace() time.Duration {
	return m.second.Span * 105 / time.Duration(100*m.second.Limit)
}

func (m *meter) clone() *meter {
	c := *m
	c.counters = slices.Clone(m.counters)
	for i := range c.counters {
		c.counters[i].buckets = slices.Clone(c.counters[i].buckets)
	}
	return &c
}

func (c *counter) leaves(b bucket) time.Time { return b.At.Add(c.Span + c.Span/bucketsPerWindow) }

func (c *counter) used(now time.Time) int {
	n := 0
	for _, b := range c.buckets {
		if c.leaves(b).After(now) {
			n += b.N
		}
	}
	return n
}

func (c *counter) add(now time.Time, n int) {
	c.buckets = slices.DeleteFunc(c.buckets, func(b bucket) bool { return !c.leaves(b).After(now) })
	if len(c.buckets) > 0 {
		last := &c.buckets[len(c.buckets)-1]
		if now.Before(last.At.Add(c.Span / bucketsPerWindow)) {
			last.N += n
			return
		}
	}
	c.buckets = append(c.buckets, bucket{now, n})
}

// free is when the window has room for one more request.
func (c *counter) free(now time.Time) time.Time {
	over := c.used(now) - c.Limit + 1
	for _, b := range c.buckets {
		if over <= 0 {
			break
		}
		if c.leaves(b).After(now) {
			over -= b.N
			now = c.leaves(b)
		}
	}
	return now
}

// next is the earliest moment of the next request, not before now, and the
// window that decides it; a zero window when the API itself said no.
func (m *meter) next(now time.Time) (time.Time, Window) {
	at, why := now, m.second
	if t := m.last.Add(m.pace()); t.After(at) {
		at = t
	}
	for i := range m.counters {
		if t := m.counters[i].free(now); t.After(at) {
			at, why = t, m.counters[i].Window
		}
	}
	if m.blocked.After(at) {
		at, why = m.blocked, Window{}
	}
	return at, why
}

// count notes a request that is about to be sent.
func (m *meter) count(now time.Time) {
	m.last = now
	for i := range m.counters {
		m.counters[i].add(now, 1)
	}
}

// heard takes over what the API says of its own counters. X-Rate-Limit-Limit
// names the window, as a span (15m) or by its limit; X-Rate-Limit-Remaining
// below ours means that somebody else used the same address or key. More
// remaining than we think is not believed: the API may count in fixed
// windows.
func (m *meter) heard(h http.Header, now time.Time) {
	remaining, err := strconv.Atoi(strings.TrimSpace(h.Get("X-Rate-Limit-Remaining")))
	if err != nil || remaining < 0 {
		return
	}
	name := strings.TrimSpace(h.Get("X-Rate-Limit-Limit"))
	for i := range m.counters {
		c := &m.counters[i]
		if name != span(c.Span) && name != strconv.Itoa(c.Limit) {
			continue
		}
		if missed := c.Limit - remaining - c.used(now); missed > 0 {
			c.add(now, missed)
		}
	}
	if reset := parseReset(h.Get("X-Rate-Limit-Reset"), now); remaining == 0 && reset.After(m.blocked) {
		m.blocked = reset
	}
}

// parseReset reads a moment written as RFC 3339, as Unix seconds, or as
// seconds from now; the zero time when it is none of them or further away
// than the longest window.
func parseReset(s string, now time.Time) time.Time {
	s = strings.TrimSpace(s)
	at, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		n, err := strconv.ParseInt(s, 10, 64)
		switch {
		case err != nil || n < 0:
			return time.Time{}
		case n > 1_000_000_000:
			at = time.Unix(n, 0)
		default:
			at = now.Add(time.Duration(min(n, 1_000_000)) * time.Second)
		}
	}
	if at.Sub(now) > 7*24*time.Hour {
		return time.Time{}
	}
	return at
}
